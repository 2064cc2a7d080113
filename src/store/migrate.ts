import { sql } from 'drizzle-orm';
import type { SyncDb } from './db.ts';
import { inTransaction } from './in-transaction.ts';

/** Name to SQL, in the order of application; statements are parted by drizzle-kit's breakpoint. */
export type Migrations = Readonly<Record<string, string>>;

/**
 * Brings a database up to date: each migration in its own transaction together with its record, so a process that
 * dies halfway goes on where it was. Does nothing when all are applied.
 *
 * @returns the names applied now
 */
export function migrate<Schema extends Record<string, unknown>>(
  db: SyncDb<Schema>,
  migrations: Migrations,
): string[] {
  db.run(sql`CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY NOT NULL)`);
  const done = new Set(db.all<{ name: string }>(sql`SELECT name FROM migrations`).map((row) => row.name));
  const open = Object.entries(migrations).filter(([name]) => !done.has(name));
  for (const [name, text] of open) {
    inTransaction(db, (tx) => {
      for (const statement of text.split('--> statement-breakpoint')) tx.run(sql.raw(statement));
      tx.run(sql`INSERT INTO migrations (name) VALUES (${name})`);
    });
  }
  return open.map(([name]) => name);
}
