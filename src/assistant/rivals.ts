import { dotProduct } from '../retrieval/dot-product.ts';
import type { AnalysedQuestion } from '../retrieval/question.ts';
import { deviationsOf } from '../retrieval/references.ts';
import type { RetrievalResult, Retrieved } from '../retrieval/retrieve.ts';
import { termMatch, type WeightedTerm } from '../retrieval/score.ts';
import { differingUnits, factsOf } from './facts.ts';
import { type Selection, selectFrom, textOf } from './select.ts';

const CONFLICT_RATIO = 0.6;
const RIVAL_FIT = 0.6;
const SAME_NEARNESS = 0.6;
const SAME_OVERLAP = 0.4;
/** Of two sentences from different documents that give another figure for the same: how near they lie, how far their passages' scores and their own fits may be apart (logits). */
const OTHER_FIGURE = { nearness: 0.6, gap: 4, fitGap: 2.5 };
/** The same, less sure: shown beside the best without calling it a contradiction. */
export const OTHER_VERSION = { nearness: 0.42, gap: 2.5, fitGap: 2.5 };
/** Share of the best passage's nearness that a passage which departs from it must have, to be about the same clause. */
const DEVIATION_NEARNESS = { sentence: 0.4, coverage: 0.3 };

/** Another ticked document that says something else about the same: same topic words, same kind of fact, other value. */
export function findConflict(
  best: Retrieved,
  selection: Selection,
  question: AnalysedQuestion,
  result: RetrievalResult,
): Selection | null {
  const facts = factsOf(textOf(selection));
  const deviating = findDeviation(best, selection, question, result);
  if (deviating !== null) return deviating;
  const figure = otherFigure(best, selection, question, result, OTHER_FIGURE);
  if (figure !== null) return figure;
  for (const other of result.passages.slice(1, 8)) {
    if (other.view.passage.documentId === best.view.passage.documentId) continue;
    if (other.score.total < CONFLICT_RATIO * best.score.total) continue;
    const rival = selectFrom(other, question, result);
    if (rival.fit < RIVAL_FIT * selection.fit || !sameSubject(selection, rival, best, other, result))
      continue;
    if (differingUnits(facts, factsOf(textOf(rival))).length > 0) return rival;
  }
  return null;
}

/** The sentence of another document that lies nearest to the one shown and gives another figure of the same unit. */
export function otherFigure(
  best: Retrieved,
  selection: Selection,
  question: AnalysedQuestion,
  result: RetrievalResult,
  within: typeof OTHER_FIGURE,
): Selection | null {
  const own = selection.unit;
  if (own === null || own.vector === null) return null;
  let choice: Selection | null = null;
  let nearest = within.nearness;
  for (const other of result.passages.slice(1, 8)) {
    if (other.view.passage.documentId === best.view.passage.documentId) continue;
    if (best.score.total - other.score.total > within.gap) continue;
    const rival = selectFrom(other, question, result);
    if (rival.unit === null || rival.unit.vector === null || selection.fit - rival.fit > within.fitGap)
      continue;
    const near = dotProduct(own.vector, rival.unit.vector);
    if (near < nearest || differingUnits(factsOf(own.text), factsOf(rival.unit.text)).length === 0) continue;
    nearest = near;
    choice = rival;
  }
  return choice;
}

/** Two clauses are about the same when their sentences lie near each other and meet the same words of the question. */
function sameSubject(
  first: Selection,
  second: Selection,
  best: Retrieved,
  other: Retrieved,
  result: RetrievalResult,
): boolean {
  const overlap = topicOverlap(best, other, result.terms);
  const nearness = selectionNearness(first, second);
  return nearness === null ? overlap >= 0.6 : nearness >= SAME_NEARNESS && overlap >= SAME_OVERLAP;
}

/** Best cosine of two shown sentences or rows; null without an encoder. */
function selectionNearness(a: Selection, b: Selection): number | null {
  const [left, right] = [shownVectors(a), shownVectors(b)];
  if (left.length === 0 || right.length === 0) return null;
  return Math.max(...left.flatMap((x) => right.map((y) => dotProduct(x, y))));
}

function shownVectors({ view, ranges }: Selection): Float32Array[] {
  return view.units
    .filter((unit) => ranges.some((range) => unit.start >= range.start && unit.end <= range.end))
    .flatMap((unit) => unit.vector ?? []);
}

/** The other side of 'in afwijking van artikel 18 van de cao': explicit, so no likeness of words is asked, only another value. */
function findDeviation(
  best: Retrieved,
  selection: Selection,
  question: AnalysedQuestion,
  result: RetrievalResult,
): Selection | null {
  const others = result.counterparts.get(best.view.passage.rowid) ?? [];
  const facts = factsOf(textOf(selection));
  let choice: Selection | null = null;
  for (const other of others) {
    // An article has many clauses: what departs from another clause than the one asked about is no rival.
    const named = deviationsOf(best.view.passage.text).some((d) => d.article === other.view.passage.article);
    if (!named && !isNear(other.score, best.score)) continue;
    const rival = selectFrom(other, question, result);
    if (choice !== null && rival.fit <= choice.fit) continue;
    const said = differingUnits(facts, factsOf(textOf(rival))).length > 0;
    if (said || departs(selection, rival) || departs(rival, selection)) choice = rival;
  }
  return choice;
}

function isNear(score: Retrieved['score'], best: Retrieved['score']): boolean {
  return (
    score.sentence >= DEVIATION_NEARNESS.sentence * best.sentence &&
    score.coverage >= DEVIATION_NEARNESS.coverage * best.coverage
  );
}

/** Does what is shown of `from` say that it departs from the article of `other`? */
function departs(from: Selection, other: Selection): boolean {
  return deviationsOf(textOf(from)).some((deviation) => deviation.article === other.view.passage.article);
}

/** Weighted share of the question terms met by both passages, of those met by the best. */
function topicOverlap(a: Retrieved, b: Retrieved, terms: readonly WeightedTerm[]): number {
  let both = 0;
  let first = 0;
  for (const { term, weight } of terms) {
    const inA = Math.max(termMatch(term, a.view.bodyKeys), termMatch(term, a.view.headingKeys));
    const inB = Math.max(termMatch(term, b.view.bodyKeys), termMatch(term, b.view.headingKeys));
    first += weight * inA;
    both += weight * Math.min(inA, inB);
  }
  const headings = headingOverlap(a, b);
  return first === 0 ? headings : Math.max(both / first - 0.25 * (1 - headings), headings >= 0.5 ? 0.6 : 0);
}

function headingOverlap(a: Retrieved, b: Retrieved): number {
  const left = a.view.headingKeys;
  const right = b.view.headingKeys;
  if (left.size === 0 || right.size === 0) return 0;
  let common = 0;
  for (const key of left) if (right.has(key)) common++;
  return common / Math.min(left.size, right.size);
}
