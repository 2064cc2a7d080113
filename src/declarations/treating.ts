import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import { addMonths } from '../kernel/calendar.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { periodsFor } from '../pay/closings.ts';
import { isOpenForPayroll } from '../pay/periods.ts';
import { findPeriod, periodsAround } from '../pay/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { declarations } from '../store/declaration-schema.ts';
import { employments } from '../store/personnel-schema.ts';
import { decide } from './decide.ts';
import type { DeclarationAction, DeclarationStatus } from './model.ts';
import { type DeclarationRow, findRow, writeEvent } from './rows.ts';

export interface Step {
  action: DeclarationAction;
  actor: Actor;
  reason?: string | null;
  /** With 'process'; null for the period it lands in. */
  periodId?: number | null;
}

/**
 * One step of a declaration in the caller's transaction: status, event and period together. The update is guarded by the status that was read, so of two at
 * once one finds nothing left to change.
 * @param trusted the workflow has checked who acts; still nobody treats their own
 * @throws AppError as decide says, period_closed
 */
export function takeStep(
  tx: EmployerDb,
  id: string,
  step: Step,
  deps: Pick<Deps, 'clock'>,
  trusted = false,
): DeclarationStatus {
  const row = findRow(tx, id);
  if (row === undefined) throw new AppError('not_found');
  const isOwner = row.personId === step.actor.personId;
  const role = trusted ? roleOf(step.action, step.actor) : step.actor.role;
  const decision = decide(row.status, step.action, { role, isOwner, reason: step.reason ?? null });
  if (!decision.ok) throw new AppError(decision.code);
  const at = deps.clock.now();
  const changed = tx
    .update(declarations)
    .set({
      status: decision.to,
      updatedAt: at,
      ...(step.action === 'submit' ? { submittedAt: at } : {}),
      ...(step.reason ? { reason: step.reason.trim() } : {}),
      ...(step.action === 'process' ? { periodId: periodFor(tx, row, step, deps) } : {}),
    })
    .where(and(eq(declarations.id, id), eq(declarations.status, row.status)))
    .returning({ id: declarations.id })
    .all();
  if (changed.length !== 1) throw new AppError('declaration_state');
  writeEvent(tx, {
    declarationId: id,
    at,
    personId: step.actor.personId,
    action: step.action,
    before: row.status,
    after: decision.to,
    reason: step.reason?.trim() || null,
  });
  return decision.to;
}

/** Whoever the workflow lets act stands for the role that the step needs. */
function roleOf(action: DeclarationAction, actor: Actor): Actor['role'] {
  if (action === 'process' || action === 'fail') return 'provider';
  if (action === 'approve' || action === 'reject' || action === 'return') return 'hr';
  return actor.role;
}

/** The period that was asked for; otherwise the one it was handed in for, or the first one after it that payroll still takes from these people. */
function periodFor(tx: EmployerDb, row: DeclarationRow, step: Step, deps: Pick<Deps, 'clock'>): number {
  const employment = tx
    .select({ isOnCall: employments.isOnCall })
    .from(employments)
    .where(eq(employments.id, row.employmentId))
    .get();
  const isOnCall = employment?.isOnCall ?? false;
  if (step.periodId) {
    const known = findPeriod(tx, step.periodId);
    const [period] = known ? periodsFor(tx, [known], isOnCall) : [];
    if (period === undefined) throw new AppError('not_found');
    if (!isOpenForPayroll(period)) throw new AppError('period_closed');
    return period.id;
  }
  const now = today(deps.clock);
  const planned = row.periodId ?? 0;
  const open = periodsFor(tx, periodsAround(tx, row.fromDate, addMonths(now, 1)), isOnCall)
    .filter((period) => period.id >= planned && isOpenForPayroll(period))
    .sort((a, b) => a.id - b.id)[0];
  if (open === undefined) throw new AppError('period_closed');
  return open.id;
}
