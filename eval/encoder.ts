import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadEncoder } from '../src/adapters/node/encoder.ts';
import type { Encoder } from '../src/deps.ts';

/** The encoder of a model folder, the one that ships when none is named; MODEL_DIR=none asks for none. */
export async function openEncoder(folder: string | undefined): Promise<Encoder | null> {
  if (folder === 'none') return null;
  const dir = folder ?? fileURLToPath(new URL('../models/bag', import.meta.url));
  return existsSync(dir) ? loadEncoder({ dir }) : null;
}
