import { sql } from 'drizzle-orm';
import type { EmployerDb } from '../store/db.ts';
import { type Ranking, reciprocalRankFusion } from './fuse.ts';
import { type LexicalColumns, searchLexical } from './lexical.ts';
import type { AnalysedQuestion } from './question.ts';
import { type QuestionVectors, type VectorDeps, vectorLeg } from './vector-leg.ts';
import { loadViews } from './views.ts';
import type { LateMatcher } from './word-space.ts';

/** Which legs look for candidates; the evaluation leaves some out to see what each is worth. */
export interface Legs {
  /** Parts of compounds beside the stems. */
  compounds: boolean;
  grams: boolean;
  concepts: boolean;
  vectors: boolean;
  /** Single words beside whole texts. */
  late: boolean;
}

export const allLegs: Legs = { compounds: true, grams: true, concepts: true, vectors: true, late: true };

export interface Candidates {
  /** Best first, by the votes of the legs. */
  fused: { id: number; score: number }[];
  /** Nearness to the question by row id, of the passages nearest to it. */
  similarity: ReadonlyMap<number, number>;
}

/** Candidates taken from each leg. */
const LEG_DEPTH = 60;
/** Similarities kept for scoring candidates of the other legs. */
const SIMILARITY_DEPTH = 400;
/** Of the passages nearest to the question as a whole, so many are compared word by word. */
const LATE_DEPTH = 150;

/** Votes of the legs in the fusion; the concept leg counts with the score of the best concept. */
const legWeights = { words: 1, grams: 0.8, concepts: 0.9, vectors: 1, late: 1, pointed: 2 };

/**
 * Passages of these documents that some leg finds: words, letters, concepts, vectors; their rankings fused.
 * @param where `pointed`: passages that HR pointed at for a question near this one, nearest first
 */
export async function findCandidates(
  deps: VectorDeps,
  db: EmployerDb,
  where: { employerId: string; documents: readonly string[]; pointed?: readonly number[] },
  question: AnalysedQuestion,
  questions: QuestionVectors,
  late: LateMatcher,
  legs: Legs = allLegs,
): Promise<Candidates> {
  const { employerId, documents } = where;
  const leg = (columns: LexicalColumns, tokens: readonly string[]) =>
    searchLexical(db, { tokens, columns }, documents, LEG_DEPTH).map((hit) => hit.id);
  const terms = [...question.terms, ...question.earlier];
  const words = legs.compounds
    ? leg(
        'words',
        terms.flatMap((term) => [term.stem, ...term.parts]),
      )
    : leg(
        'stems',
        terms.map((term) => term.stem),
      );
  const rankings: Ranking[] = [{ weight: legWeights.words, ids: words }];
  if (legs.grams) rankings.push({ weight: legWeights.grams, ids: leg('grams', question.grams) });
  for (const concept of legs.concepts ? question.concepts.slice(0, 3) : []) {
    const ids = leg('words', concept.formal.flat());
    rankings.push({ weight: legWeights.concepts * concept.score, ids });
  }
  const similarity = new Map<number, number>();
  if (legs.vectors) {
    const hits = await vectorLeg(deps, db, employerId, questions, documents, SIMILARITY_DEPTH);
    for (const hit of hits) similarity.set(hit.id, hit.score);
    rankings.push({ weight: legWeights.vectors, ids: hits.slice(0, LEG_DEPTH).map((hit) => hit.id) });
    if (legs.late)
      rankings.push({ weight: legWeights.late, ids: wordByWord(db, hits.slice(0, LATE_DEPTH), late) });
  }
  const pointed = where.pointed ?? [];
  if (pointed.length > 0) rankings.push({ weight: legWeights.pointed, ids: within(db, documents, pointed) });
  return { fused: reciprocalRankFusion(rankings), similarity };
}

/** By the mean of nearness as a whole and word by word: together they find more than either (eval/training/architectures.py). */
function wordByWord(
  db: EmployerDb,
  hits: readonly { id: number; score: number }[],
  late: LateMatcher,
): number[] {
  const views = loadViews(
    db,
    hits.map((hit) => hit.id),
  );
  return hits
    .flatMap(({ id, score }) => {
      const view = views.get(id);
      return view === undefined ? [] : [{ id, score: score + late.passage(view) }];
    })
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, LEG_DEPTH)
    .map(({ id }) => id);
}

/** Those of the passages that stand in these documents, in the order given. */
function within(db: EmployerDb, documents: readonly string[], rowids: readonly number[]): number[] {
  const rows = db.all<{ id: number }>(sql`
    SELECT rowid AS id FROM passages
    WHERE rowid IN (SELECT value FROM json_each(${JSON.stringify(rowids)}))
      AND document_id IN (SELECT value FROM json_each(${JSON.stringify(documents)}))`);
  const allowed = new Set(rows.map((row) => row.id));
  return rowids.filter((id) => allowed.has(id));
}
