import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { z } from 'zod';
import { ingestedDocumentSchema } from '../../ingestion/document-schema.ts';
import type { DocumentFormat, IngestedDocument } from '../../ingestion/model.ts';
import { AppError, type ErrorCode, errorTable } from '../../kernel/errors.ts';
import { childProgram } from './document-reader-bundle.ts';

/** What one child may use. */
export interface ReadingLimits {
  wallMs: number;
  cpuSeconds: number;
  /** Resident memory, watched from outside: limits inside Node don't count ArrayBuffers. */
  rssBytes: number;
  addressSpaceBytes: number;
  outputBytes: number;
  /** Children at a time. */
  parallel: number;
}

export const readingLimits: ReadingLimits = {
  wallMs: 20_000,
  cpuSeconds: 15,
  rssBytes: 512 * 1024 * 1024,
  addressSpaceBytes: 1_500_000_000,
  outputBytes: 64 * 1024 * 1024,
  parallel: 2,
};

const HEAP_MB = 320;
const WATCH_MS = 25;
const PAGE_BYTES = 4096;

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);
const messageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    stage: z.enum(['reading', 'structuring']),
    page: z.number().int().nonnegative(),
    pages: z.number().int().nonnegative(),
  }),
  z.object({ type: z.literal('document'), document: ingestedDocumentSchema }),
  z.object({
    type: z.literal('error'),
    code: z.string().refine(isErrorCode),
    message: z.string(),
    pages: z.array(z.number().int().positive()).max(100),
  }),
]);

export interface ReadingOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((stage: 'reading' | 'structuring', page: number, pages: number) => void) | undefined;
}

export interface ReadingProcesses {
  /** @throws AppError with a file_*, pdf_* or document_* code; the signal's reason when it is aborted */
  read(bytes: Uint8Array, format: DocumentFormat, options: ReadingOptions): Promise<IngestedDocument>;
  /** Ends the waiting child. */
  close(): void;
}

/** At most `parallel` children at a time; while files wait, the next child loads its program ahead. A child reads one file only. */
export function createReadingProcesses(limits: ReadingLimits = readingLimits): ReadingProcesses {
  let running = 0;
  const waiting: (() => void)[] = [];
  let spare: ChildProcess | null = null;
  let program: Promise<Program> | null = null;
  const ready = async (): Promise<Program> => {
    const [file, wrapper] = await Promise.all([childProgram(), kernelLimits(limits)]);
    return { file, wrapper };
  };

  const enter = async (signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    if (running < limits.parallel) {
      running++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const turn = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(turn), 1);
        reject(signal?.reason);
      };
      waiting.push(turn);
      signal?.addEventListener('abort', leave, { once: true });
    });
  };
  const exit = () => {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  };
  const take = (program: Program): ChildProcess => {
    const child = spare !== null && isAlive(spare) ? spare : start(program);
    spare = null;
    return child;
  };
  const prepare = (program: Program) => {
    if (spare !== null && isAlive(spare)) return;
    const child = start(program);
    child.once('exit', () => {
      if (spare === child) spare = null;
    });
    spare = child;
  };
  const close = () => {
    spare?.kill('SIGKILL');
    spare = null;
  };
  return {
    async read(bytes, format, options) {
      await enter(options.signal);
      try {
        // index/ may be emptied at any time: then the program is bundled again.
        if (program !== null && !existsSync((await program).file)) program = null;
        program ??= ready().catch((error: unknown) => {
          program = null;
          throw error;
        });
        const made = await program;
        options.signal?.throwIfAborted();
        const reading = converse(take(made), bytes, format, limits, options);
        if (waiting.length > 0) prepare(made);
        return await reading;
      } finally {
        exit();
        if (running === 0) close();
      }
    },
    close,
  };
}

const isAlive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

/** Where util-linux is installed the kernel keeps the limits too; elsewhere the watchdog stands alone. */
async function kernelLimits(limits: ReadingLimits): Promise<string[]> {
  const tool = ['/usr/bin/prlimit', '/bin/prlimit'].find((file) => existsSync(file));
  if (tool === undefined) return [];
  const rest = [`--cpu=${limits.cpuSeconds}`, '--nofile=64', '--fsize=0', '--core=0'];
  const full = [tool, `--as=${limits.addressSpaceBytes}`, ...rest];
  // Some builds of Node reserve more address space than this at the start: try once.
  const works = await new Promise<boolean>((resolve) => {
    const [command = '', ...args] = [...full, process.execPath, `--max-old-space-size=${HEAP_MB}`, '-e', '0'];
    const child = spawn(command, args, { env: {}, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
  return works ? full : [tool, ...rest];
}

interface Program {
  file: string;
  /** The command that sets the limits, to stand before node; empty where there is none. */
  wrapper: string[];
}

function start(program: Program): ChildProcess {
  const [command = process.execPath, ...args] = [
    ...program.wrapper,
    process.execPath,
    `--max-old-space-size=${HEAP_MB}`,
    // Fewer collections in a process this short-lived: a fifth off its time.
    '--max-semi-space-size=16',
    // Children already run side by side: V8's helper threads would only take the other child's core (a fifth less CPU time).
    '--single-threaded',
    '--no-warnings',
    program.file,
  ];
  const child = spawn(command, args, { env: {}, cwd: tmpdir(), stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);
  return child;
}

interface Heard {
  document: IngestedDocument | null;
  error: AppError | null;
}

async function converse(
  child: ChildProcess,
  bytes: Uint8Array,
  format: DocumentFormat,
  limits: ReadingLimits,
  options: ReadingOptions,
): Promise<IngestedDocument> {
  let stopped: ErrorCode | 'aborted' | null = null;
  const codes = codesFor(format);
  const stop = (reason: ErrorCode | 'aborted') => {
    stopped ??= reason;
    child.kill('SIGKILL');
  };
  const wall = setTimeout(() => stop(codes.slow), limits.wallMs);
  const watch = setInterval(() => {
    if (residentBytes(child.pid) > limits.rssBytes) stop(codes.large);
  }, WATCH_MS);
  const onAbort = () => stop('aborted');
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (_code, signal) => resolve(signal));
  });
  const heard = listen(child, limits, codes, stop, options);
  child.stdin?.write(`${format}\n`);
  child.stdin?.end(bytes);
  const signal = await ended;
  clearTimeout(wall);
  clearInterval(watch);
  options.signal?.removeEventListener('abort', onAbort);
  const reason = stopped as ErrorCode | 'aborted' | null;
  if (reason === 'aborted') throw options.signal?.reason ?? new AppError('ingestion_interrupted');
  if (reason !== null) throw new AppError(reason);
  if (heard.error !== null) throw heard.error;
  if (heard.document !== null) return heard.document;
  // SIGXCPU and SIGKILL: the kernel's limit on time. Anything else without a word is V8 or an allocation giving up.
  throw new AppError(signal === 'SIGXCPU' || signal === 'SIGKILL' ? codes.slow : codes.large);
}

function listen(
  child: ChildProcess,
  limits: ReadingLimits,
  codes: { large: ErrorCode; damaged: ErrorCode },
  stop: (reason: ErrorCode) => void,
  options: ReadingOptions,
): Heard {
  const heard: Heard = { document: null, error: null };
  const pieces: string[] = [];
  let total = 0;
  const hear = (line: string) => {
    const message = parseMessage(line);
    if (message === null) return stop(codes.damaged);
    if (message.type === 'progress') options.onProgress?.(message.stage, message.page, message.pages);
    else if (message.type === 'document') heard.document = message.document;
    else heard.error = faultOf(message.code, message.pages);
  };
  child.stdout?.setEncoding('utf8');
  child.stdout?.on('data', (chunk: string) => {
    total += chunk.length;
    if (total > limits.outputBytes) return stop(codes.large);
    const lines = chunk.split('\n');
    for (const [i, part] of lines.entries()) {
      pieces.push(part);
      if (i === lines.length - 1) break;
      hear(pieces.join(''));
      pieces.length = 0;
    }
  });
  return heard;
}

/** Names the pages at fault, so that HR knows where to look. */
function faultOf(code: ErrorCode, pages: readonly number[]): AppError {
  if (pages.length === 0) return new AppError(code);
  const [last] = pages.slice(-1);
  const which =
    pages.length === 1
      ? `Bladzijde ${last} van deze PDF kan`
      : `De bladzijden ${pages.slice(0, -1).join(', ')} en ${last} van deze PDF kunnen`;
  return new AppError(code, {
    detail: `${which} niet worden gelezen: het bestand is beschadigd. Maak het opnieuw aan en upload het opnieuw.`,
    data: { pages },
  });
}

function parseMessage(line: string) {
  try {
    return messageSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function codesFor(format: DocumentFormat): { slow: ErrorCode; large: ErrorCode; damaged: ErrorCode } {
  return format === 'pdf'
    ? { slow: 'pdf_too_slow', large: 'pdf_too_large', damaged: 'pdf_damaged' }
    : { slow: 'file_too_large', large: 'file_too_large', damaged: 'document_damaged' };
}

function residentBytes(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
