import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { roles } from '../kernel/actor.ts';

/** Tables of an employer's database for the answers of HR; they stand beside those of employer-schema.ts. Times are epoch milliseconds. */

/** Where the passage stood that an answer of HR rests on, as it was when HR approved it. */
export interface CuratedPlace {
  document: string;
  title: string;
  heading: string;
  page: number;
  /** '' once the document is removed. */
  text: string;
}

export const curatedKinds = ['text', 'passage'] as const;
export const curatedScopes = ['askers', 'on_call', 'everybody'] as const;

/** Questions that HR answered once, for those who ask the same later. */
export const curatedAnswers = sqliteTable('curated_answers', {
  id: text('id').primaryKey(),
  /** In HR's own words, or a passage that HR points at. */
  kind: text('kind', { enum: curatedKinds }).notNull(),
  /** As HR words it. */
  question: text('question').notNull(),
  /** '' where HR points at a passage. */
  answer: text('answer').notNull(),
  scope: text('scope', { enum: curatedScopes }).notNull(),
  status: text('status', { enum: ['active', 'withdrawn'] }).notNull(),
  sourceDocumentId: text('source_document_id'),
  /** Fingerprint of the passage's text when HR approved; another text makes the answer one to look at. */
  sourceHash: text('source_hash'),
  sourcePlace: text('source_place', { mode: 'json' }).$type<CuratedPlace>(),
  approvedBy: text('approved_by').notNull(),
  approvedName: text('approved_name').notNull(),
  approvedRole: text('approved_role', { enum: roles }).notNull(),
  approvedAt: integer('approved_at').notNull(),
  /** Counts changes; who changes names the one that was read. */
  revision: integer('revision').notNull(),
  /** How often it was given to somebody who asked later. */
  uses: integer('uses').notNull().default(0),
  lastUsedAt: integer('last_used_at'),
  createdAt: integer('created_at').notNull(),
});

/** The questions a curated answer is found by, redacted; the vector is a cache of its encoder. */
export const curatedWordings = sqliteTable(
  'curated_wordings',
  {
    id: text('id').primaryKey(),
    answerId: text('answer_id')
      .notNull()
      .references(() => curatedAnswers.id, { onDelete: 'cascade' }),
    question: text('question').notNull(),
    encoderId: text('encoder_id'),
    /** Float32 little-endian. */
    vector: blob('vector', { mode: 'buffer' }).$type<Uint8Array>(),
  },
  (t) => [index('curated_wordings_answer').on(t.answerId)],
);

/** What a change of a curated answer takes back. */
export interface CuratedBefore {
  /** The answer as it was. */
  row?: Omit<typeof curatedAnswers.$inferSelect, 'id' | 'revision' | 'uses' | 'lastUsedAt' | 'createdAt'>;
  /** The group of unanswered questions that was closed with it. */
  groupId?: string;
}

/** Who changed which curated answer when; `revision` is the one the change made. */
export const curatedChanges = sqliteTable(
  'curated_changes',
  {
    answerId: text('answer_id')
      .notNull()
      .references(() => curatedAnswers.id, { onDelete: 'cascade' }),
    revision: integer('revision').notNull(),
    change: text('change', { enum: ['created', 'extended', 'edited', 'withdrawn', 'undone'] }).notNull(),
    personId: text('person_id').notNull(),
    at: integer('at').notNull(),
    before: text('before', { mode: 'json' }).$type<CuratedBefore>(),
  },
  (t) => [primaryKey({ columns: [t.answerId, t.revision] })],
);
