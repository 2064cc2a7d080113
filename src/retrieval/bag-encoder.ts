import type { Encoder } from '../deps.ts';
import { bagOf } from './bag-features.ts';
import { readOnnxTable } from './onnx-table.ts';

/** Weights of a bag-of-subwords encoder: a table of int8 rows with a scale each. */
export interface BagWeights {
  id: string;
  buckets: number;
  dimension: number;
  /** buckets x dimension. */
  rows: Int8Array;
  /** One per bucket. */
  scales: Float32Array;
}

/** 'VBBAG1' and a line of JSON, then the rows, then the scales (little-endian, aligned to four bytes). */
const magic = 'VBBAG1';

export function packWeights(weights: BagWeights): Uint8Array {
  const { id, buckets, dimension } = weights;
  const header = new TextEncoder().encode(`${magic}\n${JSON.stringify({ id, buckets, dimension })}\n`);
  const start = Math.ceil(header.length / 4) * 4;
  const packed = new Uint8Array(start + weights.rows.byteLength + weights.scales.byteLength).fill(
    0x20,
    0,
    start,
  );
  packed.set(header);
  packed.set(new Uint8Array(weights.rows.buffer, weights.rows.byteOffset, weights.rows.byteLength), start);
  packed.set(
    new Uint8Array(weights.scales.buffer, weights.scales.byteOffset, weights.scales.byteLength),
    start + weights.rows.byteLength,
  );
  return packed;
}

/**
 * Weights as the training writes them (VBBAG1) or as they ship, inside an ONNX model.
 * @throws RangeError when the bytes are neither, or not of the length they name
 */
export function unpackWeights(bytes: Uint8Array): BagWeights {
  const head = new TextDecoder().decode(bytes.subarray(0, 1024)).split('\n');
  if (head[0] !== magic || head[1] === undefined) return readOnnxTable(bytes);
  const { id, buckets, dimension } = JSON.parse(head[1]) as {
    id: string;
    buckets: number;
    dimension: number;
  };
  const start = Math.ceil(new TextEncoder().encode(`${head[0]}\n${head[1]}\n`).length / 4) * 4;
  const size = buckets * dimension;
  if (!Number.isInteger(size) || bytes.length !== start + size + buckets * 4) {
    throw new RangeError('encoder file of the wrong length');
  }
  // A copy of its own: Node's Buffer.slice shares memory with whatever else was read.
  const own = new Uint8Array(bytes.subarray(start));
  return {
    id,
    buckets,
    dimension,
    rows: new Int8Array(own.buffer, 0, size),
    scales: new Float32Array(own.buffer, size, buckets),
  };
}

/** The encoder that ships: sums the rows of a text's features and normalises. Pure and synchronous inside; a text costs well under a millisecond. */
export function createBagEncoder(weights: BagWeights): Encoder {
  const encode = (text: string) => unit(sumBag(weights, text));
  return {
    id: weights.id,
    dimension: weights.dimension,
    encodePassages: async (texts) => texts.map(encode),
    encodeQuestion: async (text) => encode(text),
    encodeWord: encode,
    wordLength: (form) => lengthOf(sumBag(weights, form)),
  };
}

function sumBag(weights: BagWeights, text: string): Float32Array {
  const { dimension, rows, scales } = weights;
  const vector = new Float32Array(dimension);
  for (const [bucket, weight] of bagOf(text, weights.buckets)) {
    const factor = weight * (scales[bucket] ?? 0);
    const offset = bucket * dimension;
    for (let i = 0; i < dimension; i++) vector[i] = (vector[i] ?? 0) + factor * (rows[offset + i] ?? 0);
  }
  return vector;
}

function lengthOf(vector: Float32Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.sqrt(squares);
}

/** Makes it a unit vector in place; what nothing is known of points along the first axis. */
function unit(vector: Float32Array): Float32Array {
  const length = lengthOf(vector);
  if (length === 0) {
    vector[0] = 1;
    return vector;
  }
  const inverse = 1 / length;
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) * inverse;
  return vector;
}
