import type { PdfPage } from './pdf-layout.ts';
import { lineText } from './pdf-layout.ts';
import type { OrderedLine } from './pdf-order.ts';

/** A line of the margin is known by each of its fragments, digits folded: 'Regeling 2026 | Hoofdstuk 3' comes back by its left half. */
const keys = (line: OrderedLine) =>
  line.fragments.map(
    (fragment) =>
      `${Math.round(line.y / 3)} ${fragment.text
        .toLowerCase()
        .replace(/\d+/g, '#')
        .replace(/[^\p{L}#]+/gu, ' ')
        .trim()}`,
  );

/** Takes running headers, footers and page numbers out: what comes back near the top or bottom of page after page. */
export function dropFurniture(pages: readonly { page: PdfPage; lines: OrderedLine[] }[]): OrderedLine[][] {
  const seen = new Map<string, Set<number>>();
  const inMargin = (page: PdfPage, line: OrderedLine) =>
    line.y < 0.115 * page.height || line.y > 0.885 * page.height;
  for (const { page, lines } of pages) {
    for (const line of lines) {
      if (!inMargin(page, line)) continue;
      for (const key of keys(line)) {
        const at = seen.get(key) ?? new Set<number>();
        at.add(page.number);
        seen.set(key, at);
      }
    }
  }
  const often = Math.max(3, Math.ceil(0.3 * pages.length));
  const isFurniture = (page: PdfPage, line: OrderedLine): boolean => {
    if (!inMargin(page, line)) return false;
    if (/^(?:pagina\s*)?[-–]?\s*\d{1,4}\s*(?:[/-]|van|of)?\s*\d{0,4}\s*[-–]?$/i.test(lineText(line)))
      return true;
    return keys(line).some((key) => (seen.get(key)?.size ?? 0) >= often);
  };
  const kept = pages.map(({ page, lines }) => {
    const dropped = lines.filter((line) => isFurniture(page, line));
    return lines.filter(
      (line) =>
        !dropped.includes(line) && !(inMargin(page, line) && dropped.some((other) => belongsTo(line, other))),
    );
  });
  // Pages that hold nothing but one line each: what comes back is the text itself.
  const letters = (all: readonly (readonly OrderedLine[])[]) =>
    all.flat().reduce((sum, line) => sum + lineText(line).length, 0);
  const before = pages.map(({ lines }) => lines);
  return letters(kept) < 0.1 * letters(before) ? before : kept;
}

/** The second line of a running header that wraps: as small as the first, right below or above it. */
function belongsTo(line: OrderedLine, furniture: OrderedLine): boolean {
  return Math.abs(line.size - furniture.size) < 0.3 && Math.abs(line.y - furniture.y) < 1.7 * furniture.size;
}

/** Is this a page of the table of contents? Then its lines make no passages. */
export function isContentsPage(lines: readonly OrderedLine[]): boolean {
  const entries = lines.filter(
    (line) =>
      /(?:\.{3,}|…|\s)\s*\d{1,3}$/.test(lineText(line)) &&
      lineText(line).length > 6 &&
      (line.fragments.length > 1 || /\.{3,}/.test(lineText(line))),
  ).length;
  const dotted = lines.filter((line) => /(?:\.\s?){4,}|…/.test(lineText(line))).length;
  const titled = lines
    .slice(0, 6)
    .some((line) => /^(?:inhoud(?:sopgave)?|inhoudsoverzicht|contents)\b/i.test(lineText(line)));
  return entries >= 5 && entries >= (titled ? 0.4 : 0.6) * lines.length && (titled || dotted >= 3);
}
