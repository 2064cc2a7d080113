import { createFairQueue } from './fair-queue.ts';
import type { IngestionDeps, PassageReading, VersionProgress } from './ingest-version.ts';
import type { VersionFailure } from './queue-rows.ts';
import { requeueInterrupted } from './queue-rows.ts';
import type { QueueHooks } from './queue-worker.ts';
import { createQueueWorker } from './queue-worker.ts';
import { createReencoding, type Reencoding } from './reencoding.ts';

/** Readings at once over all employers: each may hold a child process of half a gigabyte. */
const maxReadings = 2;

/** Works through queued versions. The rows are the queue; what is in memory only says whose turn it is. */
export interface IngestionQueue {
  /** Call after the row with status 'queued' is committed. */
  enqueue(employerId: string, versionId: string): void;
  /** Stops a version that is waiting or being read. */
  cancel(employerId: string, versionId: string): void;
  /**
   * After a start: what was being read is queued again, or failed as ingestion_interrupted after three attempts; live
   * versions get the vectors of today's encoder, and answer with their old ones until then.
   */
  resume(employerId: string): void;
  /** Queues live versions whose vectors are missing or were made under another title. Call it after a change of title. */
  encodeAnew(employerId: string): void;
  /** How far encoding anew is. */
  readonly reencoding: Pick<Reencoding, 'shareOf' | 'counts'>;
  settled(employerId: string): Promise<void>;
  /** Stops reading; what was being read waits for `resume` and keeps its number of attempts. */
  stop(): Promise<void>;
  /** Progress of a version that is being read now. */
  progressOf(versionId: string): VersionProgress | undefined;
  /** A failure that could not be written into the row, because the disk was full. */
  failureOf(versionId: string): VersionFailure | undefined;
  forgetFailure(versionId: string): void;
}

export function createIngestionQueue(
  deps: IngestionDeps,
  reading: PassageReading,
  hooks: QueueHooks,
): IngestionQueue {
  const onChange = (employerId: string, versionId: string) => {
    try {
      hooks.onChange(employerId, versionId);
    } catch (err) {
      deps.log.warn({ employerId, versionId, err }, 'change of a document could not be told');
    }
  };
  const reencoding = createReencoding(deps, reading, onChange);
  const worker = createQueueWorker(deps, reading, { ...hooks, onChange }, reencoding.take);
  const queue = createFairQueue(maxReadings, worker.run);
  return {
    enqueue: queue.add,
    cancel(employerId, versionId) {
      queue.drop(employerId, versionId);
      worker.abort(versionId);
      reencoding.cancel(employerId, versionId);
    },
    resume(employerId) {
      const busy = new Set(worker.progress.keys());
      const waiting = requeueInterrupted(deps.employers.open(employerId), busy, deps.clock.now());
      for (const versionId of waiting) queue.add(employerId, versionId);
      reencoding.take(employerId);
    },
    encodeAnew: reencoding.take,
    reencoding,
    async settled(employerId) {
      await queue.idle(employerId);
      await reencoding.settled(employerId);
    },
    async stop() {
      worker.abortAll();
      await Promise.all([queue.stop(), reencoding.stop()]);
    },
    progressOf: (versionId) => worker.progress.get(versionId) ?? undefined,
    failureOf: (versionId) => worker.failures.get(versionId),
    forgetFailure: (versionId) => void worker.failures.delete(versionId),
  };
}
