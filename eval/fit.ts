/**
 * Fits the small models of retrieval and reading on a development suite and writes their weights with the figures:
 *   src/retrieval/data/ranking.json    listwise softmax over the candidates of a question
 *   src/assistant/data/reading.json    the same over the sentences and rows of the gold passage
 *   src/assistant/data/confidence.json logistic model of "this answer is right", with the threshold
 *
 *   node --import tsx eval/fit.ts [--suite eval/suites/dev] [--write]
 *
 * Never run it on a test suite. Figures in brackets are from five-fold cross-validation over questions.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { draftAnswer } from '../src/assistant/answer.ts';
import { confidenceFeatures } from '../src/assistant/confidence.ts';
import { detectLanguage } from '../src/assistant/language.ts';
import { readingWeights, selectFrom, unitFeatures } from '../src/assistant/select.ts';
import type { Encoder } from '../src/deps.ts';
import { createExactIndexes } from '../src/retrieval/exact-scan.ts';
import { analyseQuestion } from '../src/retrieval/question.ts';
import { type RetrievalResult, retrieve } from '../src/retrieval/retrieve.ts';
import { scoreWeights } from '../src/retrieval/score.ts';
import { squash } from '../src/retrieval/text.ts';
import { openEncoder } from './encoder.ts';
import { openHarness } from './harness.ts';
import { judgeQuestion } from './judges.ts';
import { loadSuite, type QuestionCase, type Suite } from './suite.ts';

type Features = Record<string, number>;
interface Group {
  id: string;
  items: { features: Features; gold: boolean }[];
}

const { values } = parseArgs({
  options: {
    suite: { type: 'string', default: 'eval/suites/dev' },
    write: { type: 'boolean', default: false },
  },
});
const here = new URL('../src/', import.meta.url);
const encoder: Encoder | null = await openEncoder(process.env.MODEL_DIR);
const suite = loadSuite(values.suite);

interface Asked {
  test: QuestionCase;
  question: ReturnType<typeof analyseQuestion>;
  result: RetrievalResult;
}

async function askAll(from: Suite, limit: number): Promise<Asked[]> {
  const harness = await openHarness(from, { encoder });
  const deps = { encoder, vectorIndexes: createExactIndexes() };
  try {
    const asked: Asked[] = [];
    for (const test of from.questions) {
      const question = analyseQuestion(test.question, test.turns);
      const scope = {
        employerId: test.employer,
        today: from.today ?? '2026-11-23',
        visibilities: ['employees'] as const,
      };
      asked.push({
        test,
        question,
        result: await retrieve(deps, harness.db(test.employer), scope, question, limit),
      });
    }
    return asked;
  } finally {
    await harness.close();
  }
}

const isGold = (entry: RetrievalResult['passages'][number], test: QuestionCase) =>
  test.gold.some(
    (gold) =>
      entry.view.passage.document === gold.document &&
      squash(entry.view.passage.text).includes(squash(gold.quote)),
  );

/** Listwise softmax cross-entropy with L2, by gradient descent. */
function fitGroups(groups: readonly Group[], names: readonly string[], l2: number): Features {
  const w: Features = Object.fromEntries(names.map((name) => [name, 0]));
  for (let step = 0; step < 1500; step++) {
    const grad: Features = Object.fromEntries(names.map((name) => [name, l2 * (w[name] ?? 0)]));
    for (const group of groups) {
      const scores = group.items.map((item) =>
        names.reduce((sum, name) => sum + (w[name] ?? 0) * (item.features[name] ?? 0), 0),
      );
      const max = Math.max(...scores);
      const exps = scores.map((score) => Math.exp(score - max));
      const all = exps.reduce((sum, value) => sum + value, 0);
      const good = exps.reduce((sum, value, i) => sum + (group.items[i]?.gold ? value : 0), 0);
      group.items.forEach((item, i) => {
        const p = (exps[i] ?? 0) / all - (item.gold ? (exps[i] ?? 0) / good : 0);
        if (Math.abs(p) < 1e-6) return;
        for (const name of names)
          grad[name] = (grad[name] ?? 0) + (p * (item.features[name] ?? 0)) / groups.length;
      });
    }
    for (const name of names) w[name] = (w[name] ?? 0) - 0.5 * (grad[name] ?? 0);
  }
  return w;
}

function hitAt(groups: readonly Group[], w: Features, k: number): number {
  const hits = groups.filter((group) => {
    const ranked = group.items
      .map((item) => ({
        gold: item.gold,
        score: Object.entries(w).reduce((sum, [name, v]) => sum + v * (item.features[name] ?? 0), 0),
      }))
      .sort((a, b) => b.score - a.score);
    return ranked.slice(0, k).some((item) => item.gold);
  });
  return hits.length / groups.length;
}

function crossValidated(groups: readonly Group[], names: readonly string[], l2: number, k: number): number {
  let sum = 0;
  for (let fold = 0; fold < 5; fold++) {
    const w = fitGroups(
      groups.filter((_, i) => i % 5 !== fold),
      names,
      l2,
    );
    const held = groups.filter((_, i) => i % 5 === fold);
    sum += hitAt(held, w, k) * held.length;
  }
  return sum / groups.length;
}

const rounded = (w: Features): Features =>
  Object.fromEntries(Object.entries(w).map(([name, v]) => [name, Math.round(v * 1000) / 1000]));
const save = (path: string, data: unknown) => {
  if (values.write) writeFileSync(new URL(path, here), `${JSON.stringify(data, null, 2)}\n`);
};

interface Labelled {
  features: Features;
  right: boolean;
  answerable: boolean;
}

/** Logistic regression on standardised features with L2; weights are given for the raw features. */
function fitLogistic(
  rows: readonly Labelled[],
  names: readonly string[],
  l2: number,
): { bias: number; weights: Features } {
  const mean: Features = {};
  const scale: Features = {};
  for (const name of names) {
    const column = rows.map((row) => row.features[name] ?? 0);
    const m = column.reduce((sum, v) => sum + v, 0) / column.length;
    mean[name] = m;
    scale[name] = Math.sqrt(column.reduce((sum, v) => sum + (v - m) ** 2, 0) / column.length) || 1;
  }
  const z = rows.map((row) =>
    names.map((name) => ((row.features[name] ?? 0) - (mean[name] ?? 0)) / (scale[name] ?? 1)),
  );
  const w = names.map(() => 0);
  let b = 0;
  for (let step = 0; step < 3000; step++) {
    const grad = w.map((value) => l2 * value);
    let gradB = 0;
    rows.forEach((row, i) => {
      const x = z[i] ?? [];
      const p = 1 / (1 + Math.exp(-(b + x.reduce((sum, v, j) => sum + v * (w[j] ?? 0), 0))));
      const error = (p - (row.right ? 1 : 0)) / rows.length;
      gradB += error;
      x.forEach((v, j) => {
        grad[j] = (grad[j] ?? 0) + error * v;
      });
    });
    b -= 0.5 * gradB;
    for (let j = 0; j < w.length; j++) w[j] = (w[j] ?? 0) - 0.5 * (grad[j] ?? 0);
  }
  const weights: Features = {};
  let bias = b;
  names.forEach((name, j) => {
    weights[name] = (w[j] ?? 0) / (scale[name] ?? 1);
    bias -= ((w[j] ?? 0) * (mean[name] ?? 0)) / (scale[name] ?? 1);
  });
  return { bias, weights };
}

const probability = (model: { bias: number; weights: Features }, features: Features): number =>
  1 /
  (1 +
    Math.exp(
      -(
        model.bias +
        Object.entries(model.weights).reduce((sum, [name, w]) => sum + w * (features[name] ?? 0), 0)
      ),
    ));

// 1. Ranking.
let asked = await askAll(suite, 48);
const rankNames = Object.keys(scoreWeights);
const rankGroups: Group[] = asked
  .map(({ test, result }) => ({
    id: test.id,
    items: result.passages.map((entry) => ({ features: { ...entry.score }, gold: isGold(entry, test) })),
  }))
  .filter((group) => group.items.some((item) => item.gold) && group.items.some((item) => !item.gold));
const rank = rounded(fitGroups(rankGroups, rankNames, 0.002));
const rankFigures = {
  questions: rankGroups.length,
  hit1: hitAt(rankGroups, rank, 1),
  hit5: hitAt(rankGroups, rank, 5),
  hit1CrossValidated: crossValidated(rankGroups, rankNames, 0.002, 1),
  hit5CrossValidated: crossValidated(rankGroups, rankNames, 0.002, 5),
  before: { hit1: hitAt(rankGroups, scoreWeights, 1), hit5: hitAt(rankGroups, scoreWeights, 5) },
};
console.log('ranking', rankFigures, rank);
save('retrieval/data/ranking.json', { fittedOn: values.suite, figures: rankFigures, weights: rank });
Object.assign(scoreWeights, rank);

// 2. Reading: which unit of the gold passage.
asked = await askAll(suite, 10);
const unitGroups: Group[] = asked.flatMap(({ test, question, result }) =>
  result.passages
    .filter((entry) => isGold(entry, test))
    .map((entry) => {
      const golds = test.gold
        .filter((gold) => gold.document === entry.view.passage.document)
        .map((gold) => squash(gold.quote));
      return {
        id: test.id,
        items: entry.view.units.map((unit) => {
          const text = squash(unit.text);
          const gold = golds.some(
            (quote) => text.includes(quote) || (text.length > 12 && quote.includes(text)),
          );
          return { features: { ...unitFeatures(entry.view, unit, question, result) } as Features, gold };
        }),
      };
    })
    .filter(
      (group) =>
        group.items.length > 1 &&
        group.items.some((item) => item.gold) &&
        !group.items.every((item) => item.gold),
    ),
);
const unitNames = Object.keys(readingWeights);
const unit = rounded(fitGroups(unitGroups, unitNames, 0.003));
const unitFigures = {
  passages: unitGroups.length,
  first: hitAt(unitGroups, unit, 1),
  firstCrossValidated: crossValidated(unitGroups, unitNames, 0.003, 1),
  before: hitAt(unitGroups, readingWeights, 1),
};
console.log('reading', unitFigures, unit);
save('assistant/data/reading.json', { fittedOn: values.suite, figures: unitFigures, weights: unit });

Object.assign(readingWeights, unit);

// 3. Confidence, on the answers as they are given with these weights when nothing is withheld.
function labelled({ test, question, result }: Asked, answerable: boolean): Labelled {
  const draft = draftAnswer(question, result, detectLanguage(test.question), 0);
  const best = result.passages[0];
  const selection = best === undefined ? null : selectFrom(best, question, result);
  const features = { ...confidenceFeatures(question, result, selection) } as Features;
  const run = {
    id: test.id,
    answer: draft.answer,
    abstained: draft.kind !== 'answer',
    replyKind: draft.kind,
    confidence: 0,
    citations: [],
    retrieved: [],
    ms: 0,
  };
  return { features, right: answerable && judgeQuestion(run, test).correct, answerable };
}

const rows: Labelled[] = asked.map((entry) => labelled(entry, entry.test.answerable));
/** The same questions with their gold passages taken away: the topic is there, the answer is not. */
const withheldOf = (indexes: readonly number[]): Labelled[] =>
  indexes.flatMap((i) => {
    const entry = asked[i];
    if (entry === undefined || entry.test.gold.length === 0) return [];
    const passages = entry.result.passages.filter((passage) => !isGold(passage, entry.test));
    return [labelled({ ...entry, result: { ...entry.result, passages } }, false)];
  });
const withheld = withheldOf(asked.map((_, i) => i));
const names = Object.keys(rows[0]?.features ?? {});
const model = fitLogistic([...rows, ...withheld], names, 0.01);
const held = rows.map((row, i) => {
  const fold = i % 5;
  return { ...row, p: 0, fold };
});
for (let fold = 0; fold < 5; fold++) {
  const keep = (_: unknown, i: number) => i % 5 !== fold;
  const trained = fitLogistic(
    [...rows.filter(keep), ...withheldOf(rows.map((_, i) => i).filter((i) => i % 5 !== fold))],
    names,
    0.01,
  );
  for (const row of held) if (row.fold === fold) row.p = probability(trained, row.features);
}
const curve = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7].map((threshold) => {
  const unanswerable = held.filter((row) => !row.answerable);
  const answerable = held.filter((row) => row.answerable);
  const given = held.filter((row) => row.p >= threshold);
  const round = (v: number) => Math.round(v * 1000) / 1000;
  return {
    threshold,
    abstentionRecall: round(unanswerable.filter((row) => row.p < threshold).length / unanswerable.length),
    overRefusal: round(answerable.filter((row) => row.p < threshold).length / answerable.length),
    right: round(given.filter((row) => row.right).length / Math.max(1, given.length)),
  };
});
console.table(curve);
const reliability = [0, 0.2, 0.4, 0.6, 0.8].map((from) => {
  const bin = held.filter((row) => row.p >= from && row.p < from + 0.2);
  return {
    from,
    cases: bin.length,
    meanConfidence: Math.round((100 * bin.reduce((s, r) => s + r.p, 0)) / Math.max(1, bin.length)) / 100,
    right: Math.round((100 * bin.filter((row) => row.right).length) / Math.max(1, bin.length)) / 100,
  };
});
console.table(reliability);
const threshold =
  [...curve].sort((a, b) => b.abstentionRecall - b.overRefusal - (a.abstentionRecall - a.overRefusal))[0]
    ?.threshold ?? 0.5;
console.log('confidence', { bias: model.bias, threshold, weights: rounded(model.weights) });
save('assistant/data/confidence.json', {
  fittedOn: values.suite,
  figures: {
    cases: rows.length,
    crossValidated: curve.find((point) => point.threshold === threshold),
    reliability,
  },
  bias: Math.round(model.bias * 1000) / 1000,
  threshold,
  weights: rounded(model.weights),
});
