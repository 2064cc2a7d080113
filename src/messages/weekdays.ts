import type { CalendarDate } from '../kernel/dates.ts';
import { addDays, mondayOf } from './calendar.ts';
import { anyWeekday, fullWeekday, listMark, upTo, weekdayNumber } from './date-words.ts';
import { type Match, matchesOf, type Typed } from './typed.ts';
import { type DateContext, type DateMention, weekdayAfter, weekdayOnOrBefore } from './when.ts';

const weekPatterns: readonly { pattern: RegExp; offset: number }[] = [
  { pattern: /\b(?:voorvorige|eervorige) week\b|\btwee weken geleden\b|\bvorletzte woche\b/, offset: -2 },
  {
    pattern:
      /\b(?:vorige?|vorie|vrige|vorgie|verleden|afgelopen|afglopen|laatste|last|letzter?|zeszlym|ubieglym|ostatnim) (?:week|wk|weekje|woche|tygodniu)\b/,
    offset: -1,
  },
  {
    pattern: /\b(?:deze|dees|van de|this|diese|tym) (?:hele )?(?:week|wk|woche|tygodniu)\b|\bde hele week\b/,
    offset: 0,
  },
  {
    pattern: /\b(?:volgende|komende|aankomende|next|nachste|przyszlym) (?:week|wk|woche|tygodniu)\b/,
    offset: 1,
  },
];
const weekNumber =
  /(?<!\b(?:vorige?|vorie|verleden|afgelopen|deze|hele|volgende|laatste|per|last|this|de|elke|die|een|n|twee|letzte|diese) )\b(?:week|wk|kw|weeknr|weeknummer|tydzien) ?(\d{1,2})\b(?! ?(?:uur|u\b|dagen|dgn|dag\b|x|km|dni|keer))/;

/** The week that a message speaks of: its Monday and where that stands. */
export interface WeekMention extends Match {
  monday: CalendarDate;
}

export function weekMentions(message: Typed, today: CalendarDate): WeekMention[] {
  const named = weekPatterns.flatMap(({ pattern, offset }) =>
    matchesOf(message, pattern).map((match) => ({ ...match, monday: addDays(mondayOf(today), 7 * offset) })),
  );
  const numbered = matchesOf(message, weekNumber).flatMap((match) => {
    const week = Number(match.groups[0]);
    if (week < 1 || week > 53) return [];
    const year = Number(today.slice(0, 4));
    const monday = addDays(mondayOf(`${year}-01-04`), 7 * (week - 1));
    return [
      { ...match, monday: monday <= today ? monday : addDays(mondayOf(`${year - 1}-01-04`), 7 * (week - 1)) },
    ];
  });
  return [...named, ...numbered].sort((a, b) => a.start - b.start);
}

const group = new RegExp(
  `(?<![\\p{L}\\d@.'-])${anyWeekday}(?:(?:${upTo}|${listMark}|\\s+)${anyWeekday})*(?![\\p{L}\\d_@'])`,
  'gu',
);
const one = new RegExp(anyWeekday, 'g');
const full = new RegExp(fullWeekday);
const range = new RegExp(`^(${anyWeekday})${upTo}(${anyWeekday})$`);
const before =
  /(?:^|[,.;:(_]|\d\s*(?:u|uur|uren|km|kms)?|\b(?:op|afgelopen|vorige?|verleden|elke|iedere|van|en|last|on|die|week|wk|gister|vandaag|thuis|km|uur|gewerkt|gereden|voor|ook))\s*$/;
const after =
  /^\s*(?:$|[,:;.]?\s*\d|[,:;_]|\b(?:thuis|gewerkt|gereden|naar|half|van|vorige?|verleden|deze|afgelopen|thuisgewerkt|thuiswerk\w*|kwart|anderhalf|hele|km|getankt|niet|telkens|heen|vroege?|late|kantoor|home|worked|beide|allebei|ochtend|middag|avond)\b)/;

/** Reads days of the week, alone, in lists and in stretches. */
export function weekdayMentions(
  message: Typed,
  context: DateContext,
  weeks: readonly WeekMention[],
): DateMention[] {
  const found = matchesOf(message, group).flatMap((match) => {
    const said = message.low.slice(match.start, match.end);
    const names = [...said.matchAll(one)].map((name) => name[0].trim());
    const days = names.flatMap((name) => weekdayNumber(name) ?? []);
    return days.length === 0 || !isMeant(message, match, names) ? [] : [{ match, said, days }];
  });
  const together = found.length > 1 && weeks.length === 0 && context.lean === 'past' && isOneWeek(found);
  const all = together
    ? datesOf(
        found.flatMap(({ days }) => days),
        message,
        found[0]?.match ?? { start: 0, end: 0, groups: [] },
        context,
        undefined,
      )
    : [];
  let taken = 0;
  return found.map(({ match, said, days }): DateMention => {
    const place = { start: match.start, end: match.end };
    if (together) {
      taken += days.length;
      return { ...place, kind: 'days', dates: all.slice(taken - days.length, taken) };
    }
    const week = nearestWeek(message, match, weeks);
    const [first, last] = [days[0] ?? 1, days.at(-1) ?? 1];
    if (range.test(said) && days.length === 2) {
      const to = datesOf([last], message, match, context, week, context.today)[0] ?? context.today;
      return { ...place, kind: 'stretch', from: addDays(to, -((last - first + 7) % 7)), to };
    }
    return { ...place, kind: 'days', dates: datesOf(days, message, match, context, week) };
  });
}

/** "ma 8 uur, di 6 uur, do 8 uur" names days of one week, in order. */
function isOneWeek(found: readonly { said: string; days: readonly number[] }[]): boolean {
  const days = found.flatMap((one) => one.days);
  return (
    found.every(({ said }) => !range.test(said)) &&
    days.every((day, i) => i === 0 || day > (days[i - 1] ?? 0))
  );
}

/** 'do' and 'zo' are also other words: alone they are days only where a day could stand. */
function isMeant(message: Typed, match: Match, names: readonly string[]): boolean {
  if (names.length > 1 || full.test(names[0] ?? '')) return true;
  const name = (names[0] ?? '').replace(/\.$/, '');
  if (/^(?:mo|mi|fr|sa|mon|sat|sun|wed|don|din|maa)$/.test(name)) return false;
  const rest = message.low.slice(match.end);
  if (/^(?:do|zo|za)$/.test(name) && !/^\s*(?:\d|[,:_]|$|vorige|verleden|thuis|gewerkt)/.test(rest))
    return false;
  if (/^\s*\d+(?:[.,]\d+)?\s*(?:euro?|€|zl)/i.test(message.text.slice(match.end))) return false;
  if (name === 'do' && /^\s*\d+(?:[:.]\d\d)?\s*(?:$|[^\s\w])/.test(rest) && match.start > 0) return false;
  if (/^(?:ma|di|wo|vr)$/.test(name) && /^\s*\d/.test(rest)) return true;
  return before.test(message.low.slice(0, match.start)) && after.test(rest);
}

function nearestWeek(message: Typed, match: Match, weeks: readonly WeekMention[]): WeekMention | undefined {
  if (weeks.length < 2) return weeks[0];
  const gap = (week: WeekMention) =>
    week.start >= match.end
      ? message.low.slice(match.end, week.start).length
      : message.low.slice(week.end, match.start).length;
  return [...weeks].sort((a, b) => gap(a) - gap(b))[0];
}

const comes = /(?:\b(?:komende|aankomende|aanstaande|a\.?s\.?|volgende|next|coming|nachsten?)\s*)$/;
const lately = /(?:\b(?:afgelopen|vorige?|verleden|jl\.?|laatst|last|sinds|letzten?|since)\s*)$/;

/** Fixes weekdays: in the named week; else the last list of them that has passed, or the next one. */
function datesOf(
  days: readonly number[],
  message: Typed,
  match: Match,
  context: DateContext,
  week: WeekMention | undefined,
  latest = days.length === 1 ? addDays(context.today, -1) : context.today,
): CalendarDate[] {
  if (week !== undefined) return [...days].map((day) => addDays(week.monday, day - 1)).sort();
  const lead = message.low.slice(0, match.start);
  const future = comes.test(lead) || (context.lean === 'future' && !lately.test(lead));
  if (future) {
    const dates: CalendarDate[] = [];
    for (const day of days) dates.push(weekdayAfter(day, dates.at(-1) ?? context.today));
    return dates;
  }
  const dates: CalendarDate[] = [];
  for (const day of [...days].reverse()) {
    const first = dates[0];
    dates.unshift(weekdayOnOrBefore(day, first === undefined ? latest : addDays(first, -1)));
  }
  return dates;
}
