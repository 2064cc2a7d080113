import { cleanText } from './clean-text.ts';
import type { Box } from './model.ts';
import type { PdfTag } from './pdf-tags.ts';

/** A piece of text as the PDF places it; origin top left, in points. */
export interface PdfItem {
  text: string;
  x: number;
  /** Baseline. */
  y: number;
  width: number;
  size: number;
  /** Name the file gives the font; only equality means anything. */
  font: string;
  bold: boolean;
  /** Degrees clockwise: 0, 90, 180 or 270. */
  turn: number;
  tag?: PdfTag;
}

export interface PdfPage {
  number: number;
  width: number;
  height: number;
  items: PdfItem[];
  /** Text that can't be seen: too small, off the page, invisible or in the colour of what lies behind it. */
  hidden: string[];
  /** Thin lines and sides of boxes. */
  rules: Box[];
  /** Does it show pictures? A page with pictures and no text is a scan. */
  pictures: boolean;
}

/** Items on one baseline without a wide gap between them. */
export interface Fragment {
  text: string;
  box: Box;
  size: number;
  font: string;
  bold: boolean;
  /** Baseline. */
  y: number;
  items: PdfItem[];
}

/** Fragments that share a baseline, left to right. */
export interface LayoutLine {
  page: number;
  y: number;
  size: number;
  fragments: Fragment[];
}

/** A wider gap between items (in sizes) parts cells or columns, a narrower one words; justified lines have wide spaces. */
const WORD_GAP = 0.9;
/** A narrower gap than this is the space between letters. */
const SPACE_GAP = 0.16;

const marker = /^(?:\d{1,2}[.)]|\(?[a-z]\)|[a-z]\.|[ivx]{1,4}\.|[-•–▪○◦‣·])$/iu;

/** Rows of fragments from top to bottom; items of one baseline make a row. Vertical rules part fragments too. */
export function fragmentsOf(page: Pick<PdfPage, 'items' | 'rules'>): Fragment[][] {
  const items = page.items.filter((item) => item.text.trim() !== '').sort((a, b) => a.y - b.y || a.x - b.x);
  const upright = page.rules.filter((rule) => rule.y1 - rule.y0 > 6 && rule.x1 - rule.x0 <= 2.5);
  const rows: PdfItem[][] = [];
  for (const item of items) {
    const row = rows.at(-1);
    const first = row?.[0];
    const reach = first === undefined ? 0 : 0.35 * Math.max(item.size, first.size);
    if (row !== undefined && first !== undefined && Math.abs(item.y - first.y) <= reach) row.push(item);
    else rows.push([item]);
  }
  return rows
    .map((row) =>
      joinRow(
        row.sort((a, b) => a.x - b.x),
        upright,
      ),
    )
    .filter((row) => row.length > 0);
}

function joinRow(row: readonly PdfItem[], upright: readonly Box[]): Fragment[] {
  const groups: PdfItem[][] = [];
  let end = 0;
  for (const item of row) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group === undefined || last === undefined) {
      groups.push([item]);
      end = item.x + item.width;
      continue;
    }
    const gap = item.x - end;
    const afterMarker = group.length === 1 && marker.test(last.text.trim());
    const ruled = upright.some(
      (rule) => rule.x0 >= end - 1 && rule.x1 <= item.x + 1 && rule.y0 <= item.y - 1 && rule.y1 >= item.y - 1,
    );
    const near = gap <= (afterMarker ? 4 : WORD_GAP) * item.size && gap > -2 * item.size;
    const joins = near && !(ruled && !afterMarker && gap > SPACE_GAP * item.size);
    if (joins) group.push(item);
    else groups.push([item]);
    end = joins ? Math.max(end, item.x + item.width) : item.x + item.width;
  }
  return groups.map(fragmentOf).filter((fragment) => fragment.text !== '');
}

/** One fragment of items that stand next to each other. */
export function fragmentOf(items: readonly PdfItem[]): Fragment {
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  const letters = new Map<string, number>();
  let bold = 0;
  for (const item of items) {
    const space = item.x - end > SPACE_GAP * item.size && !text.endsWith(' ') && !item.text.startsWith(' ');
    text += (space && text !== '' ? ' ' : '') + item.text;
    end = Math.max(end, item.x + item.width);
    letters.set(item.font, (letters.get(item.font) ?? 0) + item.text.length);
    bold += (item.bold ? 1 : -1) * item.text.trim().length;
  }
  const font = [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  const size = Math.max(...items.map((item) => item.size));
  return {
    text: cleanText(text),
    y: items[0]?.y ?? 0,
    size,
    font,
    bold: bold > 0,
    items: [...items],
    box: {
      x0: Math.min(...items.map((item) => item.x)),
      y0: Math.min(...items.map((item) => item.y - 0.8 * item.size)),
      x1: end,
      y1: Math.max(...items.map((item) => item.y + 0.25 * item.size)),
    },
  };
}

/** The text of a line, its fragments parted by spaces. */
export function lineText(line: { fragments: readonly Fragment[] }): string {
  return line.fragments.map((fragment) => fragment.text).join(' ');
}

/** The smallest box around some boxes. */
export function boxOf(parts: readonly { box: Box }[]): Box {
  return {
    x0: Math.min(...parts.map((part) => part.box.x0)),
    y0: Math.min(...parts.map((part) => part.box.y0)),
    x1: Math.max(...parts.map((part) => part.box.x1)),
    y1: Math.max(...parts.map((part) => part.box.y1)),
  };
}
