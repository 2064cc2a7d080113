import { lineText } from './pdf-layout.ts';
import type { OrderedLine } from './pdf-order.ts';

/** How most of a document is set. */
export interface BodyStyle {
  size: number;
  /** Usual distance of baselines, as a multiple of the size. */
  leading: number;
  /** The font most letters are set in. */
  font: string;
  bold: boolean;
}

/** The size, font and leading that most letters have. */
export function bodyStyle(lines: readonly OrderedLine[]): BodyStyle {
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  let bold = 0;
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    sizes.set(size, (sizes.get(size) ?? 0) + lineText(line).length);
    for (const fragment of line.fragments) {
      fonts.set(fragment.font, (fonts.get(fragment.font) ?? 0) + fragment.text.length);
      bold += (fragment.bold ? 1 : -1) * fragment.text.length;
    }
  }
  const size = most(sizes) ?? 10;
  return { size, font: most(fonts) ?? '', bold: bold > 0, leading: usualLeading(lines, size) };
}

function usualLeading(lines: readonly OrderedLine[], size: number): number {
  const gaps: number[] = [];
  for (let i = 1; i < lines.length; i++) {
    const above = lines[i - 1];
    const line = lines[i];
    if (above === undefined || line === undefined || !sameFlow(above, line)) continue;
    const gap = (line.y - above.y) / size;
    if (gap > 0.8 && gap < 2.2 && Math.abs(line.size - size) < 0.6) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length * 0.4)] ?? 1.35;
}

function most<K>(weights: ReadonlyMap<K, number>): K | undefined {
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Do two lines stand in one column of one page? */
export function sameFlow(a: OrderedLine, b: OrderedLine): boolean {
  return a.page === b.page && a.region === b.region;
}

/** Set alike: size, weight, and one font throughout. */
export function alike(a: OrderedLine, b: OrderedLine): boolean {
  return Math.abs(a.size - b.size) < 0.4 && isBold(a) === isBold(b) && fontOf(a) === fontOf(b);
}

export function isBold(line: OrderedLine): boolean {
  return line.fragments.every((fragment) =>
    fragment.items.every((item) => item.bold || item.text.length < 2),
  );
}

/** The font of a line set in one font throughout, otherwise null. */
export function fontOf(line: OrderedLine): string | null {
  const font = line.fragments[0]?.font ?? '';
  return line.fragments.every((f) =>
    f.items.every((item) => item.font === font || item.text.trim().length < 2),
  )
    ? font
    : null;
}

/** The level of a heading tag that covers the line, 0 where there is none. */
export function taggedLevel(line: OrderedLine): number {
  const levels = line.fragments.flatMap((f) => f.items.map((item) => item.tag?.heading ?? 0));
  const level = levels[0] ?? 0;
  return level > 0 && levels.every((other) => other === level) ? level : 0;
}
