import type { PdfItem } from '../../ingestion/pdf-layout.ts';
import type { Run } from './pdf-child-paint.ts';

/** Gap between two runs (in sizes) that may be the gap between two cells; pdf.js takes anything below 0.6 for a space. */
const PART_GAP = 0.25;

/** Undoes where pdf.js ran two cells together: an item is parted where the file leaves a gap between the runs it shows. */
export function partedItem(item: PdfItem, shown: ReadonlyMap<number, readonly Run[]>): PdfItem[] {
  if (item.turn !== 0 || !item.text.includes(' ')) return [item];
  const level = Math.round(item.y);
  const runs = [level - 1, level, level + 1]
    .flatMap((y) => shown.get(y) ?? [])
    .filter(
      (run) =>
        Math.abs(run.y - item.y) < 0.6 &&
        run.x0 > item.x - 0.6 &&
        run.x1 < item.x + item.width + 0.6 &&
        run.text.trim() !== '',
    )
    .sort((a, b) => a.x0 - b.x0);
  const groups: Run[][] = [];
  for (const run of runs) {
    const last = groups.at(-1);
    const end = last === undefined ? 0 : Math.max(...last.map((other) => other.x1));
    if (last !== undefined && run.x0 - end < PART_GAP * item.size) last.push(run);
    else groups.push([run]);
  }
  if (groups.length < 2) return [item];
  return splitBy(item, groups) ?? [item];
}

/** Cuts the text of the item after as many letters as each group shows; null where they are not the same letters. */
function splitBy(item: PdfItem, groups: readonly Run[][]): PdfItem[] | null {
  const parts: PdfItem[] = [];
  let at = 0;
  for (const group of groups) {
    const letters = squeeze(group.map((run) => run.text).join(''));
    let end = at;
    let seen = '';
    while (end < item.text.length && seen.length < letters.length) seen += squeeze(item.text[end++] ?? '');
    if (seen !== letters) return null;
    const first = group[0];
    const text = item.text.slice(at, end).trim();
    if (first === undefined || text === '') return null;
    parts.push({ ...item, text, x: first.x0, width: Math.max(...group.map((run) => run.x1)) - first.x0 });
    at = end;
  }
  return item.text.slice(at).trim() === '' ? parts : null;
}

const squeeze = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '');
