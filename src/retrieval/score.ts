import { gramsOf, type Term } from './analyse.ts';
import type { ConceptMatch } from './concepts.ts';
import ranking from './data/ranking.json' with { type: 'json' };
import { literalRate } from './literal.ts';
import type { PassageView, Unit } from './passage-view.ts';
import type { AnalysedQuestion } from './question.ts';
import type { SoftMatch } from './soft-match.ts';
import { stem } from './stem.ts';

/** A question term with its weight: inverse document frequency, less for terms of earlier turns. */
export interface WeightedTerm {
  term: Term;
  weight: number;
  /** Stands in no passage of this employer as a word: perhaps a typing error, then letters are compared. */
  unknown: boolean;
  /** Chance that a passage with the answer holds this very word (literal.ts). */
  literal: number;
}

/** How well a passage fits a question; every part but `total` lies between 0 and 1. */
export interface PassageScore {
  /** Fused rank score, the best candidate being 1. */
  fused: number;
  /** Weighted share of the question's terms in heading, lead-in and body together. */
  coverage: number;
  /** Coverage in which a rare word counts with the square of its weight. */
  rare: number;
  heading: number;
  /** Best single unit, counting its heading and lead-in for half. */
  unit: number;
  concept: number;
  /** Share of the letter 4-grams of the question's terms. */
  grams: number;
  /** Cosine of question and passage vectors, 0 without an encoder. */
  vector: number;
  /** Best cosine of the question with a single sentence or row (with its heading). */
  sentence: number;
  /** Late interaction of all words (word-space.ts), 0 without an encoder. */
  late: number;
  /** Share of the question's words that have a near word in the passage (soft-match.ts). */
  soft: number;
  /** The same for the worst met of its weighty words. */
  softWeakest: number;
  /** Weight share of its words with a near word, and with a very near one. */
  softNear: number;
  softVeryNear: number;
  /** What of its words ought to be there and is not, on average; and for the worst of them. */
  softMissing: number;
  softMissingMost: number;
  /** 1 for a table. */
  table: number;
  /** 1 for a table with a row that the numbers in the question pick, or prose that holds those numbers. */
  numbers: number;
  total: number;
}

/** Weights of the parts in `total`, learned on the development suite (eval/fit.ts). */
export const scoreWeights: Record<Exclude<keyof PassageScore, 'total'>, number> = {
  ...ranking.weights,
};

/** Words that say what kind of thing is asked ('welk percentage', 'hoe lang is de termijn') rather than of what; an answer seldom holds them. */
const asking = new Set(
  `percentage procent bedrag hoogte termijn periode duur duurt leeftijd tijdstip moment datum aantal maximum minimum maximaal minimaal hooguit hoogstens
  ontvangt ontvangen ontvang geldt gelden bedraagt medewerker werknemer medewerkers werknemers bedrijf firma werkgever regeling regels afspraken`
    .split(/\s+/)
    .map(stem),
);
const ASKING_WEIGHT = 0.35;

const EARLIER_WEIGHT = 0.55;
/** Of what an own word of the employer means. */
const MEANT_WEIGHT = 0.6;
/** Of a word that names the house rather than a subject. */
const NAME_WEIGHT = 0.1;

/**
 * Inverse document frequency as in BM25, floored so that a common word still counts a little.
 * @param names stems that name the employer or its documents: 'at Meerhaven' asks nothing
 */
export function weighTerms(
  question: AnalysedQuestion,
  total: number,
  frequency: ReadonlyMap<string, number>,
  names: ReadonlySet<string>,
): WeightedTerm[] {
  const { now, earlier } = question.meant;
  const ownStems = new Set([...(now?.stems ?? []), ...(earlier?.stems ?? [])]);
  const weigh = (term: Term, factor: number): WeightedTerm => {
    const own = frequency.get(term.stem) ?? 0;
    if (names.has(term.stem) || (own === 0 && ownStems.has(term.stem)))
      return { term, weight: NAME_WEIGHT * factor, unknown: false, literal: 0 };
    const parts = Math.max(0, ...term.parts.map((part) => frequency.get(part) ?? 0));
    const n = own === 0 ? parts : own;
    const idf = Math.log(1 + (total - n + 0.5) / (n + 0.5));
    const share = asking.has(term.stem) ? ASKING_WEIGHT * factor : factor;
    return {
      term,
      weight: Math.max(0.25, idf) * share,
      unknown: own === 0 && parts === 0,
      literal: literalRate(term) * factor,
    };
  };
  const asked = [
    ...question.terms.map((term) => weigh(term, 1)),
    ...question.earlier.map((term) => weigh(term, EARLIER_WEIGHT)),
  ];
  const seen = new Set(asked.map(({ term }) => term.stem));
  const meant = [
    ...(now?.terms ?? []).map(({ term, share }) => weigh(term, MEANT_WEIGHT * share)),
    ...(earlier?.terms ?? []).map(({ term, share }) => weigh(term, MEANT_WEIGHT * share * EARLIER_WEIGHT)),
  ].filter(({ term }) => !seen.has(term.stem) && seen.add(term.stem));
  return [...asked, ...meant];
}

/** How well a term is met by a set of keys: 1 for its stem, less for compound parts. */
export function termMatch(term: Term, keys: ReadonlySet<string>): number {
  if (keys.has(term.stem)) return 1;
  if (term.parts.length === 0) return 0;
  let met = 0;
  for (const part of term.parts) if (keys.has(part)) met++;
  return 0.85 * (met / term.parts.length);
}

/** Dice coefficient of the letter 4-grams of two words. */
export function letterSimilarity(a: string, b: string): number {
  const left = new Set(gramsOf(a));
  const right = gramsOf(b);
  let common = 0;
  for (const gram of right) if (left.has(gram)) common++;
  return (2 * common) / (left.size + right.length);
}

function fuzzyMatch(term: Term, units: readonly Unit[]): number {
  if (term.form.length < 5) return 0;
  let best = 0;
  for (const unit of units) {
    for (const other of unit.terms) {
      if (Math.abs(other.form.length - term.form.length) > 4) continue;
      const similarity = letterSimilarity(term.form, other.form);
      if (similarity > best) best = similarity;
    }
  }
  return best >= 0.45 ? 0.85 * best : 0;
}

/** What the encoder says of a question and a passage; zeros without one. */
export interface Nearness {
  /** Cosine of question and passage. */
  vector: number;
  /** Best cosine of question and a unit of the passage. */
  sentence: number;
  late: number;
  soft: SoftMatch;
}

/** Parts of a passage's fit that do not need its neighbours. */
export function scorePassage(
  view: PassageView,
  question: AnalysedQuestion,
  terms: readonly WeightedTerm[],
  fused: number,
  near: Nearness,
): PassageScore {
  let total = 0;
  let covered = 0;
  let inHeading = 0;
  let squares = 0;
  let rare = 0;
  let letters = 0;
  const concepts = question.concepts.map((match) => ({ match, met: conceptMet(view, match) }));
  for (const { term, weight, unknown } of terms) {
    total += weight;
    const body = termMatch(term, view.bodyKeys);
    const heading = termMatch(term, view.headingKeys);
    const fuzzy = unknown ? fuzzyMatch(term, view.units) : 0;
    const met = Math.max(body, heading, fuzzy, byConcept(term, concepts));
    covered += weight * met;
    squares += weight * weight;
    rare += weight * weight * met;
    inHeading += weight * heading;
    const grams = gramsOf(term.form);
    letters += (weight * grams.filter((gram) => view.grams.has(gram)).length) / grams.length;
  }
  const share = (value: number) => (total === 0 ? 0 : value / total);
  let unit = 0;
  for (const candidate of view.units) unit = Math.max(unit, scoreUnit(view, candidate, terms));
  const score: PassageScore = {
    fused,
    coverage: share(covered),
    rare: squares === 0 ? 0 : rare / squares,
    heading: share(inHeading),
    unit,
    concept: conceptScore(view, question.concepts),
    grams: share(letters),
    vector: Math.max(0, near.vector),
    sentence: Math.max(0, near.sentence),
    late: near.late,
    soft: near.soft.coverage,
    softWeakest: near.soft.weakest,
    softNear: near.soft.near,
    softVeryNear: near.soft.veryNear,
    softMissing: near.soft.missing,
    softMissingMost: near.soft.missingMost,
    table: view.passage.table === null ? 0 : 1,
    numbers: holdsNumbers(view, question) ? 1 : 0,
    total: 0,
  };
  for (const [name, weight] of Object.entries(scoreWeights)) {
    score.total += weight * score[name as keyof typeof scoreWeights];
  }
  return score;
}

function holdsNumbers(view: PassageView, question: AnalysedQuestion): boolean {
  const numbers = question.terms.filter((term) => /^\d/.test(term.form));
  return numbers.length > 0 && numbers.some((term) => view.bodyKeys.has(term.stem));
}

/** Weighted share of the question's terms in one unit; what only its heading or lead-in has counts for half. */
export function scoreUnit(view: PassageView, unit: Unit, terms: readonly WeightedTerm[]): number {
  let total = 0;
  let score = 0;
  for (const { term, weight, unknown } of terms) {
    total += weight;
    const own = Math.max(termMatch(term, unit.keys), unknown ? fuzzyMatch(term, [unit]) : 0);
    const around = 0.5 * Math.max(termMatch(term, view.headingKeys), termMatch(term, view.contextKeys));
    score += weight * Math.max(own, around);
  }
  return total === 0 ? 0 : score / total;
}

/** Weighted share of the question's terms in the unit itself. */
export function unitCoverage(unit: Unit, terms: readonly WeightedTerm[]): number {
  let total = 0;
  let score = 0;
  for (const { term, weight } of terms) {
    total += weight;
    score += weight * termMatch(term, unit.keys);
  }
  return total === 0 ? 0 : score / total;
}

/** Best match of a formal phrase of a recognised concept; a phrase in the heading says what the article is about. */
export function conceptScore(
  view: Pick<PassageView, 'bodyKeys' | 'headingKeys'>,
  concepts: readonly ConceptMatch[],
): number {
  return Math.min(1, Math.max(0, ...concepts.map((concept) => concept.score * conceptMet(view, concept))));
}

/** How well the passage names a concept in one of its formal phrases, 0 to 1. */
export function conceptMet(
  view: Pick<PassageView, 'bodyKeys' | 'headingKeys'>,
  concept: ConceptMatch,
): number {
  let best = 0;
  for (const phrase of concept.formal) {
    if (phrase.length === 0) continue;
    const share = (keys: ReadonlySet<string>) => phrase.filter((key) => keys.has(key)).length / phrase.length;
    const inBody = share(view.bodyKeys);
    const inHeading = share(view.headingKeys);
    best = Math.max(best, inBody >= 0.75 ? 0.7 * inBody : 0, inHeading >= 0.6 ? inHeading : 0);
  }
  return best;
}

/** A word that made a concept match counts as met, in part, where the passage names the concept in other words. */
const CONCEPT_MATCH = 0.85;

function byConcept(term: Term, concepts: readonly { match: ConceptMatch; met: number }[]): number {
  let best = 0;
  for (const { match, met } of concepts) {
    if (met > best && (match.keys.has(term.stem) || term.parts.some((part) => match.keys.has(part))))
      best = met;
  }
  return CONCEPT_MATCH * best;
}
