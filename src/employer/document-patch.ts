import { and, eq, isNotNull } from 'drizzle-orm';
import type { PassageAnalyser } from '../ingestion/publish.ts';
import { reindexDocument } from '../ingestion/publish.ts';
import type { EmployerDb } from '../store/db.ts';
import type { DocumentChanges, publishings } from '../store/employer-schema.ts';
import { documents, documentVersions } from '../store/employer-schema.ts';
import { findDocument } from './document-access.ts';
import { checkPeriod, checkReadable } from './document-upload.ts';
import type { DocumentPatch } from './model.ts';

/**
 * Changes facts of a document, and of what waiting versions would make of it: HR's last word stands. Run it inside a
 * transaction.
 * @throws AppError not_found, bad_request, document_not_readable_by_employees
 */
export function patchDocument(
  tx: EmployerDb,
  documentId: string,
  patch: DocumentPatch,
  context: { analyse: PassageAnalyser; now: number },
): void {
  const document = findDocument(tx, documentId);
  const usedByAssistant = patch.usedByAssistant ?? document.usedByAssistant;
  const changes = merge(document, patch);
  checkPeriod(changes);
  checkReadable({ ...changes, usedByAssistant });
  for (const waiting of waitingChanges(tx, documentId)) {
    const { validFrom, validTo } = waiting.changes;
    const merged = merge(waiting.changes, patch);
    // The old version until the end of the year, the new one after it: what waits keeps its own period.
    const next = waiting.publish === 'wait' ? { ...merged, validFrom, validTo } : merged;
    checkReadable({ ...next, usedByAssistant });
    tx.update(documentVersions).set({ changes: next }).where(eq(documentVersions.id, waiting.id)).run();
  }
  tx.update(documents)
    .set({ ...changes, usedByAssistant, updatedAt: context.now })
    .where(eq(documents.id, documentId))
    .run();
  if (changes.title !== document.title) reindexDocument(tx, documentId, changes.title, context.analyse);
}

/** Only what the patch names changes; null clears a date. */
function merge(current: DocumentChanges, patch: DocumentPatch): DocumentChanges {
  return {
    title: patch.title ?? current.title,
    kind: patch.kind ?? current.kind,
    validFrom: patch.validFrom === undefined ? current.validFrom : patch.validFrom,
    validTo: patch.validTo === undefined ? current.validTo : patch.validTo,
    visibility: patch.visibility ?? current.visibility,
    precedence: patch.precedence ?? current.precedence,
  };
}

interface WaitingChanges {
  id: string;
  publish: (typeof publishings)[number];
  changes: DocumentChanges;
}

function waitingChanges(tx: EmployerDb, documentId: string): WaitingChanges[] {
  const { id, publish, changes } = documentVersions;
  return tx
    .select({ id, publish, changes })
    .from(documentVersions)
    .where(and(eq(documentVersions.documentId, documentId), isNotNull(documentVersions.changes)))
    .all()
    .flatMap(({ changes: some, ...rest }) => (some === null ? [] : [{ ...rest, changes: some }]));
}
