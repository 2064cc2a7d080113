import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { encoderFault } from './encoder-faults.ts';
import { type FolderReader, type Pooling, readPooling, refuseUnsupported } from './encoder-pooling.ts';

/** vraagbaak.json: what we know of a folder; each setting prevails over what the model's own files say. */
const manifestSchema = z.strictObject({
  id: z.string().min(1).optional(),
  /** 'bag': our own table of subwords, also when its folder is one of transformers.js; 'transformers': any other folder. */
  type: z.enum(['bag', 'transformers']).default('transformers'),
  dimension: z.number().int().positive().optional(),
  queryPrefix: z.string().optional(),
  passagePrefix: z.string().optional(),
  pooling: z.enum(['mean', 'cls']).optional(),
  maxTokens: z.number().int().min(8).optional(),
  quantized: z.boolean().optional(),
  /** Rows of a bag's table. */
  buckets: z.number().int().positive().optional(),
  /** Hash of the weights file; a mismatch refuses the folder. */
  sha256: z.string().optional(),
  /** Hash of tokenizer.json; counts where the tokenizer is used. */
  tokenizerSha256: z.string().optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;

const configSchema = z.looseObject({
  model_type: z.string().optional(),
  _name_or_path: z.string().optional(),
  hidden_size: z.number().int().positive().optional(),
  dim: z.number().int().positive().optional(),
  d_model: z.number().int().positive().optional(),
  max_position_embeddings: z.number().optional(),
  pad_token_id: z.number().int().nullish(),
});
type ModelConfig = z.infer<typeof configSchema>;

const tokenizerConfigSchema = z.looseObject({ model_max_length: z.number().nullish() });
const sentenceSchema = z.looseObject({
  max_seq_length: z.number().int().positive().nullish(),
  do_lower_case: z.boolean().optional(),
});
const promptsSchema = z.looseObject({
  prompts: z.record(z.string(), z.string().nullable()).optional(),
  similarity_fn_name: z.string().nullish(),
});

/** A number of numbers a text, with the file that says so. */
export interface StatedDimension {
  file: string;
  value: number;
}

/** How texts go through the model of a folder. */
export interface EncoderFolder {
  /** The folder's name, for messages. */
  name: string;
  manifest: Manifest;
  /** Path of the weights. */
  weights: string;
  /** Name of the model, without version; not unique. */
  model: string;
  quantized: boolean;
  queryPrefix: string;
  passagePrefix: string;
  pooling: Pooling;
  /** Longest text, in tokens with the special ones; what is beyond is not read. */
  maxTokens: number;
  lowerCase: boolean;
  dimensions: readonly StatedDimension[];
}

/**
 * Passages have at most 180 words: more tokens than this come from noise only, and the time a model takes grows with
 * the square of them. vraagbaak.json may allow more.
 */
const MAX_TOKENS = 1024;

/** Their position table begins after the place of the padding token. */
const offsetPositions = new Set(['roberta', 'xlm-roberta', 'xlm-roberta-xl', 'camembert']);

/** Prefixes and pooling that model cards tell and folders leave out. The first pattern that fits the name counts. */
const families: { name: RegExp; pooling: Pooling; query: string; passage: string }[] = [
  {
    name: /(?:^|[^a-z0-9])e5-.*instruct/,
    pooling: 'mean',
    query:
      'Instruct: Given a question of an employee, retrieve the passages of company documents that answer it\nQuery: ',
    passage: '',
  },
  { name: /(?:^|[^a-z0-9])e5-/, pooling: 'mean', query: 'query: ', passage: 'passage: ' },
  { name: /(?:^|[^a-z0-9])bge-m3/, pooling: 'cls', query: '', passage: '' },
  { name: /paraphrase-multilingual-/, pooling: 'mean', query: '', passage: '' },
];

/** vraagbaak.json of a folder; empty settings when it has none. @throws AppError encoder_unusable */
export function readManifest(dir: string): Manifest {
  if (!existsSync(dir)) throw encoderFault('folder', basename(dir));
  return readJson(dir, 'vraagbaak.json', manifestSchema) ?? manifestSchema.parse({});
}

/**
 * Reads how the model of a transformers.js folder is used: from vraagbaak.json, else from the files that
 * sentence-transformers writes, else from what is known of the model's family.
 * @throws AppError encoder_unusable, with what is missing and what to do, in Dutch and English
 */
export function readEncoderFolder(dir: string): EncoderFolder {
  const manifest = readManifest(dir);
  const name = basename(dir);
  const config = readRequired(dir, 'config.json', configSchema);
  if (!existsSync(join(dir, 'tokenizer.json'))) throw encoderFault('file', name, { file: 'tokenizer.json' });
  const tokenizer = readRequired(dir, 'tokenizer_config.json', tokenizerConfigSchema);
  const sentence = readJson(dir, 'sentence_bert_config.json', sentenceSchema);
  const told = readJson(dir, 'config_sentence_transformers.json', promptsSchema);
  const read: FolderReader = (file, schema) => readJson(dir, file, schema);
  refuseUnsupported(read, name, told?.similarity_fn_name ?? null);
  const model = modelName(config);
  const family = families.find((entry) => entry.name.test(`${model} ${name}`.toLowerCase()));
  const pooled = manifest.pooling === undefined ? readPooling(read, name) : null;
  const pooling = manifest.pooling ?? pooled?.pooling ?? family?.pooling;
  if (pooling === undefined) throw encoderFault('pooling', name);
  const prompts = promptsOf(told?.prompts ?? {}) ?? family;
  const quantized = manifest.quantized ?? existsSync(join(dir, 'onnx', 'model_quantized.onnx'));
  const hidden = config.hidden_size ?? config.dim ?? config.d_model;
  return {
    name,
    manifest,
    weights: findWeights(dir, quantized),
    model: manifest.id ?? model,
    quantized,
    queryPrefix: manifest.queryPrefix ?? prompts?.query ?? '',
    passagePrefix: manifest.passagePrefix ?? prompts?.passage ?? '',
    pooling,
    maxTokens: maxTokensOf(manifest, config, [sentence?.max_seq_length, tokenizer.model_max_length]),
    lowerCase: sentence?.do_lower_case ?? false,
    dimensions: [
      ...(manifest.dimension === undefined ? [] : [{ file: 'vraagbaak.json', value: manifest.dimension }]),
      ...(pooled?.dimension == null ? [] : [{ file: pooled.file, value: pooled.dimension }]),
      ...(hidden === undefined ? [] : [{ file: 'config.json', value: hidden }]),
    ],
  };
}

function readJson<T>(dir: string, file: string, schema: z.ZodType<T>): T | null {
  const path = join(dir, file);
  if (!existsSync(path)) return null;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw encoderFault('invalid', basename(dir), {
      file,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success)
    throw encoderFault('invalid', basename(dir), { file, reason: z.prettifyError(parsed.error) });
  return parsed.data;
}

function readRequired<T>(dir: string, file: string, schema: z.ZodType<T>): T {
  const content = readJson(dir, file, schema);
  if (content === null) throw encoderFault('file', basename(dir), { file });
  return content;
}

/** 'multilingual-e5-small' of 'intfloat/multilingual-e5-small'; never the folder, which may be moved. */
function modelName(config: ModelConfig): string {
  const tail = config._name_or_path?.split(/[\\/]/).findLast((part) => /\w/.test(part));
  return tail ?? config.model_type ?? 'encoder';
}

/** Prompts as sentence-transformers keeps them; null when none says anything, as it writes empty ones by itself. */
function promptsOf(prompts: Record<string, string | null>): { query: string; passage: string } | null {
  const find = (...names: string[]) => {
    const ends = (key: string) =>
      names.includes(
        key
          .toLowerCase()
          .split(/[^a-z]/)
          .at(-1) ?? '',
      );
    return Object.entries(prompts).find(([key, value]) => ends(key) && value)?.[1];
  };
  const [query, passage] = [find('query'), find('document', 'passage', 'corpus')];
  return query || passage ? { query: query ?? '', passage: passage ?? '' } : null;
}

function maxTokensOf(
  manifest: Manifest,
  config: ModelConfig,
  stated: readonly (number | null | undefined)[],
): number {
  const { max_position_embeddings: places = Number.POSITIVE_INFINITY, model_type: type = '' } = config;
  const positions = offsetPositions.has(type) ? places - (config.pad_token_id ?? 1) - 1 : places;
  if (manifest.maxTokens !== undefined) return Math.min(manifest.maxTokens, positions);
  return Math.min(MAX_TOKENS, positions, ...stated.filter((length) => length != null));
}

function findWeights(dir: string, quantized: boolean): string {
  const file = `onnx/${quantized ? 'model_quantized' : 'model'}.onnx`;
  const path = join(dir, file);
  if (!existsSync(path)) throw encoderFault('file', basename(dir), { file });
  if (existsSync(`${path}_data`) || existsSync(`${path}.data`))
    throw encoderFault('external', basename(dir), { file });
  return path;
}
