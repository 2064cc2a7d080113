import type { Box } from './model.ts';
import { type Fragment, fragmentsOf, type LayoutLine, type PdfPage } from './pdf-layout.ts';

/** A line in reading order, with the number of its region: a new region starts a new flow (the next column, a full-width band). */
export interface OrderedLine extends LayoutLine {
  region: number;
  /** Left and right edge of its region. */
  x0: number;
  x1: number;
}

type Row = Fragment[];
interface Split {
  x: number;
  from: number;
  to: number;
}

/** Fewest rows that make two columns worth reading apart. */
const MIN_ROWS = 5;
const MAX_DEPTH = 4;
/** Lines of prose stand closer than this (in sizes); rows of a table often don't. */
const LOOSE = 1.8;

/** Lines of a page in reading order: full-width lines part the page in bands, columns inside a band are read left to right. */
export function orderPage(page: PdfPage): OrderedLine[] {
  const ordered: OrderedLine[] = [];
  let region = 0;
  const emit = (rows: readonly Row[]) => {
    if (rows.length === 0) return;
    region++;
    const all = rows.flat();
    const x0 = Math.min(...all.map((fragment) => fragment.box.x0));
    const x1 = Math.max(...all.map((fragment) => fragment.box.x1));
    for (const fragments of rows) ordered.push({ ...lineOf(page.number, fragments), region, x0, x1 });
  };
  const visit = (rows: readonly Row[], depth: number) => {
    const split = depth < MAX_DEPTH ? findColumns(rows, page.rules) : null;
    if (split === null) return emit(rows);
    visit(rows.slice(0, split.from), depth + 1);
    const band = rows.slice(split.from, split.to);
    const side = (keep: (fragment: Fragment) => boolean) =>
      band.map((row) => row.filter(keep)).filter((row) => row.length > 0);
    visit(
      side((fragment) => middle(fragment) < split.x),
      depth + 1,
    );
    visit(
      side((fragment) => middle(fragment) >= split.x),
      depth + 1,
    );
    visit(rows.slice(split.to), depth + 1);
  };
  visit(fragmentsOf(page), 0);
  return ordered;
}

const middle = (fragment: Fragment) => (fragment.box.x0 + fragment.box.x1) / 2;

function lineOf(page: number, fragments: Fragment[]): LayoutLine {
  return {
    page,
    y: Math.min(...fragments.map((f) => f.y)),
    size: Math.max(...fragments.map((f) => f.size)),
    fragments,
  };
}

/**
 * The longest band of rows with a white gutter between two columns of prose, or null. Columns of prose hold lines that fill their
 * width; the columns of a table hold short ones, start on shared baselines, or have rules across the gutter.
 */
export function findColumns(rows: readonly Row[], rules: readonly Box[]): Split | null {
  if (rows.length < MIN_ROWS) return null;
  const all = rows.flat();
  const left = Math.min(...all.map((f) => f.box.x0));
  const right = Math.max(...all.map((f) => f.box.x1));
  const width = right - left;
  if (width < 150) return null;
  let best: Split | null = null;
  for (let x = left + 0.2 * width; x <= left + 0.8 * width; x += Math.max(2, width / 160)) {
    let from = 0;
    for (let i = 0; i <= rows.length; i++) {
      const crossed = i === rows.length || (rows[i] ?? []).some((f) => f.box.x0 < x - 3 && f.box.x1 > x + 3);
      if (!crossed) continue;
      const longer = best === null || i - from > best.to - best.from;
      if (i - from >= MIN_ROWS && longer && isProse(rows.slice(from, i), x, rules)) best = { x, from, to: i };
      from = i + 1;
    }
  }
  return best;
}

function isProse(band: readonly Row[], x: number, rules: readonly Box[]): boolean {
  const sides = [
    band.map((row) => row.filter((f) => middle(f) < x)),
    band.map((row) => row.filter((f) => middle(f) >= x)),
  ];
  const y0 = Math.min(...band.flat().map((f) => f.box.y0));
  const y1 = Math.max(...band.flat().map((f) => f.box.y1));
  if (ruledAcross(rules, x, y0, y1) >= 2) return false;
  const prose = sides.every((side) => {
    const lines = side.filter((row) => row.length > 0);
    if (lines.length < MIN_ROWS) return false;
    const x0 = Math.min(...lines.flat().map((f) => f.box.x0));
    const x1 = Math.max(...lines.flat().map((f) => f.box.x1));
    const full = lines.filter((row) => {
      const words = row.reduce((sum, f) => sum + f.text.split(' ').length, 0);
      return (
        row.length === 1 && words >= 3 && (row[0]?.box.x1 ?? 0) - (row[0]?.box.x0 ?? 0) > 0.62 * (x1 - x0)
      );
    });
    return x1 - x0 >= 70 && full.length >= 0.5 * lines.length && pitchOf(lines) < LOOSE * usualSize(lines);
  });
  return prose && !alignedRows(band, x);
}

/** How many heights between y0 and y1 have a rule on both sides of x: those of a table, cell by cell. */
function ruledAcross(rules: readonly Box[], x: number, y0: number, y1: number): number {
  const level = rules.filter((rule) => rule.y1 - rule.y0 < 3 && rule.y0 > y0 && rule.y1 < y1);
  const before = level.filter((rule) => rule.x0 < x - 8 && rule.x1 > x - 30);
  const heights = before.filter((rule) =>
    level.some((other) => Math.abs(other.y0 - rule.y0) < 1.5 && other.x1 > x + 8 && other.x0 < x + 30),
  );
  return new Set(heights.map((rule) => Math.round(rule.y0 / 2))).size;
}

/** Usual distance of the lines of a column. */
function pitchOf(lines: readonly Row[]): number {
  const pitches = lines.slice(1).map((row, i) => (row[0]?.y ?? 0) - (lines[i]?.[0]?.y ?? 0));
  return pitches.sort((a, b) => a - b)[Math.floor(pitches.length / 2)] ?? 0;
}

function usualSize(lines: readonly Row[]): number {
  const sizes = lines.map((row) => row[0]?.size ?? 0).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 10;
}

/** Rows of a table part both sides at the same heights: the wide gaps between lines of the two sides fall together. */
function alignedRows(band: readonly Row[], x: number): boolean {
  const starts = (side: (f: Fragment) => boolean) => {
    const lines = band.flatMap((row) => row.filter(side).slice(0, 1));
    const pitch = lines.slice(1).map((line, i) => line.y - (lines[i]?.y ?? 0));
    const tight = Math.min(...pitch.filter((p) => p > 1));
    return lines.filter((_, i) => i > 0 && (pitch[i - 1] ?? 0) > 1.25 * tight).map((line) => line.y);
  };
  const a = starts((f) => middle(f) < x);
  const b = starts((f) => middle(f) >= x);
  const shared = a.filter((y) => b.some((other) => Math.abs(other - y) < 2)).length;
  return shared >= 3 && shared >= 0.7 * Math.max(a.length, b.length);
}
