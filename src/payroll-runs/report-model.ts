import { z } from 'zod';
import { onCallFilters } from '../personnel/model.ts';
import { componentUnits } from '../store/pay-schema.ts';
import { entrySources, runStatuses } from '../store/run-schema.ts';

export type EntrySource = (typeof entrySources)[number];

const date = z.iso.date('Gebruik een bestaande datum als 2026-01-31.');
/** yyyypp. */
export const periodId = z.number().int().min(190001).max(299953);
/** Thousandths of a unit. */
const quantity = z.number().int();
/** Cents. */
const cents = z.number().int();

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

/** Whose line it is. */
export const personShape = {
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
