import { and, asc, count, eq, gt, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { requireKeeper } from '../kernel/access.ts';
import type { Actor } from '../kernel/actor.ts';
import { type CalendarDate, today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { likeAnywhere } from '../store/like.ts';
import { componentSets } from '../store/pay-schema.ts';
import {
  departments,
  employeeFacts,
  employees,
  employmentChanges,
  employments,
} from '../store/personnel-schema.ts';
import type {
  EmployeeInput,
  EmploymentPatch,
  Fact,
  FactKind,
  Personnel,
  StaffDetail,
  StaffQuery,
} from './model.ts';
import { STAFF_PAGE } from './model.ts';
import {
  activeOn,
  employmentOn,
  factsOf,
  factsOn,
  findStaff,
  nextEmployeeNumber,
  staffWhere,
} from './rows.ts';

export type PersonnelDeps = Pick<Deps, 'clock' | 'ids' | 'employers'> & {
  /** Whether somebody has a place at this employer today. */
  worksHere(employerId: string, personId: string): boolean;
};

/** Employees, employments and departments of one employer, from its rows. */
export function createPersonnel(deps: PersonnelDeps): Personnel {
  const open = (actor: Actor) => deps.employers.open(actor.employerId);
  const now = () => today(deps.clock);
  return {
    list(actor, query) {
      requireKeeper(actor);
      const db = open(actor);
      const condition = conditionOf(query, now());
      const rows = staffWhere(db, now(), condition, {
        limit: STAFF_PAGE,
        offset: (query.page - 1) * STAFF_PAGE,
      });
      const total = db
        .select({ n: count() })
        .from(employments)
        .innerJoin(employees, eq(employees.id, employments.employeeId))
        .where(condition)
        .get();
      return { rows, total: total?.n ?? 0 };
    },
    read(actor, employmentId) {
      requireKeeper(actor);
      return detailOf(open(actor), employmentId, now());
    },
    change(actor, employmentId, patch) {
      requireKeeper(actor);
      return inTransaction(open(actor), (tx) => {
        writeChange(tx, actor, employmentId, patch, deps);
        return detailOf(tx, employmentId, now());
      });
    },
    departments(actor) {
      requireKeeper(actor);
      return open(actor).select().from(departments).orderBy(asc(departments.name)).all();
    },
    saveDepartment(actor, id, input) {
      requireKeeper(actor);
      return inTransaction(open(actor), (tx) => {
        const before = id === null ? null : tx.select().from(departments).where(eq(departments.id, id)).get();
        if (before === undefined) throw new AppError('not_found');
        const manager = input.managerPersonId;
        // One who left meanwhile may stay until somebody else is named.
        if (
          manager !== null &&
          manager !== before?.managerPersonId &&
          !deps.worksHere(actor.employerId, manager)
        )
          throw new AppError('not_found');
        const row = { ...input, id: id ?? deps.ids.next() };
        tx.insert(departments).values(row).onConflictDoUpdate({ target: departments.id, set: row }).run();
        return row;
      });
    },
    mine(actor, date) {
      return employmentOn(open(actor), actor.personId, date);
    },
  };
}

function conditionOf(query: StaffQuery, on: CalendarDate): SQL | undefined {
  const states = {
    active: activeOn(on),
    future: gt(employments.startDate, on),
    ended: lt(employments.endDate, on),
    all: undefined,
  };
  const like = likeAnywhere(query.search);
  return and(
    states[query.state],
    query.onCall === 'with' ? undefined : eq(employments.isOnCall, query.onCall === 'only'),
    query.departmentId === undefined ? undefined : eq(employments.departmentId, query.departmentId),
    query.search === ''
      ? undefined
      : or(
          sql`(${employees.firstName} || ' ' || ${employees.prefix} || ' ' || ${employees.lastName}) LIKE ${like} ESCAPE '\\'`,
          sql`${employees.lastName} LIKE ${like} ESCAPE '\\'`,
          sql`CAST(${employees.employeeNumber} AS TEXT) LIKE ${like} ESCAPE '\\'`,
        ),
  );
}

function detailOf(db: EmployerDb, employmentId: string, on: CalendarDate): StaffDetail {
  const row = findStaff(db, employmentId, on);
  if (row === undefined) throw new AppError('not_found');
  const history = factsOf(db, row.employee.id).map(shielded);
  const changes = db
    .select()
    .from(employmentChanges)
    .where(eq(employmentChanges.employmentId, employmentId))
    .orderBy(asc(employmentChanges.seq))
    .all()
    .map(({ field, before, after, changedBy, changedAt }) => ({
      field,
      before,
      after,
      changedBy,
      changedAt,
    }));
  return { ...row, facts: factsOn(history, on), history, changes };
}

/** A bank account is shown by its end only: enough to recognise it, too little to use it. */
function shielded(fact: Fact): Fact {
  if (fact.kind !== 'bank-account') return fact;
  const iban = String(fact.value.iban ?? '');
  return { ...fact, value: { ...fact.value, iban: `${iban.slice(0, 4)}…${iban.slice(-4)}` } };
}

function writeChange(
  tx: EmployerDb,
  actor: Actor,
  employmentId: string,
  patch: EmploymentPatch,
  deps: Pick<PersonnelDeps, 'clock'>,
): void {
  const row = findStaff(tx, employmentId, today(deps.clock));
  if (row === undefined) throw new AppError('not_found');
  if (patch.endDate && patch.endDate < row.employment.startDate) throw new AppError('bad_request');
  requireKnown(tx, patch);
  const before: Record<string, unknown> = row.employment;
  const changed = Object.entries(patch).filter(
    ([field, value]) => value !== undefined && JSON.stringify(before[field]) !== JSON.stringify(value),
  );
  if (changed.length === 0) return;
  const at = deps.clock.now();
  const last = tx
    .select({ n: count() })
    .from(employmentChanges)
    .where(eq(employmentChanges.employmentId, employmentId))
    .get();
  tx.insert(employmentChanges)
    .values(
      changed.map(([field, after], i) => ({
        employmentId,
        seq: (last?.n ?? 0) + i + 1,
        field,
        before: before[field],
        after,
        changedBy: actor.personId,
        changedAt: at,
      })),
    )
    .run();
  tx.update(employments)
    .set({ ...Object.fromEntries(changed), updatedAt: at })
    .where(eq(employments.id, employmentId))
    .run();
}

function requireKnown(tx: EmployerDb, { departmentId, componentSetId }: EmploymentPatch): void {
  if (departmentId && !tx.select().from(departments).where(eq(departments.id, departmentId)).get())
    throw new AppError('bad_request');
  if (componentSetId && !tx.select().from(componentSets).where(eq(componentSets.id, componentSetId)).get())
    throw new AppError('bad_request');
}

/** A new employee with an employment, in the caller's transaction. @returns the ids */
export function writeEmployee(
  tx: EmployerDb,
  input: EmployeeInput,
  deps: Pick<Deps, 'clock' | 'ids'>,
  employeeId = deps.ids.next(),
): { employeeId: string; employmentId: string } {
  const { employment, employeeNumber, ...person } = input;
  const at = deps.clock.now();
  const employmentId = deps.ids.next();
  tx.insert(employees)
    .values({
      id: employeeId,
      ...person,
      employeeNumber: employeeNumber ?? nextEmployeeNumber(tx),
      createdAt: at,
    })
    .run();
  tx.insert(employments)
    .values({ id: employmentId, employeeId, ...employment, createdAt: at, updatedAt: at })
    .run();
  return { employeeId, employmentId };
}

export interface NewFact {
  id: string;
  employeeId: string;
  kind: FactKind;
  value: Record<string, unknown>;
  validFrom: CalendarDate;
  recordedAt: number;
  recordedBy: string;
  source: string;
  corrects?: string | null;
}

/** Records what holds from a date on, in the caller's transaction. Nothing that stood before is lost. */
export function writeFact(tx: EmployerDb, fact: NewFact): void {
  tx.insert(employeeFacts)
    .values({ corrects: null, ...fact })
    .run();
}
