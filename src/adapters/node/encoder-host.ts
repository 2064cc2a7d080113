import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ThreadReply, ThreadSetup, WeighedIds } from './encoder-thread.ts';

const transformers = pathToFileURL(createRequire(import.meta.url).resolve('@xenova/transformers')).href;

/** A text that takes longer ends its thread: a model that hangs must not hold every question. */
const TEXT_MS = 60_000;
/** Some gigabytes from a slow disk. */
const LOAD_MS = 300_000;

export interface ModelThread {
  /**
   * Unit-length vector of one text. Urgent texts (questions) go before the others that wait.
   * @throws Error when the model fails; the thread is started anew at the next text
   */
  encode(input: string | WeighedIds, urgent: boolean): Promise<Float32Array>;
}

interface Job {
  input: string | WeighedIds;
  resolve(vector: Float32Array): void;
  reject(error: unknown): void;
}

/**
 * One model in a thread of its own, one text at a time.
 * @param idleMs after so long without a text the thread ends and gives its memory back, until the next text
 * @throws Error with the reason when the model cannot be loaded
 */
export async function startModelThread(
  setup: Omit<ThreadSetup, 'transformers'>,
  idleMs: number | null,
): Promise<ModelThread> {
  const urgentJobs: Job[] = [];
  const jobs: Job[] = [];
  let busy = false;
  let thread: Promise<Worker> | null = null;
  let idle: NodeJS.Timeout | undefined;

  const open = async (): Promise<Worker> => {
    const worker = await launch(setup);
    worker.once('exit', () => {
      thread = null;
    });
    try {
      await replyOf(worker, LOAD_MS);
    } catch (error) {
      thread = null;
      void worker.terminate();
      throw error;
    }
    return worker;
  };
  const rest = async () => {
    const worker = await thread;
    if (busy) return;
    worker?.unref();
    if (idleMs === null) return;
    idle = setTimeout(() => void worker?.terminate(), idleMs);
    idle.unref();
  };
  const run = async (job: Job) => {
    clearTimeout(idle);
    try {
      thread ??= open();
      const worker = await thread;
      worker.ref();
      worker.postMessage(job.input);
      const reply = await replyOf(worker, TEXT_MS);
      if (reply.kind !== 'vector') throw new Error('the model gave no vector');
      job.resolve(reply.vector);
    } catch (error) {
      job.reject(error);
    }
  };
  const work = async () => {
    if (busy) return;
    busy = true;
    for (let job = urgentJobs.shift() ?? jobs.shift(); job; job = urgentJobs.shift() ?? jobs.shift())
      await run(job);
    busy = false;
    await rest().catch(() => {});
  };

  thread = open();
  await thread;
  await rest();
  return {
    encode: (input, urgent) =>
      new Promise((resolve, reject) => {
        (urgent ? urgentJobs : jobs).push({ input, resolve, reject });
        void work();
      }),
  };
}

/** From its text, so that it runs the same under tsx, in a test and without either. */
async function launch(setup: Omit<ThreadSetup, 'transformers'>): Promise<Worker> {
  const { transform } = await import('esbuild');
  const source = readFileSync(new URL('./encoder-thread.ts', import.meta.url), 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'esm', target: 'node20' });
  const worker = new Worker(new URL(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`), {
    workerData: { ...setup, transformers } satisfies ThreadSetup,
    execArgv: [],
  });
  // An end that nobody waits for is seen at the next text.
  worker.on('error', () => {});
  return worker;
}

/** The thread's next word. @throws Error when it says error, ends or takes too long */
function replyOf(worker: Worker, ms: number): Promise<ThreadReply> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      act();
    };
    const onMessage = (reply: ThreadReply) =>
      settle(() => (reply.kind === 'error' ? reject(new Error(reply.message)) : resolve(reply)));
    const onError = (error: unknown) => settle(() => reject(error));
    const onExit = () => settle(() => reject(new Error('the thread of the model ended')));
    const timer = setTimeout(() => {
      void worker.terminate();
    }, ms);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}
