import { datesBetween, daysBetween, weekday } from '../kernel/calendar.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import { divideRounded } from '../kernel/money.ts';
import type { Employment } from '../personnel/model.ts';

type Span = { startsOn: CalendarDate; endsOn: CalendarDate };
type Contract = Pick<
  Employment,
  'startDate' | 'endDate' | 'isOnCall' | 'calculateWorkingHours' | 'hoursPerWeek' | 'workDays'
>;

/** The part of the period in which the employment holds; null for none. */
export function spanIn(
  { startDate, endDate }: Pick<Employment, 'startDate' | 'endDate'>,
  { startsOn, endsOn }: Span,
): [CalendarDate, CalendarDate] | null {
  const from = startDate > startsOn ? startDate : startsOn;
  const to = endDate !== null && endDate < endsOn ? endDate : endsOn;
  return from <= to ? [from, to] : null;
}

/** Days of the work pattern in the period, from the first to the last day of the employment; without a pattern its calendar days. */
export function daysIn(employment: Contract, period: Span): number {
  const span = spanIn(employment, period);
  if (span === null) return 0;
  if (employment.workDays.length === 0) return daysBetween(span[0], span[1]) + 1;
  return datesBetween(span[0], span[1]).filter((date) => employment.workDays.includes(weekday(date))).length;
}

/**
 * Contract hours of an employment in a period, in thousandths: days of its pattern times the hours of a week, divided by the days of the pattern; multiplied
 * first and rounded once, to hundredths of an hour, halves up. Without a pattern a week counts as seven days. A first and a last day inside the period make it less
 * by themselves.
 */
export function hoursIn(employment: Contract, period: Span): number {
  if (employment.hoursPerWeek === null) return 0;
  const week = employment.workDays.length || 7;
  return (divideRounded(employment.hoursPerWeek * daysIn(employment, period), week * 10) ?? 0) * 10;
}

/** What 'Berekenen uren' fills in; null where it never does: on-call workers, and who has it off or has no hours. */
export function filledHours(employment: Contract, period: Span): number | null {
  if (employment.isOnCall || !employment.calculateWorkingHours || employment.hoursPerWeek === null)
    return null;
  const hours = hoursIn(employment, period);
  return hours > 0 ? hours : null;
}
