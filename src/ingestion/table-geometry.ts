import type { Box } from './model.ts';
import type { PdfItem } from './pdf-layout.ts';
import type { OrderedLine } from './pdf-order.ts';

export interface Interval {
  x0: number;
  x1: number;
}
/** A logical row: its cells as the items they hold, one list per column. */
export interface RawRow {
  cells: PdfItem[][];
  page: number;
  box: Box;
}

/** Lines closer than this (in sizes) can belong to one cell. */
export const CELL_LEADING = 1.55;

export const overlap = (a: Interval, b: Interval) => Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);

/** Intervals that overlap by more than `slack` become one. */
export function union(intervals: readonly Interval[], slack: number): Interval[] {
  const merged: Interval[] = [];
  for (const interval of [...intervals].sort((a, b) => a.x0 - b.x0)) {
    const last = merged.at(-1);
    if (last !== undefined && interval.x0 < last.x1 - slack) last.x1 = Math.max(last.x1, interval.x1);
    else merged.push({ ...interval });
  }
  return merged;
}

/** Column intervals: x-ranges of cells that overlap over the rows, lines with few cells left out. */
export function columnsOf(lines: readonly OrderedLine[]): Interval[] {
  const most = Math.max(...lines.map((line) => line.fragments.length));
  const intervals = lines
    .filter((line) => line.fragments.length >= Math.max(2, most - 1))
    .flatMap((line) => line.fragments.map((f) => ({ x0: f.box.x0, x1: f.box.x1 })));
  return union(intervals, 1);
}
