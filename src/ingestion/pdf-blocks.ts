import type { Block, TextLine } from './blocks.ts';
import type { Box } from './model.ts';
import { lineText } from './pdf-furniture.ts';
import type { Fragment } from './pdf-layout.ts';
import type { OrderedLine } from './pdf-order.ts';

const listMarker = /^(\d{1,2}[.)]|\(?[a-z]\)|[a-z]\.|[ivx]{1,4}\.|[-•–▪○◦‣·])\s+/iu;

export interface BodyStyle {
  size: number;
  /** Usual distance of baselines, as a multiple of the size. */
  leading: number;
  /** The font most letters are set in. */
  font: string;
}

/** The size and leading that most letters have. */
export function bodyStyle(lines: readonly OrderedLine[]): BodyStyle {
  const weight = new Map<number, number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    weight.set(size, (weight.get(size) ?? 0) + lineText(line).length);
  }
  const size = [...weight].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
  const gaps: number[] = [];
  for (let i = 1; i < lines.length; i++) {
    const a = lines[i - 1];
    const b = lines[i];
    if (a === undefined || b === undefined || a.page !== b.page || a.region !== b.region) continue;
    const gap = (b.y - a.y) / size;
    if (gap > 0.8 && gap < 2.2 && Math.abs(b.size - size) < 0.6) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  const fonts = new Map<string, number>();
  for (const line of lines)
    for (const f of line.fragments) fonts.set(f.font, (fonts.get(f.font) ?? 0) + f.text.length);
  const font = [...fonts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  return { size, font, leading: gaps[Math.floor(gaps.length * 0.4)] ?? 1.35 };
}

const numbered =
  /^(?:(?:artikel|art\.|hoofdstuk|deel|bijlage|afdeling|paragraaf|titel)\s+[\divxa-z][\w.:-]*|§\s*\d[\d.]*|\d{1,2}(?:[.:]\d{1,2}){1,3}\.?|\d{1,2}\.?)(?:\s+|$|[:.–-]\s)/iu;

/** Heading level of a line, or 0: by its numbering and by its size against the body. */
export function headingLevel(line: OrderedLine, body: BodyStyle, gapBefore: number): number {
  const text = lineText(line);
  if (text.length > 110 || /[;,]$/.test(text) || line.fragments.length > 2) return 0;
  if (!/\p{L}/u.test(text)) return 0;
  const ratio = line.size / body.size;
  const endsLikeSentence = /[.:]$/.test(text) && !/\b(?:B\.V|N\.V)\.$/.test(text);
  const opened = gapBefore > 1.25 * body.leading || gapBefore < 0;
  if (
    /^(?:hoofdstuk|deel|bijlage|afdeling)\s+[\divxa-z]+\b/iu.test(text) &&
    (ratio >= 1.05 || opened) &&
    !endsLikeSentence
  )
    return 1;
  if (
    /^(?:artikel|art\.)\s+\d[\w.:]*\b/iu.test(text) &&
    (opened || ratio >= 1.05) &&
    !endsLikeSentence &&
    !/^artikel\s+\d[\w.:]*\s*,?\s+(?:lid|van|is|en|geldt|tot)\b/iu.test(text)
  )
    return 2;
  const decimal = /^(?:§\s*)?(\d{1,2})((?:[.:]\d{1,2}){1,3})\.?\s+\p{Lu}/u.exec(text);
  if (decimal !== null && (opened || ratio >= 1.05) && !endsLikeSentence)
    return 1 + (decimal[2]?.match(/[.:]/g)?.length ?? 1);
  const other = line.fragments.every((fragment) => fragment.font !== body.font);
  if (
    other &&
    opened &&
    ratio >= 0.97 &&
    text.length <= 80 &&
    !endsLikeSentence &&
    /^[\p{Lu}\d]/u.test(text) &&
    line.fragments.length === 1 &&
    !listMarker.test(text)
  )
    return ratio >= 1.25 ? 2 : 3;
  if (ratio >= 1.45) return endsLikeSentence && text.length > 60 ? 0 : 1;
  if (ratio >= 1.09 && !endsLikeSentence && text.length <= 90)
    return /^\d{1,2}\.?\s/.test(text) ? 1 : numbered.test(text) ? 2 : ratio >= 1.25 ? 2 : 3;
  return 0;
}

/** Lines of a document (furniture gone) to headings, paragraphs and tables. */
export function blocksOf(lines: readonly OrderedLine[]): Block[] {
  const body = bodyStyle(lines);
  const blocks: Block[] = [];
  let i = 0;
  let previous: OrderedLine | null = null;
  while (i < lines.length) {
    const line = lines[i];
    if (line === undefined) break;
    const tableEnd = tableRun(lines, i, body);
    if (tableEnd > i) {
      blocks.push(readTable(lines.slice(i, tableEnd), body));
      previous = lines[tableEnd - 1] ?? null;
      i = tableEnd;
      continue;
    }
    addLine(blocks, line, previous, body);
    previous = line;
    i++;
  }
  return mergeTables(blocks);
}

function addLine(blocks: Block[], line: OrderedLine, previous: OrderedLine | null, body: BodyStyle): void {
  const sameFlow = previous !== null && previous.page === line.page && previous.region === line.region;
  const gap = sameFlow && previous !== null ? (line.y - previous.y) / body.size : -1;
  const text = lineText(line);
  const textLine: TextLine = { text, page: line.page, box: boxOf(line.fragments) };
  const last = blocks.at(-1);
  if (
    last?.kind === 'heading' &&
    previous !== null &&
    sameFlow &&
    wrapsHeading(previous, line, body, gap) &&
    last.lines.length < 3
  ) {
    last.lines.push(textLine);
    return;
  }
  const level = headingLevel(line, body, gap);
  if (level > 0) {
    blocks.push({ kind: 'heading', level, lines: [textLine] });
    return;
  }
  const marker = listMarker.exec(text)?.[1] ?? null;
  const joins =
    last?.kind === 'paragraph' &&
    marker === null &&
    (sameFlow ? gap <= 1.28 * body.leading && gap > 0 : continues(last, text));
  if (joins && last?.kind === 'paragraph') last.lines.push(textLine);
  else blocks.push({ kind: 'paragraph', lines: [textLine], marker });
}

/** Is this the next line of a heading that wraps: set like the heading, unlike the body, right below it? */
function wrapsHeading(heading: OrderedLine, line: OrderedLine, body: BodyStyle, gap: number): boolean {
  const font = heading.fragments[0]?.font;
  const unlikeBody = font !== body.font || line.size > 1.08 * body.size;
  const alike =
    line.fragments.every((fragment) => fragment.font === font) && Math.abs(heading.size - line.size) < 0.3;
  return (
    unlikeBody && alike && gap > 0 && gap < 1.65 * (line.size / body.size) && !numbered.test(lineText(line))
  );
}

/** Does a paragraph go on in the next column or page? */
function continues(block: { lines: TextLine[] }, next: string): boolean {
  const end = block.lines.at(-1)?.text ?? '';
  return !/[.:;!?]["”’)]?$/.test(end) && /^[\p{Ll}(€\d"“]/u.test(next);
}

export function boxOf(fragments: readonly { box: Box }[]): Box {
  return {
    x0: Math.min(...fragments.map((f) => f.box.x0)),
    y0: Math.min(...fragments.map((f) => f.box.y0)),
    x1: Math.max(...fragments.map((f) => f.box.x1)),
    y1: Math.max(...fragments.map((f) => f.box.y1)),
  };
}

/** Index after the table that starts at `from`, or `from` when none does. */
function tableRun(lines: readonly OrderedLine[], from: number, body: BodyStyle): number {
  let end = from;
  let wide = 0;
  let single = 0;
  for (let i = from; i < lines.length; i++) {
    const line = lines[i];
    const first = lines[from];
    if (line === undefined || first === undefined || line.page !== first.page || line.region !== first.region)
      break;
    const previous = lines[i - 1];
    if (i > from && previous !== undefined && (line.y - previous.y) / body.size > 4.2) break;
    if (line.fragments.length >= 2 && !isMarkedLine(line)) {
      wide++;
      single = 0;
      end = i + 1;
      continue;
    }
    if (wide === 0) break;
    if (headingLevel(line, body, 9) > 0 && line.size > body.size * 1.05) break;
    single++;
    const width = (line.fragments[0]?.box.x1 ?? 0) - (line.fragments[0]?.box.x0 ?? 0);
    if (single > 3 || width > 300) break;
  }
  end = withLastCellLines(lines, from, end, body);
  const run = lines.slice(from, end);
  const cells = run.filter((line) => line.fragments.length >= 2);
  if (cells.length < 3 || columnsOf(run).length < 2) return from;
  return end;
}

/** The last row may go on in lines of one cell: as tight as lines inside a cell, starting where a cell starts. */
function withLastCellLines(
  lines: readonly OrderedLine[],
  from: number,
  end: number,
  body: BodyStyle,
): number {
  const starts = lines.slice(from, end).flatMap((line) => line.fragments.map((fragment) => fragment.box.x0));
  let after = end;
  for (; after > from && after < lines.length; after++) {
    const line = lines[after];
    const previous = lines[after - 1];
    const first = line?.fragments[0];
    if (line === undefined || previous === undefined || first === undefined) break;
    if (line.page !== previous.page || line.region !== previous.region || line.fragments.length > 1) break;
    if ((line.y - previous.y) / Math.min(line.size, body.size) > CELL_LEADING) break;
    if (Math.abs(line.size - previous.size) > 0.3 || !starts.some((x) => Math.abs(x - first.box.x0) < 2))
      break;
  }
  return after;
}

function isMarkedLine(line: OrderedLine): boolean {
  const first = line.fragments[0];
  return (
    line.fragments.length === 2 &&
    first !== undefined &&
    /^(?:\d{1,2}[.)]|\(?[a-z]\)|[a-z]\.|[-•–▪])$/iu.test(first.text)
  );
}

/** Column intervals: x-ranges of cells that overlap over the rows, lines with one cell left out. */
function columnsOf(lines: readonly OrderedLine[]): { x0: number; x1: number }[] {
  const most = Math.max(...lines.map((line) => line.fragments.length));
  const intervals = lines
    .filter((line) => line.fragments.length >= Math.max(2, most - 1))
    .flatMap((line) => line.fragments.map((f) => ({ x0: f.box.x0, x1: f.box.x1 })))
    .sort((a, b) => a.x0 - b.x0);
  const columns: { x0: number; x1: number }[] = [];
  for (const interval of intervals) {
    const last = columns.at(-1);
    if (last !== undefined && interval.x0 < last.x1 - 1) last.x1 = Math.max(last.x1, interval.x1);
    else columns.push({ ...interval });
  }
  return columns;
}

/** Lines closer than this (in sizes) can belong to one cell. */
const CELL_LEADING = 1.5;

/**
 * The largest gap between lines of one row, in points: rows stand further apart than lines inside a cell. Where all gaps are alike
 * every line is a row of its own (0).
 */
function rowGap(lines: readonly OrderedLine[], body: BodyStyle): number {
  const gaps = lines.slice(1).map((line, i) => line.y - (lines[i]?.y ?? 0));
  const smallest = Math.min(...gaps);
  const largest = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length * 0.8)] ?? smallest;
  const size = Math.min(body.size, ...lines.map((line) => line.size));
  return smallest <= CELL_LEADING * size && largest >= 1.18 * smallest
    ? Math.min(CELL_LEADING * size, (smallest + largest) / 2)
    : 0;
}

function readTable(lines: readonly OrderedLine[], body: BodyStyle): Block {
  const columns = columnsOf(lines);
  const within = rowGap(lines, body);
  const rows: { cells: string[]; page: number; box: Box | null; y: number }[] = [];
  let previous: OrderedLine | null = null;
  for (const line of lines) {
    const cells = columns.map(() => '');
    for (const fragment of line.fragments) {
      const at = nearestColumn(columns, fragment);
      cells[at] = cells[at] === '' ? fragment.text : `${cells[at]} ${fragment.text}`;
    }
    const last = rows.at(-1);
    const gap = previous === null ? Number.POSITIVE_INFINITY : line.y - previous.y;
    if (last !== undefined && gap <= within) {
      last.cells = last.cells.map((cell, c) => joinHyphen(cell, cells[c] ?? ''));
      last.box = last.box === null ? null : boxOf([{ box: last.box }, ...line.fragments]);
    } else rows.push({ cells, page: line.page, box: boxOf(line.fragments), y: line.y });
    previous = line;
  }
  const [head, ...rest] = rows;
  return {
    kind: 'table',
    caption: null,
    captionLines: [],
    columns: head?.cells ?? [],
    headerLines:
      head === undefined
        ? []
        : [{ text: head.cells.filter((c) => c !== '').join(' | '), page: head.page, box: head.box }],
    rows: rest.map(({ cells, page, box }) => ({ cells, page, box })),
  };
}

function joinHyphen(a: string, b: string): string {
  if (a === '' || b === '') return a + b;
  return a.endsWith('-') && /^\p{Ll}/u.test(b) && !/^(?:en|of)\b/.test(b) ? a.slice(0, -1) + b : `${a} ${b}`;
}

function nearestColumn(columns: readonly { x0: number; x1: number }[], fragment: Fragment): number {
  let best = 0;
  let bestScore = Number.NEGATIVE_INFINITY;
  columns.forEach((column, i) => {
    const overlap = Math.min(column.x1, fragment.box.x1) - Math.max(column.x0, fragment.box.x0);
    if (overlap > bestScore) {
      bestScore = overlap;
      best = i;
    }
  });
  return best;
}

/** A table that goes on over the page becomes one: same columns, repeated heading dropped. */
function mergeTables(blocks: readonly Block[]): Block[] {
  const merged: Block[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    if (block.kind === 'table' && last?.kind === 'table' && block.columns.length === last.columns.length) {
      const same = block.columns.join('|').toLowerCase() === last.columns.join('|').toLowerCase();
      const lastPage = last.rows.at(-1)?.page ?? last.headerLines[0]?.page ?? 0;
      const nextPage = block.headerLines[0]?.page ?? 0;
      if (nextPage > lastPage) {
        const first = block.headerLines[0];
        if (!same && first !== undefined)
          last.rows.push({ cells: block.columns, page: first.page, box: first.box });
        last.rows.push(...block.rows);
        continue;
      }
    }
    if (block.kind === 'table') {
      const before = merged.at(-1);
      if (before !== undefined && isCaption(before)) {
        block.caption = before.lines.map((line) => line.text).join(' ');
        block.captionLines = before.lines;
        merged.pop();
      }
    }
    merged.push(block);
  }
  return merged;
}

/** 'Tabel 3 ...', or a small unnumbered heading right above the table. */
function isCaption(block: Block): block is Exclude<Block, { kind: 'table' }> {
  if (block.kind === 'table' || block.lines.length > 2) return false;
  const text = block.lines[0]?.text ?? '';
  if (/^(?:tabel|overzicht|schema)\b/i.test(text)) return true;
  return block.kind === 'heading' && block.level >= 3 && !numbered.test(text);
}
