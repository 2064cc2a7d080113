import { and, eq } from 'drizzle-orm';
import type { EmployerDb } from '../store/db.ts';
import { documentVersions } from '../store/employer-schema.ts';
import type { VersionProgress } from './ingest-version.ts';

/** At most five writes a second for one version: each is a synced commit. */
const writeEveryMs = 200;

/**
 * Passes the progress of one version on: always to memory, now and then to its row, and to listeners when the stage
 * changes or a row is written.
 */
export function createProgressSink(
  db: EmployerDb,
  versionId: string,
  hooks: {
    now: () => number;
    onMemory: (progress: VersionProgress) => void;
    onEvent: () => void;
    onWriteFailed: (error: unknown) => void;
  },
): (progress: VersionProgress) => void {
  let writtenAt = hooks.now();
  let stage: VersionProgress['stage'] | null = null;
  return (progress) => {
    hooks.onMemory(progress);
    const now = hooks.now();
    const due = now - writtenAt >= writeEveryMs;
    if (due) {
      writtenAt = now;
      try {
        writeProgress(db, versionId, progress, now);
      } catch (error) {
        hooks.onWriteFailed(error);
      }
    }
    if (due || progress.stage !== stage) hooks.onEvent();
    stage = progress.stage;
  };
}

function writeProgress(db: EmployerDb, versionId: string, progress: VersionProgress, now: number): void {
  db.update(documentVersions)
    .set({
      stage: progress.stage,
      pagesRead: progress.page,
      pages: progress.pages,
      passages: progress.passages,
      updatedAt: now,
    })
    .where(and(eq(documentVersions.id, versionId), eq(documentVersions.status, 'processing')))
    .run();
}
