import { eq, sql } from 'drizzle-orm';
import type { EmployerDb } from './db.ts';
import { settings } from './employer-schema.ts';

/** Keys that the house itself uses. */
export const settingKeys = { employerId: 'employer_id', generation: 'generation' } as const;

export function readSetting(db: EmployerDb, key: string): string | null {
  return (
    db.select({ value: settings.value }).from(settings).where(eq(settings.key, key)).get()?.value ?? null
  );
}

export function writeSetting(db: EmployerDb, key: string, value: string): void {
  db.insert(settings)
    .values({ key, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } })
    .run();
}

/** A number that changes whenever the employer's passages or vectors change; caches carry it. */
export function readGeneration(db: EmployerDb): number {
  return Number(readSetting(db, settingKeys.generation) ?? '0');
}

/** Call inside the transaction that changes passages or vectors. */
export function bumpGeneration(db: EmployerDb): void {
  db.insert(settings)
    .values({ key: settingKeys.generation, value: '1' })
    .onConflictDoUpdate({ target: settings.key, set: { value: sql`CAST(${settings.value} AS INTEGER) + 1` } })
    .run();
}

/**
 * Writes the employer's id into its own database, or checks that it is the one that stands there: a file that was put
 * back in the wrong folder must not open as somebody else's.
 * @throws Error when the database belongs to another employer
 */
export function claimDatabase(db: EmployerDb, employerId: string): void {
  const owner = readSetting(db, settingKeys.employerId);
  if (owner === null) writeSetting(db, settingKeys.employerId, employerId);
  else if (owner !== employerId) throw new Error('this database belongs to another employer');
}
