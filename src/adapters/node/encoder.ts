import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Encoder } from '../../deps.ts';
import { dotProduct } from '../../retrieval/dot-product.ts';
import { bagThroughModel, loadBag } from './encoder-bag.ts';
import { encoderFault, unloadable } from './encoder-faults.ts';
import { type EncoderFolder, readEncoderFolder, readManifest } from './encoder-folder.ts';
import { type ModelThread, startModelThread } from './encoder-host.ts';
import { unrelatedPairs } from './encoder-samples.ts';

export interface LoadOptions {
  dir: string;
  /** Encodes single words and sentences at question time, for which a model is too slow; see the port. */
  quick?: Encoder | null;
  /** A model that was not asked for so long gives its memory back until it is asked again; never when absent. */
  idleMs?: number;
  /**
   * How a bag of subwords is read. 'own', when absent: by our code, which takes the table out of the file. 'rows': by
   * onnxruntime, from our features; the same vectors, slower. 'tokenizer': as any folder of transformers.js, from
   * the text; nearly the same vectors.
   */
  reader?: 'own' | 'rows' | 'tokenizer';
}

/**
 * Loads the encoder in a folder: our own bag of subwords, or a model that transformers.js loads. Nothing is fetched
 * from anywhere.
 * @throws AppError encoder_unusable, with what is wrong with the folder in Dutch and English
 */
export async function loadEncoder(options: LoadOptions): Promise<Encoder> {
  const dir = resolve(options.dir);
  const manifest = readManifest(dir);
  const reader = manifest.type === 'bag' ? (options.reader ?? 'own') : 'tokenizer';
  if (reader === 'own') return loadBag(dir, manifest.sha256);
  const folder = readEncoderFolder(dir);
  const hash = await checkedHash(folder.weights, manifest.sha256, folder.name);
  await checkedHash(join(dir, 'tokenizer.json'), manifest.tokenizerSha256, folder.name);
  const thread = await openModel(dir, folder, options.idleMs ?? null);
  const [probe] = await encodeAll(thread, ['proef'], folder, 'passagePrefix').catch((error: unknown) => {
    throw unloadable(folder.name, error);
  });
  const dimension = probe?.length ?? 0;
  const wrong = folder.dimensions.find(({ value }) => value !== dimension);
  if (wrong !== undefined) throw encoderFault('dimension', folder.name, { given: dimension, ...wrong });
  if (reader === 'rows') return bagThroughModel(thread, folder, { dimension, quick: options.quick });
  return modelEncoder(thread, folder, { id: identityOf(dir, folder, hash), dimension, quick: options.quick });
}

async function openModel(dir: string, folder: EncoderFolder, idleMs: number | null): Promise<ModelThread> {
  const { name, quantized, pooling, maxTokens } = folder;
  const setup = { parent: `${dirname(dir)}/`, name, quantized, pooling, maxTokens };
  return startModelThread(setup, idleMs).catch((error: unknown) => {
    throw unloadable(name, error);
  });
}

/**
 * sha256 of a file, by a stream, because a model may be larger than what one buffer holds.
 * @throws AppError encoder_unusable when another one was expected
 */
async function checkedHash(path: string, expected: string | undefined, folder: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const given = hash.digest('hex');
  if (expected !== undefined && given !== expected)
    throw encoderFault('hash', folder, { file: basename(path) });
  return given;
}

/** Changes with whatever changes a vector; not with the place of the folder. */
function identityOf(dir: string, folder: EncoderFolder, weights: string): string {
  const { queryPrefix, passagePrefix, pooling, maxTokens, lowerCase } = folder;
  const hash = createHash('sha256')
    .update(JSON.stringify([weights, queryPrefix, passagePrefix, pooling, maxTokens, lowerCase]))
    .update(readFileSync(join(dir, 'tokenizer.json')));
  return `${folder.model}@${hash.digest('hex').slice(0, 12)}`;
}

async function encodeAll(
  thread: ModelThread,
  texts: readonly string[],
  folder: EncoderFolder,
  prefix: 'queryPrefix' | 'passagePrefix',
): Promise<Float32Array[]> {
  return Promise.all(
    texts.map((text) =>
      thread.encode(
        `${folder[prefix]}${folder.lowerCase ? text.toLowerCase() : text}`,
        prefix === 'queryPrefix',
      ),
    ),
  );
}

async function modelEncoder(
  thread: ModelThread,
  folder: EncoderFolder,
  facts: { id: string; dimension: number; quick: Encoder | null | undefined },
): Promise<Encoder> {
  const encodePassages = (texts: readonly string[]) => encodeAll(thread, texts, folder, 'passagePrefix');
  const encodeQuestions = (texts: readonly string[]) => encodeAll(thread, texts, folder, 'queryPrefix');
  return {
    id: facts.id,
    dimension: facts.dimension,
    floor: await floorOf(encodeQuestions, encodePassages),
    ...(facts.quick
      ? { quick: facts.quick, encodeWord: facts.quick.encodeWord, wordLength: facts.quick.wordLength }
      : {}),
    encodePassages,
    async encodeQuestion(text) {
      const [vector] = await encodeQuestions([text]);
      if (vector === undefined) throw new RangeError('a question without a vector');
      return vector;
    },
  };
}

type Encode = (texts: readonly string[]) => Promise<Float32Array[]>;

/** What a question and a passage about something else have in common for this model: 0.05 for some, 0.75 for others. */
async function floorOf(encodeQuestions: Encode, encodePassages: Encode): Promise<number> {
  const { questions, passages } = unrelatedPairs;
  const [asked, told] = [await encodeQuestions(questions), await encodePassages(passages)];
  let sum = 0;
  asked.forEach((question, i) => {
    told.forEach((passage, j) => {
      if (i !== j) sum += dotProduct(question, passage);
    });
  });
  const mean = sum / (questions.length * (passages.length - 1));
  return Math.min(0.95, Math.max(0, mean));
}
