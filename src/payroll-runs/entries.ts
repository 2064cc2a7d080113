import { and, eq, gte, inArray, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm';
import { writeEvent } from '../declarations/rows.ts';
import type { Deps } from '../deps.ts';
import type { PayrollPeriod } from '../pay/model.ts';
import type { EmployerDb } from '../store/db.ts';
import { declarationLines, declarations } from '../store/declaration-schema.ts';
import { wageComponents } from '../store/pay-schema.ts';
import { employments } from '../store/personnel-schema.ts';
import { payrollEntries, payrollRuns } from '../store/run-schema.ts';
import { type Entry, HOURS_KEY, holdsLines, matches } from './content.ts';
import { filledHours } from './hours.ts';
import type { AutomaticResult, RunFilter } from './model.ts';
import type { RunRow } from './rows.ts';

/** What a trial of these people would take up now: see `declared` for declarations, the rest are rows of the period that no run holds. */
export function candidates(db: EmployerDb, periodId: number, filter: RunFilter): Entry[] {
  const kept = db
    .select({ row: payrollEntries, isOnCall: employments.isOnCall })
    .from(payrollEntries)
    .innerJoin(employments, eq(employments.id, payrollEntries.employmentId))
    .where(and(eq(payrollEntries.periodId, periodId), isNull(payrollEntries.runId)))
    .all()
    // Whoever became an on-call worker since gets no hours of a contract.
    .filter(({ row, isOnCall }) => !(row.source === 'automatic' && isOnCall))
    .map(({ row: { id: _, createdAt: _at, ...row }, isOnCall }): Entry => ({ ...row, isOnCall }));
  return [...kept, ...declared(db, takenUp(db, periodId))].filter(({ isOnCall }) =>
    matches(filter, isOnCall),
  );
}

/** Declarations of this period, and those of earlier ones that came too late for the runs those had. */
function takenUp(db: EmployerDb, periodId: number): SQL | undefined {
  const earlier = periodsWithApprovedRun(db, periodId);
  return inArray(declarations.periodId, [periodId, ...earlier]);
}

function periodsWithApprovedRun(db: EmployerDb, before: number): number[] {
  return db
    .selectDistinct({ id: payrollRuns.periodId })
    .from(payrollRuns)
    .where(and(eq(payrollRuns.status, 'approved'), lt(payrollRuns.periodId, before)))
    .all()
    .map(({ id }) => id);
}

/** Processed declarations that no run holds, one entry a component; `periodId` is the period they were processed into. */
function declared(db: EmployerDb, condition: SQL | undefined): Entry[] {
  const inRun = sql`EXISTS (SELECT 1 FROM ${payrollEntries} WHERE ${payrollEntries.source} = 'declaration' AND ${payrollEntries.sourceId} = ${declarations.id})`;
  return db
    .select({
      sourceId: declarations.id,
      employmentId: declarations.employmentId,
      periodId: declarations.periodId,
      isOnCall: employments.isOnCall,
      componentKey: wageComponents.key,
      quantity: sql<number>`sum(${declarationLines.quantity})`,
      amount: sql<number>`sum(coalesce(${declarationLines.amount}, 0))`,
      unpriced: sql<number>`sum(${declarationLines.amount} is null)`,
    })
    .from(declarations)
    .innerJoin(declarationLines, eq(declarationLines.declarationId, declarations.id))
    .innerJoin(wageComponents, eq(wageComponents.id, declarationLines.componentId))
    .innerJoin(employments, eq(employments.id, declarations.employmentId))
    .where(and(eq(declarations.status, 'processed'), condition, sql`NOT ${inRun}`))
    .groupBy(declarations.id, wageComponents.key)
    .all()
    .map(({ unpriced, amount, periodId, ...row }) => ({
      ...row,
      periodId: periodId ?? 0,
      runId: null,
      amount: unpriced > 0 ? null : amount,
      source: 'declaration' as const,
    }));
}

function keptRows(db: EmployerDb, condition: SQL | undefined): Entry[] {
  return db
    .select()
    .from(payrollEntries)
    .where(condition)
    .all()
    .map(({ id: _, createdAt: _at, ...row }) => row);
}

/** What a run holds, or would hold while it collects. */
export function contentOfRun(db: EmployerDb, run: RunRow): Entry[] {
  if (run.status === 'cancelled') return [];
  if (!holdsLines(run.status)) return candidates(db, run.periodId, run.onCall);
  return keptRows(db, eq(payrollEntries.runId, run.id));
}

/** What all runs of a period hold. */
export function heldInPeriod(db: EmployerDb, periodId: number): Entry[] {
  return keptRows(db, and(eq(payrollEntries.periodId, periodId), isNotNull(payrollEntries.runId)));
}

/** What other runs of the period hold. */
export function heldByOthers(db: EmployerDb, run: RunRow): Entry[] {
  return keptRows(
    db,
    and(
      eq(payrollEntries.periodId, run.periodId),
      isNotNull(payrollEntries.runId),
      ne(payrollEntries.runId, run.id),
    ),
  );
}

/** A period to compare with: what its runs hold; of one without an approved run, what it was handed. */
export function pastContent(db: EmployerDb, periodId: number): Entry[] {
  const held = heldInPeriod(db, periodId);
  if (periodsWithApprovedRun(db, periodId + 1).includes(periodId)) return held;
  const open = keptRows(db, and(eq(payrollEntries.periodId, periodId), isNull(payrollEntries.runId)));
  return [...held, ...open, ...declared(db, eq(declarations.periodId, periodId))];
}

/** Lines of a year back that no run took up and that no run of this period will. */
export function leftovers(db: EmployerDb, periodId: number): Entry[] {
  const settled = periodsWithApprovedRun(db, periodId);
  const since = periodId - 100;
  const early = and(lt(declarations.periodId, periodId), gte(declarations.periodId, since));
  const lost = declared(db, early).filter((entry) => !settled.includes(entry.periodId));
  if (settled.length === 0) return lost;
  const rows = and(inArray(payrollEntries.periodId, settled), gte(payrollEntries.periodId, since));
  return [...lost, ...keptRows(db, and(rows, isNull(payrollEntries.runId)))];
}

/**
 * Takes up into the run what its people have, in the caller's transaction. From then on it is in this run and no other: a declaration has its rows once
 * (unique in the database), the other rows carry one run. A declaration of an earlier period moves here, and its history says so.
 * @returns how many rows
 */
export function stamp(
  tx: EmployerDb,
  run: RunRow,
  by: { personId: string; at: number },
  ids: Deps['ids'],
): number {
  const rows = candidates(tx, run.periodId, run.onCall);
  const fresh = rows.filter(({ source }) => source === 'declaration');
  for (const entry of fresh)
    tx.insert(payrollEntries)
      .values({ ...entry, id: ids.next(), periodId: run.periodId, runId: run.id, createdAt: by.at })
      .run();
  for (const entry of rows)
    if (entry.source !== 'declaration')
      tx.update(payrollEntries)
        .set({ runId: run.id, isOnCall: entry.isOnCall })
        .where(
          and(
            eq(payrollEntries.periodId, run.periodId),
            eq(payrollEntries.employmentId, entry.employmentId),
            eq(payrollEntries.componentKey, entry.componentKey),
            eq(payrollEntries.source, entry.source),
            eq(payrollEntries.sourceId, entry.sourceId),
          ),
        )
        .run();
  const late = fresh.filter(({ periodId }) => periodId !== run.periodId);
  for (const id of new Set(late.map(({ sourceId }) => sourceId))) moveDeclaration(tx, id, run.periodId, by);
  return rows.length;
}

function moveDeclaration(
  tx: EmployerDb,
  declarationId: string,
  periodId: number,
  by: { personId: string; at: number },
): void {
  tx.update(declarations).set({ periodId, updatedAt: by.at }).where(eq(declarations.id, declarationId)).run();
  writeEvent(tx, {
    ...{ declarationId, at: by.at, personId: by.personId, action: 'process' },
    ...{ before: 'processed', after: 'processed', reason: `Doorgeschoven naar periode ${periodId}.` },
  });
}

/** Lets go of what a run held: declarations and rows can go into a next one. */
export function release(tx: EmployerDb, runId: string): void {
  tx.delete(payrollEntries)
    .where(and(eq(payrollEntries.runId, runId), eq(payrollEntries.source, 'declaration')))
    .run();
  tx.update(payrollEntries).set({ runId: null }).where(eq(payrollEntries.runId, runId)).run();
}

/** Writes the hours of contracts of a period; what a run holds stays as it is. The same again changes nothing. */
export function fillHours(
  tx: EmployerDb,
  period: Pick<PayrollPeriod, 'id' | 'startsOn' | 'endsOn'>,
  at: number,
  ids: Deps['ids'],
): AutomaticResult {
  const result = { made: 0, changed: 0, removed: 0, kept: 0 };
  const rows = new Map(
    tx
      .select()
      .from(payrollEntries)
      .where(and(eq(payrollEntries.periodId, period.id), eq(payrollEntries.source, 'automatic')))
      .all()
      .map((row) => [row.employmentId, row]),
  );
  for (const employment of tx.select().from(employments).all()) {
    const hours = filledHours(employment, period);
    const row = rows.get(employment.id);
    if (row === undefined) {
      if (hours === null) continue;
      tx.insert(payrollEntries)
        .values({
          ...{ id: ids.next(), periodId: period.id, employmentId: employment.id, componentKey: HOURS_KEY },
          ...{ quantity: hours, source: 'automatic', isOnCall: false, createdAt: at },
        })
        .run();
      result.made++;
    } else if (row.runId !== null || row.quantity === hours) result.kept++;
    else if (hours === null) {
      tx.delete(payrollEntries).where(eq(payrollEntries.id, row.id)).run();
      result.removed++;
    } else {
      tx.update(payrollEntries).set({ quantity: hours }).where(eq(payrollEntries.id, row.id)).run();
      result.changed++;
    }
  }
  return result;
}
