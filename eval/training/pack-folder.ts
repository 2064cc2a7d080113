import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BagWeights } from '../../src/retrieval/bag-encoder.ts';
import { bagModel } from './pack-graph.ts';
import { modelConfig, tokenizerConfig, tokenizerJson } from './pack-tokenizer.ts';
import { vocabularyOf } from './pack-vocabulary.ts';

/**
 * Writes the folder of an encoder in the form of transformers.js, with the manifest that names its weights by sha256.
 * @param words become whole tokens; any other word is put together from pieces
 * @returns how many tokens, and the bytes of all files
 */
export function writeBagFolder(
  dir: string,
  weights: BagWeights,
  words: ReadonlySet<string>,
): { tokens: number; bytes: number } {
  const { id, dimension } = weights;
  const vocabulary = vocabularyOf(words);
  const model = bagModel(weights, vocabulary);
  const tokenizer = `${JSON.stringify(tokenizerJson(vocabulary))}\n`;
  const manifest = {
    id,
    type: 'bag',
    dimension,
    buckets: weights.buckets,
    pooling: 'mean',
    sha256: sha256Of(model),
    tokenizerSha256: sha256Of(tokenizer),
  };
  const files: Record<string, string | Uint8Array> = {
    'onnx/model_quantized.onnx': model,
    'config.json': pretty(modelConfig(id, dimension, vocabulary.length)),
    'tokenizer.json': tokenizer,
    'tokenizer_config.json': pretty(tokenizerConfig),
    'vraagbaak.json': pretty(manifest),
  };
  let bytes = 0;
  for (const [name, content] of Object.entries(files)) {
    const path = join(dir, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    bytes += Buffer.byteLength(content);
  }
  return { tokens: vocabulary.length, bytes };
}

const sha256Of = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
