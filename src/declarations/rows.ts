import { and, asc, count, desc, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm';
import type { CalendarDate } from '../kernel/dates.ts';
import { readComponents } from '../pay/rows.ts';
import { fullName } from '../personnel/names.ts';
import type { EmployerDb } from '../store/db.ts';
import { declarationEvents, declarationLines, declarations, receipts } from '../store/declaration-schema.ts';
import { employees, employments } from '../store/personnel-schema.ts';
import type { DeclaredDay } from './checks.ts';
import { liveStatuses } from './decide.ts';
import { quantitiesOf } from './lines.ts';
import type { DeclarationAction, DeclarationStatus, DeclarationSummary, Line } from './model.ts';

export type DeclarationRow = typeof declarations.$inferSelect;

export function findRow(db: EmployerDb, id: string): DeclarationRow | undefined {
  return db.select().from(declarations).where(eq(declarations.id, id)).get();
}

/** Lines with the labels of their components, in order. */
export function linesOfRow(db: EmployerDb, ids: readonly string[]): Map<string, Line[]> {
  const byId = new Map(ids.map((id): [string, Line[]] => [id, []]));
  if (ids.length === 0) return byId;
  const components = new Map(readComponents(db).map((component) => [component.id, component]));
  const rows = db
    .select()
    .from(declarationLines)
    .where(inArray(declarationLines.declarationId, [...ids]))
    .orderBy(asc(declarationLines.declarationId), asc(declarationLines.seq))
    .all();
  for (const { declarationId, seq: _, ...row } of rows) {
    const component = components.get(row.componentId);
    byId.get(declarationId)?.push({
      ...row,
      label: component?.employeeLabel ?? row.componentId,
      unit: component?.unit ?? 'eur',
      taxTreatment: component?.taxTreatment ?? 'taxed',
    });
  }
  return byId;
}

/** Declarations as the condition says, with whose they are. */
export function summaries(
  db: EmployerDb,
  condition: SQL | undefined,
  page?: { limit: number; offset: number },
): DeclarationSummary[] {
  const rows = db
    .select({ row: declarations, employee: employees, isOnCall: employments.isOnCall })
    .from(declarations)
    .innerJoin(employments, eq(employments.id, declarations.employmentId))
    .innerJoin(employees, eq(employees.id, employments.employeeId))
    .where(condition)
    .orderBy(
      desc(sql`coalesce(${declarations.submittedAt}, ${declarations.createdAt})`),
      desc(declarations.id),
    )
    .limit(page?.limit ?? -1)
    .offset(page?.offset ?? 0)
    .all();
  const lines = linesOfRow(
    db,
    rows.map(({ row }) => row.id),
  );
  return rows.map(({ row, employee, isOnCall }) =>
    summaryOf(row, fullName(employee), isOnCall, lines.get(row.id) ?? []),
  );
}

function summaryOf(
  row: DeclarationRow,
  name: string,
  isOnCall: boolean,
  lines: readonly Line[],
): DeclarationSummary {
  const { id, form, status, employmentId, fromDate, toDate, total } = row;
  const { createdAt, submittedAt, periodId, reason, flagged } = row;
  return {
    ...{ id, form, status, name, employmentId, isOnCall, fromDate, toDate, total },
    ...{ createdAt, submittedAt, periodId, reason, flagged },
    quantities: quantitiesOf(lines),
  };
}

export function countWhere(db: EmployerDb, condition: SQL | undefined): number {
  const found = db
    .select({ n: count() })
    .from(declarations)
    .innerJoin(employments, eq(employments.id, declarations.employmentId))
    .innerJoin(employees, eq(employees.id, employments.employeeId))
    .where(condition)
    .get();
  return found?.n ?? 0;
}

/** Days that stand in live declarations of an employment between two dates, but those of `except`. */
export function declaredDays(
  db: EmployerDb,
  employmentId: string,
  { from, to, except }: { from: CalendarDate; to: CalendarDate; except: readonly string[] },
): DeclaredDay[] {
  const rows = db
    .select()
    .from(declarations)
    .where(
      and(
        eq(declarations.employmentId, employmentId),
        inArray(declarations.status, [...liveStatuses]),
        sql`${declarations.toDate} >= ${from}`,
        sql`${declarations.fromDate} <= ${to}`,
      ),
    )
    .all();
  return rows.filter(({ id }) => !except.includes(id)).flatMap(daysOf);
}

function daysOf({ id: declarationId, form, input, toDate }: DeclarationRow): DeclaredDay[] {
  const day = { declarationId, form };
  switch (input.form) {
    case 'trip':
      return input.trips.map(({ date, km, kind }) => ({ ...day, date, quantity: km, tripKind: kind }));
    case 'fuel':
      return [{ ...day, date: input.date, quantity: input.amount * 10 }];
    case 'home':
      return input.dates.map((date) => ({ ...day, date, quantity: 1000 }));
    case 'worked':
      return input.total === null
        ? input.entries.map(({ date, hours, start, end }) => ({ ...day, date, quantity: hours, start, end }))
        : [{ ...day, date: toDate, quantity: input.total.hours, isTotal: true }];
  }
}

/** Lines made anew, in the caller's transaction. */
export function writeLines(tx: EmployerDb, declarationId: string, lines: readonly Line[]): void {
  tx.delete(declarationLines).where(eq(declarationLines.declarationId, declarationId)).run();
  if (lines.length === 0) return;
  tx.insert(declarationLines)
    .values(
      lines.map(({ componentId, date, quantity, rate, rateFrom, amount }, seq) => ({
        ...{ declarationId, seq, componentId, date, quantity, rate, rateFrom, amount },
      })),
    )
    .run();
}

export interface NewEvent {
  declarationId: string;
  at: number;
  personId: string;
  action: DeclarationAction;
  before: DeclarationStatus | null;
  after: DeclarationStatus;
  reason: string | null;
}

export function writeEvent(tx: EmployerDb, event: NewEvent): void {
  const last = tx
    .select({ n: count() })
    .from(declarationEvents)
    .where(eq(declarationEvents.declarationId, event.declarationId))
    .get();
  tx.insert(declarationEvents)
    .values({ ...event, seq: (last?.n ?? 0) + 1 })
    .run();
}

export function eventsOf(db: EmployerDb, declarationId: string) {
  return db
    .select()
    .from(declarationEvents)
    .where(eq(declarationEvents.declarationId, declarationId))
    .orderBy(asc(declarationEvents.seq))
    .all();
}

export function receiptsOf(db: EmployerDb, declarationId: string) {
  return db
    .select()
    .from(receipts)
    .where(eq(receipts.declarationId, declarationId))
    .orderBy(asc(receipts.createdAt))
    .all();
}

/** Whether a receipt with the same content hangs on another live declaration. */
export function receiptUsedElsewhere(db: EmployerDb, declarationId: string): boolean {
  const own = receiptsOf(db, declarationId).map(({ sha256 }) => sha256);
  if (own.length === 0) return false;
  const other = db
    .select({ id: receipts.id })
    .from(receipts)
    .innerJoin(declarations, eq(declarations.id, receipts.declarationId))
    .where(
      and(
        inArray(receipts.sha256, own),
        ne(receipts.declarationId, declarationId),
        inArray(declarations.status, [...liveStatuses]),
      ),
    )
    .get();
  return other !== undefined;
}

/** Drafts that nobody touched since `before`. */
export function staleDrafts(db: EmployerDb, before: number): string[] {
  return db
    .select({ id: declarations.id })
    .from(declarations)
    .where(and(eq(declarations.status, 'draft'), lt(declarations.updatedAt, before)))
    .all()
    .map(({ id }) => id);
}
