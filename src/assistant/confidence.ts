import { termsOf } from '../retrieval/analyse.ts';
import { isConceptWord } from '../retrieval/concepts.ts';
import type { AnalysedQuestion } from '../retrieval/question.ts';
import type { RetrievalResult, Retrieved } from '../retrieval/retrieve.ts';
import { fold } from '../retrieval/text.ts';
import { allWords } from '../retrieval/word-space.ts';
import { type AnswerType, answerTypeOf, holdsType } from './answer-type.ts';
import { detectLanguage } from './language.ts';
import { formsOf, type Selection } from './select.ts';

/** What the confidence model looks at; names are the keys of data/confidence.json. */
export interface ConfidenceFeatures {
  total: number;
  /** Share of the best passage in the softmax over the candidates, as the ranking was trained. */
  share: number;
  /** The same for the best passage and all others under the same heading. */
  headingShare: number;
  coverage: number;
  heading: number;
  unit: number;
  concept: number;
  rare: number;
  vector: number;
  sentence: number;
  soft: number;
  /** Late interaction with the best passage, its lead over the best under another heading, and with what is shown and the unit read first. */
  late: number;
  lateLead: number;
  lateShown: number;
  lateUnit: number;
  softWeakest: number;
  softNear: number;
  softVeryNear: number;
  softMissing: number;
  softMissingMost: number;
  grams: number;
  table: number;
  /** 1 for a question in another language than the documents'. */
  foreign: number;
  foreignVector: number;
  foreignSoft: number;
  /** Deviations by which the best passage's cosine stands above those of the others, divided by 6. */
  standsOut: number;
  /** Cosine of the best sentence over that of the best sentence elsewhere. */
  sentenceLead: number;
  /** Share of the question's words with a near word in what is shown and its heading; and for the worst met. */
  shown: number;
  shownWeakest: number;
  shownNear: number;
  shownVeryNear: number;
  /** What ought to be in what is shown and is not (literal.ts); 0 for a question in another language. */
  shownMissing: number;
  shownMissingMost: number;
  /** The same for the one sentence or row that was read first, with its heading; and 1 when that holds the kind of thing asked for. */
  unitSoft: number;
  unitMissing: number;
  unitMissingMost: number;
  unitTyped: number;
  /** Fit of the selected unit. */
  fit: number;
  /** Weight share of the question's words that stand nowhere in this employer's documents. */
  unknown: number;
  /** Weight share of the heaviest term not met by the best passage. */
  missedHeaviest: number;
  /** Lead of the best passage over the fifth. */
  lead: number;
  /** Share of the best five passages that come from the same document as the best. */
  agreement: number;
  /** 1 when the question says what kind of thing it asks for and what is shown has none, or has one. */
  typeMissing: number;
  typeFound: number;
  /** 1 when a name or a number to call is asked for. */
  nameAsked: number;
  /** 1 when the question names a year that the passage does not. */
  yearMissing: number;
  /** 1 when the question is about a house or place that these documents never name ('bij Jansen', 'van de Lidl'). */
  nameUnknown: number;
  /** Content words in the question, capped at 8, divided by 8. */
  length: number;
  followUp: number;
  /** 1 when an encoder helped to find and read; without one everything that counts vectors is 0. */
  vectors: number;
}

export function confidenceFeatures(
  question: AnalysedQuestion,
  result: RetrievalResult,
  selection: Selection | null,
): ConfidenceFeatures {
  const best = result.passages[0];
  const foreign = detectLanguage(question.text) === 'nl' ? 0 : 1;
  const dutch = 1 - foreign;
  const type = answerTypeOf(question.text);
  const shownText =
    selection === null
      ? ''
      : selection.ranges.map((r) => selection.view.passage.text.slice(r.start, r.end)).join('\n');
  const shown = result.soft.match(
    selection === null
      ? []
      : [...termsOf(shownText), ...selection.view.headingTerms].map((term) => term.form),
  );
  const score = best?.score;
  return {
    total: score?.total ?? 0,
    ...shares(result.passages),
    coverage: score?.coverage ?? 0,
    heading: score?.heading ?? 0,
    unit: score?.unit ?? 0,
    concept: score?.concept ?? 0,
    rare: score?.rare ?? 0,
    vector: score?.vector ?? 0,
    sentence: score?.sentence ?? 0,
    soft: score?.soft ?? 0,
    ...lateEvidence(result, selection, shownText),
    softWeakest: score?.softWeakest ?? 0,
    softNear: score?.softNear ?? 0,
    softVeryNear: score?.softVeryNear ?? 0,
    softMissing: dutch * (score?.softMissing ?? 0),
    softMissingMost: dutch * (score?.softMissingMost ?? 0),
    grams: score?.grams ?? 0,
    table: score?.table ?? 0,
    foreign,
    foreignVector: foreign * (score?.vector ?? 0),
    foreignSoft: foreign * (score?.soft ?? 0),
    ...leads(result),
    shown: shown.coverage,
    shownWeakest: shown.weakest,
    shownNear: shown.near,
    shownVeryNear: shown.veryNear,
    shownMissing: dutch * shown.missing,
    shownMissingMost: dutch * shown.missingMost,
    ...unitEvidence(result, selection, type, dutch),
    fit: selection?.fit ?? 0,
    ...gaps(result),
    typeMissing: holdsType(type, shownText) === false ? 1 : 0,
    typeFound: holdsType(type, shownText) === true ? 1 : 0,
    nameAsked: type.kind === 'name' || type.kind === 'contact' ? 1 : 0,
    yearMissing: yearsOf(question.text).some((year) => !wholeText(selection).includes(year)) ? 1 : 0,
    nameUnknown: namesSomebodyElse(question.text, result.terms) ? 1 : 0,
    length: Math.min(8, question.terms.length) / 8,
    followUp: question.earlier.length > 0 ? 1 : 0,
    vectors: result.queryVector === null ? 0 : 1,
  };
}

function lateEvidence(
  { late, passages }: RetrievalResult,
  selection: Selection | null,
  shownText: string,
): Pick<ConfidenceFeatures, 'late' | 'lateLead' | 'lateShown' | 'lateUnit'> {
  const best = passages[0];
  if (best === undefined || selection === null) return { late: 0, lateLead: 0, lateShown: 0, lateUnit: 0 };
  const others = passages.filter((entry) => entry.view.heading !== best.view.heading);
  const heading = selection.view.passage.headingPath.join('\n');
  return {
    late: best.score.late,
    lateLead: best.score.late - Math.max(0, ...others.map((entry) => entry.score.late)),
    lateShown: late.words(allWords(`${heading}\n${shownText}`)),
    lateUnit: selection.unit === null ? 0 : late.words(allWords(`${heading}\n${selection.unit.text}`)),
  };
}

function unitEvidence(
  result: RetrievalResult,
  selection: Selection | null,
  type: AnswerType,
  dutch: number,
): Pick<ConfidenceFeatures, 'unitSoft' | 'unitMissing' | 'unitMissingMost' | 'unitTyped'> {
  const unit = selection?.unit ?? null;
  if (selection === null || unit === null)
    return { unitSoft: 0, unitMissing: 0, unitMissingMost: 0, unitTyped: 0 };
  const soft = result.soft.match([...formsOf(unit), ...selection.view.headingTerms.map((term) => term.form)]);
  return {
    unitSoft: soft.coverage,
    unitMissing: dutch * soft.missing,
    unitMissingMost: dutch * soft.missingMost,
    unitTyped: holdsType(type, unit.text) === true ? 1 : 0,
  };
}

function yearsOf(text: string): string[] {
  return text.match(/\b20\d\d\b/g) ?? [];
}

const placed = /(?<!\p{L})(?:bij|van|naar|at|bei)\s+(?:de\s+|het\s+)?(\p{L}{4,})/giu;

function namesSomebodyElse(text: string, terms: RetrievalResult['terms']): boolean {
  const unknown = new Map(terms.filter((term) => term.unknown).map(({ term }) => [term.form, term]));
  return [...text.matchAll(placed)].some(([, word = '']) => {
    const term = unknown.get(fold(word));
    return term !== undefined && term.parts.length === 0 && !isConceptWord(term.stem);
  });
}

function wholeText(selection: Selection | null): string {
  if (selection === null) return '';
  const { passage } = selection.view;
  return [passage.title, ...passage.headingPath, passage.context, passage.text].join('\n');
}

/** How much of the ranking's probability the best passage has. */
function shares(passages: readonly Retrieved[]): Pick<ConfidenceFeatures, 'share' | 'headingShare'> {
  const best = passages[0];
  if (best === undefined) return { share: 0, headingShare: 0 };
  const exps = passages.map((entry) => Math.exp(entry.score.total - best.score.total));
  const all = exps.reduce((sum, value) => sum + value, 0);
  const same = exps.reduce(
    (sum, value, i) => sum + (passages[i]?.view.heading === best.view.heading ? value : 0),
    0,
  );
  return { share: 1 / all, headingShare: same / all };
}

function leads(
  result: RetrievalResult,
): Pick<ConfidenceFeatures, 'standsOut' | 'sentenceLead' | 'lead' | 'agreement'> {
  const { passages, spread } = result;
  const best = passages[0];
  if (best === undefined) return { standsOut: 0, sentenceLead: 0, lead: 0, agreement: 0 };
  const others = passages.filter((entry) => entry.view.heading !== best.view.heading);
  const top = passages.slice(0, 5);
  return {
    standsOut: spread.deviation === 0 ? 0 : (best.score.vector - spread.mean) / spread.deviation / 6,
    sentenceLead: best.score.sentence - Math.max(0, ...others.map((entry) => entry.score.sentence)),
    lead: best.score.total - (passages[4] ?? passages.at(-1) ?? best).score.total,
    agreement:
      top.filter((entry) => entry.view.passage.documentId === best.view.passage.documentId).length /
      top.length,
  };
}

/** What the question asks and neither this passage nor these documents speak of. */
function gaps(result: RetrievalResult): Pick<ConfidenceFeatures, 'unknown' | 'missedHeaviest'> {
  const { terms } = result;
  const best = result.passages[0]?.view;
  const total = terms.reduce((sum, term) => sum + term.weight, 0) || 1;
  const unknown = terms.filter((term) => term.unknown).reduce((sum, term) => sum + term.weight, 0);
  const heaviest = [...terms].sort((a, b) => b.weight - a.weight)[0];
  const missed =
    best !== undefined &&
    heaviest !== undefined &&
    !met(heaviest.term.stem, heaviest.term.parts, best.bodyKeys, best.headingKeys);
  return {
    unknown: unknown / total,
    missedHeaviest: missed && heaviest !== undefined ? heaviest.weight / total : 0,
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
