import { asc, eq, isNull } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { sampleEmployees } from '../store/help-schema.ts';
import { MAX_SAMPLES, type SampleEmployee, type SampleInput, sampleSchema } from './model.ts';

type Row = typeof sampleEmployees.$inferSelect;

function viewOf({ removedAt, ...row }: Row): SampleEmployee {
  return sampleSchema.parse({ ...row, removed: removedAt !== null });
}

export function listSamples(db: EmployerDb): SampleEmployee[] {
  return db
    .select()
    .from(sampleEmployees)
    .where(isNull(sampleEmployees.removedAt))
    .orderBy(asc(sampleEmployees.name), asc(sampleEmployees.id))
    .all()
    .map(viewOf);
}

/** One that stands or was removed. @throws AppError not_found */
export function findSample(db: EmployerDb, id: string): SampleEmployee {
  const row = db.select().from(sampleEmployees).where(eq(sampleEmployees.id, id)).get();
  if (row === undefined) throw new AppError('not_found');
  return viewOf(row);
}

function requireRoom(db: EmployerDb): void {
  if (listSamples(db).length >= MAX_SAMPLES) throw new AppError('samples_full');
}

interface Change {
  by: string;
  at: number;
}

/** Run it inside a transaction. @param fresh the id of a new one; false to change the one of `id` @throws AppError not_found, samples_full */
export function writeSample(
  tx: EmployerDb,
  id: string,
  fresh: boolean,
  input: SampleInput,
  { by, at }: Change,
): void {
  const changed = { ...input, changedBy: by, changedAt: at };
  if (fresh) {
    requireRoom(tx);
    tx.insert(sampleEmployees)
      .values({ id, ...changed })
      .run();
    return;
  }
  if (findSample(tx, id).removed) throw new AppError('not_found');
  tx.update(sampleEmployees).set(changed).where(eq(sampleEmployees.id, id)).run();
}

/** Off the list or back on it. Run it inside a transaction. @throws AppError not_found, samples_full */
export function setRemoved(tx: EmployerDb, id: string, removed: boolean, { by, at }: Change): void {
  const known = findSample(tx, id);
  if (known.removed === removed) return;
  if (!removed) requireRoom(tx);
  tx.update(sampleEmployees)
    .set({ removedAt: removed ? at : null, changedBy: by, changedAt: at })
    .where(eq(sampleEmployees.id, id))
    .run();
}
