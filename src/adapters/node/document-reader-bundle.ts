import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'document-reader-child.ts');
const root = join(here, '../../..');

/** pdf.js asks for these at load; they are only needed for drawing. */
const banner =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url); globalThis.DOMMatrix ??= class {}; globalThis.ImageData ??= class {}; globalThis.Path2D ??= class {};";

let made: Promise<string> | null = null;

/** Path of the child's program, bundled once per content so that starting it costs no TypeScript compilation. */
export async function childProgram(): Promise<string> {
  if (made !== null && !existsSync(await made)) made = null;
  made ??= build().catch((error: unknown) => {
    made = null;
    throw error;
  });
  return made;
}

async function build(): Promise<string> {
  const folder = `document-child-${contentKey()}`;
  const index = join(root, 'index');
  const kept = join(index, folder, 'document-reader-child.mjs');
  if (existsSync(kept)) return kept;
  const { build: bundle } = await import('esbuild');
  const write = (outdir: string) =>
    bundle({
      entryPoints: [source],
      outdir,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      minifySyntax: true,
      minifyWhitespace: true,
      external: ['@napi-rs/canvas'],
      banner: { js: banner },
      logLevel: 'silent',
    });
  try {
    mkdirSync(index, { recursive: true });
    const temporary = mkdtempSync(join(index, '.document-child-'));
    await write(temporary);
    try {
      renameSync(temporary, join(index, folder));
    } catch {
      // Another process was first: its bundle has the same content.
      rmSync(temporary, { recursive: true, force: true });
    }
    dropOld(index);
    if (existsSync(kept)) return kept;
  } catch {
    // A read-only installation: a private folder of this process will do.
  }
  const own = mkdtempSync(join(tmpdir(), 'vraagbaak-document-child-'));
  process.once('exit', () => rmSync(own, { recursive: true, force: true }));
  await write(own);
  return join(own, 'document-reader-child.mjs');
}

/** Bundles of earlier versions that nobody can be using any more. */
function dropOld(index: string): void {
  const weekAgo = Date.now() - 7 * 24 * 3600 * 1000;
  for (const name of readdirSync(index)) {
    const path = join(index, name);
    if (/^\.?document-child-/.test(name) && statSync(path).mtimeMs < weekAgo)
      rmSync(path, { recursive: true, force: true });
  }
}

/** Changes with the sources and with the packages that are bundled in. */
function contentKey(): string {
  const hash = createHash('sha256');
  const add = (file: string) => hash.update(file.slice(root.length)).update(readFileSync(file));
  for (const name of readdirSync(here).sort())
    if (/^(?:document-reader|pdf-child)/.test(name)) add(join(here, name));
  for (const folder of ['ingestion', 'kernel'])
    for (const name of readdirSync(join(root, 'src', folder)).sort())
      if (name.endsWith('.ts')) add(join(root, 'src', folder, name));
  for (const name of ['pdf-parse', 'pdfjs-dist', 'mammoth', 'parse5', 'markdown-it', 'esbuild']) {
    const manifest = join(root, 'node_modules', name, 'package.json');
    if (existsSync(manifest)) add(manifest);
  }
  return hash.digest('hex').slice(0, 16);
}
