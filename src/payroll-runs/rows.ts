import { and, asc, count, desc, eq, inArray, isNotNull, isNull, max } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import type { PayrollPeriod } from '../pay/model.ts';
import { findPeriod } from '../pay/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { payrollEntries, payrollRuns, runEvents, runRemarks } from '../store/run-schema.ts';
import { openStatuses, startingActions } from './decide.ts';
import type { RunAction } from './model.ts';

export type RunRow = typeof payrollRuns.$inferSelect;

/** @throws AppError not_found */
export function findRun(db: EmployerDb, id: string): RunRow {
  const row = db.select().from(payrollRuns).where(eq(payrollRuns.id, id)).get();
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** @throws AppError not_found */
export function requirePeriod(db: EmployerDb, id: number): PayrollPeriod {
  const period = Number.isInteger(id) ? findPeriod(db, id) : undefined;
  if (period === undefined) throw new AppError('not_found');
  return period;
}

/** Latest first. */
export function allRuns(db: EmployerDb): RunRow[] {
  return db.select().from(payrollRuns).orderBy(desc(payrollRuns.periodId), desc(payrollRuns.number)).all();
}

export function runsOfPeriods(db: EmployerDb, periodIds: readonly number[]): RunRow[] {
  if (periodIds.length === 0) return [];
  return db
    .select()
    .from(payrollRuns)
    .where(inArray(payrollRuns.periodId, [...periodIds]))
    .orderBy(asc(payrollRuns.periodId), asc(payrollRuns.number))
    .all();
}

export function openRun(db: EmployerDb): RunRow | undefined {
  return db
    .select()
    .from(payrollRuns)
    .where(inArray(payrollRuns.status, [...openStatuses]))
    .get();
}

export function nextNumber(db: EmployerDb, periodId: number): number {
  const last = db
    .select({ n: max(payrollRuns.number) })
    .from(payrollRuns)
    .where(eq(payrollRuns.periodId, periodId))
    .get();
  return (last?.n ?? 0) + 1;
}

export function lastApprovedSeq(db: EmployerDb): number {
  return (
    db
      .select({ n: max(payrollRuns.approvedSeq) })
      .from(payrollRuns)
      .get()?.n ?? 0
  );
}

/** Approved runs in order of approval. */
export function approvedRuns(db: EmployerDb): RunRow[] {
  return db
    .select()
    .from(payrollRuns)
    .where(isNotNull(payrollRuns.approvedSeq))
    .orderBy(asc(payrollRuns.approvedSeq))
    .all();
}

export interface NewRunEvent {
  runId: string;
  at: number;
  personId: string;
  action: RunAction | 'create' | 'fill' | 'import' | 'results' | 'remark' | 'answer' | 'settle';
  before: string | null;
  after: string;
  reason?: string | null;
  data?: Record<string, string | number>;
}

export function writeRunEvent(tx: EmployerDb, event: NewRunEvent): void {
  const last = tx.select({ n: count() }).from(runEvents).where(eq(runEvents.runId, event.runId)).get();
  tx.insert(runEvents)
    .values({
      ...event,
      reason: event.reason || null,
      data: event.data ?? {},
      seq: (last?.n ?? 0) + 1,
    })
    .run();
}

export function eventsOfRun(db: EmployerDb, runId: string) {
  return db.select().from(runEvents).where(eq(runEvents.runId, runId)).orderBy(asc(runEvents.seq)).all();
}

/** Whether this person made the run or took one of its steps towards the employer. */
export function hasStarted(db: EmployerDb, run: RunRow, personId: string): boolean {
  if (run.createdBy === personId) return true;
  const found = db
    .select({ seq: runEvents.seq })
    .from(runEvents)
    .where(
      and(
        eq(runEvents.runId, run.id),
        eq(runEvents.personId, personId),
        inArray(runEvents.action, [...startingActions]),
      ),
    )
    .get();
  return found !== undefined;
}

export function openRemarks(db: EmployerDb, runId: string): number {
  const found = db
    .select({ n: count() })
    .from(runRemarks)
    .where(and(eq(runRemarks.runId, runId), isNull(runRemarks.settledAt)))
    .get();
  return found?.n ?? 0;
}

/** Lines and employments that a run holds. */
export function heldBy(db: EmployerDb, runId: string): { lines: number; employments: number } {
  const rows = db
    .selectDistinct({
      employmentId: payrollEntries.employmentId,
      componentKey: payrollEntries.componentKey,
    })
    .from(payrollEntries)
    .where(eq(payrollEntries.runId, runId))
    .all();
  return { lines: rows.length, employments: new Set(rows.map(({ employmentId }) => employmentId)).size };
}
