import { readDates } from './dates.ts';
import type { FlowName, FlowRequest, Slots } from './model.ts';
import { segmentsOf } from './segments.ts';
import { correctRequest, withdrawRequest } from './slots-change.ts';
import { daysWorkedRequest, homeRequest } from './slots-days.ts';
import { hoursRequest } from './slots-hours.ts';
import {
  addressRequest,
  bankRequest,
  contactRequest,
  emergencyRequest,
  fuelRequests,
} from './slots-personal.ts';
import { travelRequests, whenSlots } from './slots-travel.ts';
import type { Typed } from './typed.ts';

/** Reads the slots of one flow from the part of a message that speaks of it. */
function fillOne(flow: FlowName, message: Typed, today: string): FlowRequest[] {
  switch (flow) {
    case 'km-untaxed':
    case 'km-taxed':
      return travelRequests(flow, message, today);
    case 'fuel':
      return fuelRequests(message, today);
    case 'home-working-days':
      return [homeRequest(message, today)];
    case 'hours':
      return [hoursRequest(message, today)];
    case 'days-worked':
      return [daysWorkedRequest(message, today)];
    case 'address':
      return [addressRequest(message, today)];
    case 'contact':
      return [contactRequest(message)];
    case 'emergency-contact':
      return [emergencyRequest(message)];
    case 'bank-account':
      return [bankRequest(message, today)];
    case 'withdraw':
      return [withdrawRequest(message, today)];
    case 'correct':
      return [correctRequest(message, today)];
  }
}

/** One request for each thing in a message, in the order of the message, with what the message settles filled in. */
export function fillRequests(message: Typed, flows: readonly FlowName[], today: string): FlowRequest[] {
  const requests = segmentsOf(message, flows).flatMap(({ flow, message: part }) =>
    fillOne(flow, part, today),
  );
  return requests.length > 1 ? withSameDay(shareDates(requests, message, today)) : requests;
}

const dated = new Set<FlowName>([
  'km-untaxed',
  'km-taxed',
  'fuel',
  'home-working-days',
  'hours',
  'days-worked',
]);
const dateSlots = ['date', 'dates', 'dates_from', 'period', 'entries'];

/** "gister 140 km gereden en voor 62 euro getankt": the day holds for both, unless each has its own. */
function shareDates(requests: readonly FlowRequest[], message: Typed, today: string): FlowRequest[] {
  const hasDate = ({ slots }: FlowRequest) => dateSlots.some((slot) => slots[slot] !== undefined);
  const source = requests.find((request) => dated.has(request.flow) && hasDate(request));
  const shared =
    source === undefined ? whenSlots(readDates(message, { today, lean: 'past' }).mentions) : source.slots;
  return requests.map((request) =>
    dated.has(request.flow) && !hasDate(request)
      ? { ...request, slots: { ...dateFor(request.flow, shared), ...request.slots } }
      : request,
  );
}

function dateFor(flow: FlowName, shared: Slots): Slots {
  if (shared.date !== undefined)
    return flow === 'days-worked' ? { dates: [shared.date] } : { date: shared.date };
  if (shared.dates !== undefined) return flow === 'fuel' || flow === 'hours' ? {} : { dates: shared.dates };
  return shared.period === undefined || flow === 'fuel' ? {} : { period: shared.period };
}

function datesOf({ slots }: FlowRequest): string[] {
  if (Array.isArray(slots.dates)) return slots.dates.map(String);
  return slots.date === undefined ? [] : [String(slots.date)];
}

/** Working at home and commuting on one day: only one of the two can be declared, so it must be asked. */
function withSameDay(requests: readonly FlowRequest[]): FlowRequest[] {
  const trips = requests
    .filter(({ flow, extra }) => flow.startsWith('km-') && extra?.tripKind === 'commute')
    .flatMap(datesOf);
  return requests.map((request) => {
    const both =
      request.flow === 'home-working-days' ? datesOf(request).filter((date) => trips.includes(date)) : [];
    return both.length === 0 ? request : { ...request, extra: { ...request.extra, sameDay: both } };
  });
}
