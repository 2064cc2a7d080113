import type { Box } from './model.ts';

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
}
export interface PdfPage {
  number: number;
  width: number;
  height: number;
  items: PdfItem[];
}

/** Items on one baseline without a wide gap between them. */
export interface Fragment {
  text: string;
  box: Box;
  size: number;
  font: string;
  /** Baseline. */
  y: number;
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

const marker = /^(?:\d{1,2}[.)]|\(?[a-z]\)|[a-z]\.|[ivx]{1,4}\.|[-•–▪○◦‣·])$/iu;

export function fragmentsOf(page: PdfPage): Fragment[][] {
  const items = page.items.filter((item) => item.text.trim() !== '').sort((a, b) => a.y - b.y || a.x - b.x);
  const rows: PdfItem[][] = [];
  for (const item of items) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (
      row !== undefined &&
      first !== undefined &&
      Math.abs(item.y - first.y) <= 0.35 * Math.max(item.size, first.size)
    )
      row.push(item);
    else rows.push([item]);
  }
  return rows.map((row) => joinRow(row.sort((a, b) => a.x - b.x)));
}

function joinRow(row: readonly PdfItem[]): Fragment[] {
  const fragments: Fragment[] = [];
  for (const item of row) {
    const last = fragments.at(-1);
    const gap = last === undefined ? Number.POSITIVE_INFINITY : item.x - last.box.x1;
    const afterMarker = last !== undefined && marker.test(last.text.trim());
    if (last !== undefined && gap <= (afterMarker ? 4 : WORD_GAP) * item.size && gap > -2 * item.size) {
      const space = gap > 0.16 * item.size && !last.text.endsWith(' ') && !item.text.startsWith(' ');
      last.text += (space ? ' ' : '') + item.text;
      last.box.x1 = Math.max(last.box.x1, item.x + item.width);
      last.box.y0 = Math.min(last.box.y0, item.y - 0.8 * item.size);
      last.size = Math.max(last.size, item.size);
    } else {
      fragments.push({
        text: item.text,
        y: item.y,
        size: item.size,
        font: item.font,
        box: {
          x0: item.x,
          y0: item.y - 0.8 * item.size,
          x1: item.x + item.width,
          y1: item.y + 0.25 * item.size,
        },
      });
    }
  }
  return fragments
    .map((fragment) => ({ ...fragment, text: cleanText(fragment.text) }))
    .filter((fragment) => fragment.text !== '');
}

/** Normal forms, ligatures and invisible characters. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))

    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[\u2002-\u200a\u202f\u00a0]/g, ' ')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu, '')
    .replace(/[\u0000-\u001f\u007f]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
