import type { TextLine } from './blocks.ts';
import { joinCell } from './join-lines.ts';
import { fragmentOf, type PdfItem } from './pdf-layout.ts';
import type { RawRow } from './table-geometry.ts';

/** The cells of a row as text. */
export const cellTexts = (row: RawRow) => row.cells.map((items) => joinCell(linesOf(items)));

/** The row as a line of text. */
export function textLineOf(row: RawRow): TextLine {
  return {
    text: cellTexts(row)
      .filter((cell) => cell !== '')
      .join(' | '),
    page: row.page,
    box: row.box,
  };
}

/** The lines of text in a cell, top to bottom. */
function linesOf(items: readonly PdfItem[]): string[] {
  const rows: PdfItem[][] = [];
  for (const item of [...items].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const last = rows.at(-1);
    if (last !== undefined && Math.abs((last[0]?.y ?? 0) - item.y) <= 0.35 * item.size) last.push(item);
    else rows.push([item]);
  }
  return rows.map((row) => fragmentOf(row.sort((a, b) => a.x - b.x)).text);
}
