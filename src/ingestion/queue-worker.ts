import type { IngestionDeps, PassageReading, VersionProgress } from './ingest-version.ts';
import { claimVersion, ingestVersion } from './ingest-version.ts';
import { createProgressSink } from './queue-progress.ts';
import type { VersionFailure } from './queue-rows.ts';
import { failureFor, putBack, writeFailure } from './queue-rows.ts';

export interface QueueHooks {
  /** After each change that a person may see. Must not throw. */
  onChange(employerId: string, versionId: string): void;
  /** After the last one of a version, whatever became of it. */
  onDone(employerId: string): void;
}

/** Does the work of the queue, one version at a time, and knows how far each is. */
export interface QueueWorker {
  /** Never rejects: what goes wrong ends in the version's row, or where that fails in `failures`. */
  run(employerId: string, versionId: string): Promise<void>;
  /** Ends the work on one version, or on all; a version of an orderly stop is put back in the queue. */
  abort(versionId: string): void;
  abortAll(): void;
  /** Progress of the versions that are being read now. */
  readonly progress: ReadonlyMap<string, VersionProgress | null>;
  /** Failures that could not be written into their rows, because the disk was full. */
  readonly failures: Map<string, VersionFailure>;
}

/** @param onPublished called after a version went live */
export function createQueueWorker(
  deps: IngestionDeps,
  reading: PassageReading,
  hooks: QueueHooks,
  onPublished: (employerId: string) => void,
): QueueWorker {
  const progress = new Map<string, VersionProgress | null>();
  const failures = new Map<string, VersionFailure>();
  const running = new Map<AbortController, string>();
  let stopping = false;
  const { onChange } = hooks;

  const read = async (employerId: string, versionId: string, signal: AbortSignal) => {
    const db = deps.employers.open(employerId);
    const claim = claimVersion(db, versionId, deps.clock.now());
    if (claim === null) return;
    progress.set(versionId, null);
    onChange(employerId, versionId);
    const onProgress = createProgressSink(db, versionId, {
      now: () => deps.clock.now(),
      onMemory: (now) => progress.set(versionId, now),
      onEvent: () => onChange(employerId, versionId),
      onWriteFailed: (err) => deps.log.warn({ employerId, versionId, err }, 'progress could not be written'),
    });
    await ingestVersion(deps, reading, db, { ...claim, employerId }, { signal, onProgress });
    onPublished(employerId);
  };

  return {
    async run(employerId, versionId) {
      const abort = new AbortController();
      running.set(abort, versionId);
      try {
        await read(employerId, versionId, abort.signal);
      } catch (error) {
        if (stopping) leaveForResume(deps, employerId, versionId);
        else if (!abort.signal.aborted) recordFailure(deps, failures, { employerId, versionId }, error);
      } finally {
        running.delete(abort);
        progress.delete(versionId);
        onChange(employerId, versionId);
        hooks.onDone(employerId);
      }
    },
    abort(versionId) {
      for (const [abort, id] of running) if (id === versionId) abort.abort();
      failures.delete(versionId);
    },
    abortAll() {
      stopping = true;
      for (const abort of running.keys()) abort.abort();
    },
    progress,
    failures,
  };
}

interface VersionOf {
  employerId: string;
  versionId: string;
}

function recordFailure(
  deps: IngestionDeps,
  unwritten: Map<string, VersionFailure>,
  of: VersionOf,
  error: unknown,
): void {
  const failure = failureFor(error);
  if (failure.code === 'internal') deps.log.error({ ...of, err: error }, 'ingestion failed');
  else deps.log.warn({ ...of, code: failure.code }, 'ingestion failed');
  try {
    writeFailure(deps.employers.open(of.employerId), of.versionId, failure, deps.clock.now());
  } catch (err) {
    unwritten.set(of.versionId, failure);
    deps.log.error({ ...of, err }, 'failure of ingestion could not be written');
  }
}

function leaveForResume(deps: IngestionDeps, employerId: string, versionId: string): void {
  try {
    putBack(deps.employers.open(employerId), versionId, deps.clock.now());
  } catch (err) {
    deps.log.warn({ employerId, versionId, err }, 'reading ended while the database was closed');
  }
}
