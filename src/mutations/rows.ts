import {
  and,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  like,
  lte,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { type CalendarDate, type Clock, today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { FactKind } from '../personnel/model.ts';
import { fullName } from '../personnel/names.ts';
import { employeeOf, factsOf, factsOn, latestEmployment } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { likeAnywhere } from '../store/like.ts';
import { mutationEvents, mutations } from '../store/mutation-schema.ts';
import { employeeFacts, employees } from '../store/personnel-schema.ts';
import { decide, type Facts, openStatuses, standing } from './decide.ts';
import type { Mutation, MutationAction, MutationQuery, MutationStatus } from './model.ts';
import { shielded } from './show.ts';

export type MutationRow = typeof mutations.$inferSelect;
export type EmployeeRow = ReturnType<typeof employeeOf>;

export function findRow(db: EmployerDb, id: string): MutationRow | undefined {
  return db.select().from(mutations).where(eq(mutations.id, id)).get();
}

export function rowsWhere(db: EmployerDb, condition: SQL | undefined): MutationRow[] {
  return db.select().from(mutations).where(condition).orderBy(mutations.createdAt, sql`rowid`).all();
}

/** What waits for one employee. */
export function openRows(db: EmployerDb, employeeId: string): MutationRow[] {
  return rowsWhere(
    db,
    and(eq(mutations.employeeId, employeeId), inArray(mutations.status, [...openStatuses])),
  );
}

/**
 * What the clock may have to do something with; ids alone, so that a row that cannot be read holds up no other.
 * @param employeeId of one employee; of all when absent
 */
export function dueIds(db: EmployerDb, now: number, on: CalendarDate, employeeId?: string): string[] {
  const timeCame = lte(mutations.dueAt, now);
  const dayCame = and(isNull(mutations.dueAt), lte(mutations.effectiveOn, on));
  const mine = employeeId === undefined ? undefined : eq(mutations.employeeId, employeeId);
  return db
    .select({ id: mutations.id })
    .from(mutations)
    .where(and(inArray(mutations.status, [...openStatuses]), or(timeCame, dayCame), mine))
    .orderBy(mutations.createdAt)
    .all()
    .map(({ id }) => id);
}

/** The employee behind an account; undefined for who has none here. */
export function employeeBehind(db: EmployerDb, personId: string): EmployeeRow | undefined {
  const row = db.select().from(employees).where(eq(employees.personId, personId)).get();
  return row && employeeOf(row);
}

/** @throws AppError not_found */
export function employeeById(db: EmployerDb, id: string): EmployeeRow {
  const row = db.select().from(employees).where(eq(employees.id, id)).get();
  if (row === undefined) throw new AppError('not_found');
  return employeeOf(row);
}

/** Whether somebody may change the own data on that day. */
export function changerFault(
  db: EmployerDb,
  actor: Actor,
  on: CalendarDate,
): 'left_employment' | 'no_employment' | null {
  if (actor.hasLeft) return 'left_employment';
  const latest = latestEmployment(db, actor.personId, on);
  if (latest === null) return 'no_employment';
  return latest.state === 'ended' ? 'left_employment' : null;
}

/** @throws AppError left_employment, no_employment */
export function requireChanger(db: EmployerDb, actor: Actor, on: CalendarDate): EmployeeRow {
  const fault = changerFault(db, actor, on);
  const employee = employeeBehind(db, actor.personId);
  if (fault !== null || employee === undefined) throw new AppError(fault ?? 'no_employment');
  return employee;
}

/** An employee other than this one whose address it is now. */
export function emailTaken(db: EmployerDb, email: string, employeeId: string, on: CalendarDate): boolean {
  const others = db
    .selectDistinct({ id: employeeFacts.employeeId })
    .from(employeeFacts)
    .where(
      and(
        eq(employeeFacts.kind, 'email'),
        ne(employeeFacts.employeeId, employeeId),
        sql`json_extract(${employeeFacts.value}, '$.email') = ${email}`,
      ),
    )
    .all();
  return others.some(({ id }) => factsOn(factsOf(db, id), on).email?.value.email === email);
}

/** What a decision about this row looks at. */
export function decisionFacts(db: EmployerDb, row: MutationRow, clock: Clock): Facts {
  const on = today(clock);
  const { form, dueAt, appliedAt, factId, reportedAt } = row;
  const appliedToday = appliedAt !== null && today({ now: () => appliedAt }) === on;
  const reported = reportedAt !== null;
  // Only these can be undone; for the others nobody reads a history.
  const mayTurn = row.status === 'applied' && (appliedToday || reported);
  return {
    ...{ form, dueAt, reported, appliedToday },
    dayCame: row.effectiveOn <= on,
    stillHolds: mayTurn && lastFactId(db, row.employeeId, row.kind, on) === factId,
  };
}

/** The fact that says what holds, also when it says that there is none. */
function lastFactId(db: EmployerDb, employeeId: string, kind: FactKind, on: CalendarDate): string | null {
  const facts = factsOf(db, employeeId)
    .filter((fact) => fact.kind === kind)
    .map((fact) => ({ ...fact, value: {} }));
  return factsOn(facts, on)[kind]?.id ?? null;
}

/** Mutations as the condition says, with whose they are and what this reader may do with them; latest first. */
export function mutationViews(
  db: EmployerDb,
  reader: Actor,
  clock: Clock,
  condition: SQL | undefined,
  page?: { limit: number; offset: number },
): Mutation[] {
  return db
    .select({ row: mutations, employee: employees })
    .from(mutations)
    .innerJoin(employees, eq(employees.id, mutations.employeeId))
    .where(condition)
    .orderBy(desc(mutations.createdAt), desc(sql`${mutations}.rowid`))
    .limit(page?.limit ?? -1)
    .offset(page?.offset ?? 0)
    .all()
    .map(({ row, employee }) => ({
      ...viewOf(row),
      name: fullName(employee),
      employeeNumber: employee.employeeNumber,
      allowed: allowedOf(db, row, reader, clock),
    }));
}

export function countMutations(db: EmployerDb, query: MutationQuery): number {
  const condition = conditionOf(query);
  const all = db.select({ n: count() }).from(mutations);
  // Only a search looks at whose it is.
  const joined = query.search === '' ? all : all.innerJoin(employees, eq(employees.id, mutations.employeeId));
  return joined.where(condition).get()?.n ?? 0;
}

function viewOf(row: MutationRow) {
  const { id, form, kind, mode, status, employeeId, effectiveOn } = row;
  const { dueAt, createdAt, appliedAt, reportedAt } = row;
  return {
    ...{ id, form, kind, mode, status, employeeId, effectiveOn, dueAt, createdAt, appliedAt, reportedAt },
    before: shielded(kind, row.before),
    after: shielded(kind, row.after),
    retroactive: kind === 'address' && row.mode === 'change' && isRetroactive(row),
  };
}

/** It held before it was told. */
export function isRetroactive({ effectiveOn, createdAt }: MutationRow): boolean {
  return effectiveOn < today({ now: () => createdAt });
}

function allowedOf(db: EmployerDb, row: MutationRow, reader: Actor, clock: Clock): Mutation['allowed'] {
  const by = standing(reader.role, row.personId === reader.personId);
  if (by === null || reader.hasLeft) return [];
  const facts = decisionFacts(db, row, clock);
  return (['withdraw', 'undo'] as const).filter(
    (action) => decide(row.status, action, by, facts, clock.now()).ok,
  );
}

export function conditionOf(query: MutationQuery): SQL | undefined {
  const search = likeAnywhere(query.search);
  return and(
    query.form === undefined ? undefined : eq(mutations.form, query.form),
    query.status === undefined ? undefined : eq(mutations.status, query.status),
    query.reported ? isNotNull(mutations.reportedAt) : undefined,
    query.search === ''
      ? undefined
      : or(
          sql`(${employees.firstName} || ' ' || ${employees.prefix} || ' ' || ${employees.lastName}) LIKE ${search} ESCAPE '\\'`,
          sql`(${employees.firstName} || ' ' || ${employees.lastName}) LIKE ${search} ESCAPE '\\'`,
          like(sql`CAST(${employees.employeeNumber} AS TEXT)`, search),
        ),
  );
}

export interface NewEvent {
  mutationId: string;
  at: number;
  /** Null for the clock, and for who followed a link. */
  personId: string | null;
  action: MutationAction;
  before: MutationStatus | null;
  after: MutationStatus;
}

export function writeEvent(tx: EmployerDb, event: NewEvent): void {
  const last = tx
    .select({ n: count() })
    .from(mutationEvents)
    .where(eq(mutationEvents.mutationId, event.mutationId))
    .get();
  tx.insert(mutationEvents)
    .values({ ...event, seq: (last?.n ?? 0) + 1 })
    .run();
}
