import { sql } from 'drizzle-orm';
import type { Encoder } from '../deps.ts';
import type { Visibility } from '../kernel/actor.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import type { EmployerDb } from '../store/db.ts';
import { termsOf } from './analyse.ts';
import { findCandidates } from './candidates.ts';
import { isConceptWord } from './concepts.ts';
import { dotProduct } from './dot-product.ts';
import { documentFrequencies } from './lexical.ts';
import type { PassageView } from './passage-view.ts';
import { nearestPointed, type PointedPassage, withQuestion } from './pointed.ts';
import type { AnalysedQuestion } from './question.ts';
import { counterparts, referredTables } from './references.ts';
import { type PassageScore, scorePassage, type WeightedTerm, weighTerms } from './score.ts';
import { type SoftMatcher, softMatcher, wordsOf } from './soft-match.ts';
import { questionVectors, type VectorDeps } from './vector-leg.ts';
import { loadViews } from './views.ts';
import { type LateMatcher, lateMatcher } from './word-space.ts';

/** What may be read: only ticked documents that are live, valid on `today` and visible to the asker. */
export interface RetrievalScope {
  employerId: string;
  today: CalendarDate;
  visibilities: readonly Visibility[];
  /** Passages that HR pointed at for questions like this one; those of other documents than the allowed are passed over. */
  pointed?: readonly PointedPassage[];
  /** Documents that are not ticked and are to be used all the same: what would they add? Everything else must hold for them too. */
  also?: readonly string[];
}

export interface Retrieved {
  view: PassageView;
  score: PassageScore;
}

export interface RetrievalResult {
  /** Best first. */
  passages: Retrieved[];
  /** Passages of other documents that depart from one of the best, or that one of the best departs from, by its row id. */
  counterparts: ReadonlyMap<number, readonly Retrieved[]>;
  /** Tables that one of the best sends its reader to, by its row id. */
  tables: ReadonlyMap<number, readonly Retrieved[]>;
  terms: WeightedTerm[];
  /** The question among the vectors of sentences and rows. */
  queryVector: Float32Array | null;
  /** Cosines of the question with the passages near it: how far the best stands out. Zeros without an encoder. */
  spread: Spread;
  /** What of a passage meets the question's words, also for a part of one. */
  soft: SoftMatcher;
  /** The same with all words, by what the encoder learned that they say. */
  late: LateMatcher;
}

export interface Spread {
  mean: number;
  deviation: number;
}

export type RetrieverDeps = VectorDeps;

/** Passages scored after fusion. */
const POOL = 48;
/** For so many of the best the other side of a deviation is looked up. */
const LINKED_DEPTH = 3;

/** Ids of the documents this scope may use, straight from the rows: a tick works at the next question. */
export function allowedDocuments(db: EmployerDb, scope: RetrievalScope): { id: string; title: string }[] {
  return db.all<{ id: string; title: string }>(sql`
      SELECT id, title FROM documents
      WHERE (used_by_assistant = 1 OR id IN (SELECT value FROM json_each(${JSON.stringify(scope.also ?? [])})))
        AND live_version_id IS NOT NULL
        AND (valid_from IS NULL OR valid_from <= ${scope.today})
        AND (valid_to IS NULL OR valid_to >= ${scope.today})
        AND visibility IN (SELECT value FROM json_each(${JSON.stringify(scope.visibilities)}))
      ORDER BY id`);
}

/** Words of the titles that are no subject of any concept: the employer's name, most often. */
function namesIn(titles: readonly string[]): Set<string> {
  const names = termsOf(titles.join('\n')).filter(
    (term) => !/\d/.test(term.form) && ![term.stem, ...term.parts].some(isConceptWord),
  );
  return new Set(names.map((term) => term.stem));
}

/** Retrieval over one employer's rows: lexical, concept and vector legs, fused, then scored passage by passage. */
export async function retrieve(
  deps: RetrieverDeps,
  db: EmployerDb,
  scope: RetrievalScope,
  question: AnalysedQuestion,
  limit = 10,
): Promise<RetrievalResult> {
  const readAs = question.meant.now?.readAs ?? question.text;
  const questions = questionVectors(readAs, deps.log);
  const quick = deps.encoder?.quick ?? deps.encoder;
  const queryVector = quick === null ? null : await questions(quick);
  const allowed = allowedDocuments(db, scope);
  const documents = allowed.map((document) => document.id);
  const { now, earlier } = question.meant;
  const meant = [...(now?.terms ?? []), ...(earlier?.terms ?? [])].map(({ term }) => term);
  const allTerms = [...question.terms, ...question.earlier, ...meant];
  const keys = allTerms.flatMap((term) => [term.stem, ...term.parts]);
  const { total, frequency } = documentFrequencies(db, keys);
  const terms = weighTerms(question, total, frequency, namesIn(allowed.map((document) => document.title)));
  const soft = softMatcher(deps.encoder, terms);
  const late = lateMatcher(deps.encoder, readAs);
  if (documents.length === 0)
    return {
      passages: [],
      counterparts: new Map(),
      tables: new Map(),
      terms,
      queryVector,
      spread: { mean: 0, deviation: 0 },
      soft,
      late,
    };
  const pointed = nearestPointed(scope.pointed ?? [], terms, queryVector);
  const where = { employerId: scope.employerId, documents, pointed: [...pointed.keys()] };
  const found = await findCandidates(deps, db, where, question, questions, late);
  const { similarity } = found;
  const fused = found.fused.slice(0, POOL);
  const top = fused[0]?.score ?? 1;
  const views = loadViews(
    db,
    fused.map((entry) => entry.id),
  );
  const ranks = new Map(fused.map((entry) => [entry.id, entry.score / top]));
  const score = async (candidates: ReadonlyMap<number, PassageView>): Promise<Retrieved[]> => {
    if (queryVector !== null && quick !== null) await encodeUnits(quick, [...candidates.values()]);
    return [...candidates].map(([id, own]) => {
      const hit = pointed.get(id);
      const view = hit === undefined ? own : withQuestion(own, hit);
      const near = {
        vector: Math.max(similarity.get(id) ?? 0, hit?.cosine ?? 0),
        sentence: Math.max(bestUnit(own, queryVector), hit?.cosine ?? 0),
        late: late.passage(own),
        soft: soft.match(wordsOf(own)),
      };
      return { view, score: scorePassage(view, question, terms, ranks.get(id) ?? 0, near) };
    });
  };
  const scored = await score(views);
  scored.sort((a, b) => b.score.total - a.score.total || a.view.passage.rowid - b.view.passage.rowid);
  const passages = scored.slice(0, limit);
  const linked = new Map<number, readonly Retrieved[]>();
  const tables = new Map<number, readonly Retrieved[]>();
  for (const { view } of passages.slice(0, LINKED_DEPTH)) {
    const { passage } = view;
    const others = counterparts(db, documents, passage);
    if (others.length > 0) linked.set(passage.rowid, await score(loadViews(db, others)));
    const referred = passage.kind === 'table' ? [] : referredTables(db, passage);
    if (referred.length > 0) tables.set(passage.rowid, await score(loadViews(db, referred)));
  }
  return {
    passages,
    counterparts: linked,
    tables,
    terms,
    queryVector,
    spread: spreadOf([...similarity.values()]),
    soft,
    late,
  };
}

function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { mean: 0, deviation: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

function bestUnit(view: PassageView, query: Float32Array | null): number {
  let best = 0;
  if (query === null) return best;
  for (const { vector } of view.units) {
    if (vector !== null) best = Math.max(best, dotProduct(query, vector));
  }
  return best;
}

/** The encoder that the vectors in a view come from. */
const encodedBy = new WeakMap<PassageView, Encoder>();

/** Vectors of the sentences and rows of the candidates; kept with the view. */
async function encodeUnits(encoder: Encoder, views: readonly PassageView[]): Promise<void> {
  for (const view of views) {
    if (view.units.length === 0 || encodedBy.get(view) === encoder) continue;
    const vectors = await encoder.encodePassages(view.units.map((unit) => `${view.heading}\n${unit.text}`));
    view.units.forEach((unit, i) => {
      unit.vector = vectors[i] ?? null;
    });
    encodedBy.set(view, encoder);
  }
}
