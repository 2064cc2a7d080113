import type { AnalysedQuestion } from '../retrieval/question.ts';
import type { RetrievalResult, Retrieved } from '../retrieval/retrieve.ts';
import { termMatch, type WeightedTerm } from '../retrieval/score.ts';
import { answerTypeOf, holdsType } from './answer-type.ts';
import { factsOf } from './facts.ts';
import { rowFit } from './ranges.ts';
import { OTHER_VERSION, otherFigure } from './rivals.ts';
import { type Selection, selectFrom, textOf } from './select.ts';

/** A second passage is shown when it meets at least this share of the question that the first one misses. */
const SECOND_GAIN = 0.22;
const SECOND_RATIO = 0.62;
/** A second passage this close to the best is shown too: the best one is not surely the right one. */
const CLOSE_RATIO = 0.9;

/**
 * The clause says when, the table says how much: a table that the best passage refers to belongs to the answer when the question picks a row of it,
 * or asks for a number that the clause does not give.
 */
function referredTable(
  best: Retrieved,
  question: AnalysedQuestion,
  result: RetrievalResult,
): Selection | null {
  if (best.view.passage.kind === 'table') return null;
  const shown = textOf(selectFrom(best, question, result));
  const type = answerTypeOf(question.text);
  const open = (type.kind === 'amount' || type.kind === 'moment') && holdsType(type, shown) === false;
  const found = (result.tables.get(best.view.passage.rowid) ?? [])
    .map((table) => selectFrom(table, question, result))
    .map((selection) => ({ selection, picked: rowIsPicked(selection, question) }))
    .filter(({ picked }) => open || picked)
    // Of a table in parts, the part with the row that the question names goes before the part that reads best.
    .sort((a, b) => Number(b.picked) - Number(a.picked) || b.selection.fit - a.selection.fit);
  return found[0]?.selection ?? null;
}

/** A number of the question lies in the row's interval, or the row is named as a scale and step ('E0'). */
function rowIsPicked(selection: Selection, question: AnalysedQuestion): boolean {
  const { table } = selection.view.passage;
  const grades = question.terms.filter((term) => /^[a-z]{1,2}\d{1,2}$/.test(term.form));
  return selection.rows.some(
    (row) =>
      rowFit(question.text, table?.rows[row]?.cells ?? [], table?.columns ?? []) > 0 ||
      grades.some((term) =>
        selection.view.units.some((unit) => unit.row === row && unit.keys.has(term.stem)),
      ),
  );
}

/** A clause that only sends its reader to a table gives way to that table, when two documents are set side by side. */
export function orItsTable(
  selection: Selection,
  question: AnalysedQuestion,
  result: RetrievalResult,
): Selection {
  const tables = result.tables.get(selection.view.passage.rowid) ?? tablesBeside(selection, result);
  if (selection.view.passage.kind === 'table' || tables.length === 0) return selection;
  const chosen = tables.map((table) => selectFrom(table, question, result)).sort((a, b) => b.fit - a.fit)[0];
  const silent = factsOf(textOf(selection)).every((fact) => fact.unit === 'number');
  return chosen !== undefined && (silent || rowIsPicked(chosen, question)) ? chosen : selection;
}

/** Tables under the same heading among what was found: 'de toeslagen van de tabel hieronder'. */
function tablesBeside({ view: { passage } }: Selection, { passages }: RetrievalResult): Retrieved[] {
  return passages.filter(
    ({ view: { passage: other } }) =>
      other.kind === 'table' &&
      other.documentId === passage.documentId &&
      other.headingPath.join('\n') === passage.headingPath.join('\n'),
  );
}

/** A passage that meets the part of the question that the best one leaves open. */
export function findSecond(
  best: Retrieved,
  selection: Selection,
  question: AnalysedQuestion,
  result: RetrievalResult,
): Selection | null {
  const terms = result.terms;
  const total = terms.reduce((sum, term) => sum + term.weight, 0) || 1;
  const met = (entry: Retrieved, term: WeightedTerm) =>
    Math.max(termMatch(term.term, entry.view.bodyKeys), termMatch(term.term, entry.view.headingKeys));
  const table = referredTable(best, question, result);
  if (table !== null) return table;
  const version = otherFigure(best, selection, question, result, OTHER_VERSION);
  if (version !== null) return version;
  let choice: Retrieved | null = null;
  let bestGain = SECOND_GAIN;
  for (const other of result.passages.slice(1, 6)) {
    if (other.score.total < SECOND_RATIO * best.score.total) continue;
    const gain =
      terms.reduce((sum, term) => sum + term.weight * Math.max(0, met(other, term) - met(best, term)), 0) /
      total;
    if (gain > bestGain) {
      bestGain = gain;
      choice = other;
    }
  }
  const next = result.passages[1];
  if (choice === null && next !== undefined && next.score.total >= CLOSE_RATIO * best.score.total)
    choice = next;
  return choice === null ? null : selectFrom(choice, question, result);
}
