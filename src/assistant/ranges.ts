import { fold } from '../retrieval/text.ts';

/** An interval on one scale, ends inclusive. */
interface Interval {
  from: number;
  to: number;
}

/** What a number measures; lengths of time above a day are in months, so that 'jaarcontract' meets 'zes maanden of langer'. */
type Measure = 'months' | 'hours' | 'days' | 'percent' | 'km' | 'any';

const numberWords =
  'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig'.split(
    ' ',
  );
const wordPattern = new RegExp(`\\b(?:${numberWords.slice(1).join('|')})\\b`, 'g');
const measures: readonly [RegExp, Measure, number][] = [
  [/^(?:jaar|jaren|jarig|dienstjaar|dienstjaren|jr|year)/, 'months', 12],
  [/^(?:maand|mnd|month)/, 'months', 1],
  [/^(?:week|weken|wk)/, 'months', 12 / 52],
  [/^(?:werkuren|uren|uur|u\b|hour)/, 'hours', 1],
  [/^(?:werkdag|dag|dgn|day)/, 'days', 1],
  [/^(?:%|procent|percent)/, 'percent', 1],
  [/^(?:km|kilometer)/, 'km', 1],
];

/** Lower case, number words as figures, thousands points out, decimal points. */
function plain(text: string): string {
  return fold(text)
    .replace(wordPattern, (word) => String(numberWords.indexOf(word)))
    .replace(/(\d)\.(?=\d{3}(?!\d))/g, '$1')
    .replace(/(\d),(\d)/g, '$1.$2')
    .replace(/\bhalf jaar\b/g, '6 maanden')
    .replace(/\banderhalf jaar\b/g, '18 maanden');
}

interface Figure {
  value: number;
  measure: Measure;
  factor: number;
}

/** Numbers with their measure; one without takes that of the next ('5 tot 10 jaar'). */
function figuresOf(text: string): Figure[] {
  const figures = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(%|[a-z]+)?/g)].map(
    ([, number = '', word = '']): Figure => {
      const found = measures.find(([test]) => test.test(word));
      return { value: Number(number), measure: found?.[1] ?? 'any', factor: found?.[2] ?? 1 };
    },
  );
  for (let i = figures.length - 2; i >= 0; i--) {
    const [own, next] = [figures[i], figures[i + 1]];
    if (own !== undefined && next !== undefined && own.measure === 'any') {
      own.measure = next.measure;
      own.factor = next.factor;
    }
  }
  return figures;
}

const unit = '\\s*(?:jaar|jaren|uur|uren|km|kilometer|maanden|maand|dienstjaren|weken|dagen|%|procent)?\\s*';
const between = new RegExp(`\\d${unit}(?:t/m|tot en met|–|—|-|en)\\s*\\d`);
const upTo = new RegExp(
  `\\d${unit}(?:(?:of|en) (?:meer|langer|ouder|hoger))?,?\\s*(?:tot|maar (?:korter|minder|jonger|nog geen) dan|en (?:korter|minder|jonger|lager) dan)\\s*\\d`,
);
const least = new RegExp(
  `\\b(?:vanaf|minimaal|ten minste|minstens)\\s*\\d|\\d${unit}(?:of|en) (?:ouder|meer|langer|hoger)|≥`,
);

/**
 * Reads the interval of a row heading: '45 t/m 49 jaar' -> [45, 49], 'vanaf 50' -> [50, inf], 'jonger dan 18' -> [-inf, 17.99],
 * 'tot 5 jaar' -> [-inf, 4.99], '5' -> [5, 5]; null when it holds no number. Numbers are as they stand.
 */
export function intervalOf(cell: string): Interval | null {
  return boundsOf(plain(cell), (figure) => figure.value);
}

function boundsOf(t: string, numberOf: (figure: Figure) => number): Interval | null {
  const [first, second] = figuresOf(t);
  if (first === undefined) return null;
  const a = numberOf(first);
  const b = second === undefined ? undefined : numberOf(second);
  if (b !== undefined) {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    if (between.test(t) && !/\b(?:korter|minder|jonger|lager) dan\b/.test(t)) return { from, to };
    const open = /\b(?:langer|meer|ouder|hoger) dan\s*\d/.test(t);
    if (upTo.test(t)) return { from: open ? from + 0.01 : from, to: to - 0.01 };
  }
  if (least.test(t)) return { from: a, to: Number.POSITIVE_INFINITY };
  if (/\b(?:meer|langer|ouder|hoger) dan\b|>/.test(t))
    return { from: a + 0.01, to: Number.POSITIVE_INFINITY };
  if (
    /\b(?:t\/m|tot en met|maximaal|hoogstens|ten hoogste)\s*\d|(?:of|en) (?:korter|minder|jonger|lager)\b/.test(
      t,
    )
  )
    return { from: Number.NEGATIVE_INFINITY, to: a };
  if (/\b(?:tot|jonger dan|korter dan|minder dan|onder(?: de)?)\b|</.test(t))
    return { from: Number.NEGATIVE_INFINITY, to: a - 0.01 };
  return { from: a, to: a };
}

/** Contracts and terms that name a length without a number. */
const lengths: readonly [RegExp, string][] = [
  [/\b(?:jaarcontract|contract van een jaar|contract voor een jaar)\b/g, ' 12 maanden '],
  [/\b(?:halfjaarcontract|halfjaarscontract)\b/g, ' 6 maanden '],
  [/\b(\d{1,2}) ?(?:jarig|jarige)\b/g, ' $1 jaar '],
];

/** Numbers in a question that can pick a row: ages, years of service, scales, hours, distances; not amounts of money, not years of the calendar. */
function askedFigures(question: string): Figure[] {
  let t = fold(question)
    .replace(/(?:€|eur)\s?\d[\d.,]*/g, ' ')
    .replace(/\b(?:19|20)\d\d\b/g, ' ');
  for (const [test, to] of lengths) t = t.replace(test, to);
  return figuresOf(plain(t.replace(/\been\b/g, ' ')));
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

/** Does a figure of the question lie in the interval of a cell? Null when they measure different things. */
function fits(asked: Figure, cell: string, column: string): boolean | null {
  const t = plain(cell);
  const heading = plain(column);
  const own = figuresOf(t)[0];
  if (own === undefined) return null;
  const named =
    own.measure === 'any'
      ? (measures.find(([test]) => heading.split(/[^a-z%]+/).some((word) => test.test(word)))?.[1] ?? 'any')
      : own.measure;
  const ofAge = named === 'any' && /leeftijd|age/.test(heading) ? 'months' : named;
  if (asked.measure !== 'any' && ofAge !== 'any' && asked.measure !== ofAge) return null;
  const inMonths = ofAge === 'months';
  const scale = (figure: Figure) =>
    figure.value * (inMonths && figure.measure === 'any' ? 12 : inMonths ? figure.factor : 1);
  const interval = boundsOf(t, scale);
  if (interval === null) return null;
  const value = asked.value * (inMonths ? (asked.measure === 'any' ? 12 : asked.factor) : 1);
  // 'tot en met 49 jaar' holds the whole year of being 49.
  const slack = inMonths && interval.to % 12 === 0 && /t\/m|tot en met|–|-/.test(t) ? 11.99 : 0;
  return value >= interval.from && value <= interval.to + slack;
}

/**
 * How well the numbers of a question fit the heading cells of a row: 1 where one lies in the row's interval, -0.25 where the
 * row has an interval of the same measure and none fits, 0 where either names no number.
 */
export function rowFit(question: string, cells: readonly string[], columns: readonly string[]): number {
  const asked = askedFigures(question);
  const hours = questionHours(question);
  if (asked.length === 0 && hours.length === 0) return 0;
  let worst = 0;
  const headingCells = cells.slice(0, columns.length > 3 ? 2 : Math.max(1, columns.length - 1));
  for (const [i, cell] of headingCells.entries()) {
    if (cell.length > 70 || /€/.test(cell)) continue;
    const clock = clockOf(cell);
    const answers =
      clock === null
        ? asked.map((figure) => fits(figure, cell, columns[i] ?? ''))
        : hours.flatMap((hour) => [hour, hour + 24]).map((hour) => hour >= clock.from && hour <= clock.to);
    if (answers.includes(true)) return 1;
    if (answers.includes(false)) worst = -0.25;
  }
  return worst;
}

/** Stretches of a clause that set a bound: 'jonger dan 18 jaar', 'ten minste 24 uur', 'van 55 jaar of ouder', 'binnen 12 maanden'. */
const bound =
  /\b(?:vanaf|minimaal|ten minste|minstens|meer dan|langer dan|ouder dan|hoger dan|minder dan|korter dan|jonger dan|lager dan|onder(?: de)?|tot(?: en met)?|maximaal|hoogstens|ten hoogste|binnen)\s+\d+(?:\.\d+)?\s*[a-z%]*|\d+(?:\.\d+)?\s*[a-z%]*\s+(?:of|en)\s+(?:ouder|meer|langer|hoger|jonger|minder|korter|lager)/g;

/**
 * The same for running text: 1 where a number of the question lies within a bound that the clause sets, -0.25 where the clause bounds the same measure
 * and none fits, 0 where either names none.
 */
export function proseFit(question: string, clause: string): number {
  const asked = askedFigures(question).filter((figure) => figure.measure !== 'any');
  if (asked.length === 0) return 0;
  const bounds = plain(clause).match(bound) ?? [];
  const answers = bounds.flatMap((cell) => asked.map((figure) => fits(figure, cell, '')));
  if (answers.includes(true)) return 1;
  return answers.includes(false) ? -0.25 : 0;
}
