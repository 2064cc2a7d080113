import { digits, numberOf } from './numbers.ts';
import { type Match, matchesOf, type Typed } from './typed.ts';

export interface Distance {
  start: number;
  end: number;
  km: number;
  /** "5x 36": how often. */
  times?: number;
  /** "18 km enkele reis": the way there, not the whole trip. */
  isSingle: boolean;
}

const unit = '(?:kilometers?|kilometres?|kilomters?|kilometeres|klm|kms?|kilometrow)\\b';
const word = '(?:km|kms|kilometers?|kilometres?|kilometrow)';
const oneWay =
  '(?:enkele? reis|enkle reis|enkel(?! keer)|one[ -]way|einfach(?:e fahrt)?|w jedna strone|per enkele reis)';
const timesSign = '\\s*(?:x|\\*|maal|keer|times|mal|razy)\\s*';

const multiplied = new RegExp(`(?<![\\d.,-])(\\d{1,2})${timesSign}(${digits})\\s*(?:${unit})?`);
const multipliedAfter = new RegExp(`(?<![\\d.,-])(${digits})\\s*(?:${unit})\\s*(?:x|\\*)\\s*(\\d{1,2})\\b`);
const measured = new RegExp(`(?<![\\d.,])(${digits})\\s*${unit}`);
const named = new RegExp(
  `\\b${word}(?:'s)?(?![\\p{L}])[\\s_:=()a-z]{0,60}?[\\s_:=](${digits})(?![\\d]|[-/]\\d|\\s*(?:x\\b|maal|keer|uur|euro|dagen|dgn))`,
  'u',
);

/** Distances as typed: '42 km', '18,5 km', '5x 36', 'km: 310'. */
export function readDistances(message: Typed): Distance[] {
  const single = (match: Match) => isOneWay(message, match);
  const products: Distance[] = matchesOf(message, multiplied).flatMap((match) => {
    const [times, km] = [Number(match.groups[0]), numberOf(match.groups[1] ?? '')];
    return km === null ? [] : [{ start: match.start, end: match.end, km, times, isSingle: single(match) }];
  });
  const after: Distance[] = matchesOf(message, multipliedAfter).flatMap((match) => {
    const [km, times] = [numberOf(match.groups[0] ?? ''), Number(match.groups[1])];
    return km === null ? [] : [{ start: match.start, end: match.end, km, times, isSingle: single(match) }];
  });
  if (products.length + after.length > 0) return [...products, ...after];
  return matchesOf(message, measured).flatMap((match) => {
    const km = numberOf(match.groups[0] ?? '');
    return km === null ? [] : [{ start: match.start, end: match.end, km, isSingle: single(match) }];
  });
}

/** A number some words behind 'km' ("km voor maart: 310"); to be read where dates were taken out. */
export function readNamedDistances(message: Typed): Distance[] {
  return matchesOf(message, named).flatMap((match) => {
    const said = match.groups[0] ?? '';
    const km = numberOf(said);
    return km === null
      ? []
      : [{ start: match.end - said.length, end: match.end, km, isSingle: isOneWay(message, match) }];
  });
}

function isOneWay(message: Typed, match: Match): boolean {
  const before = message.low.slice(Math.max(0, match.start - 22), match.start);
  const behind = message.low.slice(match.end, match.end + 28);
  return (
    new RegExp(`${oneWay}\\s*(?:is|was|van|:|,|=)?\\s*$`).test(before) ||
    new RegExp(`^[\\s,(]*(?:per )?${oneWay}`).test(behind)
  );
}

const there =
  /\bheen(?:[ -]?en[ -]?(?:terug|trug|weer)| ?\/ ?terug| & terug| ?\+ ?terug|reis en terugreis)\b|\b(?:retour(?:tje)?|retourrit|op en neer|heen en weer|h\/t|round ?trip|there and back|both ways|return(?: trip)?|back and forth|hin und zuruck|hin und her|tam i z powrotem|terug ook|en weer terug|en terug)\b/;
const onlyThere =
  /\b(?:alleen (?:de )?(?:heen(?:reis|weg)?|terug(?:reis|weg)?)|enkel (?:de )?(?:heen|terug)(?:reis|weg)?|only (?:there|one way)|niet (?:heen en )?terug|zonder terugreis|nur hin|single trip|tylko w jedna strone)\b/;

/** 'return', 'single', or undefined where the message doesn't say. */
export function readTrip(message: Typed): 'return' | 'single' | undefined {
  if (onlyThere.test(message.low)) return 'single';
  return there.test(message.low) ? 'return' : undefined;
}

const perDay =
  /\b(?:telkens|steeds|elke (?:keer|dag|rit)|iedere (?:keer|dag|rit)|per (?:dag|keer|rit|dagje)|allebei|beide(?: dagen| keren)?|elk|ieder|each(?: day| time)?|every (?:day|time)|per day|a day|jeden tag|pro tag|je|dagelijks|daily|p\/d|codziennie|dziennie)\b/;
const altogether =
  /\b(?:in totaal|totaal|totaal van|bij elkaar|alles bij elkaar|samen|opgeteld|total|altogether|in total|insgesamt|zusammen|razem|lacznie)\b/;

/** The number holds for each of the days. */
export function saysPerDay(message: Typed): boolean {
  return perDay.test(message.low);
}

/** The number holds for all days together. */
export function saysTotal(message: Typed): boolean {
  return altogether.test(message.low);
}
