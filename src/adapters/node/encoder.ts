import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Encoder } from '../../deps.ts';
import { createBagEncoder, unpackWeights } from '../../retrieval/bag-encoder.ts';

/** vraagbaak.json in a model folder: what config.json of transformers does not say. */
const manifestSchema = z.object({
  id: z.string().min(1),
  /** 'bag': our own table of subwords (weights.bin); 'transformers': a folder that transformers.js loads. */
  type: z.enum(['bag', 'transformers']).default('transformers'),
  dimension: z.number().int().positive(),
  queryPrefix: z.string().default(''),
  passagePrefix: z.string().default(''),
  pooling: z.enum(['mean', 'cls']).default('mean'),
  quantized: z.boolean().default(false),
  /** Hash of the weights file; a mismatch refuses the model. */
  sha256: z.string().optional(),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Texts per call: on a CPU larger batches are slower. */
const BATCH = 8;

/**
 * Loads the encoder in a folder; nothing is fetched from anywhere.
 * @throws Error that names the folder and what is wrong with it
 */
export async function loadEncoder(options: { dir: string }): Promise<Encoder> {
  const dir = resolve(options.dir);
  const manifest = readManifest(dir);
  const weights =
    manifest.type === 'bag'
      ? join(dir, 'weights.bin')
      : join(dir, 'onnx', manifest.quantized ? 'model_quantized.onnx' : 'model.onnx');
  if (!existsSync(weights)) throw new Error(`model folder ${basename(dir)}: ${basename(weights)} is missing`);
  const bytes = readFileSync(weights);
  if (manifest.sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== manifest.sha256) {
    throw new Error(
      `model folder ${basename(dir)}: ${basename(weights)} is not the file that vraagbaak.json names`,
    );
  }
  return manifest.type === 'bag'
    ? createBagEncoder(unpackWeights(new Uint8Array(bytes)))
    : transformersEncoder(dir, manifest);
}

function readManifest(dir: string): Manifest {
  const file = join(dir, 'vraagbaak.json');
  if (!existsSync(file)) throw new Error(`model folder ${basename(dir)}: vraagbaak.json is missing`);
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`model folder ${basename(dir)}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

async function transformersEncoder(dir: string, manifest: Manifest): Promise<Encoder> {
  const { env, pipeline } = await import('@xenova/transformers');
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = `${dirname(dir)}/`;
  const extract = await pipeline('feature-extraction', basename(dir), { quantized: manifest.quantized });
  const encode = async (texts: readonly string[], prefix: string): Promise<Float32Array[]> => {
    const vectors: Float32Array[] = [];
    for (let i = 0; i < texts.length; i += BATCH) {
      const batch = texts.slice(i, i + BATCH).map((text) => `${prefix}${text}`);
      const output = await extract(batch, { pooling: manifest.pooling, normalize: true });
      const data = output.data as Float32Array;
      for (let row = 0; row < batch.length; row++) {
        vectors.push(
          Float32Array.from(data.subarray(row * manifest.dimension, (row + 1) * manifest.dimension)),
        );
      }
    }
    return vectors;
  };
  const [probe] = await encode(['proef'], manifest.passagePrefix);
  if (probe === undefined || probe.length !== manifest.dimension || !probe.every(Number.isFinite)) {
    throw new Error(
      `model folder ${basename(dir)}: the model does not give ${manifest.dimension} numbers a text`,
    );
  }
  return {
    id: manifest.id,
    dimension: manifest.dimension,
    encodePassages: (texts) => encode(texts, manifest.passagePrefix),
    async encodeQuestion(text) {
      const [vector] = await encode([text], manifest.queryPrefix);
      if (vector === undefined) throw new Error('the encoder gave no vector');
      return vector;
    },
  };
}
