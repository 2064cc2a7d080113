import { z } from 'zod';
import { encoderFault } from './encoder-faults.ts';

/** Reads a JSON file of the folder; null when it is not there. */
export type FolderReader = <T>(file: string, schema: z.ZodType<T>) => T | null;

/** How the vectors of tokens become one: their mean, or the vector of the first token. */
export type Pooling = 'mean' | 'cls';

const poolingSchema = z.looseObject({
  word_embedding_dimension: z.number().int().positive().optional(),
  embedding_dimension: z.number().int().positive().optional(),
  pooling_mode: z.union([z.string(), z.array(z.string())]).optional(),
  include_prompt: z.boolean().optional(),
});
const modulesSchema = z.array(z.looseObject({ path: z.string(), type: z.string() }));

/** Steps of sentence-transformers that are in every folder: the model itself, pooling, and normalising, which we always do. */
const supportedSteps = new Set(['Transformer', 'Pooling', 'Normalize']);

/**
 * Refuses a model with a step that its ONNX file does not hold, and one that measures by the length of its vectors.
 * @throws AppError encoder_unusable
 */
export function refuseUnsupported(read: FolderReader, folder: string, similarity: string | null): void {
  const steps = (read('modules.json', modulesSchema) ?? []).map(stepOf);
  const foreign = steps.find((step) => !supportedSteps.has(step));
  if (foreign !== undefined) throw encoderFault('module', folder, { value: foreign });
  if (similarity !== null && similarity !== 'cosine' && !steps.includes('Normalize'))
    throw encoderFault('length', folder, { value: similarity });
}

/**
 * The pooling that the folder's own files ask for, and the dimension they name; null when they are silent.
 * @throws AppError encoder_unusable for a way of pooling that we do not have
 */
export function readPooling(
  read: FolderReader,
  folder: string,
): { file: string; pooling: Pooling; dimension: number | null } | null {
  const modules = read('modules.json', modulesSchema) ?? [];
  const path = modules.find((module) => stepOf(module) === 'Pooling')?.path ?? '1_Pooling';
  const file = `${path}/config.json`;
  const config = read(file, poolingSchema);
  if (config === null) return null;
  if (config.include_prompt === false)
    throw encoderFault('poolingKind', folder, { file, value: 'include_prompt: false' });
  const modes = modesOf(config);
  const [mode = ''] = modes;
  if (modes.length !== 1 || (mode !== 'mean' && mode !== 'cls'))
    throw encoderFault('poolingKind', folder, { file, value: modes.join('+') });
  const dimension = config.word_embedding_dimension ?? config.embedding_dimension ?? null;
  return { file, pooling: mode, dimension };
}

/** 'pooling_mode_mean_tokens: true' of older files, 'pooling_mode: "mean"' of newer ones. */
function modesOf(config: z.infer<typeof poolingSchema>): string[] {
  if (config.pooling_mode !== undefined) return [config.pooling_mode].flat();
  return Object.entries(config).flatMap(([key, value]) => {
    const mode = /^pooling_mode_(\w+?)(?:_tokens?)?$/.exec(key)?.[1];
    return mode !== undefined && value === true ? [mode] : [];
  });
}

/** The last word of 'sentence_transformers.models.Pooling', wherever that package keeps it. */
function stepOf(module: { type: string }): string {
  return module.type.split('.').at(-1) ?? '';
}
