import { requireKeeper } from '../kernel/access.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { closingsOf } from '../pay/closings.ts';
import type { PayrollPeriod } from '../pay/model.ts';
import type { EmployerDb } from '../store/db.ts';
import { differencesOf, isCalendarOnly, unchangedOf } from './compare.ts';
import { holdsLines } from './content.ts';
import { allowedSteps, openStatuses } from './decide.ts';
import type { PayrollRunDeps } from './deps.ts';
import { candidates } from './entries.ts';
import type { PeriodOverview, Run, RunStatus, Trial } from './model.ts';
import { remarksOf } from './remarks.ts';
import { resultsOf } from './results.ts';
import { findRun, hasStarted, heldBy, openRemarks, type RunRow, runsOfPeriods } from './rows.ts';
import { situationOf } from './stepping.ts';
import { comparingOf, lookAt } from './view.ts';

/** What the employer may look at: a trial from the moment it was ready. */
const shownToHr: readonly RunStatus[] = ['trial_ready', 'remarks', 'approved'];

/** One that this person may see. @throws AppError forbidden, not_found: the same for one that is not there and one that is not ready */
export function visibleRun(db: EmployerDb, actor: Actor, runId: string): RunRow {
  requireKeeper(actor);
  const run = findRun(db, runId);
  if (actor.role === 'hr' && !shownToHr.includes(run.status)) throw new AppError('not_found');
  return run;
}

export function isShownTo(actor: Actor, { status }: Pick<RunRow, 'status'>): boolean {
  return actor.role === 'provider' || shownToHr.includes(status);
}

export function runView(db: EmployerDb, row: RunRow, actor: Actor): Run {
  const { openSlot: _, approvedSeq: _seq, updatedAt: _at, ...run } = row;
  return {
    ...run,
    ...(holdsLines(row.status) ? heldBy(db, row.id) : heldSoon(db, row)),
    openRemarks: openRemarks(db, row.id),
    allowed: allowedSteps(situationOf(db, row, null), {
      role: actor.role,
      isStarter: hasStarted(db, row, actor.personId),
    }),
  };
}

function heldSoon(
  db: EmployerDb,
  { status, periodId, onCall }: RunRow,
): { lines: number; employments: number } {
  if (status === 'cancelled') return { lines: 0, employments: 0 };
  const entries = candidates(db, periodId, onCall);
  return {
    lines: new Set(entries.map(({ employmentId, componentKey }) => `${employmentId} ${componentKey}`)).size,
    employments: new Set(entries.map(({ employmentId }) => employmentId)).size,
  };
}

export function periodViews(
  db: EmployerDb,
  actor: Actor,
  periods: readonly PayrollPeriod[],
): PeriodOverview[] {
  const ids = periods.map(({ id }) => id);
  const runs = runsOfPeriods(db, ids);
  const closings = closingsOf(db, ids);
  return periods.map(({ closedBy: _, ...period }) => {
    const mine = runs.filter(({ periodId }) => periodId === period.id);
    const underWay = mine.some((run) => holdsLines(run.status) && openStatuses.includes(run.status));
    const isProvider = actor.role === 'provider';
    const approved = mine.some(({ status }) => status === 'approved');
    const scopes = closings.filter(({ periodId }) => periodId === period.id).map(({ scope }) => scope);
    return {
      ...period,
      closedScopes: scopes,
      runs: mine.filter((run) => isShownTo(actor, run)).map((run) => runView(db, run, actor)),
      mayClose: isProvider && period.closedAt === null,
      mayReopen: isProvider && (period.closedAt !== null || scopes.length > 0) && !approved && !underWay,
    };
  });
}

/** What the employer looks at: only what changed, with why. */
export function trialView(
  db: EmployerDb,
  actor: Actor,
  runId: string,
  nameOf: PayrollRunDeps['nameOf'],
): Trial {
  const run = visibleRun(db, actor, runId);
  const seen = lookAt(db, { periodId: run.periodId, onCall: run.onCall, runId });
  const comparing = comparingOf(db, seen, 0);
  const all = differencesOf(comparing);
  const changes = all.filter((one) => !isCalendarOnly(one));
  const changed = new Set(changes.map(({ employmentId }) => employmentId));
  const byDays = all.filter((one) => isCalendarOnly(one) && !changed.has(one.employmentId));
  const { id: periodId, startsOn, endsOn } = seen.previous;
  return {
    run: runView(db, run, actor),
    header: seen.header,
    previous: { periodId, startsOn, endsOn, known: comparing.known },
    changes,
    calendarOnly: new Set(byDays.map(({ employmentId }) => employmentId)).size,
    unchanged: unchangedOf(comparing, all),
    remarks: remarksOf(db, runId, nameOf),
    results: resultsOf(db, run),
  };
}
