import { and, eq, gte, inArray, lte, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { titleOf } from '../declarations/titles.ts';
import { formatEuroMilli, formatMilli } from '../kernel/money.ts';
import type { EmployerDb } from '../store/db.ts';
import { declarationEvents, declarations } from '../store/declaration-schema.ts';
import { componentRates, wageComponents } from '../store/pay-schema.ts';
import { employeeFacts, employmentChanges, employments } from '../store/personnel-schema.ts';
import { matches } from './content.ts';
import type { MutationReport, MutationRow, ViewQuery } from './report-model.ts';
import { lookAt, type Seen, windowOf } from './view.ts';

type NameOf = (personId: string) => string | null;
type Found = Omit<MutationRow, 'person' | 'name' | 'isOnCall'> & { personId: string };

/** Who changed what and when, since the last run of the same people; latest first. */
export function mutationReport(db: EmployerDb, query: ViewQuery, nameOf: NameOf): MutationReport {
  const seen = lookAt(db, query);
  const { since, until, sinceRun } = windowOf(db, seen);
  const within = (column: SQLiteColumn) => and(gte(column, since), lte(column, until));
  const found: Found[] = [
    ...declarationRows(db, within(declarationEvents.at)),
    ...employmentRows(db, within(employmentChanges.changedAt)),
    ...beginnings(db, within(employments.createdAt)),
    ...rateRows(db, within(componentRates.recordedAt)),
    ...factRows(db, seen, within(employeeFacts.recordedAt)),
  ];
  const rows = found
    .flatMap(({ personId, ...row }): MutationRow[] => {
      const staff = row.employmentId === null ? undefined : seen.staff.get(row.employmentId);
      if (row.employmentId !== null && !(staff && matches(seen.filter, staff.employment.isOnCall))) return [];
      return [
        {
          ...row,
          person: nameOf(personId) ?? '',
          name: staff?.name ?? '',
          isOnCall: staff?.employment.isOnCall ?? null,
        },
      ];
    })
    .sort((a, b) => b.at - a.at);
  return { header: seen.header, since, sinceRun, rows };
}

function declarationRows(db: EmployerDb, condition: SQL | undefined): Found[] {
  return db
    .select({ event: declarationEvents, row: declarations })
    .from(declarationEvents)
    .innerJoin(declarations, eq(declarations.id, declarationEvents.declarationId))
    .where(
      and(
        condition,
        inArray(declarationEvents.after, ['approved', 'rejected', 'processed', 'unprocessable']),
      ),
    )
    .all()
    .map(({ event, row }) => ({
      ...{ at: event.at, personId: event.personId, kind: 'declaration', employmentId: row.employmentId },
      field: titleOf(row.form, row.fromDate, row.toDate),
      before: event.before ?? '',
      after: event.after,
    }));
}

function employmentRows(db: EmployerDb, condition: SQL | undefined): Found[] {
  return db
    .select()
    .from(employmentChanges)
    .where(condition)
    .all()
    .map((row) => ({
      ...{ at: row.changedAt, personId: row.changedBy, kind: 'employment', employmentId: row.employmentId },
      field: row.field,
      before: valueText(row.field, row.before),
      after: valueText(row.field, row.after),
    }));
}

/** A value as it stands on paper; hours in thousandths as a number. */
function valueText(field: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (field === 'hoursPerWeek' && typeof value === 'number') return formatMilli(value);
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function beginnings(db: EmployerDb, condition: SQL | undefined): Found[] {
  return db
    .select()
    .from(employments)
    .where(condition)
    .all()
    .map((row) => ({
      ...{ at: row.createdAt, personId: '', kind: 'new-employment', employmentId: row.id },
      ...{ field: row.jobTitle, before: '', after: row.startDate },
    }));
}

function rateRows(db: EmployerDb, condition: SQL | undefined): Found[] {
  return db
    .select({ rate: componentRates, label: wageComponents.employeeLabel })
    .from(componentRates)
    .innerJoin(wageComponents, eq(wageComponents.id, componentRates.componentId))
    .where(condition)
    .all()
    .map(({ rate, label }) => ({
      ...{ at: rate.recordedAt, personId: rate.recordedBy, kind: 'rate', employmentId: null },
      field: label,
      before: '',
      after: `${formatEuroMilli(rate.rate)} (${rate.validFrom})`,
    }));
}

/** What became of personal data: that it changed and from when. A bank account never stands here, nor a telephone number. */
function factRows(db: EmployerDb, { staff }: Seen, condition: SQL | undefined): Found[] {
  const byEmployee = new Map([...staff.values()].map((row) => [row.employee.id, row.employment.id]));
  return db
    .select()
    .from(employeeFacts)
    .where(condition)
    .all()
    .filter(({ source }) => source !== 'start')
    .flatMap((row): Found[] => {
      const employmentId = byEmployee.get(row.employeeId);
      if (employmentId === undefined) return [];
      const place =
        row.kind === 'address' ? `${row.value.postcode ?? ''} ${row.value.city ?? ''}`.trim() : '';
      return [
        {
          ...{ at: row.recordedAt, personId: row.recordedBy, kind: 'data', employmentId },
          ...{ field: row.kind, before: '', after: [row.validFrom, place].filter(Boolean).join(', ') },
        },
      ];
    });
}
