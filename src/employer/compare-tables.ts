import { diffArrays } from 'diff';
import type { PassageTable } from '../ingestion/model.ts';
import { compareTexts } from './compare-text.ts';
import type { ChangeStatus, ComparedTable, TextPart } from './model.ts';
import { folded } from './sections.ts';

/** A place in either list; -1 where it is in one of them only. */
interface Aligned {
  before: number;
  after: number;
}

/** Two tables laid over each other: columns by their heads, rows by their first cell. */
export function compareTables(before: PassageTable, after: PassageTable): ComparedTable {
  const columns = align(before.columns, after.columns);
  const rows = align(before.rows.map(headOf), after.rows.map(headOf));
  return {
    kind: 'table',
    caption: after.caption ?? before.caption,
    columns: columns.map((at) => ({
      name: (at.after >= 0 ? after.columns[at.after] : before.columns[at.before]) ?? '',
      status: statusOf(at),
    })),
    rows: rows.map((at) => {
      const old = before.rows[at.before]?.cells ?? null;
      const now = after.rows[at.after]?.cells ?? null;
      const cells = columns.map((column) => cellOf(old?.[column.before], now?.[column.after]));
      const status = statusOf(at);
      const touched = cells.some((parts) => parts.some((part) => part.status !== 'same'));
      return { status: status === 'same' && touched ? 'changed' : status, cells };
    }),
  };
}

/** A table that stands in one version only. */
export function wholeTable(table: PassageTable, status: ChangeStatus): ComparedTable {
  return {
    kind: 'table',
    caption: table.caption,
    columns: table.columns.map((name) => ({ name, status })),
    rows: table.rows.map(({ cells }) => ({ status, cells: cells.map((text) => [{ text, status }]) })),
  };
}

function headOf({ cells }: PassageTable['rows'][number]): string {
  return folded(cells[0] ?? '');
}

function align(before: readonly string[], after: readonly string[]): Aligned[] {
  const all: Aligned[] = [];
  let [left, right] = [0, 0];
  for (const { added, removed, value } of diffArrays(before.map(folded), after.map(folded))) {
    for (let i = 0; i < value.length; i++)
      all.push({ before: added ? -1 : left++, after: removed ? -1 : right++ });
  }
  return all;
}

function statusOf({ before, after }: Aligned): ChangeStatus {
  return before < 0 ? 'added' : after < 0 ? 'removed' : 'same';
}

function cellOf(before: string | undefined, after: string | undefined): TextPart[] {
  if (before === undefined && after === undefined) return [];
  return compareTexts(before ?? '', after ?? '');
}
