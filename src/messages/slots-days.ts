import { datesBetween, workdaysBetween } from './calendar.ts';
import { readDates, singleDates } from './dates.ts';
import type { FlowRequest, Slots } from './model.ts';
import { numberOf, numberWord } from './numbers.ts';
import { masked, matchesOf, type Typed, without } from './typed.ts';
import type { DateMention } from './when.ts';

const dayUnit =
  '(?:(?:hele |volle |losse |gewerkte )?(?:thuis ?werk|werk|thuis)?dag(?:en|jes|je|e)?|dgn|dagn|stuks|daagjes|days?|dni|dzien|tage?|home ?office[ -]?tage|diensten|dienstjes|keer|x)\\b';
const counted = new RegExp(
  `(?<![\\d,.:/-])\\b(\\d{1,2}(?:[.,]5)?|anderhalve|${numberWord}) ?(?:hele |volle |x )?${dayUnit}`,
);
const listed =
  /\b(?:(?:thuis ?werk|werk|thuis|gewerkte )?dagen|dgn|days|thuiswerk|thuisgewerkt|dni|tage)\b[\s_:=,]{0,4}(?:gewerkt|worked)?[\s_:=,]{0,4}(?:in|van|voor|for)?[\s_:=]*(?:zijn|waren|was)?[\s_:=](\d{1,2}(?:[.,]5)?)(?![\d:/-]|[.,]\d|\s*(?:uur|u\b|km|uren|e\b|,))/;
const countBehind =
  /_[\s:=]*\s(\d{1,2})(?![\d:.,/-]|\s*(?:uur|u\b|km|uren|t\/m|tot|en|e\b|min))(?=\s*(?:$|[.!]|keer|x\b|thuis|gewerkt))/;

/** How many days are told: '3 dagen', 'thuiswerkdagen november 8'. */
export function readDayCount(message: Typed): number | null {
  const [hit] = matchesOf(message, counted);
  if (hit !== undefined && !/^een (?:dag|keer)$/.test(message.low.slice(hit.start, hit.end)))
    return hit.groups[0] === 'anderhalve' ? 1.5 : numberOf(hit.groups[0] ?? '');
  if (hit !== undefined) return 1;
  const [named] = matchesOf(message, listed);
  if (named !== undefined) return numberOf(named.groups[0] ?? '');
  const [behind] = matchesOf(message, countBehind);
  return behind === undefined ? null : numberOf(behind.groups[0] ?? '');
}

/** Days at the office, or off, are no days at home. */
const elsewhere =
  /(?:\b(?:behalve|uitgezonderd|niet|maar niet|except|not|ausser)\s+(?:op )?[\p{L}]+)|(?:(?:,|\ben\b|\bmaar\b)?\s*(?<![\p{L}])(?:vandaag|gister(?:en)?|morgen|maandag|dinsdag|woensdag|donderdag|vrijdag|ma|di|wo|do|vr|today|yesterday|monday|tuesday|wednesday|thursday|friday)(?: (?:en|and) [\p{L}]+)? (?:weer |wel |gewoon |dan |was ik |zit ik |ben ik |ging ik |back )*(?:weer |wel |gewoon )*(?:op (?:de zaak|kantoor|locatie|t werk|het werk)|kantoor|naar kantoor|at the office|in the office|vrij|ziek|verlof|in office))/u;

/** The workdays of a stretch; all of its days where it has a weekend end. */
export function daysOfStretch(from: string, to: string): string[] {
  const work = workdaysBetween(from, to);
  const all = datesBetween(from, to);
  return work.includes(from) && work.includes(to) ? work : all;
}

function datesIn(mentions: readonly DateMention[]): string[] {
  const stretches = mentions.flatMap((mention) =>
    mention.kind === 'stretch' ? daysOfStretch(mention.from, mention.to) : [],
  );
  return [...new Set([...singleDates(mentions), ...stretches])].sort();
}

/** Days worked at home: the dates, or a period and how many. */
export function homeRequest(message: Typed, today: string): FlowRequest {
  const cleaned = without(message, elsewhere);
  const { mentions, rest } = readDates(cleaned, { today, lean: 'past' });
  const dates = datesIn(mentions);
  const future = dates.filter((date) => date > today);
  return {
    flow: 'home-working-days',
    slots:
      dates.length === 1 ? { date: dates[0] } : dates.length > 1 ? { dates } : countSlots(mentions, rest),
    ...(future.length > 0 && { extra: { future } }),
  };
}

/** Days worked by an on-call worker: a period and how many, or the dates. */
export function daysWorkedRequest(message: Typed, today: string): FlowRequest {
  const cleaned = without(message, elsewhere);
  const { mentions, rest } = readDates(cleaned, { today, lean: 'past' });
  const dates = datesIn(mentions);
  return { flow: 'days-worked', slots: dates.length > 0 ? { dates } : countSlots(mentions, rest) };
}

function countSlots(mentions: readonly DateMention[], rest: Typed): Slots {
  const period = mentions.find((mention) => mention.kind === 'period');
  const numbersLeft = mentions.reduce((now, { start, end }) => masked(now, start, end), rest);
  const days = readDayCount(numbersLeft);
  return { ...(period?.kind === 'period' && { period: period.period }), ...(days !== null && { days }) };
}
