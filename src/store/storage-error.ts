import { AppError } from '../kernel/errors.ts';

/** SQLite's result codes as both drivers tell them: better-sqlite3 in `code`, a Durable Object at the end of the message. */
const full = /\bSQLITE_(FULL|IOERR\w*)\b/;
const tooBig = /\bSQLITE_TOOBIG\b/;
const damaged = /\bSQLITE_(CORRUPT\w*|NOTADB)\b/;

/**
 * What a failed database call means to a person, or null when it is a defect of ours.
 * Wrapped errors are looked through.
 */
export function storageError(error: unknown): AppError | null {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if (e instanceof AppError) return e;
    const told = `${'code' in e ? String(e.code) : ''} ${e.message}`;
    if (full.test(told)) return new AppError('storage_full', { cause: error });
    if (tooBig.test(told)) return new AppError('file_too_large', { cause: error });
    if (damaged.test(told)) return new AppError('employer_unavailable', { cause: error });
  }
  return null;
}
