import type { Block, HeadingBlock, ParagraphBlock, TextLine } from './blocks.ts';
import type { Box } from './model.ts';
import { type HeadingStyle, headingLevels, headingRun, listMarker } from './pdf-headings.ts';
import { boxOf, lineText } from './pdf-layout.ts';
import type { OrderedLine } from './pdf-order.ts';
import { alike, type BodyStyle, bodyStyle, fontOf, isBold, sameFlow, taggedLevel } from './pdf-style.ts';
import { readTable } from './pdf-tables.ts';
import { mergeTables } from './table-merge.ts';
import { namesTable, tableRun } from './table-runs.ts';
import { readTaggedTable, taggedTableRun } from './table-tagged.ts';

/** A line of the table of contents on a page that holds other text too. */
const leader = /\.{4,}\s*\d{1,4}$/;

interface Reading {
  lines: readonly OrderedLine[];
  body: BodyStyle;
  blocks: Block[];
  styles: Map<HeadingBlock, HeadingStyle>;
  rulesOf: (page: number) => readonly Box[];
}

/**
 * Lines of a document in reading order (furniture gone) to headings, paragraphs and tables.
 * @param rulesOf the thin lines of a page
 */
export function blocksOf(lines: readonly OrderedLine[], rulesOf: (page: number) => readonly Box[]): Block[] {
  const reading: Reading = { lines, body: bodyStyle(lines), blocks: [], styles: new Map(), rulesOf };
  let at = 0;
  while (at < lines.length) at = next(reading, at);
  level(reading);
  return mergeTables(reading.blocks);
}

/** Reads one block, or one line of a paragraph; gives the place of what follows. */
function next(reading: Reading, at: number): number {
  const { lines, body, blocks } = reading;
  const line = lines[at];
  if (line === undefined) return lines.length;
  const table = readTableAt(reading, at);
  if (table !== null) return table;
  const heading = headingRun(lines, at, body);
  if (heading > 0) {
    const run = lines.slice(at, at + heading);
    const block: HeadingBlock = { kind: 'heading', level: 1, lines: run.map(textLineOf) };
    reading.styles.set(block, {
      text: run.map(lineText).join(' '),
      size: line.size,
      bold: isBold(line),
      tagged: taggedLevel(line),
    });
    blocks.push(block);
    return at + heading;
  }
  if (!leader.test(lineText(line))) addLine(reading, at, line);
  return at + 1;
}

/** A table, with its caption, that starts here; null where none does. */
function readTableAt(reading: Reading, at: number): number | null {
  const { lines, body, blocks } = reading;
  const caption = captionRun(reading, at);
  const start = at + caption;
  const tagged = taggedTableRun(lines, start);
  const end = tagged > start ? tagged : tableEnd(reading, start);
  if (end <= start) return null;
  const run = lines.slice(start, end);
  const rules = reading.rulesOf(run[0]?.page ?? 0);
  const table =
    (tagged > start ? readTaggedTable(run) : null) ??
    (tableEnd(reading, start) >= end ? readTable(run, rules, body) : null);
  if (table === null || table.columns.length < 2) return null;
  if (caption > 0) {
    const above = lines.slice(at, start);
    table.caption = above.map(lineText).join(' ');
    table.captionLines = above.map(textLineOf);
  }
  blocks.push(table);
  return end;
}

/** Index after the table that starts here; a heading over several columns may stand alone on its first line. */
function tableEnd({ lines, body }: Reading, start: number): number {
  const run = (from: number) => tableRun(lines, from, body, (i) => headingRun(lines, i, body) > 0);
  const end = run(start);
  const [line, below] = [lines[start], lines[start + 1]];
  if (end > start || line === undefined || below === undefined || line.fragments.length > 1) return end;
  const right = (line.fragments[0]?.box.x0 ?? 0) > (below.fragments[0]?.box.x1 ?? Number.POSITIVE_INFINITY);
  const near = sameFlow(line, below) && (below.y - line.y) / body.size < 2.5;
  const after = right && near ? run(start + 1) : start + 1;
  return after > start + 1 ? after : end;
}

/** Number of lines (0 to 3) right above a table that are its caption: they name a table, are tagged so, or are set unlike the text. */
function captionRun(reading: Reading, at: number): number {
  const { lines, body } = reading;
  const first = lines[at];
  if (first === undefined || (first.fragments.length > 1 && !namesTable(first))) return 0;
  if (tableEnd(reading, at) > at) return 0;
  for (let count = 1; count <= 3; count++) {
    const last = lines[at + count - 1];
    const below = lines[at + count];
    if (last === undefined || below === undefined || !sameFlow(first, below) || !alike(first, last)) return 0;
    if (listMarker.test(lineText(first)) || (below.y - last.y) / body.size > 3.2) return 0;
    const starts =
      taggedTableRun(lines, at + count) > at + count || tableEnd(reading, at + count) > at + count;
    if (!starts) continue;
    const tagged = first.fragments.every((f) =>
      f.items.every((item) => (item.tag?.caption ?? null) !== null),
    );
    const apart = isBold(first) !== body.bold || first.size < 0.96 * body.size || fontOf(first) !== body.font;
    const numbered = /^(?:\d|artikel|hoofdstuk|bijlage|§)/iu.test(lineText(first));
    const isCaption =
      tagged ||
      namesTable(first) ||
      (apart &&
        taggedLevel(first) === 0 &&
        !numbered &&
        first.size <= 1.08 * body.size &&
        !/[.;,]$/.test(lineText(last)));
    return isCaption ? count : 0;
  }
  return 0;
}

function addLine(reading: Reading, at: number, line: OrderedLine): void {
  const { lines, body, blocks } = reading;
  const text = lineText(line);
  const marker = listMarker.exec(text)?.[1] ?? null;
  const last = blocks.at(-1);
  const above = lines[at - 1];
  if (last?.kind === 'paragraph' && marker === null && goesOn(last, above, line, body))
    last.lines.push(textLineOf(line));
  else blocks.push({ kind: 'paragraph', lines: [textLineOf(line)], marker });
}

/** Is this line the next of the paragraph above it? */
function goesOn(
  block: ParagraphBlock,
  above: OrderedLine | undefined,
  line: OrderedLine,
  body: BodyStyle,
): boolean {
  const end = block.lines.at(-1)?.text ?? '';
  const text = lineText(line);
  if (above === undefined || !sameFlow(above, line))
    return (
      !/[.:;!?]["”’)]?$/.test(end) && /^[\p{Ll}(€\d"“'‘]|^\p{Lu}/u.test(text) && /[\p{Ll},-]$/u.test(end)
    );
  const gap = (line.y - above.y) / body.size;
  if (gap <= 0 || gap > 1.28 * Math.max(body.leading, 1.1)) return false;
  if (Math.abs(line.size - above.size) > 0.6) return false;
  const parted = isBold(above) !== isBold(line) || fontsDiffer(above, line);
  if (parted && /[.:;!?)]$/.test(end)) return false;
  const indented = (line.fragments[0]?.box.x0 ?? 0) - (above.fragments[0]?.box.x0 ?? 0) > 0.8 * line.size;
  return !(indented && block.lines.length > 1 && block.marker === null && /[.!?]$/.test(end));
}

/** Both lines are set in one font, and not the same. */
function fontsDiffer(a: OrderedLine, b: OrderedLine): boolean {
  const [fa, fb] = [fontOf(a), fontOf(b)];
  return fa !== null && fb !== null && fa !== fb;
}

function level(reading: Reading): void {
  const headings = reading.blocks.filter((block) => block.kind === 'heading');
  const styles = headings.flatMap((heading) => reading.styles.get(heading) ?? []);
  headingLevels(styles).forEach((value, i) => {
    const heading = headings[i];
    if (heading !== undefined) heading.level = value;
  });
}

function textLineOf(line: OrderedLine): TextLine {
  return { text: lineText(line), page: line.page, box: boxOf(line.fragments) };
}
