import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from '../../deps.ts';
import { AppError } from '../../kernel/errors.ts';
import { employerFolder } from './sqlite.ts';

const fileIdForm = /^[A-Za-z0-9_-]{1,128}$/;

/**
 * Uploads in `<dataDir>/employers/<id>/files/<file id>`, readable by this user only. A file is there whole or not at
 * all: it is written beside its place, synced, and then renamed.
 * @throws AppError storage_full from `put`; not_found for an id that is not ours
 */
export function createNodeFileStore(dataDir: string): FileStore {
  const folderOf = (employerId: string) => join(employerFolder(dataDir, employerId), 'files');
  const pathOf = (employerId: string, fileId: string) => {
    if (!fileIdForm.test(fileId)) throw new AppError('not_found');
    return join(folderOf(employerId), fileId);
  };
  return {
    async put(employerId, fileId, bytes) {
      const path = pathOf(employerId, fileId);
      const folder = folderOf(employerId);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = temporaryOf(path);
      try {
        await writeSynced(temporary, bytes);
        await rename(temporary, path);
        await syncFolder(folder);
      } catch (error) {
        await unlink(temporary).catch(ignoreAbsent);
        throw hasCode(error, 'ENOSPC', 'EDQUOT', 'EFBIG')
          ? new AppError('storage_full', { cause: error })
          : error;
      }
    },
    async get(employerId, fileId) {
      try {
        return new Uint8Array(await readFile(pathOf(employerId, fileId)));
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return null;
        throw error;
      }
    },
    async remove(employerId, fileId) {
      const path = pathOf(employerId, fileId);
      await unlink(path).catch(ignoreAbsent);
      await unlink(temporaryOf(path)).catch(ignoreAbsent);
    },
  };
}

/** Our ids hold no dot, so this is never the place of another file; `remove` clears what a killed process left here. */
function temporaryOf(path: string): string {
  return `${path}.tmp`;
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The rename itself is on disk only when the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function ignoreAbsent(error: unknown): void {
  if (!hasCode(error, 'ENOENT')) throw error;
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
