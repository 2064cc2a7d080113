/** Names of days and months in Dutch, English, German and Polish, with the ways people shorten and misspell them. */

/** Written out: a day wherever it stands. Index 0 is Monday. */
export const fullWeekdays = [
  'maa?nda?g|maanadg|manndag|monday|montag|poniedzial(?:ek|ku)',
  'dins?da?g|dinsdga|disdag|tuesday|dienstag|wtorek',
  'woe?n?sda?g|woensdga|wednesday|mittwoch|sroda|srode',
  'donderda?g|donerdag|dondedag|dondrdag|thursday|donnerstag|czwartek',
  'vri?j?da?g|vijdag|friday|freitag|piatek',
  'zate?rda?g|zatedag|saturday|samstag|sobot[ae]',
  'zonda?g|sunday|sonntag|niedziel[ae]',
] as const;

/** Shortened: a day only beside another day, a number or a word that says so. */
export const shortWeekdays = [
  'ma|maa|mon|mo',
  'di|din|tues?',
  'wo|woe|woen|wed|mi',
  'do|don|dond|thu(?:rs)?',
  'vr|vrij|fri|fr',
  'za|zat|sat|sa',
  'zo|zon|sun',
] as const;

const partOfDay = '(?:ochtend|morgen|middag|avond|nacht|snachts)?';

export const fullWeekday = `(?:(?:${fullWeekdays.join('|')})${partOfDay})`;
export const anyWeekday = `(?:${fullWeekday}|(?:${shortWeekdays.join('|')})\\b\\.?)`;

/** 1 for Monday to 7; null for no weekday. */
export function weekdayNumber(word: string): number | null {
  const text = word.replace(/\.$/, '');
  const full = fullWeekdays.findIndex((names) => new RegExp(`^(?:${names})${partOfDay}$`).test(text));
  if (full >= 0) return full + 1;
  const short = shortWeekdays.findIndex((names) => new RegExp(`^(?:${names})$`).test(text));
  return short >= 0 ? short + 1 : null;
}

const months = [
  'januari|januar|january|jannuari|stycznia|styczen|styczniu|jan',
  'februari|februar|february|febuari|feburari|februarie|lutego|luty|lutym|feb',
  'maart|march|marz|maerz|marca|marzec|marcu|mrt',
  'april|kwietnia|kwiecien|kwietniu|apr',
  'mei|may|mai|maja|maj|maju',
  'juni|june|czerwca|czerwiec|czerwcu|jun',
  'juli|july|lipca|lipiec|lipcu|jul',
  'augustus|august|agustus|augusuts|sierpnia|sierpien|sierpniu|aug',
  'september|septemer|setpember|wrzesnia|wrzesien|wrzesniu|sept|sep',
  'oktober|october|oktber|otkober|pazdziernika|pazdziernik|pazdzierniku|okt|oct',
  'november|novemer|novmber|novemeber|listopada|listopad|listopadzie|nov',
  'december|dezember|decmber|decembr|grudnia|grudzien|grudniu|dec|dez',
] as const;

export const monthName = `(?:${months.join('|')})\\b\\.?`;

/** Names that are no other word: they say a month without a number beside them. */
export const clearMonth =
  '(?:januari|januar|january|februari|februar|february|febuari|maart|april|mei|juni|june|juli|july|augustus|august|september|oktober|october|november|december|dezember|stycznia|styczen|styczniu|lutego|luty|lutym|marca|marzec|marcu|kwietnia|kwiecien|kwietniu|maja|czerwca|czerwiec|czerwcu|lipca|lipiec|lipcu|sierpnia|sierpien|sierpniu|wrzesnia|wrzesien|wrzesniu|pazdziernika|pazdziernik|pazdzierniku|listopada|listopad|listopadzie|grudnia|grudzien|grudniu|septemer|oktber|novemer|decmber|feb|mrt|apr|aug|sept|sep|okt|oct|nov|dec)\\b\\.?';

/** 1 to 12; 0 for no month. */
export function monthNumber(word: string): number {
  const text = word.replace(/\.$/, '');
  return months.findIndex((names) => new RegExp(`^(?:${names})$`).test(text)) + 1;
}

/** Between two ends of a stretch: 't/m', 'tm', 'tot en met', 'tot', '-', 'to', 'bis', 'do'. */
export const upTo =
  '\\s*(?:t\\/m|t\\.?m\\.?|t m|tot(?: en met| & met|\\/met)?|to|till|until|through|bis|do|-)\\s*';
/** Between the days of a list. */
export const listMark = '\\s*(?:,\\s*(?:en|and|und|i)?|\\ben\\b|\\band\\b|\\bund\\b|\\bi\\b|&|\\+|\\/|;)\\s*';
