import type { Box } from './model.ts';
import type { PdfItem, PdfPage } from './pdf-layout.ts';

/**
 * A page whose text mostly runs sideways or upside down, turned so that it reads from left to right. Pieces that run another way than
 * the rest (a note in the margin) stay out of its lines: they follow below the page's text.
 */
export function turnedUpright(page: PdfPage): PdfPage {
  const letters = new Map<number, number>();
  for (const item of page.items) letters.set(item.turn, (letters.get(item.turn) ?? 0) + item.text.length);
  const turn = [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  const others = page.items.filter((item) => item.turn !== turn);
  const main = page.items.filter((item) => item.turn === turn);
  if (turn === 0 && others.length === 0) return page;
  const { width, height } = turn % 180 === 0 ? page : { width: page.height, height: page.width };
  const placed = turn === 0 ? main : main.map((item) => ({ ...item, ...turned(item, turn, page) }));
  const below = others.map((item, i) => aside(item, i, height));
  return {
    ...page,
    width,
    height,
    items: [...placed, ...below],
    rules: turn === 0 ? page.rules : page.rules.map((rule) => turnedBox(rule, turn, page)),
  };
}

function aside(item: PdfItem, i: number, height: number): PdfItem {
  return { ...item, turn: 0, x: 0, y: height + (i + 1) * 3 * item.size };
}

/** The point as seen when the page is turned back by `turn` degrees. */
function turned(at: { x: number; y: number }, turn: number, page: PdfPage): { x: number; y: number } {
  if (turn === 90) return { x: at.y, y: page.width - at.x };
  if (turn === 180) return { x: page.width - at.x, y: page.height - at.y };
  if (turn === 270) return { x: page.height - at.y, y: at.x };
  return at;
}

function turnedBox(box: Box, turn: number, page: PdfPage): Box {
  const a = turned({ x: box.x0, y: box.y0 }, turn, page);
  const b = turned({ x: box.x1, y: box.y1 }, turn, page);
  return { x0: Math.min(a.x, b.x), y0: Math.min(a.y, b.y), x1: Math.max(a.x, b.x), y1: Math.max(a.y, b.y) };
}
