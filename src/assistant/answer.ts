import { dotProduct } from '../retrieval/dot-product.ts';
import { headingOf } from '../retrieval/passage-view.ts';
import type { AnalysedQuestion } from '../retrieval/question.ts';
import { deviationsOf } from '../retrieval/references.ts';
import type { RetrievalResult, Retrieved } from '../retrieval/retrieve.ts';
import { termMatch, type WeightedTerm } from '../retrieval/score.ts';
import { answerTypeOf, holdsType, typeMet } from './answer-type.ts';
import { quotesHold, unsupportedNumbers } from './checks.ts';
import { citationOf, nearMissOf } from './cite.ts';
import { answerThreshold, confidenceFeatures, confidenceOf } from './confidence.ts';
import { differingUnits, factsOf } from './facts.ts';
import type { FrameLanguage } from './language.ts';
import type { ChatReply, Citation, NearMiss } from './model.ts';
import { rowFit } from './ranges.ts';
import { type Selection, selectFrom } from './select.ts';
import { frameTexts } from './texts.ts';

/** The answer without the ids of the conversation it belongs to. */
export type Draft = Pick<
  ChatReply,
  'kind' | 'answer' | 'citations' | 'basis' | 'confidence' | 'conflict' | 'nearMisses'
> & {
  /** What the answer rests on; the language model may reword these and nothing else. */
  selections: Selection[];
};

/** A second passage is shown when it meets at least this share of the question that the first one misses. */
const SECOND_GAIN = 0.22;
const SECOND_RATIO = 0.62;
/** A second passage this close to the best is shown too: the best one is not surely the right one. */
const CLOSE_RATIO = 0.9;
const CONFLICT_RATIO = 0.6;
const RIVAL_FIT = 0.6;
const SAME_NEARNESS = 0.6;
const SAME_OVERLAP = 0.4;
/** Share of the best passage's nearness that a passage which departs from it must have, to be about the same clause. */
const DEVIATION_NEARNESS = { sentence: 0.4, coverage: 0.3 };

/** Extractive answer: whole sentences of the best passages with their source, or an honest "not in your documents". */
/** @param threshold confidence below which nothing is answered; only the fitting of the model passes another */
export function draftAnswer(
  question: AnalysedQuestion,
  result: RetrievalResult,
  lang: FrameLanguage,
  threshold: number = answerThreshold,
): Draft {
  const best = result.passages[0];
  const selection = best === undefined ? null : selectFrom(best, question, result);
  const confidence = confidenceOf(confidenceFeatures(question, result, selection));
  if (best === undefined || selection === null || confidence < threshold || lacksName(question, selection)) {
    return abstain(question, result, lang, confidence);
  }
  const rival = findConflict(best, selection, question, result);
  if (rival !== null)
    return conflictDraft(selection, rival, lang, confidence) ?? abstain(question, result, lang, confidence);
  const selections = [selection];
  const second = findSecond(best, question, result);
  if (second !== null) selections.push(second);
  return literalDraft(selections, lang, confidence) ?? abstain(question, result, lang, confidence);
}

/** Who asks for a name, a number to call or an address is not helped by a text without one. */
function lacksName(question: AnalysedQuestion, selection: Selection): boolean {
  const type = answerTypeOf(question.text);
  return (type.kind === 'name' || type.kind === 'contact') && !typeMet(type, selection.view.passage.text);
}

/** The selections as quotes with their sources; null when they do not hold against the passages. */
export function literalDraft(selections: Selection[], lang: FrameLanguage, confidence: number): Draft | null {
  const citations = selections.map((selection) => citationOf(selection.view.passage, selection.main));
  const answer = selections.map((selection, i) => section(selection, citations[i], lang)).join('\n\n');
  if (!holds(selections, citations, answer)) return null;
  return { kind: 'answer', answer, citations, basis: 'literal', confidence, selections };
}

/** The checks of design decision 6; what fails them is not shown. */
function holds(selections: readonly Selection[], citations: readonly Citation[], answer: string): boolean {
  const quotes = citations.map((citation, i) => ({
    quote: citation.quote,
    passageText: selections[i]?.view.passage.text ?? '',
  }));
  const sources = [
    ...selections.flatMap(({ view }) => [
      view.passage.text,
      view.passage.context,
      ...(view.passage.table?.columns ?? []),
    ]),
    ...citations.flatMap((citation) => [citation.title, citation.heading, String(citation.page)]),
  ];
  return quotesHold(quotes) && unsupportedNumbers(answer, sources).length === 0;
}

/** One passage in words: lead-in where the quote needs it, the quote, the source. */
function section(selection: Selection, citation: Citation | undefined, lang: FrameLanguage): string {
  if (citation === undefined) return '';
  const { passage } = selection.view;
  const source = frameTexts[lang].source(citation.title, citation.heading, citation.page);
  if (selection.rows.length > 0 && passage.table !== null) {
    const caption = passage.table.caption ?? passage.context;
    const head = caption === '' ? `${frameTexts[lang].tableRow}:` : `${caption}:`;
    return `${head}\n${selection.rows.map((row) => `• ${rowText(selection, row)}`).join('\n')}\n${source}`;
  }
  const parts = selection.ranges.map((range) => passage.text.slice(range.start, range.end).trim());
  const needsContext =
    selection.ranges[0]?.start !== 0 || /^(?:[a-z]|\d{1,2})[.)]\s|^[-•–]\s/u.test(parts[0] ?? '');
  const context =
    needsContext && passage.context !== '' && passage.context.endsWith(':') ? `${passage.context}\n` : '';
  return `${context}${parts.join('\n')}\n${source}`;
}

/** A row as 'column: cell' pairs; cells without a column heading stand alone. */
function rowText(selection: Selection, index: number): string {
  const table = selection.view.passage.table;
  const row = table?.rows[index];
  if (table === null || row === undefined) return '';
  return row.cells
    .map((cell, i) => {
      const column = table.columns[i] ?? '';
      return column === '' || cell === '' ? cell : `${column}: ${cell}`;
    })
    .filter((text) => text !== '')
    .join('; ');
}

/** Another ticked document that says something else about the same: same topic words, same kind of fact, other value. */
function findConflict(
  best: Retrieved,
  selection: Selection,
  question: AnalysedQuestion,
  result: RetrievalResult,
): Selection | null {
  const facts = factsOf(textOf(selection));
  const deviating = findDeviation(best, selection, question, result);
  if (deviating !== null) return deviating;
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

function textOf(selection: Selection): string {
  return selection.ranges
    .map((range) => selection.view.passage.text.slice(range.start, range.end))
    .join('\n');
}

function conflictDraft(
  first: Selection,
  second: Selection,
  lang: FrameLanguage,
  confidence: number,
): Draft | null {
  const texts = frameTexts[lang];
  const [a, b] = [first.view.passage, second.view.passage];
  const ordered = b.precedence > a.precedence ? [second, first] : [first, second];
  const citations = ordered.map((selection) => citationOf(selection.view.passage, selection.main));
  const body = ordered.map((selection, i) => section(selection, citations[i], lang)).join('\n\n');
  const decided = a.precedence !== b.precedence;
  const winner = citations[0];
  if (winner === undefined || !holds(ordered, citations, body)) return null;
  const rule = decided ? texts.conflictPrevails(winner.title) : texts.conflictOpen;
  return {
    kind: 'answer',
    answer: `${texts.conflictIntro}\n\n${body}\n\n${rule}`,
    citations,
    basis: 'literal',
    confidence,
    conflict: citations.map((citation, i) => ({
      ...citation,
      precedence: ordered[i]?.view.passage.precedence ?? 0,
      prevails: decided && i === 0,
    })),
    selections: ordered,
  };
}

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
  let choice: Selection | null = null;
  for (const table of result.tables.get(best.view.passage.rowid) ?? []) {
    const selection = selectFrom(table, question, result);
    const picked = rowIsPicked(selection, question);
    if ((open || picked) && (choice === null || selection.fit > choice.fit)) choice = selection;
  }
  return choice;
}

function rowIsPicked(selection: Selection, question: AnalysedQuestion): boolean {
  const { table } = selection.view.passage;
  return selection.rows.some(
    (row) => rowFit(question.text, table?.rows[row]?.cells ?? [], table?.columns ?? []) > 0,
  );
}

/** A passage that meets the part of the question that the best one leaves open. */
function findSecond(best: Retrieved, question: AnalysedQuestion, result: RetrievalResult): Selection | null {
  const terms = result.terms;
  const total = terms.reduce((sum, term) => sum + term.weight, 0) || 1;
  const met = (entry: Retrieved, term: WeightedTerm) =>
    Math.max(termMatch(term.term, entry.view.bodyKeys), termMatch(term.term, entry.view.headingKeys));
  const table = referredTable(best, question, result);
  if (table !== null) return table;
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

/** Below this the best heading is not called a topic of the question. */
const TOPIC_COVERAGE = 0.5;

function abstain(
  question: AnalysedQuestion,
  result: RetrievalResult,
  lang: FrameLanguage,
  confidence: number,
): Draft {
  const texts = frameTexts[lang];
  const near = nearMisses(result);
  const best = result.passages[0];
  const topical =
    best !== undefined &&
    question.terms.length > 0 &&
    best.score.coverage >= TOPIC_COVERAGE &&
    best.score.heading > 0;
  const said = topical ? texts.abstainTopic(headingOf(best.view.passage)) : texts.abstain;
  return {
    kind: 'abstention',
    answer: `${said} ${texts.askHr}`,
    citations: [],
    basis: 'literal',
    confidence: 1 - confidence,
    nearMisses: near,
    selections: [],
  };
}

/** The nearest headings, each once; only those that share something with the question. */
export function nearMisses(result: RetrievalResult): NearMiss[] {
  const seen = new Set<string>();
  const near: NearMiss[] = [];
  for (const { view, score } of result.passages) {
    const key = `${view.passage.documentId}\n${view.heading}`;
    if (seen.has(key) || score.coverage + score.concept < 0.2) continue;
    seen.add(key);
    near.push(nearMissOf(view.passage));
    if (near.length === 3) break;
  }
  return near;
}
