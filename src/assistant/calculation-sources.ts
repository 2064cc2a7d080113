import type { PassageView } from '../retrieval/passage-view.ts';
import type { RetrievalResult } from '../retrieval/retrieve.ts';
import { fold } from '../retrieval/text.ts';
import { type Calculation, type CalculationSource, calculate } from './calculate.ts';
import { fullTimeHours } from './pro-rata.ts';
import type { Selection } from './select.ts';

/** A calculation over what is shown, with the passage that has to be quoted beside it for the full-time hours. */
export interface FoundCalculation {
  calculation: Calculation;
  extra: Selection | null;
}

/** The small calculation that a question asks for over the selections; passages that were found with them may give the full-time hours. */
export function calculationFor(
  question: string,
  selections: readonly Selection[],
  result: Pick<RetrievalResult, 'passages'>,
): FoundCalculation | null {
  const own = selections.map((selection) => sourceOf(selection, question));
  if (own.some((source) => source === null)) return null;
  const shown = new Set(selections.map(({ view }) => view.passage.rowid));
  const others = result.passages
    .map(({ view }) => view)
    .filter((view) => !shown.has(view.passage.rowid))
    .flatMap((view) => hoursOf(view) ?? []);
  const sources = [
    ...own.filter((source) => source !== null),
    ...others.map(({ text }) => ({ shown: text, around: text })),
  ];
  const calculation = calculate(question, sources, own.length);
  if (calculation === null) return null;
  const extra = calculation.extra === null ? null : others[calculation.extra - own.length]?.selection;
  return extra === undefined ? null : { calculation, extra };
}

/** The sentence of a passage that states the hours of a full-time week. */
function hoursOf(view: PassageView): { text: string; selection: Selection }[] | null {
  if (view.passage.table !== null) return null;
  const unit = view.units.find(({ text }) => fullTimeHours(text).length > 0);
  if (unit === undefined) return null;
  const main = { start: unit.start, end: unit.end };
  return [{ text: unit.text, selection: { view, ranges: [main], main, rows: [], unit, fit: 0 } }];
}

/** 'Artikel 2 Vakantiedagen' speaks of no two days. */
const headingNumber =
  /^\s*(?:(?:artikel|art\.?|hoofdstuk|paragraaf|bijlage)\s+)?(?:\d[\d.]*[a-z]?|[a-z]\.)[.:)]?(?=\s|$)/iu;

/** What is shown of a selection, with what stands around it; null for a table of which the question does not pick the quoted row. */
function sourceOf(selection: Selection, question: string): CalculationSource | null {
  const { passage } = selection.view;
  const headings = passage.headingPath.map((heading) =>
    heading.replace(headingNumber, '').replace(/\b20\d\d\b/g, ''),
  );
  const frame = `${[...headings, passage.context].join('.\n')}.\n`;
  if (passage.table === null) {
    const { start, end } = selection.main;
    return { shown: passage.text.slice(start, end), around: `${frame}${passage.text}` };
  }
  const row = selection.unit?.row ?? -1;
  const cells = passage.table.rows[row]?.cells ?? [];
  if (!picksRow(passage.table.rows, row, question)) return null;
  const text = cells
    .map((cell, i) => {
      const column = passage.table?.columns[i] ?? '';
      return /^(?:€|EUR)\s?[\d.,]+$/.test(cell) && /^per /iu.test(column) ? `${cell} ${column}` : cell;
    })
    .join('; ');
  return { shown: text, around: `${frame}${text}` };
}

/** A word of the row's first cell stands in the question and in no other row's first cell. */
function picksRow(rows: readonly { cells: string[] }[], at: number, question: string): boolean {
  const words = (text: string) =>
    new Set(
      fold(text)
        .split(/[^\p{L}]+/u)
        .filter((word) => word.length >= 4),
    );
  const asked = words(question);
  const others = words(rows.flatMap((row, i) => (i === at ? [] : [row.cells[0] ?? ''])).join(' '));
  const own = [...words(rows[at]?.cells[0] ?? '')];
  if (![...others].every((word) => !asked.has(word))) return false;
  return own.some((word) => asked.has(word));
}
