import { gramsOf, termsOf } from '../retrieval/analyse.ts';
import { kinship } from '../retrieval/families.ts';
import { keySet } from '../retrieval/passage-view.ts';
import type { AnalysedQuestion } from '../retrieval/question.ts';
import type { RetrievalResult, Retrieved } from '../retrieval/retrieve.ts';
import { conceptMet, termMatch, type WeightedTerm } from '../retrieval/score.ts';
import { wordsOf } from '../retrieval/soft-match.ts';
import { tokenise } from '../retrieval/text.ts';
import { formsOf, type Selection } from './select.ts';

/** What is known of one word of a question beside what is shown; names are those of data/confidence.json, all between 0 and 1. */
export interface WordEvidence {
  /** Inverse document frequency, divided by 6. */
  weight: number;
  /** Chance that an answer holds this very word (retrieval/literal.ts). */
  literal: number;
  /** How much the encoder learned that it says beside the question's other words. */
  says: number;
  /** 1 when no passage of this employer has it. */
  unknown: number;
  /** 1 for a word of an earlier turn. */
  earlier: number;
  number: number;
  /** The first content word behind the question word or the verb that opens the question: most often what is asked about ('welk merk', 'mag mijn hond'). */
  head: number;
  /** The last content word: in Dutch most often the verb. */
  last: number;
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
  'says',
  'unknown',
  'earlier',
  'number',
  'head',
  'last',
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

/** What the words are held against, prepared once. */
interface Beside {
  question: AnalysedQuestion;
  result: RetrievalResult;
  selection: Selection;
  shown: readonly string[];
  shownKeys: ReadonlySet<string>;
  /** Keys of what is shown and of its headings. */
  around: ReadonlySet<string>;
  headings: readonly string[];
  others: readonly Retrieved[];
  head: string | undefined;
  last: string | undefined;
  concepts: readonly { keys: ReadonlySet<string>; met: number }[];
  foreign: boolean;
}

/** Evidence per word of the question, heaviest first; empty for a question without content words. */
export function wordEvidence(
  question: AnalysedQuestion,
  result: RetrievalResult,
  selection: Selection | null,
  foreign: boolean,
): WordEvidence[] {
  if (result.passages.length === 0 || selection === null) return [];
  const shownTerms = selection.ranges.flatMap((r) =>
    termsOf(selection.view.passage.text.slice(r.start, r.end)),
  );
  const shownKeys = keySet(shownTerms);
  const beside: Beside = {
    question,
    result,
    selection,
    shown: shownTerms.map((term) => term.form),
    shownKeys,
    around: new Set([...shownKeys, ...selection.view.headingKeys]),
    headings: selection.view.headingTerms.map((term) => term.form),
    others: result.passages.filter((entry) => entry.view !== selection.view).slice(0, 9),
    head: headOf(question),
    last: question.terms.at(-1)?.stem,
    concepts: question.concepts.map((match) => ({
      keys: match.keys,
      met: conceptMet(selection.view, match),
    })),
    foreign,
  };
  return result.terms
    .map(
      (weighted): WordEvidence => ({
        ...ofItself(weighted, beside),
        ...nearness(weighted, beside),
        ...presence(weighted, beside),
      }),
    )
    .sort((a, b) => b.weight - a.weight);
}

function ofItself(weighted: WeightedTerm, { question, result, head, last, foreign }: Beside) {
  const { term } = weighted;
  return {
    weight: Math.min(1, weighted.weight / 6),
    literal: weighted.literal,
    says: result.late.share(term.form),
    unknown: weighted.unknown ? 1 : 0,
    earlier: question.earlier.some((earlier) => earlier.stem === term.stem) ? 1 : 0,
    number: /\d/.test(term.form) ? 1 : 0,
    head: term.stem === head ? 1 : 0,
    last: term.stem === last ? 1 : 0,
    length: Math.min(1, term.form.length / 20),
    compound: term.parts.length > 0 ? 1 : 0,
    foreign: foreign ? 1 : 0,
  };
}

function nearness(weighted: WeightedTerm, { result, selection, shown, headings, others }: Beside) {
  const nearest = (forms: readonly string[]) => result.soft.nearest(weighted, forms);
  return {
    nearUnit: selection.unit === null ? 0 : nearest(formsOf(selection.unit)),
    nearShown: nearest(shown),
    nearHead: nearest(headings),
    nearPassage: nearest(wordsOf(selection.view)),
    nearElsewhere: Math.max(0, ...others.map((entry) => nearest(wordsOf(entry.view)))),
  };
}

function presence(weighted: WeightedTerm, beside: Beside) {
  const { term } = weighted;
  const { selection, shownKeys, around, others, concepts } = beside;
  const grams = gramsOf(term.form);
  const kin = kinship(term, around);
  const named = concepts.filter(
    ({ keys }) => keys.has(term.stem) || term.parts.some((part) => keys.has(part)),
  );
  return {
    inUnit: selection.unit === null ? 0 : termMatch(term, selection.unit.keys),
    inShown: termMatch(term, shownKeys),
    inHead: termMatch(term, selection.view.headingKeys),
    inPassage: inView(weighted, selection.view),
    inElsewhere: Math.max(0, ...others.map((entry) => inView(weighted, entry.view))),
    grams: grams.filter((gram) => selection.view.grams.has(gram)).length / Math.max(1, grams.length),
    concept: Math.max(0, ...named.map(({ met }) => met)),
    kinKnown: kin.known ? 1 : 0,
    kinSame: kin.known && kin.same ? 1 : 0,
    kinKind: kin.kind ? 1 : 0,
    kinSibling: kin.sibling ? 1 : 0,
  };
}

/** Words that open a question, folded: question words and the verbs that stand first in one. */
const openers = new Set(
  `hoeveel hvl hoelang hoe hoog wat welk welke wie waar wanneer wnr waarom mag kan kun krijg moet heb ben is zijn was geldt telt betaalt betalen vergoedt
  what which who where when how can may must do does is are was wann wie wer wo welche darf kann muss ile jaki jaka czy kiedy gdzie kto`.split(
    /\s+/,
  ),
);

/** Stem of the first content word behind the first opener, or of the first of all. */
function headOf(question: AnalysedQuestion): string | undefined {
  const forms = tokenise(question.text).map((token) => token.form);
  const opener = forms.findIndex((form) => openers.has(form));
  const behind = forms.slice(opener + 1);
  return (question.terms.find((term) => behind.includes(term.form)) ?? question.terms[0])?.stem;
}

function inView({ term }: WeightedTerm, view: Retrieved['view']): number {
  return Math.max(termMatch(term, view.bodyKeys), termMatch(term, view.headingKeys));
}
