import { csvOf } from '../kernel/csv.ts';
import { formatMilli } from '../kernel/money.ts';
import type { OnCallFilter } from '../personnel/model.ts';
import type { ExportRow } from './model.ts';

const filters: Record<OnCallFilter, string> = {
  with: 'iedereen, met oproepkrachten',
  without: 'zonder oproepkrachten',
  only: 'alleen oproepkrachten',
};

/** Totals of a period as a file that says itself which filter made it: a part must not be read as the whole. */
export function totalsCsv(periodId: number, onCall: OnCallFilter, rows: readonly ExportRow[]): string {
  return csvOf(
    [
      'periode',
      'filter',
      'personeelsnummer',
      'naam',
      'component',
      'omschrijving',
      'eenheid',
      'aantal',
      'bedrag',
      'vorige export',
    ],
    rows.map((row) => [
      periodId,
      filters[onCall],
      row.employeeNumber,
      row.name,
      row.componentKey,
      row.description,
      row.unit,
      formatMilli(row.quantity),
      row.amount === null ? '' : formatMilli(row.amount * 10),
      row.before === null ? '' : formatMilli(row.before),
    ]),
  );
}
