import { eq } from 'drizzle-orm';
import { removeDocumentRows } from '../ingestion/publish.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { documentVersions } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { findDocument, openToManage } from './document-access.ts';
import { checkFile, sha256Hex } from './document-files.ts';
import type { Parts } from './document-parts.ts';
import { patchDocument } from './document-patch.ts';
import { versionIds } from './document-removal.ts';
import type { NewVersion } from './document-upload.ts';
import {
  announceFile,
  changesFrom,
  checkPeriod,
  checkReadable,
  insertVersion,
  refuseTwin,
} from './document-upload.ts';
import { listViews, newestVersion, oneView } from './document-views.ts';
import type { DocumentInput, DocumentPatch, Documents, DocumentView } from './model.ts';
import { writeOrder } from './precedence.ts';

/** What each command does and throws stands with `Documents` in model.ts. */

export async function uploadDocument(
  parts: Parts,
  actor: Actor,
  file: { name: string; bytes: Uint8Array },
  input: DocumentInput,
  { replaces, publish = 'direct' }: NonNullable<Parameters<Documents['upload']>[3]> = {},
): Promise<DocumentView> {
  const { deps } = parts;
  const db = openToManage(deps.employers, actor);
  const current = replaces === undefined ? null : findDocument(db, replaces);
  const checked = checkFile(file);
  const changes = changesFrom(input, current);
  checkPeriod(changes);
  checkReadable({ ...changes, usedByAssistant: current?.usedByAssistant ?? false });
  const sha256 = await sha256Hex(file.bytes);
  refuseTwin(db, sha256);
  const version: NewVersion = {
    ...checked,
    sha256,
    bytes: file.bytes.length,
    versionId: deps.ids.next(),
    documentId: replaces ?? deps.ids.next(),
    publish,
  };
  await parts.files.whileWriting(actor.employerId, version.versionId, async () => {
    inTransaction(db, (tx) => announceFile(tx, version.versionId));
    await deps.files.put(actor.employerId, version.versionId, file.bytes);
    inTransaction(db, (tx) => insertVersion(tx, version, changes, replaces !== undefined, deps.clock.now()));
  });
  parts.queue.enqueue(actor.employerId, version.versionId);
  parts.changed(actor.employerId, version.documentId);
  return oneView(db, actor, version.documentId, parts.live);
}

export function patch(parts: Parts, actor: Actor, documentId: string, changes: DocumentPatch): DocumentView {
  const { deps, reading, queue } = parts;
  const db = openToManage(deps.employers, actor);
  const context = { analyse: reading.analyse, now: deps.clock.now() };
  inTransaction(db, (tx) => patchDocument(tx, documentId, changes, context));
  if (changes.title !== undefined) queue.encodeAnew(actor.employerId);
  parts.changed(actor.employerId, documentId);
  return oneView(db, actor, documentId, parts.live);
}

export function setPrecedence(
  parts: Parts,
  actor: Actor,
  order: readonly string[],
  seen: readonly string[] | undefined,
): DocumentView[] {
  const db = openToManage(parts.deps.employers, actor);
  const changed = inTransaction(db, (tx) => writeOrder(tx, order, seen, parts.deps.clock.now()));
  for (const documentId of changed) parts.changed(actor.employerId, documentId);
  return listViews(db, actor, parts.live);
}

export async function removeDocument(parts: Parts, actor: Actor, documentId: string): Promise<void> {
  const db = openToManage(parts.deps.employers, actor);
  const versions = inTransaction(db, (tx) => {
    findDocument(tx, documentId);
    const ids = versionIds(tx, documentId);
    removeDocumentRows(tx, documentId);
    return ids;
  });
  for (const versionId of versions) parts.queue.cancel(actor.employerId, versionId);
  parts.deps.vectorIndexes.forget(actor.employerId);
  await parts.files.sweep(actor.employerId);
}

export function retryDocument(parts: Parts, actor: Actor, documentId: string): DocumentView {
  const { deps, queue } = parts;
  const db = openToManage(deps.employers, actor);
  const versionId = inTransaction(db, (tx): string | null => {
    findDocument(tx, documentId);
    const version = newestVersion(tx, documentId);
    const failed = version.status === 'failed' || queue.failureOf(version.id) !== undefined;
    if (version.status === 'ready') throw new AppError('conflict');
    if (!failed) return null;
    if (version.status === 'failed') refuseTwin(tx, version.sha256);
    tx.update(documentVersions)
      .set({
        status: 'queued',
        stage: 'queued',
        attempts: 0,
        errorCode: null,
        errorMessage: null,
        updatedAt: deps.clock.now(),
      })
      .where(eq(documentVersions.id, version.id))
      .run();
    return version.id;
  });
  if (versionId !== null) {
    queue.forgetFailure(versionId);
    queue.enqueue(actor.employerId, versionId);
    parts.changed(actor.employerId, documentId);
  }
  return oneView(db, actor, documentId, parts.live);
}
