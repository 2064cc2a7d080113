/**
 * Numbers of Dutch texts as integers: quantities and rates in thousandths (a rate of € 0,23 is 230 milli-euro), money in cents.
 * Nothing here goes through a fraction.
 */

const dutchNumber = /^(?:(\d{1,3}(?:\.\d{3})+)|(\d+))(?:,(\d{1,3}))?$/;

/**
 * '2.345,67' -> 2345670, '0,23' -> 230. Null for what is no Dutch number, has more than three decimals or is too large to
 * reckon with.
 */
export function parseMilli(raw: string): number | null {
  const match = dutchNumber.exec(raw.trim());
  if (match === null) return null;
  const whole = Number((match[1] ?? match[2] ?? '').replaceAll('.', ''));
  const milli = whole * 1000 + Number((match[3] ?? '').padEnd(3, '0'));
  return Number.isSafeInteger(milli) && milli <= 1e12 ? milli : null;
}

/** '€ 0,23', 'EUR 1.250', '12,50 euro', '€ 450,-' -> milli-euro; null for anything else. */
export function parseEuroMilli(raw: string): number | null {
  const bare = raw
    .trim()
    .replace(/^(?:€|eur(?:o)?)\s*/i, '')
    .replace(/\s*(?:€|eur(?:o)?)$/i, '')
    .replace(/,[-–—]+$/, '');
  return parseMilli(bare);
}

/** a / b to the nearest whole, halves away from zero; both whole and not negative. Null when they are too large to be exact. */
export function divideRounded(a: number, b: number): number | null {
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || a < 0 || b <= 0) return null;
  const rest = a % b;
  return (a - rest) / b + (rest >= b - rest ? 1 : 0);
}

/** Thousandths as a Dutch number without idle zeros: 230 -> '0,23', 2345670 -> '2.345,67'. */
export function formatMilli(milli: number): string {
  const rest = milli % 1000;
  const decimals = String(rest).padStart(3, '0').replace(/0+$/, '');
  return `${thousands((milli - rest) / 1000)}${decimals === '' ? '' : `,${decimals}`}`;
}

/** Cents as money: 966 -> '€ 9,66', 234500 -> '€ 2.345,00'. */
export function formatEuro(cents: number): string {
  const rest = cents % 100;
  return `€ ${thousands((cents - rest) / 100)},${String(rest).padStart(2, '0')}`;
}

/** A rate or amount as a document writes it: at least two decimals, a third only where there is one; whole euros bare. */
export function formatEuroMilli(milli: number): string {
  if (milli % 1000 === 0) return `€ ${thousands(milli / 1000)}`;
  return milli % 10 === 0 ? formatEuro(milli / 10) : `€ ${formatMilli(milli)}`;
}

function thousands(whole: number): string {
  return String(whole).replace(/\B(?=(?:\d{3})+$)/g, '.');
}
