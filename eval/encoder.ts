import { existsSync, readFileSync } from 'node:fs';
import type { Encoder } from '../src/deps.ts';
import { createBagEncoder, unpackWeights } from '../src/retrieval/bag-encoder.ts';

/** The encoder that ships, or none with MODEL_DIR=none. */
export async function openEncoder(folder: string | undefined): Promise<Encoder | null> {
  if (folder === 'none') return null;
  const file = new URL('../models/bag/weights.bin', import.meta.url);
  return existsSync(file) ? createBagEncoder(unpackWeights(new Uint8Array(readFileSync(file)))) : null;
}
