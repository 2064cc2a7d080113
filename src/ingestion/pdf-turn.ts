import type { Box } from './model.ts';
import type { PdfItem, PdfPage } from './pdf-layout.ts';

/** A page in the direction in which it is read, and the way back to where things stand as it is displayed. */
export interface UprightPage {
  page: PdfPage;
  asDisplayed(box: Box): Box;
}

interface Point {
  x: number;
  y: number;
}

/**
 * A page whose text mostly runs sideways or upside down, turned so that it reads from left to right. Pieces that run another way than
 * the rest (a note in the margin) stay out of its lines: they follow below the page's text.
 */
export function turnedUpright(page: PdfPage): UprightPage {
  const letters = new Map<number, number>();
  for (const item of page.items) letters.set(item.turn, (letters.get(item.turn) ?? 0) + item.text.length);
  const turn = [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  const others = page.items.filter((item) => item.turn !== turn);
  const main = page.items.filter((item) => item.turn === turn);
  if (turn === 0 && others.length === 0) return { page, asDisplayed: (box) => box };
  const { width, height } = turn % 180 === 0 ? page : { width: page.height, height: page.width };
  const asides = setBelow(others, height);
  const upright = {
    ...page,
    width,
    height,
    items: [
      ...main.map((item) => ({ ...item, ...turned(item, turn, page) })),
      ...asides.map(({ placed }) => placed),
    ],
    rules: page.rules.map((rule) => boxAt(rule, (point) => turned(point, turn, page))),
  };
  return {
    page: upright,
    asDisplayed(box) {
      const own = asides.filter(({ placed }) => placed.y > box.y0 && placed.y <= box.y1);
      if (box.y0 < height || own.length === 0) return boxAt(box, (point) => turnedBack(point, turn, page));
      return around(own.map(({ item }) => displayedBox(item, page)));
    },
  };
}

interface Aside {
  item: PdfItem;
  /** The same piece on a line of its own below the page. */
  placed: PdfItem;
}

function setBelow(items: readonly PdfItem[], height: number): Aside[] {
  let y = height;
  return items.map((item) => {
    y += 3 * item.size;
    return { item, placed: { ...item, turn: 0, x: 0, y } };
  });
}

/** Where a piece of text stands, whichever way it runs. */
function displayedBox(item: PdfItem, page: PdfPage): Box {
  const { x, y } = turned(item, item.turn, page);
  const read = { x0: x, y0: y - 0.8 * item.size, x1: x + item.width, y1: y + 0.25 * item.size };
  return boxAt(read, (point) => turnedBack(point, item.turn, page));
}

/** The point as seen when the page is turned back by `turn` degrees. */
function turned({ x, y }: Point, turn: number, { width, height }: PdfPage): Point {
  if (turn === 90) return { x: y, y: width - x };
  if (turn === 180) return { x: width - x, y: height - y };
  if (turn === 270) return { x: height - y, y: x };
  return { x, y };
}

/** Undoes `turned`. */
function turnedBack({ x, y }: Point, turn: number, { width, height }: PdfPage): Point {
  if (turn === 90) return { x: width - y, y: x };
  if (turn === 180) return { x: width - x, y: height - y };
  if (turn === 270) return { x: y, y: height - x };
  return { x, y };
}

function boxAt(box: Box, move: (point: Point) => Point): Box {
  const a = move({ x: box.x0, y: box.y0 });
  const b = move({ x: box.x1, y: box.y1 });
  return { x0: Math.min(a.x, b.x), y0: Math.min(a.y, b.y), x1: Math.max(a.x, b.x), y1: Math.max(a.y, b.y) };
}

function around(boxes: readonly Box[]): Box {
  return {
    x0: Math.min(...boxes.map((box) => box.x0)),
    y0: Math.min(...boxes.map((box) => box.y0)),
    x1: Math.max(...boxes.map((box) => box.x1)),
    y1: Math.max(...boxes.map((box) => box.y1)),
  };
}
