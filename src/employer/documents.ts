import type { IngestionDeps, PassageReading } from '../ingestion/ingest-version.ts';
import { createIngestionQueue } from '../ingestion/queue.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { openToManage } from './document-access.ts';
import { createDocumentBin } from './document-bin.ts';
import { patch, removeDocument, retryDocument, setPrecedence, uploadDocument } from './document-commands.ts';
import { createFileSweeper } from './document-file-sweeper.ts';
import { createDocumentListeners } from './document-listeners.ts';
import type { Parts } from './document-parts.ts';
import { liveSource, pageTexts, passageView, readPassages } from './document-reading.ts';
import { compareWaiting, discardVersion, publishVersionNow } from './document-versions.ts';
import { listViews, oneView } from './document-views.ts';
import type { Documents } from './model.ts';
import { versionFacts, versionSource } from './version-facts.ts';

/** The documents of the employer file, and the background work that makes them answer. */
export interface DocumentsService extends Documents {
  /**
   * Takes up what a stopped process left: queued and half-read versions, removals that are due, files that no row needs. Call it once per
   * employer after a start, before requests are served.
   * @throws AppError employer_unavailable, storage_full
   */
  resume(employerId: string): Promise<void>;
  /** Ends background reading, for an orderly stop; `resume` takes it up again. */
  stop(): Promise<void>;
}

/** @param reading what retrieval makes of a passage: index terms and the text to encode */
export function createDocuments(deps: IngestionDeps, reading: PassageReading): DocumentsService {
  const parts = partsOf(deps, reading);
  const { queue, files, live, listeners } = parts;
  const bin = createDocumentBin(parts);
  const manage = (actor: Actor) => openToManage(deps.employers, actor);
  const open = (actor: Actor) => deps.employers.open(actor.employerId);
  const bytesOf = async (actor: Actor, source: ReturnType<typeof liveSource>) => {
    const { fileId, fileName, format } = source;
    const bytes = await deps.files.get(actor.employerId, fileId);
    if (bytes === null) throw new AppError('file_missing');
    return { bytes, fileName, format };
  };
  return {
    upload: (actor, file, input, options) => uploadDocument(parts, actor, file, input, options),
    list: (actor) => listViews(open(actor), actor, live),
    get: (actor, documentId) => oneView(open(actor), actor, documentId, live),
    patch: (actor, documentId, changes) => patch(parts, actor, documentId, changes),
    remove: (actor, documentId) => removeDocument(parts, actor, documentId),
    setAside: bin.setAside,
    restore: bin.restore,
    removed: bin.removed,
    setPrecedence: (actor, order, seen) => setPrecedence(parts, actor, order, seen),
    compare: (actor, documentId, versionId) => compareWaiting(parts, actor, documentId, versionId),
    publish: (actor, documentId, versionId) => publishVersionNow(parts, actor, documentId, versionId),
    discard: (actor, documentId, versionId) => discardVersion(parts, actor, documentId, versionId),
    version: (actor, documentId, versionId) => versionFacts(manage(actor), documentId, versionId),
    file: async (actor, documentId) => bytesOf(actor, liveSource(open(actor), actor, documentId)),
    versionFile: async (actor, documentId, versionId) =>
      bytesOf(actor, versionSource(manage(actor), documentId, versionId)),
    passage: (actor, documentId, passageId) => passageView(open(actor), actor, documentId, passageId),
    readPages: (actor, documentId, versionId) => pageTexts(manage(actor), documentId, versionId),
    readPassages: (actor, documentId, versionId) => readPassages(manage(actor), documentId, versionId),
    retry: (actor, documentId) => retryDocument(parts, actor, documentId),
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
      await bin.purge(employerId);
      await files.sweep(employerId);
      queue.resume(employerId);
    },
    async stop() {
      bin.stop();
      await queue.stop();
    },
  };
}

function partsOf(
  deps: IngestionDeps,
  reading: PassageReading,
): Parts & { listeners: ReturnType<typeof createDocumentListeners> } {
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
  return { deps, reading, queue, files, live, changed: listeners.documentChanged, listeners };
}
