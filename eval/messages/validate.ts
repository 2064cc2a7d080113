import { decide, handoffClasses } from '../../src/messages/decide.ts';
import { featuresOf } from '../../src/messages/features.ts';
import {
  flowClasses,
  type IntentReading,
  intentClasses,
  type Thresholds,
} from '../../src/messages/intent-model.ts';
import { typed } from '../../src/messages/typed.ts';
import { fitWeights, predict, type Weights } from './fit.ts';
import { joinedMessages } from './joined.ts';
import { classOf, foldOf, type TrainingLine } from './material.ts';

/** Learning from written messages, and how it does on those it did not learn from. */

export interface Example {
  line: TrainingLine;
  features: number[];
  /** Written for this model, not a question from elsewhere. */
  isOwn: boolean;
}

export function exampleOf(line: TrainingLine, isOwn: boolean): Example {
  return { line, features: featuresOf(line.text), isOwn };
}

export interface Learned {
  intents: Weights;
  flows: Weights;
}

const options = { epochs: 20, rate: 0.5, l2: 1e-5 };
/** What a question from elsewhere, or a joined message, counts against one of our own. */
const OTHER_WEIGHT = 0.1;

/** Learns intents from all examples and flows from those that ask for something to be done. */
export function learn(examples: readonly Example[]): Learned {
  const own = examples.filter(({ isOwn }) => isOwn).map(({ line }) => line);
  const joined = joinedMessages(own).map((line) => exampleOf(line, false));
  const all = [...examples, ...joined];
  const intents = all.map(({ line, features, isOwn }) => ({
    features,
    wanted: intentClasses.map((name) => (name === classOf(line) ? 1 : 0)),
    weight: isOwn ? 1 : OTHER_WEIGHT,
  }));
  const flows = all
    .filter(({ line }) => classOf(line) === 'action')
    .map(({ line, features }) => ({
      features,
      wanted: flowClasses.map((name) => (line.flows.includes(name) ? 1 : 0)),
      weight: 1,
    }));
  return {
    intents: fitWeights(intents, { ...options, outputs: intentClasses.length, kind: 'softmax' }),
    flows: fitWeights(flows, { ...options, outputs: flowClasses.length, kind: 'separate' }),
  };
}

export function readingOf(learned: Learned, features: readonly number[]): IntentReading {
  const intents = predict(learned.intents, features, 'softmax');
  const flows = predict(learned.flows, features, 'separate');
  return {
    intents: Object.fromEntries(
      intentClasses.map((name, i) => [name, intents[i] ?? 0]),
    ) as IntentReading['intents'],
    flows: Object.fromEntries(flowClasses.map((name, i) => [name, flows[i] ?? 0])) as IntentReading['flows'],
  };
}

export interface Unseen {
  example: Example;
  reading: IntentReading;
}

/** Readings of every example by a model that did not learn from it (five folds). */
export function unseenReadings(examples: readonly Example[]): Unseen[] {
  return [0, 1, 2, 3, 4].flatMap((fold) => {
    const learned = learn(examples.filter(({ line }) => foldOf(line.text) !== fold));
    return examples
      .filter(({ line }) => foldOf(line.text) === fold)
      .map((example) => ({ example, reading: readingOf(learned, example.features) }));
  });
}

export interface Figures {
  messages: number;
  intent: number;
  flow: number;
  questionsAsAction: number;
  /** Questions from elsewhere that became something other than a question. */
  othersMissed: number;
  others: number;
  misses: string[];
}

export function figuresOf(unseen: readonly Unseen[], thresholds: Thresholds): Figures {
  const figures: Figures = {
    messages: 0,
    intent: 0,
    flow: 0,
    questionsAsAction: 0,
    othersMissed: 0,
    others: 0,
    misses: [],
  };
  let actions = 0;
  for (const { example, reading } of unseen) {
    const decision = decide(reading, typed(example.line.text), thresholds);
    const wanted = wantedOf(example.line);
    const got = decision.intent === 'other' ? 'question' : decision.intent;
    if (!example.isOwn) {
      figures.others++;
      if (got !== 'question') {
        figures.othersMissed++;
        figures.misses.push(
          `elsewhere > ${got} ${decision.handoff ?? decision.flows} | ${example.line.text}`,
        );
      }
      continue;
    }
    figures.messages++;
    if (got === wanted) figures.intent++;
    else
      figures.misses.push(
        `${wanted} > ${got} ${decision.certainty.toFixed(2)} ${decision.flows} | ${example.line.text}`,
      );
    if (got === 'action' && wanted !== 'action') figures.questionsAsAction++;
    if (wanted !== 'action') continue;
    actions++;
    const same = [...decision.flows].sort().join() === [...example.line.flows].sort().join();
    if (same) figures.flow++;
    else if (got === 'action')
      figures.misses.push(`${example.line.flows} > ${decision.flows} | ${example.line.text}`);
  }
  return { ...figures, intent: figures.intent / figures.messages, flow: figures.flow / Math.max(1, actions) };
}

function wantedOf(line: TrainingLine): string {
  const name = classOf(line);
  if ((handoffClasses as readonly string[]).includes(name)) return 'handoff';
  return name === 'other' ? 'question' : name;
}
