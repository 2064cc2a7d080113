import type { PayrollPeriod } from '../pay/model.ts';
import type { MailLanguage } from './mail-model.ts';

/** 'november 2026', or for four weeks 'periode 11 van 2026'. */
export function periodTitle(
  { id, kind, startsOn }: Pick<PayrollPeriod, 'id' | 'kind' | 'startsOn'>,
  language: MailLanguage,
): string {
  if (kind === 'month')
    return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'nl-NL', {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(Date.parse(`${startsOn}T00:00:00Z`));
  const [number, year] = [id % 100, Math.floor(id / 100)];
  return language === 'en' ? `period ${number} of ${year}` : `periode ${number} van ${year}`;
}
