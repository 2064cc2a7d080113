import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { StaffRow } from '../personnel/model.ts';
import { staffWhere } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { payrollEntries, payrollRuns, runResults } from '../store/run-schema.ts';
import { matches, permilleOf } from './content.ts';
import type { PayrollRunDeps } from './deps.ts';
import { contentOfRun } from './entries.ts';
import { spanIn } from './hours.ts';
import type { ImportResult, ResultRow } from './model.ts';
import { type Known, readEntries, readResults } from './read-csv.ts';
import { personOf } from './reports.ts';
import { findRun, type RunRow, requirePeriod, writeRunEvent } from './rows.ts';
import { componentsByKey } from './view.ts';

type By = Pick<PayrollRunDeps, 'clock' | 'ids'>;

/** Keeps totals per employee that another program computed, in place of what was imported before; with a fault in any line nothing is kept. */
export function importResults(
  tx: EmployerDb,
  actor: Actor,
  runId: string,
  csv: string,
  deps: By,
): ImportResult {
  if (actor.role !== 'provider') throw new AppError('forbidden');
  const run = findRun(tx, runId);
  if (run.status !== 'trial_started' && run.status !== 'remarks') throw new AppError('run_state');
  const inRun = new Set(contentOfRun(tx, run).map(({ employmentId }) => employmentId));
  const { rows, faults } = readResults(csv, knownIn(tx, inRun));
  if (faults.length > 0) return { accepted: false, lines: 0, faults };
  const importedAt = deps.clock.now();
  dropResults(tx, runId);
  for (const row of rows)
    tx.insert(runResults)
      .values({ runId, ...row, importedAt })
      .run();
  note(tx, actor, run, 'results', rows.length, importedAt);
  return { accepted: true, lines: rows.length, faults };
}

/** Quantities that are not declared and not in a contract, into the run that still collects or checks. The same again replaces what was imported before. */
export function importEntries(
  tx: EmployerDb,
  actor: Actor,
  runId: string,
  csv: string,
  deps: By,
): ImportResult {
  if (actor.role !== 'provider') throw new AppError('forbidden');
  const run = findRun(tx, runId);
  if (run.status !== 'collecting' && run.status !== 'closed_for_input') throw new AppError('run_state');
  const staff = staffIn(tx, run).filter(({ employment }) => matches(run.onCall, employment.isOnCall));
  const inRun = new Set(staff.map(({ employment }) => employment.id));
  const { rows, faults } = readEntries(csv, knownIn(tx, inRun));
  if (faults.length > 0) return { accepted: false, lines: 0, faults };
  const at = deps.clock.now();
  for (const { employmentId, componentKey, quantity } of rows) {
    tx.delete(payrollEntries)
      .where(
        and(
          eq(payrollEntries.periodId, run.periodId),
          eq(payrollEntries.employmentId, employmentId),
          eq(payrollEntries.componentKey, componentKey),
          eq(payrollEntries.source, 'import'),
          isNull(payrollEntries.runId),
        ),
      )
      .run();
    if (quantity === 0) continue;
    const isOnCall = staff.find(({ employment }) => employment.id === employmentId)?.employment.isOnCall;
    tx.insert(payrollEntries)
      .values({
        ...{ id: deps.ids.next(), periodId: run.periodId, employmentId, componentKey, quantity },
        ...{ source: 'import', sourceId: run.id, isOnCall: isOnCall ?? false, createdAt: at },
      })
      .run();
  }
  note(tx, actor, run, 'import', rows.length, at);
  return { accepted: true, lines: rows.length, faults };
}

function note(
  tx: EmployerDb,
  actor: Actor,
  run: RunRow,
  action: 'results' | 'import',
  lines: number,
  at: number,
): void {
  writeRunEvent(tx, {
    ...{ runId: run.id, at, personId: actor.personId, action, data: { lines } },
    ...{ before: run.status, after: run.status },
  });
}

/** Wages belong to the lines they were computed from: with those they go. */
export function dropResults(tx: EmployerDb, runId: string): void {
  tx.delete(runResults).where(eq(runResults.runId, runId)).run();
}

function staffIn(db: EmployerDb, run: RunRow): StaffRow[] {
  const period = requirePeriod(db, run.periodId);
  return staffWhere(db, period.endsOn).filter(({ employment }) => spanIn(employment, period) !== null);
}

/** Numbers as a file names them. Of two employments of one person the one in the run is meant, otherwise the latest. */
function knownIn(db: EmployerDb, inRun: ReadonlySet<string>): Known {
  const employments = new Map<number, string>();
  const all = staffWhere(db, '9999-12-31').sort((a, b) =>
    a.employment.startDate < b.employment.startDate ? -1 : 1,
  );
  for (const { employee, employment } of [...all, ...all.filter(({ employment: { id } }) => inRun.has(id))])
    employments.set(employee.employeeNumber, employment.id);
  return { employments, inRun, components: new Set(componentsByKey(db).keys()) };
}

/** Imported wages of a run beside those of the last approved period before, by employee number. */
export function resultsOf(db: EmployerDb, run: RunRow): ResultRow[] {
  const rows = db.select().from(runResults).where(eq(runResults.runId, run.id)).all();
  if (rows.length === 0) return [];
  const before = earlierResults(db, run);
  const staff = new Map(staffWhere(db, '9999-12-31').map((row) => [row.employment.id, row]));
  return rows
    .flatMap((row): ResultRow[] => {
      const person = staff.get(row.employmentId);
      if (person === undefined) return [];
      const was = before.get(row.employmentId);
      return [
        {
          ...personOf(person),
          ...{ gross: row.gross, net: row.net, tax: row.tax },
          grossBefore: was?.gross ?? null,
          netBefore: was?.net ?? null,
          permille: was === undefined ? null : permilleOf(was.gross, row.gross),
        },
      ];
    })
    .sort((a, b) => a.employeeNumber - b.employeeNumber);
}

/** Sums per employment over the approved runs of the latest earlier period that had any with wages. */
function earlierResults(db: EmployerDb, run: RunRow): Map<string, { gross: number; net: number }> {
  const rows = db
    .select({ result: runResults, periodId: payrollRuns.periodId })
    .from(runResults)
    .innerJoin(payrollRuns, eq(payrollRuns.id, runResults.runId))
    .where(inArray(payrollRuns.status, ['approved']))
    .all()
    .filter(({ periodId }) => periodId < run.periodId);
  const latest = Math.max(0, ...rows.map(({ periodId }) => periodId));
  const sums = new Map<string, { gross: number; net: number }>();
  for (const { result, periodId } of rows) {
    if (periodId !== latest) continue;
    const known = sums.get(result.employmentId) ?? { gross: 0, net: 0 };
    sums.set(result.employmentId, { gross: known.gross + result.gross, net: known.net + result.net });
  }
  return sums;
}
