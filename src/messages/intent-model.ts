import data from './data/intents.json' with { type: 'json' };
import { BUCKETS, featuresOf } from './features.ts';
import type { FlowName } from './model.ts';

/** How sure the model must be. */
export interface Thresholds {
  /** An action must be this sure where the message is shaped as a statement. */
  action: number;
  /** ... and holds no number, day or wish to go on. */
  vague: number;
  /** ... as a question or request ("kun je mijn adres wijzigen"). */
  askedAction: number;
  /** ... where it asks for information in so many words. */
  informing: number;
  flow: number;
  /** The four reasons for a handoff together. */
  handoff: number;
  /** ... where the message asks for a rule ("what happens when I am dismissed"). */
  askedHandoff: number;
}

/** What the model tells apart; 'action' is a declaration or mutation, which the flows tell. */
export const intentClasses = [
  'question',
  'action',
  'status',
  'smalltalk',
  'health',
  'dismissal',
  'conflict',
  'other-person',
  'other',
] as const;
export type IntentClass = (typeof intentClasses)[number];

export const flowClasses = [
  'km-untaxed',
  'km-taxed',
  'fuel',
  'home-working-days',
  'hours',
  'days-worked',
  'address',
  'contact',
  'emergency-contact',
  'bank-account',
  'withdraw',
  'correct',
] as const satisfies readonly FlowName[];

/** Weights of one output: bytes (-127 to 127) times a scale, and an offset. */
export interface Output {
  scale: number;
  bias: number;
  /** Base64 of one signed byte a bucket. */
  weights: string;
}

/** The data file, as eval/messages/train.ts writes it. */
export interface IntentData {
  buckets: number;
  thresholds: Thresholds;
  intents: Output[];
  flows: Output[];
}

interface Layer {
  bias: number;
  scale: number;
  weights: Int8Array;
}

function layerOf(output: Output): Layer {
  const raw = atob(output.weights);
  const weights = new Int8Array(BUCKETS);
  for (let i = 0; i < BUCKETS; i++) weights[i] = (raw.charCodeAt(i) << 24) >> 24;
  return { bias: output.bias, scale: output.scale, weights };
}

const model = data as IntentData;
let layers: { intents: Layer[]; flows: Layer[] } | undefined;

function loaded(): { intents: Layer[]; flows: Layer[] } {
  layers ??= { intents: model.intents.map(layerOf), flows: model.flows.map(layerOf) };
  return layers;
}

function scoreOf({ bias, scale, weights }: Layer, features: readonly number[]): number {
  let sum = 0;
  for (const feature of features) sum += weights[feature] ?? 0;
  return bias + (scale * sum) / Math.sqrt(Math.max(1, features.length));
}

export interface IntentReading {
  /** Probability of each class; together 1. */
  intents: Record<IntentClass, number>;
  /** Probability of each flow, on its own; only of meaning for an action. */
  flows: Record<FlowName, number>;
}

/** Reads intent and flows with the learned weights; the same message always gives the same figures. */
export function readIntent(text: string): IntentReading {
  const features = featuresOf(text);
  const { intents, flows } = loaded();
  const scores = intents.map((layer) => scoreOf(layer, features));
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const shares = intentClasses.map((name, i) => [name, (powers[i] ?? 0) / total] as const);
  const odds = flowClasses.map((name, i) => {
    const layer = flows[i];
    return [name, layer === undefined ? 0 : 1 / (1 + Math.exp(-scoreOf(layer, features)))] as const;
  });
  return {
    intents: Object.fromEntries(shares) as Record<IntentClass, number>,
    flows: Object.fromEntries(odds) as Record<FlowName, number>,
  };
}

/** From which probability on the reading counts; chosen on messages that the weights had not seen. */
export const thresholds = model.thresholds;
