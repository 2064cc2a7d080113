import { structurePdf } from '../../src/ingestion/pdf-document.ts';
import type { PdfItem, PdfPage } from '../../src/ingestion/pdf-layout.ts';

/** A piece of text on a page of 595 by 842 points; half a size per letter wide. */
export function item(text: string, x: number, y: number, look: Partial<PdfItem> = {}): PdfItem {
  const size = look.size ?? 10;
  return {
    text,
    x,
    y,
    width: text.length * size * 0.5,
    size,
    font: look.bold === true ? 'bold' : 'body',
    bold: false,
    turn: 0,
    ...look,
  };
}

/** Lines of prose below each other, 13 points apart. */
export function prose(
  x: number,
  y: number,
  lines: readonly string[],
  look: Partial<PdfItem> = {},
): PdfItem[] {
  return lines.map((text, i) => item(text, x, y + 13 * i, look));
}

/** Cells of a row, each at its own x. */
export function row(
  y: number,
  cells: readonly (readonly [number, string])[],
  look: Partial<PdfItem> = {},
): PdfItem[] {
  return cells.map(([x, text]) => item(text, x, y, look));
}

export function page(number: number, items: readonly PdfItem[], more: Partial<PdfPage> = {}): PdfPage {
  return {
    number,
    width: 595,
    height: 842,
    items: [...items],
    hidden: [],
    rules: [],
    pictures: false,
    ...more,
  };
}

/** Passages of pages. */
export function structured(...pages: PdfPage[]) {
  return structurePdf({ title: null, pages });
}
