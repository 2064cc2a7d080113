import { readAddress } from './address.ts';
import { readEmails, readPhones, suggestEmail } from './contacts.ts';
import { cueFlows } from './cues.ts';
import { readDates, singleDates } from './dates.ts';
import { readDistances, readTrip } from './distance.ts';
import { fillRequests } from './fill.ts';
import type { Extra, FlowRequest, Slots } from './model.ts';
import { readAmounts } from './money.ts';
import { numberOf } from './numbers.ts';
import { nameWithCapitals, readName, readRelation } from './people.ts';
import { readDestination, readPurpose, townName } from './places.ts';
import { readDayCount } from './slots-days.ts';
import { whenSlots } from './slots-travel.ts';
import { readBreaks, readLengths, readSpans } from './times.ts';
import { masked, type Typed } from './typed.ts';

/** Reads the answer to one question; what a short message means follows from what was asked. */

export type Answer = { slots: Slots; extra?: Extra; clear?: string[] };

const yes = /^(?:ja|jawel|jep|yep|yes|klopt|juist|ja hoor|inderdaad|tak|ok(?:e|ay)?|prima|correct|genau)\b/;
const no = /^(?:nee|neen|no|niet|nope|nie|nein)\b/;
const number = /(?<![\d.,])(\d+(?:[.,]\d{1,2})?)(?![\d:])/;

function bareNumber(message: Typed): number | null {
  const digits = number.exec(message.low);
  if (digits !== null) return numberOf(digits[1] ?? '');
  return numberOf(message.low.trim());
}

function value(slot: string, found: number | null | undefined): Answer | null {
  return found === null || found === undefined ? null : { slots: { [slot]: found } };
}

/** What the message says to the question that was put, or null where it is no answer to it. */
export function answerTo(slot: string, request: FlowRequest, message: Typed, today: string): Answer | null {
  const reader = readers[slot];
  return reader === undefined ? null : reader(message, request, today);
}

type Reader = (message: Typed, request: FlowRequest, today: string) => Answer | null;

const dateSlots = ['date', 'dates', 'dates_from', 'dates_to', 'period', 'days'];

/** A day, or several; they take the place of the period and the count that stood there. */
const readWhen: Reader = (message, request, today) => {
  const [same] = fillRequests(
    message,
    [request.flow === 'withdraw' || request.flow === 'correct' ? 'home-working-days' : request.flow],
    today,
  );
  const { mentions } = readDates(message, { today, lean: 'past' });
  const when = same === undefined ? whenSlots(mentions) : onlyDates(same.slots);
  if (
    !['date', 'dates', 'dates_from', 'entries'].some((name) => when[name] !== undefined) &&
    when.period === undefined
  )
    return null;
  const keepsDays = request.flow.startsWith('km-') && when.dates_from !== undefined;
  return {
    slots: when,
    clear: dateSlots.filter((name) => when[name] === undefined && !(keepsDays && name === 'days')),
  };
};

function onlyDates(slots: Slots): Slots {
  return Object.fromEntries(
    Object.entries(slots).filter(([name]) =>
      ['date', 'dates', 'dates_from', 'dates_to', 'period'].includes(name),
    ),
  );
}

const readTripAnswer: Reader = (message, { slots }) => {
  const said = readTrip(message);
  if (said === 'return' || (said === undefined && yes.test(message.low)))
    return { slots: { trip: 'return' } };
  if (/\benkele? reis\b|\bone way\b|\bper enkele\b/.test(message.low) && slots.km_total !== undefined)
    return { slots: { distance_single_km: slots.km_total }, clear: ['km_total'] };
  if (said === 'single') return { slots: { trip: 'single' } };
  if (!no.test(message.low)) return null;
  return slots.km_total === undefined
    ? { slots: { trip: 'single' } }
    : { slots: { distance_single_km: slots.km_total }, clear: ['km_total'] };
};

const readTown: Reader = (message) => {
  const town = readDestination(message);
  const purpose = readPurpose(message);
  if (town !== undefined) return { slots: { destination: town, ...(purpose !== undefined && { purpose }) } };
  const words = message.text
    .trim()
    .replace(/^(?:naar|to|in|nach)\s+/i, '')
    .replace(/[.!]$/, '');
  return /^\p{L}[\p{L}' -]{1,30}$/u.test(words) &&
    words.split(' ').length <= 3 &&
    !no.test(message.low) &&
    !yes.test(message.low)
    ? { slots: { destination: townName(words) } }
    : null;
};

const readVehicle: Reader = (message) => {
  if (/\b(?:eigen|prive|mijn|own|mine)\b/.test(message.low)) return { slots: {}, extra: { vehicle: 'own' } };
  return /\b(?:zaak|bedrijf\w*|bus|lease\w*|company|werk|baas|huurauto)\b/.test(message.low)
    ? { slots: {}, extra: { vehicle: 'company' } }
    : null;
};

const readHours: Reader = (message) => {
  const breaks = readBreaks(message);
  const rest = breaks.reduce((now, { start, end }) => masked(now, start, end), message);
  const pause = breaks[0] === undefined ? {} : { break_minutes: breaks[0].minutes };
  const [span] = readSpans(rest);
  if (span !== undefined) return { slots: { start: span.from, end: span.to, ...pause } };
  const [length] = readLengths(rest);
  const hours = length?.hours ?? bareNumber(rest);
  return hours === null ? null : { slots: { hours, ...pause } };
};

const readBreak: Reader = (message) => {
  const [found] = readBreaks(message);
  if (found !== undefined) return { slots: { break_minutes: found.minutes } };
  if (no.test(message.low) || /^(?:geen|none|zonder|0)\b/.test(message.low))
    return { slots: { break_minutes: 0 } };
  const [length] = readLengths(message);
  if (length !== undefined) return { slots: { break_minutes: Math.round(length.hours * 60) } };
  if (/kwartier/.test(message.low))
    return { slots: { break_minutes: /\b(?:3|drie)\b/.test(message.low) ? 45 : 15 } };
  return value('break_minutes', bareNumber(message));
};

const readAddressAnswer: Reader = (message, _, today) => {
  const [request] = fillRequests(message, ['address'], today);
  const slots = request?.slots ?? {};
  if (slots.house_number === undefined && slots.postcode !== undefined) {
    const rest = masked(message, 0, 0).low.replace(/[1-9]\d{3} ?[a-z]{2}/, ' ');
    const house = /(?:^|\s)(\d{1,5})\s?([a-z]{1,2}|bis|hs)?(?=\s|$|,)/.exec(rest);
    if (house !== null)
      return {
        slots: {
          ...slots,
          house_number: Number(house[1]),
          ...(house[2] !== undefined && { addition: house[2] }),
        },
      };
  }
  return Object.keys(slots).length > 0 ? { slots } : null;
};

const readHouseNumber: Reader = (message, request, today) => {
  const found = /^\D{0,20}?(\d{1,5})\s?-?\s?([a-z]{1,2}|bis|hs|\d hoog|[ivx]+)?[\s.!]*$/.exec(message.low);
  if (found === null) return readAddressAnswer(message, request, today);
  const addition =
    found[2] === undefined
      ? undefined
      : message.text
          .slice(found.index + found[0].lastIndexOf(found[2]))
          .trim()
          .replace(/[.!]$/, '');
  return { slots: { house_number: Number(found[1]), ...(addition !== undefined && { addition }) } };
};

const readWords =
  (slot: string): Reader =>
  (message, request, today) => {
    const address = readAddress(message) as Slots;
    if (Object.keys(address).length > 1) return readAddressAnswer(message, request, today);
    const words = message.text
      .trim()
      .replace(/^(?:in|de|het|aan de|op de)\s+/i, '')
      .replace(/[.!]$/, '');
    return /^\p{L}[\p{L}'. -]{1,40}$/u.test(words) && words.split(' ').length <= 4
      ? { slots: { [slot]: townName(words) } }
      : null;
  };

const readFrom: Reader = (message, _, today) => {
  if (/\b(?:type?fout|spelfout|tikfout|fout|correctie|altijd al|typo|mistake)\b/.test(message.low))
    return { slots: { from_date: today }, extra: { correction: true } };
  const lean = /\b(?:al|sinds|vorige|afgelopen|geleden|was|since|last)\b/.test(message.low)
    ? 'past'
    : 'future';
  const [date] = singleDates(readDates(message, { today, lean }, true).mentions);
  if (date !== undefined) return { slots: { from_date: date } };
  return /\b(?:nu|now|direct|meteen|jetzt|teraz)\b/.test(message.low)
    ? { slots: { from_date: today } }
    : null;
};

const readContact: Reader = (message, request) => {
  const [email] = readEmails(message);
  const [phone] = readPhones(message).filter(({ isValid }) => isValid);
  if (email === undefined && yes.test(message.low) && request.extra?.emailSuggestion !== undefined)
    return { slots: { email: request.extra.emailSuggestion }, clear: ['emailSuggestion'] };
  if (
    email === undefined &&
    no.test(message.low) &&
    phone === undefined &&
    request.extra?.emailSuggestion !== undefined
  )
    return { slots: {}, clear: ['emailSuggestion'] };
  if (email === undefined && phone === undefined) return null;
  const suggestion = email === undefined ? null : suggestEmail(email.email);
  return {
    slots: { ...(email && { email: email.email }), ...(phone && { phone: phone.phone }) },
    ...(suggestion !== null && { extra: { emailSuggestion: suggestion } }),
    clear: [...(email && suggestion === null ? ['emailSuggestion'] : []), ...(phone ? ['phoneInvalid'] : [])],
  };
};

const readPerson: Reader = (message, _, today) => {
  const [request] = fillRequests(message, ['emergency-contact'], today);
  const slots = request?.slots ?? {};
  if (slots.name !== undefined || slots.phone !== undefined) return { slots };
  const words = message.text.trim();
  return /^\p{L}[\p{L}'. -]{1,40}$/u.test(words) && words.split(' ').length <= 4
    ? { slots: { ...slots, name: nameWithCapitals(words) } }
    : null;
};

const readRelationAnswer: Reader = (message) => {
  const found = readRelation(message);
  return found === undefined ? null : { slots: { relation: found.relation, ...nameBeside(message, found) } };
};

function nameBeside(message: Typed, { start, end }: { start: number; end: number }): Slots {
  const name = readName(masked(message, start, end));
  return name === undefined || !/\p{Lu}/u.test(message.text) ? {} : { name };
}

const readers: Record<string, Reader> = {
  date: readWhen,
  dates: readWhen,
  period: readWhen,
  km_total: (message) => {
    const [distance] = readDistances(message);
    if (distance?.isSingle === true) return { slots: { distance_single_km: distance.km } };
    const trip = readTrip(message);
    const km = distance?.km ?? bareNumber(message);
    return km === null ? null : { slots: { km_total: km, ...(trip !== undefined && { trip }) } };
  },
  trip: readTripAnswer,
  destination: readTown,
  amount: (message) => value('amount', readAmounts(message)[0]?.value ?? bareNumber(message)),
  vehicle: readVehicle,
  receipt: (message) =>
    yes.test(message.low) || no.test(message.low) || /\bbon|foto|later|komt|volgt\b/.test(message.low)
      ? { slots: {}, extra: { receipt: 'pending' } }
      : null,
  hours: readHours,
  break_minutes: readBreak,
  days: (message) => value('days', readDayCount(message) ?? bareNumber(message)),
  postcode: readAddressAnswer,
  house_number: readHouseNumber,
  street: readWords('street'),
  city: readWords('city'),
  from_date: readFrom,
  phone: (message, request, today) =>
    request.flow === 'emergency-contact'
      ? readPerson(message, request, today)
      : readContact(message, request, today),
  email: readContact,
  name: readPerson,
  relation: readRelationAnswer,
  of: (message) => {
    const [of] = cueFlows(message.low);
    return of === undefined ? null : { slots: { of } };
  },
  new_quantity: (message) => value('new_quantity', bareNumber(message)),
};
