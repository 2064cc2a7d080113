import { divideRounded, formatMilli, parseMilli } from '../kernel/money.ts';
import { fold } from '../retrieval/text.ts';
import type { Calculation, CalculationSource } from './calculate.ts';
import { countNumbers, hasStrayNumber, quantitiesOf, unitOfWord, withDigits } from './quantities.ts';

const about = /vakantie|verlof|vrije dagen|holiday|leave|days off|vacation|urlaub|urlop/u;
const asksHowMany =
  /\b(?:hoeveel|hvl|hoevl|how many|how much|wie ?viele?|ile)\s+(?:\p{L}+\s+){0,2}?(\p{L}*(?:dagen|dgn|uren|uur)|days?|hours?|urlaubstage|tage|stunden|dni|godzin)\b/u;
/** Part of a year, age, years of service, or something else than the contract. */
const other =
  /\b(?:half jaar|halve jaar|maanden?|sinds|vanaf|uit dienst|in dienst|begonnen|begin|start|dag|extra|nog|over|kopen|verkopen|opnemen|meenemen|oud|jaren|ziek\p{L}*|gewerkt|overwerk\p{L}*|worked|gearbeitet|bijzonder|onbetaald|parental|maternity|special|sick|care|niet|geen|meer|minder|minimaal|maximaal|ongeveer|gemiddeld|month|since|from|left|monat\p{L}*|seit|miesi\p{L}*|od)\b/u;

const proRata = /\b(?:naar (?:rato|evenredigheid)|pro rata|evenredig\p{L}*)\b/u;
/** Said of something else than the length of the contract. */
const proRataElse =
  /\b(?:naar (?:rato|evenredigheid)|pro rata|evenredig\p{L}*) (?:van|over) (?:het aantal|de (?:duur|gewerkte|maanden)|gewerkte)/u;
const perContract =
  /\b(?:deeltijd\p{L}*|parttime\p{L}*|part time|contractomvang|arbeidsduur|dienstverband|minder uren|werkweek)\b/u;

const fullTime = [
  /\b(?:volledige?|voltijdse?|voltijds?|fulltime|normale|hele) (?:werkweek|arbeidsduur|dienstverband|weken|week)(?: per week)?(?: (?:is|van|bedraagt|telt|omvat)| \()? ?(?:gemiddeld )?(\d+(?:,\d+)?) uur\b/gu,
  /\b(?:voltijd|voltijds|fulltime)(?: (?:is|van|werken is|betekent)| \()? ?(\d+(?:,\d+)?) uur\b/gu,
  /\b(\d+(?:,\d+)?) uur per week (?:is|geldt als) (?:een )?(?:volledig|voltijd|fulltime)/gu,
  /\b(?:volledige|voltijdse|normale) (\d+)-urige werkweek\b/gu,
];

/** The hours of a full-time week that a text states; thousandths, each value once. */
export function fullTimeHours(text: string): number[] {
  const folded = fold(text);
  const found = fullTime.flatMap((pattern) =>
    [...folded.matchAll(pattern)].map((match) => parseMilli(match[1] ?? '')),
  );
  return [...new Set(found.filter((hours) => hours !== null && hours > 0))] as number[];
}

const weekly =
  /(\d+(?:,\d+)?)(?: uur|-urige)(?= (?:per week|werkweek))|(?:werkweek|arbeidsduur|dienstverband|week|weken|voltijds?|fulltime)(?: per week)? (?:is|van|bedraagt|telt|omvat|werken is|betekent)? ?\(?(\d+(?:,\d+)?) uur/gu;
const figure = /(?<![\d.,])(\d+(?:,\d+)?)\s+((?:wettelijke |bovenwettelijke |doorbetaalde )?[\p{L}-]+)/gu;

/** What a full-timer gets, in days or hours: the only figure of that unit in the passage, and one of leave. */
function entitlementOf(text: string, unit: 'day' | 'hour'): number | null {
  const rest = fold(withDigits(text)).replace(weekly, ' ');
  const found = [...rest.matchAll(figure)].flatMap((match) => {
    const of = unitOfWord((match[2] ?? '').split(' ').at(-1) ?? '');
    const milli = parseMilli(match[1] ?? '');
    return of?.unit === unit && milli !== null && milli > 0 ? [milli] : [];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Years of service or of age, a period of the year, limits: what the contract alone does not settle. */
const conditional =
  /\b(?:jarige|leeftijd|dienstjaren|dienstjaar|jaar en ouder|vanaf|ten hoogste|hoogstens|maxim\p{L}+|minim\p{L}+|ten minste|tenminste|meer dan|minder dan|langer dan|niet|geen|tenzij|behalve|oproepkracht\p{L}*|bovenwettelijk\p{L}*|extra|naar beneden)\b/u;
const roundsUp = /naar boven afgerond(?: op| tot)?(?: een)? (?:hele|halve)?/u;

/**
 * Leave pro rata to the hours of the contract: '25 dagen x 24 / 36 = 16,67 dagen'. Only where the clause says that it is pro rata
 * and the documents agree on the hours of a full-time week. The result is in hundredths unless the clause rounds up to whole days.
 */
export function calculateProRata(
  question: string,
  sources: readonly CalculationSource[],
  shown: number,
): Calculation | null {
  const asked = askedOf(question);
  if (asked === null) return null;
  const giving = sources.slice(0, shown).filter((source) => isProRata(source));
  const [source] = giving;
  if (source === undefined || giving.length > 1) return null;
  if (
    hasStrayNumber(source.around) ||
    conditional.test(fold(source.around)) ||
    !sameLeave(question, source.around)
  )
    return null;
  const entitlement = entitlementOf(source.around, asked.unit);
  if (entitlement === null) return null;
  const full = fullTimeOf(sources, sources.indexOf(source));
  if (full === null || asked.hours > full.hours) return null;
  const rounding = roundingOf(fold(source.around));
  const extra = full.at < shown ? null : full.at;
  return rounding === null ? null : product(entitlement, asked, full.hours, rounding, extra);
}

function askedOf(question: string): { hours: number; unit: 'day' | 'hour' } | null {
  const folded = fold(question);
  const how = asksHowMany.exec(folded);
  const quantities = quantitiesOf(question);
  const [hours] = quantities;
  if (how === null || !about.test(folded) || other.test(folded.replace(how[0], ' '))) return null;
  if (hours === undefined || quantities.length > 1 || hours.unit !== 'hour' || hours.times !== null)
    return null;
  if (hours.milli === 0 || countNumbers(question) !== 1) return null;
  if (!/^(?:week|werk)?$/u.test(hours.qualifier)) return null;
  return { hours: hours.milli, unit: unitOfWord(how[1] ?? '')?.unit === 'hour' ? 'hour' : 'day' };
}

/** Both name the same special kinds of leave, such as 'ouderschapsverlof', or neither names one. */
function sameLeave(question: string, clause: string): boolean {
  const kinds = (text: string) =>
    [...new Set(fold(text).match(/(?!vakantie)\b\p{L}{3,}(?=verlof)/gu))].sort().join(' ');
  return kinds(question) === kinds(clause);
}

function isProRata({ around }: CalculationSource): boolean {
  const folded = fold(around);
  return proRata.test(folded) && perContract.test(folded) && !proRataElse.test(folded) && about.test(folded);
}

/** The hours of a full-time week: of the passage itself, or what the other passages agree on. */
function fullTimeOf(
  sources: readonly CalculationSource[],
  own: number,
): { hours: number; at: number } | null {
  const stated = sources.map((source) => fullTimeHours(source.around));
  const ours = stated[own] ?? [];
  const all = ours.length > 0 ? ours : [...new Set(stated.flat())];
  const [hours] = all;
  if (hours === undefined || all.length > 1) return null;
  return { hours, at: ours.length > 0 ? own : stated.findIndex((values) => values.length > 0) };
}

/** Null where the clause rounds in a way that is not reckoned here. */
function roundingOf(clause: string): 'up' | 'hundredths' | null {
  if (!/\b(?:afgerond|afronding|afronden|afgeronde)\b/u.test(clause)) return 'hundredths';
  return roundsUp.test(clause) && /hele/u.test(clause) && !/halve/u.test(clause) ? 'up' : null;
}

function product(
  entitlement: number,
  asked: { hours: number; unit: 'day' | 'hour' },
  full: number,
  rounding: 'up' | 'hundredths',
  extra: number | null,
): Calculation | null {
  const unit = asked.unit === 'day' ? 'dagen' : 'uur';
  const exact = entitlement * asked.hours;
  const result =
    rounding === 'up' ? divideUp(exact, full * 1000) : (divideRounded(exact, full * 10) ?? Number.NaN);
  const milli = result * (rounding === 'up' ? 1000 : 10);
  if (!Number.isSafeInteger(milli)) return null;
  return {
    kind: 'pro-rata',
    equation: `${formatMilli(entitlement)} ${unit} x ${formatMilli(asked.hours)} / ${formatMilli(full)} = ${formatMilli(milli)} ${unit}`,
    rounding: milli * full === exact ? null : rounding,
    extra,
  };
}

function divideUp(a: number, b: number): number {
  const rest = a % b;
  return (a - rest) / b + (rest > 0 ? 1 : 0);
}
