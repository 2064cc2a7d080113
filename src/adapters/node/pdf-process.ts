import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { z } from 'zod';
import { AppError, type ErrorCode } from '../../kernel/errors.ts';

const itemSchema = z.object({
  text: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  size: z.number(),
  font: z.string(),
  turned: z.boolean(),
});
const pageSchema = z.object({
  number: z.number().int(),
  width: z.number(),
  height: z.number(),
  items: z.array(itemSchema),
  hidden: z.array(z.string()),
});
const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), pages: z.number().int(), title: z.string().nullable() }),
  z.object({ type: z.literal('page'), page: pageSchema }),
  z.object({ type: z.literal('end'), failed: z.number() }),
  z.object({ type: z.literal('error'), name: z.string(), message: z.string() }),
]);
export type RawPage = z.infer<typeof pageSchema>;
export interface RawPdf {
  title: string | null;
  pages: RawPage[];
}

export interface PdfLimits {
  wallMs: number;
  cpuSeconds: number;
  rssBytes: number;
  outputBytes: number;
  parallel: number;
}
export const pdfLimits: PdfLimits = {
  wallMs: 20_000,
  cpuSeconds: 15,
  rssBytes: 512 * 1024 * 1024,
  outputBytes: 64 * 1024 * 1024,
  parallel: 2,
};

/** Raise when the banner or the options of the bundle change. */
const bundleVersion = '2';

/** The child's program in one file, bundled once per content: starting it costs no TypeScript compilation. */
export function childProgram(): string {
  const source = fileURLToPath(new URL('./pdf-child.ts', import.meta.url));
  const hash = createHash('sha256')
    .update(readFileSync(source))
    .update(process.version + bundleVersion)
    .digest('hex')
    .slice(0, 16);
  const dir = join(tmpdir(), `vraagbaak-${process.getuid?.() ?? 0}`);
  const file = join(dir, `pdf-child-${hash}.mjs`);
  if (existsSync(file)) return file;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const built = buildSync({
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
    minify: true,
    external: ['@napi-rs/canvas'],
    banner: {
      js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url); globalThis.DOMMatrix ??= class {}; globalThis.ImageData ??= class {}; globalThis.Path2D ??= class {};",
    },
    logLevel: 'silent',
  });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, built.outputFiles[0]?.contents ?? new Uint8Array(), { mode: 0o600 });
  renameSync(temporary, file);
  return file;
}

function start(limits: PdfLimits): ChildProcess {
  const program = childProgram();
  const node = [
    process.execPath,
    '--max-old-space-size=300',
    '--disable-warning=ExperimentalWarning',
    program,
  ];
  const limited = existsSync('/usr/bin/prlimit')
    ? ['/usr/bin/prlimit', `--cpu=${limits.cpuSeconds}`, '--nofile=64', '--fsize=0', '--core=0', ...node]
    : node;
  const [command = '', ...args] = limited;
  return spawn(command, args, { env: {}, cwd: tmpdir(), stdio: ['pipe', 'pipe', 'ignore'] });
}

/** At most `parallel` children at a time; one idle child waits with its program loaded, used for one file only. */
export function createPdfProcesses(limits: PdfLimits = pdfLimits) {
  let running = 0;
  const waiting: (() => void)[] = [];
  let idle: ChildProcess | null = null;
  const acquire = async () => {
    if (running >= limits.parallel) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
  };
  const release = () => {
    running--;
    waiting.shift()?.();
  };
  const take = (): ChildProcess => {
    const child = idle !== null && idle.exitCode === null && idle.signalCode === null ? idle : start(limits);
    idle = null;
    return child;
  };
  const warm = () => {
    if (idle !== null) return;
    const child = start(limits);
    child.on('error', () => {});
    child.on('exit', () => {
      if (idle === child) idle = null;
    });
    child.unref();
    (child.stdin as unknown as { unref?: () => void } | null)?.unref?.();
    (child.stdout as unknown as { unref?: () => void } | null)?.unref?.();
    idle = child;
  };
  return {
    async read(
      bytes: Uint8Array,
      options: {
        signal?: AbortSignal | undefined;
        onPage?: ((page: number, pages: number) => void) | undefined;
      },
    ): Promise<RawPdf> {
      await acquire();
      try {
        options.signal?.throwIfAborted();
        const child = take();
        child.ref();
        const result = converse(child, bytes, limits, options);
        if (waiting.length > 0) warm();
        return await result;
      } finally {
        release();
      }
    },
    close() {
      idle?.kill('SIGKILL');
      idle = null;
    },
  };
}

async function converse(
  child: ChildProcess,
  bytes: Uint8Array,
  limits: PdfLimits,
  options: { signal?: AbortSignal | undefined; onPage?: ((page: number, pages: number) => void) | undefined },
): Promise<RawPdf> {
  let failure: ErrorCode | null = null;
  let error: { name: string; message: string } | null = null;
  let pages = 0;
  let title: string | null = null;
  let ended = false;
  const found: RawPage[] = [];
  const stop = (code: ErrorCode) => {
    failure ??= code;
    child.kill('SIGKILL');
  };
  const wall = setTimeout(() => stop('pdf_too_slow'), limits.wallMs);
  const watch = setInterval(() => {
    if (rssOf(child.pid) > limits.rssBytes) stop('pdf_too_large');
  }, 25);
  const onAbort = () => stop('ingestion_interrupted');
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const exited = new Promise<NodeJS.Signals | null>((resolve) => {
    child.on('error', () => resolve('SIGKILL'));
    child.on('close', (_code, signal) => resolve(signal));
  });
  child.stdin?.on('error', () => {});
  let buffer = '';
  let total = 0;
  child.stdout?.setEncoding('utf8');
  child.stdout?.on('data', (chunk: string) => {
    total += chunk.length;
    if (total > limits.outputBytes) return stop('pdf_too_large');
    buffer += chunk;
    let at = buffer.indexOf('\n');
    while (at >= 0) {
      const line = buffer.slice(0, at);
      buffer = buffer.slice(at + 1);
      const parsed = parseMessage(line);
      if (parsed === null) return stop('pdf_damaged');
      if (parsed.type === 'start') {
        pages = parsed.pages;
        title = parsed.title;
      } else if (parsed.type === 'page') {
        found.push(parsed.page);
        options.onPage?.(found.length, pages);
      } else if (parsed.type === 'error') error = parsed;
      else ended = true;
      at = buffer.indexOf('\n');
    }
  });
  child.stdin?.end(bytes);
  const signal = await exited;
  clearTimeout(wall);
  clearInterval(watch);
  options.signal?.removeEventListener('abort', onAbort);
  if (failure !== null) throw new AppError(failure);
  if (error !== null) throw new AppError(codeOf(error));
  if (!ended)
    throw new AppError(
      signal === 'SIGXCPU' || signal === 'SIGKILL'
        ? 'pdf_too_slow'
        : signal === 'SIGABRT'
          ? 'pdf_too_large'
          : 'pdf_damaged',
    );
  return { title, pages: found };
}

function parseMessage(line: string) {
  try {
    return messageSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function rssOf(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
}

function codeOf(error: { name: string; message: string }): ErrorCode {
  if (/password/i.test(error.name) || /password/i.test(error.message)) return 'pdf_password';
  if (
    error.name === 'TooManyPages' ||
    error.name === 'TooMuchText' ||
    /allocation|array buffer|out of memory/i.test(error.message)
  )
    return 'pdf_too_large';
  return 'pdf_damaged';
}
