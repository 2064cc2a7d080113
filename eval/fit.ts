/**
 * Fits the small models of retrieval and reading and writes their weights with the figures:
 *   src/retrieval/data/ranking.json  listwise softmax over the candidates of a question
 *   src/assistant/data/reading.json  the same over the sentences and rows of the gold passage
 * and the rows that eval/fitting/train_confidence.py makes src/assistant/data/confidence.json of.
 *
 *   node --import tsx eval/fit.ts [--write] [--rows FILE.jsonl]
 *
 * They learn from the training employers (eval/suites/train), which the encoder has not seen. The development suite is asked beside them: its figures
 * say what the weights are worth, it is not learned from. Never run it on a test suite.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readingWeights } from '../src/assistant/select.ts';
import { wordEvidenceNames } from '../src/assistant/word-evidence.ts';
import { scoreWeights } from '../src/retrieval/score.ts';
import { openEncoder } from './encoder.ts';
import { crossValidated, type Features, fitListwise, type Group, hitAt } from './fitting/listwise.ts';
import { type Asked, ask, type Material, openMaterial } from './fitting/material.ts';
import { answerRow, rankGroups, reachesConfidence, unitGroups, withheldRows } from './fitting/rows.ts';
import { loadSuite } from './suite.ts';
import { trainingEmployers } from './suites/train/read.ts';

const { values } = parseArgs({
  options: {
    dev: { type: 'string', default: 'eval/suites/dev' },
    rows: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const here = new URL('../src/', import.meta.url);
/** Passages that the ranking chooses from, and those that the assistant sees. */
const POOL = 48;
const SHOWN = 10;

const round = (value: number) => Math.round(value * 1000) / 1000;
const rounded = (weights: Features): Features =>
  Object.fromEntries(Object.entries(weights).map(([name, value]) => [name, round(value)]));
const save = (path: string, data: unknown) => {
  if (values.write) writeFileSync(new URL(path, here), `${JSON.stringify(data, null, 2)}\n`);
};

const encoder = await openEncoder(process.env.MODEL_DIR);
const dev = await openMaterial('dev', loadSuite(values.dev), encoder);
const train: Material[] = [];
/** The same employers where no encoder is at hand: the confidence must hold there too. */
const plain: Material[] = [];
for (const suite of trainingEmployers()) {
  train.push(await openMaterial(suite.employers[0]?.id ?? '', suite, encoder));
  if (values.rows !== undefined) plain.push(await openMaterial(suite.employers[0]?.id ?? '', suite, null));
}

/** Questions of each training employer by itself, so that one employer can be held out at a time. */
async function askEach(materials: readonly Material[], limit: number): Promise<Asked[][]> {
  const all: Asked[][] = [];
  for (const material of materials) all.push(await ask(material, limit));
  return all;
}

/** Fits on all training employers; figures with each held out in turn, and on the development suite. */
function learn(folds: readonly Group[][], check: readonly Group[], names: readonly string[], l2: number) {
  const weights = rounded(fitListwise(folds.flat(), names, l2));
  const [hit1 = 0, hit5 = 0] = crossValidated(folds, names, l2, [1, 5]);
  const of = (k: number) => round(hitAt(check, weights, k));
  return {
    weights,
    figures: {
      groups: folds.flat().length,
      heldOut: { hit1: round(hit1), hit5: round(hit5) },
      development: { groups: check.length, hit1: of(1), hit5: of(5) },
    },
  };
}

const wide = await askEach(train, POOL);
const ranking = learn(
  wide.map(rankGroups),
  rankGroups(await ask(dev, POOL)),
  Object.keys(scoreWeights),
  0.002,
);
console.log('ranking', ranking);
save('retrieval/data/ranking.json', { fittedOn: 'eval/suites/train', ...ranking });
Object.assign(scoreWeights, ranking.weights);

let asked = await askEach(train, SHOWN);
let askedDev = await ask(dev, SHOWN);
const reading = learn(asked.map(unitGroups), unitGroups(askedDev), Object.keys(readingWeights), 0.003);
console.log('reading', reading);
save('assistant/data/reading.json', { fittedOn: 'eval/suites/train', ...reading });
Object.assign(readingWeights, reading.weights);

if (values.rows !== undefined) {
  asked = asked.map((of) => of.filter(reachesConfidence));
  askedDev = askedDev.filter(reachesConfidence);
  const vectorless = (await askEach(plain, SHOWN)).flat().filter(reachesConfidence);
  const lines = [
    ...vectorless.map((entry) => answerRow(entry)),
    ...asked.flatMap((of) => [...of.map((entry) => answerRow(entry)), ...withheldRows(of)]),
    ...askedDev.map((entry) => ({ ...answerRow(entry), employer: 'dev' })),
  ].map((row) =>
    JSON.stringify({ ...row, words: row.words.map((word) => wordEvidenceNames.map((n) => word[n])) }),
  );
  writeFileSync(values.rows, `${JSON.stringify({ wordNames: wordEvidenceNames })}\n${lines.join('\n')}\n`);
  console.log(`${lines.length} rows in ${values.rows}`);
}
for (const material of [dev, ...train, ...plain]) await material.harness.close();
