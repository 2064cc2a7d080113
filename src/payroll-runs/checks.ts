import { daysBetween } from '../kernel/calendar.ts';
import type { ComponentSet } from '../pay/model.ts';
import { setOf } from '../pay/rows.ts';
import type { StaffRow } from '../personnel/model.ts';
import { type Entry, HOURS_KEY, type Sum, sumsOf } from './content.ts';
import { daysIn, filledHours, hoursIn, spanIn } from './hours.ts';
import type { Check, CheckCode, ComponentColumn, Difference } from './report-model.ts';

/** Most hours a week over four weeks (Arbeidstijdenwet, article 5:7): more than that somebody should look at. */
const MOST_HOURS_A_WEEK = 55;
/** Tenths of a per cent from which a difference with last period stands out. */
const FAR = 500;

/** Declarations of one employment that are not in payroll yet. */
export interface Waiting {
  employmentId: string;
  /** Handed in or sent back. */
  untreated: number;
  /** Approved, not processed. */
  approved: number;
}

export interface Checking {
  period: { startsOn: string; endsOn: string };
  /** Employments that the view lets through, active in the period or with lines in it. */
  staff: readonly StaffRow[];
  entries: readonly Entry[];
  components: ReadonlyMap<number, Pick<ComponentColumn, 'unit' | 'description'>>;
  sets: readonly ComponentSet[];
  waiting: readonly Waiting[];
  differences: readonly Difference[];
  /** Lines of earlier periods that were in no run. */
  leftovers: readonly Entry[];
  /** Employments with imported wages; null before any were imported. */
  results: ReadonlySet<string> | null;
}

/** What somebody should look at before the trial; blocking first, then by employee number. */
export function checksOf(given: Checking): Check[] {
  const order = { block: 0, warn: 1, info: 2 };
  return given.staff
    .flatMap((staff) => checksOfOne(given, staff))
    .sort((a, b) => order[a.severity] - order[b.severity] || a.employeeNumber - b.employeeNumber);
}

type Note = (code: CheckCode, severity: Check['severity'], data?: Check['data']) => void;

function checksOfOne(given: Checking, staff: StaffRow): Check[] {
  const checks: Check[] = [];
  const note: Note = (code, severity, data = {}) =>
    checks.push({
      ...{ code, severity, data, employmentId: staff.employment.id },
      ...{ employeeNumber: staff.employee.employeeNumber, name: staff.name },
      isOnCall: staff.employment.isOnCall,
    });
  const entries = given.entries.filter(({ employmentId }) => employmentId === staff.employment.id);
  const sums = sumsOf(entries).get(staff.employment.id) ?? new Map<number, Sum>();
  automaticChecks(given, staff, entries, note);
  waitingChecks(given, staff, sums, note);
  quantityChecks(given, staff, sums, note);
  comparisonChecks(given, staff, note);
  componentChecks(given, staff, entries, note);
  comingChecks(given, staff, note);
  if (given.results !== null && entries.length > 0 && !given.results.has(staff.employment.id))
    note('result-missing', 'warn');
  return checks;
}

function automaticChecks({ period }: Checking, { employment }: StaffRow, entries: Entry[], note: Note): void {
  const due = filledHours(employment, period);
  const row = entries.find(({ source }) => source === 'automatic');
  // What a run took up already is paid as it was; a later difference belongs in the next comparison.
  if (row === undefined ? due !== null : row.runId === null && row.quantity !== (due ?? 0))
    note('automatic-missing', 'block', { hours: due ?? 0 });
  const active = spanIn(employment, period) !== null;
  if (active && !employment.isOnCall && employment.calculateWorkingHours && employment.hoursPerWeek === null)
    note('no-contract-hours', 'warn');
}

function waitingChecks(
  given: Checking,
  { employment }: StaffRow,
  sums: ReadonlyMap<number, Sum>,
  note: Note,
): void {
  const waiting = given.waiting.find(({ employmentId }) => employmentId === employment.id);
  if (waiting && waiting.approved > 0) note('not-processed', 'warn', { n: waiting.approved });
  if (waiting && waiting.untreated > 0) note('not-treated', 'warn', { n: waiting.untreated });
  const hasHours = [...sums].some(
    ([key, sum]) => sum.quantity > 0 && given.components.get(key)?.unit === 'hour',
  );
  if (employment.isOnCall && !hasHours && spanIn(employment, given.period) !== null)
    note('missing-hours', 'warn', {
      untreated: waiting?.untreated ?? 0,
      approved: waiting?.approved ?? 0,
    });
}

function quantityChecks(
  { period, components }: Checking,
  { employment }: StaffRow,
  sums: ReadonlyMap<number, Sum>,
  note: Note,
): void {
  for (const [key, { quantity, amount }] of sums)
    if (quantity < 0 || (amount ?? 0) < 0) note('negative', 'warn', { key, quantity });
  const total = (unit: ComponentColumn['unit']) =>
    [...sums]
      .filter(([key]) => components.get(key)?.unit === unit)
      .reduce((sum, [, { quantity }]) => sum + quantity, 0);
  const hours = total('hour');
  const contract = hoursIn(employment, period);
  if (contract > 0 && hours > contract) note('above-pattern', 'warn', { hours, most: contract });
  const weeks = (daysBetween(period.startsOn, period.endsOn) + 1) / 7;
  const most = Math.round(MOST_HOURS_A_WEEK * weeks * 1000);
  if (hours > most) note('long-hours', 'warn', { hours, most });
  const days = Math.max(
    0,
    ...[...sums].filter(([key]) => components.get(key)?.unit === 'day').map(([, s]) => s.quantity),
  );
  const pattern = daysIn(employment, period) * 1000;
  if (employment.workDays.length > 0 && days > pattern)
    note('above-pattern', 'warn', { days, most: pattern });
}

function comparisonChecks({ differences }: Checking, { employment }: StaffRow, note: Note): void {
  const explained = ['new-hire', 'leaver', 'calendar', 'on-call'];
  for (const one of differences) {
    if (one.employmentId !== employment.id || one.permille === null || Math.abs(one.permille) < FAR) continue;
    if (one.causes.some(({ kind }) => explained.includes(kind))) continue;
    const { key, description, before, now, permille } = one;
    note('far-from-last', 'warn', { key, description, before, now, permille });
  }
}

function componentChecks(given: Checking, { employment }: StaffRow, entries: Entry[], note: Note): void {
  const set = setOf(given.sets, employment);
  const declared = entries.filter(({ source }) => source === 'declaration');
  const strange = declared.filter(
    ({ componentKey }) => !set?.components.some(({ key }) => key === componentKey),
  );
  for (const key of new Set(strange.map(({ componentKey }) => componentKey)))
    note('not-in-set', 'warn', { key, description: given.components.get(key)?.description ?? '' });
  const left = given.leftovers.filter(({ employmentId }) => employmentId === employment.id);
  if (left.length > 0)
    note('in-no-run', 'warn', {
      n: left.length,
      period: Math.min(...left.map(({ periodId }) => periodId)),
      hours: left.some(({ componentKey }) => componentKey === HOURS_KEY) ? 1 : 0,
    });
}

function comingChecks({ period }: Checking, { employment }: StaffRow, note: Note): void {
  const { startDate, endDate } = employment;
  if (startDate >= period.startsOn && startDate <= period.endsOn)
    note('new-employee', 'info', { date: startDate });
  if (endDate !== null && endDate >= period.startsOn && endDate <= period.endsOn)
    note('left-employee', 'info', { date: endDate });
}
