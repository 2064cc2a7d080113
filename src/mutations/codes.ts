import { eq } from 'drizzle-orm';
import { hashToken } from '../accounts/tokens.ts';
import type { EmployerDb } from '../store/db.ts';
import { mutationCodes } from '../store/mutation-schema.ts';
import type { MutationDeps } from './deps.ts';

const MINUTE = 60_000;
export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;

type CodeDeps = Pick<MutationDeps, 'ids' | 'sessionSecret'>;

/** Six digits by chance, from as many bits as make every code as likely as any other. */
export async function newCode(deps: CodeDeps): Promise<string> {
  const bits = await hashToken(deps.sessionSecret, `code:${deps.ids.secret()}`);
  return String(Number.parseInt(bits.slice(0, 13), 16) % 1_000_000).padStart(6, '0');
}

/** What is kept of a code: bound to the person, so that it opens nothing for another. */
export function hashCode(deps: CodeDeps, personId: string, code: string): Promise<string> {
  return hashToken(deps.sessionSecret, `code:${personId}:${code.replace(/\s/g, '')}`);
}

/** The only code of this person from now on, in the caller's transaction. */
export function keepCode(tx: EmployerDb, personId: string, codeHash: string, now: number): void {
  const row = { codeHash, createdAt: now, expiresAt: now + CODE_MINUTES * MINUTE, tries: 0 };
  tx.insert(mutationCodes)
    .values({ personId, ...row })
    .onConflictDoUpdate({ target: mutationCodes.personId, set: row })
    .run();
}

/**
 * Uses a code up, in the caller's transaction; a wrong one counts as a try, so that the transaction must be kept whatever comes of it.
 * @returns false for a wrong code, one that has lapsed, and after too many tries
 */
export function useCode(tx: EmployerDb, personId: string, codeHash: string, now: number): boolean {
  const mine = eq(mutationCodes.personId, personId);
  const row = tx.select().from(mutationCodes).where(mine).get();
  if (row === undefined) return false;
  const isRight = row.codeHash === codeHash && row.expiresAt > now && row.tries < CODE_TRIES;
  if (isRight) tx.delete(mutationCodes).where(mine).run();
  else
    tx.update(mutationCodes)
      .set({ tries: row.tries + 1 })
      .where(mine)
      .run();
  return isRight;
}
