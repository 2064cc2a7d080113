import { encodeLiveVersion, versionsToEncode } from './encode-live.ts';
import { createFairQueue } from './fair-queue.ts';
import type { IngestionDeps, PassageReading } from './ingest-version.ts';

/** One at a time: it has no hurry, and a model of some size fills the machine by itself. */
const atOnce = 1;
/** Progress is told at most this often. */
const tellEveryMs = 500;

/** Live versions whose vectors were made by another encoder, or under another title, get new ones in the background. */
export interface Reencoding {
  /** Queues the versions of this employer that need it. What is waiting already is not queued twice. */
  take(employerId: string): void;
  /** Stops a version that waits or is being encoded. */
  cancel(employerId: string, versionId: string): void;
  settled(employerId: string): Promise<void>;
  /** Stops; after the next start `take` finds what was not done. */
  stop(): Promise<void>;
  /** Share of a version's passages that is encoded anew, 0 while it waits; undefined when it does not need it. */
  shareOf(versionId: string): number | undefined;
  /** Versions of all employers that wait or are being encoded, and those whose encoding failed since the start. */
  counts(): { waiting: number; failed: number };
}

interface Underway {
  employerId: string;
  share: number;
}

/** @param onChange called after each change that a person may see */
export function createReencoding(
  deps: IngestionDeps,
  reading: PassageReading,
  onChange: (employerId: string, versionId: string) => void,
): Reencoding {
  const underway = new Map<string, Underway>();
  const failed = new Set<string>();
  const running = new Map<string, AbortController>();

  const encode = async (employerId: string, versionId: string, signal: AbortSignal): Promise<void> => {
    if (deps.encoder === null) return;
    const encoder = deps.encoder.id;
    let toldAt = deps.clock.now();
    const onEncoded = (done: number, all: number) => {
      underway.set(versionId, { employerId, share: done / all });
      if (deps.clock.now() - toldAt < tellEveryMs) return;
      toldAt = deps.clock.now();
      onChange(employerId, versionId);
    };
    const db = deps.employers.open(employerId);
    const passages = await encodeLiveVersion(db, versionId, deps.encoder, reading, { signal, onEncoded });
    failed.delete(versionId);
    const left = [...underway].filter(([id, of]) => of.employerId === employerId && id !== versionId).length;
    if (passages > 0)
      deps.log.info({ employerId, versionId, encoder, passages, left }, 'a document was encoded anew');
  };
  const queue = createFairQueue(atOnce, async (employerId, versionId) => {
    const abort = new AbortController();
    running.set(versionId, abort);
    try {
      await encode(employerId, versionId, abort.signal);
    } catch (err) {
      // The version answers as it is: a failure here must not take it away.
      if (!abort.signal.aborted) {
        failed.add(versionId);
        deps.log.error({ employerId, versionId, err }, 'a live version could not be encoded anew');
      }
    } finally {
      running.delete(versionId);
      underway.delete(versionId);
      onChange(employerId, versionId);
    }
  });

  return {
    take(employerId) {
      if (deps.encoder === null) return;
      const versions = versionsToEncode(deps.employers.open(employerId), deps.encoder.id);
      const fresh = versions.filter((id) => !underway.has(id));
      for (const id of fresh) underway.set(id, { employerId, share: 0 });
      for (const id of versions) queue.add(employerId, id);
      const facts = { employerId, encoder: deps.encoder.id, documents: fresh.length };
      if (fresh.length > 0)
        deps.log.info(facts, 'documents are encoded anew, until then their old vectors answer');
    },
    cancel(employerId, versionId) {
      queue.drop(employerId, versionId);
      running.get(versionId)?.abort();
      underway.delete(versionId);
      failed.delete(versionId);
    },
    settled: queue.idle,
    stop() {
      for (const abort of running.values()) abort.abort();
      return queue.stop();
    },
    shareOf: (versionId) => underway.get(versionId)?.share,
    counts: () => ({ waiting: underway.size, failed: failed.size }),
  };
}
