import { fold } from '../retrieval/text.ts';

/** A number with what it measures, as a question or a row heading names it. */
interface Interval {
  from: number;
  to: number;
}

/**
 * Reads the interval of a row heading: '45 t/m 49 jaar' -> [45, 49], 'vanaf 50' -> [50, inf], 'jonger dan 18' -> [-inf, 17.99],
 * 'tot 5 jaar' -> [-inf, 4.99], '5' -> [5, 5]; null when it holds no number.
 */
export function intervalOf(cell: string): Interval | null {
  const t = fold(cell)
    .replace(/(\d)\.(?=\d{3})/g, '$1')
    .replace(/(\d),(\d)/g, '$1.$2');
  const numbers = [...t.matchAll(/\d+(?:\.\d+)?/g)].map((m) => Number(m[0]));
  const [a, b] = numbers;
  if (a === undefined) return null;
  if (
    b !== undefined &&
    /\d\s*(?:jaar|uur|km|maanden|dienstjaren)?\s*(?:t\/m|tot en met|–|—|-|en)\s*\d/.test(t)
  )
    return { from: Math.min(a, b), to: Math.max(a, b) };
  if (
    b !== undefined &&
    /\d\s*(?:jaar|uur|km|maanden|dienstjaren)?\s*(?:of meer|en meer)?,?\s*(?:tot|maar (?:korter|minder|nog geen) dan)\s*\d/.test(
      t,
    )
  )
    return { from: Math.min(a, b), to: Math.max(a, b) - 0.01 };
  if (
    /\b(?:vanaf|minimaal|ten minste|minstens)\s*\d|\d\s*(?:jaar|uur|km|maanden|dienstjaren|jaren)?\s*(?:of|en) (?:ouder|meer|langer|hoger)|≥/.test(
      t,
    )
  )
    return { from: a, to: Number.POSITIVE_INFINITY };
  if (/\b(?:meer|langer|ouder|hoger) dan\b|>/.test(t))
    return { from: a + 0.01, to: Number.POSITIVE_INFINITY };
  if (/\b(?:t\/m|tot en met|maximaal|hoogstens|ten hoogste)\s*\d/.test(t))
    return { from: Number.NEGATIVE_INFINITY, to: a };
  if (/\b(?:tot|jonger dan|korter dan|minder dan|onder(?: de)?)\b|</.test(t))
    return { from: Number.NEGATIVE_INFINITY, to: a - 0.01 };
  return { from: a, to: a };
}

/** Numbers in a question that can pick a row: ages, years of service, scales, hours, distances; not amounts of money. */
function questionNumbers(question: string): number[] {
  const t = fold(question).replace(/(?:€|eur)\s?\d[\d.,]*/g, ' ');
  return [...t.matchAll(/(?<![\d,.])\d{1,3}(?:[.,]\d)?(?![\d])/g)].map((m) => Number(m[0].replace(',', '.')));
}

/**
 * How well the numbers of a question fit the heading cells of a row: 0.6 where one lies in the row's interval, -0.15 where the
 * row has an interval and none fits, 0 where either names no number.
 */
export function rowFit(question: string, cells: readonly string[], columns: readonly string[]): number {
  const numbers = questionNumbers(question);
  if (numbers.length === 0) return 0;
  const headingCells = cells.slice(0, columns.length > 3 ? 2 : 1);
  let named = false;
  for (const cell of headingCells) {
    if (cell.length > 60 || /€|%/.test(cell)) continue;
    const interval = intervalOf(cell);
    if (interval === null) continue;
    named = true;
    if (numbers.some((n) => n >= interval.from && n <= interval.to)) return 0.6;
  }
  return named ? -0.15 : 0;
}
