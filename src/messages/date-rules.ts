import {
  addDays,
  dateOf,
  datesBetween,
  mondayOf,
  monthOf,
  monthPeriod,
  weekdayOf,
  yearOf,
} from './calendar.ts';
import {
  anyWeekday,
  clearMonth,
  fullWeekday,
  listMark,
  monthName,
  monthNumber,
  upTo,
  weekdayNumber,
} from './date-words.ts';
import { type DateContext, dayAlone, dayOfMonth, fullYear, monthAlone } from './when.ts';

type Found =
  | { kind: 'days'; dates: string[] }
  | { kind: 'stretch'; from: string; to: string }
  | { kind: 'period'; period: string }
  | { kind: 'vague' };

/** One way of telling a date; null from `read` leaves the text for the rules below. */
export interface DateRule {
  pattern: RegExp;
  read(groups: (string | undefined)[], context: DateContext): Found | null;
}

const days = (...dates: (string | null)[]): Found | null => {
  const known = dates.filter((date) => date !== null);
  return known.length === dates.length && known.length > 0 ? { kind: 'days', dates: known } : null;
};
const stretch = (from: string | null, to: string | null): Found | null =>
  from === null || to === null || from > to ? null : { kind: 'stretch', from, to };

const ordinal = '(?:e|de|ste|st|nd|rd|th|en|\\.)?';
const dayNumber = `(\\d{1,2})${ordinal}`;
const dayWithSuffix = '(\\d{1,2})(?:e|de|ste|st|nd|rd|th)\\b';
const the = '(?:de |den |the |am |dem )?';
const year = '(?:,?\\s*(20\\d\\d))?';
const weekdayLead = `(?:(?:${fullWeekday}|${anyWeekday})[ ,]+(?:de |the )?)?`;

function inYear(
  day: number,
  month: number,
  written: string | undefined,
  context: DateContext,
): string | null {
  return written === undefined ? dayOfMonth(day, month, context) : dateOf(fullYear(written), month, day);
}

function listIn(text: string): number[] {
  return [...text.matchAll(/\d{1,2}/g)].map((match) => Number(match[0]));
}

/** The stretch ends at its last day; the first day is the last such day before it. */
function between(
  first: string,
  month1: string | undefined,
  last: string,
  month2: string,
  written: string | undefined,
  context: DateContext,
) {
  const to = inYear(Number(last), monthNumber(month2), written, context);
  if (to === null) return null;
  const from = dateOf(yearOf(to), month1 === undefined ? monthOf(to) : monthNumber(month1), Number(first));
  if (from !== null && from > to) return stretch(dateOf(yearOf(to) - 1, monthOf(from), Number(first)), to);
  return stretch(from, to);
}

const dayMonth: DateRule[] = [
  {
    pattern: /\b(20\d\d)-(\d\d)-(\d\d)\b/,
    read: ([y, m, d]) => days(dateOf(Number(y), Number(m), Number(d))),
  },
  {
    // 28 sept t/m 2 okt; 1 tot en met 5 juni
    pattern: new RegExp(
      `\\b${the}${dayNumber}\\s*(?:(${monthName})\\s*)?${upTo}${the}${dayNumber}\\s*(?:of )?(${monthName})${year}`,
    ),
    read: ([d1, m1, d2, m2, y], context) => between(d1 ?? '', m1, d2 ?? '', m2 ?? '', y, context),
  },
  {
    // may 6 to may 9
    pattern: new RegExp(
      `\\b(${clearMonth})\\s*${the}${dayNumber}${upTo}(?:${clearMonth}\\s*)?${the}(\\d{1,2})(?:st|nd|rd|th)\\b`,
    ),
    read: ([m, d1, d2], context) => between(d1 ?? '', m, d2 ?? '', m ?? '', undefined, context),
  },
  {
    // 5-1 t/m 9-1
    pattern:
      /\b(\d{1,2})[-/](\d{1,2})(?:[-/](?:20)?\d\d)?\s*(?:t\/m|tm|tot en met|tot)\s*(\d{1,2})[-/](\d{1,2})(?:[-/]((?:20)?\d\d))?\b/,
    read([d1, m1, d2, m2, y], context) {
      const to = inYear(Number(d2), Number(m2), y, context);
      return to === null ? null : stretch(dateOf(yearOf(to), Number(m1), Number(d1)), to);
    },
  },
  {
    // 3 t/m 7-8
    pattern: /(?<![\d-])\b(\d{1,2})\s*(?:t\/m|tm|tot en met)\s*(\d{1,2})[-/](\d{1,2})\b/,
    read([d1, d2, month], context) {
      const to = inYear(Number(d2), Number(month), undefined, context);
      return to === null ? null : stretch(dateOf(yearOf(to), monthOf(to), Number(d1)), to);
    },
  },
  {
    // 12, 13 en 16 oktober
    pattern: new RegExp(
      `\\b${the}(\\d{1,2}${ordinal}(?:${listMark}${the}\\d{1,2}${ordinal})+)\\s*(?:of )?(${monthName})${year}`,
    ),
    read: ([list, month, y], context) =>
      days(...listIn(list ?? '').map((day) => inYear(day, monthNumber(month ?? ''), y, context))),
  },
  {
    pattern: new RegExp(`\\b${weekdayLead}${the}${dayNumber}\\s*(?:of |van )?(${monthName})${year}`),
    read: ([day, month, y], context) => days(inYear(Number(day), monthNumber(month ?? ''), y, context)),
  },
  {
    // may 6th
    pattern: new RegExp(`\\b(${monthName})\\s*${the}(\\d{1,2})(?:st|nd|rd|th)\\b${year}`),
    read: ([month, day, y], context) => days(inYear(Number(day), monthNumber(month ?? ''), y, context)),
  },
  {
    pattern: /(?<![\d,.:€-])(\d{1,2})[-/](\d{1,2})[-/](20\d\d|\d\d)(?![\d-])/,
    read: ([day, month, y]) => days(dateOf(fullYear(y ?? ''), Number(month), Number(day))),
  },
  {
    pattern: /(?<![\d,.:€])(\d{1,2})\.(\d{1,2})\.(20\d\d|\d\d)?(?!\d)/,
    read: ([day, month, y], context) => days(inYear(Number(day), Number(month), y, context)),
  },
];

/** "11-12": also a stretch of hours, so read only where no hours are meant. */
export const dashedDay: DateRule = {
  pattern: /(?<![\d,.:€/-])(\d{1,2})[-/](\d{1,2})(?![\d:/-]|[.,]\d|\s*(?:km|uur|x\b))/,
  read([day, month], context) {
    const date = Number(month) <= 12 ? dayOfMonth(Number(day), Number(month), context) : null;
    return days(date);
  },
};

const firstOf: DateRule[] = [
  {
    pattern:
      /\b(?:de |the )?(?:eerste|1e|1ste|1 e|first|1st|ersten?) (?:dag )?(?:van|of|vd|des|van de) (?:de )?(?:volgende maand|komende maand|next month|nachsten monats)\b/,
    read: (_, { today }) => days(`${monthPeriod(yearOf(today), monthOf(today) + 1)}-01`),
  },
  {
    pattern: new RegExp(`\\b(?:de |the )?(?:eerste|1ste|first|ersten?) (?:van |of )?(${monthName})`),
    read: ([month], context) => days(dayOfMonth(1, monthNumber(month ?? ''), context)),
  },
  {
    pattern: /\b(?:per|vanaf|from) (?:de |the )?(?:eerste|first)\b(?! (?:week|dag|maandag))/,
    read: (_, { today }) => days(`${monthPeriod(yearOf(today), monthOf(today) + 1)}-01`),
  },
  {
    pattern: /\b(?:(?:de )?(\d{1,2})(?:e|de|ste) van (deze|vorige|afgelopen|volgende) maand)\b/,
    read([day, which], { today }) {
      const shift = which === 'deze' ? 0 : which === 'volgende' ? 1 : -1;
      const month = monthPeriod(yearOf(today), monthOf(today) + shift);
      return days(dateOf(Number(month.slice(0, 4)), Number(month.slice(5)), Number(day)));
    },
  },
  {
    pattern:
      /\b(?:begin|eind|einde|ergens|half|halverwege|medio|rond|midden|start|beginning of|end of|early|late|anfang|ende) (?:van |in |de )?(?:volgende|deze|komende|vorige|next|this|last|nachste\w*)? ?(?:maand|week|month|jaar|monat)\b/,
    read: () => ({ kind: 'vague' }),
  },
  {
    pattern: new RegExp(
      `\\b(?:begin|eind|einde|ergens in|half|halverwege|medio|rond|early|late|anfang|ende) (?:van )?${clearMonth}`,
    ),
    read: () => ({ kind: 'vague' }),
  },
];

const alone: DateRule[] = [
  {
    // de 9e tot en met de 13e
    pattern: new RegExp(
      `\\b(?:van )?(?:de |the )(\\d{1,2})(?:e|de|ste|st|nd|rd|th)?${upTo}(?:de |the )?${dayWithSuffix}`,
    ),
    read([first, last], context) {
      const to = dayAlone(Number(last), context);
      if (to === null) return null;
      const sameMonth = dateOf(yearOf(to), monthOf(to), Number(first));
      if (sameMonth !== null && sameMonth <= to) return stretch(sameMonth, to);
      return stretch(dayAlone(Number(first), { today: to, lean: 'past' }), to);
    },
  },
  {
    // de 3e, 4e en 9e
    pattern: new RegExp(
      `\\b(?:(?:op|on) )?(?:de |the )?(\\d{1,2}(?:e|de|ste|st|nd|rd|th)?(?:${listMark}(?:de |the )?\\d{1,2}(?:e|de|ste|st|nd|rd|th)\\b)+)`,
    ),
    read([list], context) {
      const numbers = listIn(list ?? '');
      const last = dayAlone(numbers.at(-1) ?? 0, context);
      if (last === null || numbers.some((day) => day > 31)) return null;
      return days(...numbers.map((day) => dateOf(yearOf(last), monthOf(last), day)));
    },
  },
  {
    pattern: new RegExp(
      `\\b${weekdayLead}(?:(?:op|on|per|vanaf|sinds) )?(?:de |den |the )${dayWithSuffix}(?! (?:keer|dag|week|verdieping|etage|hands|time|floor))`,
    ),
    read: ([day], context) => days(dayAlone(Number(day), context)),
  },
];

const everyWeekday: DateRule = {
  pattern: new RegExp(
    `\\b(?:elke|iedere|alle|every|jeden) (${anyWeekday})(?:en|s|ag)?\\s+(?:in|van|of|im)?\\s*(?:de maand )?(${monthName}|deze maand|vorige maand|afgelopen maand|this month|last month)`,
  ),
  read([weekday, when], context) {
    const number = weekdayNumber((weekday ?? '').trim());
    const shift = /maand|month/.test(when ?? '') ? (/^(?:deze|this)/.test(when ?? '') ? 0 : -1) : null;
    const period =
      shift === null
        ? monthAlone(monthNumber(when ?? ''), context)
        : monthPeriod(yearOf(context.today), monthOf(context.today) + shift);
    const end = addDays(`${monthPeriod(Number(period.slice(0, 4)), Number(period.slice(5)) + 1)}-01`, -1);
    const last = context.lean === 'past' && period === context.today.slice(0, 7) ? context.today : end;
    return days(...datesBetween(`${period}-01`, last).filter((date) => weekdayOf(date) === number));
  },
};

const relative: DateRule[] = [
  {
    pattern:
      /\b(?:eer ?gis?te?re?n?|eergis|the day before yesterday|day before yesterday|vorgestern|przedwczoraj)(?:ochtend|middag|avond|nacht)?\b/,
    read: (_, { today }) => days(addDays(today, -2)),
  },
  {
    pattern:
      /\b(?:gist?e?re?n?|gistr|giste|gsiter|gsiteren|gisetren|gitser|yesterday|yesteday|last night|gestern|wczoraj)(?:ochtend|morgen|middag|avond|nacht|abend)?\b/,
    read: (_, { today }) => days(addDays(today, -1)),
  },
  {
    pattern:
      /\b(?:vandaag?|vndaag|vandga|vadaag|vndg|vandag|vanda|vdg|vanochtend|vanmorgen|vanmiddag|vanavond|vannacht|today|this morning|this afternoon|tonight|heute|dzis|dzisiaj)\b/,
    read: (_, { today }) => days(today),
  },
  {
    pattern: /\b(?:per direct|met ingang van nu|per vandaag|from now on|ab sofort)\b/,
    read: (_, { today }) => days(today),
  },
  { pattern: /\b(?:overmorgen|ubermorgen)\b/, read: (_, { today }) => days(addDays(today, 2)) },
  {
    pattern: /\b(?:tomorrow|jutro)\b|(?<!goede |goeie |guten |goeden? )\bmorgen(?:ochtend|middag|avond)?\b/,
    read: (_, { today }) => days(addDays(today, 1)),
  },
  {
    pattern: /\b(?:afgelopen|vorig|dit|verleden|last|this|letztes) (?:week ?end|wochenende)\b/,
    read(_, { today }) {
      const saturday = addDays(mondayOf(today), weekdayOf(today) >= 6 ? 5 : -2);
      return days(saturday, addDays(saturday, 1));
    },
  },
];

const periods: DateRule[] = [
  {
    pattern: /\b(?:deze|this|diesen|tym) (?:hele )?(?:maand|mnd|month|monat|miesiacu)\b/,
    read: (_, { today }) => ({ kind: 'period', period: today.slice(0, 7) }),
  },
  {
    pattern:
      /\b(?:vorige?|vorgie|verleden|afgelopen|laatste|last|letzten|zeszlym|ubieglym) (?:maand|mnd|month|monat|miesiacu)\b/,
    read: (_, { today }) => ({ kind: 'period', period: monthPeriod(yearOf(today), monthOf(today) - 1) }),
  },
  {
    pattern:
      /\b(?:volgende|komende|next|nachsten) (?:maand|mnd|month|monat)\b|\b(?:dit|vorig|afgelopen|this|last) (?:kwartaal|quarter|jaar|year|halfjaar)\b|\b(?:ooit|binnenkort|soon|bald)\b/,
    read: () => ({ kind: 'vague' }),
  },
  {
    pattern: new RegExp(`\\b(?:maand )?(${monthName})\\s+(20\\d\\d)\\b`),
    read: ([month, y]) => ({ kind: 'period', period: monthPeriod(Number(y), monthNumber(month ?? '')) }),
  },
  {
    pattern: new RegExp(`\\b(?:(?:in|over|van|voor|im|za|w|of|for|maand) )?(${clearMonth})`),
    read: ([month], context) => ({ kind: 'period', period: monthAlone(monthNumber(month ?? ''), context) }),
  },
  {
    pattern:
      /(?:\b(?:km|uren|in|over|van|voor|for|maand|dagen|hours)\s+|^)(jan|dec|nov|mar|march|mai|jun|jul|may)\b(?=\s*(?:[:,=]|\d|$|gewerkt|thuis|km|uren|uur))/,
    read: ([month], context) => ({
      kind: 'period',
      period: monthAlone(monthNumber(month === 'mar' ? 'march' : (month ?? '')), context),
    }),
  },
];

/** In the order in which they are tried: what is longest and surest first. */
export const rulesBeforeWeekdays: readonly DateRule[] = [
  ...firstOf.slice(0, 4),
  everyWeekday,
  ...dayMonth,
  ...alone,
  ...relative,
];
export const rulesAfterWeekdays: readonly DateRule[] = [...firstOf.slice(4), ...periods];
