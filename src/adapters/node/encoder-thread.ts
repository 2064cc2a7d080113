/**
 * Program of the thread that a model runs in: a call of the model keeps its thread busy from beginning to end, and that
 * must not be the thread that serves requests. It imports nothing of ours at run time: it is started from its text.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Pooling } from './encoder-pooling.ts';

/** What the thread is told at its start. */
export interface ThreadSetup {
  /** Address of transformers.js. */
  transformers: string;
  /** The folder of the model: where it stands, and its name there. */
  parent: string;
  name: string;
  quantized: boolean;
  pooling: Pooling;
  maxTokens: number;
}

/** Instead of a text, for a bag of subwords: what its features are called in the model, and how much each counts. */
export interface WeighedIds {
  ids: readonly number[];
  weights: readonly number[];
}

/** Answer to one text, or to the start (without a vector). */
export type ThreadReply =
  | { kind: 'ready' }
  | { kind: 'vector'; vector: Float32Array }
  | { kind: 'error'; message: string };

const setup = workerData as ThreadSetup;

// What goes wrong is said in a reply; transformers.js prints it as well, with the texts it was given.
console.warn = () => {};
console.error = () => {};

async function load(): Promise<(input: string | WeighedIds) => Promise<Float32Array>> {
  const { AutoModel, AutoTokenizer, env, Tensor } = (await import(
    setup.transformers
  )) as typeof import('@xenova/transformers');
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.localModelPath = setup.parent;
  const options = { quantized: setup.quantized, local_files_only: true };
  const tokenizer = await AutoTokenizer.from_pretrained(setup.name, options);
  const model = await AutoModel.from_pretrained(setup.name, options);
  const tensorOf = (values: readonly number[]) =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const inputsOf = (text: string) => {
    const encoded = tokenizer(text, { padding: false, truncation: false, return_tensor: false });
    return Object.entries(encoded as Record<string, number[]>).map(
      ([name, values]) => [name, tensorOf(cut(values))] as const,
    );
  };
  return async (input) => {
    const given = typeof input === 'string' ? null : input;
    const inputs = given === null ? inputsOf(input as string) : [['input_ids', tensorOf(given.ids)] as const];
    const output = (await model(Object.fromEntries(inputs))) as Record<string, unknown>;
    const hidden = output.last_hidden_state as { data: Float32Array; dims: number[] } | undefined;
    if (hidden?.dims.length !== 3) throw new Error('the model has no output last_hidden_state');
    return unit(pool(hidden.data, hidden.dims[2] ?? 0, given?.weights));
  };
}

/** The last token closes the text, also one that is cut. */
function cut(tokens: readonly number[]): readonly number[] {
  const { maxTokens } = setup;
  return tokens.length <= maxTokens ? tokens : [...tokens.slice(0, maxTokens - 1), tokens.at(-1) ?? 0];
}

/**
 * @param data one row of `dimension` numbers a token
 * @param weights of the rows; all alike when absent
 */
function pool(data: Float32Array, dimension: number, weights?: readonly number[]): Float32Array {
  if (setup.pooling === 'cls') return data.slice(0, dimension);
  const sum = new Float32Array(dimension);
  for (let i = 0; i < data.length; i++) {
    const weight = weights?.[Math.floor(i / dimension)] ?? 1;
    sum[i % dimension] = (sum[i % dimension] ?? 0) + weight * (data[i] ?? 0);
  }
  return sum;
}

function unit(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector);
  if (!Number.isFinite(norm) || norm === 0) throw new Error('the model gives no usable vector');
  return vector.map((value) => value / norm);
}

async function serve(): Promise<void> {
  const say = (reply: ThreadReply) => parentPort?.postMessage(reply);
  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
  try {
    const encode = await load();
    parentPort?.on('message', (input: string | WeighedIds) => {
      encode(input).then(
        (vector) => say({ kind: 'vector', vector }),
        (error: unknown) => say({ kind: 'error', message: messageOf(error) }),
      );
    });
    say({ kind: 'ready' });
  } catch (error) {
    say({ kind: 'error', message: messageOf(error) });
  }
}

await serve();
