import { addDays, endOfMonth, weekday } from '../kernel/calendar.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import type { PayrollPeriod, PeriodKind } from './model.ts';

/** Days after the end of a period within which employees still hand in for it. */
export const CLOSES_AFTER = 3;

/** Years that periods are made for: rows are made when a year is first looked at, so that not just any number may be looked at. */
const YEARS = [2000, 2099] as const;

/** Whether a number, yyyypp, names a period of the calendar. */
export function isPeriodId(id: number, kind: PeriodKind): boolean {
  const year = Math.floor(id / 100);
  return year >= YEARS[0] && year <= YEARS[1] && periodsOf(year, kind).some((period) => period.id === id);
}

/**
 * The periods of a year: twelve months, or thirteen times four weeks from the Monday of week 1 (ISO 8601); in a year of 53 weeks the
 * thirteenth has five.
 */
export function periodsOf(year: number, kind: PeriodKind): Omit<PayrollPeriod, 'closedAt' | 'closedBy'>[] {
  const spans = kind === 'month' ? monthSpans(year) : fourWeekSpans(year);
  return spans.map(([startsOn, endsOn], i) => ({
    id: year * 100 + i + 1,
    kind,
    startsOn,
    endsOn,
    closesOn: addDays(endsOn, CLOSES_AFTER),
  }));
}

function monthSpans(year: number): [CalendarDate, CalendarDate][] {
  return Array.from({ length: 12 }, (_, i) => {
    const first = `${year}-${String(i + 1).padStart(2, '0')}-01`;
    return [first, endOfMonth(first)];
  });
}

function fourWeekSpans(year: number): [CalendarDate, CalendarDate][] {
  const start = firstMonday(year);
  const end = addDays(firstMonday(year + 1), -1);
  return Array.from({ length: 13 }, (_, i) => {
    const from = addDays(start, i * 28);
    return [from, i === 12 ? end : addDays(from, 27)];
  });
}

/** The Monday of week 1: the week that holds 4 January. */
function firstMonday(year: number): CalendarDate {
  const fourth = `${year}-01-04`;
  return addDays(fourth, 1 - weekday(fourth));
}

/** Whether employees can still hand in for it. */
export function isOpenForInput(period: PayrollPeriod, today: CalendarDate): boolean {
  return period.closedAt === null && today <= period.closesOn;
}

/** Whether payroll can still take something up into it. */
export function isOpenForPayroll(period: PayrollPeriod): boolean {
  return period.closedAt === null;
}

/**
 * Where something of `date` is paid: its own period while that takes input, otherwise the first later one that does. Null when the periods at
 * hand hold neither.
 */
export function landingPeriod(
  periods: readonly PayrollPeriod[],
  date: CalendarDate,
  today: CalendarDate,
): PayrollPeriod | null {
  return (
    [...periods]
      .sort((a, b) => a.id - b.id)
      .find((period) => period.endsOn >= date && isOpenForInput(period, today)) ?? null
  );
}
