import { and, count, eq, isNotNull, lt, ne } from 'drizzle-orm';
import type { DirectoryDb } from '../store/db.ts';
import { people, recoveryCodes, secondFactors, sessions } from '../store/directory-schema.ts';

/** The rows of second factors: small steps, each to be called inside the transaction that needs it. */

export type FactorRow = typeof secondFactors.$inferSelect;

export function personOf(db: DirectoryDb, personId: string) {
  return db.select().from(people).where(eq(people.id, personId)).get();
}

export function factorOf(db: DirectoryDb, personId: string): FactorRow | undefined {
  return db.select().from(secondFactors).where(eq(secondFactors.personId, personId)).get();
}

export function codesLeft(db: DirectoryDb, personId: string): number {
  const found = db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.personId, personId))
    .get();
  return found?.left ?? 0;
}

/** Guarded on the step that stands there: of two uses of one code, one wins. */
export function takeStep(tx: DirectoryDb, { personId, secret }: FactorRow, step: number): boolean {
  const taken = tx
    .update(secondFactors)
    .set({ lastStep: step })
    .where(
      and(
        eq(secondFactors.personId, personId),
        eq(secondFactors.secret, secret),
        isNotNull(secondFactors.confirmedAt),
        lt(secondFactors.lastStep, step),
      ),
    )
    .returning({ lastStep: secondFactors.lastStep })
    .all();
  return taken.length === 1;
}

export function takeRecoveryCode(tx: DirectoryDb, personId: string, codeHash: string): boolean {
  const taken = tx
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.codeHash, codeHash), eq(recoveryCodes.personId, personId)))
    .returning({ codeHash: recoveryCodes.codeHash })
    .all();
  return taken.length === 1;
}

export function replaceCodes(
  tx: DirectoryDb,
  personId: string,
  rows: { codeHash: string; personId: string }[],
): void {
  tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId)).run();
  tx.insert(recoveryCodes).values(rows).run();
}

export function endOtherSessions(
  tx: DirectoryDb,
  personId: string,
  own: string,
  proof: 'own' | 'none',
): void {
  tx.delete(sessions)
    .where(and(eq(sessions.personId, personId), ne(sessions.tokenHash, own)))
    .run();
  tx.update(sessions).set({ secondFactor: proof }).where(eq(sessions.tokenHash, own)).run();
}

/** Takes the factor and its recovery codes away. @returns whether it counted */
export function removeFactor(tx: DirectoryDb, personId: string): boolean {
  tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId)).run();
  const [gone] = tx
    .delete(secondFactors)
    .where(eq(secondFactors.personId, personId))
    .returning({ confirmedAt: secondFactors.confirmedAt })
    .all();
  return gone?.confirmedAt != null;
}
