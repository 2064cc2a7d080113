import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { AppError, errorTable } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { documentVersions } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { storageError } from '../store/storage-error.ts';

/** A version that took the process down this often is not tried again by itself. */
const maxAttempts = 3;

export interface VersionFailure {
  code: string;
  message: string;
}

/** What HR reads about an error; what we did not foresee is told as our own fault. */
export function failureFor(error: unknown): VersionFailure {
  const known = error instanceof AppError ? error : storageError(error);
  const code = known?.code ?? 'internal';
  return { code, message: known?.detail ?? errorTable[code].nl };
}

/** Only what is still being worked on can fail: a version that went live stays live. */
export function writeFailure(db: EmployerDb, versionId: string, failure: VersionFailure, now: number): void {
  db.update(documentVersions)
    .set({ status: 'failed', errorCode: failure.code, errorMessage: failure.message, updatedAt: now })
    .where(
      and(eq(documentVersions.id, versionId), inArray(documentVersions.status, ['queued', 'processing'])),
    )
    .run();
}

/** A reading that we ended ourselves is no failed attempt. */
export function putBack(db: EmployerDb, versionId: string, now: number): void {
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
export function requeueInterrupted(db: EmployerDb, busy: ReadonlySet<string>, now: number): string[] {
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
