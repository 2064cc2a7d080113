import type { CalendarDate } from '../kernel/dates.ts';
import { addDays, dateOf, daysBetween, monthOf, monthPeriod, yearOf } from './calendar.ts';

/** What was done leans to the past; what is to come (a move) to the future. */
export type Lean = 'past' | 'future';

export interface DateContext {
  today: CalendarDate;
  lean: Lean;
}

/** A place in the message that tells a date, with what it tells; 'vague' tells none that we could fill in. */
export type DateMention = { start: number; end: number } & (
  | { kind: 'days'; dates: CalendarDate[] }
  | { kind: 'stretch'; from: CalendarDate; to: CalendarDate }
  | { kind: 'period'; period: string }
  | { kind: 'vague' }
);

/** How far ahead a day without a year may lie before last year's is meant. */
const AHEAD = 31;
/** How far back a day without a year may lie before next year's is meant. */
const BACK = 150;

/**
 * A day and month without a year: for what was done the last one, unless it is close ahead; for what is to come the next
 * one, unless it is not long ago. Null where the month has no such day.
 */
export function dayOfMonth(day: number, month: number, context: DateContext): CalendarDate | null {
  const year = yearOf(context.today);
  const here = dateOf(year, month, day);
  const before = dateOf(year - 1, month, day);
  const after = dateOf(year + 1, month, day);
  if (here === null) return context.lean === 'past' ? before : after;
  const ahead = daysBetween(context.today, here);
  if (context.lean === 'past') {
    if (ahead > AHEAD) return before;
    return ahead < -320 && after !== null && daysBetween(context.today, after) <= AHEAD ? after : here;
  }
  if (ahead < -BACK) return after;
  return ahead > 365 - BACK && before !== null && daysBetween(before, context.today) <= 60 ? before : here;
}

/** "de 9e": the last day with that number (past) or the next (future), today included. */
export function dayAlone(day: number, context: DateContext): CalendarDate | null {
  const step = context.lean === 'past' ? -1 : 1;
  for (let i = 0; i < 3; i++) {
    const month = monthPeriod(yearOf(context.today), monthOf(context.today) + step * i);
    const date = dateOf(Number(month.slice(0, 4)), Number(month.slice(5)), day);
    if (date === null) continue;
    const ahead = daysBetween(context.today, date);
    if (step < 0 ? ahead <= 0 : ahead >= 0) return date;
  }
  return null;
}

/** A month without a year: for what was done the last one that has begun. */
export function monthAlone(month: number, context: DateContext): string {
  const [year, now] = [yearOf(context.today), monthOf(context.today)];
  if (context.lean === 'past') return monthPeriod(month <= now ? year : year - 1, month);
  return monthPeriod(month >= now ? year : year + 1, month);
}

/** A year as typed ('26', '2026'). */
export function fullYear(raw: string): number {
  return raw.length === 2 ? 2000 + Number(raw) : Number(raw);
}

/** The last such weekday before `before`, or on it. */
export function weekdayOnOrBefore(weekday: number, before: CalendarDate): CalendarDate {
  const now = new Date(`${before}T00:00:00Z`).getUTCDay() || 7;
  return addDays(before, -((now - weekday + 7) % 7));
}

/** The next such weekday after `after`. */
export function weekdayAfter(weekday: number, after: CalendarDate): CalendarDate {
  const now = new Date(`${after}T00:00:00Z`).getUTCDay() || 7;
  return addDays(after, (weekday - now + 7) % 7 || 7);
}
