import type { ConfidenceModel } from '../../src/assistant/confidence.ts';
import { seeded } from '../training/seeded.ts';
import type { Features } from './listwise.ts';

export interface Labelled {
  features: Features;
  right: boolean;
  /** How much the row counts. */
  weight: number;
}

interface Options {
  hidden: number;
  l2: number;
  epochs: number;
  seed: number;
}

/** Fits the small network of src/assistant/confidence.ts on weighted rows: logistic loss with L2, Adam over shuffled batches. */
export function fitConfidence(
  rows: readonly Labelled[],
  features: string[],
  options: Options,
): ConfidenceModel {
  const { hidden: H, l2, epochs, seed } = options;
  const D = features.length;
  const random = seeded(seed);
  const { mean, scale } = moments(rows, features);
  const x = rows.map((row) =>
    Float64Array.from(features, (name, j) => ((row.features[name] ?? 0) - (mean[j] ?? 0)) / (scale[j] ?? 1)),
  );
  const size = H * (D + 1) + H + D + 1;
  const w = Float64Array.from({ length: size }, (_, i) =>
    i < H * (D + 1) ? (random() - 0.5) / Math.sqrt(D) : 0,
  );
  const m = new Float64Array(size);
  const v = new Float64Array(size);
  const order = rows.map((_, i) => i);
  const BATCH = 64;
  const steps = epochs * Math.ceil(rows.length / BATCH);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (let start = 0; start < order.length; start += BATCH) {
      step++;
      const grad = Float64Array.from(w, (value) => l2 * value);
      const batch = order.slice(start, start + BATCH);
      const total = batch.reduce((sum, i) => sum + (rows[i]?.weight ?? 0), 0) || 1;
      for (const i of batch)
        gradient(w, x[i] as Float64Array, rows[i] as Labelled, H, grad, (rows[i]?.weight ?? 0) / total);
      const rate = 0.01 * (1 - step / (steps + 1));
      for (let k = 0; k < size; k++) {
        const g = grad[k] as number;
        m[k] = 0.9 * (m[k] as number) + 0.1 * g;
        v[k] = 0.999 * (v[k] as number) + 0.001 * g * g;
        w[k] =
          (w[k] as number) -
          (rate * ((m[k] as number) / (1 - 0.9 ** step))) /
            (Math.sqrt((v[k] as number) / (1 - 0.999 ** step)) + 1e-8);
      }
    }
  }
  const round = (value: number) => Math.round(value * 1e4) / 1e4;
  return {
    features,
    mean: mean.map(round),
    scale: scale.map(round),
    hidden: Array.from({ length: H }, (_, h) => [...w.slice(h * (D + 1), (h + 1) * (D + 1))].map(round)),
    output: [...w.slice(H * (D + 1))].map(round),
  };
}

function moments(
  rows: readonly Labelled[],
  features: readonly string[],
): { mean: number[]; scale: number[] } {
  const mean: number[] = [];
  const scale: number[] = [];
  for (const name of features) {
    const column = rows.map((row) => row.features[name] ?? 0);
    const average = column.reduce((sum, value) => sum + value, 0) / column.length;
    mean.push(average);
    scale.push(
      Math.sqrt(column.reduce((sum, value) => sum + (value - average) ** 2, 0) / column.length) || 1,
    );
  }
  return { mean, scale };
}

function gradient(
  w: Float64Array,
  x: Float64Array,
  row: Labelled,
  H: number,
  grad: Float64Array,
  weight: number,
): void {
  const D = x.length;
  const out = H * (D + 1);
  const units = new Float64Array(H);
  let z = w[out + H + D] as number;
  for (let h = 0; h < H; h++) {
    let sum = w[h * (D + 1) + D] as number;
    for (let j = 0; j < D; j++) sum += (w[h * (D + 1) + j] as number) * (x[j] as number);
    units[h] = Math.tanh(sum);
    z += (w[out + h] as number) * (units[h] as number);
  }
  for (let j = 0; j < D; j++) z += (w[out + H + j] as number) * (x[j] as number);
  const error = weight * (1 / (1 + Math.exp(-z)) - (row.right ? 1 : 0));
  grad[out + H + D] = (grad[out + H + D] as number) + error;
  for (let j = 0; j < D; j++) grad[out + H + j] = (grad[out + H + j] as number) + error * (x[j] as number);
  for (let h = 0; h < H; h++) {
    grad[out + h] = (grad[out + h] as number) + error * (units[h] as number);
    const back = error * (w[out + h] as number) * (1 - (units[h] as number) ** 2);
    const base = h * (D + 1);
    for (let j = 0; j < D; j++) grad[base + j] = (grad[base + j] as number) + back * (x[j] as number);
    grad[base + D] = (grad[base + D] as number) + back;
  }
}
