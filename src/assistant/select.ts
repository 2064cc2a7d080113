import type { PassageView, Unit } from '../retrieval/passage-view.ts';
import type { AnalysedQuestion } from '../retrieval/question.ts';
import type { Retrieved } from '../retrieval/retrieve.ts';
import { conceptScore, scoreUnit, type WeightedTerm } from '../retrieval/score.ts';
import { fold } from '../retrieval/text.ts';
import { factsOf } from './facts.ts';
import { rowFit } from './ranges.ts';

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
  /** Fit of the best unit, 0 to about 1.3. */
  fit: number;
}

const MAX_WORDS = 85;
const WHOLE_PASSAGE_WORDS = 48;
const MAX_ROWS = 6;

/** A unit that leans on the one before it. */
const leansBack =
  /^(?:(?:\d{1,2}|[a-z])[.)]\s+)?(?:dit|deze|die|dat|hij|zij|het|daarbij|daarvan|daarna|daarnaast|daarvoor|hierbij|hiervan|hiervoor|ook|wel|toch|dan|over deze|de bedoelde|zo(?:'|’)n)\b/iu;
/** A unit that limits or extends the one before it. */
const qualifies =
  /^(?:(?:\d{1,2}|[a-z])[.)]\s+)?(?:in afwijking|tenzij|dit geldt|deze .{0,40}geldt|behalve|uitgezonderd|voorwaarde|mits|indien|als|voor (?:een |de )?oproepkracht|voor (?:een )?parttimer|bij een deeltijd|daarbij|hierbij|het recht|de vergoeding)\b/iu;
const listItem = /^(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s|^[-•–]\s/u;

/** What kind of answer a question asks for. */
export type AnswerType = 'amount' | 'moment' | 'person' | 'any';

export function answerTypeOf(question: string): AnswerType {
  const t = fold(question);
  if (
    /\b(?:hoeveel|hvl|hoevl|hoe ?lang|hoe hoog|hoe vaak|welk (?:bedrag|percentage)|wat krijg|wat verdien|hoe groot|how (?:much|many|long|often)|ile|za ile|wie ?viele?|wie lange)\b/.test(
      t,
    )
  )
    return 'amount';
  if (
    /\b(?:wanneer|wnr|tot wanneer|welke datum|hoe laat|binnen|uiterlijk|deadline|when|until|kiedy|wann)\b/.test(
      t,
    )
  )
    return 'moment';
  if (/\b(?:wie|bij wie|aan wie|met wie|who|whom|kto|wer|wem)\b/.test(t)) return 'person';
  return 'any';
}

const persons =
  /\b(?:leidinggevende|hr|personeelszaken|directie|werkgever|bedrijfsarts|vertrouwenspersoon|planner|planning|salarisadministratie|arbodienst|pensioenuitvoerder|manager|afdelingshoofd|teamleider)\b/i;

function typeBonus(type: AnswerType, text: string): number {
  switch (type) {
    case 'amount':
      return factsOf(text).some((fact) => fact.unit !== 'date') ? 0.16 : 0;
    case 'moment':
      return factsOf(text).some((fact) =>
        ['date', 'time', 'day', 'week', 'month', 'hour'].includes(fact.unit),
      )
        ? 0.12
        : 0;
    case 'person':
      return persons.test(text) ? 0.1 : 0;
    case 'any':
      return 0;
  }
}

/** The part of a passage that answers the question, with the condition that belongs to it. */
export function selectFrom(
  retrieved: Retrieved,
  question: AnalysedQuestion,
  terms: readonly WeightedTerm[],
): Selection {
  const { view } = retrieved;
  return view.passage.table !== null && view.passage.table.rows.length > 0
    ? selectRows(view, question, terms)
    : selectProse(view, question, terms);
}

function unitFit(
  view: PassageView,
  unit: Unit,
  question: AnalysedQuestion,
  terms: readonly WeightedTerm[],
): number {
  const alone: PassageView = { ...view, bodyKeys: unit.keys, headingKeys: new Set() };
  return (
    scoreUnit(view, unit, terms) +
    typeBonus(answerTypeOf(question.text), unit.text) +
    0.25 * conceptScore(alone, question.concepts)
  );
}

function selectProse(
  view: PassageView,
  question: AnalysedQuestion,
  terms: readonly WeightedTerm[],
): Selection {
  const { units } = view;
  const text = view.passage.text;
  const fits = units.map((unit) => unitFit(view, unit, question, terms));
  const fit = Math.max(0, ...fits);
  if (wordCount(text) <= WHOLE_PASSAGE_WORDS || units.length === 0) {
    const whole = { start: 0, end: text.length };
    return { view, ranges: [whole], main: whole, rows: [], fit };
  }
  const best = fits.indexOf(fit);
  let from = best;
  let to = best;
  const words = () => wordCount(text.slice(units[from]?.start ?? 0, units[to]?.end ?? 0));
  while (from > 0 && leansBack.test(units[from]?.text ?? '') && words() < MAX_WORDS) from--;
  while (to + 1 < units.length && to - from < 4) {
    const next = units[to + 1];
    if (next === undefined || words() + wordCount(next.text) > MAX_WORDS) break;
    const strong = (fits[to + 1] ?? 0) >= 0.72 * fit;
    const itemsFollow =
      (units[to]?.text ?? '').endsWith(':') || (to > best - 1 && sameList(units[to], next, units[best]));
    if (!(strong || itemsFollow || leansBack.test(next.text) || qualifies.test(next.text))) break;
    to++;
  }
  const main = { start: units[from]?.start ?? 0, end: units[to]?.end ?? text.length };
  const lead = leadIn(units, from);
  return { view, ranges: lead === null ? [main] : [lead, main], main, rows: [], fit };
}

/** After a lead-in ending in ':' its items belong to it. */
function sameList(current: Unit | undefined, next: Unit, best: Unit | undefined): boolean {
  return best?.text.endsWith(':') === true && current !== undefined && listItem.test(next.text);
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

function selectRows(
  view: PassageView,
  question: AnalysedQuestion,
  terms: readonly WeightedTerm[],
): Selection {
  const fits = view.units.map((unit) => {
    const cells = view.passage.table?.rows[unit.row]?.cells ?? [];
    return (
      unitFit(view, unit, question, terms) + rowFit(question.text, cells, view.passage.table?.columns ?? [])
    );
  });
  const fit = Math.max(0, ...fits);
  const order = fits.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value || a.i - b.i);
  const chosen = order
    .filter((entry) => entry.value >= fit - 0.08)
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
    fit,
  };
}

export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
