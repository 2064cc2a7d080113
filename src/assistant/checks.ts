import { fold, squash } from '../retrieval/text.ts';
import { numbersOf } from './facts.ts';

/** A quote with the passage it must stand in. */
export interface QuoteToCheck {
  quote: string;
  passageText: string;
}

/** Nothing is said without a quote: each must be a substring of its passage, letter for letter. */
export function quotesHold(quotes: readonly QuoteToCheck[]): boolean {
  return (
    quotes.length > 0 &&
    quotes.every(({ quote, passageText }) => quote.trim() !== '' && passageText.includes(quote))
  );
}

/** The numbers of `text` that stand in none of the sources; must be empty before anything is shown. */
export function unsupportedNumbers(text: string, sources: readonly string[]): string[] {
  const supported = new Set(sources.flatMap(numbersOf));
  return [...new Set(numbersOf(text).filter((value) => !supported.has(value)))];
}

/** Text between quotation marks (four words or more) that stands in none of the sources. */
export function inventedQuotes(text: string, sources: readonly string[]): string[] {
  const folded = sources.map(squash);
  const invented: string[] = [];
  for (const match of text.matchAll(/[“"„«]([^“”"„«»]{3,}?)[”"»]/g)) {
    const inside = match[1] ?? '';
    if (inside.trim().split(/\s+/).length < 4) continue;
    const key = squash(inside);
    if (!folded.some((source) => source.includes(key))) invented.push(inside);
  }
  return invented;
}

/** Links, images, markup and control characters never belong in an answer. */
export function hasForbiddenMarkup(text: string): boolean {
  return (
    /https?:\/\/|www\.|!\[|\]\(|<\s*\/?\s*[a-z!]/i.test(text) ||
    /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/.test(text)
  );
}

/** A number as a fraction, so that nothing is lost while it is reckoned again. */
interface Fraction {
  over: bigint;
  under: bigint;
}

function fractionOf(raw: string): Fraction | null {
  if (!/^(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/.test(raw)) return null;
  const [whole = '', decimals = ''] = raw.replaceAll('.', '').split(',');
  return { over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) };
}

const operand = /^(?:€ )?([\d.,]+)(%| \p{L}+)?$/u;

/** The left side of '5 x 36 km x € 0,23' or '25 dagen x 24 / 36', reckoned from left to right; null when it cannot be read. */
function productOf(left: string): Fraction | null {
  let product: Fraction = { over: 1n, under: 1n };
  const pieces = left.split(/ ([x/]) /);
  for (let i = 0; i < pieces.length; i += 2) {
    const match = operand.exec(pieces[i] ?? '');
    const value = fractionOf(match?.[1] ?? '');
    if (match === null || value === null) return null;
    if (match[2] === '%') value.under *= 100n;
    product =
      pieces[i - 1] === '/'
        ? { over: product.over * value.under, under: product.under * value.over }
        : { over: product.over * value.over, under: product.under * value.under };
  }
  return product.under === 0n ? null : product;
}

/**
 * A shown calculation ('42 km x € 0,23 = € 9,66'): every operand stands in the question or in a quote, at least one in a quote, and
 * the result is what they make, reckoned here again and rounded to the decimals shown; up to a whole where a quote says so.
 */
export function calculationHolds(equation: string, question: string, quotes: readonly string[]): boolean {
  const [left, right, more] = equation.split(' = ');
  if (left === undefined || right === undefined || more !== undefined) return false;
  const quoted = new Set(quotes.flatMap(numbersOf));
  if (unsupportedNumbers(left, [question, ...quotes]).length > 0) return false;
  if (!numbersOf(left).some((value) => quoted.has(value))) return false;
  const product = productOf(left);
  const raw = operand.exec(right)?.[1] ?? '';
  const shown = fractionOf(raw);
  if (product === null || shown === null) return false;
  const up = quotes.some((quote) => /naar boven afgerond/.test(fold(quote)));
  const toWhole = up && !right.startsWith('€');
  const scale = toWhole ? 1n : 100n;
  const scaled = product.over * scale;
  const exact = scaled / product.under;
  const rest = scaled % product.under;
  const rounded = exact + (toWhole ? (rest > 0n ? 1n : 0n) : rest * 2n >= product.under ? 1n : 0n);
  return rounded * shown.under === shown.over * scale;
}
