import { type Fragment, fragmentsOf, type LayoutLine, type PdfPage } from './pdf-layout.ts';

/** A page as lines in reading order, each with the number of its column region (a new region starts a new flow). */
export interface OrderedLine extends LayoutLine {
  region: number;
}

/** Lines of a page in reading order: full-width lines part the page in bands, columns inside a band are read left to right. */
export function orderPage(page: PdfPage): OrderedLine[] {
  const rows = fragmentsOf(page);
  const gutter = findGutter(rows, page.width);
  if (gutter === null) return rows.map((fragments) => line(page.number, fragments, 0));
  const ordered: OrderedLine[] = [];
  let region = 0;
  let left: Fragment[][] = [];
  let right: Fragment[][] = [];
  const flush = () => {
    for (const column of [left, right]) {
      if (column.length === 0) continue;
      region++;
      for (const fragments of column) ordered.push(line(page.number, fragments, region));
    }
    left = [];
    right = [];
  };
  for (const fragments of rows) {
    const crossing = fragments.some((f) => f.box.x0 < gutter - 4 && f.box.x1 > gutter + 4);
    if (crossing) {
      flush();
      region++;
      ordered.push(line(page.number, fragments, region));
      continue;
    }
    const l = fragments.filter((f) => f.box.x1 <= gutter + 4);
    const r = fragments.filter((f) => f.box.x1 > gutter + 4);
    if (l.length > 0) left.push(l);
    if (r.length > 0) right.push(r);
  }
  flush();
  return ordered;
}

function line(page: number, fragments: Fragment[], region: number): OrderedLine {
  return {
    page,
    region,
    y: Math.min(...fragments.map((f) => f.y)),
    size: Math.max(...fragments.map((f) => f.size)),
    fragments,
  };
}

/**
 * The x of the white gutter between two columns of prose, or null. Two columns: hardly any line crosses the gutter and both sides
 * hold long lines; the columns of a table hold short ones.
 */
export function findGutter(rows: readonly Fragment[][], width: number): number | null {
  const fragments = rows.flat();
  if (rows.length < 12) return null;
  let best: { x: number; crossing: number } | null = null;
  for (let x = 0.38 * width; x <= 0.62 * width; x += 2) {
    const crossing = fragments.filter((f) => f.box.x0 < x - 3 && f.box.x1 > x + 3).length;
    if (best === null || crossing < best.crossing) best = { x, crossing };
  }
  if (best === null || best.crossing > 0.2 * rows.length) return null;
  const { x } = best;
  const left = fragments.filter((f) => f.box.x1 <= x + 3);
  const right = fragments.filter((f) => f.box.x0 >= x - 3);
  const prose = (side: readonly Fragment[]) =>
    side.filter((f) => f.box.x1 - f.box.x0 > 0.24 * width && f.text.split(' ').length >= 4).length;
  return prose(left) >= 6 && prose(right) >= 6 ? x : null;
}
