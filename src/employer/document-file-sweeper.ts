import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { fileRemovals } from '../store/employer-schema.ts';

/**
 * Clears files that no row needs. The list stands in the database and is written together with the change that lets a
 * file go, so a process that dies in between leaves nothing behind that is not found again.
 */
export function createFileSweeper(deps: Pick<Deps, 'employers' | 'files' | 'log'>) {
  const writing = new Set<string>();
  const running = new Map<string, Promise<void>>();

  const sweepNow = async (employerId: string) => {
    const db = deps.employers.open(employerId);
    for (const { fileId } of db.select().from(fileRemovals).all()) {
      if (writing.has(fileId)) continue;
      await deps.files.remove(employerId, fileId);
      db.delete(fileRemovals).where(eq(fileRemovals.fileId, fileId)).run();
    }
  };
  /** Never rejects: what could not be removed stays on the list for the next time. */
  const sweep = async (employerId: string): Promise<void> => {
    const previous = running.get(employerId) ?? Promise.resolve();
    const mine = previous
      .then(() => sweepNow(employerId))
      .catch((err: unknown) => deps.log.warn({ employerId, err }, 'files could not be removed'));
    running.set(employerId, mine);
    await mine;
    if (running.get(employerId) === mine) running.delete(employerId);
  };

  return {
    sweep,
    /** Keeps the sweeper off a file while `work` brings it in; clears it when that fails. */
    async whileWriting(employerId: string, fileId: string, work: () => Promise<void>): Promise<void> {
      writing.add(fileId);
      try {
        await work();
      } catch (error) {
        writing.delete(fileId);
        await sweep(employerId);
        throw error;
      }
      writing.delete(fileId);
    },
  };
}
