import { and, eq, inArray, isNull } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import type { DocumentChanges, publishings } from '../store/employer-schema.ts';
import { documents, documentVersions, fileRemovals } from '../store/employer-schema.ts';
import type { DocumentRow } from './document-access.ts';
import { findDocument } from './document-access.ts';
import type { CheckedFile } from './document-files.ts';
import type { DocumentInput } from './model.ts';

/** A version about to be written: its file is in the file store under `versionId`. */
export interface NewVersion extends CheckedFile {
  versionId: string;
  documentId: string;
  sha256: string;
  bytes: number;
  publish: (typeof publishings)[number];
}

/**
 * Refuses a file that is in this employer file already, waiting versions included. A failed twin does not count, as sending
 * the file again is a fair way to try again; nor does one of a document that HR set aside.
 * @throws AppError document_duplicate with data.documentId
 */
export function refuseTwin(db: EmployerDb, sha256: string): void {
  const twin = db
    .select({ documentId: documentVersions.documentId })
    .from(documentVersions)
    .innerJoin(documents, eq(documents.id, documentVersions.documentId))
    .where(
      and(
        eq(documentVersions.sha256, sha256),
        inArray(documentVersions.status, ['queued', 'processing', 'waiting', 'ready']),
        isNull(documents.removedAt),
      ),
    )
    .get();
  if (twin) throw new AppError('document_duplicate', { data: { documentId: twin.documentId } });
}

/** @throws AppError document_period_reversed when the first day lies after the last */
export function checkPeriod(period: { validFrom?: string | null; validTo?: string | null }): void {
  const { validFrom, validTo } = period;
  if (validFrom && validTo && validFrom > validTo) throw new AppError('document_period_reversed');
}

/**
 * The Assistant answers everybody who may ask, so it may only use what every employee may read.
 * @throws AppError document_not_readable_by_employees
 */
export function checkReadable(document: { usedByAssistant: boolean; visibility: string }): void {
  if (document.usedByAssistant && document.visibility !== 'employees') {
    throw new AppError('document_not_readable_by_employees');
  }
}

/** What the document becomes with this input; `current` fills in what the input leaves open. */
export function changesFrom(input: DocumentInput, current: DocumentRow | null): DocumentChanges {
  return {
    title: input.title,
    kind: input.kind,
    validFrom: input.validFrom ?? null,
    validTo: input.validTo ?? null,
    visibility: input.visibility ?? current?.visibility ?? 'employees',
    precedence: input.precedence ?? current?.precedence ?? 0,
  };
}

/** Notes a file as not needed yet, so that it is cleared away when the upload does not come to its end. */
export function announceFile(db: EmployerDb, fileId: string): void {
  db.insert(fileRemovals).values({ fileId }).run();
}

/**
 * Writes the rows of an upload and takes its file off the list of removals. Run it inside a transaction.
 * @throws AppError document_duplicate (sent twice at once), not_found (the document was removed meanwhile)
 */
export function insertVersion(
  tx: EmployerDb,
  file: NewVersion,
  changes: DocumentChanges,
  replaces: boolean,
  now: number,
): void {
  refuseTwin(tx, file.sha256);
  if (replaces) checkReadable({ ...findDocument(tx, file.documentId), visibility: changes.visibility });
  else
    tx.insert(documents)
      .values({ id: file.documentId, ...changes, createdAt: now, updatedAt: now })
      .run();
  tx.insert(documentVersions)
    .values({
      id: file.versionId,
      documentId: file.documentId,
      fileName: file.fileName,
      format: file.format,
      sha256: file.sha256,
      bytes: file.bytes,
      status: 'queued',
      changes: replaces ? changes : null,
      publish: file.publish,
      createdAt: now,
      updatedAt: now,
    })
    .run();
  tx.delete(fileRemovals).where(eq(fileRemovals.fileId, file.versionId)).run();
}
