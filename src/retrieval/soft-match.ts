import type { Encoder } from '../deps.ts';
import type { PassageView } from './passage-view.ts';
import type { WeightedTerm } from './score.ts';
import { wordSpaceOf } from './word-space.ts';

/** How well the words of a question are met by the words of a passage when nearness in the encoder's space counts too. */
export interface SoftMatch {
  /** Weighted mean over the question's words of the best cosine with a word of the passage, 0 to 1. */
  coverage: number;
  /** The lowest of those, among the words that carry most of the weight. */
  weakest: number;
  /** Weight share of the words with a near word, and with a very near one. */
  near: number;
  veryNear: number;
  /** Weighted mean of how far each word is missed, times the chance that an answer would hold it; and the most of those. */
  missing: number;
  missingMost: number;
}

/** Asks of folded words: those of a passage or of a part of it. */
export interface SoftMatcher {
  match(forms: readonly string[]): SoftMatch;
  /** Best cosine of one of the question's words with these words, 0 to 1; 0 without word vectors. */
  nearest(term: WeightedTerm, forms: readonly string[]): number;
}

const none: SoftMatch = { coverage: 0, weakest: 0, near: 0, veryNear: 0, missing: 0, missingMost: 0 };
const NEAR = 0.5;
const VERY_NEAR = 0.75;

/** Words that together carry this share of a question's weight are looked at for the weakest. */
const CARRYING = 0.7;

/**
 * Late interaction over static word vectors (the MaxSim of ColBERT, Khattab and Zaharia 2020, with weights of our own). An encoder without word
 * vectors gives zeros.
 */
export function softMatcher(encoder: Encoder | null, terms: readonly WeightedTerm[]): SoftMatcher {
  const space = wordSpaceOf(encoder);
  if (space === null || terms.length === 0) return { match: () => none, nearest: () => 0 };
  const words = [...terms].sort((a, b) => b.weight - a.weight);
  const known = new WeakMap<readonly string[], number[]>();
  const bestOf = (forms: readonly string[]): number[] => {
    let best = known.get(forms);
    if (best === undefined) {
      const ids = space.idsOf(forms);
      best = words.map(({ term }) => space.nearest(term.form, ids));
      known.set(forms, best);
    }
    return best;
  };
  return {
    match: (forms) => matchOf(words, bestOf(forms)),
    nearest: (term, forms) => bestOf(forms)[words.indexOf(term)] ?? 0,
  };
}

/** @param words heaviest first, each with its best cosine */
function matchOf(words: readonly WeightedTerm[], bests: readonly number[]): SoftMatch {
  const total = words.reduce((sum, word) => sum + word.weight, 0);
  const sums = { coverage: 0, near: 0, veryNear: 0, missing: 0 };
  let carried = 0;
  let weakest = 1;
  let missingMost = 0;
  words.forEach(({ weight, literal }, i) => {
    const best = bests[i] ?? 0;
    const missed = literal * (1 - best);
    sums.coverage += weight * best;
    sums.missing += weight * missed;
    missingMost = Math.max(missingMost, missed);
    if (best >= NEAR) sums.near += weight;
    if (best >= VERY_NEAR) sums.veryNear += weight;
    if (carried < CARRYING * total) weakest = Math.min(weakest, best);
    carried += weight;
  });
  return {
    coverage: sums.coverage / total,
    weakest,
    near: sums.near / total,
    veryNear: sums.veryNear / total,
    missing: sums.missing / total,
    missingMost,
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
