import type { DocumentView } from '../employer/model.ts';
import { dateText, fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';

/** From when to when it holds, in words; '' without limits. */
export function validity(
  { validFrom, validTo }: Pick<DocumentView, 'validFrom' | 'validTo'>,
  t: Texts['documents'],
  language: string,
): string {
  const from = validFrom ? dateText(validFrom, language) : '';
  const to = validTo ? dateText(validTo, language) : '';
  if (from && to) return fill(t.valid, { from, to });
  if (from) return fill(t.validFrom, { from });
  return to ? fill(t.validTo, { to }) : '';
}
