import { parseMilli } from '../kernel/money.ts';
import { fold } from '../retrieval/text.ts';
import { numbersOf } from './facts.ts';

/** What a rate is paid per, and what leave is counted in. */
export type QuantityUnit = 'km' | 'day' | 'hour' | 'night' | 'shift' | 'piece';

/** A number with its unit as the asker gives it; thousandths. */
export interface Quantity {
  milli: number;
  unit: QuantityUnit;
  /** What the word says before its unit: 'thuiswerk' of 'thuiswerkdagen'; '' for the bare unit. */
  qualifier: string;
  /** '5 x 36 km'; null without. */
  times: number | null;
}

const unitWords: readonly [RegExp, QuantityUnit][] = [
  [/^(.*?)(?:kilometers?|kilometry|kilometrow|kilometern|km|kms)$/u, 'km'],
  [/^(.*?)(?:nachten|nacht|overnachtingen|overnachting|nights?|nachte|nacht|nocy|noce)$/u, 'night'],
  [/^(.*?)(?:diensten|dienst|shifts?|schichten|schicht|zmian|zmiany)$/u, 'shift'],
  [/^(.*?)(?:uren|uurtjes|uur|hours?|hrs|stunden|stunde|godzin|godziny)$/u, 'hour'],
  [/^(.*?)(?:dagen|dgn|dag|days?|tagen|tage|tag|dni|dzien)$/u, 'day'],
  [/^(.*?)(?:stuks|stuk|pieces?|sztuk|stuck)$/u, 'piece'],
];

/** The unit that a word ends in, with what stands before it: 'thuiswerkdag' is a day, 'thuiswerk'. */
export function unitOfWord(word: string): Pick<Quantity, 'unit' | 'qualifier'> | null {
  const folded = fold(word).replaceAll('-', '');
  for (const [pattern, unit] of unitWords) {
    const match = pattern.exec(folded);
    if (match !== null) return { unit, qualifier: match[1] ?? '' };
  }
  return null;
}

const numberWords = new Map(
  'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien'
    .split(' ')
    .map((word, n): [string, number] => [word, n])
    .filter(([, n]) => n >= 2)
    .concat('twintig dertig veertig vijftig zestig'.split(' ').map((word, i) => [word, 20 + 10 * i])),
);

/** Written numbers before a word as digits: 'drie dagen' -> '3 dagen'; 'een dag' stays, it may be no number. */
export function withDigits(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])(\p{L}+)(?=\s+\p{L})/gu, (word) =>
    String(numberWords.get(word.toLowerCase()) ?? word),
  );
}

const number = String.raw`(?<![\d.,€])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)`;
const quantity = new RegExp(
  String.raw`(?:(?<![\d.,])(\d{1,3})\s*(?:x|×|keer|maal|times|mal|razy)\s+)?${number}[\s-]?(?:(?:gewerkte?|gereden|zakelijke|volle|hele)\s+)?([\p{L}-]+)`,
  'giu',
);

/** Numbers with a unit in a question, in order. */
export function quantitiesOf(question: string): Quantity[] {
  return [...withDigits(question).matchAll(quantity)].flatMap((match) => {
    const milli = parseMilli(match[2] ?? '');
    const unit = unitOfWord(match[3] ?? '');
    if (milli === null || unit === null) return [];
    return [{ milli, ...unit, times: match[1] === undefined ? null : Number(match[1]) }];
  });
}

/** How many numbers a question holds, years aside: a number that is no operand may be a condition. */
export function countNumbers(question: string): number {
  const text = withDigits(question).replace(/\b(?:in|over|van|voor|for|w|fur)\s+20\d\d\b/giu, ' ');
  return [...text.matchAll(/\d+(?:[.,:]\d+)*/g)].filter((match) => numbersOf(match[0]).length > 0).length;
}

/** A year, or a number without a unit at the end of a sentence ('in 2027 wordt dit 0,25'): another figure may come in its place. */
export function hasStrayNumber(text: string): boolean {
  const body = text.replace(
    /\b(?:artikel|art\.?|lid|bijlage|hoofdstuk|paragraaf)\s+\d[\d.]*\d|\b(?:artikel|lid)\s+\d/giu,
    ' ',
  );
  return /\b20\d\d\b|\d(?=\s*(?:$|\n|[.;]\s|[.;]$))/u.test(body);
}
