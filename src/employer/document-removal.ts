import { and, desc, eq, inArray, isNotNull, lte } from 'drizzle-orm';
import { removeDocumentRows } from '../ingestion/publish.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { documents, documentVersions } from '../store/employer-schema.ts';
import { bumpGeneration } from '../store/settings.ts';
import { refuseTwin } from './document-upload.ts';
import type { RemovedDocument } from './model.ts';

/** So long a removal can be taken back, in milliseconds. */
export const UNDO_MS = 60_000;

const underWork = inArray(documentVersions.status, ['queued', 'processing']);

/**
 * Takes a document out of every list and answer. Without a live version nothing can answer from it, whoever asks; its rows stay until the purge.
 * What was being read of it waits. Run it inside a transaction.
 * @returns ids of the versions whose reading stops
 * @throws AppError not_found
 */
export function setAsideRows(tx: EmployerDb, documentId: string, now: number): string[] {
  const document = tx.select().from(documents).where(eq(documents.id, documentId)).get();
  if (document === undefined) throw new AppError('not_found');
  if (document.removedAt !== null) return [];
  tx.update(documents)
    .set({ removedAt: now, removedVersionId: document.liveVersionId, liveVersionId: null })
    .where(eq(documents.id, documentId))
    .run();
  bumpGeneration(tx);
  return tx
    .update(documentVersions)
    .set({ status: 'queued', stage: 'queued', updatedAt: now })
    .where(and(eq(documentVersions.documentId, documentId), underWork))
    .returning({ id: documentVersions.id })
    .all()
    .map(({ id }) => id);
}

/**
 * Puts a document back as it was. Run it inside a transaction.
 * @returns ids of the versions that are to be read
 * @throws AppError not_found, document_duplicate (one of its files was sent again meanwhile)
 */
export function restoreRows(tx: EmployerDb, documentId: string): string[] {
  const document = tx.select().from(documents).where(eq(documents.id, documentId)).get();
  if (document === undefined) throw new AppError('not_found');
  if (document.removedAt === null) return [];
  const versions = tx
    .select()
    .from(documentVersions)
    .where(eq(documentVersions.documentId, documentId))
    .all();
  for (const { status, sha256 } of versions)
    if (status !== 'replaced' && status !== 'failed') refuseTwin(tx, sha256);
  tx.update(documents)
    .set({ removedAt: null, removedVersionId: null, liveVersionId: document.removedVersionId })
    .where(eq(documents.id, documentId))
    .run();
  bumpGeneration(tx);
  return versions.filter(({ status }) => status === 'queued').map(({ id }) => id);
}

/** Documents that can still be put back, the last removed first. */
export function removedDocuments(db: EmployerDb, now: number): RemovedDocument[] {
  return db
    .select()
    .from(documents)
    .where(isNotNull(documents.removedAt))
    .orderBy(desc(documents.removedAt))
    .all()
    .map(({ id, title, removedAt }) => {
      const purgeAt = (removedAt ?? 0) + UNDO_MS;
      return { id, title, purgeAt, undoMs: Math.max(0, purgeAt - now) };
    });
}

/**
 * Removes for good what was set aside long enough ago; its files are listed in file_removals. Run it inside a transaction.
 * @returns ids of the versions that are gone
 */
export function purgeRows(tx: EmployerDb, now: number): string[] {
  const due = tx
    .select({ id: documents.id })
    .from(documents)
    .where(lte(documents.removedAt, now - UNDO_MS))
    .all();
  return due.flatMap(({ id }) => {
    const versions = versionIds(tx, id);
    removeDocumentRows(tx, id);
    return versions;
  });
}

export function versionIds(db: EmployerDb, documentId: string): string[] {
  return db
    .select({ id: documentVersions.id })
    .from(documentVersions)
    .where(eq(documentVersions.documentId, documentId))
    .all()
    .map((row) => row.id);
}
