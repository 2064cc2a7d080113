import { addDays } from '../kernel/calendar.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import type { CardTemplate } from './model.ts';

/** What of person and employer makes an occasion. */
export interface CardFacts {
  today: CalendarDate;
  isOnCall: boolean;
  /** The own employment; null for who has none here. */
  employment: { id: string; startDate: CalendarDate } | null;
  /** The payroll period that was closed last, with the day of that. */
  closed: { id: number; endsOn: CalendarDate; on: CalendarDate } | null;
  /** Documents this person may read that got a new version, latest first. */
  renewed: readonly { documentId: string; versionId: string; title: string; on: CalendarDate }[];
}

/** A card that is due, before its questions are tried. */
export interface DueCard {
  key: string;
  template: CardTemplate;
  /** The document it is about. */
  documentId: string | null;
  values: { title?: string; date?: CalendarDate };
}

/** The cards whose occasion is now, in the order of the templates. */
export function dueCards(templates: readonly CardTemplate[], facts: CardFacts): DueCard[] {
  return templates
    .filter((template) => !template.onCall || facts.isOnCall)
    .flatMap((template) =>
      occasions(template, facts).map(({ of, documentId = null, values = {} }) => ({
        key: `${template.id}.${of}`,
        template,
        documentId,
        values,
      })),
    );
}

interface Occasion {
  of: string | number;
  documentId?: string;
  values?: DueCard['values'];
}

function occasions({ when }: CardTemplate, facts: CardFacts): Occasion[] {
  const { today, employment, closed, renewed } = facts;
  const within = (day: CalendarDate, days: number) => day <= today && today < addDays(day, days);
  switch (when.kind) {
    case 'season':
      return inSeason(when, today) ? [{ of: today.slice(0, 4) }] : [];
    case 'month-end':
      return Number(today.slice(8)) >= when.from ? [{ of: today.slice(0, 7) }] : [];
    case 'first-days':
      return employment !== null && within(employment.startDate, when.days) ? [{ of: employment.id }] : [];
    case 'period-closed':
      return closed !== null && within(closed.on, when.days)
        ? [{ of: closed.id, values: { date: closed.endsOn } }]
        : [];
    case 'document-renewed':
      return renewed
        .filter(({ on }) => within(on, when.days))
        .map(({ documentId, versionId, title, on }) => ({
          of: versionId,
          documentId,
          values: { title, date: on },
        }));
  }
}

/** A season may run over New Year. */
function inSeason({ from, to }: { from: string; to: string }, today: CalendarDate): boolean {
  const day = today.slice(5);
  return from <= to ? from <= day && day <= to : day >= from || day <= to;
}
