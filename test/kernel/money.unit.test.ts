import { describe, expect, it } from 'vitest';
import {
  divideRounded,
  formatEuro,
  formatEuroMilli,
  formatMilli,
  parseEuroMilli,
  parseMilli,
} from '../../src/kernel/money.ts';

describe('money', () => {
  it.each([
    ['€ 0,23', 230],
    ['€0,235', 235],
    ['2.345,67', 2_345_670],
    ['2.400 euro', 2_400_000],
    ['EUR 1.250', 1_250_000],
    ['€ 450,-', 450_000],
  ])('reads %s', (raw, milli) => {
    expect(parseEuroMilli(raw)).toBe(milli);
  });

  it.each(['', '€', '1.2', '12.34,5', '0,2345', '1,', '-5', 'vijf', '99999999999999999'])(
    'refuses %s',
    (raw) => {
      expect(parseEuroMilli(raw)).toBeNull();
    },
  );

  it('writes as a Dutch reader expects', () => {
    expect(formatEuro(966)).toBe('€ 9,66');
    expect(formatEuro(123_456_705)).toBe('€ 1.234.567,05');
    expect(formatEuroMilli(235)).toBe('€ 0,235');
    expect(formatEuroMilli(2450)).toBe('€ 2,45');
    expect(formatEuroMilli(2_400_000)).toBe('€ 2.400');
    expect(formatMilli(36_500)).toBe('36,5');
    expect(parseMilli(formatMilli(1_234_560))).toBe(1_234_560);
  });

  it('rounds halves up and refuses what is not exact', () => {
    expect(divideRounded(5, 10)).toBe(1);
    expect(divideRounded(49, 100)).toBe(0);
    expect(divideRounded(2 ** 53, 10)).toBeNull();
    expect(divideRounded(1, 0)).toBeNull();
  });
});
