import { and, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { closeScopes, reopenScopes } from '../pay/closings.ts';
import type { EmployerDb } from '../store/db.ts';
import { payrollPeriods } from '../store/pay-schema.ts';
import { payrollRuns } from '../store/run-schema.ts';
import { holdsLines } from './content.ts';
import type { RunAction, RunStatus } from './model.ts';
import { openRun, type RunRow, requirePeriod, runsOfPeriods, writeRunEvent } from './rows.ts';

/** 'Klaar met muteren' for everybody; a run of the period that still collects goes along. @throws AppError not_found, period_closed */
export function closeWhole(tx: EmployerDb, actor: Actor, periodId: number, at: number): void {
  const period = requirePeriod(tx, periodId);
  if (period.closedAt !== null) throw new AppError('period_closed');
  closeScopes(tx, periodId, ['without', 'only'], { runId: null, personId: actor.personId, at });
  const run = runUnderWay(tx, periodId);
  if (run?.status === 'collecting') moveAlong(tx, actor, run, 'close', 'closed_for_input', at);
}

/** Takes input again, while no run was approved and none holds lines. @throws AppError not_found, period_run_approved, run_open */
export function openWhole(tx: EmployerDb, actor: Actor, periodId: number, at: number): void {
  requirePeriod(tx, periodId);
  if (runsOfPeriods(tx, [periodId]).some(({ status }) => status === 'approved'))
    throw new AppError('period_run_approved');
  const run = runUnderWay(tx, periodId);
  if (run !== undefined && holdsLines(run.status)) throw new AppError('run_open');
  reopenScopes(tx, periodId, null);
  tx.update(payrollPeriods)
    .set({ closedAt: null, closedBy: null })
    .where(eq(payrollPeriods.id, periodId))
    .run();
  if (run !== undefined && run.status !== 'collecting') moveAlong(tx, actor, run, 'reopen', 'collecting', at);
}

function runUnderWay(tx: EmployerDb, periodId: number): RunRow | undefined {
  const run = openRun(tx);
  return run?.periodId === periodId ? run : undefined;
}

function moveAlong(
  tx: EmployerDb,
  actor: Actor,
  run: RunRow,
  action: RunAction,
  after: RunStatus,
  at: number,
): void {
  tx.update(payrollRuns)
    .set({ status: after, updatedAt: at })
    .where(and(eq(payrollRuns.id, run.id), eq(payrollRuns.status, run.status)))
    .run();
  writeRunEvent(tx, { runId: run.id, at, personId: actor.personId, action, before: run.status, after });
}
