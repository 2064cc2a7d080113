import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { ClientAsset, ClientAssets } from '../../portal/model.ts';

const portal = resolve(dirname(fileURLToPath(import.meta.url)), '../../portal');
const require = createRequire(import.meta.url);

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
};

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M9 0h14a9 9 0 0 1 9 9v14a9 9 0 0 1-9 9H3a3 3 0 0 1-3-3V9a9 9 0 0 1 9-9z" fill="#0a5c63"/><path d="M9 9l7 14 7-14" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** What of pdfjs-dist may be asked for: its two scripts, and the tables it loads while drawing. */
const pdfjsFile = /^pdfjs\/((?:pdf|pdf\.worker)\.min\.mjs|(?:cmaps|standard_fonts|wasm|iccs)\/[\w-][\w.-]*)$/;

/**
 * Bundles the browser's side in memory, in about half a second, and serves it with the font and the PDF viewer from
 * node_modules. Nothing is written to disk.
 */
export async function buildClientAssets(): Promise<ClientAssets> {
  const [bundled, font] = await Promise.all([bundle(), readFile(fontPath())]);
  const files = new Map(bundled);
  files.set('source-sans-3.woff2', font);
  files.set('icon.svg', new TextEncoder().encode(icon));
  const pdfjs = dirname(require.resolve('pdfjs-dist/package.json'));
  const { version } = JSON.parse(await readFile(join(pdfjs, 'package.json'), 'utf8')) as { version: string };
  return {
    version: versionOf(files, version),
    async read(name) {
      const bytes = files.get(name) ?? (await readPdfjs(pdfjs, name));
      return bytes ? { bytes, type: typeOf(name) } : null;
    },
  };
}

async function bundle(): Promise<[string, Uint8Array][]> {
  const result = await build({
    absWorkingDir: portal,
    entryPoints: {
      chat: './client/chat.tsx',
      contract: './client/contract.ts',
      coverage: './client/coverage.ts',
      document: './client/document.ts',
      'hr-questions': './client/hr-questions.ts',
      'hr-answer': './client/hr-answer.ts',
      'hr-documents': './client/hr-documents.tsx',
      tasks: './client/tasks.ts',
      'recovery-codes': './client/recovery-codes.ts',
      'hr-version': './client/hr-version.ts',
      portal: './styles/portal.css',
    },
    outdir: '/',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
    minify: true,
    legalComments: 'none',
    external: ['*.woff2'],
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'hono/jsx/dom' } },
    logLevel: 'silent',
  });
  return result.outputFiles.map((file) => [file.path.replace(/^.*[\\/]/, ''), file.contents]);
}

function fontPath(): string {
  const family = dirname(require.resolve('@fontsource-variable/source-sans-3/package.json'));
  return join(family, 'files/source-sans-3-latin-wght-normal.woff2');
}

async function readPdfjs(folder: string, name: string): Promise<Uint8Array | null> {
  const path = pdfjsFile.exec(name)?.[1];
  if (!path) return null;
  const inside = path.includes('/') ? path : join('legacy/build', path);
  return readFile(join(folder, inside)).catch(() => null);
}

function versionOf(files: ReadonlyMap<string, Uint8Array>, pdfjsVersion: string): string {
  const hash = createHash('sha256').update(pdfjsVersion);
  for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(name).update(bytes);
  return hash.digest('hex').slice(0, 12);
}

function typeOf(name: string): ClientAsset['type'] {
  return types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}
