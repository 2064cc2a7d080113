/**
 * Fits the small models of retrieval and reading and writes their weights with the figures:
 *   src/retrieval/data/ranking.json    listwise softmax over the candidates of a question
 *   src/assistant/data/reading.json    the same over the sentences and rows of the gold passage
 *   src/assistant/data/confidence.json small network for "this answer is right", with the threshold
 *
 *   node --import tsx eval/fit.ts [--suite eval/suites/dev] [--half0 FILE --half1 FILE] [--write]
 *
 * They learn from a development suite and from employers made of training passages (eval/training/synthetic.ts). There the encoder must not know the
 * passages it is asked about: --half0 is an encoder trained without fold 0 of 2 of the passages, --half1 one without fold 1 (train_encoder.py --without 0 and 1).
 * Never run it on a test suite. Figures are from five-fold cross-validation over the questions of the development suite.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { draftAnswer } from '../src/assistant/answer.ts';
import {
  type ConfidenceFeatures,
  type ConfidenceModel,
  confidenceFeatures,
  confidenceOf,
} from '../src/assistant/confidence.ts';
import { detectLanguage } from '../src/assistant/language.ts';
import { questionParts } from '../src/assistant/parts.ts';
import { routeMessage } from '../src/assistant/route.ts';
import { readingWeights, selectFrom, unitFeatures } from '../src/assistant/select.ts';
import type { Encoder } from '../src/deps.ts';
import { createBagEncoder, unpackWeights } from '../src/retrieval/bag-encoder.ts';
import { createExactIndexes } from '../src/retrieval/exact-scan.ts';
import { mendMessage } from '../src/retrieval/mend.ts';
import { analyseQuestion } from '../src/retrieval/question.ts';
import { type RetrievalResult, retrieve } from '../src/retrieval/retrieve.ts';
import { scoreWeights } from '../src/retrieval/score.ts';
import { squash } from '../src/retrieval/text.ts';
import { openEncoder } from './encoder.ts';
import { fitConfidence, type Labelled } from './fitting/confidence-model.ts';
import { crossValidated, type Features, fitListwise, type Group, hitAt } from './fitting/listwise.ts';
import { type Harness, openHarness } from './harness.ts';
import { judgeQuestion } from './judges.ts';
import { loadSuite, type QuestionCase, type Suite } from './suite.ts';
import { loadCorpus } from './training/corpus.ts';
import { syntheticSuite } from './training/synthetic.ts';

const { values } = parseArgs({
  options: {
    suite: { type: 'string', default: 'eval/suites/dev' },
    half0: { type: 'string' },
    half1: { type: 'string' },
    /** Passages that a synthetic employer has, about. */
    passages: { type: 'string', default: '110' },
    'per-passage': { type: 'string', default: '3' },
    /** Where the rows of the confidence model go, one JSON a line, to look at. */
    rows: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const here = new URL('../src/', import.meta.url);

interface Asked {
  test: QuestionCase;
  question: ReturnType<typeof analyseQuestion>;
  result: RetrievalResult;
}

/** A suite read in once; `ask` retrieves again with the weights of the moment. */
interface Material {
  suite: Suite;
  encoder: Encoder | null;
  harness: Harness;
}

async function open(suite: Suite, encoder: Encoder | null): Promise<Material> {
  return { suite, encoder, harness: await openHarness(suite, { encoder }) };
}

async function ask(material: Material, limit: number): Promise<Asked[]> {
  const { suite, encoder, harness } = material;
  const deps = { encoder, vectorIndexes: createExactIndexes() };
  const asked: Asked[] = [];
  for (const test of suite.questions) {
    const mended =
      detectLanguage(test.question) === 'nl'
        ? mendMessage(harness.db(test.employer), test.question)
        : test.question;
    const question = analyseQuestion(mended, test.turns);
    const scope = {
      employerId: test.employer,
      today: suite.today ?? '2026-11-23',
      visibilities: ['employees'] as const,
    };
    asked.push({
      test,
      question,
      result: await retrieve(deps, harness.db(test.employer), scope, question, limit),
    });
  }
  return asked;
}

const isGold = (entry: RetrievalResult['passages'][number], test: QuestionCase) =>
  test.gold.some(
    (gold) =>
      entry.view.passage.document === gold.document &&
      squash(entry.view.passage.text).includes(squash(gold.quote)),
  );

const rounded = (w: Features): Features =>
  Object.fromEntries(Object.entries(w).map(([name, v]) => [name, Math.round(v * 1000) / 1000]));
const round = (v: number) => Math.round(v * 1000) / 1000;
const save = (path: string, data: unknown) => {
  if (values.write) writeFileSync(new URL(path, here), `${JSON.stringify(data, null, 2)}\n`);
};

const scratch = mkdtempSync(join(tmpdir(), 'vraagbaak-fit-'));
const suite = loadSuite(values.suite);
const dev = await open(suite, await openEncoder(process.env.MODEL_DIR));
const synthetic: Material[] = [];
if (values.half0 !== undefined && values.half1 !== undefined) {
  const corpus = loadCorpus();
  for (const [fold, file] of [values.half0, values.half1].entries()) {
    const encoder = createBagEncoder(unpackWeights(readFileSync(file)));
    const employers = Math.max(1, Math.round(corpus.pairs.length / 2 / Number(values.passages)));
    const made = syntheticSuite(join(scratch, String(fold)), corpus, fold, 2, {
      employers,
      perPassage: Number(values['per-passage']),
    });
    synthetic.push(await open(made, encoder));
    console.log(`synthetic ${fold}: ${made.employers.length} employers, ${made.questions.length} questions`);
  }
}

/** All synthetic questions together count as much as this many times the development suite. */
const SYNTHETIC_SHARE = 1;

function rankGroups(asked: readonly Asked[], weight: number): Group[] {
  return asked
    .map(({ test, result }) => ({
      id: test.id,
      weight,
      items: result.passages.map((entry) => ({
        features: { ...entry.score } as Features,
        gold: isGold(entry, test),
      })),
    }))
    .filter((group) => group.items.some((item) => item.gold) && group.items.some((item) => !item.gold));
}

// 1. Ranking.
let asked = await ask(dev, 48);
const devGroups = rankGroups(asked, 1);
const others = (await Promise.all(synthetic.map((material) => ask(material, 48)))).flat();
const found = rankGroups(others, 1);
for (const group of found) group.weight = (SYNTHETIC_SHARE * devGroups.length) / found.length;
const rankNames = Object.keys(scoreWeights);
const rank = rounded(fitListwise([...devGroups, ...found], rankNames, 0.002));
const [hit1, hit5] = crossValidated(devGroups, found, rankNames, 0.002, [1, 5]);
const [own1, own5] = crossValidated(devGroups, [], rankNames, 0.002, [1, 5]);
const rankFigures = {
  questions: devGroups.length,
  synthetic: found.length,
  crossValidated: { hit1: round(hit1 ?? 0), hit5: round(hit5 ?? 0) },
  crossValidatedWithoutSynthetic: { hit1: round(own1 ?? 0), hit5: round(own5 ?? 0) },
  before: { hit1: round(hitAt(devGroups, scoreWeights, 1)), hit5: round(hitAt(devGroups, scoreWeights, 5)) },
  syntheticHits: { hit1: round(hitAt(found, rank, 1)), hit5: round(hitAt(found, rank, 5)) },
};
console.log('ranking', rankFigures, rank);
save('retrieval/data/ranking.json', { fittedOn: values.suite, figures: rankFigures, weights: rank });
Object.assign(scoreWeights, rank);

// 2. Reading: which unit of the gold passage.
asked = await ask(dev, 10);
const unitGroups: Group[] = asked.flatMap(({ test, question, result }) =>
  result.passages
    .filter((entry) => isGold(entry, test))
    .map((entry) => {
      const golds = test.gold
        .filter((gold) => gold.document === entry.view.passage.document)
        .map((gold) => squash(gold.quote));
      return {
        id: test.id,
        weight: 1,
        items: entry.view.units.map((unit) => {
          const text = squash(unit.text);
          const gold = golds.some(
            (quote) => text.includes(quote) || (text.length > 12 && quote.includes(text)),
          );
          return { features: { ...unitFeatures(entry.view, unit, question, result) } as Features, gold };
        }),
      };
    })
    .filter((group) => group.items.some((item) => item.gold) && group.items.some((item) => !item.gold)),
);
const unitNames = Object.keys(readingWeights);
const unit = rounded(fitListwise(unitGroups, unitNames, 0.003));
const unitFigures = {
  passages: unitGroups.length,
  firstCrossValidated: round(crossValidated(unitGroups, [], unitNames, 0.003, [1])[0] ?? 0),
  before: round(hitAt(unitGroups, readingWeights, 1)),
};
console.log('reading', unitFigures, unit);
save('assistant/data/reading.json', { fittedOn: values.suite, figures: unitFigures, weights: unit });
Object.assign(readingWeights, unit);

// 3. Confidence, on the answers as they are given with these weights when nothing is withheld.
interface Row extends Labelled {
  id: string;
  answerable: boolean;
  kind: string;
}

function labelled({ test, question, result }: Asked, answerable: boolean, weight: number): Row {
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
  const judged =
    test.must_include.length > 0
      ? judgeQuestion(run, test).correct
      : best !== undefined && isGold(best, test);
  return { id: test.id, features, right: answerable && judged, answerable, weight, kind: test.kind };
}

/** The same questions with their gold passages taken away: the topic is there, the answer is not. */
const withheld = (entries: readonly Asked[], weight: number): Row[] =>
  entries.flatMap((entry) => {
    if (entry.test.gold.length === 0) return [];
    const passages = entry.result.passages.filter((passage) => !isGold(passage, entry.test));
    return [labelled({ ...entry, result: { ...entry.result, passages } }, false, weight)];
  });

// A message that asks two things is answered in two parts, which this model sees one by one.
// What routing takes out never reaches it.
const reaches = ({ test }: Asked) =>
  questionParts(test.question).length === 1 && routeMessage(test.question).kind === 'question';
asked = asked.filter(reaches);
const rows = asked.map((entry) => labelled(entry, entry.test.answerable, 1));
const devWithheld = asked.map((entry) => withheld([entry], 0.4));
const far = (await Promise.all(synthetic.map((material) => ask(material, 10)))).flat();
const farRows = [...far.map((entry) => labelled(entry, entry.test.answerable, 1)), ...withheld(far, 0.3)];
for (const row of farRows) row.weight *= (SYNTHETIC_SHARE * rows.length) / Math.max(1, far.length);
const names = Object.keys(rows[0]?.features ?? {});
const options = { hidden: 8, l2: 0.003, epochs: 30, seed: 11 };
const train = (from: readonly Labelled[], seed = options.seed): ConfidenceModel =>
  fitConfidence(from, names, { ...options, epochs: farRows.length > 2000 ? 12 : options.epochs, seed });
const probability = (model: ConfidenceModel, features: Features) =>
  confidenceOf(features as unknown as ConfidenceFeatures, model);

const held = rows.map((row, i) => ({ ...row, p: 0, fold: i % 5 }));
for (let fold = 0; fold < 5; fold++) {
  const keep = (_: unknown, i: number) => i % 5 !== fold;
  const model = train([...rows.filter(keep), ...devWithheld.filter(keep).flat(), ...farRows]);
  for (const row of held) if (row.fold === fold) row.p = probability(model, row.features);
}
if (values.rows !== undefined)
  writeFileSync(values.rows, held.map((row) => `${JSON.stringify(row)}\n`).join(''));
const curve = Array.from({ length: 40 }, (_, i) => round(0.02 + i * 0.02)).map((threshold) => {
  const unanswerable = held.filter((row) => !row.answerable);
  const answerable = held.filter((row) => row.answerable);
  const given = held.filter((row) => row.p >= threshold);
  return {
    threshold,
    abstentionRecall: round(unanswerable.filter((row) => row.p < threshold).length / unanswerable.length),
    overRefusal: round(answerable.filter((row) => row.p < threshold).length / answerable.length),
    right: round(given.filter((row) => row.right).length / Math.max(1, given.length)),
  };
});
console.table(curve.filter((_, i) => i % 3 === 0));
/** Chance that a right answer gets more confidence than a wrong one. */
const auc = (of: readonly { p: number; right: boolean }[]) => {
  const good = of.filter((row) => row.right);
  const bad = of.filter((row) => !row.right);
  let wins = 0;
  for (const a of good) for (const b of bad) wins += a.p > b.p ? 1 : a.p === b.p ? 0.5 : 0;
  return round(wins / Math.max(1, good.length * bad.length));
};
const reliability = [0, 0.2, 0.4, 0.6, 0.8].map((from) => {
  const bin = held.filter((row) => row.p >= from && row.p < from + 0.2);
  return {
    from,
    cases: bin.length,
    meanConfidence: round(bin.reduce((s, r) => s + r.p, 0) / Math.max(1, bin.length)),
    right: round(bin.filter((row) => row.right).length / Math.max(1, bin.length)),
  };
});
console.table(reliability);
const best = [...curve].sort(
  (a, b) => b.abstentionRecall - b.overRefusal - (a.abstentionRecall - a.overRefusal),
)[0];
const figures = {
  cases: rows.length,
  synthetic: farRows.length,
  auc: auc(held),
  aucAnswerableOnly: auc(held.filter((row) => row.answerable)),
  crossValidated: best,
  reliability,
};
console.log('confidence', figures);
const model = train([...rows, ...devWithheld.flat(), ...farRows]);
save('assistant/data/confidence.json', {
  fittedOn: values.suite,
  figures,
  threshold: best?.threshold ?? 0.5,
  ...model,
});
await Promise.all([dev, ...synthetic].map((material) => material.harness.close()));
rmSync(scratch, { recursive: true, force: true });
