import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Path from the root, with '/', to the text of the file. */
type Sources = ReadonlyMap<string, string>;

function readSources(folder: string): Sources {
  return new Map(
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  );
}

/** What a file imports or re-exports, relative paths resolved to paths from the root. */
function importsOf(path: string, text: string): string[] {
  const statements = text.matchAll(
    /^\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/gm,
  );
  return [...statements]
    .map((match) => match[1] ?? match[2] ?? '')
    .map((name) => (name.startsWith('.') ? posix.join(posix.dirname(path), name) : name));
}

/**
 * Height of a file in the house; imports go to the same height or down. Contracts (models, schemas, service
 * interfaces) stand below the services that make them true, so that a port or a table can name their types.
 */
function heightOf(path: string): number {
  const parts = path.split('/');
  const folder = parts[1] ?? '';
  if (folder === 'kernel') return 0;
  if (
    /^src\/(deps|services)\.ts$|^src\/\w[\w-]*\/(model|view-model|service|report-model|mail-model)\.ts$|^src\/store\/(db|.*-schema)\.ts$/.test(
      path,
    )
  )
    return 1;
  if (folder === 'store') return 2;
  if (folder === 'adapters') return 4;
  if (folder === 'api') return 5;
  if (folder === 'portal' || folder === 'wiring') return 6;
  if (path === 'src/config.ts') return 6;
  if (path === 'src/app.ts') return 7;
  if (folder === 'entry') return 8;
  return 3;
}

/** Which services a service may use; the portal, the api and the app may use all. */
const mayUse: Record<string, readonly string[]> = {
  retrieval: [],
  messages: ['retrieval'],
  workflow: ['notifications'],
  notifications: [],
  accounts: ['notifications'],
  ingestion: [],
  employer: ['ingestion'],
  assistant: ['care', 'messages', 'notifications', 'plain-words', 'retrieval'],
  'ask-as': ['assistant', 'retrieval'],
  care: [],
  cards: ['assistant', 'personnel', 'retrieval'],
  'plain-words': ['retrieval'],
  regression: ['assistant', 'retrieval'],
  contracts: ['accounts', 'notifications', 'personnel'],
  coverage: ['assistant', 'retrieval'],
  insights: ['assistant'],
  pay: [],
  personnel: [],
  declarations: ['pay', 'personnel'],
  mutations: ['accounts', 'notifications', 'personnel'],
  'payroll-runs': ['declarations', 'notifications', 'pay', 'personnel'],
};

const nodeOnly = /^(node:|better-sqlite3$|hnswlib-node$)/;
const nodePlaces = /^src\/(entry\/(?!worker\.ts)|adapters\/node\/)/;
const outsidePlaces = /^src\/(entry|adapters|portal\/client)\//;
const outside =
  /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bgetRandomValues\(|\brandomUUID\(|(?<![\w.])fetch\(/;
const payrollWords = /\b(payroll|salar|loon|declarati|mutati|verlon|wage|contract)/i;

function isContract(path: string): boolean {
  return heightOf(path) <= 1;
}

function importFaults(path: string, target: string): string[] {
  const faults: string[] = [];
  if (nodeOnly.test(target) && !nodePlaces.test(path)) faults.push(`${path} imports ${target}`);
  if (!target.startsWith('src/')) return faults;
  const [own, other] = [path.split('/')[1] ?? '', target.split('/')[1] ?? ''];
  if (heightOf(target) > heightOf(path)) faults.push(`${path} imports upward: ${target}`);
  if (other === 'adapters' && !/^src\/(entry|adapters)\//.test(path))
    faults.push(`${path} imports an adapter: ${target}`);
  const bothServices = heightOf(path) === 3 && heightOf(target) === 3 && own !== other;
  if (bothServices && !mayUse[own]?.includes(other) && !isContract(target)) {
    faults.push(`${path} imports another service: ${target}`);
  }
  return faults;
}

function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function textFaults(path: string, text: string): string[] {
  const faults: string[] = [];
  const code = codeOf(text);
  if (/^export default\b/m.test(code) && path !== 'src/entry/worker.ts')
    faults.push(`${path} has a default export`);
  if (/^export \*/m.test(code)) faults.push(`${path} exports everything of another file`);
  const statements = code
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);
  const onlyPassesOn = statements.every((part) => /^export\b[\s\S]*\bfrom\s*['"]/.test(part));
  if (statements.length > 0 && onlyPassesOn) faults.push(`${path} is a barrel`);
  const found = outsidePlaces.test(path) ? null : outside.exec(code);
  if (found) faults.push(`${path} reaches outside: ${found[0]}`);
  if (path.startsWith('src/workflow/') && payrollWords.test(code)) faults.push(`${path} speaks of payroll`);
  return faults;
}

function faultsOf(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => [
    ...importsOf(path, text).flatMap((target) => importFaults(path, target)),
    ...textFaults(path, text),
  ]);
}

/** Cycles between files: each strongly tied group once, as a sorted list. */
function cyclesOf(sources: Sources): string[][] {
  const edges = new Map(
    [...sources].map(([path, text]) => [
      path,
      importsOf(path, valueImports(text)).filter((to) => sources.has(to)),
    ]),
  );
  const reach = (from: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(edges.get(from) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (!seen.has(next)) open.push(...(edges.get(next) ?? []));
      seen.add(next);
    }
    return seen;
  };
  const reached = new Map([...edges.keys()].map((path) => [path, reach(path)]));
  const groups = [...reached]
    .filter(([path, seen]) => seen.has(path))
    .map(([path, seen]) => [...seen].filter((other) => reached.get(other)?.has(path)).sort());
  return [...new Map(groups.map((group) => [group.join(), group])).values()];
}

/** Types vanish at run time, so they cannot close a circle. */
function valueImports(text: string): string {
  return text.replace(/^\s*(import|export) type\b[^;]*;/gm, '');
}

describe('the house', () => {
  const sources = readSources('src');

  it('was found', () => {
    expect(sources.size).toBeGreaterThan(40);
    expect([...sources].flatMap(([path, text]) => importsOf(path, text)).length).toBeGreaterThan(150);
  });

  it('keeps its import rule, its ports and its words', () => {
    expect(faultsOf(sources)).toEqual([]);
  });

  it('has no circles', () => {
    expect(cyclesOf(sources)).toEqual([]);
  });

  it('has files that can be read in one sitting', () => {
    const long = [...sources]
      .map(([path, text]) => ({ path, lines: text.split('\n').length }))
      .filter(({ lines }) => lines > 300)
      .sort((a, b) => b.lines - a.lines);
    if (long.length > 0)
      console.info(`longer than 300 lines: ${long.map((f) => `${f.path} (${f.lines})`).join(', ')}`);
    expect(long.filter(({ lines }) => lines > 500)).toEqual([]);
  });
});

describe('the test itself', () => {
  it.each([
    ['src/kernel/a.ts', "import { x } from '../store/b.ts';", 'imports upward'],
    ['src/store/a.ts', "import {\n  x,\n} from '../assistant/converse.ts';", 'imports upward'],
    ['src/assistant/a.ts', "import type { C } from '../api/env.ts';", 'imports upward'],
    ['src/api/a.ts', "export { x } from '../portal/b.tsx';", 'imports upward'],
    ['src/app.ts', "const x = await import('./entry/node.ts');", 'imports upward'],
    ['src/employer/a.ts', "import { open } from '../adapters/node/sqlite.ts';", 'imports upward'],
    ['src/api/a.ts', "import { open } from '../adapters/node/sqlite.ts';", 'imports an adapter'],
    ['src/ingestion/a.ts', "import { x } from '../assistant/converse.ts';", 'imports another service'],
    ['src/store/a.ts', "import 'node:fs';", 'imports node:fs'],
    ['src/adapters/cloudflare/a.ts', "import D from 'better-sqlite3';", 'imports better-sqlite3'],
    ['src/entry/worker.ts', "import fs from 'node:fs';", 'imports node:fs'],
    ['src/portal/a.tsx', "import h from 'hnswlib-node';", 'imports hnswlib-node'],
    ['src/api/a.ts', 'export default 1;', 'default export'],
    ['src/api/index.ts', "export { a } from './a.ts';\nexport type { B } from './b.ts';", 'is a barrel'],
    ['src/api/a.ts', "export * from './b.ts';", 'exports everything'],
    ['src/assistant/a.ts', 'const t = Date.now();', 'reaches outside'],
    ['src/assistant/a.ts', 'const t = new Date();', 'reaches outside'],
    ['src/assistant/a.ts', "await fetch('x');", 'reaches outside'],
    ['src/workflow/a.ts', 'const task = "declaratie";', 'speaks of payroll'],
  ])('sees a fault in %s: %s', (path, text, fault) => {
    expect(faultsOf(new Map([[path, text]])).join()).toContain(fault);
  });

  it.each([
    ['src/entry/node.ts', "import 'node:fs';\nimport { a } from '../app.ts';\nDate.now();"],
    ['src/store/employer-schema.ts', "import type { C } from '../assistant/model.ts';"],
    ['src/assistant/a.ts', "import { x } from '../retrieval/retrieve.ts';\nconst d = new Date(0);"],
    ['src/api/a.ts', '// Date.now() is not called here\napp.fetch(request);'],
  ])('sees none in %s: %s', (path, text) => {
    expect(faultsOf(new Map([[path, text]]))).toEqual([]);
  });

  it('sees a circle', () => {
    const circle = new Map([
      ['src/a/x.ts', "import { y } from './y.ts';"],
      ['src/a/y.ts', "import { x } from './x.ts';"],
      ['src/a/z.ts', "import { x } from './x.ts';"],
    ]);
    expect(cyclesOf(circle)).toEqual([['src/a/x.ts', 'src/a/y.ts']]);
    const byType = new Map([...circle, ['src/a/y.ts', "import type { x } from './x.ts';"]]);
    expect(cyclesOf(byType)).toEqual([]);
  });
});
