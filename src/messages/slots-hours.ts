import { datesBetween, workdaysBetween } from './calendar.ts';
import { readDates } from './dates.ts';
import { saysPerDay } from './distance.ts';
import type { Extra, FlowRequest, Slots } from './model.ts';
import { numberOf, rounded } from './numbers.ts';
import { type Break, type Length, readBreaks, readLengths, readSpans, type TimeSpan } from './times.ts';
import { masked, type Typed } from './typed.ts';
import type { DateMention } from './when.ts';

interface Place {
  start: number;
  end: number;
}

type Worked = Place & ({ from: string; to: string } | { hours: number });

interface Day extends Place {
  dates: string[];
}

const called =
  /\b(?:opgeroepen|oproep|ingeroosterd|ingepland|gepland|rooster|zou|called in|scheduled|weggestuurd|naar huis gestuurd|sent home|afgebeld|korter)\b/;

/** Hours of one day, of several, or the total of a period. */
export function hoursRequest(message: Typed, today: string): FlowRequest {
  const breaks = readBreaks(message);
  const afterBreaks = hide(message, breaks);
  const stretches = readDates(afterBreaks, { today, lean: 'past' }, false);
  const spans = readSpans(stretches.rest);
  const afterSpans = hide(stretches.rest, spans);
  const dated = spans.length > 0 ? stretches : readDates(afterBreaks, { today, lean: 'past' }, true);
  const lengths = readLengths(spans.length > 0 ? afterSpans : dated.rest);
  const extra: Extra = {};
  const listed = spans.length === 0 ? listedHours(dated.mentions, dated.rest) : [];
  const worked = listed.length > lengths.length ? listed : keepWorked(message, spans, lengths, extra);
  const slots = slotsOf(message, daysOf(dated.mentions), periodOf(dated.mentions), worked, breaks);
  return { flow: 'hours', slots, ...(Object.keys(extra).length > 0 && { extra }) };
}

/** "ma 8, di 8, wo 4 uur": a number right behind each day; empty where one day has none. */
function listedHours(mentions: readonly DateMention[], rest: Typed): Worked[] {
  const days = mentions.filter((mention) => mention.kind === 'days');
  const found = days.flatMap(({ end }): Worked[] => {
    const hit =
      /^\s*[:=]?\s*(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:uur|uren|u|hours?|h)?\b(?!\s*(?:tot|t\/m|-|:|x|km|euro)\s*)/.exec(
        rest.low.slice(end),
      );
    return hit === null ? [] : [{ start: end, end: end + hit[0].length, hours: numberOf(hit[1] ?? '') ?? 0 }];
  });
  return days.length > 1 && found.length === days.length ? found : [];
}

function hide(message: Typed, places: readonly Place[]): Typed {
  return places.reduce((rest, { start, end }) => masked(rest, start, end), message);
}

/** "opgeroepen voor 4 uur, na anderhalf uur naar huis": what was worked, and what was called for. */
function keepWorked(
  message: Typed,
  spans: readonly TimeSpan[],
  lengths: readonly Length[],
  extra: Extra,
): Worked[] {
  if (lengths.length === 2 && called.test(message.low) && spans.length === 0) {
    const [most, least] = [...lengths].sort((a, b) => b.hours - a.hours);
    if (most !== undefined && least !== undefined) {
      extra.calledHours = most.hours;
      return [least];
    }
  }
  return [...spans, ...lengths].sort((a, b) => a.start - b.start);
}

function daysOf(mentions: readonly DateMention[]): Day[] {
  return mentions.flatMap((mention): Day[] => {
    const place = { start: mention.start, end: mention.end };
    if (mention.kind === 'days') return [{ ...place, dates: mention.dates }];
    if (mention.kind !== 'stretch') return [];
    const work = workdaysBetween(mention.from, mention.to);
    const all = datesBetween(mention.from, mention.to);
    return [{ ...place, dates: work.includes(mention.from) && work.includes(mention.to) ? work : all }];
  });
}

function periodOf(mentions: readonly DateMention[]): string | undefined {
  const period = mentions.find((mention) => mention.kind === 'period');
  return period?.kind === 'period' ? period.period : undefined;
}

function timesOf(work: Worked): Slots {
  return 'from' in work ? { start: work.from, end: work.to } : { hours: work.hours };
}

function slotsOf(
  message: Typed,
  days: readonly Day[],
  period: string | undefined,
  worked: readonly Worked[],
  breaks: readonly Break[],
): Slots {
  const dates = [...new Set(days.flatMap((day) => day.dates))].sort();
  const pause = breaks[0] === undefined ? {} : { break_minutes: breaks[0].minutes };
  const [first, second] = worked;
  if (dates.length === 0)
    return {
      ...(period !== undefined && { period }),
      ...(first && timesOf(first)),
      ...(second && !('from' in second) && first && 'from' in first && timesOf(second)),
      ...pause,
    };
  if (first === undefined)
    return dates.length === 1
      ? { date: dates[0], ...pause }
      : { entries: dates.map((date) => ({ date, ...pause })) };
  if (dates.length === 1) return oneDay(dates[0] ?? '', worked, pause);
  if (worked.length === 1) return sameForAll(message, dates, first, pause);
  return { entries: paired(message, days, worked, breaks) };
}

/** Times and a length on one day belong together; two stretches on one day become two entries. */
function oneDay(date: string, worked: readonly Worked[], pause: Slots): Slots {
  const spans = worked.filter((work) => 'from' in work);
  if (spans.length > 1)
    return { entries: spans.map((span, i) => ({ date, ...timesOf(span), ...(i === 0 ? pause : {}) })) };
  if (spans.length === 0 && worked.length > 1)
    return {
      date,
      hours: rounded(worked.reduce((sum, work) => sum + ('hours' in work ? work.hours : 0), 0)),
      ...pause,
    };
  const merged: Slots = Object.assign({ date }, ...[...worked].reverse().map(timesOf));
  return { ...merged, ...pause };
}

/** Longest shift that we take for each of several days when nothing is said. */
const LONGEST_SHIFT = 12;

function sameForAll(message: Typed, dates: readonly string[], work: Worked, pause: Slots): Slots {
  if (
    !('from' in work) &&
    !saysPerDay(message) &&
    (work.hours > LONGEST_SHIFT || /\b(?:totaal|samen|bij elkaar|total|altogether)\b/.test(message.low))
  )
    return { entries: dates.map((date) => ({ date })), hours: work.hours };
  return { entries: dates.map((date) => ({ date, ...timesOf(work), ...pause })) };
}

/** Each length or stretch goes with the day before it, or behind it where the message begins with the hours. */
function paired(
  message: Typed,
  days: readonly Day[],
  worked: readonly Worked[],
  breaks: readonly Break[],
): Slots[] {
  const hoursFirst = (worked[0]?.start ?? 0) < (days[0]?.start ?? 0);
  const entries: (Slots & { at: number })[] = worked.flatMap((work) => {
    const day = hoursFirst
      ? (days.find(({ start }) => start >= work.end) ?? days.at(-1))
      : (days.findLast(({ end }) => end <= work.start) ?? days[0]);
    return (day?.dates ?? []).map((date) => ({ date, ...timesOf(work), at: work.start }));
  });
  return withBreaks(message, entries, worked, breaks)
    .map(({ at: _, ...entry }) => entry)
    .sort((a, b) => String(a.date).localeCompare(String(b.date)));
}

function withBreaks(
  message: Typed,
  entries: (Slots & { at: number })[],
  worked: readonly Worked[],
  breaks: readonly Break[],
): (Slots & { at: number })[] {
  const [only] = breaks;
  if (only === undefined) return entries;
  const atTheEnd = only.start > (worked.at(-1)?.end ?? 0) || only.end < (worked[0]?.start ?? 0);
  if (breaks.length === 1 && (atTheEnd || saysPerDay(message)))
    return entries.map((entry) => ({ ...entry, break_minutes: only.minutes }));
  return entries.map((entry) => {
    const next = worked.find(({ start }) => start > entry.at)?.start ?? Number.POSITIVE_INFINITY;
    const own = breaks.find(({ start }) => start > entry.at && start < next);
    return own === undefined ? entry : { ...entry, break_minutes: own.minutes };
  });
}
