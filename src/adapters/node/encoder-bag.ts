import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Encoder } from '../../deps.ts';
import { createBagEncoder, unpackWeights } from '../../retrieval/bag-encoder.ts';
import { bagOf } from '../../retrieval/bag-features.ts';
import { encoderFault, unloadable } from './encoder-faults.ts';
import type { EncoderFolder } from './encoder-folder.ts';
import type { ModelThread } from './encoder-host.ts';
import type { WeighedIds } from './encoder-thread.ts';

/** As it ships; before it, when there, what the training has just written and nobody packed yet. */
const packed = 'onnx/model_quantized.onnx';
const loose = 'weights.bin';

/**
 * A bag of subwords read by our own code: no runtime, no thread, single words too.
 * @param sha256 what the weights file must have; anything when undefined
 * @throws AppError encoder_unusable
 */
export function loadBag(dir: string, sha256: string | undefined): Encoder {
  const file = existsSync(join(dir, loose)) ? loose : packed;
  const path = join(dir, file);
  if (!existsSync(path)) throw encoderFault('file', basename(dir), { file });
  const bytes = readFileSync(path);
  if (sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw encoderFault('hash', basename(dir), { file: basename(file) });
  try {
    return createBagEncoder(unpackWeights(bytes));
  } catch (error) {
    throw unloadable(basename(dir), error);
  }
}

/**
 * The same bag run by onnxruntime: features and weights are made here, rows are looked up and added there.
 * @throws AppError encoder_unusable when the manifest does not say how many rows the table has
 */
export function bagThroughModel(
  thread: ModelThread,
  folder: EncoderFolder,
  facts: { dimension: number; quick: Encoder | null | undefined },
): Encoder {
  const { buckets, id = folder.model } = folder.manifest;
  if (buckets === undefined)
    throw encoderFault('invalid', folder.name, { file: 'vraagbaak.json', reason: 'buckets' });
  const encode = (text: string, urgent: boolean) => thread.encode(idsOf(text, buckets), urgent);
  return {
    id,
    dimension: facts.dimension,
    ...(facts.quick
      ? { quick: facts.quick, encodeWord: facts.quick.encodeWord, wordLength: facts.quick.wordLength }
      : {}),
    encodePassages: (texts) => Promise.all(texts.map((text) => encode(text, false))),
    encodeQuestion: (text) => encode(text, true),
  };
}

/** The model calls row r by -1 - r; its token 0 is the empty one, for a text of nothing. */
function idsOf(text: string, buckets: number): WeighedIds {
  const bag = [...bagOf(text, buckets)];
  if (bag.length === 0) return { ids: [0], weights: [1] };
  return { ids: bag.map(([row]) => -1 - row), weights: bag.map(([, weight]) => weight) };
}
