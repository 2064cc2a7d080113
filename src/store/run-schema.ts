import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** What goes to payroll in which run, and what became of the run. Quantities in thousandths, amounts in cents, times epoch milliseconds. */

export const runStatuses = [
  'collecting',
  'closed_for_input',
  'checks_done',
  'trial_started',
  'trial_ready',
  'remarks',
  'approved',
  'cancelled',
] as const;
/** Whom a run is for: fixed staff, on-call workers, everybody. */
export const runFilters = ['without', 'only', 'with'] as const;
export const entrySources = ['automatic', 'declaration', 'import'] as const;
export const scopes = ['without', 'only'] as const;

export const payrollRuns = sqliteTable(
  'payroll_runs',
  {
    id: text('id').primaryKey(),
    periodId: integer('period_id').notNull(),
    /** First, second ... of its period. */
    number: integer('number').notNull(),
    onCall: text('on_call', { enum: runFilters }).notNull(),
    status: text('status', { enum: runStatuses }).notNull(),
    /** 1 while the run is open, otherwise null: of an employer's runs at most one is open, the database sees to it. */
    openSlot: integer('open_slot'),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    trialStartedAt: integer('trial_started_at'),
    /** How often it was marked ready; names the mails of each time. */
    round: integer('round').notNull().default(0),
    /** Last day on which the employer should look, 'YYYY-MM-DD'. */
    deadline: text('deadline'),
    approvedAt: integer('approved_at'),
    /** Order of approval over all periods; null unless approved. */
    approvedSeq: integer('approved_seq'),
    /** Of the latest decision that needed one. */
    reason: text('reason'),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('payroll_runs_open').on(t.openSlot),
    uniqueIndex('payroll_runs_number').on(t.periodId, t.number),
    uniqueIndex('payroll_runs_approved').on(t.approvedSeq),
  ],
);

export const runEvents = sqliteTable(
  'run_events',
  {
    runId: text('run_id')
      .notNull()
      .references(() => payrollRuns.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    at: integer('at').notNull(),
    personId: text('person_id').notNull(),
    action: text('action').notNull(),
    before: text('before'),
    after: text('after').notNull(),
    reason: text('reason'),
    /** Numbers that belong to it, such as how many mails or lines; no names, no amounts. */
    data: text('data', { mode: 'json' }).$type<Record<string, string | number>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.seq] })],
);

/**
 * Quantities for payroll. A declaration gets its rows when a trial takes it up; hours of the contract and imported rows stand before that, with
 * no run.
 */
export const payrollEntries = sqliteTable(
  'payroll_entries',
  {
    id: text('id').primaryKey(),
    periodId: integer('period_id').notNull(),
    employmentId: text('employment_id').notNull(),
    runId: text('run_id').references(() => payrollRuns.id),
    componentKey: integer('component_key').notNull(),
    quantity: integer('quantity').notNull(),
    /** Null where payroll reckons. */
    amount: integer('amount'),
    source: text('source', { enum: entrySources }).notNull(),
    /** The declaration, or the run an import was made for; '' for hours of the contract. */
    sourceId: text('source_id').notNull().default(''),
    /** Whether it was an on-call worker when this was written. */
    isOnCall: integer('is_on_call', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('payroll_entries_once').on(t.periodId, t.employmentId, t.componentKey, t.source, t.sourceId),
    index('payroll_entries_run').on(t.runId),
    index('payroll_entries_source').on(t.source, t.sourceId),
  ],
);

/** 'Klaar met muteren' for fixed staff or for on-call workers alone, before the period as a whole is closed. */
export const periodClosings = sqliteTable(
  'period_closings',
  {
    periodId: integer('period_id').notNull(),
    scope: text('scope', { enum: scopes }).notNull(),
    /** The run that closed it; null when the period was closed by hand. */
    runId: text('run_id'),
    closedAt: integer('closed_at').notNull(),
    closedBy: text('closed_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.periodId, t.scope] })],
);

/** What the employer remarks on a trial. */
export const runRemarks = sqliteTable(
  'run_remarks',
  {
    id: text('id').primaryKey(),
    runId: text('run_id')
      .notNull()
      .references(() => payrollRuns.id, { onDelete: 'cascade' }),
    /** Null for a remark about the whole. */
    employmentId: text('employment_id'),
    componentKey: integer('component_key'),
    body: text('body').notNull(),
    personId: text('person_id').notNull(),
    at: integer('at').notNull(),
    /** When HR was content with it; null while it stands open. */
    settledAt: integer('settled_at'),
    /** Of the request that made it; the same request again makes nothing new. */
    requestKey: text('request_key').notNull(),
  },
  (t) => [uniqueIndex('run_remarks_request').on(t.runId, t.requestKey)],
);

export const runAnswers = sqliteTable(
  'run_answers',
  {
    remarkId: text('remark_id')
      .notNull()
      .references(() => runRemarks.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    body: text('body').notNull(),
    personId: text('person_id').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.remarkId, t.seq] })],
);

/** Wages as another program computed them: totals of one employment in one run. */
export const runResults = sqliteTable(
  'run_results',
  {
    runId: text('run_id')
      .notNull()
      .references(() => payrollRuns.id, { onDelete: 'cascade' }),
    employmentId: text('employment_id').notNull(),
    gross: integer('gross').notNull(),
    net: integer('net').notNull(),
    /** Wage tax; null where the file had none. */
    tax: integer('tax'),
    importedAt: integer('imported_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.employmentId] })],
);

export const mailLevels = ['provider', 'employer'] as const;
export const mailLanguages = ['nl', 'en'] as const;

/** Who hears that a trial is ready; the provider's hold where the employer has none of its own. */
export const runMailAddresses = sqliteTable(
  'run_mail_addresses',
  {
    level: text('level', { enum: mailLevels }).notNull(),
    address: text('address').notNull(),
    language: text('language', { enum: mailLanguages }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.address] })],
);

export const runMailTexts = sqliteTable(
  'run_mail_texts',
  {
    level: text('level', { enum: mailLevels }).notNull(),
    language: text('language', { enum: mailLanguages }).notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.language] })],
);

/** That somebody was reminded: one row, one mail. */
export const runReminders = sqliteTable(
  'run_reminders',
  {
    /** 'hours', 'declarations' or 'trial'. */
    kind: text('kind').notNull(),
    /** The period, or the run with its round. */
    subject: text('subject').notNull(),
    /** A person, or an address. */
    recipient: text('recipient').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.subject, t.recipient] })],
);
