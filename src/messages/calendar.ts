import type { CalendarDate } from '../kernel/dates.ts';

/** Reckoning with calendar dates and periods; no clock and no zone. */

const DAY = 86_400_000;

function at(date: CalendarDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

function iso(time: number): CalendarDate {
  return new Date(time).toISOString().slice(0, 10);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return iso(at(date).getTime() + days * DAY);
}

/** Days from `a` to `b`; negative when b is earlier. */
export function daysBetween(a: CalendarDate, b: CalendarDate): number {
  return Math.round((at(b).getTime() - at(a).getTime()) / DAY);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: CalendarDate): number {
  return at(date).getUTCDay() || 7;
}

export function mondayOf(date: CalendarDate): CalendarDate {
  return addDays(date, 1 - weekdayOf(date));
}

export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** 1 to 12. */
export function monthOf(date: CalendarDate): number {
  return Number(date.slice(5, 7));
}

/** The date, or null where the month has no such day. */
export function dateOf(year: number, month: number, day: number): CalendarDate | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const date = iso(Date.UTC(year, month - 1, day));
  return monthOf(date) === month ? date : null;
}

/** 'YYYY-MM'. Months past December roll into the next year. */
export function monthPeriod(year: number, month: number): string {
  return iso(Date.UTC(year, month - 1, 1)).slice(0, 7);
}

/** 'YYYY-Www' after ISO 8601: the week belongs to the year of its Thursday. */
export function weekPeriod(date: CalendarDate): string {
  const thursday = addDays(mondayOf(date), 3);
  const first = `${thursday.slice(0, 4)}-01-01`;
  const week = Math.floor(daysBetween(first, thursday) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}

/** First and last day of 'YYYY-MM' or 'YYYY-Www'; null for anything else. */
export function boundsOf(period: string): { from: CalendarDate; to: CalendarDate } | null {
  const month = /^(\d{4})-(\d{2})$/.exec(period);
  if (month) {
    const [year, number] = [Number(month[1]), Number(month[2])];
    return { from: `${period}-01`, to: addDays(`${monthPeriod(year, number + 1)}-01`, -1) };
  }
  const week = /^(\d{4})-W(\d{2})$/.exec(period);
  if (!week) return null;
  const monday = addDays(mondayOf(`${week[1]}-01-04`), 7 * (Number(week[2]) - 1));
  return { from: monday, to: addDays(monday, 6) };
}

/** All dates from `from` to `to`, both included; at most 62, so that a slip of the pen stays small. */
export function datesBetween(from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const length = Math.min(62, daysBetween(from, to) + 1);
  return Array.from({ length: Math.max(0, length) }, (_, i) => addDays(from, i));
}

/** Monday to Friday of a stretch. */
export function workdaysBetween(from: CalendarDate, to: CalendarDate): CalendarDate[] {
  return datesBetween(from, to).filter((date) => weekdayOf(date) <= 5);
}
