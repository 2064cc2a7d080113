import { loadEncoder } from '../src/adapters/node/encoder.ts';
import type { Encoder } from '../src/deps.ts';

/** The encoder of a model folder; null when none is named. */
export async function openEncoder(folder: string | undefined): Promise<Encoder | null> {
  return folder === undefined || folder === '' ? null : loadEncoder({ dir: folder });
}
