import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { EmployerStores, Logger } from '../../deps.ts';
import { AppError } from '../../kernel/errors.ts';
import type { DirectoryDb, EmployerDb } from '../../store/db.ts';
import * as directorySchema from '../../store/directory-schema.ts';
import * as employerSchema from '../../store/employer-schema.ts';
import { migrate } from '../../store/migrate.ts';
import { directoryMigrations } from '../../store/migrations-directory.ts';
import { employerMigrations } from '../../store/migrations-employer.ts';
import { claimDatabase } from '../../store/settings.ts';
import { storageError } from '../../store/storage-error.ts';

type Sqlite = Database.Database;

/** An open database and the way to close it. */
interface Open<Db> {
  db: Db;
  sqlite: Sqlite;
}

const employerIdForm = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** SQLite's number for synchronous=FULL: a commit is on disk before it is told. */
const FULL = 2;

/**
 * Employer databases under `<dataDir>/employers/<id>/employer.sqlite`: one connection per file in this process.
 * A damaged file makes that one employer unavailable until the process starts again; the file stays as it is.
 */
export function createSqliteStores(dataDir: string, log?: Logger): EmployerStores {
  const fileOf = (id: string) => join(employerFolder(dataDir, id), 'employer.sqlite');
  return storesOver(
    (id) => existsSync(fileOf(id)),
    (id) => openFile(fileOf(id)),
    log,
  );
}

/** Employer databases that live in memory and end with the process; for tests, the CLI and the eval harness. */
export function createMemoryStores(): EmployerStores {
  return storesOver(
    () => false,
    () => new Database(':memory:'),
  );
}

/** The directory in `<dataDir>/directory.sqlite`. @throws AppError storage_full, employer_unavailable */
export function openDirectory(dataDir: string): { db: DirectoryDb; close(): void } {
  return directoryOver(openFile(join(dataDir, 'directory.sqlite')));
}

/** A directory that lives in memory, for tests. */
export function openMemoryDirectory(): { db: DirectoryDb; close(): void } {
  return directoryOver(new Database(':memory:'));
}

/** The folder of one employer's own files. @throws AppError not_found for an id that is not ours */
export function employerFolder(dataDir: string, employerId: string): string {
  if (!employerIdForm.test(employerId)) throw new AppError('not_found');
  return join(dataDir, 'employers', employerId);
}

/**
 * better-sqlite3 falls back to synchronous=NORMAL in WAL mode unless told otherwise, which may lose commits at a power cut.
 * @throws Error when the connection does not sync every commit
 */
export function assertDurable(sqlite: Sqlite): void {
  const level = sqlite.pragma('synchronous', { simple: true });
  if (level !== FULL) throw new Error(`synchronous is ${String(level)}, not FULL (${FULL})`);
}

function storesOver(
  exists: (id: string) => boolean,
  openRaw: (id: string) => Sqlite,
  log?: Logger,
): EmployerStores {
  const handles = new Map<string, Open<EmployerDb> | AppError>();
  let closed = false;
  const openNow = (employerId: string): EmployerDb => {
    try {
      const handle = openEmployer(openRaw(employerId), employerId);
      handles.set(employerId, handle);
      return handle.db;
    } catch (cause) {
      const known = storageError(cause);
      if (known?.code === 'storage_full') throw known;
      log?.error({ employerId, err: cause }, 'employer database cannot be opened');
      const error = new AppError('employer_unavailable', { cause });
      if (known) handles.set(employerId, error);
      throw error;
    }
  };
  const openAs = (employerId: string, mayCreate: boolean): EmployerDb => {
    if (closed) throw new AppError('employer_unavailable', { detail: 'De dienst wordt gestopt.' });
    const handle = handles.get(employerId);
    if (handle instanceof AppError) throw handle;
    if (handle) return handle.db;
    if (!employerIdForm.test(employerId)) throw new AppError(mayCreate ? 'bad_request' : 'not_found');
    if (!mayCreate && !exists(employerId)) throw new AppError('not_found');
    return openNow(employerId);
  };
  return {
    open: (employerId) => openAs(employerId, false),
    create: (employerId) => openAs(employerId, true),
    close() {
      closed = true;
      for (const handle of handles.values()) if (!(handle instanceof AppError)) handle.sqlite.close();
      handles.clear();
    },
  };
}

function openEmployer(sqlite: Sqlite, employerId: string): Open<EmployerDb> {
  return prepared(sqlite, () => {
    const db: EmployerDb = drizzle(sqlite, { schema: employerSchema });
    migrate(db, employerMigrations);
    claimDatabase(db, employerId);
    return db;
  });
}

function directoryOver(sqlite: Sqlite): { db: DirectoryDb; close(): void } {
  const { db } = prepared(sqlite, () => {
    const directory: DirectoryDb = drizzle(sqlite, { schema: directorySchema });
    migrate(directory, directoryMigrations);
    return directory;
  });
  return { db, close: () => sqlite.close() };
}

/** Settings first, then the schema, then the check that the settings still stand; closes the file when anything fails. */
function prepared<Db>(sqlite: Sqlite, make: () => Db): Open<Db> {
  try {
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('busy_timeout = 5000');
    const health = sqlite.pragma('quick_check(1)', { simple: true });
    if (health !== 'ok') throw new Error(`SQLITE_CORRUPT: ${String(health)}`);
    const db = make();
    assertDurable(sqlite);
    return { db, sqlite };
  } catch (error) {
    sqlite.close();
    throw storageError(error) ?? error;
  }
}

/** Opens or makes the file, readable by this user only; the -wal and -shm files take over its mode. */
function openFile(path: string): Sqlite {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  chmodSync(dirname(path), 0o700);
  return new Database(path);
}
