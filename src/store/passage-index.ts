import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { EmployerDb } from './db.ts';

/**
 * The lexical index as a table to insert into (migration 0002). It stands apart from employer-schema.ts because it is a
 * virtual table: drizzle-kit must not make one of it, and its columns cannot be read back.
 */
const passageIndex = sqliteTable('passage_index', {
  rowid: integer('rowid').primaryKey(),
  stems: text('stems').notNull(),
  heading: text('heading').notNull(),
  parts: text('parts').notNull(),
  grams: text('grams').notNull(),
});

/** What stands in the lexical index for one passage: tokens separated by spaces. */
export interface PassageTerms {
  stems: string;
  heading: string;
  parts: string;
  grams: string;
}

/** Gives a function that adds one passage; the statement is prepared once for all. */
export function termInserter(db: EmployerDb): (rowid: number, terms: PassageTerms) => void {
  const insert = db
    .insert(passageIndex)
    .values({
      rowid: sql.placeholder('rowid'),
      stems: sql.placeholder('stems'),
      heading: sql.placeholder('heading'),
      parts: sql.placeholder('parts'),
      grams: sql.placeholder('grams'),
    })
    .prepare();
  return (rowid, { stems, heading, parts, grams }) =>
    void insert.run({ rowid, stems, heading, parts, grams });
}

/** Takes the passages of a document or of one version out of the lexical index; their rows must still be there. */
export function removeTerms(db: EmployerDb, of: { documentId: string } | { versionId: string }): void {
  const condition =
    'documentId' in of ? sql`document_id = ${of.documentId}` : sql`version_id = ${of.versionId}`;
  db.run(sql`DELETE FROM passage_index WHERE rowid IN (SELECT rowid FROM passages WHERE ${condition})`);
}
