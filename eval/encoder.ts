import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { loadEncoder } from '../src/adapters/node/encoder.ts';
import type { Encoder } from '../src/deps.ts';

/** Folder of the encoder that the environment names, as the service reads it. */
const named = process.env.ENCODER_DIR ?? process.env.MODEL_DIR;

/** How the one that ships is read (LoadOptions.reader), to see what its other forms are worth. */
const reader = z.enum(['own', 'rows', 'tokenizer']).default('own').parse(process.env.ENCODER_READER);

/** The encoder of a model folder, the one that ships when none is named; ENCODER_DIR=none asks for none. */
export async function openEncoder(folder: string | undefined = named): Promise<Encoder | null> {
  if (folder === 'none') return null;
  const shipped = fileURLToPath(new URL('../models/bag', import.meta.url));
  const besides = (folder !== undefined || reader !== 'own') && existsSync(shipped);
  const quick = besides ? await loadEncoder({ dir: shipped }) : null;
  const dir = folder ?? shipped;
  return folder !== undefined || existsSync(dir) ? loadEncoder({ dir, quick, reader }) : null;
}
