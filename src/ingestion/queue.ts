import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { AppError, errorTable } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { documentVersions } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { storageError } from '../store/storage-error.ts';
import { encodeLiveVersion, versionsToEncode } from './encode-live.ts';
import { createFairQueue } from './fair-queue.ts';
import type { IngestionDeps, PassageReading, VersionProgress } from './ingest-version.ts';
import { claimVersion, ingestVersion } from './ingest-version.ts';
import { createProgressSink } from './queue-progress.ts';

/** Readings at once over all employers: each may hold a child process of half a gigabyte. */
const maxReadings = 2;
/** A version that took the process down this often is not tried again by itself. */
const maxAttempts = 3;

export interface VersionFailure {
  code: string;
  message: string;
}

/** Works through queued versions. The rows are the queue; what is in memory only says whose turn it is. */
export interface IngestionQueue {
  /** Call after the row with status 'queued' is committed. */
  enqueue(employerId: string, versionId: string): void;
  /** Stops a version that is waiting or being read. */
  cancel(employerId: string, versionId: string): void;
  /**
   * After a start: what was being read is queued again, or failed as ingestion_interrupted after three attempts; live
   * versions get the vectors of today's encoder.
   */
  resume(employerId: string): void;
  /** Queues live versions whose vectors are missing or were made under another title. Call it after a change of title. */
  encodeAnew(employerId: string): void;
  settled(employerId: string): Promise<void>;
  /** Stops reading; what was being read waits for `resume` and keeps its number of attempts. */
  stop(): Promise<void>;
  /** Progress of a version that is being read now. */
  progressOf(versionId: string): VersionProgress | undefined;
  /** A failure that could not be written into the row, because the disk was full. */
  failureOf(versionId: string): VersionFailure | undefined;
  forgetFailure(versionId: string): void;
}

export interface QueueHooks {
  /** After each change that a person may see. */
  onChange(employerId: string, versionId: string): void;
  /** After the last one of a version, whatever became of it. */
  onDone(employerId: string): void;
}

export function createIngestionQueue(
  deps: IngestionDeps,
  reading: PassageReading,
  hooks: QueueHooks,
): IngestionQueue {
  const live = new Map<string, { progress?: VersionProgress; abort: AbortController }>();
  const unwritten = new Map<string, VersionFailure>();
  let stopping = false;

  const onChange = (employerId: string, versionId: string) => {
    try {
      hooks.onChange(employerId, versionId);
    } catch (err) {
      deps.log.warn({ employerId, versionId, err }, 'change of a document could not be told');
    }
  };

  const ingest = async (employerId: string, versionId: string, abort: AbortController) => {
    const db = deps.employers.open(employerId);
    const claim = claimVersion(db, versionId, deps.clock.now());
    if (claim === null) return encodeLive(db, employerId, versionId, abort.signal);
    const entry = { abort };
    live.set(versionId, entry);
    onChange(employerId, versionId);
    const onProgress = createProgressSink(db, versionId, {
      now: () => deps.clock.now(),
      onMemory: (progress) => live.set(versionId, { ...entry, progress }),
      onEvent: () => onChange(employerId, versionId),
      onWriteFailed: (err) => deps.log.warn({ employerId, versionId, err }, 'progress could not be written'),
    });
    await ingestVersion(deps, reading, db, { ...claim, employerId }, { signal: abort.signal, onProgress });
    encodeAnew(employerId);
  };

  /** The version answers as it is; a failure here must not take it away. */
  const encodeLive = async (db: EmployerDb, employerId: string, versionId: string, signal: AbortSignal) => {
    if (deps.encoder === null) return;
    try {
      await encodeLiveVersion(db, versionId, deps.encoder, reading, signal);
    } catch (err) {
      deps.log.error({ employerId, versionId, err }, 'a live version could not be encoded anew');
    }
  };

  const recordFailure = (employerId: string, versionId: string, error: unknown) => {
    const failure = failureFor(error);
    if (failure.code === 'internal')
      deps.log.error({ employerId, versionId, err: error }, 'ingestion failed');
    else deps.log.warn({ employerId, versionId, code: failure.code }, 'ingestion failed');
    try {
      writeFailure(deps.employers.open(employerId), versionId, failure, deps.clock.now());
    } catch (err) {
      unwritten.set(versionId, failure);
      deps.log.error({ employerId, versionId, err }, 'failure of ingestion could not be written');
    }
  };

  const encodeAnew = (employerId: string) => {
    if (deps.encoder === null) return;
    const db = deps.employers.open(employerId);
    for (const versionId of versionsToEncode(db, deps.encoder.id)) queue.add(employerId, versionId);
  };

  const leaveForResume = (employerId: string, versionId: string) => {
    try {
      putBack(deps.employers.open(employerId), versionId, deps.clock.now());
    } catch (err) {
      deps.log.warn({ employerId, versionId, err }, 'reading ended while the database was closed');
    }
  };

  const queue = createFairQueue(maxReadings, async (employerId, versionId) => {
    const abort = new AbortController();
    try {
      await ingest(employerId, versionId, abort);
    } catch (error) {
      if (stopping) leaveForResume(employerId, versionId);
      else if (!abort.signal.aborted) recordFailure(employerId, versionId, error);
    } finally {
      live.delete(versionId);
      onChange(employerId, versionId);
      hooks.onDone(employerId);
    }
  });

  return {
    enqueue: (employerId, versionId) => queue.add(employerId, versionId),
    cancel(employerId, versionId) {
      queue.drop(employerId, versionId);
      live.get(versionId)?.abort.abort();
      unwritten.delete(versionId);
    },
    resume(employerId) {
      const db = deps.employers.open(employerId);
      const busy = new Set(live.keys());
      for (const versionId of requeueInterrupted(db, busy, deps.clock.now()))
        queue.add(employerId, versionId);
      encodeAnew(employerId);
    },
    encodeAnew,
    settled: (employerId) => queue.idle(employerId),
    stop() {
      stopping = true;
      for (const { abort } of live.values()) abort.abort();
      return queue.stop();
    },
    progressOf: (versionId) => live.get(versionId)?.progress,
    failureOf: (versionId) => unwritten.get(versionId),
    forgetFailure: (versionId) => void unwritten.delete(versionId),
  };
}

/** What HR reads about an error; what we did not foresee is told as our own fault. */
function failureFor(error: unknown): VersionFailure {
  const known = error instanceof AppError ? error : storageError(error);
  const code = known?.code ?? 'internal';
  return { code, message: known?.detail ?? errorTable[code].nl };
}

function writeFailure(db: EmployerDb, versionId: string, failure: VersionFailure, now: number): void {
  db.update(documentVersions)
    .set({ status: 'failed', errorCode: failure.code, errorMessage: failure.message, updatedAt: now })
    .where(eq(documentVersions.id, versionId))
    .run();
}

/** A reading that we ended ourselves is no failed attempt. */
function putBack(db: EmployerDb, versionId: string, now: number): void {
  db.update(documentVersions)
    .set({
      status: 'queued',
      stage: 'queued',
      attempts: sql`${documentVersions.attempts} - 1`,
      updatedAt: now,
    })
    .where(and(eq(documentVersions.id, versionId), eq(documentVersions.status, 'processing')))
    .run();
}

/** Ids of everything that waits now, oldest first. */
function requeueInterrupted(db: EmployerDb, busy: ReadonlySet<string>, now: number): string[] {
  return inTransaction(db, (tx) => {
    const rows = tx
      .select()
      .from(documentVersions)
      .where(inArray(documentVersions.status, ['queued', 'processing']))
      .orderBy(asc(documentVersions.createdAt), asc(sql`rowid`))
      .all();
    const waiting: string[] = [];
    for (const row of rows) {
      if (busy.has(row.id)) continue;
      if (row.status === 'processing' && row.attempts >= maxAttempts) {
        writeFailure(tx, row.id, failureFor(new AppError('ingestion_interrupted')), now);
        continue;
      }
      tx.update(documentVersions)
        .set({ status: 'queued', stage: 'queued', updatedAt: now })
        .where(eq(documentVersions.id, row.id))
        .run();
      waiting.push(row.id);
    }
    return waiting;
  });
}
