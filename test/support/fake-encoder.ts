import type { Encoder } from '../../src/deps.ts';

/** An encoder with nothing learned: each word adds one at a place its letters pick. Equal words make near vectors. */
export function createFakeEncoder(id = 'fake-1', dimension = 32): Encoder {
  const place = (word: string): number => {
    let sum = 7;
    for (const letter of word) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
    return sum % dimension;
  };
  const encode = (text: string): Float32Array => {
    const vector = new Float32Array(dimension);
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    for (const word of words) vector[place(word)] = (vector[place(word)] ?? 0) + 1;
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    if (length === 0) vector[0] = 1;
    return length === 0 ? vector : vector.map((value) => value / length);
  };
  return {
    id,
    dimension,
    encodePassages: async (texts) => texts.map(encode),
    encodeQuestion: async (text) => encode(text),
  };
}
