import { joinCell } from './join-lines.ts';
import type { PdfItem } from './pdf-layout.ts';
import { type Interval, overlap, type RawRow } from './table-geometry.ts';

/** Names of the columns under one or more rows of headings; a heading over several columns goes before theirs: 'Periode 2026 / per uur'. */
export function columnNames(head: readonly RawRow[], columns: readonly Interval[]): string[] {
  const last = head.at(-1);
  if (last === undefined) return columns.map(() => '');
  const names = columns.map((_, c) => textOf(last.cells[c] ?? []));
  for (const row of head.slice(0, -1).reverse()) {
    const groups = row.cells
      .filter((cell) => cell.length > 0)
      .map((cell) => ({ text: textOf(cell), ...extentOf(cell) }));
    columns.forEach((column, c) => {
      const name = names[c] ?? '';
      const group = groupOver(c, columns, groups);
      if (group === null || (name === '' && overlap(column, group) <= 0)) return;
      names[c] = name === '' ? group.text : `${group.text} / ${name}`;
    });
  }
  return names;
}

/** The heading over a column: the one it overlaps, one centred between it and its neighbour, or one that starts over the columns before it. */
function groupOver<G extends Interval>(
  c: number,
  columns: readonly Interval[],
  groups: readonly G[],
): G | null {
  const column = columns[c];
  if (column === undefined) return null;
  const above = groups.filter((group) => overlap(column, group) > 0);
  if (above.length > 0)
    return above.reduce((best, g) => (overlap(column, g) > overlap(column, best) ? g : best));
  const floating = groups.find(
    (group) =>
      columns.every((other) => overlap(other, group) <= 0) &&
      ((columns[c + 1]?.x0 ?? Number.NEGATIVE_INFINITY) >= group.x1 ||
        (columns[c - 1]?.x1 ?? Number.POSITIVE_INFINITY) <= group.x0) &&
      Math.min(Math.abs(group.x0 - column.x1), Math.abs(column.x0 - group.x1)) < 40,
  );
  if (floating !== undefined) return floating;
  const before = groups.findLast((group) => group.x1 <= column.x0);
  return before !== undefined && columns.slice(0, c).some((other) => overlap(other, before) > 0)
    ? before
    : null;
}

function textOf(items: readonly PdfItem[]): string {
  const lines = new Map<number, PdfItem[]>();
  for (const item of items) {
    const key = [...lines.keys()].find((y) => Math.abs(y - item.y) <= 0.35 * item.size) ?? item.y;
    lines.set(key, [...(lines.get(key) ?? []), item]);
  }
  return joinCell(
    [...lines]
      .sort((a, b) => a[0] - b[0])
      .map(([, row]) =>
        row
          .sort((a, b) => a.x - b.x)
          .map((item) => item.text.trim())
          .join(' '),
      ),
  );
}

function extentOf(items: readonly PdfItem[]): Interval {
  return {
    x0: Math.min(...items.map((item) => item.x)),
    x1: Math.max(...items.map((item) => item.x + item.width)),
  };
}

/** Number of cells that hold text. */
export const filled = (row: RawRow) => row.cells.filter((cell) => cell.length > 0).length;
const allBold = (row: RawRow) => row.cells.every((cell) => cell.every((item) => item.bold));
const isHead = (row: RawRow) =>
  row.cells.every((cell) => cell.every((item) => item.tag?.cell?.head === true));

/** How many rows at the top are headings. */
export function headerRows(rows: readonly RawRow[]): number {
  if (rows.length < 2) return 0;
  const marked = rows.findIndex((row) => !isHead(row));
  if (marked > 0) return Math.min(marked, 3);
  if (!rows.every(allBold)) {
    let count = 0;
    for (const row of rows.slice(0, 3)) {
      if (!allBold(row)) break;
      // A bold row with one cell below the headings opens a group of rows.
      if (count > 0 && filled(row) < 2) break;
      count++;
    }
    if (count > 0 && count < rows.length) return count;
  }
  const [first, ...rest] = rows;
  if (first === undefined || filled(first) < first.cells.length) return 0;
  const hasDigit = (row: RawRow, c: number) => (row.cells[c] ?? []).some((item) => /\d/.test(item.text));
  const numeric = first.cells.findIndex(
    (_, c) =>
      c > 0 && !hasDigit(first, c) && rest.filter((row) => hasDigit(row, c)).length >= 0.6 * rest.length,
  );
  return numeric > 0 ? 1 : 0;
}
