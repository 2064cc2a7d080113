import { eq } from 'drizzle-orm';
import type { IngestionDeps, PassageReading } from '../ingestion/ingest-version.ts';
import { removeDocumentRows } from '../ingestion/publish.ts';
import type { IngestionQueue } from '../ingestion/queue.ts';
import { createIngestionQueue } from '../ingestion/queue.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { documentVersions } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { findDocument, openToManage } from './document-access.ts';
import { createFileSweeper } from './document-file-sweeper.ts';
import { checkFile, sha256Hex } from './document-files.ts';
import { createDocumentListeners } from './document-listeners.ts';
import { patchDocument } from './document-patch.ts';
import { liveSource, pageTexts, passageView, readPassages } from './document-reading.ts';
import type { NewVersion } from './document-upload.ts';
import {
  announceFile,
  changesFrom,
  checkPeriod,
  checkReadable,
  insertVersion,
  refuseTwin,
} from './document-upload.ts';
import type { LiveFacts } from './document-view.ts';
import { listViews, newestVersion, oneView } from './document-views.ts';
import type { DocumentInput, Documents, DocumentView } from './model.ts';

/** The documents of the employer file, and the background work that makes them answer. */
export interface DocumentsService extends Documents {
  /**
   * Takes up what a stopped process left: queued and half-read versions, files that no row needs. Call it once per
   * employer after a start, before requests are served.
   * @throws AppError employer_unavailable, storage_full
   */
  resume(employerId: string): Promise<void>;
  /** Ends background reading, for an orderly stop; `resume` takes it up again. */
  stop(): Promise<void>;
}

interface Parts {
  deps: IngestionDeps;
  reading: PassageReading;
  queue: IngestionQueue;
  files: ReturnType<typeof createFileSweeper>;
  live: (versionId: string) => LiveFacts;
  changed: (employerId: string, documentId: string) => void;
}

/** @param reading what retrieval makes of a passage: index terms and the text to encode */
export function createDocuments(deps: IngestionDeps, reading: PassageReading): DocumentsService {
  const listeners = createDocumentListeners(deps, (db, actor, id) => oneView(db, actor, id, live));
  const files = createFileSweeper(deps);
  const queue = createIngestionQueue(deps, reading, {
    onChange: listeners.versionChanged,
    onDone: (employerId) => void files.sweep(employerId),
  });
  const live = (versionId: string) => ({
    progress: queue.progressOf(versionId),
    failure: queue.failureOf(versionId),
    reencoded: queue.reencoding.shareOf(versionId),
  });
  const parts: Parts = { deps, reading, queue, files, live, changed: listeners.documentChanged };
  const manage = (actor: Actor) => openToManage(deps.employers, actor);
  const open = (actor: Actor) => deps.employers.open(actor.employerId);
  return {
    upload: (actor, file, input, options) => upload(parts, actor, file, input, options?.replaces),
    list: (actor) => listViews(open(actor), actor, live),
    get: (actor, documentId) => oneView(open(actor), actor, documentId, live),
    patch(actor, documentId, patch) {
      const db = manage(actor);
      const context = { analyse: reading.analyse, now: deps.clock.now() };
      inTransaction(db, (tx) => patchDocument(tx, documentId, patch, context));
      if (patch.title !== undefined) queue.encodeAnew(actor.employerId);
      listeners.documentChanged(actor.employerId, documentId);
      return oneView(db, actor, documentId, live);
    },
    remove: (actor, documentId) => remove(parts, actor, documentId),
    async file(actor, documentId) {
      const { fileId, fileName, format } = liveSource(open(actor), actor, documentId);
      const bytes = await deps.files.get(actor.employerId, fileId);
      if (bytes === null) throw new AppError('file_missing');
      return { bytes, fileName, format };
    },
    passage: (actor, documentId, passageId) => passageView(open(actor), actor, documentId, passageId),
    readPages: (actor, documentId) => pageTexts(manage(actor), documentId),
    readPassages: (actor, documentId) => readPassages(manage(actor), documentId),
    retry: (actor, documentId) => retry(parts, actor, documentId),
    settled: async (employerId) => {
      await queue.settled(employerId);
      await files.sweep(employerId);
    },
    reencoding: () => queue.reencoding.counts(),
    subscribe(actor, listener) {
      manage(actor);
      return listeners.add(actor, listener);
    },
    async resume(employerId) {
      await files.sweep(employerId);
      queue.resume(employerId);
    },
    stop: () => queue.stop(),
  };
}

async function upload(
  parts: Parts,
  actor: Actor,
  file: { name: string; bytes: Uint8Array },
  input: DocumentInput,
  replaces: string | undefined,
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

async function remove(parts: Parts, actor: Actor, documentId: string): Promise<void> {
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

function retry(parts: Parts, actor: Actor, documentId: string): DocumentView {
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

function versionIds(db: EmployerDb, documentId: string): string[] {
  return db
    .select({ id: documentVersions.id })
    .from(documentVersions)
    .where(eq(documentVersions.documentId, documentId))
    .all()
    .map((row) => row.id);
}
