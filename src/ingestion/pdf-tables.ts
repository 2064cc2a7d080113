import type { TableBlock, TextLine } from './blocks.ts';
import type { Box } from './model.ts';
import { boxOf, type Fragment, type PdfItem } from './pdf-layout.ts';
import type { OrderedLine } from './pdf-order.ts';
import type { BodyStyle } from './pdf-style.ts';
import { cellTexts, textLineOf } from './table-cells.ts';
import { CELL_LEADING, columnsOf, type Interval, overlap, type RawRow, union } from './table-geometry.ts';
import { columnNames, filled, headerRows } from './table-header.ts';

/** A table from lines that stand in columns, with the thin lines of its page. */
export function readTable(lines: readonly OrderedLine[], rules: readonly Box[], body: BodyStyle): TableBlock {
  const columns = refine(lines, columnsOf(lines));
  const rows = rowsOf(lines, columns, rules, body);
  const head = headerRows(rows);
  const title = titleRow(rows, head, columns);
  const headed = rows.slice(title === null ? 0 : 1, head);
  return {
    kind: 'table',
    caption: title === null ? null : title.text,
    captionLines: title === null ? [] : [title],
    columns: columnNames(headed, columns),
    headerLines: headed.map(textLineOf),
    rows: rows.slice(head).map((row) => ({ cells: cellTexts(row), page: row.page, box: row.box })),
  };
}

/** Columns that stand so close that their cells ran together: parted where items of most rows leave the same gap. */
function refine(lines: readonly OrderedLine[], columns: readonly Interval[]): Interval[] {
  return columns.flatMap((column) => {
    const rows = lines.map((line) => chunksWithin(line, column)).filter((chunks) => chunks.length > 0);
    const parts = union(rows.flat(), -1.5);
    if (parts.length < 2) return [column];
    const cuts = parts.slice(1).filter((part, i) => {
      const left = parts[i];
      if (left === undefined) return false;
      const both = rows.filter((r) => r.some((c) => c.x1 <= left.x1) && r.some((c) => c.x0 >= part.x0));
      return both.length >= Math.max(3, 0.5 * rows.length);
    });
    return [column.x0, ...cuts.map((cut) => cut.x0)].map((x0, i) => ({
      x0,
      x1: parts.findLast((part) => part.x0 < (cuts[i]?.x0 ?? Number.POSITIVE_INFINITY))?.x1 ?? column.x1,
    }));
  });
}

function chunksWithin(line: OrderedLine, column: Interval): Interval[] {
  const chunks: Interval[] = [];
  for (const fragment of line.fragments) {
    if (fragment.box.x0 > column.x1 || fragment.box.x1 < column.x0) continue;
    for (const item of fragment.items) {
      const last = chunks.at(-1);
      const end = item.x + item.width;
      if (last !== undefined && item.x - last.x1 < 0.27 * item.size) last.x1 = Math.max(last.x1, end);
      else chunks.push({ x0: item.x, x1: end });
    }
  }
  return chunks;
}

/** Lines to logical rows: by the rules between rows where there are, otherwise by distance. */
function rowsOf(
  lines: readonly OrderedLine[],
  columns: readonly Interval[],
  rules: readonly Box[],
  body: BodyStyle,
): RawRow[] {
  const borders = rowBorders(lines, columns, rules);
  const within = borders === null ? rowGap(lines, body) : 0;
  const rows: RawRow[] = [];
  let previous: OrderedLine | null = null;
  for (const line of lines) {
    const cells: PdfItem[][] = columns.map(() => []);
    for (const item of line.fragments.flatMap((fragment) => itemsByColumn(fragment, columns)))
      cells[item.column]?.push(...item.items);
    const above = previous;
    const joins =
      above !== null &&
      (borders === null
        ? line.y - above.y <= within
        : !borders.some((y) => y > above.y - 0.5 * above.size && y < line.y - 0.3 * line.size));
    const last = rows.at(-1);
    const grouped = rows.length <= 2 && above !== null && standsOver(above, line, columns);
    if (last !== undefined && joins && !grouped) {
      last.cells.forEach((cell, c) => {
        cell.push(...(cells[c] ?? []));
      });
      last.box = boxOf([{ box: last.box }, ...line.fragments]);
    } else rows.push({ cells, page: line.page, box: boxOf(line.fragments) });
    previous = line;
  }
  return rows;
}

/** Is the upper line a heading over several columns, not the first line of the cells below? Then it isn't aligned with them. */
function standsOver(upper: OrderedLine, lower: OrderedLine, columns: readonly Interval[]): boolean {
  if (!upper.fragments.every((f) => f.bold) || !lower.fragments.every((f) => f.bold)) return false;
  return upper.fragments.some((f) => {
    if (columns.filter((column) => overlap(column, f.box) > 4).length > 1) return true;
    const column = nearest(columns, f.box);
    const below = lower.fragments.find((other) => nearest(columns, other.box) === column);
    if (below === undefined) return false;
    const [a, b] = [f.box, below.box];
    const apart = [a.x0 - b.x0, a.x1 - b.x1, (a.x0 + a.x1 - b.x0 - b.x1) / 2];
    return apart.every((distance) => Math.abs(distance) > 4);
  });
}

/** A fragment belongs to one column as a whole, unless columns were parted inside it. */
function itemsByColumn(
  fragment: Fragment,
  columns: readonly Interval[],
): { column: number; items: PdfItem[] }[] {
  const covered = columns.filter((c) => overlap(c, fragment.box) > 0.5);
  if (covered.length < 2) return [{ column: nearest(columns, fragment.box), items: fragment.items }];
  const parts = fragment.items.map((item) => ({
    column: nearest(columns, { x0: item.x, x1: item.x + item.width }),
    items: [item],
  }));
  const spans = fragment.items.some(
    (item) => columns.filter((c) => overlap(c, { x0: item.x, x1: item.x + item.width }) > 2).length > 1,
  );
  return spans ? [{ column: columns.indexOf(covered[0] ?? { x0: 0, x1: 0 }), items: fragment.items }] : parts;
}

function nearest(columns: readonly Interval[], at: Interval): number {
  let best = 0;
  columns.forEach((column, i) => {
    if (overlap(column, at) > overlap(columns[best] ?? column, at)) best = i;
  });
  return best;
}

/** Heights of the rules that part rows, or null where rules don't part every row. */
function rowBorders(
  lines: readonly OrderedLine[],
  columns: readonly Interval[],
  rules: readonly Box[],
): number[] | null {
  const x0 = columns[0]?.x0 ?? 0;
  const x1 = columns.at(-1)?.x1 ?? 0;
  const top = Math.min(...lines.map((line) => line.y - line.size));
  const bottom = Math.max(...lines.map((line) => line.y));
  const level = rules
    .filter((r) => r.y1 - r.y0 <= 2.5 && r.x1 > x0 && r.x0 < x1 && r.y0 > top - 2 && r.y0 < bottom)
    .sort((a, b) => a.y0 - b.y0);
  const heights: { y: number; parts: Interval[] }[] = [];
  for (const rule of level) {
    const last = heights.at(-1);
    if (last !== undefined && rule.y0 - last.y < 2) last.parts.push(rule);
    else heights.push({ y: rule.y0, parts: [rule] });
  }
  const full = heights
    .filter(
      ({ parts }) =>
        union(parts, 0).reduce((sum, p) => sum + Math.max(0, overlap(p, { x0, x1 })), 0) > 0.75 * (x1 - x0),
    )
    .map(({ y }) => y);
  if (full.length < 2) return null;
  const groups: OrderedLine[][] = [];
  for (const [i, line] of lines.entries()) {
    const above = lines[i - 1];
    const parted =
      above === undefined || full.some((y) => y > above.y - 0.5 * above.size && y < line.y - 0.3 * line.size);
    if (parted) groups.push([line]);
    else groups.at(-1)?.push(line);
  }
  const everyRow = groups.every((group) =>
    group.slice(1).every((line, i) => line.y - (group[i]?.y ?? 0) <= CELL_LEADING * line.size),
  );
  return everyRow && groups.length >= 3 && lines.length / groups.length <= 4 ? full : null;
}

/**
 * The largest gap between lines of one row, in points: rows stand further apart than lines inside a cell. Where all gaps are alike
 * every line is a row of its own (0).
 */
function rowGap(lines: readonly OrderedLine[], body: BodyStyle): number {
  const gaps = lines.slice(1).map((line, i) => line.y - (lines[i]?.y ?? 0));
  const smallest = Math.min(...gaps);
  const largest = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length * 0.8)] ?? smallest;
  const size = Math.min(body.size, ...lines.map((line) => line.size));
  return smallest <= CELL_LEADING * size && largest >= 1.18 * smallest
    ? Math.min(CELL_LEADING * size, (smallest + largest) / 2)
    : 0;
}

/** A first heading row of one cell that starts at the left and runs over the columns is the table's title. */
function titleRow(rows: readonly RawRow[], head: number, columns: readonly Interval[]): TextLine | null {
  const first = rows[0];
  if (first === undefined || head < 2 || filled(first) !== 1 || (first.cells[0]?.length ?? 0) === 0)
    return null;
  return first.box.x0 <= (columns[0]?.x1 ?? 0) ? textLineOf(first) : null;
}
