import { type Answer, answerTo } from './answers.ts';
import { askedOf } from './ask.ts';
import { addDays } from './calendar.ts';
import { cueFlows } from './cues.ts';
import { decide } from './decide.ts';
import { fillRequests } from './fill.ts';
import { readIntent, thresholds } from './intent-model.ts';
import type {
  Continuation,
  Extra,
  FlowName,
  FlowRequest,
  Pending,
  Slots,
  UnderstandContext,
} from './model.ts';
import { numberOf } from './numbers.ts';
import { asksForInformation } from './question-shape.ts';
import { type Typed, typed } from './typed.ts';

/** What comes after a request was said back: an answer, a correction, an addition, "laat maar". */

const drop =
  /^(?:(?:nee|oh|ok|oke|sorry|ach|haha)[ ,.]+)*(?:laat maar(?: zitten)?|stop(?: maar)?|vergeet (?:het|t)(?: maar)?|hoeft (?:toch )?niet(?: meer)?|annuleer(?: maar)?|cancel(?: it)?|never ?mind|toch niet|niet nodig|niks indienen|niet doen|doe maar niet|forget it|egal|niewazne)\b[\s!.]*(?:hoor|dank\w*|bedankt)?[\s!.]*$/;
const confirm =
  /^(?:ja|jawel|yes|klopt|juist|prima|ok(?:e|ay)?|goed|top|perfect|correct|akkoord|tak|genau|richtig)(?:[ ,]+(?:ja|hoor|dat|het|is|klopt|zo|goed|prima|allemaal|dankje|bedankt|top|graag|doe|maar|that's|right|correct|fine))*[\s!.]*$/;
const mending =
  /^(?:(?:o|oh|oeps|sorry|nee|neen|no|nope|wacht|fout|foutje|niet|eigenlijk|toch|correctie|pardon|ik bedoel|bedoel|actually|i mean|i meant|nein|nie|moet(?:en)?|maak|doe|verander|wijzig|pas|het (?:was|is|waren|zijn)|t was|dat (?:was|is|moet)|was|waren|it was|make it)\b)|\b(?:ipv|in plaats van|niet \w+dag|moet .* zijn|instead)\b/;
const adding = /^(?:en|ook|plus|oja|o ja|oh ja|daarnaast|verder|nog|and|also|und|auch)\b/;

/** A message longer than this is no answer to a question. */
const LONGEST_ANSWER = 90;

/**
 * Goes on with what stands in the chat. An answer to the question that was put comes first, then a correction, then one more
 * day. A question, or a thing of another kind, is 'unrelated'.
 */
export function continueWith(pending: Pending, message: string, context: UnderstandContext): Continuation {
  const text = typed(message.trim());
  const { low } = text;
  if (drop.test(low)) return { kind: 'dropped' };
  const index = pending.asked?.request ?? pending.requests.length - 1;
  const request = pending.requests[index];
  if (request === undefined) return { kind: 'unrelated' };
  if (low.length > LONGEST_ANSWER || (low.includes('?') && asksForInformation(low)))
    return { kind: 'unrelated' };
  const choice = pending.asked?.slot === 'choice' ? choose(pending, low) : null;
  if (choice !== null) return updated(choice);
  if (asksForInformation(low) && !mending.test(low)) return { kind: 'unrelated' };
  if (isAnotherThing(message, text, request, pending)) return { kind: 'unrelated' };
  const answer =
    pending.asked === undefined ? null : answerTo(pending.asked.slot, request, text, context.today);
  const mends = mending.test(low);
  if (answer !== null && !mends) return updated(replaced(pending, index, merged(request, answer)));
  if (confirm.test(low)) return { kind: 'confirmed', pending };
  const mended = mends ? mend(request, text, context.today) : null;
  if (mended !== null) return updated(replaced(pending, index, mended));
  if (answer !== null) return updated(replaced(pending, index, merged(request, answer)));
  return more(pending, index, request, text, context.today) ?? { kind: 'unrelated' };
}

function updated(requests: FlowRequest[]): Continuation {
  return { kind: 'updated', pending: { requests, asked: askedOf(requests) } };
}

function replaced({ requests }: Pending, index: number, request: FlowRequest): FlowRequest[] {
  return requests.map((old, i) => (i === index ? request : old));
}

/** "de reiskosten" or "thuis": one of the two for a day goes. */
function choose({ requests }: Pending, low: string): FlowRequest[] | null {
  const home = /\b(?:thuis\w*|home)\b/.test(low);
  const trip = /\b(?:reis\w*|km|kilometers?|rit|travel|trip|kantoor)\b/.test(low);
  if (home === trip) return null;
  const drops = (flow: FlowName) => (home ? flow.startsWith('km-') : flow === 'home-working-days');
  return requests.filter(({ flow }) => !drops(flow)).map(withoutChoice);
}

function withoutChoice(request: FlowRequest): FlowRequest {
  const { sameDay: _, ...extra } = request.extra ?? {};
  return { flow: request.flow, slots: request.slots, ...(Object.keys(extra).length > 0 && { extra }) };
}

/** A whole message of another flow, or a second one of the same, does not belong to what stands there. */
function isAnotherThing(message: string, text: Typed, request: FlowRequest, pending: Pending): boolean {
  if (mending.test(text.low) || text.low.split(' ').length < 3) return false;
  const decision = decide(readIntent(message), text, thresholds);
  if (decision.intent === 'handoff') return true;
  if (decision.intent !== 'action') return false;
  const named = cueFlows(text.low);
  const others = decision.flows.filter(
    (flow) => !pending.requests.some((one) => one.flow === flow) && named.includes(flow),
  );
  if (
    others.length > 0 &&
    !(request.flow === 'emergency-contact' && others.every((flow) => flow === 'contact'))
  )
    return !isAnswerLike(pending, others);
  return false;
}

/** "van 9 tot 5" may look like another flow and still answer what was asked. */
function isAnswerLike({ asked, requests }: Pending, others: readonly FlowName[]): boolean {
  const flow = requests[asked?.request ?? 0]?.flow;
  const kin: Partial<Record<FlowName, readonly FlowName[]>> = {
    hours: ['days-worked'],
    'days-worked': ['hours'],
    'km-untaxed': ['km-taxed'],
    withdraw: ['km-untaxed', 'fuel', 'hours', 'home-working-days', 'days-worked'],
    correct: ['km-untaxed', 'fuel', 'hours', 'home-working-days', 'days-worked'],
  };
  return (
    asked !== undefined && flow !== undefined && others.every((other) => kin[flow]?.includes(other) === true)
  );
}

/** The request with an answer put in; what the answer takes the place of is gone. */
function merged(request: FlowRequest, { slots, extra, clear = [] }: Answer): FlowRequest {
  const kept = without(request.slots, clear);
  const more: Extra = { ...without(request.extra ?? {}, clear), ...extra };
  const next = { ...kept, ...slots };
  return {
    flow: request.flow,
    slots: request.flow === 'hours' ? spread(next) : next,
    ...(Object.keys(more).length > 0 && { extra: more }),
  };
}

function without<T extends object>(object: T, names: readonly string[]): T {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name))) as T;
}

/** Hours that are told after several dates hold for each of them. */
function spread(slots: Slots): Slots {
  const dates = Array.isArray(slots.entries)
    ? (slots.entries as Slots[])
    : Array.isArray(slots.dates)
      ? slots.dates.map((date): Slots => ({ date }))
      : null;
  if (dates === null) return slots;
  const { hours, start, end, break_minutes, dates: _, entries: __, ...rest } = slots;
  const work = Object.fromEntries(
    Object.entries({ hours, start, end, break_minutes }).filter(([, one]) => one !== undefined),
  );
  return { ...rest, entries: dates.map((entry) => ({ ...entry, ...work })) };
}

const mainQuantity: Partial<Record<FlowName, string>> = {
  'km-untaxed': 'km_total',
  'km-taxed': 'km_total',
  fuel: 'amount',
  hours: 'hours',
  'home-working-days': 'days',
  'days-worked': 'days',
  address: 'house_number',
  correct: 'new_quantity',
};
const bare = /(?<![\d.,:/-])(\d+(?:[.,]\d{1,2})?)(?![\d:]|[-/]\d|e\b)/g;
const notThis =
  /\b(?:niet|ipv|in plaats van|instead of|not|geen|statt)\s+(?:op |van )?(\p{L}+|\d+(?:[.,]\d+)?)/gu;

/** "maak er 25 van", "nee, dinsdag", "naar apeldoorn": what the message names takes the place of what stood there. */
function mend(request: FlowRequest, message: Typed, today: string): FlowRequest | null {
  const said: Typed = {
    text: message.text,
    low: message.low.replace(notThis, (found) => '_'.repeat(found.length)),
  };
  const [read] = fillRequests(said, [request.flow], today);
  const found: Slots = { ...(read?.slots ?? {}) };
  const quantity = mainQuantity[request.flow];
  if (
    quantity !== undefined &&
    found[quantity] === undefined &&
    found.start === undefined &&
    !hasWhen(found)
  ) {
    const number = numberOf([...said.low.matchAll(bare)].at(-1)?.[1] ?? '');
    if (number !== null) found[quantity] = number;
  }
  if (Object.keys(found).length === 0) return null;
  return merged(request, {
    slots: found,
    clear: replacedBy(found),
    ...(read?.extra && { extra: read.extra }),
  });
}

const whenNames = ['date', 'dates', 'dates_from', 'dates_to', 'period'];

function hasWhen(slots: Slots): boolean {
  return whenNames.some((name) => slots[name] !== undefined);
}

function replacedBy(found: Slots): string[] {
  return [
    ...(hasWhen(found) ? [...whenNames, 'days', 'entries'].filter((name) => found[name] === undefined) : []),
    ...(found.hours !== undefined && found.start === undefined ? ['start', 'end', 'break_minutes'] : []),
    ...(found.start !== undefined && found.hours === undefined ? ['hours'] : []),
    ...(found.km_total !== undefined ? ['distance_single_km'] : []),
    ...(found.email !== undefined ? ['emailSuggestion'] : []),
    ...(found.phone !== undefined ? ['phoneInvalid'] : []),
  ];
}

/** "en woensdag ook": one more day of the same; "en 40 km naar goes": one more request. */
function more(
  pending: Pending,
  index: number,
  request: FlowRequest,
  message: Typed,
  today: string,
): Continuation | null {
  const [read] = fillRequests(message, [request.flow], today);
  if (read === undefined || Object.keys(read.slots).length === 0) return null;
  const dates = datesOf(read.slots);
  const isDays = request.flow === 'home-working-days' || request.flow === 'days-worked';
  if (isDays && dates.length > 0) {
    const all = [...new Set([...datesOf(request.slots), ...dates])].sort();
    const slots: Slots =
      request.flow === 'home-working-days' && all.length === 1 ? { date: all[0] } : { dates: all };
    return updated(replaced(pending, index, { ...request, slots }));
  }
  if (!adding.test(message.low)) {
    const fills = Object.fromEntries(
      Object.entries(read.slots).filter(([name]) => request.slots[name] === undefined),
    );
    return Object.keys(fills).length === 0
      ? null
      : updated(replaced(pending, index, merged(request, { slots: fills })));
  }
  return hasWhen(read.slots) || Object.keys(read.slots).length > 1
    ? updated([...pending.requests, read])
    : null;
}

function datesOf(slots: Slots): string[] {
  if (Array.isArray(slots.dates)) return slots.dates.map(String);
  if (typeof slots.date === 'string') return [slots.date];
  if (typeof slots.dates_from !== 'string' || typeof slots.dates_to !== 'string') return [];
  const dates: string[] = [];
  for (let day = slots.dates_from; day <= slots.dates_to; day = addDays(day, 1)) dates.push(day);
  return dates;
}
