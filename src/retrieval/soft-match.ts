import type { Encoder } from '../deps.ts';
import { dotProduct } from './dot-product.ts';
import type { PassageView } from './passage-view.ts';
import type { WeightedTerm } from './score.ts';

/** How well the words of a question are met by the words of a passage when nearness in the encoder's space counts too. */
export interface SoftMatch {
  /** Weighted mean over the question's words of the best cosine with a word of the passage, 0 to 1. */
  coverage: number;
  /** The lowest of those, among the words that carry most of the weight. */
  weakest: number;
  /** Weight share of the words with a near word, and with a very near one. */
  near: number;
  veryNear: number;
}

/** @param forms folded words of a passage or a part of it */
export type SoftMatcher = (forms: readonly string[]) => SoftMatch;

const none: SoftMatch = { coverage: 0, weakest: 0, near: 0, veryNear: 0 };
const NEAR = 0.5;
const VERY_NEAR = 0.75;

/** Words that together carry this share of a question's weight are looked at for the weakest. */
const CARRYING = 0.7;

/** Word vectors per encoder; words come back in every passage. */
const remembered = new WeakMap<Encoder, Map<string, Float32Array>>();
const MAX_WORDS = 60_000;

/**
 * Late interaction over static word vectors (the MaxSim of ColBERT, Khattab and Zaharia 2020, with weights of our own). An encoder without word
 * vectors gives zeros.
 */
export function softMatcher(encoder: Encoder | null, terms: readonly WeightedTerm[]): SoftMatcher {
  const encodeWord = encoder?.encodeWord?.bind(encoder);
  if (encoder === null || encodeWord === undefined || terms.length === 0) return () => none;
  const cache = remembered.get(encoder) ?? new Map<string, Float32Array>();
  remembered.set(encoder, cache);
  if (cache.size > MAX_WORDS) cache.clear();
  const vectorOf = (form: string): Float32Array => {
    let vector = cache.get(form);
    if (vector === undefined) {
      vector = encodeWord(form);
      cache.set(form, vector);
    }
    return vector;
  };
  const words = terms
    .map(({ term, weight }) => ({ vector: vectorOf(term.form), weight }))
    .sort((a, b) => b.weight - a.weight);
  const total = words.reduce((sum, word) => sum + word.weight, 0);
  return (forms) => {
    let covered = 0;
    let carried = 0;
    let weakest = 1;
    let near = 0;
    let veryNear = 0;
    for (const { vector, weight } of words) {
      let best = 0;
      for (const form of forms) best = Math.max(best, dotProduct(vector, vectorOf(form)));
      covered += weight * best;
      if (best >= NEAR) near += weight;
      if (best >= VERY_NEAR) veryNear += weight;
      if (carried < CARRYING * total) weakest = Math.min(weakest, best);
      carried += weight;
    }
    return { coverage: covered / total, weakest, near: near / total, veryNear: veryNear / total };
  };
}

const viewWords = new WeakMap<PassageView, string[]>();

/** The different content words of a passage with its headings. */
export function wordsOf(view: PassageView): string[] {
  let words = viewWords.get(view);
  if (words === undefined) {
    words = [
      ...new Set(
        [...view.units.flatMap((unit) => unit.terms), ...view.headingTerms].map((term) => term.form),
      ),
    ];
    viewWords.set(view, words);
  }
  return words;
}
