import type { EmployerDb } from '../store/db.ts';
import { differencesOf, unchangedOf } from './compare.ts';
import { sumsOf } from './content.ts';
import type { Cell, Checks, Comparison, ComparisonQuery, Grid, ViewQuery } from './report-model.ts';
import { checksOfView, columnsOf, comparingOf, lookAt, type Seen } from './view.ts';

/** The browser of variable data: who has how much of what. */
export function gridOf(db: EmployerDb, query: ViewQuery): Grid {
  const seen = lookAt(db, query);
  const sums = sumsOf(seen.entries);
  const rows = seen.shown.map((staff): Grid['rows'][number] => ({
    ...personOf(staff),
    change: changeOf(seen, staff.employment),
    cells: [...(sums.get(staff.employment.id) ?? [])]
      .map(([key, { quantity, amount, sources }]): Cell => ({ key, quantity, amount, sources }))
      .sort((a, b) => a.key - b.key),
  }));
  const components = columnsOf(seen);
  const totals = components.map(({ key }) => {
    const cells = rows.flatMap((row) => row.cells.filter((cell) => cell.key === key));
    return {
      key,
      quantity: cells.reduce((sum, cell) => sum + cell.quantity, 0),
      amount: cells.some(({ amount }) => amount === null)
        ? null
        : cells.reduce((sum, cell) => sum + (cell.amount ?? 0), 0),
    };
  });
  return { header: seen.header, components, rows, totals };
}

export function personOf({ employment, employee, name }: Seen['shown'][number]) {
  return {
    employmentId: employment.id,
    employeeNumber: employee.employeeNumber,
    name,
    isOnCall: employment.isOnCall,
  };
}

function changeOf(
  { period }: Seen,
  { startDate, endDate }: Seen['shown'][number]['employment'],
): Grid['rows'][number]['change'] {
  if (startDate >= period.startsOn && startDate <= period.endsOn) return 'new';
  return endDate !== null && endDate >= period.startsOn && endDate <= period.endsOn ? 'left' : null;
}

export function checksReport(db: EmployerDb, query: ViewQuery): Checks {
  const seen = lookAt(db, query);
  return { header: seen.header, checks: checksOfView(db, seen) };
}

/** The period against the one before, whatever differs with its cause. */
export function comparisonOf(db: EmployerDb, query: ComparisonQuery): Comparison {
  const seen = lookAt(db, query);
  const comparing = comparingOf(db, seen, query.threshold);
  const rows = differencesOf(comparing);
  const { id: periodId, startsOn, endsOn } = seen.previous;
  return {
    header: seen.header,
    threshold: query.threshold,
    previous: { periodId, startsOn, endsOn, known: comparing.known },
    rows,
    unchanged: unchangedOf(comparing, rows),
  };
}
