import { and, eq, inArray } from 'drizzle-orm';
import type { EmployerDb } from '../store/db.ts';
import { payrollPeriods } from '../store/pay-schema.ts';
import { periodClosings, type scopes } from '../store/run-schema.ts';
import type { PayrollPeriod } from './model.ts';

type Scope = (typeof scopes)[number];
export type Closing = typeof periodClosings.$inferSelect;

/** Closings of fixed staff or on-call workers alone, of these periods. */
export function closingsOf(db: EmployerDb, periodIds: readonly number[]): Closing[] {
  if (periodIds.length === 0) return [];
  return db
    .select()
    .from(periodClosings)
    .where(inArray(periodClosings.periodId, [...periodIds]))
    .all();
}

/** Periods as they are for these people: closed when the period is, or when it is for fixed staff or on-call workers alone. */
export function periodsFor(
  db: EmployerDb,
  periods: readonly PayrollPeriod[],
  isOnCall: boolean,
): PayrollPeriod[] {
  const scope = isOnCall ? 'only' : 'without';
  const closings = closingsOf(
    db,
    periods.map(({ id }) => id),
  ).filter((closing) => closing.scope === scope);
  return periods.map((period) => {
    const own = closings.find(({ periodId }) => periodId === period.id);
    if (period.closedAt !== null || own === undefined) return period;
    return { ...period, closedAt: own.closedAt, closedBy: own.closedBy };
  });
}

/** Closes for these people, in the caller's transaction; with both the period is closed. What is closed already keeps who closed it. */
export function closeScopes(
  tx: EmployerDb,
  periodId: number,
  wanted: readonly Scope[],
  by: { runId: string | null; personId: string; at: number },
): void {
  tx.insert(periodClosings)
    .values(
      wanted.map((scope) => ({
        ...{ periodId, scope, runId: by.runId, closedAt: by.at, closedBy: by.personId },
      })),
    )
    .onConflictDoNothing()
    .run();
  if (closingsOf(tx, [periodId]).length < 2) return;
  tx.update(payrollPeriods)
    .set({ closedAt: by.at, closedBy: by.personId })
    .where(eq(payrollPeriods.id, periodId))
    .run();
}

/** Opens what a run closed, or with null the whole period. @returns whether something was closed by it */
export function reopenScopes(tx: EmployerDb, periodId: number, runId: string | null): boolean {
  const gone = tx
    .delete(periodClosings)
    .where(
      and(
        eq(periodClosings.periodId, periodId),
        runId === null ? undefined : eq(periodClosings.runId, runId),
      ),
    )
    .returning({ scope: periodClosings.scope })
    .all();
  if (gone.length > 0)
    tx.update(payrollPeriods)
      .set({ closedAt: null, closedBy: null })
      .where(eq(payrollPeriods.id, periodId))
      .run();
  return gone.length > 0;
}
