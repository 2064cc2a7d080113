import type { SyncDb } from './db.ts';
import { storageError } from './storage-error.ts';

/** Databases and transaction handles in use right now; everything here is synchronous, so an entry means nesting. */
const busy = new WeakSet<object>();

/**
 * Runs `fn` in one immediate write transaction: all of it happens, or nothing.
 * A promise is refused, because what an async body writes after its first await would fall outside the transaction.
 *
 * @throws AppError storage_full or employer_unavailable where the database says so; what `fn` throws otherwise
 */
export function inTransaction<Schema extends Record<string, unknown>, T>(
  db: SyncDb<Schema>,
  fn: (tx: SyncDb<Schema>) => T extends PromiseLike<unknown> ? never : T,
): T {
  if (busy.has(db)) throw new Error('inTransaction does not nest: pass the transaction on instead');
  busy.add(db);
  try {
    return db.transaction(
      (tx) => {
        busy.add(tx);
        const result: T = fn(tx);
        if (isThenable(result)) throw new Error('inTransaction takes a synchronous function, not a promise');
        return result;
      },
      { behavior: 'immediate' },
    );
  } catch (error) {
    throw storageError(error) ?? error;
  } finally {
    busy.delete(db);
  }
}

function isThenable(value: unknown): boolean {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}
