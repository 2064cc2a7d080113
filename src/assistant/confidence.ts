import type { AnalysedQuestion } from '../retrieval/question.ts';
import type { RetrievalResult } from '../retrieval/retrieve.ts';
import model from './data/confidence.json' with { type: 'json' };
import { factsOf } from './facts.ts';
import { detectLanguage } from './language.ts';
import { answerTypeOf, type Selection } from './select.ts';

/** What the confidence model looks at; names are the keys of data/confidence.json. */
export interface ConfidenceFeatures {
  total: number;
  coverage: number;
  heading: number;
  unit: number;
  concept: number;
  rare: number;
  /** 1 for a question in another language than the documents'. */
  foreign: number;
  foreignVector: number;
  vector: number;
  grams: number;
  table: number;
  /** Cosine of the best passage over that of the fifth. */
  vectorLead: number;
  /** Fit of the selected unit. */
  fit: number;
  /** Weight share of the question's words that stand nowhere in this employer's documents. */
  unknown: number;
  /** Weight share of the heaviest term not met by the best passage. */
  missedHeaviest: number;
  /** Lead of the best passage over the fifth. */
  lead: number;
  /** Share of the best five passages that come from the same heading or document as the best. */
  agreement: number;
  /** 1 when the question asks for a number or moment and the selection has none. */
  typeMissing: number;
  /** Content words in the question, capped at 8, divided by 8. */
  length: number;
  followUp: number;
}

export function confidenceFeatures(
  question: AnalysedQuestion,
  result: RetrievalResult,
  selection: Selection | null,
): ConfidenceFeatures {
  const best = result.passages[0];
  const foreign = detectLanguage(question.text) === 'nl' ? 0 : 1;
  const total = result.terms.reduce((sum, term) => sum + term.weight, 0) || 1;
  const unknown = result.terms.filter((term) => term.unknown).reduce((sum, term) => sum + term.weight, 0);
  const heaviest = [...result.terms].sort((a, b) => b.weight - a.weight)[0];
  const type = answerTypeOf(question.text);
  const shown =
    selection === null
      ? ''
      : selection.ranges.map((r) => selection.view.passage.text.slice(r.start, r.end)).join(' ');
  const missed =
    best !== undefined &&
    heaviest !== undefined &&
    !met(heaviest.term.stem, heaviest.term.parts, best.view.bodyKeys, best.view.headingKeys);
  const fifth = result.passages[4] ?? result.passages.at(-1);
  const top = result.passages.slice(0, 5);
  return {
    total: best?.score.total ?? 0,
    coverage: best?.score.coverage ?? 0,
    heading: best?.score.heading ?? 0,
    unit: best?.score.unit ?? 0,
    concept: best?.score.concept ?? 0,
    rare: best?.score.rare ?? 0,
    foreign,
    foreignVector: foreign * (best?.score.vector ?? 0),
    vector: best?.score.vector ?? 0,
    grams: best?.score.grams ?? 0,
    table: best?.score.table ?? 0,
    vectorLead: best !== undefined && fifth !== undefined ? best.score.vector - fifth.score.vector : 0,
    fit: selection?.fit ?? 0,
    unknown: unknown / total,
    missedHeaviest: missed && heaviest !== undefined ? heaviest.weight / total : 0,
    lead: best !== undefined && fifth !== undefined ? best.score.total - fifth.score.total : 0,
    agreement:
      top.length === 0
        ? 0
        : top.filter((entry) => entry.view.passage.documentId === best?.view.passage.documentId).length /
          top.length,
    typeMissing: (type === 'amount' || type === 'moment') && factsOf(shown).length === 0 ? 1 : 0,
    length: Math.min(8, question.terms.length) / 8,
    followUp: question.earlier.length > 0 ? 1 : 0,
  };
}

function met(
  stem: string,
  parts: readonly string[],
  body: ReadonlySet<string>,
  heading: ReadonlySet<string>,
): boolean {
  const has = (key: string) => body.has(key) || heading.has(key);
  return has(stem) || (parts.length > 0 && parts.every(has));
}

/** Probability that the extracted answer is right: logistic model, fitted on the development suite (eval/calibrate.ts). */
export function confidenceOf(features: ConfidenceFeatures): number {
  const weights: Record<string, number> = model.weights;
  let z = model.bias;
  for (const [name, value] of Object.entries(features)) z += (weights[name] ?? 0) * value;
  return 1 / (1 + Math.exp(-z));
}

/** At or above this the answer is given, below it the assistant says that it is not there. */
export const answerThreshold: number = model.threshold;
