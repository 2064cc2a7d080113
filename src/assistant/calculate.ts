import {
  divideRounded,
  formatEuro,
  formatEuroMilli,
  formatMilli,
  parseEuroMilli,
  parseMilli,
} from '../kernel/money.ts';
import { fold } from '../retrieval/text.ts';
import { answerTypeOf } from './answer-type.ts';
import { calculateProRata } from './pro-rata.ts';
import { countNumbers, hasStrayNumber, type Quantity, quantitiesOf, unitOfWord } from './quantities.ts';

/** A stretch of a document that a calculation may use. */
export interface CalculationSource {
  /** What is shown and quoted. */
  shown: string;
  /** The whole passage with its heading and lead-in: what may limit what is shown. */
  around: string;
}

/** A calculation as it is shown; the check reckons it again from `equation`. */
export interface Calculation {
  kind: 'rate' | 'percent' | 'pro-rata';
  /** '42 km x € 0,23 = € 9,66'; unit words are Dutch, as in the quote. */
  equation: string;
  /** How the result was rounded; null where it is exact. */
  rounding: 'cents' | 'hundredths' | 'up' | null;
  /** Index in the sources of the passage with the full-time hours, where it is not among those shown. */
  extra: number | null;
}

/** What makes the result depend on how much it is, or on something the question may not settle. */
const limits =
  /\b(?:ten hoogste|hoogstens|hooguit|maxim\p{L}+|max|niet meer dan|meer dan|minder dan|vanaf|tot (?:en met|een|maximaal|ten|aan|\d+)|tussen|gemaximeerd|afgetopt|gelimiteerd|beperkt|helft|halve?|kwart|derde|dubbel\p{L}*|boven|onder|verder dan|hoger dan|lager dan|langer dan|korter dan|ouder dan|jonger dan|ten minste|tenminste|minim\p{L}+|minstens|minus|eerste|tweede|vierde|daarboven|daarna|drempel|staffel|plafond|grens|franchise|eigen bijdrage|aftrek|verminder\p{L}*|vermeerder\p{L}*|verhoogd|bovenop|tenzij|behalve|uitgezonderd|geen|niet|nooit|gemiddeld\p{L}*|afgerond)\b|[<>≤≥]/u;
const nearFigure = /€|%|\d|\b(?:kilometers?|km|dag|dagen|uur|uren|nacht|dienst)\b/u;

/** Says so wherever it stands. */
const alwaysLimits = /\b(?:daarboven|drempel\p{L}*|staffel\p{L}*|plafond|franchise|eigen bijdrage)\b/u;

/** May the result depend on the quantity? A limiting word in a sentence of the passage that has a figure or a unit. */
export function isLimited({ around }: CalculationSource): boolean {
  const folded = fold(around);
  if (alwaysLimits.test(folded) || hasStrayNumber(around)) return true;
  return folded
    .split(/[.;\n](?=\s|$)/)
    .some((sentence) => limits.test(sentence) && nearFigure.test(sentence));
}

/**
 * The calculation that a question asks for over what is quoted, or null: several rates, a limit, another unit, a number that has
 * no place in it. A wrong sum is worse than none.
 * @param sources what is shown first, then what may only give the full-time hours
 * @param shown how many of the sources are shown
 */
export function calculate(
  question: string,
  sources: readonly CalculationSource[],
  shown: number,
): Calculation | null {
  const used = sources.slice(0, shown);
  return (
    calculateProRata(question, sources, shown) ??
    calculateRate(question, used) ??
    calculatePercent(question, used)
  );
}

const asksResult =
  /\b(?:wat (?:krijg|ontvang|levert|kan ik|mag ik|wordt|is)|hoeveel|hvl|krijg ik|ontvang ik|welk bedrag|bereken|how much|what (?:do|will|would|can) i|wie ?viel|was bekomme|bekomme ich|ile)\b/u;
/** Repetition and comparison that a single product would miss. */
const repeats =
  /\b(?:per|elke?|iedere?|dagelijks|wekelijks|maandelijks|jaarlijks|each|every|daily|weekly|monthly|a (?:day|week|month|year)|pro|jede[nrs]?|taglich|kazd\p{L}+|dziennie|na (?:dzien|tydzien|miesiac|rok)|extra|meer dan|minder dan|ongeveer|circa|gemiddeld|niet|geen)\b/u;

function asksMoney(question: string): boolean {
  const type = answerTypeOf(question);
  const folded = fold(question);
  const fits = type.kind === 'any' || (type.kind === 'amount' && [0, 1].includes(type.units.length));
  const money = type.kind === 'amount' && type.units.includes('eur');
  return (fits || money) && asksResult.test(folded) && !repeats.test(folded);
}

interface Rate {
  milli: number;
  quantity: Pick<Quantity, 'unit' | 'qualifier'>;
  /** What follows it in its sentence. */
  tail: string;
}

const amount = String.raw`(?:(?:€|EUR)\s?\d[\d.]*(?:,\d+)?|\d[\d.]*(?:,\d+)?\s?euro)`;
const ratePattern = new RegExp(
  String.raw`(${amount})\s+(?:(?:bruto|netto|onbelast|belastingvrij)\s+)?per\s+((?:[\p{L}-]+\s+)?[\p{L}-]+)([^.;\n]*)`,
  'giu',
);
const plain = /^(?:gereden|gewerkte?|afgelegde|hele|volle)$/u;

/** The rates of a text; null for one whose unit is not ours ('per maand'). */
function ratesOf(text: string): (Rate | null)[] {
  return [...text.matchAll(ratePattern)].map((match) => {
    const milli = parseEuroMilli(match[1] ?? '');
    const words = (match[2] ?? '').split(/\s+/);
    const [first = '', second = ''] = words;
    const direct = unitOfWord(first);
    const unit = direct ?? unitOfWord(second);
    if (milli === null || unit === null) return null;
    const adjective = direct === null && !plain.test(fold(first)) ? fold(first) : '';
    const rest = direct === null || words.length < 2 ? (match[3] ?? '') : ` ${second}${match[3] ?? ''}`;
    return { milli, quantity: { unit: unit.unit, qualifier: adjective || unit.qualifier }, tail: fold(rest) };
  });
}

const singleTrip = /\benkele (?:reis|rit)\b|\bone way\b|\bw jedna strone\b|\beinfach\p{L}*/u;
const returnTrip = /\bretour\p{L}*|\bheen (?:en|of) (?:terug|weer)\b|\bround trip\b|\bhin und zuruck\b/u;

/** Both say the same of single and return trips, or neither says anything. */
function sameTrip(question: string, clause: string): boolean {
  const single = singleTrip.test(question);
  const both = returnTrip.test(question);
  if (single && both) return false;
  if (singleTrip.test(clause) || returnTrip.test(clause))
    return single === singleTrip.test(clause) && both === returnTrip.test(clause);
  return true;
}

const sameWords: readonly RegExp[] = [
  /^thuis|^zuhause$|^zuhaus|^home|^domu$/u,
  /^zakelijk|^dienstr|^business/u,
];

/** Is this kind of day or trip spoken of in the text? 'thuiswerk' in '3 dagen thuis'. */
function speaksOf(text: string, qualifier: string): boolean {
  if (qualifier === '') return true;
  if (qualifier.length < 4) return false;
  const alike = sameWords.find((words) => words.test(qualifier));
  const stem = qualifier.replace(/(?:en|e|s)$/u, '');
  return fold(text)
    .split(/[^\p{L}]+/u)
    .some((word) => word.startsWith(stem) || alike?.test(word) === true);
}

/** Quantity x amount per unit: '42 km x € 0,23'. */
function calculateRate(question: string, sources: readonly CalculationSource[]): Calculation | null {
  const quantities = quantitiesOf(question);
  const [asked] = quantities;
  if (asked === undefined || quantities.length > 1 || !asksMoney(question)) return null;
  if (countNumbers(question) !== (asked.times === null ? 1 : 2)) return null;
  const rates = sources.flatMap((source) => ratesOf(source.around).map((rate) => ({ rate, source })));
  const ours = rates.filter(({ rate }) => rate === null || rate.quantity.unit === asked.unit);
  const [only] = ours;
  if (only === undefined || only.rate === null || ours.length > 1) return null;
  const { rate, source } = only;
  if (!ratesOf(source.shown).some((shown) => shown?.milli === rate.milli)) return null;
  if (sources.some(isLimited) || /\bcent\b|\bper\b/u.test(rate.tail)) return null;
  const amounts = [...source.around.matchAll(new RegExp(amount, 'giu'))];
  if (amounts.length > 1 || /\d\s?cent\b/iu.test(source.around)) return null;
  if (quantitiesOf(source.around).some(({ unit }) => unit === asked.unit)) return null;
  if (!sameTrip(fold(question), fold(source.around))) return null;
  if (!speaksOf(question, rate.quantity.qualifier) || !speaksOf(source.around, asked.qualifier)) return null;
  return product(asked, rate.milli);
}

const shownUnits: Record<Quantity['unit'], string> = {
  km: ' km',
  day: ' dagen',
  hour: ' uur',
  night: ' nachten',
  shift: ' diensten',
  piece: '',
};

function product(asked: Quantity, rate: number): Calculation | null {
  const times = asked.times ?? 1;
  const exact = times * asked.milli * rate;
  const cents = divideRounded(exact, 10_000);
  if (cents === null || exact === 0) return null;
  const one = asked.milli === 1000 && asked.unit === 'day' ? ' dag' : shownUnits[asked.unit];
  const left = `${asked.times === null ? '' : `${asked.times} x `}${formatMilli(asked.milli)}${one}`;
  return {
    kind: 'rate',
    equation: `${left} x ${formatEuroMilli(rate)} = ${formatEuro(cents)}`,
    rounding: exact % 10_000 === 0 ? null : 'cents',
    extra: null,
  };
}

const percentPattern = /(?<![\d.,])(\d{1,3}(?:,\d{1,3})?)\s?(?:%|procent\b|percent\b|prozent\b)/giu;
const basePattern = new RegExp(
  String.raw`\b(?:over|van|op|of|on|von|auf|od|z)\s+(?:een\s+)?(${amount}|\d[\d.]*(?:,\d+)?\s?eur\b)`,
  'giu',
);

/** Percentage of an amount that the asker names: '8% over 2.400 euro'. */
function calculatePercent(question: string, sources: readonly CalculationSource[]): Calculation | null {
  const bases = [...question.matchAll(basePattern)];
  const named = [...question.matchAll(percentPattern)].map((match) => parseMilli(match[1] ?? ''));
  const base = bases.length === 1 ? parseEuroMilli(bases[0]?.[1] ?? '') : null;
  if (base === null || base % 10 !== 0 || named.length > 1 || !asksMoney(question)) return null;
  if (countNumbers(question) !== 1 + named.length) return null;
  const found = sources.flatMap((source) =>
    [...source.around.matchAll(percentPattern)].map((match) => ({ match, source })),
  );
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  const percent = parseMilli(only.match[1] ?? '');
  const { source } = only;
  if (percent === null || percent === 0 || (named.length === 1 && named[0] !== percent)) return null;
  if (!source.shown.includes(only.match[0]) || sources.some(isLimited)) return null;
  if (!samePeriod(fold(question), fold(source.around))) return null;
  if (new RegExp(amount, 'iu').test(source.around)) return null;
  const exact = percent * (base / 10);
  const cents = divideRounded(exact, 100_000);
  if (cents === null) return null;
  return {
    kind: 'percent',
    equation: `${formatMilli(percent)}% x ${formatEuroMilli(base)} = ${formatEuro(cents)}`,
    rounding: exact % 100_000 === 0 ? null : 'cents',
    extra: null,
  };
}

const periods = [
  /jaar|annual|year|jahr|roczn/u,
  /maand|month|monat|miesi/u,
  /week|woche|tydz/u,
  /uurloon|hourly|stunden/u,
];

/** A percentage of a year's pay says nothing of an amount that the asker does not call a year's. */
function samePeriod(question: string, clause: string): boolean {
  return periods.every((period) => period.test(question) === period.test(clause) || !basisOf(clause, period));
}

function basisOf(clause: string, period: RegExp): boolean {
  return new RegExp(
    String.raw`(?:${period.source})[\p{L}]*(?:loon|salaris|inkomen)|per (?:${period.source})|(?:loon|salaris) (?:in|over|van) (?:het|een|de) (?:${period.source})`,
    'u',
  ).test(clause);
}
