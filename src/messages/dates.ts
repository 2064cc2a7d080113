import * as chrono from 'chrono-node';
import type { CalendarDate } from '../kernel/dates.ts';
import { addDays, dateOf, weekPeriod, workdaysBetween } from './calendar.ts';
import { type DateRule, dashedDay, rulesAfterWeekdays, rulesBeforeWeekdays } from './date-rules.ts';
import { masked, matchesOf, type Typed } from './typed.ts';
import { weekdayMentions, weekMentions } from './weekdays.ts';
import type { DateContext, DateMention } from './when.ts';

export interface DateReading {
  /** In the order of the message. */
  mentions: DateMention[];
  /** The message with the dates marked as read. */
  rest: Typed;
}

const everyDay =
  /\b(?:elke (?:werk)?dag|iedere (?:werk)?dag|alle (?:werk)?dagen|(?:de|heel de) hele week|hele week|heel de week|de hele|every (?:work)?day|each day|all week|the whole week|jeden tag|die ganze woche|codziennie)\b/;

/**
 * Reads all dates, stretches and periods of a message.
 * @param dashes "9-5" may be a day (9 May); false where it is a stretch of hours
 */
export function readDates(message: Typed, context: DateContext, dashes = true): DateReading {
  let rest = message;
  const mentions: DateMention[] = [];
  const apply = (rule: DateRule) => {
    for (const match of matchesOf(rest, rule.pattern)) {
      const found = rule.read(match.groups, context);
      if (found === null) continue;
      mentions.push({ start: match.start, end: match.end, ...found });
      rest = masked(rest, match.start, match.end);
    }
  };
  for (const rule of rulesBeforeWeekdays) apply(rule);
  if (dashes) apply(dashedDay);
  const weeks = weekMentions(rest, context.today);
  const weekdays = weekdayMentions(rest, context, weeks);
  for (const mention of [...weekdays, ...weeks]) rest = masked(rest, mention.start, mention.end);
  mentions.push(...weekdays);
  if (weekdays.length === 0) mentions.push(...weeks.map((week) => weekAsPeriod(week, rest, context)));
  for (const rule of rulesAfterWeekdays) apply(rule);
  if (mentions.length === 0) mentions.push(...chronoDays(rest, context));
  for (const mention of mentions) rest = masked(rest, mention.start, mention.end);
  return { mentions: mentions.sort((a, b) => a.start - b.start), rest };
}

/** A week alone is a period, unless every day of it is meant. */
function weekAsPeriod(
  week: { start: number; end: number; monday: CalendarDate },
  rest: Typed,
  context: DateContext,
): DateMention {
  const place = { start: week.start, end: week.end };
  if (!everyDay.test(rest.text.toLowerCase()))
    return { ...place, kind: 'period', period: weekPeriod(week.monday) };
  const dates = workdaysBetween(week.monday, addDays(week.monday, 4));
  const done = context.lean === 'past' ? dates.filter((date) => date <= context.today) : dates;
  return { ...place, kind: 'days', dates: done };
}

/** What our own rules don't know ("two days ago", "drie dagen geleden"): only days that chrono-node is certain of. */
function chronoDays(message: Typed, context: DateContext): DateMention[] {
  if (!/\b(?:ago|geleden|terug)\b/.test(message.low)) return [];
  const text = message.low.replace(/_/g, ' ').replace(/\bdgn\b/g, 'dgn');
  const reference = { instant: new Date(`${context.today}T12:00:00Z`), timezone: 0 };
  const option = { forwardDate: context.lean === 'future' };
  const results = [...chrono.nl.parse(text, reference, option), ...chrono.en.parse(text, reference, option)];
  const found = results.find(({ start, text: said }) => start.get('day') !== null && /dag|day/.test(said));
  if (found === undefined) return [];
  const date = dateOf(
    found.start.get('year') ?? 0,
    found.start.get('month') ?? 0,
    found.start.get('day') ?? 0,
  );
  if (date === null) return [];
  return [{ start: found.index, end: found.index + found.text.length, kind: 'days', dates: [date] }];
}

/** The message says that each of its days is meant, not all together. */
export function saysEveryDay(message: Typed): boolean {
  return everyDay.test(message.low);
}

/** Single dates and lists together, in order and once each. */
export function singleDates(mentions: readonly DateMention[]): CalendarDate[] {
  const dates = mentions.flatMap((mention) => (mention.kind === 'days' ? mention.dates : []));
  return [...new Set(dates)].sort();
}
