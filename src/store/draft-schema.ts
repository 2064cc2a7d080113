import { blob, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Passage } from '../ingestion/model.ts';
import { documentVersions } from './employer-schema.ts';

/**
 * New versions that were read and wait for HR's word. They stand apart from the passages that answer, so that nothing of them can be found
 * before they go live; what is kept is all that going live needs.
 */
export const versionDrafts = sqliteTable('version_drafts', {
  versionId: text('version_id')
    .primaryKey()
    .references(() => documentVersions.id, { onDelete: 'cascade' }),
  /** The title that was encoded with the passages. */
  title: text('title').notNull(),
  /** The file's own title. */
  documentTitle: text('document_title'),
  /** The encoder that made the vectors; null when there was none. */
  encoderId: text('encoder_id'),
  dimension: integer('dimension').notNull(),
});

export const draftPages = sqliteTable(
  'draft_pages',
  {
    versionId: text('version_id')
      .notNull()
      .references(() => versionDrafts.versionId, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    width: real('width').notNull(),
    height: real('height').notNull(),
    text: text('text').notNull(),
  },
  (t) => [primaryKey({ columns: [t.versionId, t.number] })],
);

export const draftPassages = sqliteTable(
  'draft_passages',
  {
    versionId: text('version_id')
      .notNull()
      .references(() => versionDrafts.versionId, { onDelete: 'cascade' }),
    ordinal: integer('ordinal').notNull(),
    passage: text('passage', { mode: 'json' }).$type<Passage>().notNull(),
    /** Float32 little-endian; null without an encoder. */
    vector: blob('vector', { mode: 'buffer' }).$type<Uint8Array>(),
  },
  (t) => [primaryKey({ columns: [t.versionId, t.ordinal] })],
);
