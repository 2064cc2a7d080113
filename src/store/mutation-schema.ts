import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { employees, factKinds } from './personnel-schema.ts';

/** What is filled in at once; 'contact' holds up to three values, each a mutation of its own. */
export const mutationForms = ['address', 'contact', 'emergency-contact', 'bank-account'] as const;

/**
 * 'unverified': waits for the link that went to a new e-mail address. 'scheduled': waits for its day. 'stopped': taken back from a mail, by whoever
 * reads the old address. Everything but the first two is final, save that what was applied can be undone.
 */
export const mutationStatuses = [
  'unverified',
  'scheduled',
  'applied',
  'withdrawn',
  'stopped',
  'expired',
  'undone',
] as const;

export type StoredValue = Record<string, unknown>;

export const mutations = sqliteTable(
  'mutations',
  {
    id: text('id').primaryKey(),
    employeeId: text('employee_id')
      .notNull()
      .references(() => employees.id, { onDelete: 'cascade' }),
    /** Who asked for it: the employee's own account. */
    personId: text('person_id').notNull(),
    form: text('form', { enum: mutationForms }).notNull(),
    kind: text('kind', { enum: factKinds }).notNull(),
    mode: text('mode', { enum: ['change', 'correction'] }).notNull(),
    status: text('status', { enum: mutationStatuses }).notNull(),
    /** What held before: when it was asked for, and once it is applied, at that moment. Null for nothing. */
    before: text('before', { mode: 'json' }).$type<StoredValue>(),
    beforeFactId: text('before_fact_id'),
    /** Null takes away what is there. */
    after: text('after', { mode: 'json' }).$type<StoredValue>(),
    /** Calendar date from which it holds. */
    effectiveOn: text('effective_on').notNull(),
    /** Epoch milliseconds: when the waiting period ends, or the link to verify; null for what hangs on its date alone. */
    dueAt: integer('due_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    appliedAt: integer('applied_at'),
    /** The fact that it became. */
    factId: text('fact_id'),
    /** When the reader of the old address said that it was somebody else. */
    reportedAt: integer('reported_at'),
    /** The first mutation of the same request. */
    batchId: text('batch_id').notNull(),
    /** Of the request that made it; the same request again makes nothing new. */
    requestKey: text('request_key').notNull(),
  },
  (t) => [
    uniqueIndex('mutations_request').on(t.personId, t.requestKey, t.kind),
    uniqueIndex('mutations_open').on(t.employeeId, t.kind).where(sql`status IN ('unverified', 'scheduled')`),
    index('mutations_status').on(t.status, t.createdAt),
    index('mutations_created').on(t.createdAt),
    index('mutations_employee').on(t.employeeId, t.createdAt),
    index('mutations_batch').on(t.batchId),
  ],
);

/** Who did what to a mutation; rows are added, never changed. */
export const mutationEvents = sqliteTable(
  'mutation_events',
  {
    mutationId: text('mutation_id')
      .notNull()
      .references(() => mutations.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    at: integer('at').notNull(),
    /** Null for the clock, and for who followed a link in a mail. */
    personId: text('person_id'),
    action: text('action').notNull(),
    before: text('before'),
    after: text('after').notNull(),
  },
  (t) => [primaryKey({ columns: [t.mutationId, t.seq] })],
);

/** Links in mails; only the keyed hash of the token is kept. */
export const mutationLinks = sqliteTable(
  'mutation_links',
  {
    tokenHash: text('token_hash').primaryKey(),
    mutationId: text('mutation_id')
      .notNull()
      .references(() => mutations.id, { onDelete: 'cascade' }),
    purpose: text('purpose', { enum: ['verify', 'report'] }).notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
  },
  (t) => [index('mutation_links_mutation').on(t.mutationId)],
);

/** The code that stands for a second factor, one a person; only its keyed hash is kept. */
export const mutationCodes = sqliteTable('mutation_codes', {
  personId: text('person_id').primaryKey(),
  codeHash: text('code_hash').notNull(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  tries: integer('tries').notNull(),
});
