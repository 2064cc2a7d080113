import type { TableBlock } from './blocks.ts';
import { fragmentOf, type PdfItem } from './pdf-layout.ts';
import type { OrderedLine } from './pdf-order.ts';
import { cellTexts, textLineOf } from './table-cells.ts';
import type { Interval, RawRow } from './table-geometry.ts';
import { columnNames, headerRows } from './table-header.ts';

/** The lines of a tagged table that starts at `from`: index after it, or `from`. */
export function taggedTableRun(lines: readonly OrderedLine[], from: number): number {
  const first = lines[from];
  const table = first === undefined ? null : taggedTable(first);
  if (first === undefined || table === null) return from;
  let end = from;
  while (end < lines.length) {
    const line = lines[end];
    if (line === undefined || line.page !== first.page || taggedTable(line) !== table) break;
    end++;
  }
  return end;
}

function taggedTable(line: OrderedLine): number | null {
  const cells = line.fragments.flatMap((f) => f.items.map((item) => item.tag?.cell?.table ?? null));
  const table = cells[0] ?? null;
  return table !== null && cells.every((other) => other === table) ? table : null;
}

/** A table as its tags tell it; null where the tags make no sensible table (used for layout). */
export function readTaggedTable(lines: readonly OrderedLine[]): TableBlock | null {
  const byRow = new Map<number, Map<number, PdfItem[]>>();
  let width = 0;
  for (const item of lines.flatMap((line) => line.fragments.flatMap((f) => f.items))) {
    const cell = item.tag?.cell;
    if (cell === undefined || cell === null) return null;
    const row = byRow.get(cell.row) ?? new Map<number, PdfItem[]>();
    row.set(cell.column, [...(row.get(cell.column) ?? []), item]);
    byRow.set(cell.row, row);
    width = Math.max(width, cell.column + 1);
  }
  if (byRow.size < 2 || width < 2 || width > 40) return null;
  const page = lines[0]?.page ?? 1;
  const rows: RawRow[] = [...byRow]
    .sort((a, b) => a[0] - b[0])
    .map(([, cells]) => {
      const items = [...cells.values()].flat();
      return {
        cells: Array.from({ length: width }, (_, c) => cells.get(c) ?? []),
        page,
        box: fragmentOf(items.sort((a, b) => a.x - b.x)).box,
      };
    });
  const columns = Array.from({ length: width }, (_, c) => extent(rows.flatMap((row) => row.cells[c] ?? [])));
  const head = headerRows(rows);
  const headed = rows.slice(0, head);
  return {
    kind: 'table',
    caption: null,
    captionLines: [],
    columns: columnNames(headed, columns),
    headerLines: headed.map(textLineOf),
    rows: rows.slice(head).map((row) => ({ cells: cellTexts(row), page, box: row.box })),
  };
}

function extent(items: readonly PdfItem[]): Interval {
  return {
    x0: Math.min(...items.map((item) => item.x)),
    x1: Math.max(...items.map((item) => item.x + item.width)),
  };
}
