/** What a message is. 'other' is neither a question nor something we can do; it is treated as a question. */
export type MessageIntent =
  | 'question'
  | 'declaration'
  | 'mutation'
  | 'status'
  | 'smalltalk'
  | 'handoff'
  | 'other';

export const declarationFlows = [
  'km-untaxed',
  'km-taxed',
  'fuel',
  'home-working-days',
  'hours',
  'days-worked',
  'withdraw',
  'correct',
] as const;
export const mutationFlows = ['address', 'contact', 'emergency-contact', 'bank-account'] as const;
export const flowNames = [...declarationFlows, ...mutationFlows] as const;

export type DeclarationFlow = (typeof declarationFlows)[number];
export type MutationFlow = (typeof mutationFlows)[number];
export type FlowName = (typeof flowNames)[number];

export type HandoffReason = 'health' | 'dismissal' | 'conflict' | 'other-person' | 'bank-account' | 'bsn';
export type StatusAbout = 'request' | 'records';
export type SmalltalkTone = 'greeting' | 'thanks' | 'decline' | 'other';

/**
 * Slots by flow, as in the design, section 5; dates 'YYYY-MM-DD', a period 'YYYY-MM' or 'YYYY-Www', numbers as numbers, times
 * 'HH:MM', phone and IBAN without spaces. A slot that the message does not settle is absent.
 * - km-untaxed, km-taxed: date | dates | dates_from + dates_to | period, days, km_total, distance_single_km, trip, destination, purpose
 * - fuel: date, amount (euro), litres, license_plate
 * - home-working-days: date | dates | period + days
 * - hours: date, hours, start, end, break_minutes | period + hours | entries (a list of the first)
 * - days-worked: period + days | dates
 * - address: street, house_number, addition, postcode, city, from_date
 * - contact: phone, email
 * - emergency-contact: name, relation, phone
 * - bank-account: iban, holder, from_date
 * - withdraw: of (a FlowName), date | dates | period
 * - correct: of, date | dates | period, old_quantity, new_quantity, new_date
 */
export type Slots = Record<string, unknown>;

/** What the message says beside the slots of the form; it helps to ask and to warn. */
export interface Extra {
  /** A likelier spelling of slots.email, to be asked about; the slot keeps what was typed. */
  emailSuggestion?: string;
  /** The trip was to the usual place of work or for the work. */
  tripKind?: 'commute' | 'business';
  vehicle?: 'own' | 'company';
  /** Fuel: what was said of the receipt. */
  receipt?: 'pending' | 'attached';
  /** Hours for which somebody was called up but not kept (HR decides what is due). */
  calledHours?: number;
  /** A home-working day and commuting on the same date: one of the two must be chosen. */
  sameDay?: string[];
  /** The IBAN has a wrong check digit. */
  ibanInvalid?: true;
  /** The phone number cannot be one. */
  phoneInvalid?: true;
  /** What the message speaks of without giving it ("geef mijn nummer 06... en mail door"). */
  alsoNamed?: ('phone' | 'email')[];
  /** Too much for one line (more than 999.99 units). */
  tooMuch?: true;
  /** The address on file is wrong, rather than that somebody moves. */
  correction?: true;
  /** Days that lie in the future of what can only be declared afterwards. */
  future?: string[];
}

/** One thing to be done, as one form. */
export interface FlowRequest {
  flow: FlowName;
  slots: Slots;
  extra?: Extra;
}

export interface Understood {
  intent: MessageIntent;
  /** One for each thing in the message, in the order of the message; empty unless declaration or mutation. */
  requests: FlowRequest[];
  /** Of the intent, between 0 and 1. */
  certainty: number;
  handoff?: HandoffReason;
  status?: { about: StatusAbout; of?: FlowName };
  smalltalk?: SmalltalkTone;
  /** Set when the message goes on with what stood in the chat. */
  continues?: 'updated' | 'confirmed' | 'dropped';
}

/** What stands in the chat and was not yet confirmed on the form. */
export interface Pending {
  requests: FlowRequest[];
  /** The question that was put last: index into requests and name of the slot. */
  asked?: { request: number; slot: string } | undefined;
}

export interface UnderstandContext {
  /** Calendar date in Amsterdam. */
  today: string;
  pending?: Pending | undefined;
  /** The person is an on-call worker, who hands in hours and days; undefined where unknown. */
  isOnCall?: boolean | undefined;
}

/** What a message does to what stands in the chat. */
export type Continuation =
  | { kind: 'updated'; pending: Pending }
  /** "ja klopt": all is said; sending it is for the form. */
  | { kind: 'confirmed'; pending: Pending }
  | { kind: 'dropped' }
  /** The message is about something else. */
  | { kind: 'unrelated' };

/** Languages in which we ask and say back. */
export type TalkLanguage = 'nl' | 'en';

export interface NextQuestion {
  slot: string;
  text: string;
}

export function isMutationFlow(flow: FlowName): flow is MutationFlow {
  return (mutationFlows as readonly string[]).includes(flow);
}
