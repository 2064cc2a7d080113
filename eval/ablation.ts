import { detectLanguage } from '../src/assistant/language.ts';
import type { Encoder } from '../src/deps.ts';
import { allLegs, findCandidates, type Legs } from '../src/retrieval/candidates.ts';
import { mendMessage } from '../src/retrieval/mend.ts';
import { analyseQuestion } from '../src/retrieval/question.ts';
import { allowedDocuments, retrieve } from '../src/retrieval/retrieve.ts';
import { questionVectors } from '../src/retrieval/vector-leg.ts';
import { loadViews } from '../src/retrieval/views.ts';
import { lateMatcher } from '../src/retrieval/word-space.ts';
import { type Finder, plainBm25 } from './baseline.ts';
import { type Harness, openHarness } from './harness.ts';
import { goldRank, type QuestionRun } from './judges.ts';
import type { QuestionCase, Suite } from './suite.ts';
import { quantile } from './summary.ts';

/** What a stage finds in one group of questions; shares between 0 and 1. */
export interface StageFigures {
  hit1: number;
  hit5: number;
  mrr: number;
}

export interface AblationGroup {
  name: string;
  cases: number;
  /** One for each stage. */
  stages: StageFigures[];
}

/** Retrieval built up part by part: each stage is the one before and one part more. */
export interface Ablation {
  stages: string[];
  /** Median time of a question from its text to its passages, in milliseconds; one for each stage. */
  medianMs: number[];
  /** All, then kind by kind, then language by language. */
  groups: AblationGroup[];
}

const DEPTH = 10;

interface Stage {
  name: string;
  find: Finder;
}

const noLegs: Legs = { compounds: false, grams: false, concepts: false, vectors: false, late: false };

/**
 * Runs the questions that have gold through each stage, twice: the first time fills what is remembered between
 * questions, the second is timed. Without an encoder its stage is left out.
 * @throws Error when no question has gold: a table of nothing is a failure
 */
export async function ablate(suite: Suite, encoder: Encoder | null): Promise<Ablation> {
  const tests = suite.questions.filter((test) => test.gold.length > 0);
  if (tests.length === 0) throw new Error('no question with gold: nothing to compare');
  const harness = await openHarness(suite, { encoder });
  try {
    const stages = stagesOf(harness, suite, encoder !== null);
    const ranks: number[][] = [];
    const medianMs: number[] = [];
    for (const { find } of stages) {
      for (const test of tests) await find(test);
      const times: number[] = [];
      const found: number[] = [];
      for (const test of tests) {
        const started = performance.now();
        const retrieved = await find(test);
        times.push(performance.now() - started);
        found.push(goldRank({ retrieved }, test));
      }
      ranks.push(found);
      medianMs.push(quantile(times, 0.5));
    }
    return { stages: stages.map(({ name }) => name), medianMs, groups: groupsOf(tests, ranks) };
  } finally {
    await harness.close();
  }
}

function stagesOf(harness: Harness, suite: Suite, withEncoder: boolean): Stage[] {
  const stage = (name: string, legs: Legs, mend: boolean): Stage => ({
    name,
    find: (test) => byLegs(harness, test, legs, mend),
  });
  const words = { ...noLegs, compounds: true };
  return [
    { name: 'plain BM25', find: plainBm25(harness, suite) },
    stage('+ stems', noLegs, false),
    stage('+ compounds', words, false),
    stage('+ n-grams', { ...words, grams: true }, false),
    stage('+ spelling', { ...words, grams: true }, true),
    stage('+ concepts', { ...allLegs, vectors: false, late: false }, true),
    ...(withEncoder
      ? [stage('+ encoder', { ...allLegs, late: false }, true), stage('+ late interaction', allLegs, true)]
      : []),
    { name: '+ ranker', find: (test) => ranked(harness, test) },
  ];
}

function analysed(harness: Harness, test: QuestionCase, mend: boolean) {
  const { question } = test;
  const dutch = mend && detectLanguage(question) === 'nl';
  return analyseQuestion(dutch ? mendMessage(harness.db(test.employer), question) : question, test.turns);
}

async function byLegs(
  harness: Harness,
  test: QuestionCase,
  legs: Legs,
  mend: boolean,
): Promise<QuestionRun['retrieved']> {
  const { deps, scope } = harness.retrieval;
  const db = harness.db(test.employer);
  const question = analysed(harness, test, mend);
  const documents = allowedDocuments(db, scope(test.employer)).map((document) => document.id);
  const where = { employerId: test.employer, documents };
  const vectors = questionVectors(question.text, undefined);
  const late = lateMatcher(deps.encoder, question.text);
  const { fused } = await findCandidates(deps, db, where, question, vectors, late, legs);
  const ids = fused.slice(0, DEPTH).map((entry) => entry.id);
  const views = loadViews(db, ids);
  return ids.flatMap((id) => views.get(id) ?? []).map(({ passage }) => shown(passage));
}

async function ranked(harness: Harness, test: QuestionCase): Promise<QuestionRun['retrieved']> {
  const { deps, scope } = harness.retrieval;
  const question = analysed(harness, test, true);
  const result = await retrieve(deps, harness.db(test.employer), scope(test.employer), question, DEPTH);
  return result.passages.map(({ view }) => shown(view.passage));
}

function shown(passage: { document: string; pageFrom: number; pageTo: number; text: string }) {
  const { document, pageFrom: page, pageTo, text } = passage;
  return { document, page, pageTo, text };
}

/** @param ranks stage by stage, the rank of each test's gold, 0 for none */
export function groupsOf(
  tests: readonly Pick<QuestionCase, 'kind' | 'lang'>[],
  ranks: readonly (readonly number[])[],
): AblationGroup[] {
  const group = (name: string, belongs: (test: Pick<QuestionCase, 'kind' | 'lang'>) => boolean) => {
    const chosen = tests.flatMap((test, i) => (belongs(test) ? [i] : []));
    return {
      name,
      cases: chosen.length,
      stages: ranks.map((stage) => figures(chosen.map((i) => stage[i] ?? 0))),
    };
  };
  const values = (of: (test: Pick<QuestionCase, 'kind' | 'lang'>) => string) =>
    [...new Set(tests.map(of))].sort();
  return [
    group('all', () => true),
    ...values((test) => test.kind).map((kind) => group(kind, (test) => test.kind === kind)),
    ...values((test) => test.lang).map((lang) => group(`in ${lang}`, (test) => test.lang === lang)),
  ];
}

function figures(ranks: readonly number[]): StageFigures {
  const share = (value: (rank: number) => number) =>
    ranks.reduce((sum, rank) => sum + (rank > 0 ? value(rank) : 0), 0) / Math.max(1, ranks.length);
  return {
    hit1: share((rank) => (rank <= 1 ? 1 : 0)),
    hit5: share((rank) => (rank <= 5 ? 1 : 0)),
    mrr: share((rank) => 1 / rank),
  };
}
