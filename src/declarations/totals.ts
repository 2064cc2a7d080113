import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { OnCallFilter } from '../personnel/model.ts';
import { fullName } from '../personnel/names.ts';
import type { EmployerDb } from '../store/db.ts';
import { declarationLines, declarations, payrollExports } from '../store/declaration-schema.ts';
import { wageComponents } from '../store/pay-schema.ts';
import { employees, employments } from '../store/personnel-schema.ts';
import type { ExportRow } from './model.ts';

/** The condition on employments that the three-state filter stands for. */
export function onCallCondition(onCall: OnCallFilter): SQL | undefined {
  return onCall === 'with' ? undefined : eq(employments.isOnCall, onCall === 'only');
}

/**
 * Totals per employment and component of the declarations processed into a period. Loket overwrites what it has for a period and component, so a total
 * goes out and never a single declaration (domain 1.2). A total that was handed over before and is nothing now comes with quantity 0.
 */
export function periodTotals(db: EmployerDb, periodId: number, onCall: OnCallFilter): ExportRow[] {
  const summed = db
    .select({
      employmentId: declarations.employmentId,
      componentId: declarationLines.componentId,
      quantity: sql<number>`sum(${declarationLines.quantity})`,
      amount: sql<number>`sum(coalesce(${declarationLines.amount}, 0))`,
      unpriced: sql<number>`sum(${declarationLines.amount} is null)`,
    })
    .from(declarations)
    .innerJoin(declarationLines, eq(declarationLines.declarationId, declarations.id))
    .where(and(eq(declarations.periodId, periodId), eq(declarations.status, 'processed')))
    .groupBy(declarations.employmentId, declarationLines.componentId)
    .all();
  const components = db.select().from(wageComponents).all();
  const exported = db.select().from(payrollExports).where(eq(payrollExports.periodId, periodId)).all();
  const keys = new Map<string, { employmentId: string; key: number }>();
  for (const { employmentId, componentId } of summed) {
    const key = components.find(({ id }) => id === componentId)?.key ?? 0;
    keys.set(`${employmentId} ${key}`, { employmentId, key });
  }
  for (const { employmentId, componentKey: key } of exported)
    keys.set(`${employmentId} ${key}`, { employmentId, key });
  const staff = staffOf(
    db,
    [...keys.values()].map(({ employmentId }) => employmentId),
    onCall,
  );
  return [...keys.values()]
    .flatMap(({ employmentId, key }): ExportRow[] => {
      const person = staff.get(employmentId);
      const component = components.find((one) => one.key === key);
      if (!person || !component) return [];
      const sum = summed.find((one) => one.employmentId === employmentId && one.componentId === component.id);
      const before = exported.find((one) => one.employmentId === employmentId && one.componentKey === key);
      return [
        {
          employmentId,
          ...person,
          componentKey: key,
          description: component.description,
          unit: component.unit,
          quantity: sum?.quantity ?? 0,
          amount: sum && sum.unpriced > 0 ? null : (sum?.amount ?? 0),
          before: before?.quantity ?? null,
        },
      ];
    })
    .sort((a, b) => a.employeeNumber - b.employeeNumber || a.componentKey - b.componentKey);
}

function staffOf(db: EmployerDb, ids: readonly string[], onCall: OnCallFilter) {
  const rows = db
    .select({ id: employments.id, isOnCall: employments.isOnCall, employee: employees })
    .from(employments)
    .innerJoin(employees, eq(employees.id, employments.employeeId))
    .where(and(inArray(employments.id, [...new Set(ids)]), onCallCondition(onCall)))
    .all();
  return new Map(
    rows.map(({ id, isOnCall, employee }) => [
      id,
      { employeeNumber: employee.employeeNumber, name: fullName(employee), isOnCall },
    ]),
  );
}

/** Notes what was handed over, so that the next export says what changed since. */
export function noteExport(tx: EmployerDb, periodId: number, rows: readonly ExportRow[], at: number): void {
  for (const { employmentId, componentKey, quantity } of rows)
    tx.insert(payrollExports)
      .values({ periodId, employmentId, componentKey, quantity, exportedAt: at })
      .onConflictDoUpdate({
        target: [payrollExports.periodId, payrollExports.employmentId, payrollExports.componentKey],
        set: { quantity, exportedAt: at },
      })
      .run();
}
