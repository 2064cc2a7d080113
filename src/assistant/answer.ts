import { headingOf } from '../retrieval/passage-view.ts';
import type { AnalysedQuestion } from '../retrieval/question.ts';
import type { RetrievalResult } from '../retrieval/retrieve.ts';
import { answerTypeOf, typeMet } from './answer-type.ts';
import { calculationFor } from './calculation-sources.ts';
import { calculationHolds, quotesHold, unsupportedNumbers } from './checks.ts';
import { citationOf, nearMissOf } from './cite.ts';
import { confidenceFeatures } from './confidence.ts';
import { answerThreshold, confidenceOf, supportOf } from './confidence-model.ts';
import { detectLanguage, type FrameLanguage } from './language.ts';
import type { ChatReply, Citation, NearMiss } from './model.ts';
import { withDigits } from './quantities.ts';
import { findConflict } from './rivals.ts';
import { findSecond, orItsTable } from './second-passage.ts';
import { type Selection, selectFrom } from './select.ts';
import { noneSettled, type SettledConflicts } from './settled.ts';
import { frameTexts } from './texts.ts';
import { wordEvidence } from './word-evidence.ts';

/** The answer without the ids of the conversation it belongs to. */
export type Draft = Pick<
  ChatReply,
  'kind' | 'answer' | 'citations' | 'basis' | 'confidence' | 'conflict' | 'nearMisses'
> & {
  /** What the answer rests on; the language model may reword these and nothing else. */
  selections: Selection[];
};

export interface DraftOptions {
  /** Support below which nothing is answered; only the fitting of the model passes another. */
  threshold?: number;
  /** What HR decided about passages that contradict each other. */
  settled?: SettledConflicts;
  /** Hears what the decision between answering and abstaining rested on. */
  onWeighed?: OnWeighed | undefined;
}

/** Why a question was answered or not. */
export interface Weighed {
  /** The question, or the part of the message, that was weighed. */
  question: string;
  /** Support for the best passage, and the support from which it is answered; both 0 to 1. */
  support: number;
  threshold: number;
  /** A name, number or address is asked for and the passage has none: not answered whatever the support. */
  lacksName: boolean;
  result: RetrievalResult;
}
export type OnWeighed = (weighed: Weighed) => void;

/** Extractive answer: whole sentences of the best passages with their source, or an honest "not in your documents". */
export function draftAnswer(
  question: AnalysedQuestion,
  result: RetrievalResult,
  lang: FrameLanguage,
  { threshold = answerThreshold, settled = noneSettled, onWeighed }: DraftOptions = {},
): Draft {
  const best = result.passages[0];
  const selection = best === undefined ? null : selectFrom(best, question, result);
  const chances = confidenceOf(
    confidenceFeatures(question, result, selection),
    wordEvidence(question, result, selection, detectLanguage(question.text) !== 'nl'),
  );
  const confidence = chances.right;
  const support = supportOf(chances);
  const nameless = selection !== null && lacksName(question, selection);
  onWeighed?.({ question: question.text, support, threshold, lacksName: nameless, result });
  if (best === undefined || selection === null || support < threshold || nameless) {
    return abstain(question, result, lang, confidence);
  }
  const rival = findConflict(best, selection, question, result);
  if (rival !== null)
    return (
      conflictDraft(
        orItsTable(selection, question, result),
        orItsTable(rival, question, result),
        lang,
        confidence,
        settled,
      ) ?? abstain(question, result, lang, confidence)
    );
  const selections = [selection];
  const second = findSecond(best, selection, question, result);
  if (second !== null) selections.push(second);
  const draft = literalDraft(selections, lang, confidence);
  if (draft === null) return abstain(question, result, lang, confidence);
  return withCalculation(draft, question, result, lang) ?? draft;
}

/** The draft with the small calculation that the question asks for below its quotes; null without one that holds. */
function withCalculation(
  draft: Draft,
  question: AnalysedQuestion,
  result: RetrievalResult,
  lang: FrameLanguage,
): Draft | null {
  const found = calculationFor(question.text, draft.selections, result);
  if (found === null) return null;
  const { calculation, extra } = found;
  const based = extra === null ? draft : literalDraft([...draft.selections, extra], lang, draft.confidence);
  const quotes = based?.citations.map((citation) => citation.quote) ?? [];
  if (based === null || !calculationHolds(calculation.equation, withDigits(question.text), quotes))
    return null;
  const texts = frameTexts[lang];
  const said = texts.calculation(calculation.equation);
  const line = calculation.rounding === null ? said : `${said} ${texts.rounded[calculation.rounding]}`;
  return { ...based, answer: `${based.answer}\n\n${line}`, basis: 'calculated' };
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

/** Two documents that say different things, the one that prevails first: what HR decided about these very passages, else its order of documents. */
function conflictDraft(
  first: Selection,
  second: Selection,
  lang: FrameLanguage,
  confidence: number,
  settled: SettledConflicts,
): Draft | null {
  const texts = frameTexts[lang];
  const [a, b] = [first.view.passage, second.view.passage];
  const chosen = settled(first.view, second.view);
  const secondPrevails = chosen === null ? b.precedence > a.precedence : chosen === second.view;
  const ordered = secondPrevails ? [second, first] : [first, second];
  const citations = ordered.map((selection) => citationOf(selection.view.passage, selection.main));
  const body = ordered.map((selection, i) => section(selection, citations[i], lang)).join('\n\n');
  const decided = chosen !== null || a.precedence !== b.precedence;
  const winner = citations[0];
  if (winner === undefined || !holds(ordered, citations, body)) return null;
  const prevails = chosen === null ? texts.conflictPrevails : texts.conflictSettled;
  const rule = decided ? prevails(winner.title) : texts.conflictOpen;
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
