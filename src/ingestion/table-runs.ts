import { lineText } from './pdf-layout.ts';
import type { OrderedLine } from './pdf-order.ts';
import { type BodyStyle, sameFlow } from './pdf-style.ts';
import { CELL_LEADING, columnsOf, overlap } from './table-geometry.ts';

/** Index after the table that starts at `from`, or `from` when none does. */
export function tableRun(
  lines: readonly OrderedLine[],
  from: number,
  body: BodyStyle,
  isHeadingAt: (at: number) => boolean,
): number {
  const first = lines[from];
  if (first === undefined || first.fragments.length < 2 || isMarked(first)) return from;
  let end = from;
  let wide = 0;
  let single = 0;
  for (let i = from; i < lines.length; i++) {
    const line = lines[i];
    const above = lines[i - 1];
    if (line === undefined || !sameFlow(line, first)) break;
    if (i > from && above !== undefined && (line.y - above.y) / body.size > 4.2) break;
    if (line.fragments.length >= 2 && !isMarked(line)) {
      wide++;
      single = 0;
      end = i + 1;
      continue;
    }
    single++;
    const box = line.fragments[0]?.box;
    const crossing =
      box === undefined ? 0 : columnsOf(lines.slice(from, end)).filter((c) => overlap(c, box) > 4).length;
    const bold = line.fragments.every((f) => f.bold);
    if (single > 4 || (crossing > 1 && !bold) || (isHeadingAt(i) && line.size > 1.05 * body.size)) break;
  }
  end = withLastCellLines(lines, from, end, body);
  const run = lines.slice(from, end);
  return wide >= 2 && columnsOf(run).length >= 2 && (wide >= 3 || looksTabular(run)) ? end : from;
}

/** Two lines are a table only when a heading stands over figures. */
function looksTabular(run: readonly OrderedLine[]): boolean {
  const [head, ...rest] = run.filter((line) => line.fragments.length >= 2);
  return (
    head?.fragments.every((f) => f.bold) === true && rest.every((line) => line.fragments.some((f) => !f.bold))
  );
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
    if (!sameFlow(line, previous) || line.fragments.length > 1) break;
    if ((line.y - previous.y) / Math.min(line.size, body.size) > CELL_LEADING) break;
    const aligned = starts.some((x) => Math.abs(x - first.box.x0) < 2);
    if (Math.abs(line.size - previous.size) > 0.3 || !aligned) break;
  }
  return after;
}

/** A list item: its marker apart from its text. */
function isMarked(line: OrderedLine): boolean {
  const first = line.fragments[0];
  return (
    line.fragments.length === 2 &&
    first !== undefined &&
    /^(?:\d{1,2}[.)]|\(?[a-z]\)|[a-z]\.|[-•–▪]|(?:\d{1,3}[.:])+\d{1,3}\.?)$/iu.test(first.text)
  );
}

/** For captions: does the text name a table? */
export function namesTable(line: OrderedLine): boolean {
  return /^(?:tabel|table|overzicht|schema|staffel)\b/iu.test(lineText(line));
}
