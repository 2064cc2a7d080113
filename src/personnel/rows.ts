import { and, asc, desc, eq, gte, isNull, lte, max, or, type SQL, sql } from 'drizzle-orm';
import type { CalendarDate } from '../kernel/dates.ts';
import type { EmployerDb } from '../store/db.ts';
import { departments, employeeFacts, employees, employments } from '../store/personnel-schema.ts';
import type { Employee, Employment, Fact, FactKind, StaffRow } from './model.ts';
import { fullName } from './names.ts';

/** Employments with their employee, as the condition says; by last name. */
export function staffWhere(
  db: EmployerDb,
  on: CalendarDate,
  condition?: SQL,
  page?: { limit: number; offset: number },
): StaffRow[] {
  const query = db
    .select()
    .from(employments)
    .innerJoin(employees, eq(employees.id, employments.employeeId))
    .leftJoin(departments, eq(departments.id, employments.departmentId))
    .where(condition)
    .orderBy(asc(employees.lastName), asc(employees.firstName), asc(employments.startDate))
    .limit(page?.limit ?? -1)
    .offset(page?.offset ?? 0);
  return query
    .all()
    .map((row) => staffRow(row.employees, row.employments, row.departments?.name ?? null, on));
}

function staffRow(
  employee: typeof employees.$inferSelect,
  row: typeof employments.$inferSelect,
  department: string | null,
  on: CalendarDate,
): StaffRow {
  const { createdAt: _a, updatedAt: _b, ...employment } = row;
  return {
    employee: employeeOf(employee),
    employment,
    name: fullName(employee),
    department,
    state: stateOf(employment, on),
  };
}

export function employeeOf(row: typeof employees.$inferSelect): Employee {
  const { createdAt: _a, dateOfBirth: _b, ...employee } = row;
  return employee;
}

export function stateOf(
  { startDate, endDate }: Pick<Employment, 'startDate' | 'endDate'>,
  on: CalendarDate,
): StaffRow['state'] {
  if (startDate > on) return 'future';
  return endDate !== null && endDate < on ? 'ended' : 'active';
}

/** True of employments that hold on `date`. */
export function activeOn(date: CalendarDate): SQL | undefined {
  return and(
    lte(employments.startDate, date),
    or(isNull(employments.endDate), gte(employments.endDate, date)),
  );
}

/** The employment of a person that holds on `date`; the latest when there are several; null for none. */
export function employmentOn(db: EmployerDb, personId: string, date: CalendarDate): StaffRow | null {
  const rows = staffWhere(db, date, and(eq(employees.personId, personId), activeOn(date)));
  return rows.at(-1) ?? null;
}

/** The employment that holds today, otherwise the latest of all; null for who never worked here. */
export function latestEmployment(db: EmployerDb, personId: string, today: CalendarDate): StaffRow | null {
  const current = employmentOn(db, personId, today);
  if (current) return current;
  const all = staffWhere(db, today, eq(employees.personId, personId));
  return all.sort((a, b) => (a.employment.startDate < b.employment.startDate ? -1 : 1)).at(-1) ?? null;
}

export function findStaff(db: EmployerDb, employmentId: string, on: CalendarDate): StaffRow | undefined {
  return staffWhere(db, on, eq(employments.id, employmentId))[0];
}

/** Every fact of an employee, latest recorded first. */
export function factsOf(db: EmployerDb, employeeId: string): Fact[] {
  return db
    .select()
    .from(employeeFacts)
    .where(eq(employeeFacts.employeeId, employeeId))
    .orderBy(desc(employeeFacts.recordedAt), desc(sql`rowid`))
    .all()
    .map(({ employeeId: _, ...fact }) => fact);
}

/**
 * What holds on `date` by kind: the latest beginning, of those the latest recorded; corrected facts do not count. A value of `{ removed: true }` says that
 * from then on there is none.
 */
export function factsOn(facts: readonly Fact[], date: CalendarDate): Partial<Record<FactKind, Fact>> {
  const corrected = new Set(facts.map(({ corrects }) => corrects));
  const holding: Partial<Record<FactKind, Fact>> = {};
  for (const fact of facts) {
    if (fact.validFrom > date || corrected.has(fact.id)) continue;
    const known = holding[fact.kind];
    if (known === undefined || fact.validFrom > known.validFrom) holding[fact.kind] = fact;
  }
  for (const fact of Object.values(holding)) if (fact.value.removed === true) delete holding[fact.kind];
  return holding;
}

export function nextEmployeeNumber(db: EmployerDb): number {
  return (
    (db
      .select({ most: max(employees.employeeNumber) })
      .from(employees)
      .get()?.most ?? 1000) + 1
  );
}
