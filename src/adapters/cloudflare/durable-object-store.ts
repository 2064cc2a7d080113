import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/durable-sqlite';
import type { EmployerStores } from '../../deps.ts';
import { AppError } from '../../kernel/errors.ts';
import type { DirectoryDb, EmployerDb } from '../../store/db.ts';
import * as directorySchema from '../../store/directory-schema.ts';
import * as employerSchema from '../../store/employer-schema.ts';
import { migrate } from '../../store/migrate.ts';
import { directoryMigrations } from '../../store/migrations-directory.ts';
import { employerMigrations } from '../../store/migrations-employer.ts';
import { claimDatabase } from '../../store/settings.ts';

/** What we use of a Durable Object's storage. */
export interface ObjectStorage {
  readonly sql: { exec(query: string, ...params: unknown[]): unknown };
  transactionSync<T>(body: () => T): T;
}

/**
 * The store inside one Durable Object: it knows one employer, and every other id is not found. Commits are synced
 * before a response leaves the object, so there is no setting to assert.
 */
export function createDurableObjectStores(storage: ObjectStorage, employerId: string): EmployerStores {
  let opened: EmployerDb | null = null;
  const db: EmployerDb = drizzle(storage, { schema: employerSchema });
  const prepare = (): EmployerDb => {
    if (opened) return opened;
    migrate(db, employerMigrations);
    claimDatabase(db, employerId);
    opened = db;
    return db;
  };
  return {
    open(id) {
      if (id !== employerId || !isProvisioned(db)) throw new AppError('not_found');
      return prepare();
    },
    create(id) {
      if (id !== employerId) throw new AppError('bad_request');
      return prepare();
    },
    close() {
      opened = null;
    },
  };
}

/** The directory of this one employer, beside its tables in the same object. */
export function openObjectDirectory(storage: ObjectStorage): DirectoryDb {
  const db: DirectoryDb = drizzle(storage, { schema: directorySchema });
  migrate(db, directoryMigrations);
  return db;
}

/** Asking must not write: an object that wrote nothing costs nothing and is forgotten. */
function isProvisioned(db: EmployerDb): boolean {
  const table = db.all(sql`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'settings'`);
  return table.length > 0;
}
