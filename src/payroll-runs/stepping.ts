import { and, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { addDays } from '../kernel/calendar.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { closeScopes, closingsOf, reopenScopes } from '../pay/closings.ts';
import type { PayrollPeriod } from '../pay/model.ts';
import type { EmployerDb } from '../store/db.ts';
import { payrollRuns } from '../store/run-schema.ts';
import { holdsLines, scopesOf } from './content.ts';
import { decideRun, openStatuses, type RunSituation } from './decide.ts';
import type { PayrollRunDeps } from './deps.ts';
import { candidates, contentOfRun, fillHours, release, stamp } from './entries.ts';
import { tellDecision, tellReady, untellReady } from './mails.ts';
import type { NewRun, RunAction, RunStatus, RunStep } from './model.ts';
import { dropResults } from './results.ts';
import {
  findRun,
  hasStarted,
  lastApprovedSeq,
  nextNumber,
  openRemarks,
  openRun,
  type RunRow,
  requirePeriod,
  writeRunEvent,
} from './rows.ts';
import { checksOfView, lookAt } from './view.ts';

/** Days from today until when the employer is asked to look, unless the provider says otherwise. */
const LOOK_DAYS = 5;

/** A new run, in the caller's transaction; closed for input at once where its people can hand in nothing any more. @returns its id */
export function makeRun(tx: EmployerDb, actor: Actor, input: NewRun, deps: PayrollRunDeps): string {
  if (actor.role !== 'provider') throw new AppError('forbidden');
  const period = requirePeriod(tx, input.periodId);
  if (openRun(tx) !== undefined) throw new AppError('run_open');
  const at = deps.clock.now();
  const id = deps.ids.next();
  const status: RunStatus = isClosed(tx, period, input.onCall) ? 'closed_for_input' : 'collecting';
  tx.insert(payrollRuns)
    .values({
      ...{ id, ...input, number: nextNumber(tx, period.id), status, openSlot: 1 },
      ...{ createdBy: actor.personId, createdAt: at, updatedAt: at },
    })
    .run();
  writeRunEvent(tx, {
    ...{ runId: id, at, personId: actor.personId, action: 'create', before: null, after: status },
  });
  return id;
}

function isClosed(tx: EmployerDb, period: PayrollPeriod, filter: NewRun['onCall']): boolean {
  if (period.closedAt !== null) return true;
  const closed = closingsOf(tx, [period.id]).map(({ scope }) => scope);
  return scopesOf(filter).every((scope) => closed.includes(scope));
}

/** How things stand with a run, for the decision; checks are made only for the step that asks for them. */
export function situationOf(tx: EmployerDb, run: RunRow, action: RunAction | null): RunSituation {
  const other = openRun(tx);
  return {
    status: run.status,
    isLastApproved: run.approvedSeq !== null && run.approvedSeq === lastApprovedSeq(tx),
    otherOpen: other !== undefined && other.id !== run.id,
    blocking: action === 'check' ? blockingChecks(tx, run) : 0,
    // Hours of contracts are filled in before lines are taken up.
    lines: action === 'start' ? linesFor(tx, run) : 1,
    openRemarks: action === 'approve' ? openRemarks(tx, run.id) : 0,
  };
}

function blockingChecks(tx: EmployerDb, run: RunRow): number {
  const query = { periodId: run.periodId, onCall: run.onCall, runId: run.id };
  return checksOfView(tx, lookAt(tx, query)).filter(({ severity }) => severity === 'block').length;
}

function linesFor(tx: EmployerDb, run: RunRow): number {
  return run.status === 'remarks'
    ? contentOfRun(tx, run).length
    : candidates(tx, run.periodId, run.onCall).length;
}

/** Takes one step in the caller's transaction: status, lines, closing, mails and event together. @throws AppError as decideRun says, period_closed, mail_* */
export function takeRunStep(
  tx: EmployerDb,
  actor: Actor,
  runId: string,
  step: RunStep,
  origin: string | null,
  deps: PayrollRunDeps,
): void {
  const run = findRun(tx, runId);
  const acting = {
    role: actor.role,
    isStarter: hasStarted(tx, run, actor.personId),
    reason: step.reason,
  };
  const decision = decideRun(situationOf(tx, run, step.action), step.action, acting);
  if (!decision.ok) throw new AppError(decision.code);
  const at = deps.clock.now();
  const { values, data } = effectOf(tx, actor, { run, step, origin, at }, deps);
  const changed = tx
    .update(payrollRuns)
    .set({
      status: decision.to,
      openSlot: openStatuses.includes(decision.to) ? 1 : null,
      updatedAt: at,
      reason: step.reason || null,
      ...values,
    })
    .where(and(eq(payrollRuns.id, runId), eq(payrollRuns.status, run.status)))
    .returning({ id: payrollRuns.id })
    .all();
  if (changed.length !== 1) throw new AppError('run_state');
  writeRunEvent(tx, {
    ...{ runId, at, personId: actor.personId, action: step.action, data },
    ...{ before: run.status, after: decision.to, reason: step.reason },
  });
}

interface Stepping {
  run: RunRow;
  step: RunStep;
  origin: string | null;
  at: number;
}
interface Effect {
  values: Partial<RunRow>;
  data: Record<string, string | number>;
}

function effectOf(tx: EmployerDb, actor: Actor, stepping: Stepping, deps: PayrollRunDeps): Effect {
  const { run, step, origin, at } = stepping;
  const period = requirePeriod(tx, run.periodId);
  const by = { personId: actor.personId, at };
  switch (step.action) {
    case 'close':
      closeScopes(tx, run.periodId, scopesOf(run.onCall), { runId: run.id, ...by });
      return { values: {}, data: {} };
    case 'reopen':
      return reopened(tx, run);
    case 'check':
      return { values: {}, data: {} };
    case 'start': {
      if (holdsLines(run.status)) letGo(tx, run);
      fillHours(tx, period, at, deps.ids);
      const lines = stamp(tx, run, by, deps.ids);
      // Hours that were to be paid a moment ago may have just been taken out.
      if (lines === 0) throw new AppError('run_empty');
      return { values: { trialStartedAt: at }, data: { lines } };
    }
    case 'ready':
      return readied(tx, actor, stepping, period, deps);
    case 'return':
    case 'approve':
    case 'undo': {
      tellDecision(tx, actor, { run, period, decision: step.action, origin }, deps);
      if (step.action === 'return') return { values: {}, data: {} };
      const approved = step.action === 'approve';
      return {
        values: {
          approvedAt: approved ? at : null,
          approvedSeq: approved ? lastApprovedSeq(tx) + 1 : null,
        },
        data: {},
      };
    }
    case 'cancel':
      if (holdsLines(run.status)) letGo(tx, run);
      reopenScopes(tx, run.periodId, run.id);
      untellReady(tx, run.id);
      return { values: { deadline: null }, data: {} };
  }
}

function letGo(tx: EmployerDb, run: RunRow): void {
  release(tx, run.id);
  dropResults(tx, run.id);
}

/** Back to collecting. What somebody else closed, an approved run or the period by hand, this run cannot open. */
function reopened(tx: EmployerDb, run: RunRow): Effect {
  if (holdsLines(run.status)) letGo(tx, run);
  untellReady(tx, run.id);
  if (!reopenScopes(tx, run.periodId, run.id)) throw new AppError('period_closed');
  return { values: { trialStartedAt: null, deadline: null }, data: {} };
}

function readied(
  tx: EmployerDb,
  actor: Actor,
  { run, step, origin }: Stepping,
  period: PayrollPeriod,
  deps: PayrollRunDeps,
): Effect {
  const now = today(deps.clock);
  const deadline = step.deadline ?? addDays(now, LOOK_DAYS);
  if (deadline < now) throw new AppError('bad_request');
  untellReady(tx, run.id);
  const round = run.round + 1;
  const mails = tellReady(tx, actor, { run, round, period, deadline, origin }, deps);
  return { values: { round, deadline }, data: { mails, deadline } };
}
