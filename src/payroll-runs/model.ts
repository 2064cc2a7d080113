import { z } from 'zod';
import { runFilters, runStatuses, scopes } from '../store/run-schema.ts';
import { comparisonSchema, differenceSchema, headerSchema, periodId, personShape } from './report-model.ts';

export type RunStatus = (typeof runStatuses)[number];
export type RunFilter = (typeof runFilters)[number];
export type Scope = (typeof scopes)[number];

const date = z.iso.date('Gebruik een bestaande datum als 2026-01-31.');
/** Cents. */
const cents = z.number().int();

export const runActions = [
  'close',
  'reopen',
  'check',
  'start',
  'ready',
  'return',
  'approve',
  'cancel',
  'undo',
] as const;
export type RunAction = (typeof runActions)[number];

export const runSchema = z.object({
  id: z.string(),
  /** yyyypp. */
  periodId: z.number().int(),
  number: z.number().int(),
  /** 'without': fixed staff; 'only': on-call workers; 'with': everybody. */
  onCall: z.enum(runFilters),
  status: z.enum(runStatuses),
  createdBy: z.string(),
  createdAt: z.number(),
  trialStartedAt: z.number().nullable(),
  round: z.number().int(),
  deadline: date.nullable(),
  approvedAt: z.number().nullable(),
  reason: z.string().nullable(),
  /** Employments and lines in it now. */
  employments: z.number().int(),
  lines: z.number().int(),
  openRemarks: z.number().int(),
  /** What the reader may do with it now. */
  allowed: z.array(z.enum(runActions)),
});
export type Run = z.infer<typeof runSchema>;

export const runEventSchema = z.object({
  at: z.number(),
  personId: z.string(),
  person: z.string(),
  action: z.string(),
  before: z.string().nullable(),
  after: z.string(),
  reason: z.string().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type RunEvent = z.infer<typeof runEventSchema>;

export const periodOverviewSchema = z.object({
  id: z.number().int(),
  kind: z.enum(['month', 'four-weeks']),
  startsOn: date,
  endsOn: date,
  closesOn: date,
  closedAt: z.number().nullable(),
  /** Who can hand in nothing any more, before the period as a whole is closed. */
  closedScopes: z.array(z.enum(scopes)),
  runs: z.array(runSchema),
  mayClose: z.boolean(),
  mayReopen: z.boolean(),
});
export type PeriodOverview = z.infer<typeof periodOverviewSchema>;

export const newRunSchema = z.object({ periodId, onCall: z.enum(runFilters) });
export type NewRun = z.infer<typeof newRunSchema>;

export const runStepSchema = z.object({
  action: z.enum(runActions),
  reason: z.string().trim().max(2000).default(''),
  /** With 'ready': until when the employer should look; by default five days from today. */
  deadline: date.optional(),
});
export type RunStep = z.infer<typeof runStepSchema>;

export const automaticResultSchema = z.object({
  made: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  kept: z.number().int(),
});
export type AutomaticResult = z.infer<typeof automaticResultSchema>;

export const remarkInputSchema = z.object({
  employmentId: z.string().max(100).nullable().default(null),
  componentKey: z.number().int().nullable().default(null),
  body: z.string().trim().min(1).max(2000),
  requestKey: z.string().min(8).max(100),
});
export type RemarkInput = z.infer<typeof remarkInputSchema>;

export const remarkSchema = z.object({
  id: z.string(),
  employmentId: z.string().nullable(),
  componentKey: z.number().int().nullable(),
  body: z.string(),
  person: z.string(),
  at: z.number(),
  settledAt: z.number().nullable(),
  answers: z.array(z.object({ body: z.string(), person: z.string(), at: z.number() })),
});
export type Remark = z.infer<typeof remarkSchema>;

export const resultRowSchema = z.object({
  ...personShape,
  gross: cents,
  net: cents,
  tax: cents.nullable(),
  /** Of the run before for the same employment; null for none. */
  grossBefore: cents.nullable(),
  netBefore: cents.nullable(),
  /** Tenths of a per cent; null without a run before. */
  permille: z.number().int().nullable(),
});
export type ResultRow = z.infer<typeof resultRowSchema>;

export const trialSchema = z.object({
  run: runSchema,
  header: headerSchema,
  previous: comparisonSchema.shape.previous,
  /** What changed against the last period, but for what only the number of working days explains. */
  changes: z.array(differenceSchema),
  /** Employments whose hours differ by the number of working days alone. */
  calendarOnly: z.number().int(),
  unchanged: z.number().int(),
  remarks: z.array(remarkSchema),
  results: z.array(resultRowSchema),
});
export type Trial = z.infer<typeof trialSchema>;

export const lineFaultCodes = [
  'not-a-csv',
  'no-lines',
  'too-many-lines',
  'column-missing',
  'number-unclear',
  'employee-unknown',
  'employee-twice',
  'not-in-run',
  'component-unknown',
  'amount-unclear',
  'quantity-unclear',
  'net-above-gross',
] as const;
export const lineFaultSchema = z.object({
  /** As a spreadsheet counts; 1 for the head. */
  line: z.number().int(),
  code: z.enum(lineFaultCodes),
  /** What stands there. */
  value: z.string(),
});
export type LineFault = z.infer<typeof lineFaultSchema>;

export const importSchema = z.object({ csv: z.string().min(1).max(2_000_000) });
export const importResultSchema = z.object({
  /** False: nothing was kept, `faults` say why. */
  accepted: z.boolean(),
  lines: z.number().int(),
  faults: z.array(lineFaultSchema),
});
export type ImportResult = z.infer<typeof importResultSchema>;
