import { compoundParts } from './compounds.ts';
import { stem } from './stem.ts';
import { tokenise } from './text.ts';

/** FNV-1a over UTF-16 units, 32 bits. */
export function hashFeature(feature: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) {
    hash ^= feature.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

const remembered = new Map<string, Uint32Array>();

/** Hashes of what a word is made of: the word, its stem, its compound parts and its letter 3-, 4- and 5-grams with borders. */
export function wordFeatures(form: string): Uint32Array {
  const known = remembered.get(form);
  if (known !== undefined) return known;
  const features = [`w:${form}`, `s:${stem(form)}`];
  for (const part of compoundParts(form)) features.push(`s:${part}`);
  if (!/\d/.test(form)) {
    const padded = `_${form}_`;
    for (let n = 3; n <= 5; n++) {
      for (let i = 0; i + n <= padded.length; i++) features.push(`g:${padded.slice(i, i + n)}`);
    }
  }
  const hashes = Uint32Array.from(features, hashFeature);
  if (remembered.size > 100_000) remembered.clear();
  remembered.set(form, hashes);
  return hashes;
}

/**
 * The features of a text with their weights: each word brings weight 1 / sqrt(number of its features) per feature, and a word that
 * comes back counts with the square root of how often.
 * @param buckets size of the table, a power of two
 */
export function bagOf(text: string, buckets: number): Map<number, number> {
  const counts = new Map<string, number>();
  for (const token of tokenise(text)) counts.set(token.form, (counts.get(token.form) ?? 0) + 1);
  const bag = new Map<number, number>();
  const mask = buckets - 1;
  for (const [form, count] of counts) {
    const features = wordFeatures(form);
    const weight = Math.sqrt(count / features.length);
    for (const feature of features) {
      const bucket = feature & mask;
      bag.set(bucket, (bag.get(bucket) ?? 0) + weight);
    }
  }
  return bag;
}
