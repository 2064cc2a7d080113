import { dotProduct } from '../retrieval/dot-product.ts';
import type { PassageView, Unit } from '../retrieval/passage-view.ts';
import type { AnalysedQuestion } from '../retrieval/question.ts';
import type { RetrievalResult, Retrieved } from '../retrieval/retrieve.ts';
import { conceptScore, scoreUnit, termMatch, unitCoverage } from '../retrieval/score.ts';
import { allWords } from '../retrieval/word-space.ts';
import { type AnswerType, answerTypeOf, typeMet } from './answer-type.ts';
import reading from './data/reading.json' with { type: 'json' };
import { proseFit, rowFit } from './ranges.ts';

/** A stretch of a passage's text, ends exclusive. */
export interface Range {
  start: number;
  end: number;
}

/** What is shown of one passage: ranges in text order; the main one is what the citation quotes. */
export interface Selection {
  view: PassageView;
  ranges: Range[];
  main: Range;
  /** Indexes of the table rows shown; empty for prose. */
  rows: number[];
  /** The unit that was read first, and its fit. */
  unit: Unit | null;
  fit: number;
}

const MAX_WORDS = 90;
/** An answer goes on with the better neighbour up to here. */
const ENOUGH_WORDS = 48;
const WHOLE_PASSAGE_WORDS = 60;
const MAX_ROWS = 6;
/** A unit that holds what is asked for is read first when its fit is at least this share of the best. */
const TYPE_RATIO = 0.45;
/** Rows this close to the best (in units of fit) are shown with it. */
const ROW_MARGIN = 0.9;
/** A unit outside the chosen part is shown too when it meets at least this share of the question's weight that the part misses. */
const EXTRA_GAIN = 0.18;

/** A unit that leans on the one before it. */
const leansBack =
  /^(?:(?:\d{1,2}|[a-z])[.)]\s+)?(?:dit|deze|die|dat|hij|zij|het|daarbij|daarvan|daarna|daarnaast|daarvoor|hierbij|hiervan|hiervoor|ook|wel|toch|dan|over deze|de bedoelde|zo(?:'|’)n)\b/iu;
/** A unit that limits or extends the one before it. */
const qualifies =
  /^(?:(?:\d{1,2}|[a-z])[.)]\s+)?(?:in afwijking|tenzij|dit geldt|deze .{0,40}geldt|behalve|uitgezonderd|voorwaarde|mits|indien|als|voor (?:een |de )?oproepkracht|voor (?:een )?parttimer|bij een deeltijd|daarbij|hierbij|het recht|de vergoeding)\b/iu;
const listItem = /^(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s|^[-•–]\s/u;

/** What reading looks at in one sentence, sub-clause or row; names are the keys of data/reading.json. */
export interface UnitFeatures {
  /** Weighted share of the question's words in the unit itself. */
  own: number;
  /** The same with heading and lead-in for half. */
  around: number;
  /** 1 when it holds what the question asks for: a number, a moment, a person. */
  type: number;
  concept: number;
  /** Cosine of question and unit. */
  vector: number;
  /** Share of the question's words with a near word in the unit, and how far those are missed that ought to be there (soft-match.ts). */
  soft: number;
  missing: number;
  /** Late interaction of the question with all words of the unit (word-space.ts). */
  late: number;
  /** Fit of a row's numbers, or of a clause's, to those of the question (ranges.ts). */
  row: number;
  /** 1 for the first unit of the passage. */
  first: number;
  /** 1 for a unit of three words or fewer, or a lead-in without its items. */
  stub: number;
}

/** Weights of the parts in a unit's fit, learned on the development suite (eval/fit.ts). */
export const readingWeights: Record<keyof UnitFeatures, number> = { ...reading.weights };

type Reading = Pick<RetrievalResult, 'terms' | 'queryVector' | 'soft' | 'late'>;

const unitWords = new WeakMap<Unit, string[]>();

/** All words of a unit, those without content too. */
export function wordsOfUnit(unit: Unit): string[] {
  let words = unitWords.get(unit);
  if (words === undefined) {
    words = allWords(unit.text);
    unitWords.set(unit, words);
  }
  return words;
}

const unitForms = new WeakMap<Unit, string[]>();

/** Folded words of a unit. */
export function formsOf(unit: Unit): string[] {
  let forms = unitForms.get(unit);
  if (forms === undefined) {
    forms = unit.terms.map((term) => term.form);
    unitForms.set(unit, forms);
  }
  return forms;
}

export function unitFeatures(
  view: PassageView,
  unit: Unit,
  question: AnalysedQuestion,
  result: Reading,
): UnitFeatures {
  const { terms, queryVector } = result;
  const soft = result.soft.match(formsOf(unit));
  const vector = queryVector === null || unit.vector === null ? 0 : dotProduct(queryVector, unit.vector);
  return {
    own: unitCoverage(unit, terms),
    around: scoreUnit(view, unit, terms),
    type: typeMet(answerTypeOf(question.text), unit.text) ? 1 : 0,
    concept: conceptScore({ bodyKeys: unit.keys, headingKeys: new Set() }, question.concepts),
    vector: Math.max(0, vector),
    soft: soft.coverage,
    missing: soft.missing,
    late: result.late.words(wordsOfUnit(unit)),
    row:
      unit.row < 0
        ? proseFit(question.text, unit.text)
        : rowFit(
            question.text,
            view.passage.table?.rows[unit.row]?.cells ?? [],
            view.passage.table?.columns ?? [],
          ),
    first: view.units[0] === unit ? 1 : 0,
    stub: wordCount(unit.text) <= 3 || unit.text.endsWith(':') ? 1 : 0,
  };
}

/** The part of a passage that answers the question, with the condition that belongs to it. */
export function selectFrom(
  retrieved: Pick<Retrieved, 'view'>,
  question: AnalysedQuestion,
  result: Reading,
): Selection {
  const { view } = retrieved;
  return view.passage.table !== null && view.passage.table.rows.length > 0
    ? selectRows(view, question, result)
    : selectProse(view, question, result);
}

function unitFit(view: PassageView, unit: Unit, question: AnalysedQuestion, result: Reading): number {
  let fit = 0;
  for (const [name, value] of Object.entries(unitFeatures(view, unit, question, result))) {
    fit += (readingWeights[name as keyof UnitFeatures] ?? 0) * value;
  }
  return fit;
}

function selectProse(view: PassageView, question: AnalysedQuestion, result: Reading): Selection {
  const { units } = view;
  const text = view.passage.text;
  const fits = units.map((unit) => unitFit(view, unit, question, result));
  const fit = Math.max(0, ...fits);
  const type = answerTypeOf(question.text);
  const typed = bestOfType(units, fits, type);
  const first = typed >= 0 ? typed : fits.indexOf(fit);
  const unit = units[first] ?? null;
  if (wordCount(text) <= WHOLE_PASSAGE_WORDS || units.length === 0) {
    const whole = { start: 0, end: text.length };
    return { view, ranges: [whole], main: whole, rows: [], unit, fit };
  }
  const words = (a: number, b: number) => wordCount(text.slice(units[a]?.start ?? 0, units[b]?.end ?? 0));
  const [from, to] = widen(units, fits, first, words);
  const main = { start: units[from]?.start ?? 0, end: units[to]?.end ?? text.length };
  const lead = leadIn(units, from);
  const ranges = lead === null ? [main] : [lead, main];
  const extra = extraUnit(view, units.slice(from, to + 1), question, result, fits);
  if (extra !== null) ranges.push({ start: extra.start, end: extra.end });
  ranges.sort((a, b) => a.start - b.start);
  return { view, ranges, main, rows: [], unit, fit };
}

/** The unit that says what the chosen ones leave out: 'oproepkrachten krijgen in plaats hiervan ...' two clauses further. */
function extraUnit(
  view: PassageView,
  chosen: readonly Unit[],
  question: AnalysedQuestion,
  result: Reading,
  fits: readonly number[],
): Unit | null {
  const total = result.terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const missed = result.terms.filter(
    ({ term }) =>
      !chosen.some((unit) => termMatch(term, unit.keys) >= 0.8) && termMatch(term, view.headingKeys) < 0.8,
  );
  let best: Unit | null = null;
  let least = EXTRA_GAIN;
  for (const [i, unit] of view.units.entries()) {
    if (chosen.includes(unit) || wordCount(unit.text) <= 3) continue;
    const words =
      missed.reduce((sum, { term, weight }) => sum + weight * termMatch(term, unit.keys), 0) / total;
    const figures =
      proseFit(question.text, unit.text) > 0 && !chosen.some((of) => proseFit(question.text, of.text) > 0)
        ? 0.1
        : 0;
    const gain = words + figures + 0.001 * (fits[i] ?? 0);
    if (gain > least) {
      least = gain;
      best = unit;
    }
  }
  return best;
}

/** The best unit that holds what is asked for, when it is not far behind the best of all; -1 without one. */
function bestOfType(units: readonly Unit[], fits: readonly number[], type: AnswerType): number {
  const least = TYPE_RATIO * Math.max(0, ...fits);
  let best = -1;
  for (const [i, unit] of units.entries()) {
    if ((fits[i] ?? 0) < least || !typeMet(type, unit.text)) continue;
    if (best < 0 || (fits[i] ?? 0) > (fits[best] ?? 0)) best = i;
  }
  return best;
}

/**
 * From the best unit outwards: what it leans on, the items of its enumeration, what limits it, and then the better neighbour until
 * the answer is long enough to stand alone.
 */
function widen(
  units: readonly Unit[],
  fits: readonly number[],
  best: number,
  words: (from: number, to: number) => number,
): [number, number] {
  let from = best;
  let to = best;
  while (from > 0 && leansBack.test(units[from]?.text ?? '') && words(from - 1, to) <= MAX_WORDS) from--;
  const opensList = units[best]?.text.endsWith(':') === true;
  for (;;) {
    const next = units[to + 1];
    const before = units[from - 1];
    const forward = next !== undefined && words(from, to + 1) <= MAX_WORDS;
    const backward = before !== undefined && words(from - 1, to) <= MAX_WORDS;
    const item = opensList && next !== undefined && listItem.test(next.text);
    if (forward && (item || leansBack.test(next.text) || qualifies.test(next.text))) to++;
    else if (words(from, to) >= ENOUGH_WORDS) return [from, to];
    else if (forward && (!backward || (fits[to + 1] ?? 0) >= (fits[from - 1] ?? 0))) to++;
    else if (backward) from--;
    else return [from, to];
  }
}

/** The sentence that opens the enumeration of which unit `from` is an item. */
function leadIn(units: readonly Unit[], from: number): Range | null {
  const first = units[from];
  if (first === undefined || !listItem.test(first.text)) return null;
  for (let i = from - 1; i >= 0; i--) {
    const unit = units[i];
    if (unit === undefined) return null;
    if (unit.text.endsWith(':')) return { start: unit.start, end: unit.end };
    if (!listItem.test(unit.text)) return null;
  }
  return null;
}

function selectRows(view: PassageView, question: AnalysedQuestion, result: Reading): Selection {
  const out = ruledOut(view, question);
  const fits = view.units.map((unit, i) => (out[i] ? 0 : unitFit(view, unit, question, result)));
  const fit = Math.max(0, ...fits);
  const order = fits
    .map((value, i) => ({ value, i }))
    .filter(({ i }) => !out[i])
    .sort((a, b) => b.value - a.value || a.i - b.i);
  const chosen = order
    .filter((entry) => entry.value >= fit - ROW_MARGIN)
    .slice(0, MAX_ROWS)
    .map((entry) => entry.i)
    .sort((a, b) => a - b);
  const ranges = chosen.flatMap((i) => {
    const unit = view.units[i];
    return unit === undefined ? [] : [{ start: unit.start, end: unit.end }];
  });
  const best = view.units[order[0]?.i ?? 0];
  const main =
    best === undefined ? { start: 0, end: view.passage.text.length } : { start: best.start, end: best.end };
  return {
    view,
    ranges: ranges.length === 0 ? [main] : ranges,
    main,
    rows: chosen.map((i) => view.units[i]?.row ?? 0),
    unit: best ?? null,
    fit,
  };
}

/** Rows whose interval the question's number misses, in a table where another row holds it: 'week 53 tot en met 78' is no answer for week 90. */
function ruledOut(view: PassageView, question: AnalysedQuestion): boolean[] {
  const table = view.passage.table;
  const fits = view.units.map(({ row }) =>
    rowFit(question.text, table?.rows[row]?.cells ?? [], table?.columns ?? []),
  );
  const held = fits.includes(1);
  return fits.map((fit) => held && fit < 0);
}

/** What is shown of a passage. */
export function textOf(selection: Selection): string {
  return selection.ranges
    .map((range) => selection.view.passage.text.slice(range.start, range.end))
    .join('\n');
}

export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
