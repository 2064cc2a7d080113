import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { openToManage } from './document-access.ts';
import type { Parts } from './document-parts.ts';
import { purgeRows, removedDocuments, restoreRows, setAsideRows, UNDO_MS } from './document-removal.ts';
import { oneView } from './document-views.ts';
import type { Documents } from './model.ts';

/** A clock that is a moment ahead of a timer must not make the timer miss. */
const SLACK = 500;

/**
 * Removals that can be taken back for a while. The rows say when; the timer only saves waiting for the next start or the next look at the list.
 */
export function createDocumentBin(parts: Parts) {
  const { deps, queue } = parts;
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** Removes for good what was removed long enough ago, and its files. */
  const purge = async (employerId: string): Promise<void> => {
    const db = deps.employers.open(employerId);
    if (!removedDocuments(db, deps.clock.now()).some(({ undoMs }) => undoMs === 0)) return;
    const gone = inTransaction(db, (tx) => purgeRows(tx, deps.clock.now()));
    for (const versionId of gone) queue.cancel(employerId, versionId);
    deps.vectorIndexes.forget(employerId);
    await parts.files.sweep(employerId);
  };
  const purgeLater = (employerId: string): void => {
    clearTimeout(timers.get(employerId));
    const timer = setTimeout(() => {
      timers.delete(employerId);
      purge(employerId).catch((err: unknown) =>
        deps.log.warn({ employerId, err }, 'a removed document could not be purged'),
      );
    }, UNDO_MS + SLACK);
    // Under Node it must not keep a process alive; other runtimes have no such thing.
    if (typeof timer === 'object') timer.unref();
    timers.set(employerId, timer);
  };

  const setAside: Documents['setAside'] = (actor, documentId) => {
    const db = openToManage(deps.employers, actor);
    const stopped = inTransaction(db, (tx) => setAsideRows(tx, documentId, deps.clock.now()));
    for (const versionId of stopped) queue.cancel(actor.employerId, versionId);
    purgeLater(actor.employerId);
    const removed = removedDocuments(db, deps.clock.now()).find(({ id }) => id === documentId);
    if (removed === undefined) throw new AppError('not_found');
    return removed;
  };
  const restore: Documents['restore'] = (actor, documentId) => {
    const db = openToManage(deps.employers, actor);
    for (const versionId of inTransaction(db, (tx) => restoreRows(tx, documentId)))
      queue.enqueue(actor.employerId, versionId);
    queue.encodeAnew(actor.employerId);
    parts.changed(actor.employerId, documentId);
    return oneView(db, actor, documentId, parts.live);
  };
  return {
    setAside,
    restore,
    purge,
    removed: (actor: Actor) =>
      removedDocuments(openToManage(deps.employers, actor), deps.clock.now()).filter(
        ({ undoMs }) => undoMs > 0,
      ),
    stop(): void {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
