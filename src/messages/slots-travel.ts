import { addDays, workdaysBetween } from './calendar.ts';
import { readDates, singleDates } from './dates.ts';
import {
  type Distance,
  readDistances,
  readNamedDistances,
  readTrip,
  saysPerDay,
  saysTotal,
} from './distance.ts';
import type { Extra, FlowRequest, Slots } from './model.ts';
import { rounded } from './numbers.ts';
import { readDestination, readPurpose } from './places.ts';
import { masked, matchesOf, type Typed } from './typed.ts';
import type { DateMention } from './when.ts';

/** Largest number of units on one line (Loket: 999.99). */
const MOST_UNITS = 999.99;

const commuting =
  /\b(?:woon[ -]?werk|kantoor|naar (?:het |mijn |mn |me )?werk|op de zaak|naar de zaak|vaste (?:werk)?plek|commut\w+|to work|the office|zur arbeit|do pracy)\b/;
const forWork =
  /\b(?:klant(?:en)?|klantbezoek|zakelijk\w*|sluzbowo|dienstlich|business|customers?|client|leverancier|cursus|training|veiling|beurs|vergadering|overleg|kunden?)\b/;

/** Slots of a trip, or of several with places of their own. */
export function travelRequests(
  flow: 'km-untaxed' | 'km-taxed',
  message: Typed,
  today: string,
): FlowRequest[] {
  const pieces = tripsIn(message);
  return pieces.map((piece) => travelRequest(flow, piece, today));
}

/** Splits only where each part has kilometres and a place of its own. */
function tripsIn(message: Typed): Typed[] {
  const cuts = matchesOf(message, /\s*(?:,| en | and |;|\.(?=\s)| daarna | dan )\s*/);
  for (const cut of cuts) {
    const first = masked(message, cut.start, message.low.length);
    const second = masked(message, 0, cut.end);
    const isTrip = (part: Typed) => readDistances(part).length > 0 && readDestination(part) !== undefined;
    if (isTrip(first) && isTrip(second) && readDestination(first) !== readDestination(second))
      return [first, ...tripsIn(second)];
  }
  return [message];
}

function travelRequest(flow: 'km-untaxed' | 'km-taxed', message: Typed, today: string): FlowRequest {
  const listed = datedNumbers(message, today);
  const plain = readDistances(message);
  const distances =
    plain.length > 0 ? plain : readNamedDistances(readDates(message, { today, lean: 'past' }).rest);
  const withoutKm = distances.reduce((rest, { start, end }) => masked(rest, start, end), message);
  const { mentions, rest } = readDates(withoutKm, { today, lean: 'past' });
  const slots: Slots = { ...whenSlots(mentions) };
  const count = countOf(slots);
  if (listed === null) Object.assign(slots, distanceSlots(distances, count, message, slots));
  else Object.assign(slots, { km_total: listed });
  const trip = readTrip(message);
  if (trip !== undefined) slots.trip = trip;
  const destination = readDestination(rest);
  if (destination !== undefined) slots.destination = destination;
  const purpose = readPurpose(withoutKm);
  if (purpose !== undefined) slots.purpose = purpose;
  const extra = travelExtra(message, slots);
  return { flow, slots, ...(Object.keys(extra).length > 0 && { extra }) };
}

/** One date, several, a stretch or a period. */
export function whenSlots(mentions: readonly DateMention[]): Slots {
  const dates = singleDates(mentions);
  const stretch = mentions.find((mention) => mention.kind === 'stretch');
  if (stretch?.kind === 'stretch' && dates.length === 0)
    return { dates_from: stretch.from, dates_to: stretch.to };
  if (stretch?.kind === 'stretch') {
    const all: string[] = [...dates];
    for (let day = stretch.from; day <= stretch.to; day = addDays(day, 1)) all.push(day);
    return { dates: [...new Set(all)].sort() };
  }
  if (dates.length === 1) return { date: dates[0] };
  if (dates.length > 1) return { dates };
  const period = mentions.find((mention) => mention.kind === 'period');
  return period?.kind === 'period' ? { period: period.period } : {};
}

/** For how many days a number could hold; 0 where no day is named. */
function countOf(slots: Slots): number {
  if (Array.isArray(slots.dates)) return slots.dates.length;
  if (typeof slots.dates_from === 'string' && typeof slots.dates_to === 'string')
    return workdaysBetween(slots.dates_from, slots.dates_to).length;
  return slots.date === undefined ? 0 : 1;
}

/** What the kilometres come to; nothing where one number stands for several days and it isn't said how. */
function distanceSlots(distances: readonly Distance[], days: number, message: Typed, when: Slots): Slots {
  const [first] = distances;
  if (first === undefined) return {};
  if (first.times !== undefined) {
    const counted = when.dates === undefined && when.date === undefined ? { days: first.times } : {};
    if (first.isSingle) return { ...counted, distance_single_km: first.km };
    return { ...counted, km_total: rounded(first.times * first.km) };
  }
  const told = when.dates === undefined && when.date === undefined ? daysSaid(message) : null;
  const counted = told === null ? {} : { days: told };
  if (first.isSingle) return { ...counted, distance_single_km: first.km };
  const sum = rounded(distances.reduce((total, { km }) => total + km, 0));
  if (distances.length > 1)
    return saysTotal(message) ? { km_total: totalOf(distances, message) } : { km_total: sum };
  if (saysTotal(message)) return { ...counted, km_total: first.km };
  if (told !== null && (saysPerDay(message) || eachDay.test(message.low)))
    return { days: told, km_total: rounded(told * first.km) };
  if (days <= 1) return saysPerDay(message) && days === 0 ? counted : { ...counted, km_total: first.km };
  return saysPerDay(message) || everyOne(message) ? { km_total: rounded(first.km * days) } : {};
}

/** '14 dagen x 32 km', '5 dni po 22 km' */
const eachDay = /(?:dagen|dgn|days|dni|tage) ?(?:x|a|à|po|je|\*|van) ?\d/;

function everyOne(message: Typed): boolean {
  return /\b(?:elke|iedere|alle|every|jeden|codziennie|hele week)\b/.test(message.low);
}

function totalOf(distances: readonly Distance[], message: Typed): number {
  const at = message.low.search(
    /\b(?:in totaal|totaal|bij elkaar|samen|opgeteld|total|altogether|insgesamt|razem)\b/,
  );
  const near = [...distances].sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0];
  return near?.km ?? 0;
}

/** "3 dagen 40 km per dag": the number of days that is told without saying which. */
export function daysSaid(message: Typed): number | null {
  const found =
    /(?<![\d,.])(\d{1,2}|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)\s*(?:x|keer|maal|(?:hele |volle |thuiswerk|werk)?dag(?:en|jes?)?|dgn|days?|dni|tage)\b/.exec(
      message.low,
    );
  if (found === null) return null;
  const words = ['een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien'];
  const index = words.indexOf(found[1] ?? '');
  return index >= 0 ? index + 1 : Number(found[1]);
}

/** "5-1 40, 7-1 40": a number behind each date; their sum, or null where the message isn't such a list. */
function datedNumbers(message: Typed, today: string): number | null {
  const { mentions, rest } = readDates(message, { today, lean: 'past' });
  const days = mentions.filter((mention) => mention.kind === 'days' && mention.dates.length === 1);
  if (days.length < 2) return null;
  const numbers = days.map((day) => {
    const found =
      /^\s*[:=]?\s*(?:\p{L}{3,} ){0,2}(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:kms?|kilometer)?\b(?!\s*[-/x]\s*\d)/u.exec(
        rest.low.slice(day.end),
      );
    return found === null ? null : Number((found[1] ?? '').replace(',', '.'));
  });
  if (numbers.some((value) => value === null)) return null;
  return rounded(numbers.reduce<number>((sum, value) => sum + (value ?? 0), 0));
}

function travelExtra(message: Typed, slots: Slots): Extra {
  const extra: Extra = {};
  if (forWork.test(message.low)) extra.tripKind = 'business';
  else if (commuting.test(message.low)) extra.tripKind = 'commute';
  if (typeof slots.km_total === 'number' && slots.km_total > MOST_UNITS) extra.tooMuch = true;
  return extra;
}
