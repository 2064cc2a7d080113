import { formatMilli } from '../kernel/money.ts';

/** Thousandths as a Dutch number, also below zero: -8500 -> '-8,5'. */
export function quantityText(milli: number): string {
  return milli < 0 ? `-${formatMilli(-milli)}` : formatMilli(milli);
}

/** Cents as a bare Dutch number with two decimals: 234500 -> '2345,00'; '' for null. */
export function centsText(cents: number | null): string {
  if (cents === null) return '';
  const whole = Math.abs(cents);
  return `${cents < 0 ? '-' : ''}${Math.floor(whole / 100)},${String(whole % 100).padStart(2, '0')}`;
}

/** A quantity for a file: no thousands, so that every program reads it. */
export function plainQuantity(milli: number): string {
  return quantityText(milli).replaceAll('.', '');
}

/** Tenths of a per cent: 125 -> '12,5'. */
export function percentText(permille: number): string {
  return quantityText(permille * 100);
}
