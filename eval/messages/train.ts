import { writeFileSync } from 'node:fs';
import { BUCKETS } from '../../src/messages/features.ts';
import type { IntentData, Output, Thresholds } from '../../src/messages/intent-model.ts';
import type { Weights } from './fit.ts';
import { joinedMessages } from './joined.ts';
import { foldOf, readMessages, readOtherQuestions } from './material.ts';
import { type Example, exampleOf, figuresOf, learn, readingOf, unseenReadings } from './validate.ts';

/**
 * Learns the weights of src/messages/data/intents.json:
 *   node --import tsx eval/messages/train.ts            fits on all messages and writes the file
 *   node --import tsx eval/messages/train.ts --check    five folds: figures on messages that were not learned from, nothing is written
 */

/** Chosen on the five folds so that few questions become an action; the comments in src/messages/intent-model.ts say what each is. */
const thresholds: Thresholds = {
  action: 0.65,
  vague: 0.85,
  askedAction: 0.9,
  informing: 0.99,
  flow: 0.4,
  handoff: 0.35,
  askedHandoff: 0.85,
};
/** Two in five of the questions from elsewhere are enough, and keep the fit short. */
const FOLDS_OF_OTHERS = 2;

function examples(): Example[] {
  const own = readMessages().map((line) => exampleOf(line, true));
  const others = readOtherQuestions()
    .filter(({ text }) => foldOf(`${text}x`) < FOLDS_OF_OTHERS)
    .map((line) => exampleOf(line, false));
  return [...own, ...others];
}

function outputsOf(weights: Weights): Output[] {
  return weights.rows.map((row, k) => {
    const most = row.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-9);
    const bytes = Int8Array.from(row, (value) => Math.round((127 * value) / most));
    return {
      scale: Number((most / 127).toPrecision(6)),
      bias: Number((weights.bias[k] ?? 0).toPrecision(6)),
      weights: Buffer.from(bytes.buffer).toString('base64'),
    };
  });
}

const all = examples();
const own = all.filter(({ isOwn }) => isOwn);
const joined = joinedMessages(own.map(({ line }) => line)).length;
console.log(
  `${own.length} written messages, ${all.length - own.length} questions from elsewhere, ${joined} joined`,
);
if (process.argv.includes('--check')) {
  const { misses, ...figures } = figuresOf(unseenReadings(all), thresholds);
  console.log(misses.join('\n'));
  console.log(figures);
} else {
  const learned = learn(all);
  const data: IntentData = {
    buckets: BUCKETS,
    thresholds,
    intents: outputsOf(learned.intents),
    flows: outputsOf(learned.flows),
  };
  writeFileSync('src/messages/data/intents.json', `${JSON.stringify(data, null, 2)}\n`);
  const seen = all.map((example) => ({ example, reading: readingOf(learned, example.features) }));
  const { misses, ...figures } = figuresOf(seen, thresholds);
  console.log('on the messages it learned from:', figures, misses.length);
}
