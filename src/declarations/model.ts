import { z } from 'zod';
import type { Actor } from '../kernel/actor.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import type { ComponentSet, PayrollPeriod } from '../pay/model.ts';
import { type OnCallFilter, onCallFilters } from '../personnel/model.ts';
import { declarationStatuses } from '../store/declaration-schema.ts';
import { declarationForms } from '../store/pay-schema.ts';

export type DeclarationStatus = (typeof declarationStatuses)[number];

const date = z.iso.date('Gebruik een bestaande datum als 2026-01-31.');
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Gebruik een tijd als 09:30.');

/** Most units on one line: Loket's form holds three digits and two decimals. */
export const MAX_UNITS = 999_990;
/** Thousandths with at most two decimals, as Loket takes them. */
const quantity = z.number().int().positive().multipleOf(10).max(1_000_000_000);

export const tripSchema = z.object({
  date,
  /** Thousandths of a kilometre, there and back together. */
  km: quantity,
  kind: z.enum(['business', 'commute']),
  destination: z.string().trim().max(100).default(''),
  /** Which rate, where the set keeps them apart. */
  part: z.enum(['both', 'untaxed', 'taxed']).default('both'),
});
export type Trip = z.infer<typeof tripSchema>;

export const workedSchema = z.object({
  date,
  /** Thousandths of an hour, breaks taken off. */
  hours: quantity,
  start: time.nullable().default(null),
  end: time.nullable().default(null),
  breakMinutes: z.number().int().min(0).max(600).default(0),
  /** How long the call was for; null when as long as was worked. */
  calledHours: quantity.nullable().default(null),
});
export type Worked = z.infer<typeof workedSchema>;

export const declarationInputSchema = z.discriminatedUnion('form', [
  z.object({ form: z.literal('trip'), trips: z.array(tripSchema).min(1).max(62) }),
  z.object({
    form: z.literal('fuel'),
    date,
    /** Cents. */
    amount: z.number().int().positive().max(10_000_000),
    litres: quantity.nullable().default(null),
    plate: z.string().trim().toUpperCase().max(12).default(''),
    vehicle: z.enum(['company', 'own']),
  }),
  z.object({ form: z.literal('home'), dates: z.array(date).min(1).max(62) }),
  z.object({
    form: z.literal('worked'),
    /** 'YYYY-MM'. */
    month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'Gebruik een maand als 2026-05.'),
    entries: z.array(workedSchema).max(93).default([]),
    /** Instead of days: the totals of the month. */
    total: z
      .object({ hours: quantity, days: z.number().int().min(1).max(31) })
      .nullable()
      .default(null),
  }),
]);
export type DeclarationInput = z.infer<typeof declarationInputSchema>;

export const declarationRequestSchema = z.object({
  input: declarationInputSchema,
  comment: z.string().trim().max(4000).default(''),
  /** Made by the form; the same key again answers what the first did. */
  requestKey: z.string().min(8).max(100),
});
export type DeclarationRequest = z.infer<typeof declarationRequestSchema>;

export const findingCodes = [
  'not-in-set',
  'no-employment',
  'future-day',
  'duplicate',
  'twice-in-this',
  'home-and-commute',
  'not-a-work-day',
  'more-than-pattern',
  'too-many-units',
  'own-car-fuel',
  'receipt-missing',
  'receipt-used',
  'high-amount',
  'long-day',
  'short-call',
  'overlapping',
  'other-month',
  'empty',
  'next-period',
  'no-period',
  'long-ago',
  'commute-trip',
  'above-maximum',
] as const;
export type FindingCode = (typeof findingCodes)[number];

export const findingSchema = z.object({
  code: z.enum(findingCodes),
  /** 'block': cannot be handed in like this; 'warn': look again; 'info': good to know. */
  severity: z.enum(['block', 'warn', 'info']),
  /** The dates it is about. */
  dates: z.array(date),
  /** Numbers and names for the text. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Finding = z.infer<typeof findingSchema>;

export const lineSchema = z.object({
  componentId: z.string(),
  label: z.string(),
  unit: z.enum(['km', 'day', 'hour', 'eur']),
  taxTreatment: z.enum(['untaxed', 'taxed', 'wkr']),
  date,
  quantity: z.number().int(),
  rate: z.number().int().nullable(),
  rateFrom: date.nullable(),
  /** Cents. */
  amount: z.number().int().nullable(),
});
export type Line = z.infer<typeof lineSchema>;

export const actions = [
  'save',
  'submit',
  'return',
  'approve',
  'reject',
  'process',
  'fail',
  'withdraw',
] as const;
export type DeclarationAction = (typeof actions)[number];

export const declarationEventSchema = z.object({
  at: z.number(),
  personId: z.string(),
  action: z.enum(actions),
  before: z.enum(declarationStatuses).nullable(),
  after: z.enum(declarationStatuses),
  reason: z.string().nullable(),
});

export const declarationSummarySchema = z.object({
  id: z.string(),
  form: z.enum(declarationForms),
  status: z.enum(declarationStatuses),
  name: z.string(),
  employmentId: z.string(),
  isOnCall: z.boolean(),
  fromDate: date,
  toDate: date,
  /** Cents; null where payroll reckons the amount. */
  total: z.number().int().nullable(),
  /** Thousandths per unit, over all lines of a component once. */
  quantities: z.array(z.object({ unit: z.enum(['km', 'day', 'hour', 'eur']), quantity: z.number().int() })),
  createdAt: z.number(),
  submittedAt: z.number().nullable(),
  periodId: z.number().int().nullable(),
  reason: z.string().nullable(),
  flagged: z.boolean(),
});
export type DeclarationSummary = z.infer<typeof declarationSummarySchema>;

export const declarationSchema = declarationSummarySchema.extend({
  input: declarationInputSchema,
  comment: z.string(),
  lines: z.array(lineSchema),
  findings: z.array(findingSchema),
  events: z.array(declarationEventSchema.extend({ person: z.string() })),
  receipts: z.array(
    z.object({ id: z.string(), fileName: z.string(), type: z.string(), bytes: z.number().int() }),
  ),
  replacesId: z.string().nullable(),
  /** What the reader may do with it now. */
  allowed: z.array(z.enum(actions)),
});
export type Declaration = z.infer<typeof declarationSchema>;

export const previewSchema = z.object({
  lines: z.array(lineSchema),
  findings: z.array(findingSchema),
  /** Cents; null where payroll reckons. */
  total: z.number().int().nullable(),
  /** Where it would be paid, yyyypp. */
  periodId: z.number().int().nullable(),
});
export type Preview = z.infer<typeof previewSchema>;

export const declarationQuerySchema = z.object({
  status: z.enum(declarationStatuses).optional(),
  form: z.enum(declarationForms).optional(),
  search: z.string().trim().max(100).default(''),
  onCall: z.enum(onCallFilters).default('with'),
  periodId: z.coerce.number().int().optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
export type DeclarationQuery = z.infer<typeof declarationQuerySchema>;
export const DECLARATION_PAGE = 50;

export const exportRowSchema = z.object({
  employmentId: z.string(),
  employeeNumber: z.number().int(),
  name: z.string(),
  isOnCall: z.boolean(),
  componentKey: z.number().int(),
  description: z.string(),
  unit: z.string(),
  /** Thousandths: the total of the period, as payroll should hold it. */
  quantity: z.number().int(),
  /** Cents; null where payroll reckons. */
  amount: z.number().int().nullable(),
  /** Total of the last export; null for none. */
  before: z.number().int().nullable(),
});
export type ExportRow = z.infer<typeof exportRowSchema>;

/** What somebody can hand in. */
export interface DeclarationOptions {
  set: ComponentSet | null;
  isOnCall: boolean;
  employmentId: string | null;
  workDays: readonly number[];
  periods: readonly PayrollPeriod[];
  today: CalendarDate;
}

export interface ReceiptFile {
  name: string;
  bytes: Uint8Array;
}

/** Checks a receipt and makes it anew without what does not belong in it (place of a photo, scripts of a PDF). Only adapters can. */
export interface ReceiptCleaner {
  /** @throws AppError receipt_unreadable, receipt_too_large */
  clean(
    file: ReceiptFile,
  ): Promise<{ bytes: Uint8Array; type: 'image/jpeg' | 'application/pdf'; sha256: string }>;
}

/** Declarations of one employer; made by createDeclarations in declarations.ts. */
export interface Declarations {
  /** What the actor may hand in today; a null set for who may not. */
  options(actor: Actor): DeclarationOptions;
  /** Lines, sum and findings of what is being filled in; nothing is kept. @throws AppError no_employment */
  preview(actor: Actor, input: DeclarationInput, declarationId?: string): Preview;
  /** Keeps a draft, new or over an own one that can still change. @throws AppError left_employment, no_employment, not_found, declaration_state */
  save(actor: Actor, request: DeclarationRequest, id?: string): Declaration;
  /** Hands in an own draft or returned one. @throws AppError declaration_blocked (with `findings` in data), declaration_state, not_found */
  submit(actor: Actor, id: string): Declaration;
  /** @throws AppError declaration_state, not_found */
  withdraw(actor: Actor, id: string): Declaration;
  /** A new draft with the same content that takes the place of an own one; that one is withdrawn when the new one is handed in. */
  correct(actor: Actor, id: string, requestKey: string): Declaration;
  attach(actor: Actor, id: string, file: ReceiptFile): Promise<Declaration>;
  detach(actor: Actor, id: string, receiptId: string): Promise<Declaration>;
  /** The own one, or one that hr or provider may see. */
  receipt(
    actor: Actor,
    id: string,
    receiptId: string,
  ): Promise<{ bytes: Uint8Array; type: string; fileName: string }>;
  /** @throws AppError not_found */
  read(actor: Actor, id: string): Declaration;
  /** With whom it lies and since when (epoch milliseconds); null when nobody has to do anything. @throws AppError not_found */
  holder(actor: Actor, id: string): { who: string; since: number } | null;
  /** Own declarations, latest first. */
  mine(actor: Actor): DeclarationSummary[];
  /** @throws AppError forbidden unless hr or provider */
  list(actor: Actor, query: DeclarationQuery): { rows: DeclarationSummary[]; total: number };
  /** Approves, rejects or sends back. @throws AppError forbidden unless hr, own_declaration, reason_missing, declaration_state, not_found */
  treat(actor: Actor, id: string, action: 'approve' | 'reject' | 'return', reason?: string): Declaration;
  /**
   * Takes an approved one up into a period, by default the one it lands in.
   * @throws AppError forbidden unless provider, own_declaration, declaration_state, period_closed, not_found
   */
  process(actor: Actor, id: string, periodId?: number): Declaration;
  /** An approved one that payroll cannot take. @throws AppError forbidden unless provider, reason_missing, declaration_state, not_found */
  fail(actor: Actor, id: string, reason: string): Declaration;
  /** Totals per employment and component of what is processed into a period. @throws AppError forbidden unless hr or provider, not_found */
  totals(actor: Actor, periodId: number, onCall: OnCallFilter): ExportRow[];
  /** The same, and notes what was handed over; what did not change since the last time keeps `before` equal to `quantity`. @throws AppError forbidden unless provider */
  exportTotals(actor: Actor, periodId: number, onCall: OnCallFilter): ExportRow[];
}
