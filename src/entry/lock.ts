import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const holderSchema = z.object({
  pid: z.number().int().positive(),
  /** When the process began; numbers of processes are used again. Null where the system does not tell. */
  born: z.string().nullable().default(null),
  url: z.string().nullable(),
});

/** The process that works in a data folder; `url` when it serves. */
export type Holder = z.infer<typeof holderSchema>;

export interface DataLock {
  /** Tells other processes where this one serves. */
  announce(url: string): void;
  release(): void;
}

/**
 * Takes a data folder for this process: databases are for one process at a time. A lock left by a process that no
 * longer lives is taken over.
 * @returns the lock, or who holds it
 */
export function lockDataFolder(dataDir: string): { lock: DataLock } | { holder: Holder } {
  const path = join(dataDir, 'vraagbaak.lock');
  const own = (url: string | null) =>
    JSON.stringify({ pid: process.pid, born: bornAt(process.pid), url } satisfies Holder);
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, own(null), { flag: 'wx', mode: 0o600 });
      return {
        lock: {
          announce: (url) => writeFileSync(path, own(url)),
          release: () => rmSync(path, { force: true }),
        },
      };
    } catch (error) {
      if (!isExisting(error)) throw error;
      const holder = readHolder(path);
      if (holder && holder.pid !== process.pid && isAlive(holder)) return { holder };
      rmSync(path, { force: true });
    }
  }
  throw new Error(`De map ${dataDir} is net door een ander proces in gebruik genomen.`);
}

function readHolder(path: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function isAlive({ pid, born }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = bornAt(pid);
  return born === null || now === null || born === now;
}

/** Start of a process in ticks since the machine started, from Linux's /proc; the name before it may hold anything. */
function bornAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
