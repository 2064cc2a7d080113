import type { QuestionRun, QuestionVerdict, RoutingVerdict } from './judges.ts';
import type { QuestionCase } from './suite.ts';

/** Figures of one kind of question; shares between 0 and 1, null where nothing was counted. */
export interface KindFigures {
  cases: number;
  hit1: number | null;
  hit5: number | null;
  hit10: number | null;
  mrr: number | null;
  correct: number;
  citationExact: number | null;
  abstained: number;
}

export interface Summary {
  cases: number;
  kinds: Record<string, KindFigures>;
  overall: KindFigures;
  citationsValid: number;
  citations: number;
  forbiddenCitations: number;
  abstentionRecall: number | null;
  overRefusal: number | null;
  /** Of the answers given on answerable cases, the share that is right. */
  precision: number | null;
  latencyMs: { p50: number; p95: number };
  routing: {
    cases: number;
    intent: number | null;
    flow: number | null;
    slots: number | null;
    questionAsAction: number;
  };
}

export interface JudgedQuestion {
  test: QuestionCase;
  run: QuestionRun;
  verdict: QuestionVerdict;
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

const share = (values: readonly boolean[]): number | null => mean(values.map((value) => (value ? 1 : 0)));

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

function figures(cases: readonly JudgedQuestion[]): KindFigures {
  const withGold = cases.filter(({ test }) => test.gold.length > 0);
  const hit = (k: number) =>
    share(withGold.map(({ verdict }) => verdict.goldRank > 0 && verdict.goldRank <= k));
  return {
    cases: cases.length,
    hit1: hit(1),
    hit5: hit(5),
    hit10: hit(10),
    mrr: mean(withGold.map(({ verdict }) => (verdict.goldRank > 0 ? 1 / verdict.goldRank : 0))),
    correct: share(cases.map(({ verdict }) => verdict.correct)) ?? 0,
    citationExact: share(
      cases.flatMap(({ verdict }) => (verdict.citationExact === null ? [] : [verdict.citationExact])),
    ),
    abstained: share(cases.map(({ run }) => run.abstained)) ?? 0,
  };
}

export function summarise(judged: readonly JudgedQuestion[], routing: readonly RoutingVerdict[]): Summary {
  const kinds: Record<string, KindFigures> = {};
  for (const kind of [...new Set(judged.map(({ test }) => test.kind))].sort()) {
    kinds[kind] = figures(judged.filter(({ test }) => test.kind === kind));
  }
  const answerable = judged.filter(({ test }) => test.answerable);
  const answered = answerable.filter(({ run }) => !run.abstained);
  const citations = judged.flatMap(({ run }) => run.citations);
  const times = judged.map(({ run }) => run.ms);
  return {
    cases: judged.length,
    kinds,
    overall: figures(judged),
    citations: citations.length,
    citationsValid: share(citations.map((citation) => citation.onPage)) ?? 1,
    forbiddenCitations: judged.reduce((sum, { verdict }) => sum + verdict.forbiddenCitations, 0),
    abstentionRecall: share(judged.filter(({ test }) => !test.answerable).map(({ run }) => run.abstained)),
    overRefusal: share(answerable.map(({ run }) => run.abstained)),
    precision: share(answered.map(({ verdict }) => verdict.correct)),
    latencyMs: { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
    routing: {
      cases: routing.length,
      intent: share(routing.map(({ intent }) => intent)),
      flow: share(routing.flatMap(({ flow }) => (flow === null ? [] : [flow]))),
      slots: share(routing.flatMap(({ slots }) => (slots === null ? [] : [slots]))),
      questionAsAction: routing.filter(({ questionAsAction }) => questionAsAction).length,
    },
  };
}
