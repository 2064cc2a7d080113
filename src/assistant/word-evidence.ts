import { gramsOf, termsOf } from '../retrieval/analyse.ts';
import { kinship } from '../retrieval/families.ts';
import { keySet } from '../retrieval/passage-view.ts';
import type { AnalysedQuestion } from '../retrieval/question.ts';
import type { RetrievalResult, Retrieved } from '../retrieval/retrieve.ts';
import { conceptMet, termMatch, type WeightedTerm } from '../retrieval/score.ts';
import { wordsOf } from '../retrieval/soft-match.ts';
import { formsOf, type Selection } from './select.ts';

/** What is known of one word of a question beside what is shown; names are those of data/confidence.json, all between 0 and 1. */
export interface WordEvidence {
  /** Inverse document frequency, divided by 6. */
  weight: number;
  /** Chance that an answer holds this very word (retrieval/literal.ts). */
  literal: number;
  /** 1 when no passage of this employer has it. */
  unknown: number;
  /** 1 for a word of an earlier turn. */
  earlier: number;
  number: number;
  /** Letters, divided by 20. */
  length: number;
  compound: number;
  /** Best cosine with a word of the unit that was read first, of what is shown, of its headings and lead-in, of the whole passage, of any other passage found. */
  nearUnit: number;
  nearShown: number;
  nearHead: number;
  nearPassage: number;
  nearElsewhere: number;
  /** The word itself, or parts of it, in the same places. */
  inUnit: number;
  inShown: number;
  inHead: number;
  inPassage: number;
  inElsewhere: number;
  /** Share of its letter 4-grams in the passage. */
  grams: number;
  /** How well the passage names a concept that this word stands for. */
  concept: number;
  /** It names a thing of a known kind; of which what is shown has the thing itself, the kind as a whole, other things of the kind (families.ts). */
  kinKnown: number;
  kinSame: number;
  kinKind: number;
  kinSibling: number;
  foreign: number;
}

export const wordEvidenceNames = [
  'weight',
  'literal',
  'unknown',
  'earlier',
  'number',
  'length',
  'compound',
  'nearUnit',
  'nearShown',
  'nearHead',
  'nearPassage',
  'nearElsewhere',
  'inUnit',
  'inShown',
  'inHead',
  'inPassage',
  'inElsewhere',
  'grams',
  'concept',
  'kinKnown',
  'kinSame',
  'kinKind',
  'kinSibling',
  'foreign',
] as const satisfies readonly (keyof WordEvidence)[];

/** Evidence per word of the question, heaviest first; empty for a question without content words. */
export function wordEvidence(
  question: AnalysedQuestion,
  result: RetrievalResult,
  selection: Selection | null,
  foreign: boolean,
): WordEvidence[] {
  const best = result.passages[0];
  if (best === undefined || selection === null) return [];
  const shownTerms = selection.ranges.flatMap((r) =>
    termsOf(selection.view.passage.text.slice(r.start, r.end)),
  );
  const shownKeys = keySet(shownTerms);
  const around = new Set([...shownKeys, ...selection.view.headingKeys]);
  const shown = shownTerms.map((term) => term.form);
  const head = selection.view.headingTerms.map((term) => term.form);
  const passage = wordsOf(selection.view);
  const others = result.passages.filter((entry) => entry.view !== selection.view).slice(0, 9);
  const earlier = new Set(question.earlier.map((term) => term.stem));
  const concepts = question.concepts.map((match) => ({ match, met: conceptMet(selection.view, match) }));
  const evidence = result.terms.map((weighted): WordEvidence => {
    const { term } = weighted;
    const grams = gramsOf(term.form);
    const kin = kinship(term, around);
    return {
      weight: Math.min(1, weighted.weight / 6),
      literal: weighted.literal,
      unknown: weighted.unknown ? 1 : 0,
      earlier: earlier.has(term.stem) ? 1 : 0,
      number: /\d/.test(term.form) ? 1 : 0,
      length: Math.min(1, term.form.length / 20),
      compound: term.parts.length > 0 ? 1 : 0,
      nearUnit: selection.unit === null ? 0 : result.soft.nearest(weighted, formsOf(selection.unit)),
      nearShown: result.soft.nearest(weighted, shown),
      nearHead: result.soft.nearest(weighted, head),
      nearPassage: result.soft.nearest(weighted, passage),
      nearElsewhere: Math.max(
        0,
        ...others.map((entry) => result.soft.nearest(weighted, wordsOf(entry.view))),
      ),
      inUnit: selection.unit === null ? 0 : termMatch(term, selection.unit.keys),
      inShown: termMatch(term, shownKeys),
      inHead: termMatch(term, selection.view.headingKeys),
      inPassage: inView(weighted, selection.view),
      inElsewhere: Math.max(0, ...others.map((entry) => inView(weighted, entry.view))),
      grams: grams.filter((gram) => selection.view.grams.has(gram)).length / Math.max(1, grams.length),
      concept: Math.max(
        0,
        ...concepts.map(({ match, met }) =>
          match.keys.has(term.stem) || term.parts.some((part) => match.keys.has(part)) ? met : 0,
        ),
      ),
      kinKnown: kin.known ? 1 : 0,
      kinSame: kin.known && kin.same ? 1 : 0,
      kinKind: kin.kind ? 1 : 0,
      kinSibling: kin.sibling ? 1 : 0,
      foreign: foreign ? 1 : 0,
    };
  });
  return evidence.sort((a, b) => b.weight - a.weight);
}

function inView({ term }: WeightedTerm, view: Retrieved['view']): number {
  return Math.max(termMatch(term, view.bodyKeys), termMatch(term, view.headingKeys));
}
