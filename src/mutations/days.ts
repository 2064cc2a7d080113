import type { CalendarDate } from '../kernel/dates.ts';

/** A calendar date in words: '1 juli 2026'. */
export function formatDay(date: CalendarDate, language: 'nl' | 'en'): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(Date.parse(`${date}T00:00:00Z`));
}
