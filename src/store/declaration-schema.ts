import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { DeclarationInput } from '../declarations/model.ts';
import { declarationForms } from './pay-schema.ts';

/**
 * Loket's statuses (open, goedgekeurd, geweigerd, verwerkt, onverwerkbaar) with three of our own: a draft, sent back for something, and
 * taken back by the employee.
 */
export const declarationStatuses = [
  'draft',
  'submitted',
  'returned',
  'approved',
  'rejected',
  'processed',
  'unprocessable',
  'withdrawn',
] as const;

export const declarations = sqliteTable(
  'declarations',
  {
    id: text('id').primaryKey(),
    employmentId: text('employment_id').notNull(),
    /** Whose it is: a person of the directory. */
    personId: text('person_id').notNull(),
    form: text('form', { enum: declarationForms }).notNull(),
    status: text('status', { enum: declarationStatuses }).notNull(),
    /** As it was filled in. */
    input: text('input', { mode: 'json' }).$type<DeclarationInput>().notNull(),
    comment: text('comment').notNull().default(''),
    /** Of the latest decision that needed one. */
    reason: text('reason'),
    /** Epoch milliseconds. */
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    submittedAt: integer('submitted_at'),
    /** First and last date of its lines. */
    fromDate: text('from_date').notNull(),
    toDate: text('to_date').notNull(),
    /** Cents; null where payroll reckons the amount (hours and days). */
    total: integer('total'),
    /** The period it was processed into, yyyypp. */
    periodId: integer('period_id'),
    /** The declaration it takes the place of. */
    replacesId: text('replaces_id'),
    /** Of the request that made it; the same request again makes nothing new. */
    requestKey: text('request_key').notNull(),
    /** Something for HR to look at, such as a call of less than three hours. */
    flagged: integer('flagged', { mode: 'boolean' }).notNull().default(false),
  },
  (t) => [
    uniqueIndex('declarations_request').on(t.personId, t.requestKey),
    index('declarations_person').on(t.personId, t.createdAt),
    index('declarations_status').on(t.status, t.submittedAt),
    index('declarations_employment').on(t.employmentId, t.toDate),
    index('declarations_period').on(t.periodId, t.status),
  ],
);

/** What goes to payroll: a quantity of a component on a date, with the rate that held. Made anew at every submission. */
export const declarationLines = sqliteTable(
  'declaration_lines',
  {
    declarationId: text('declaration_id')
      .notNull()
      .references(() => declarations.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    componentId: text('component_id').notNull(),
    date: text('date').notNull(),
    /** Thousandths of the unit. */
    quantity: integer('quantity').notNull(),
    /** Milli-euro a unit; null where payroll reckons. */
    rate: integer('rate'),
    /** Since when that rate holds: the version that was used. */
    rateFrom: text('rate_from'),
    /** Cents. */
    amount: integer('amount'),
  },
  (t) => [
    primaryKey({ columns: [t.declarationId, t.seq] }),
    index('declaration_lines_date').on(t.componentId, t.date),
  ],
);

export const declarationEvents = sqliteTable(
  'declaration_events',
  {
    declarationId: text('declaration_id')
      .notNull()
      .references(() => declarations.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    at: integer('at').notNull(),
    personId: text('person_id').notNull(),
    action: text('action').notNull(),
    before: text('before'),
    after: text('after').notNull(),
    reason: text('reason'),
  },
  (t) => [primaryKey({ columns: [t.declarationId, t.seq] })],
);

/** A receipt: its file lies in the store of files under the same id. */
export const receipts = sqliteTable(
  'receipts',
  {
    id: text('id').primaryKey(),
    declarationId: text('declaration_id')
      .notNull()
      .references(() => declarations.id, { onDelete: 'cascade' }),
    fileName: text('file_name').notNull(),
    type: text('type', { enum: ['image/jpeg', 'application/pdf'] }).notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [index('receipts_declaration').on(t.declarationId), index('receipts_sha').on(t.sha256)],
);

/** What was handed to payroll last, per employment, period and component: the next export says only what differs. */
export const payrollExports = sqliteTable(
  'payroll_exports',
  {
    periodId: integer('period_id').notNull(),
    employmentId: text('employment_id').notNull(),
    componentKey: integer('component_key').notNull(),
    /** Thousandths. */
    quantity: integer('quantity').notNull(),
    exportedAt: integer('exported_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.periodId, t.employmentId, t.componentKey] })],
);
