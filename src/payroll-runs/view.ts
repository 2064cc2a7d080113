import { and, eq, gte, inArray, lte, or, sql } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import type { PayrollPeriod, WageComponent } from '../pay/model.ts';
import { findPeriod, periodsOfYear, readComponents, readSets } from '../pay/rows.ts';
import type { StaffRow } from '../personnel/model.ts';
import { staffWhere } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { declarations } from '../store/declaration-schema.ts';
import { employmentChanges } from '../store/personnel-schema.ts';
import { runResults } from '../store/run-schema.ts';
import { checksOf, type Waiting } from './checks.ts';
import { type Comparing, differencesOf } from './compare.ts';
import { type Entry, HOURS_KEY, holdsLines, matches, overlaps } from './content.ts';
import { candidates, contentOfRun, heldByOthers, heldInPeriod, leftovers, pastContent } from './entries.ts';
import { spanIn } from './hours.ts';
import type { RunFilter } from './model.ts';
import type { Check, ComponentColumn, Header, ViewQuery } from './report-model.ts';
import { approvedRuns, findRun, type RunRow, requirePeriod } from './rows.ts';

/** Everything a report of a period looks at, read once. */
export interface Seen {
  header: Header;
  period: PayrollPeriod;
  previous: PayrollPeriod;
  run: RunRow | null;
  filter: RunFilter;
  /** All employments there are. */
  staff: ReadonlyMap<string, StaffRow>;
  /** Those that the filter lets through, active in the period or with lines in it; by employee number. */
  shown: StaffRow[];
  entries: Entry[];
  components: ReadonlyMap<number, Pick<WageComponent, 'description' | 'unit' | 'rates'>>;
  /** Component numbers of the set that was asked for; null for all. */
  keys: ReadonlySet<number> | null;
}

/** @throws AppError not_found for an unknown period, run or set, and for a run of another period */
export function lookAt(db: EmployerDb, query: ViewQuery): Seen {
  const period = requirePeriod(db, query.periodId);
  const run = query.runId === undefined ? null : findRun(db, query.runId);
  if (run !== null && run.periodId !== period.id) throw new AppError('not_found');
  const set = query.setId === undefined ? null : readSets(db).find(({ id }) => id === query.setId);
  if (set === undefined) throw new AppError('not_found');
  const filter = run === null || run.onCall === 'with' ? query.onCall : run.onCall;
  const keys = set === null ? null : new Set(set.components.map(({ key }) => key));
  const staff = new Map(staffWhere(db, period.endsOn).map((row) => [row.employment.id, row]));
  const entries = entriesOf(db, period, run).filter(
    (entry) => matches(filter, entry.isOnCall) && (keys === null || keys.has(entry.componentKey)),
  );
  const active = [...staff.values()].filter(({ employment }) => spanIn(employment, period) !== null);
  const shown = shownOf(staff, active, entries, filter);
  return {
    ...{ period, run, filter, staff, shown, entries, keys },
    previous: previousOf(db, period),
    components: componentsByKey(db),
    header: {
      ...{ periodId: period.id, startsOn: period.startsOn, endsOn: period.endsOn, kind: period.kind },
      onCall: filter,
      set: set === null ? null : { id: set.id, name: set.name },
      run: run === null ? null : { id: run.id, number: run.number, status: run.status },
      leftOut: active.filter(({ employment }) => !shown.some((row) => row.employment.id === employment.id))
        .length,
    },
  };
}

function entriesOf(db: EmployerDb, period: PayrollPeriod, run: RunRow | null): Entry[] {
  if (run !== null) return contentOfRun(db, run);
  return [...heldInPeriod(db, period.id), ...candidates(db, period.id, 'with')];
}

/** Whoever was paid under the filter stays in sight, also when the flag changed since. */
function shownOf(
  staff: ReadonlyMap<string, StaffRow>,
  active: readonly StaffRow[],
  entries: readonly Entry[],
  filter: RunFilter,
): StaffRow[] {
  const ids = new Set([
    ...active
      .filter(({ employment }) => matches(filter, employment.isOnCall))
      .map(({ employment }) => employment.id),
    ...entries.map(({ employmentId }) => employmentId),
  ]);
  return [...ids]
    .flatMap((id) => staff.get(id) ?? [])
    .sort((a, b) => a.employee.employeeNumber - b.employee.employeeNumber);
}

export function componentsByKey(db: EmployerDb): Seen['components'] {
  const known = new Map<number, Pick<WageComponent, 'description' | 'unit' | 'rates'>>(
    readComponents(db).map((component) => [component.key, component]),
  );
  if (!known.has(HOURS_KEY)) known.set(HOURS_KEY, { description: 'UREN GEWERKT', unit: 'hour', rates: [] });
  return known;
}

/** The columns of a report: what occurs in it, by number. */
export function columnsOf({ components, entries, keys }: Seen): ComponentColumn[] {
  const occurring = new Set([...(keys ?? []), ...entries.map(({ componentKey }) => componentKey)]);
  return [...occurring]
    .sort((a, b) => a - b)
    .map((key) => {
      const component = components.get(key);
      return { key, description: component?.description ?? String(key), unit: component?.unit ?? 'eur' };
    });
}

function previousOf(db: EmployerDb, period: PayrollPeriod): PayrollPeriod {
  const before = findPeriod(db, period.id - 1);
  if (before !== undefined) return before;
  const last = periodsOfYear(db, Math.floor(period.id / 100) - 1).at(-1);
  if (last === undefined) throw new AppError('not_found');
  return last;
}

/**
 * What stands against what in a comparison. After an earlier run of the same period for the same people only those count who are in this run, with what
 * they had before in the period: the rest was compared then.
 */
export function comparingOf(db: EmployerDb, seen: Seen, threshold: number): Comparing & { known: boolean } {
  const { run, filter, keys, staff } = seen;
  const past = pastContent(db, seen.previous.id);
  const wanted = (entry: Entry) =>
    (keys === null || keys.has(entry.componentKey)) &&
    (matches(filter, entry.isOnCall) ||
      matches(filter, staff.get(entry.employmentId)?.employment.isOnCall ?? entry.isOnCall));
  let now = seen.entries;
  let before = past.filter(wanted);
  if (run !== null) {
    const touched = new Set(now.map(({ employmentId }) => employmentId));
    const others = heldByOthers(db, run);
    now = [...now, ...others.filter((entry) => touched.has(entry.employmentId) && wanted(entry))];
    const repeated = approvedRuns(db).some(
      (one) => one.periodId === run.periodId && one.number < run.number && overlaps(one.onCall, run.onCall),
    );
    if (repeated) before = before.filter(({ employmentId }) => touched.has(employmentId));
  }
  const { since, until } = windowOf(db, seen);
  return {
    ...{ now, before, staff, threshold, components: seen.components },
    ...{ period: seen.period, previous: seen.previous, known: past.length > 0 },
    changes: db
      .select({ employmentId: employmentChanges.employmentId, field: employmentChanges.field })
      .from(employmentChanges)
      .where(and(gte(employmentChanges.changedAt, since), lte(employmentChanges.changedAt, until)))
      .all(),
  };
}

const FOR_EVER = Number.MAX_SAFE_INTEGER;

/** From the trial of the last approved run for the same people to that of this one; without one before, from the start of the period. */
export function windowOf(
  db: EmployerDb,
  { period, run, filter }: Pick<Seen, 'period' | 'run' | 'filter'>,
): { since: number; until: number; sinceRun: number | null } {
  const until = run !== null && holdsLines(run.status) ? (run.trialStartedAt ?? FOR_EVER) : FOR_EVER;
  const before = approvedRuns(db).filter(
    (one) =>
      overlaps(one.onCall, filter) &&
      (one.periodId < period.id || (run !== null && one.periodId === period.id && one.number < run.number)),
  );
  const last = before.sort((a, b) => (a.trialStartedAt ?? 0) - (b.trialStartedAt ?? 0)).at(-1);
  return {
    since: last?.trialStartedAt ?? Date.parse(`${period.startsOn}T00:00:00Z`),
    until,
    sinceRun: last?.number ?? null,
  };
}

/** The checks of a view, against everything that belongs to it. */
export function checksOfView(db: EmployerDb, seen: Seen): Check[] {
  const ids = seen.shown.map(({ employment }) => employment.id);
  const results =
    seen.run === null
      ? []
      : db
          .select({ id: runResults.employmentId })
          .from(runResults)
          .where(eq(runResults.runId, seen.run.id))
          .all();
  return checksOf({
    period: seen.period,
    staff: seen.shown,
    // Hours that another run of the period holds count too: they are not missing.
    entries: seen.run === null ? seen.entries : [...seen.entries, ...heldByOthers(db, seen.run)],
    components: seen.components,
    sets: readSets(db),
    waiting: waitingOf(db, seen.period, ids),
    differences: differencesOf(comparingOf(db, seen, 0)),
    leftovers: leftovers(db, seen.period.id),
    results: results.length === 0 ? null : new Set(results.map(({ id }) => id)),
  });
}

function waitingOf(db: EmployerDb, period: PayrollPeriod, employmentIds: readonly string[]): Waiting[] {
  const rows = db
    .select({ employmentId: declarations.employmentId, status: declarations.status })
    .from(declarations)
    .where(
      and(
        inArray(declarations.status, ['submitted', 'returned', 'approved']),
        lte(declarations.toDate, period.endsOn),
        or(sql`${declarations.periodId} IS NULL`, lte(declarations.periodId, period.id)),
      ),
    )
    .all()
    .filter(({ employmentId }) => employmentIds.includes(employmentId));
  return [...new Set(rows.map(({ employmentId }) => employmentId))].map((employmentId) => {
    const mine = rows.filter((row) => row.employmentId === employmentId);
    const approved = mine.filter(({ status }) => status === 'approved').length;
    return { employmentId, approved, untreated: mine.length - approved };
  });
}
