import { and, eq } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { documentVersions } from '../store/employer-schema.ts';
import type { DocumentRow } from './document-access.ts';
import { findDocument, liveVersionOf } from './document-access.ts';
import type { VersionRow } from './document-view.ts';
import type { VersionFacts } from './model.ts';

/** A version of a document by its id. @throws AppError not_found, also for one that was replaced */
export function findVersion(
  db: EmployerDb,
  documentId: string,
  versionId: string,
): { document: DocumentRow; version: VersionRow } {
  const document = findDocument(db, documentId);
  const version = db
    .select()
    .from(documentVersions)
    .where(and(eq(documentVersions.id, versionId), eq(documentVersions.documentId, documentId)))
    .get();
  if (!version || version.status === 'replaced') throw new AppError('not_found');
  return { document, version };
}

/** @throws AppError not_found unless it waits */
export function findWaiting(db: EmployerDb, documentId: string, versionId: string) {
  const found = findVersion(db, documentId, versionId);
  if (found.version.status !== 'waiting') throw new AppError('not_found');
  return found;
}

/** The live version, or the waiting one that is named. @throws AppError not_found, document_not_ready */
export function versionFacts(db: EmployerDb, documentId: string, versionId?: string): VersionFacts {
  const live = findDocument(db, documentId).liveVersionId;
  const id = versionId ?? liveVersionOf(findDocument(db, documentId));
  const { version } = id === live ? findVersion(db, documentId, id) : findWaiting(db, documentId, id);
  const { fileName, format, pages, health } = version;
  const status = version.status === 'waiting' ? 'waiting' : 'ready';
  return { versionId: id, status, fileName, format, pages, health };
}

/** Where the file of a version is, once it is live or waits. @throws AppError not_found */
export function versionSource(db: EmployerDb, documentId: string, versionId: string) {
  const { fileName, format } = versionFacts(db, documentId, versionId);
  return { fileId: versionId, fileName, format };
}
