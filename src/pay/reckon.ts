import type { CalendarDate } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { divideRounded } from '../kernel/money.ts';
import type { ComponentRate } from './model.ts';

/**
 * Cents for a quantity at a rate, rounded once, halves away from zero.
 * @param quantity thousandths of a unit: 42 km is 42000
 * @param rate milli-euro a unit: € 0,23 is 230
 */
export function amountOf(quantity: number, rate: number): number {
  const cents = divideRounded(quantity * rate, 10_000);
  if (cents === null) throw new AppError('bad_request');
  return cents;
}

/** The rate that held on `date`: the latest that began by then. Null before the first. */
export function rateOn(rates: readonly ComponentRate[], date: CalendarDate): ComponentRate | null {
  return (
    [...rates]
      .filter(({ validFrom }) => validFrom <= date)
      .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0] ?? null
  );
}
