import type { WageComponent } from '../pay/model.ts';
import { rateOn } from '../pay/reckon.ts';
import type { StaffRow } from '../personnel/model.ts';
import { type Entry, permilleOf, type Sum, sumsOf } from './content.ts';
import { daysIn, hoursIn } from './hours.ts';
import type { Cause, Difference } from './report-model.ts';

type Span = { startsOn: string; endsOn: string };

/** A field of an employment that was changed since the last run. */
export interface FieldChange {
  employmentId: string;
  field: string;
}

export interface Comparing {
  now: readonly Entry[];
  before: readonly Entry[];
  staff: ReadonlyMap<string, StaffRow>;
  components: ReadonlyMap<number, Pick<WageComponent, 'description' | 'unit' | 'rates'>>;
  period: Span;
  previous: Span;
  changes: readonly FieldChange[];
  /** Per cent. */
  threshold: number;
}

const none: Sum = { quantity: 0, amount: 0, sources: [], declarations: [] };

/** Every employment and component that is not what it was last period, with why; by employee number, then component. */
export function differencesOf(given: Comparing): Difference[] {
  const now = sumsOf(given.now);
  const before = sumsOf(given.before);
  const ids = [...new Set([...now.keys(), ...before.keys()])];
  return ids
    .flatMap((id) => {
      const staff = given.staff.get(id);
      if (staff === undefined) return [];
      const keys = new Set([...(now.get(id)?.keys() ?? []), ...(before.get(id)?.keys() ?? [])]);
      return [...keys].flatMap((key) => {
        const [a, b] = [before.get(id)?.get(key) ?? none, now.get(id)?.get(key) ?? none];
        const same = a.quantity === b.quantity && a.amount === b.amount;
        return same ? [] : [differenceOf(given, staff, key, a, b)];
      });
    })
    .sort((a, b) => a.employeeNumber - b.employeeNumber || a.key - b.key);
}

/** Employments whose every component is what it was. */
export function unchangedOf(
  given: Pick<Comparing, 'now' | 'before'>,
  changed: readonly Difference[],
): number {
  const ids = new Set([...given.now, ...given.before].map(({ employmentId }) => employmentId));
  for (const { employmentId } of changed) ids.delete(employmentId);
  return ids.size;
}

/** Whether nothing but the number of working days explains it. */
export function isCalendarOnly({ causes }: Pick<Difference, 'causes'>): boolean {
  return causes.length === 1 && causes[0]?.kind === 'calendar';
}

function differenceOf(given: Comparing, staff: StaffRow, key: number, before: Sum, now: Sum): Difference {
  const component = given.components.get(key);
  const permille = permilleOf(before.quantity, now.quantity);
  const byAmount =
    before.amount === null || now.amount === null ? null : permilleOf(before.amount, now.amount);
  const most = Math.max(Math.abs(permille ?? 1000), Math.abs(byAmount ?? 0));
  return {
    employmentId: staff.employment.id,
    employeeNumber: staff.employee.employeeNumber,
    name: staff.name,
    isOnCall: staff.employment.isOnCall,
    key,
    description: component?.description ?? String(key),
    unit: component?.unit ?? 'eur',
    before: before.quantity,
    now: now.quantity,
    amountBefore: before.amount,
    amountNow: now.amount,
    difference: now.quantity - before.quantity,
    permille,
    above: most >= given.threshold * 10,
    causes: causesOf(given, staff, key, before, now),
  };
}

function causesOf(given: Comparing, staff: StaffRow, key: number, before: Sum, now: Sum): Cause[] {
  const automatic = before.sources.includes('automatic') || now.sources.includes('automatic');
  const causes = [
    ...comings(given, staff, automatic),
    ...contractCauses(given, staff, automatic),
    ...declarationCause(before, now),
    ...rateCause(given, key, before, now),
    ...(before.sources.includes('import') || now.sources.includes('import')
      ? [{ kind: 'import' as const, data: {} }]
      : []),
  ];
  const comes = causes.some(({ kind }) => kind === 'new-hire' || kind === 'leaver' || kind === 'mutation');
  if (automatic && !comes) causes.push(...calendarCause(given, staff, before, now, causes.length === 0));
  return causes.length > 0 ? causes : [{ kind: 'unknown', data: {} }];
}

/**
 * The number of working days. On its own it must explain both quantities exactly: it takes a line out of the employer's sight, and a change that nobody
 * recorded may not go with it.
 */
function calendarCause(
  { period, previous }: Comparing,
  { employment }: StaffRow,
  before: Sum,
  now: Sum,
  alone: boolean,
): Cause[] {
  const [was, is] = [daysIn(employment, previous), daysIn(employment, period)];
  const inBoth = before.sources.includes('automatic') && now.sources.includes('automatic');
  if (was === is || !inBoth) return [];
  const exact =
    before.quantity === hoursIn(employment, previous) && now.quantity === hoursIn(employment, period);
  return alone && !exact ? [] : [{ kind: 'calendar', data: { before: was, now: is } }];
}

/** Hours of the contract change with a beginning in this period or the last; what is declared only with one in this period. */
function comings({ period, previous }: Comparing, { employment }: StaffRow, automatic: boolean): Cause[] {
  const { startDate, endDate } = employment;
  const causes: Cause[] = [];
  if (startDate > (automatic ? previous.startsOn : previous.endsOn))
    causes.push({ kind: 'new-hire', data: { date: startDate } });
  if (endDate !== null && endDate < (automatic ? period.endsOn : period.startsOn))
    causes.push({ kind: 'leaver', data: { date: endDate } });
  return causes;
}

const hourFields = ['hoursPerWeek', 'workDays', 'calculateWorkingHours'];

function contractCauses({ changes }: Comparing, { employment }: StaffRow, automatic: boolean): Cause[] {
  const mine = changes.filter(({ employmentId }) => employmentId === employment.id);
  const fields = [...new Set(mine.map(({ field }) => field))];
  return [
    ...(fields.includes('isOnCall')
      ? [{ kind: 'on-call' as const, data: { now: employment.isOnCall ? 'only' : 'without' } }]
      : []),
    ...fields
      .filter((field) => automatic && hourFields.includes(field))
      .map((field) => ({ kind: 'mutation' as const, data: { field } })),
  ];
}

function declarationCause(before: Sum, now: Sum): Cause[] {
  const same = [...before.declarations].sort().join() === [...now.declarations].sort().join();
  if (same) return [];
  return [
    {
      kind: 'declaration',
      data: { before: new Set(before.declarations).size, now: new Set(now.declarations).size },
    },
  ];
}

function rateCause({ components, period, previous }: Comparing, key: number, before: Sum, now: Sum): Cause[] {
  const rates = components.get(key)?.rates ?? [];
  const [from, to] = [rateOn(rates, previous.endsOn)?.rate, rateOn(rates, period.endsOn)?.rate];
  const paid = before.amount !== null && now.amount !== null && before.quantity > 0 && now.quantity > 0;
  if (!paid || from === undefined || to === undefined || from === to) return [];
  return [{ kind: 'rate', data: { from, to } }];
}
