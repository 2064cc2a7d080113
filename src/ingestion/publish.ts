import { and, asc, eq, sql } from 'drizzle-orm';
import type { EmployerDb } from '../store/db.ts';
import {
  documents,
  documentVersions,
  fileRemovals,
  pages,
  passages,
  vectors,
} from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { PassageTerms } from '../store/passage-index.ts';
import { removeTerms, termInserter } from '../store/passage-index.ts';
import { bumpGeneration } from '../store/settings.ts';
import { insertVectors } from '../store/vectors.ts';
import { deleteDraft, insertDraft } from './drafts.ts';
import type { IngestedDocument, Passage } from './model.ts';

/** Pure: the same passage under the same document title always gives the same terms. */
export type PassageAnalyser = (passage: Passage, documentTitle: string) => PassageTerms;

/** Everything that had to be waited for, so that publishing itself is one synchronous transaction. */
export interface PreparedVersion {
  document: IngestedDocument;
  /** The title that `terms` were made with. */
  title: string;
  /** One per passage. */
  terms: readonly PassageTerms[];
  /** One per passage, or null without an encoder. */
  encoded: { encoder: { id: string; dimension: number }; vectors: readonly Float32Array[] } | null;
}

/**
 * 'waiting': it waits for HR's word, the one before answers on. 'superseded': a newer version was live already; 'gone': the version was removed,
 * or is no longer ours to publish.
 */
export type PublishOutcome = 'published' | 'waiting' | 'superseded' | 'gone';

export interface PublishContext {
  analyse: PassageAnalyser;
  nextId: () => string;
  now: number;
}

/**
 * Ends the reading of a version, in one transaction: it goes live, or is kept beside the live one until HR has looked at it.
 * @throws AppError storage_full, file_too_large (a page beyond what a row may hold)
 */
export function publishVersion(
  db: EmployerDb,
  versionId: string,
  prepared: PreparedVersion,
  context: PublishContext,
): PublishOutcome {
  return inTransaction(db, (tx): PublishOutcome => {
    const found = findVersion(tx, versionId);
    if (found?.version.status !== 'processing' || found.document.removedAt !== null) return 'gone';
    const { liveVersionId } = found.document;
    if (liveVersionId === null || found.version.publish === 'direct')
      return goLive(tx, found, prepared, context);
    if (isNewer(tx, liveVersionId, versionId)) {
      retireVersion(tx, versionId, context.now);
      return 'superseded';
    }
    retireWaiting(tx, found.document.id, versionId, context.now);
    insertDraft(tx, versionId, prepared);
    markRead(tx, versionId, 'waiting', prepared.document, context.now);
    return 'waiting';
  });
}

/**
 * Makes a waiting version the one that answers, in one transaction.
 * @param prepared as it was read; nothing is read again, so that what HR saw is what goes live
 */
export function publishWaiting(
  db: EmployerDb,
  versionId: string,
  prepared: PreparedVersion,
  context: PublishContext,
): PublishOutcome {
  return inTransaction(db, (tx): PublishOutcome => {
    const found = findVersion(tx, versionId);
    if (found?.version.status !== 'waiting' || found.document.removedAt !== null) return 'gone';
    return goLive(tx, found, prepared, context);
  });
}

interface FoundVersion {
  version: typeof documentVersions.$inferSelect;
  document: typeof documents.$inferSelect;
}

function findVersion(tx: EmployerDb, versionId: string): FoundVersion | undefined {
  return tx
    .select({ version: documentVersions, document: documents })
    .from(documentVersions)
    .innerJoin(documents, eq(documents.id, documentVersions.documentId))
    .where(eq(documentVersions.id, versionId))
    .get();
}

/**
 * Its rows and index entries come, those of the version before go. Whoever reads sees the old document or the new one, never parts.
 */
function goLive(
  tx: EmployerDb,
  { version, document }: FoundVersion,
  prepared: PreparedVersion,
  context: PublishContext,
): PublishOutcome {
  if (document.liveVersionId !== null && isNewer(tx, document.liveVersionId, version.id)) {
    retireVersion(tx, version.id, context.now);
    return 'superseded';
  }
  if (document.liveVersionId !== null) retireVersion(tx, document.liveVersionId, context.now);
  retireWaiting(tx, document.id, version.id, context.now);
  deleteDraft(tx, version.id);
  const title = version.changes?.title ?? document.title;
  const terms =
    title === prepared.title
      ? prepared.terms
      : prepared.document.passages.map((passage) => context.analyse(passage, title));
  insertContent(tx, version, prepared, terms, context.nextId);
  tx.update(documents)
    .set({ ...version.changes, liveVersionId: version.id, updatedAt: context.now })
    .where(eq(documents.id, document.id))
    .run();
  markRead(tx, version.id, 'ready', prepared.document, context.now);
  bumpGeneration(tx);
  return 'published';
}

/** Older versions that wait are overtaken by this one. */
function retireWaiting(tx: EmployerDb, documentId: string, versionId: string, now: number): void {
  const waiting = tx
    .select({ id: documentVersions.id })
    .from(documentVersions)
    .where(and(eq(documentVersions.documentId, documentId), eq(documentVersions.status, 'waiting')))
    .all();
  for (const { id } of waiting)
    if (id !== versionId && isNewer(tx, versionId, id)) retireVersion(tx, id, now);
}

/** Takes a document and all that hangs on it out of the database; its files are listed in file_removals. Run it inside a transaction. */
export function removeDocumentRows(tx: EmployerDb, documentId: string): void {
  removeTerms(tx, { documentId });
  tx.run(sql`
    INSERT OR IGNORE INTO file_removals (file_id)
    SELECT id FROM document_versions WHERE document_id = ${documentId}`);
  // Answers of HR that rest on it stay to be looked at, without its words.
  tx.run(sql`
    UPDATE curated_answers SET source_place = json_set(source_place, '$.text', '')
    WHERE source_document_id = ${documentId} AND source_place IS NOT NULL`);
  tx.run(sql`
    UPDATE curated_changes SET before = json_set(before, '$.row.sourcePlace.text', '')
    WHERE json_extract(before, '$.row.sourceDocumentId') = ${documentId}`);
  tx.delete(documents).where(eq(documents.id, documentId)).run();
  bumpGeneration(tx);
}

/** Writes the lexical index of a document anew, because its title is part of it. Run it inside a transaction. */
export function reindexDocument(
  tx: EmployerDb,
  documentId: string,
  title: string,
  analyse: PassageAnalyser,
): void {
  const rows = tx
    .select()
    .from(passages)
    .where(eq(passages.documentId, documentId))
    .orderBy(asc(passages.rowid))
    .all();
  removeTerms(tx, { documentId });
  const insertTerms = termInserter(tx);
  for (const { rowid, ...passage } of rows) insertTerms(rowid, analyse(passage, title));
  bumpGeneration(tx);
}

/** Later uploads are newer; rowid decides within one millisecond. */
function isNewer(tx: EmployerDb, versionId: string, thanVersionId: string): boolean {
  const rank = (id: string) => sql`(SELECT created_at, rowid FROM document_versions WHERE id = ${id})`;
  const row = tx.get<{ newer: number }>(sql`SELECT ${rank(versionId)} > ${rank(thanVersionId)} AS newer`);
  return row?.newer === 1;
}

/** Removes what a version answered with, or would, and marks it replaced; its file follows by way of file_removals. Run it inside a transaction. */
export function retireVersion(tx: EmployerDb, versionId: string, now: number): void {
  removeTerms(tx, { versionId });
  deleteDraft(tx, versionId);
  tx.delete(vectors).where(eq(vectors.versionId, versionId)).run();
  tx.delete(passages).where(eq(passages.versionId, versionId)).run();
  tx.delete(pages).where(eq(pages.versionId, versionId)).run();
  tx.update(documentVersions)
    .set({ status: 'replaced', changes: null, updatedAt: now })
    .where(eq(documentVersions.id, versionId))
    .run();
  tx.insert(fileRemovals).values({ fileId: versionId }).onConflictDoNothing().run();
}

function insertContent(
  tx: EmployerDb,
  version: { id: string; documentId: string },
  prepared: PreparedVersion,
  terms: readonly PassageTerms[],
  nextId: () => string,
): void {
  for (const page of prepared.document.pages) {
    tx.insert(pages)
      .values({ versionId: version.id, ...page })
      .run();
  }
  const insertTerms = termInserter(tx);
  const rowids = prepared.document.passages.map((passage, i) => {
    const { rowid } = tx
      .insert(passages)
      .values({ ...passage, id: nextId(), documentId: version.documentId, versionId: version.id })
      .returning({ rowid: passages.rowid })
      .get();
    const passageTerms = terms[i];
    if (passageTerms === undefined) throw new RangeError('a passage without terms');
    insertTerms(rowid, passageTerms);
    return rowid;
  });
  if (prepared.encoded === null) return;
  const { encoder, vectors: all } = prepared.encoded;
  if (all.length !== rowids.length) throw new RangeError('a passage without a vector');
  insertVectors(
    tx,
    version.id,
    encoder,
    prepared.title,
    all.map((vector, i) => ({ id: rowids[i] ?? 0, vector })),
  );
}

function markRead(
  tx: EmployerDb,
  versionId: string,
  status: 'waiting' | 'ready',
  document: IngestedDocument,
  now: number,
): void {
  tx.update(documentVersions)
    .set({
      status,
      stage: 'ready',
      format: document.format,
      pagesRead: document.pages.length,
      pages: document.pages.length,
      passages: document.passages.length,
      health: document.health,
      // What waits still brings its title and dates along.
      ...(status === 'ready' ? { changes: null } : {}),
      errorCode: null,
      errorMessage: null,
      updatedAt: now,
    })
    .where(eq(documentVersions.id, versionId))
    .run();
}
