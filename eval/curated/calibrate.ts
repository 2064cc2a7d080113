/**
 * Calibrates when a question may be given HR's answer to another one, and writes src/assistant/data/same-question.json with the figures:
 *
 *   node --import tsx eval/curated/calibrate.ts [--half0 FILE --half1 FILE] [--show] [--write]
 *
 * Judged question by question against a store full of wordings, as the assistant does it, on three sources:
 * - same-question.txt: written for this, strict, half of it questions that look alike and need another answer. No encoder was trained on it. The
 *   model is fitted on its pairs; its figures are cross-validated by topic, and set the threshold.
 * - same-question-check.txt: the same, later, used for nothing but its figures.
 * - the training pairs: every second question of a passage stands in the store, the others are asked beside those of the other passages of the
 *   concept. They are no paraphrases (a passage answers many things), so they hardly match; what they show is how rarely a wrong answer is
 *   given. The encoder must not know them: --half0 is one trained without fold 0 of 2 of the passages, --half1 one without fold 1
 *   (train_encoder.py --without). Without these the encoder that ships judges what it has seen, and the figures say so.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { marksClash } from '../../src/assistant/question-marks.ts';
import {
  chanceOf,
  type Likeness,
  likenessOf,
  type SamenessModel,
} from '../../src/assistant/same-question.ts';
import type { Encoder } from '../../src/deps.ts';
import { createBagEncoder, unpackWeights } from '../../src/retrieval/bag-encoder.ts';
import { openEncoder } from '../encoder.ts';
import { type Example, fitLogistic } from '../fitting/logistic.ts';
import { type Asked, corpusTrials, FOLDS, type Pair, strictTrials, type Trial } from './trials.ts';

/** Asked of the questions the threshold is set on; those that it never saw do somewhat worse, and there 0.97 is wanted. */
const PRECISION = 0.99;
const MARGIN = 0.05;
/** Most wrong answers among a thousand questions of the training pairs. */
const MAX_WRONG_PER_THOUSAND = 0.5;
const out = new URL('../../src/assistant/data/same-question.json', import.meta.url);
const { values } = parseArgs({
  options: {
    half0: { type: 'string' },
    half1: { type: 'string' },
    /** Prints what was wrong. */
    show: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const round = (value: number) => Math.round(value * 1000) / 1000;

interface Outcome {
  /** Chance of the best match in the store. */
  p: number;
  right: boolean;
  answerable: boolean;
  asked: string;
  match: string;
}

function play(trial: Trial, model: SamenessModel): Outcome {
  const best = (from: readonly Asked[]) => {
    let p = 0;
    let match = '';
    for (const wording of from) {
      if (marksClash(trial.asked.marks, wording.marks)) continue;
      const chance = chanceOf(likenessOf(trial.asked, wording), model);
      if (chance > p) [p, match] = [chance, wording.text];
    }
    return { p, match };
  };
  const [own, other] = [best(trial.own), best(trial.others)];
  const right = own.p > other.p;
  return { ...(right ? own : other), right, answerable: trial.own.length > 0, asked: trial.asked.text };
}

function figuresAt(outcomes: readonly Outcome[], threshold: number) {
  const given = outcomes.filter(({ p }) => p >= threshold);
  const right = given.filter((outcome) => outcome.right).length;
  const answerable = outcomes.filter((outcome) => outcome.answerable).length;
  return {
    asked: outcomes.length,
    withAnswer: answerable,
    given: given.length,
    wrong: given.length - right,
    precision: round(given.length === 0 ? 1 : right / given.length),
    recall: round(right / Math.max(1, answerable)),
  };
}

/** How rarely a wrong answer is given where next to none can be right. */
function rarityAt(outcomes: readonly Outcome[], threshold: number) {
  const { asked, given, wrong } = figuresAt(outcomes, threshold);
  return { asked, given, wrong, wrongPerThousand: round((1000 * wrong) / asked) };
}

/** The lowest chance from which the answers given are right as often as wanted. */
function lowestThreshold(outcomes: readonly Outcome[]): number {
  const sorted = [...outcomes].sort((a, b) => b.p - a.p);
  let [right, threshold] = [0, 1];
  sorted.forEach((outcome, i) => {
    right += outcome.right ? 1 : 0;
    if (right / (i + 1) >= PRECISION && outcome.p > 0) threshold = outcome.p;
  });
  return threshold;
}

function fitModel(pairs: readonly Pair[], parts: readonly (keyof Likeness)[]): SamenessModel {
  const examples: Example[] = pairs.map(({ likeness, same }) => ({
    x: parts.map((part) => likeness[part]),
    y: same,
    weight: 1,
  }));
  const { bias, weights } = fitLogistic(examples, 0.0003);
  return {
    bias: round(bias),
    weights: Object.fromEntries(parts.map((part, i) => [part, round(weights[i] ?? 0)])),
    threshold: 1,
  };
}

function show(name: string, outcomes: readonly Outcome[], threshold: number): void {
  const wrong = outcomes.filter(({ p, right }) => !right && p >= threshold).sort((a, b) => b.p - a.p);
  for (const { p, asked, match } of wrong) console.log(`${name} ${p.toFixed(3)}  ${asked}  |  ${match}`);
}

/** @throws Error when wrong answers are not rare among the training pairs */
async function calibrate(
  parts: readonly (keyof Likeness)[],
  encoder: Encoder | null,
  halves: readonly (Encoder | null)[],
) {
  const { trials, pairs } = await strictTrials(encoder, 'same-question.txt');
  const folded = Array.from({ length: FOLDS }, (_, fold) =>
    fitModel(
      pairs.filter((pair) => pair.fold !== fold),
      parts,
    ),
  );
  const model = fitModel(pairs, parts);
  const written = trials.map((trial) => play(trial, folded[trial.fold] ?? model));
  const threshold = Math.min(0.99, round(lowestThreshold(written) + MARGIN));
  const check = (await strictTrials(encoder, 'same-question-check.txt')).trials.map((t) => play(t, model));
  const corpus = (await corpusTrials(halves)).map((trial) => play(trial, model));
  if (values.show)
    for (const [name, outcomes] of Object.entries({ written, check, corpus }))
      show(name, outcomes, threshold);
  const figures = {
    written: figuresAt(written, threshold),
    check: figuresAt(check, threshold),
    trainingPairs: rarityAt(corpus, threshold),
  };
  if (figures.trainingPairs.wrongPerThousand > MAX_WRONG_PER_THOUSAND)
    throw new Error(`${figures.trainingPairs.wrong} wrong answers among ${corpus.length} training questions`);
  return { ...model, threshold, figures };
}

const encoder = await openEncoder(process.env.MODEL_DIR);
if (encoder === null) throw new Error('an encoder is needed to calibrate for');
const unseen = values.half0 !== undefined && values.half1 !== undefined;
const halves = unseen
  ? [values.half0, values.half1].map((file) => createBagEncoder(unpackWeights(readFileSync(file ?? ''))))
  : [encoder];
const result = {
  encoderId: encoder.id,
  notes: {
    written:
      'eval/curated/same-question.txt: not seen by any encoder; cross-validated by topic; sets the threshold',
    check: 'eval/curated/same-question-check.txt: not seen by any encoder, and nothing was set on it',
    trainingPairs: unseen
      ? 'eval/training: each half judged by an encoder that was not trained on it; right is the same passage'
      : 'eval/training: SEEN by the encoder in training; right is the same passage',
  },
  vectors: await calibrate(['cosine', 'shared', 'missing'], encoder, halves),
  words: await calibrate(
    ['shared', 'missing'],
    null,
    halves.map(() => null),
  ),
};
console.log(JSON.stringify(result, null, 2));
if (values.write) writeFileSync(out, `${JSON.stringify(result, null, 2)}\n`);
