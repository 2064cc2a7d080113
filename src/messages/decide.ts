import { readEmails, readIbans, readPhones } from './contacts.ts';
import { changeCues, cueFlows } from './cues.ts';
import { type IntentClass, type IntentReading, intentClasses, type Thresholds } from './intent-model.ts';
import type { FlowName, HandoffReason } from './model.ts';
import { asksForAction, asksForInformation, asksForStatus, isShapedAsQuestion } from './question-shape.ts';
import { type Typed, without } from './typed.ts';

/** From the learned probabilities to one intent and its flows. Doubt goes to 'question': a question that becomes a declaration does harm. */

export const handoffClasses = ['health', 'dismissal', 'conflict', 'other-person'] as const;

export interface Decision {
  intent: Exclude<IntentClass, (typeof handoffClasses)[number]> | 'handoff';
  handoff?: HandoffReason;
  flows: FlowName[];
  certainty: number;
}

/** Costs for which there is no form: they must not end up as fuel. */
const otherCosts =
  /\b(?:trein\w*|ov|ov-?kaart|bus ?kaart\w*|parke\w*|taxi|uber|lunch|diner|eten|hotel|tol|wasstraat|boete|schoenen|werkschoenen|gereedschap|koffie|taart|bloemen|vliegticket|train|parking|zug\w*|pociag|kleding|bril|abonnement|telefoonhoesje|cursusgeld|vog)\b/;
/** Somebody who is ill or wants leave, which is arranged elsewhere. */
const absence =
  /\b(?:ziek|ziekmeld\w*|griep|misselijk|koorts|beter|vakantie|vrij (?:nemen|vragen|aanvragen)|verlof|sick|krank|chory|chora|urlaub)\b/;
const fuelWord =
  /tank|tang|gtank|benz|diesel|dissel|brandstof|\bliter|fuel|filled|petrol|\bgas\b|paliw|laadpaal|geladen|\bladen|charging|adblue|lpg|volgegooid|volgetankt|\bpomp|\bshell\b|\bbp\b|\besso\b|jerrycan|aspen/;

export function decide(reading: IntentReading, message: Typed, thresholds: Thresholds): Decision {
  const { intents } = reading;
  const sumOfHandoffs = handoffClasses.reduce((sum, name) => sum + intents[name], 0);
  const reason = [...handoffClasses].sort((a, b) => intents[b] - intents[a])[0] ?? 'health';
  const asksRule = reason !== 'other-person' && asksForInformation(message.low);
  if (
    sumOfHandoffs >= (asksRule ? thresholds.askedHandoff : thresholds.handoff) &&
    sumOfHandoffs > intents.action
  )
    return { intent: 'handoff', handoff: reason, flows: [], certainty: sumOfHandoffs };
  if (intents.action >= neededFor(message, thresholds)) {
    const flows = chooseFlows(reading, message, thresholds.flow);
    if (flows.length > 0) return { intent: 'action', flows, certainty: intents.action };
    return { intent: 'question', flows: [], certainty: 1 - intents.action };
  }
  const rest = intentClasses
    .filter((name): name is 'question' | 'status' | 'smalltalk' | 'other' =>
      ['question', 'status', 'smalltalk', 'other'].includes(name),
    )
    .sort((a, b) => intents[b] - intents[a]);
  const [best = 'question'] = rest;
  return { intent: best, flows: [], certainty: intents[best] };
}

/** Something to go on: a number, a day, or a wish in so many words. */
const concrete =
  /\d|@|\b(?:gister\w*|eergister\w*|vandaag|vanmorgen|vanochtend|vanmiddag|vanavond|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|gestern|heute|wczoraj|dzis\w*)\b/;

function neededFor({ low }: Typed, thresholds: Thresholds): number {
  const requests = asksForAction(low);
  if (asksForStatus(low) || asksForInformation(low)) return thresholds.informing;
  if (low.includes('?') && !requests) return thresholds.informing;
  if (isShapedAsQuestion(low)) return thresholds.askedAction;
  return requests || concrete.test(low) ? thresholds.action : thresholds.vague;
}

/** What stands in the message beyond doubt, whatever the weights say. */
function has(message: Typed) {
  const ibans = readIbans(message);
  const emails = readEmails(message);
  const phones = readPhones(without(message, /[\p{L}\d._%+-]+@[\p{L}\d.-]+/u));
  return {
    iban: ibans.length > 0,
    email: emails.length > 0,
    phones: phones.filter(({ start }) => !ibans.some((iban) => start >= iban.start && start < iban.end))
      .length,
  };
}

/** The flows that a message asks for, most probable first; none where it is something that has no form. */
export function chooseFlows(reading: IntentReading, message: Typed, threshold: number): FlowName[] {
  const { flows } = reading;
  const { low } = message;
  const names = (Object.keys(flows) as FlowName[]).sort((a, b) => flows[b] - flows[a]);
  const [best] = names;
  if (best === undefined) return [];
  const change = changeOf(reading, low, best, threshold);
  if (change !== undefined) return [change];
  const found = new Set(
    names.filter((name) => name !== 'withdraw' && name !== 'correct' && flows[name] >= threshold),
  );
  if (found.size === 0) found.add(best);
  settle(found, message);
  const cued = cueFlows(low);
  const list = names.filter(
    (name) => found.has(name) && (isNamed(name, low, cued) || flows[name] >= SURE_UNNAMED),
  );
  const [only] = list;
  if (
    otherCosts.test(low) &&
    !fuelWord.test(low) &&
    !km.test(low) &&
    !hours.test(low) &&
    list.every((flow) => costLike.has(flow))
  )
    return [];
  if (
    list.length === 1 &&
    only !== undefined &&
    ['home-working-days', 'hours', 'days-worked'].includes(only) &&
    absence.test(low) &&
    !/gewerkt|worked|gearbeitet/.test(low)
  )
    return [];
  return list;
}

const workWord = /gew[er]+kt?|worked|gearbeit|pracow|gedraai|geplukt|huis|wijzig|aanpass|intrek|declar/;
/** How sure of a declaration the weights must be when no word in the message names it. */
const SURE_UNNAMED = 0.85;

function isNamed(flow: FlowName, low: string, cued: readonly FlowName[]): boolean {
  if (flow === 'fuel') return fuelWord.test(low);
  return !handedIn.has(flow) || cued.includes(flow) || /\d/.test(low) || workWord.test(low);
}

const costLike = new Set<FlowName>(['fuel', 'km-untaxed', 'km-taxed', 'address', 'hours', 'contact']);
const handedIn = new Set<FlowName>([
  'fuel',
  'km-untaxed',
  'km-taxed',
  'home-working-days',
  'hours',
  'days-worked',
  'withdraw',
  'correct',
]);
const km = /\d ?(?:km|kms|klm|kilomet\w*)|\b(?:km|kilometers?|kms)\b/;
/** How little the weights must say of a change when the words say it. */
const CUED = 0.1;

/** Taking back or changing what was handed in; that is one thing, whatever else the message names. */
function changeOf(
  { flows }: IntentReading,
  low: string,
  best: FlowName,
  threshold: number,
): FlowName | undefined {
  const cues = changeCues(low);
  if (flows.withdraw >= threshold && (best === 'withdraw' || flows.withdraw >= 0.8)) return 'withdraw';
  if (flows.correct >= threshold && (best === 'correct' || flows.correct >= 0.8)) return 'correct';
  if (!handedIn.has(best)) return undefined;
  if (cues.includes('withdraws') && flows.withdraw >= CUED && flows.withdraw >= flows.correct)
    return 'withdraw';
  return cues.includes('corrects') && flows.correct >= CUED ? 'correct' : undefined;
}

const days =
  /(?:\d|\b(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)) ?(?:gewerkte )?(?:dagen|dgn|dag|d|days?|dni|tage|diensten)\b|\b(?:dagen|dgn|days|dni|tage)\b[\s:=]*\d+(?![\d:.,]| ?(?:tot|-|uur|u\b|t\/m))/;
const hours =
  /\d ?(?:uur|uren|u|uurtjes|hours?|hrs?|h|stunden|godzin\w*)\b|\b(?:uur|uren|hours|stunden|godziny)\b[\s:=a-z]{0,14}\d|\buur\b|\d ?(?:tot|-|t\/m) ?\d|\d[:.]\d\d/;
const counted =
  /\d ?(?:uur|uren|u|uurtjes|hours?|hrs?|stunden|godzin\w*)\b|\b(?:uren|hours|stunden|godziny)\b[\s:=]*\d/;
const untaxed = /\bonbelast\w*|\buntaxed\b|\bnetto\b/;
const taxed = /(?<!on)(?<!niet )\bbelast\w*|(?<!un)\btaxed\b|versteuert\w*|opodatkowan\w*|\bbovenmatig\w*/;

/** Makes a set of flows agree with what stands in the message. */
function settle(found: Set<FlowName>, message: Typed): void {
  const { low } = message;
  const { iban, email, phones } = has(message);
  const isPhoneTalk = /telefoon|mobiel|\b06\b|phone|handy|telefon|whatsapp/.test(low);
  if (iban) found.add('bank-account');
  if (found.has('bank-account') && phones === 0 && !email && !isPhoneTalk && !/mail/.test(low))
    found.delete('contact');
  if (email && !found.has('emergency-contact')) found.add('contact');
  if (
    found.has('emergency-contact') &&
    phones < 2 &&
    !email &&
    !/\b(?:mijn|mn|me|eigen|my|own) (?:eigen |own |nieuwe? )?(?:nummer|nr|mobiel|telefoon\w*|mail)\b/.test(
      low,
    )
  )
    found.delete('contact');
  settleKm(found, low);
  settleDays(found, low);
  settleTrips(found, low);
  if (
    found.has('contact') &&
    found.size > 1 &&
    !email &&
    phones === 0 &&
    !isPhoneTalk &&
    !/mail|contactgeg|telnr|\btel\b/.test(low)
  )
    found.delete('contact');
  if (email && found.has('address') && !/\d{4} ?[a-z]{2}\b|straat|weg\b|laan|verhui|\bwoon|moved/.test(low))
    found.delete('address');
  dropUnnamed(found, low);
}

/** Hours, days worked and days at home are told apart by what is counted. */
function settleDays(found: Set<FlowName>, low: string): void {
  const both = days.test(low) && counted.test(low) && !/\bper dag\b|\d ?x ?\d/.test(low);
  if (both && (found.has('hours') || found.has('days-worked')) && !found.has('home-working-days')) {
    found.add('hours');
    found.add('days-worked');
  }
  if (found.has('hours') && found.has('days-worked')) {
    if (!hours.test(low)) found.delete('hours');
    else if (!days.test(low)) found.delete('days-worked');
  }
  const counts = low.match(/\d+ ?(?:dagen|dgn|dag)\b/g)?.length ?? 0;
  if (found.has('home-working-days') && found.has('days-worked') && counts < 2) found.delete('days-worked');
  if (found.has('days-worked') && found.size > 1 && km.test(low) && !/gewerkt|worked|gedraaid/.test(low))
    found.delete('days-worked');
}

/** Kilometres beside something else must be there as a number; "vanaf thuis" is no day at home. */
function settleTrips(found: Set<FlowName>, low: string): void {
  const trips = found.has('km-untaxed') || found.has('km-taxed');
  if (!trips || found.size === 1) return;
  if (!/\d ?(?:km|kms|klm|kilomet)|\b(?:km|kilometers?)\b.*\d/.test(low) && !found.has('home-working-days')) {
    found.delete('km-untaxed');
    found.delete('km-taxed');
  }
  const home = low.replace(/\b(?:vanaf|van|naar|weer|straks) (?:huis|thuis)\b|thuiszorg/g, '');
  if (!/thuis|home|domu|zdaln|wfh/.test(home)) found.delete('home-working-days');
  if (!hours.test(low)) found.delete('hours');
  if (!/rekening|iban|konto|account|\b[a-z]{2}\d{2} ?[a-z]{4}/.test(low)) found.delete('bank-account');
}

/** Beside a flow that the words name, one that they don't name was only suspected. */
function dropUnnamed(found: Set<FlowName>, low: string): void {
  if (found.size < 2) return;
  const cued = cueFlows(low.replace(/\S+@\S+/g, '@'));
  const unnamed = [...found].filter(
    (flow) => !cued.includes(flow) && !(flow === 'km-taxed' && taxed.test(low)),
  );
  if (unnamed.length < found.size) for (const flow of unnamed) found.delete(flow);
}

function settleKm(found: Set<FlowName>, low: string): void {
  if (!found.has('km-untaxed') && !found.has('km-taxed')) return;
  const isTaxed = taxed.test(low);
  if (!isTaxed) {
    found.delete('km-taxed');
    found.add('km-untaxed');
  } else if (untaxed.test(low) && /\d.*\d/.test(low)) {
    found.add('km-taxed');
    found.add('km-untaxed');
  } else {
    found.delete('km-untaxed');
    found.add('km-taxed');
  }
}
