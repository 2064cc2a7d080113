import { and, asc, eq, gte, inArray, lte } from 'drizzle-orm';
import { addMonths } from '../kernel/calendar.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import type { EmployerDb } from '../store/db.ts';
import {
  componentRates,
  componentSetItems,
  componentSets,
  payrollPeriods,
  wageComponents,
} from '../store/pay-schema.ts';
import { readSetting } from '../store/settings.ts';
import type { ComponentSet, PayrollPeriod, PeriodKind, WageComponent } from './model.ts';
import { isPeriodId, periodsOf } from './periods.ts';

/** Every component with its rates, by number in payroll. */
export function readComponents(db: EmployerDb): WageComponent[] {
  const rates = db.select().from(componentRates).orderBy(asc(componentRates.validFrom)).all();
  return db
    .select()
    .from(wageComponents)
    .orderBy(asc(wageComponents.key))
    .all()
    .map(({ updatedAt: _, ...row }) => ({
      ...row,
      rates: rates
        .filter(({ componentId }) => componentId === row.id)
        .map(({ validFrom, rate }) => ({ validFrom, rate })),
    }));
}

/** Every set with its components in order. */
export function readSets(db: EmployerDb): ComponentSet[] {
  const byId = new Map(readComponents(db).map((component) => [component.id, component]));
  const items = db.select().from(componentSetItems).orderBy(asc(componentSetItems.position)).all();
  return db
    .select()
    .from(componentSets)
    .orderBy(asc(componentSets.name))
    .all()
    .map(({ updatedAt: _, ...row }) => ({
      ...row,
      components: items
        .filter(({ setId }) => setId === row.id)
        .flatMap(({ componentId }) => byId.get(componentId) ?? []),
    }));
}

/** The set that holds for an employment: its own, otherwise the default for fixed staff or on-call workers; null when it is excluded or none fits. */
export function setOf(
  sets: readonly ComponentSet[],
  employment: { componentSetId: string | null; excludedFromSelfService: boolean; isOnCall: boolean },
): ComponentSet | null {
  if (employment.excludedFromSelfService) return null;
  if (employment.componentSetId !== null)
    return sets.find(({ id }) => id === employment.componentSetId) ?? null;
  return sets.find(({ isDefault, forOnCall }) => isDefault && forOnCall === employment.isOnCall) ?? null;
}

/** Month unless the employer pays per four weeks. */
export function periodKind(db: EmployerDb): PeriodKind {
  return readSetting(db, 'payroll-period-kind') === 'four-weeks' ? 'four-weeks' : 'month';
}

/** The periods of a year; rows are made when the year is first looked at. */
export function periodsOfYear(db: EmployerDb, year: number): PayrollPeriod[] {
  const read = () =>
    db
      .select()
      .from(payrollPeriods)
      .where(and(gte(payrollPeriods.id, year * 100), lte(payrollPeriods.id, year * 100 + 99)))
      .orderBy(asc(payrollPeriods.id))
      .all();
  const known = read();
  if (known.length > 0) return known;
  db.insert(payrollPeriods)
    .values(periodsOf(year, periodKind(db)))
    .onConflictDoNothing()
    .run();
  return read();
}

/** Periods in which something of `from` or later can be paid, up to four months after `until`. */
export function periodsAround(db: EmployerDb, from: CalendarDate, until: CalendarDate): PayrollPeriod[] {
  const years = new Set([from, until, addMonths(until, 4)].map((date) => Number(date.slice(0, 4))));
  return [...years].sort((a, b) => a - b).flatMap((year) => periodsOfYear(db, year));
}

/** The period with this number; a number that names none makes no rows of its year. */
export function findPeriod(db: EmployerDb, id: number): PayrollPeriod | undefined {
  const known = db.select().from(payrollPeriods).where(eq(payrollPeriods.id, id)).get();
  if (known !== undefined || !isPeriodId(id, periodKind(db))) return known;
  return periodsOfYear(db, Math.floor(id / 100)).find((period) => period.id === id);
}

/** Components by id, for a few. */
export function componentsById(db: EmployerDb, ids: readonly string[]): Map<string, WageComponent> {
  if (ids.length === 0) return new Map();
  const wanted = new Set(ids);
  return new Map(
    readComponents(db)
      .filter(({ id }) => wanted.has(id))
      .map((component) => [component.id, component]),
  );
}

/** Removes what a set holds and writes it anew, in order. */
export function writeSetItems(db: EmployerDb, setId: string, componentIds: readonly string[]): void {
  db.delete(componentSetItems).where(eq(componentSetItems.setId, setId)).run();
  const known = db
    .select({ id: wageComponents.id })
    .from(wageComponents)
    .where(inArray(wageComponents.id, [...componentIds]))
    .all()
    .map(({ id }) => id);
  const rows = componentIds
    .filter((id) => known.includes(id))
    .map((componentId, position) => ({ setId, componentId, position }));
  if (rows.length > 0) db.insert(componentSetItems).values(rows).onConflictDoNothing().run();
}
