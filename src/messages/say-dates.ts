import type { CalendarDate } from '../kernel/dates.ts';
import { boundsOf, weekdayOf } from './calendar.ts';
import type { Slots, TalkLanguage } from './model.ts';

/** Dates, periods and numbers as one says them. */

const weekdays = {
  nl: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;
const months = {
  nl: [
    'januari',
    'februari',
    'maart',
    'april',
    'mei',
    'juni',
    'juli',
    'augustus',
    'september',
    'oktober',
    'november',
    'december',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const;

/** 'woensdag 18 november' */
export function sayDate(date: CalendarDate, language: TalkLanguage): string {
  return `${weekdays[language][weekdayOf(date) - 1]} ${sayDay(date, language)}`;
}

/** '18 november' */
export function sayDay(date: CalendarDate, language: TalkLanguage): string {
  return `${Number(date.slice(8))} ${months[language][Number(date.slice(5, 7)) - 1]}`;
}

/** '16, 17 en 19 november', '30 november en 1 december' */
export function sayDates(dates: readonly CalendarDate[], language: TalkLanguage): string {
  const [only] = dates;
  if (dates.length === 1 && only !== undefined) return sayDate(only, language);
  const said = dates.map((date, i) => {
    const next = dates[i + 1];
    return next !== undefined && next.slice(0, 7) === date.slice(0, 7)
      ? String(Number(date.slice(8)))
      : sayDay(date, language);
  });
  return sayList(said, language);
}

export function sayList(parts: readonly string[], language: TalkLanguage): string {
  const and = language === 'nl' ? 'en' : 'and';
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`;
}

/** 'oktober 2026', 'week 46' */
export function sayPeriod(period: string, language: TalkLanguage): string {
  const week = /^\d{4}-W(\d{2})$/.exec(period);
  if (week) return `week ${Number(week[1])}`;
  const bounds = boundsOf(period);
  return bounds === null ? period : `${months[language][Number(period.slice(5)) - 1]} ${period.slice(0, 4)}`;
}

/** '18,5' in Dutch, '18.5' in English. */
export function sayNumber(value: unknown, language: TalkLanguage): string {
  const text = String(value);
  return language === 'nl' ? text.replace('.', ',') : text;
}

/** '€ 61,40' */
export function sayMoney(value: unknown, language: TalkLanguage): string {
  const text = Number(value).toFixed(2);
  return `€ ${language === 'nl' ? text.replace('.', ',') : text}`;
}

/** When, from the slots of a request: 'op woensdag 18 november', 'in oktober 2026', 'van 2 tot en met 5 februari'. Empty when it isn't settled. */
export function sayWhen(slots: Slots, language: TalkLanguage): string {
  const words =
    language === 'nl'
      ? { on: 'op', in: 'in', from: 'van', to: 'tot en met' }
      : { on: 'on', in: 'in', from: 'from', to: 'to' };
  if (typeof slots.date === 'string') return `${words.on} ${sayDate(slots.date, language)}`;
  if (Array.isArray(slots.dates)) return `${words.on} ${sayDates(slots.dates.map(String), language)}`;
  if (typeof slots.dates_from === 'string' && typeof slots.dates_to === 'string')
    return `${words.from} ${sayDay(slots.dates_from, language)} ${words.to} ${sayDay(slots.dates_to, language)}`;
  return typeof slots.period === 'string' ? `${words.in} ${sayPeriod(slots.period, language)}` : '';
}
