import { BUCKETS } from '../../src/messages/features.ts';

/** Logistic regression over sparse binary features, by AdaGrad; the same input always gives the same weights. */

export interface Sample {
  features: readonly number[];
  /** Wanted outputs: one 1 for softmax, any number for separate ones. */
  wanted: readonly number[];
  weight: number;
}

export interface Weights {
  bias: Float64Array;
  /** One row of BUCKETS per output. */
  rows: Float32Array[];
}

export interface FitOptions {
  outputs: number;
  kind: 'softmax' | 'separate';
  epochs: number;
  rate: number;
  /** Strength of the pull to zero. */
  l2: number;
}

/** A small generator of numbers from a seed (mulberry32), for the order of the samples. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled(count: number, next: () => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}

/** Probabilities of the outputs for a message. */
export function predict(weights: Weights, features: readonly number[], kind: FitOptions['kind']): number[] {
  const scale = 1 / Math.sqrt(Math.max(1, features.length));
  const scores = weights.rows.map((row, k) => {
    let sum = 0;
    for (const feature of features) sum += row[feature] ?? 0;
    return (weights.bias[k] ?? 0) + scale * sum;
  });
  if (kind === 'separate') return scores.map((score) => 1 / (1 + Math.exp(-score)));
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

export function fitWeights(samples: readonly Sample[], options: FitOptions): Weights {
  const { outputs, kind, epochs, rate, l2 } = options;
  const weights: Weights = {
    bias: new Float64Array(outputs),
    rows: Array.from({ length: outputs }, () => new Float32Array(BUCKETS)),
  };
  const squares = Array.from({ length: outputs }, () => new Float32Array(BUCKETS).fill(1e-2));
  const biasSquares = new Float64Array(outputs).fill(1e-2);
  const next = generator(20261128);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const index of shuffled(samples.length, next)) {
      const sample = samples[index];
      if (sample !== undefined)
        step(weights, squares, biasSquares, sample, predict(weights, sample.features, kind), rate, l2);
    }
  }
  return weights;
}

function step(
  weights: Weights,
  squares: readonly Float32Array[],
  biasSquares: Float64Array,
  sample: Sample,
  predicted: readonly number[],
  rate: number,
  l2: number,
): void {
  const scale = 1 / Math.sqrt(Math.max(1, sample.features.length));
  weights.rows.forEach((row, k) => {
    const error = sample.weight * ((predicted[k] ?? 0) - (sample.wanted[k] ?? 0));
    const square = squares[k];
    if (square === undefined) return;
    biasSquares[k] = (biasSquares[k] ?? 0) + error * error;
    weights.bias[k] = (weights.bias[k] ?? 0) - (0.1 * rate * error) / Math.sqrt(biasSquares[k] ?? 1);
    for (const feature of sample.features) {
      const gradient = error * scale + l2 * (row[feature] ?? 0);
      square[feature] = (square[feature] ?? 0) + gradient * gradient;
      row[feature] = (row[feature] ?? 0) - (rate * gradient) / Math.sqrt(square[feature] ?? 1);
    }
  });
}
