import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadEncoder } from '../src/adapters/node/encoder.ts';
import type { Encoder } from '../src/deps.ts';

/** Folder of the encoder that the environment names, as the service reads it. */
const named = process.env.ENCODER_DIR ?? process.env.MODEL_DIR;

/** The encoder of a model folder, the one that ships when none is named; ENCODER_DIR=none asks for none. */
export async function openEncoder(folder: string | undefined = named): Promise<Encoder | null> {
  if (folder === 'none') return null;
  const shipped = fileURLToPath(new URL('../models/bag', import.meta.url));
  const quick = folder !== undefined && existsSync(shipped) ? await loadEncoder({ dir: shipped }) : null;
  const dir = folder ?? shipped;
  return folder !== undefined || existsSync(dir) ? loadEncoder({ dir, quick }) : null;
}
