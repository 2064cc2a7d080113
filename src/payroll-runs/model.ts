import { z } from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { onOneLine } from '../kernel/one-line.ts';
import { type OnCallFilter, onCallFilters } from '../personnel/model.ts';
import { componentUnits } from '../store/pay-schema.ts';
import {
  entrySources,
  mailLanguages,
  mailLevels,
  runFilters,
  runStatuses,
  scopes,
} from '../store/run-schema.ts';

export type RunStatus = (typeof runStatuses)[number];
export type RunFilter = (typeof runFilters)[number];
export type Scope = (typeof scopes)[number];
export type EntrySource = (typeof entrySources)[number];
export type MailLevel = (typeof mailLevels)[number];
export type MailLanguage = (typeof mailLanguages)[number];

const date = z.iso.date('Gebruik een bestaande datum als 2026-01-31.');
const periodId = z.number().int().min(190001).max(299953);
/** Thousandths of a unit. */
const quantity = z.number().int();
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

/** What a report is about; named in its header and in its export. */
export const viewQuerySchema = z.object({
  periodId: z.coerce.number().pipe(periodId),
  onCall: z.enum(onCallFilters).default('with'),
  /** Only components of this set; all when absent. */
  setId: z.string().max(100).optional(),
  /** Only what is in this run, or would be. */
  runId: z.string().max(100).optional(),
});
export type ViewQuery = z.infer<typeof viewQuerySchema>;

export const comparisonQuerySchema = viewQuerySchema.extend({
  /** Per cent from which a difference stands out. */
  threshold: z.coerce.number().int().min(0).max(1000).default(5),
});
export type ComparisonQuery = z.infer<typeof comparisonQuerySchema>;

/** The filter of a report in full, so that nobody takes a part for the whole. */
export const headerSchema = z.object({
  periodId: z.number().int(),
  startsOn: date,
  endsOn: date,
  kind: z.enum(['month', 'four-weeks']),
  onCall: z.enum(onCallFilters),
  set: z.object({ id: z.string(), name: z.string() }).nullable(),
  run: z.object({ id: z.string(), number: z.number().int(), status: z.enum(runStatuses) }).nullable(),
  /** Employments of the period that the filter leaves out. */
  leftOut: z.number().int(),
});
export type Header = z.infer<typeof headerSchema>;

export const cellSchema = z.object({
  key: z.number().int(),
  quantity,
  amount: cents.nullable(),
  sources: z.array(z.enum(entrySources)),
});
export type Cell = z.infer<typeof cellSchema>;

export const componentColumnSchema = z.object({
  key: z.number().int(),
  description: z.string(),
  unit: z.enum(componentUnits),
});
export type ComponentColumn = z.infer<typeof componentColumnSchema>;

const personShape = {
  employmentId: z.string(),
  employeeNumber: z.number().int(),
  name: z.string(),
  isOnCall: z.boolean(),
};

export const gridSchema = z.object({
  header: headerSchema,
  components: z.array(componentColumnSchema),
  rows: z.array(
    z.object({
      ...personShape,
      /** Began or ended in this period. */
      change: z.enum(['new', 'left']).nullable(),
      cells: z.array(cellSchema),
    }),
  ),
  totals: z.array(z.object({ key: z.number().int(), quantity, amount: cents.nullable() })),
});
export type Grid = z.infer<typeof gridSchema>;

export const checkCodes = [
  'automatic-missing',
  'no-contract-hours',
  'missing-hours',
  'above-pattern',
  'long-hours',
  'far-from-last',
  'negative',
  'not-processed',
  'not-treated',
  'not-in-set',
  'in-no-run',
  'new-employee',
  'left-employee',
  'result-missing',
] as const;
export type CheckCode = (typeof checkCodes)[number];

export const checkSchema = z.object({
  code: z.enum(checkCodes),
  /** 'block': the checks cannot be called done; 'warn': look again; 'info': good to know. */
  severity: z.enum(['block', 'warn', 'info']),
  ...personShape,
  /** Numbers and names for the text; quantities in thousandths. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Check = z.infer<typeof checkSchema>;
export const checksSchema = z.object({ header: headerSchema, checks: z.array(checkSchema) });
export type Checks = z.infer<typeof checksSchema>;

export const causeKinds = [
  'new-hire',
  'leaver',
  'declaration',
  'mutation',
  'rate',
  'on-call',
  'import',
  'calendar',
  'unknown',
] as const;
export type CauseKind = (typeof causeKinds)[number];
export const causeSchema = z.object({
  kind: z.enum(causeKinds),
  /** A date, a field of the employment, a number of declarations: what the text needs. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Cause = z.infer<typeof causeSchema>;

export const differenceSchema = z.object({
  ...personShape,
  key: z.number().int(),
  description: z.string(),
  unit: z.enum(componentUnits),
  before: quantity,
  now: quantity,
  amountBefore: cents.nullable(),
  amountNow: cents.nullable(),
  difference: quantity,
  /** Tenths of a per cent of what was before; null when that was nothing. */
  permille: z.number().int().nullable(),
  /** At or above the threshold. */
  above: z.boolean(),
  causes: z.array(causeSchema),
});
export type Difference = z.infer<typeof differenceSchema>;

export const comparisonSchema = z.object({
  header: headerSchema,
  threshold: z.number().int(),
  previous: z.object({ periodId: z.number().int(), startsOn: date, endsOn: date, known: z.boolean() }),
  rows: z.array(differenceSchema),
  unchanged: z.number().int(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const mutationKinds = ['declaration', 'employment', 'new-employment', 'rate', 'data'] as const;
export const mutationRowSchema = z.object({
  at: z.number(),
  person: z.string(),
  kind: z.enum(mutationKinds),
  /** Null for what concerns everybody, such as a rate. */
  employmentId: z.string().nullable(),
  name: z.string(),
  isOnCall: z.boolean().nullable(),
  /** A field, a form of declaration, the label of a component. */
  field: z.string(),
  before: z.string(),
  after: z.string(),
});
export type MutationRow = z.infer<typeof mutationRowSchema>;
export const mutationReportSchema = z.object({
  header: headerSchema,
  /** Since the trial of the last approved run for the same people, otherwise since the period began; epoch milliseconds. */
  since: z.number(),
  sinceRun: z.number().int().nullable(),
  rows: z.array(mutationRowSchema),
});
export type MutationReport = z.infer<typeof mutationReportSchema>;

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

const address = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('Vul een e-mailadres in, zoals naam@bedrijf.nl.'));
export const mailAddressSchema = z.object({ address, language: z.enum(mailLanguages).default('nl') });
export type MailAddress = z.infer<typeof mailAddressSchema>;

export const MAX_MAIL_BODY = 4000;
export const mailTextSchema = z.object({
  subject: z.string().overwrite(onOneLine).min(1).max(150),
  body: z.string().trim().min(1).max(MAX_MAIL_BODY),
});
export type RunMailText = z.infer<typeof mailTextSchema>;

export const mailFaultCodes = [
  'placeholder-unknown',
  'placeholder-personal',
  'link-missing',
  'amount',
  'name',
] as const;
export const mailFaultSchema = z.object({
  field: z.enum(['subject', 'body']),
  code: z.enum(mailFaultCodes),
  value: z.string(),
});
export type MailFault = z.infer<typeof mailFaultSchema>;

export const mailSettingsSchema = z.object({
  level: z.enum(mailLevels),
  addresses: z.array(mailAddressSchema),
  /** Null where this level has no text of its own. */
  texts: z.object({ nl: mailTextSchema.nullable(), en: mailTextSchema.nullable() }),
});
export type MailSettings = z.infer<typeof mailSettingsSchema>;

export const mailOverviewSchema = z.object({
  provider: mailSettingsSchema,
  employer: mailSettingsSchema,
  /** What holds now. */
  effective: z.object({
    addresses: z.array(mailAddressSchema.extend({ from: z.enum(['employer', 'provider', 'hr']) })),
    texts: z.object({ nl: mailTextSchema, en: mailTextSchema }),
  }),
});
export type MailOverview = z.infer<typeof mailOverviewSchema>;

export const mailPreviewSchema = z.object({
  subject: z.string(),
  text: z.string(),
  faults: z.array(mailFaultSchema),
});
export type MailPreview = z.infer<typeof mailPreviewSchema>;

export const mailChangeSchema = z.object({
  level: z.enum(mailLevels),
  addresses: z.array(mailAddressSchema).max(20).optional(),
  /** Null takes the text of this level away, so that the one below it holds. */
  texts: z
    .object({ nl: mailTextSchema.nullable().optional(), en: mailTextSchema.nullable().optional() })
    .optional(),
});
export type MailChange = z.infer<typeof mailChangeSchema>;

/** A file to take along. */
export interface Download {
  fileName: string;
  content: string;
}
export const downloadKinds = ['grid', 'checks', 'mutations', 'comparison'] as const;
export type DownloadKind = (typeof downloadKinds)[number];

/** One call of Loket's `PATCH .../payrollperioddata`; see declarations/payroll-data.ts. */
export const payrollDataSchema = z.array(
  z.object({
    employmentId: z.string(),
    payrollPeriod: z.object({ year: z.number().int(), periodNumber: z.number().int() }),
    payrollComponents: z.array(
      z.object({ payrollComponent: z.object({ key: z.number().int() }), value: z.number() }),
    ),
  }),
);
export type PayrollData = z.infer<typeof payrollDataSchema>;

export type { OnCallFilter };

/**
 * Periods, runs and trials of one employer; made by createPayrollRuns in runs.ts. Everything is for provider and hr alone: the provider
 * works, hr reads, remarks and approves. `origin` is where links in mails lead.
 */
export interface PayrollRuns {
  /** @throws AppError forbidden unless hr or provider */
  periods(actor: Actor, year: number): PeriodOverview[];
  /** 'Klaar met muteren' for everybody at once. @throws AppError forbidden unless provider, not_found, period_closed */
  closePeriod(actor: Actor, periodId: number): PeriodOverview;
  /** @throws AppError forbidden unless provider, not_found, period_run_approved, run_open (a run of it is past collecting) */
  reopenPeriod(actor: Actor, periodId: number): PeriodOverview;
  /** Fills in the hours of contracts; the same again changes nothing. @throws AppError forbidden unless provider, not_found */
  fillHours(actor: Actor, periodId: number): AutomaticResult;

  /** Latest first. */
  list(actor: Actor): Run[];
  read(actor: Actor, runId: string): Run;
  /** @throws AppError forbidden unless provider, not_found, run_open while another is open */
  create(actor: Actor, input: NewRun): Run;
  /**
   * One step of a run.
   * @throws AppError forbidden, not_found, run_state, run_own, run_not_last, run_open, run_checks_open, run_empty, run_remarks_open, reason_missing,
   * period_closed, mail_addresses_missing, mail_text_unfit
   */
  act(actor: Actor, runId: string, step: RunStep, origin: string | null): Run;
  events(actor: Actor, runId: string): RunEvent[];

  grid(actor: Actor, query: ViewQuery): Grid;
  checks(actor: Actor, query: ComparisonQuery): Checks;
  mutations(actor: Actor, query: ViewQuery): MutationReport;
  comparison(actor: Actor, query: ComparisonQuery): Comparison;
  /** A report as CSV; the filter stands in its name and first lines. */
  download(actor: Actor, kind: DownloadKind, query: ComparisonQuery): Download;

  /** What payroll should hold after this run: totals per employment, period and component. @throws AppError forbidden unless provider, run_state before the trial */
  exportRun(actor: Actor, runId: string): Download;
  payrollData(actor: Actor, runId: string): PayrollData;

  /** @throws AppError not_found for hr before the trial is ready */
  trial(actor: Actor, runId: string): Trial;
  /** @throws AppError forbidden unless hr, run_state unless a trial is ready or sent back, not_found for a line that is not there */
  remark(actor: Actor, runId: string, input: RemarkInput): Remark;
  /** @throws AppError forbidden unless provider */
  answer(actor: Actor, runId: string, remarkId: string, body: string): Remark;
  /** @throws AppError forbidden unless hr */
  settle(actor: Actor, runId: string, remarkId: string): Remark;

  /** Totals per employee that another program computed; all lines or none. @throws AppError forbidden unless provider, run_state */
  importResults(actor: Actor, runId: string, csv: string): ImportResult;
  /** Quantities per employee and component, into the run that collects. @throws AppError forbidden unless provider, run_state */
  importEntries(actor: Actor, runId: string, csv: string): ImportResult;

  mail(actor: Actor): MailOverview;
  /** A provider's default goes to every employer where this person works as provider. @throws AppError forbidden, mail_text_unfit with `faults` */
  setMail(actor: Actor, change: MailChange): MailOverview;
  previewMail(actor: Actor, text: RunMailText, language: MailLanguage): MailPreview;

  /** Reminders that are due, once each; called by the clock. @returns how many mails */
  tick(employerId: string): number;
}
