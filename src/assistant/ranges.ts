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

const numberWords =
  'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig'.split(
    ' ',
  );

/** Numbers in a question that can pick a row: ages, years of service, scales, hours, distances; not amounts of money. */
function questionNumbers(question: string): number[] {
  const t = fold(question).replace(/(?:€|eur)\s?\d[\d.,]*/g, ' ');
  const digits = [...t.matchAll(/(?<![\d,.])\d{1,4}(?:[.,]\d)?(?![\d])/g)].map((m) =>
    Number(m[0].replace(',', '.')),
  );
  const words = [...t.matchAll(/[a-z]+/g)].map((m) => numberWords.indexOf(m[0])).filter((n) => n > 1);
  return [...digits, ...words];
}

/** Hours of the day of a cell such as '22.00 – 06.00 uur'; past midnight `to` is above 24. */
function clockOf(cell: string): Interval | null {
  const m = /(\d{1,2})[.:](\d{2})\s*(?:uur)?\s*(?:–|-|tot(?: en met)?|t\/m)\s*(\d{1,2})[.:](\d{2})/.exec(
    cell,
  );
  if (m === null) return null;
  const from = Number(m[1]) + Number(m[2]) / 60;
  const to = Number(m[3]) + Number(m[4]) / 60;
  return { from, to: to <= from ? to + 24 : to };
}

/** Hours of the day that a question names: '23 uur', 'om 7', '22:30'. */
function questionHours(question: string): number[] {
  const t = fold(question);
  return [
    ...t.matchAll(
      /(?:\bom|\bna|\bvoor|\bvanaf|\btussen|\btot|\ben)\s+(\d{1,2})(?:[.:](\d{2}))?(?!\s*(?:jaar|dagen|weken|km))|\b(\d{1,2})(?:[.:](\d{2}))?\s*(?:uur|u)\b/g,
    ),
  ].map((m) => Number(m[1] ?? m[3]) + Number(m[2] ?? m[4] ?? 0) / 60);
}

/**
 * How well the numbers of a question fit the heading cells of a row: 1 where one lies in the row's interval, -0.25 where the
 * row has an interval and none fits, 0 where either names no number.
 */
export function rowFit(question: string, cells: readonly string[], columns: readonly string[]): number {
  const numbers = questionNumbers(question);
  const hours = questionHours(question);
  if (numbers.length === 0) return 0;
  let best = 0;
  for (const cell of cells.slice(0, columns.length > 3 ? 2 : Math.max(1, columns.length - 1))) {
    if (cell.length > 70 || /€/.test(cell)) continue;
    const clock = clockOf(cell);
    const interval = clock ?? intervalOf(cell);
    if (interval === null) continue;
    const asked = clock === null ? numbers : hours.flatMap((h) => [h, h + 24]);
    if (asked.length === 0) continue;
    if (asked.some((n) => n >= interval.from && n <= interval.to)) return 1;
    best = -0.25;
  }
  return best;
}
