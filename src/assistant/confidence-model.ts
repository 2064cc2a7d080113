import type { ConfidenceFeatures } from './confidence.ts';
import data from './data/confidence.json' with { type: 'json' };
import type { WordEvidence } from './word-evidence.ts';

/** One trained net, as eval/fitting/train_confidence.py writes it: rows of weights per unit. */
interface Net {
  'word.weight': number[][];
  'word.bias': number[];
  'value.weight': number[][];
  'value.bias': number[];
  'gate.weight': number[][];
  'gate.bias': number[];
  'hidden.weight': number[][];
  'hidden.bias': number[];
  'output.weight': number[][];
  'output.bias': number[];
  'direct.weight': number[][];
}

interface ConfidenceModel {
  threshold: number;
  features: string[];
  wordFeatures: string[];
  mean: number[];
  scale: number[];
  /** Slopes and offsets of the two logits (Platt scaling). */
  calibration: number[][];
  nets: Net[];
}

const model: ConfidenceModel = data;
const MAX_WORDS = 10;
const CLIP = 5;

/** Chances, 0 to 1, that the extracted answer is right and that these documents answer the question at all. */
export interface Confidence {
  right: number;
  answerable: number;
}

/** @param words evidence per word of the question, heaviest first */
export function confidenceOf(features: ConfidenceFeatures, words: readonly WordEvidence[]): Confidence {
  const values: Record<string, number> = { ...features };
  const x = model.features.map((name, i) => {
    const standard = ((values[name] ?? 0) - (model.mean[i] ?? 0)) / (model.scale[i] ?? 1);
    return Math.max(-CLIP, Math.min(CLIP, standard));
  });
  const rows = words.slice(0, MAX_WORDS).map((word) => {
    const evidence: Record<string, number> = { ...word };
    return model.wordFeatures.map((name) => evidence[name] ?? 0);
  });
  const logits = model.nets.map((net) => logitsOf(net, x, rows));
  const chance = (output: number) => {
    const mean = logits.reduce((sum, of) => sum + (of[output] ?? 0), 0) / logits.length;
    const [slopes = [], offsets = []] = model.calibration;
    return 1 / (1 + Math.exp(-(mean * (slopes[output] ?? 1) + (offsets[output] ?? 0))));
  };
  return { right: chance(0), answerable: chance(1) };
}

/** What decides whether an answer is given: both chances count. */
export function supportOf(confidence: Confidence): number {
  return (confidence.right + confidence.answerable) / 2;
}

/** At or above this support the answer is given, below it the assistant says that it is not there. */
export const answerThreshold: number = model.threshold;

function logitsOf(net: Net, x: readonly number[], words: readonly (readonly number[])[]): number[] {
  const inputs = [...x, ...pooled(net, words)];
  const hidden = layer(net['hidden.weight'], net['hidden.bias'], inputs).map(Math.tanh);
  const direct = layer(net['direct.weight'], [], inputs);
  return layer(net['output.weight'], net['output.bias'], hidden).map((value, i) => value + (direct[i] ?? 0));
}

/** Gated mean, largest and smallest of what the words say, per pooled unit; without words 0, -1 and 1 as in training. */
function pooled(net: Net, words: readonly (readonly number[])[]): number[] {
  const units = words.map((word) => layer(net['word.weight'], net['word.bias'], word).map(Math.tanh));
  const values = units.map((unit) => layer(net['value.weight'], net['value.bias'], unit).map(Math.tanh));
  const gates = units.map((unit) => layer(net['gate.weight'], net['gate.bias'], unit));
  const each = net['value.bias'].map((_, k) => k);
  const mean = each.map((k) => {
    const top = Math.max(...gates.map((gate) => gate[k] ?? 0));
    const shares = gates.map((gate) => Math.exp((gate[k] ?? 0) - top));
    const total = shares.reduce((sum, share) => sum + share, 0);
    return values.reduce((sum, value, i) => sum + ((shares[i] ?? 0) / total) * (value[k] ?? 0), 0);
  });
  return [
    ...mean,
    ...each.map((k) => Math.max(-1, ...values.map((value) => value[k] ?? 0))),
    ...each.map((k) => Math.min(1, ...values.map((value) => value[k] ?? 0))),
  ];
}

function layer(
  weights: readonly (readonly number[])[],
  bias: readonly number[],
  x: readonly number[],
): number[] {
  return weights.map((row, i) => x.reduce((sum, value, j) => sum + value * (row[j] ?? 0), bias[i] ?? 0));
}
