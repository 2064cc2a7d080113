import { gramsOf, type Term } from './analyse.ts';
import { dotProduct } from './dot-product.ts';
import { keySet, type PassageView } from './passage-view.ts';
import { termMatch, type WeightedTerm } from './score.ts';

/** A question that a passage answers, as somebody who knows has said. */
export interface PointedQuestion {
  terms: readonly Term[];
  /** Of the encoder in use; null without one. */
  vector: Float32Array | null;
}

/** A passage with the questions it was pointed at for; they count as if they stood in it. */
export interface PointedPassage {
  rowid: number;
  questions: readonly PointedQuestion[];
}

/** How near the nearest of a passage's questions is to the one asked. */
export interface PointedHit {
  question: PointedQuestion;
  /** 0 to 1: half of it the weighted share of common words, half the cosine. */
  score: number;
  cosine: number;
}

/** Below this a pointed passage has only its own words to be found by. */
const NEAR = 0.35;

/** Per passage, by row id, its nearest question; best first. */
export function nearestPointed(
  pointed: readonly PointedPassage[],
  terms: readonly WeightedTerm[],
  queryVector: Float32Array | null,
): Map<number, PointedHit> {
  const total = terms.reduce((sum, term) => sum + term.weight, 0) || 1;
  const hits: [number, PointedHit][] = [];
  for (const { rowid, questions } of pointed) {
    let best: PointedHit | null = null;
    for (const question of questions) {
      const keys = keySet(question.terms);
      const common = terms.reduce((sum, { term, weight }) => sum + weight * termMatch(term, keys), 0) / total;
      const cosine =
        queryVector === null || question.vector === null
          ? common
          : Math.max(0, dotProduct(queryVector, question.vector));
      const score = (common + cosine) / 2;
      if (score >= NEAR && score > (best?.score ?? 0)) best = { question, score, cosine };
    }
    if (best !== null) hits.push([rowid, best]);
  }
  return new Map(hits.sort((a, b) => b[1].score - a[1].score || a[0] - b[0]));
}

/** The passage as if the question stood in it. */
export function withQuestion(view: PassageView, { question }: PointedHit): PassageView {
  const grams = question.terms.flatMap((term) => gramsOf(term.form));
  return {
    ...view,
    bodyKeys: new Set([...view.bodyKeys, ...keySet(question.terms)]),
    grams: new Set([...view.grams, ...grams]),
  };
}
