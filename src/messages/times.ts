import { numberOf, numberWord, rounded } from './numbers.ts';
import { masked, matchesOf, type Typed } from './typed.ts';

/** Hours worked as people type them: clock times, stretches between them, lengths of time and breaks. */

export interface TimeSpan {
  start: number;
  end: number;
  /** 'HH:MM' */
  from: string;
  to: string;
}

export interface Length {
  start: number;
  end: number;
  hours: number;
}

export interface Break {
  start: number;
  end: number;
  minutes: number;
}

const hourWord =
  'een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';
const hour = `(?:\\d{1,2}|(?:${hourWord})\\b)`;
const part =
  "(?:\\s*(?:'?s ?(?:morgens|ochtends|middags|avonds|nachts)|in de (?:ochtend|middag|avond|nacht)|a\\.?m\\.?\\b|p\\.?m\\.?\\b|rano|wieczorem|abends|morgens|fruh))?";
const clock = `(?:(?:\\d{1,2}[:.]\\d{2}|\\d{1,2}[uh]\\d{2})(?:\\s*(?:uur|u|h|uhr)\\b)?|(?:(?:\\d{1,2}|vijf|tien|kwart|quarter|viertel)(?: min(?:uten)?)? (?:voor|over|past|to|nach|vor) )?(?:half (?:past )?|halb )?${hour}(?:\\s*(?:uur|u|h|uhr|o'?clock)\\b)?)${part}`;
const to =
  '\\s*(?:t\\/m|tm|tot(?: en met)?|tt|to|till|til|until|bis|do|-|->|en)\\s*(?:ongeveer |ca\\.? |om )?';
const noDate =
  '(?!\\d|[-/]\\d|[.,]\\d|\\s*(?:km|euro|eur|liter|min(?:uten)?\\b(?! (?:_|een |half|\\d|pauze|kwartier))|dagen|dgn|dag\\b|x\\b|%))';

const spanPattern = new RegExp(
  `(?<![\\d,.:€/-])(?<!\\d t/m )\\b(?:(?:van|from|vanaf|von|od|tussen|v)\\s+)?(${clock})${to}(${clock})${noDate}`,
  'g',
);
const compactSpan = /(?<![\d:.,+-])([0-2]\d)([0-5]\d)\s*(?:-|tot|t\/m|to)\s*([0-2]\d)([0-5]\d)(?!\d)/;

/** Minutes since midnight as written, and whether morning or evening is settled. */
interface Clock {
  minutes: number;
  settled: boolean;
}

const evening = /avonds|p\.?m|avond|middags|middag|abends|wieczorem/;
const night = /nachts|ochtend|morgens|a\.?m\b|nacht|rano|fruh/;

/** "kwart voor 9", "half 3", "7u30", "16:00", "9"; null for no time of day. */
export function clockOf(raw: string): Clock | null {
  const text = raw.trim();
  const exact = /(\d{1,2})[:.uh](\d{2})(?!\d)/.exec(text);
  const value = exact ? Number(exact[1]) * 60 + Number(exact[2]) : spokenClock(text);
  if (value === null || value > 24 * 60 || (exact && Number(exact[2]) > 59)) return null;
  if (evening.test(text) && value < 12 * 60) return { minutes: value + 12 * 60, settled: true };
  if (night.test(text))
    return {
      minutes: /nachts|nacht|a\.?m/.test(text) && value >= 720 && value < 780 ? value - 720 : value,
      settled: true,
    };
  return { minutes: value, settled: value >= 13 * 60 || /^0\d/.test(text) };
}

function spokenClock(text: string): number | null {
  const found = new RegExp(
    `^(?:(\\d{1,2}|vijf|tien|kwart|quarter|viertel)(?: min(?:uten)?)? (voor|over|past|to|nach|vor) )?(half past |half |halb )?(${hour})`,
  ).exec(text);
  if (!found) return null;
  const base = numberOf(found[4] ?? '');
  if (base === null || base > 24) return null;
  const half = found[3] === 'half past ' ? 30 : found[3] === undefined ? 0 : -30;
  const step =
    found[1] === undefined ? 0 : /kwart|quarter|viertel/.test(found[1]) ? 15 : (numberOf(found[1]) ?? 0);
  return base * 60 + half + (/voor|to|vor/.test(found[2] ?? '') ? -step : step);
}

function clockText(minutes: number): string {
  const day = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(day / 60)).padStart(2, '0')}:${String(day % 60).padStart(2, '0')}`;
}

const NOON = 720;

/**
 * A shift from two times as typed: "8 tot 4" ends at 16:00, "9 tot 5" at 17:00, "22 tot 6" at 06:00 the next day, "1 tot 5"
 * is an afternoon.
 * @param late the message speaks of an evening or afternoon
 */
export function shiftOf(from: Clock, until: Clock, late: boolean): { from: string; to: string } {
  let start = from.minutes;
  let end = until.minutes;
  const isEarly = start < 4 * 60 || (start < 6 * 60 && end > start && end < NOON);
  if (!from.settled && start < NOON && start > 0 && (isEarly || (late && start >= 60))) start += NOON;
  if (!until.settled && end <= start) {
    if (end + NOON > start && end < NOON + 60 && end + NOON - start <= 12 * 60) end += NOON;
  }
  return { from: clockText(start), to: clockText(end) };
}

export function readSpans(message: Typed): TimeSpan[] {
  const late =
    /avond|middag|evening|afternoon|abend|wieczor/.test(message.low) && !/ochtend|smorgens/.test(message.low);
  const compact = matchesOf(message, compactSpan).map(({ start, end, groups: [h1, m1, h2, m2] }) => ({
    start,
    end,
    from: `${h1}:${m1}`,
    to: `${h2}:${m2}`,
  }));
  const rest = compact.reduce((now, span) => masked(now, span.start, span.end), message);
  const spans = matchesOf(rest, spanPattern).flatMap(({ start, end, groups }) => {
    const said = rest.low.slice(start, end);
    if (/\s+en\s+/.test(said) && !/^tussen/.test(said)) return [];
    const [from, until] = [clockOf(groups[0] ?? ''), clockOf(groups[1] ?? '')];
    if (from === null || until === null) return [];
    return [{ start, end, ...shiftOf(from, until, late) }];
  });
  if (compact.length + spans.length > 0) return [...compact, ...spans].sort((a, b) => a.start - b.start);
  return beganAndEnded(message, late);
}

const began = new RegExp(
  `(?:\\b(?:begonnen|gestart|begon|gestart|begin|start|started|starttijd|begintijd|angefangen)(?: met werken)?:?\\s*(?:om|at|um)?\\s*(${clock}))|(?:(?:om|at|um|vanaf)?\\s*\\b(${clock})\\s*(?:begonnen|gestart|started|begon|angefangen))`,
);
const ended = new RegExp(
  `(?:\\b(?:geeindigd|gestopt|klaar|einde|eind|eindtijd|weg|naar huis|tot|finished|stopped|until|fertig|einde dienst)\\s*:?\\s*(?:om|at|um)?\\s*(${clock}))|(?:\\b(${clock})\\s*(?:klaar|gestopt|weg|naar huis|finished|done|fertig))`,
);

function beganAndEnded(message: Typed, late: boolean): TimeSpan[] {
  const [start] = matchesOf(message, began);
  if (start === undefined) return [];
  const rest = masked(message, start.start, start.end);
  const [end] = matchesOf(rest, ended);
  const from = clockOf(start.groups[0] ?? start.groups[1] ?? '');
  const until = end === undefined ? null : clockOf(end.groups[0] ?? end.groups[1] ?? '');
  if (end === undefined || from === null || until === null) return [];
  const shift = shiftOf(from, until, late);
  return [{ start: Math.min(start.start, end.start), end: Math.max(start.end, end.end), ...shift }];
}

const pauseWord =
  '(?:(?:lunch|koffie|eet|middag)?pauzes?|pauza|pause|break|lunch|schaft(?:tijd)?|przerw[ay]|przerwe)';
const minutesUnit = '(?:minuten|minuut|minuutjes|minutes|min|mins|minut|m)\\b\\.?';
const breakLength = `(?:(?<times>\\d) ?x ?)?(?:(?<quarters>drie|3) ?kwartier|(?<quarter>een )?kwartier(?:tje)?|(?<oneandhalf>anderhalf) ?uur|(?<half>een half|half|1\\/2|halve) ?(?:uur(?:tje)?|hour|stunde|u\\b|an hour)|half an hour|pol godziny|(?:(?<mins>\\d+) ?${minutesUnit}|(?<value>[0-2](?:[.,]\\d+)?) ?(?:uur(?:tje)?|u\\b|hours?|h\\b))|(?:een |1 |an |one )(?:uur(?:tje)?|hour))`;
const breakBefore = new RegExp(`${breakLength}\\s*(?:de |aan |als |a |unpaid |onbetaalde? )?${pauseWord}\\b`);
const breakAfter = new RegExp(
  `\\b${pauseWord}\\s*(?:gehad|gehouden|genomen|van|:|was|=|of|afgetrokken)?\\s*(?:van|:)?\\s*(?:${breakLength}|(?<bare>\\d{2})(?!\\s*(?:uur|u\\b|[:.]\\d|km)))`,
);
const noBreak =
  /\b(?:geen|zonder|niet|no|without(?: a)?|ohne|bez|0 min(?:uten)?) (?:enkele |een )?(?:lunch)?(?:pauze|pauzes|pauza|break|lunch|pause|przerwy)\b|\b(?:pauze|pauza|break) (?:niet|geen|0|nul|none)\b/;

export function readBreaks(message: Typed): Break[] {
  const none = matchesOf(message, noBreak).map(({ start, end }) => ({ start, end, minutes: 0 }));
  const found: Break[] = [...none];
  for (const pattern of [breakBefore, breakAfter]) {
    let rest = found.reduce((now, item) => masked(now, item.start, item.end), message);
    for (let hit = pattern.exec(rest.low); hit !== null; hit = pattern.exec(rest.low)) {
      const item = {
        start: hit.index,
        end: hit.index + hit[0].length,
        minutes: breakMinutes(hit[0], hit.groups ?? {}),
      };
      found.push(item);
      rest = masked(rest, item.start, item.end);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function breakMinutes(said: string, groups: Record<string, string | undefined>): number {
  const times = Number(groups.times ?? 1);
  if (groups.bare !== undefined) return Number(groups.bare);
  if (groups.value !== undefined) {
    return Math.round(times * (numberOf(groups.value) ?? 0) * 60);
  }
  if (groups.mins !== undefined) return times * Number(groups.mins);
  if (groups.quarters !== undefined) return 45;
  if (groups.oneandhalf !== undefined) return 90;
  if (groups.half !== undefined || /half an hour|pol godziny/.test(said)) return times * 30;
  return times * (/kwartier/.test(said) ? 15 : 60);
}

const value = `(?:\\d{1,3}(?:[.,]\\d{1,2})?|anderhalf|${numberWord})`;
const unit = '(?:uurtjes?|uren|uur|urn|u|hours?|hrs?|h|stunden|std|godzin[aey]?)\\b';
const lengthPattern = new RegExp(
  `(?<![\\d:.,/-])\\b(?:(?<andhalf>${value})(?: (?:en een|en|and a|1\\/2) (?:half|halve)| ?1\\/2| ?½) ?${unit}|(?<hours>${value}) ?${unit}(?:(?: en| and|,)? ?(?<minutes>\\d{1,2}) ?${minutesUnit}|(?: en)? (?:een )?(?<kwartier>kwartier|drie kwartier|3 kwartier))?|(?<three>drie|3) ?kwartier|(?<mins>\\d{2,3}) ?minuten (?:gewerkt|langer)|(?<halfhour>(?:een )?half uur(?:tje)?))`,
  'g',
);
const listed =
  /\b(?:uren|aantal uur|uur|hours|godziny|stunden)\b[\s_:=,a-z']{0,60}?[\s_:=](?<bare>\d{1,3}(?:[.,]\d{1,2})?)(?![\d:.]|\s*(?:dagen|dgn|dag|x|km|e\b|-))/g;

export function readLengths(message: Typed): Length[] {
  const named = [...message.low.matchAll(lengthPattern)].flatMap((hit) => {
    const hours = hoursOf(hit.groups ?? {});
    return hours === null ? [] : [{ start: hit.index, end: hit.index + hit[0].length, hours }];
  });
  if (named.length > 0) return named;
  return [...message.low.matchAll(listed)].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
    hours: numberOf(hit.groups?.bare ?? '') ?? 0,
  }));
}

function hoursOf(groups: Record<string, string | undefined>): number | null {
  if (groups.andhalf !== undefined) return (numberOf(groups.andhalf) ?? 0) + 0.5;
  if (groups.three !== undefined) return 0.75;
  if (groups.halfhour !== undefined) return 0.5;
  if (groups.mins !== undefined) return rounded(Number(groups.mins) / 60);
  const hours = numberOf(groups.hours ?? '');
  if (hours === null) return null;
  const quarter = groups.kwartier === undefined ? 0 : groups.kwartier === 'kwartier' ? 15 : 45;
  return rounded(hours + (Number(groups.minutes ?? 0) + quarter) / 60);
}
