import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Encoder } from '../../deps.ts';
import { AppError } from '../../kernel/errors.ts';
import { createBagEncoder, unpackWeights } from '../../retrieval/bag-encoder.ts';
import { dotProduct } from '../../retrieval/dot-product.ts';
import { encoderFault } from './encoder-faults.ts';
import { type EncoderFolder, readEncoderFolder, readManifest } from './encoder-folder.ts';
import { type ModelThread, startModelThread } from './encoder-host.ts';
import { unrelatedPairs } from './encoder-samples.ts';

export interface LoadOptions {
  dir: string;
  /** Encodes single words and sentences at question time, for which a model is too slow; see the port. */
  quick?: Encoder | null;
  /** A model that was not asked for so long gives its memory back until it is asked again; never when absent. */
  idleMs?: number;
}

/**
 * Loads the encoder in a folder: our own bag of subwords, or a model that transformers.js loads. Nothing is fetched
 * from anywhere.
 * @throws AppError encoder_unusable, with what is wrong with the folder in Dutch and English
 */
export async function loadEncoder(options: LoadOptions): Promise<Encoder> {
  const dir = resolve(options.dir);
  const manifest = readManifest(dir);
  if (manifest.type === 'bag') return loadBag(dir, manifest.sha256);
  const folder = readEncoderFolder(dir);
  const hash = await hashOf(folder.weights);
  if (manifest.sha256 !== undefined && hash !== manifest.sha256)
    throw encoderFault('hash', folder.name, { file: basename(folder.weights) });
  const thread = await openModel(dir, folder, options.idleMs ?? null);
  const [probe] = await encodeAll(thread, ['proef'], folder, 'passagePrefix').catch((error: unknown) => {
    throw unloadable(folder.name, error);
  });
  const dimension = probe?.length ?? 0;
  const wrong = folder.dimensions.find(({ value }) => value !== dimension);
  if (wrong !== undefined) throw encoderFault('dimension', folder.name, { given: dimension, ...wrong });
  return modelEncoder(thread, folder, { id: identityOf(dir, folder, hash), dimension, quick: options.quick });
}

function loadBag(dir: string, sha256: string | undefined): Encoder {
  const file = 'weights.bin';
  const path = join(dir, file);
  if (!existsSync(path)) throw encoderFault('file', basename(dir), { file });
  const bytes = readFileSync(path);
  if (sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw encoderFault('hash', basename(dir), { file });
  try {
    return createBagEncoder(unpackWeights(new Uint8Array(bytes)));
  } catch (error) {
    throw unloadable(basename(dir), error);
  }
}

async function openModel(dir: string, folder: EncoderFolder, idleMs: number | null): Promise<ModelThread> {
  const { name, quantized, pooling, maxTokens } = folder;
  const setup = { parent: `${dirname(dir)}/`, name, quantized, pooling, maxTokens };
  return startModelThread(setup, idleMs).catch((error: unknown) => {
    throw unloadable(name, error);
  });
}

function unloadable(folder: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return encoderFault('load', folder, { reason });
}

/** A stream, because a model may be larger than what one buffer holds. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
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
    ...(facts.quick ? { quick: facts.quick, encodeWord: facts.quick.encodeWord } : {}),
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
