/**
 * Measures what performance depends on, side by side in one run, and prints medians:
 *
 *   npm run bench [-- --only vectors|questions|ingestion|uploads]
 *
 * Machines are shared and noisy: compare figures of one run with each other, never with those of another day.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createDocumentReader } from '../src/adapters/node/document-reader.ts';
import { createVectorIndexes, SWITCH_OVER } from '../src/adapters/node/hnsw-index.ts';
import type { VectorEntry } from '../src/deps.ts';
import { createExactScan } from '../src/retrieval/exact-scan.ts';
import { openEncoder } from './encoder.ts';
import { openHarness } from './harness.ts';
import { loadSuite, type Suite } from './suite.ts';
import { loadCorpus } from './training/corpus.ts';
import { seeded } from './training/seeded.ts';
import { largeSuite } from './training/synthetic.ts';

const DIMENSION = 128;
const K = 60;

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}
const show = (ms: number) => (ms < 10 ? ms.toFixed(2) : ms.toFixed(1));

function randomUnit(random: () => number, centres: readonly Float32Array[]): Float32Array {
  const centre = centres[Math.floor(random() * centres.length)];
  const vector = Float32Array.from(
    { length: DIMENSION },
    (_, i) => (centre?.[i] ?? 0) + (random() - 0.5) * 0.9,
  );
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}

/** Exact scan against HNSW with half of the ids allowed; how many of the exact first 20 HNSW finds too. */
function benchVectors(): void {
  const dir = mkdtempSync(join(tmpdir(), 'vraagbaak-bench-'));
  const random = seeded(3);
  const rows = [1_000, 5_000, 20_000, 50_000].map((size) => {
    const centres = Array.from({ length: 200 }, () =>
      Float32Array.from({ length: DIMENSION }, () => random() - 0.5),
    );
    const entries: VectorEntry[] = Array.from({ length: size }, (_, id) => ({
      id: id + 1,
      vector: randomUnit(random, centres),
    }));
    const queries = Array.from({ length: 60 }, () => randomUnit(random, centres));
    const allowed = (id: number) => id % 2 === 0;
    const exact = createExactScan(DIMENSION, entries);
    const startBuild = performance.now();
    const hnsw = createVectorIndexes({ dir, switchOver: 0 }).open(
      `bench-${size}`,
      1,
      { id: 'bench', dimension: DIMENSION },
      () => entries,
    );
    const build = performance.now() - startBuild;
    const times = { exact: [] as number[], hnsw: [] as number[] };
    let same = 0;
    for (const query of queries) {
      const a = performance.now();
      const truth = exact.search(query, K, allowed);
      const b = performance.now();
      const found = hnsw.search(query, K, allowed);
      times.exact.push(b - a);
      times.hnsw.push(performance.now() - b);
      const first = new Set(truth.slice(0, 20).map((hit) => hit.id));
      same += found.slice(0, 20).filter((hit) => first.has(hit.id)).length;
    }
    return {
      vectors: size,
      'exact p50 ms': show(quantile(times.exact, 0.5)),
      'hnsw p50 ms': show(quantile(times.hnsw, 0.5)),
      ratio: (quantile(times.exact, 0.5) / quantile(times.hnsw, 0.5)).toFixed(1),
      'hnsw build s': (build / 1000).toFixed(1),
      'same first 20': `${((100 * same) / (20 * queries.length)).toFixed(1)} %`,
    };
  });
  rmSync(dir, { recursive: true, force: true });
  console.log(
    `\nVectors of ${DIMENSION} numbers, first ${K}, half of the ids allowed (switch-over at ${SWITCH_OVER})`,
  );
  console.table(rows);
}

async function timeQuestions(name: string, suite: Suite): Promise<Record<string, string | number>> {
  const harness = await openHarness(suite, { encoder: await openEncoder() });
  try {
    for (const test of suite.questions.slice(0, 40))
      await harness.askQuestion({ ...test, id: `warm-${test.id}` });
    const times: number[] = [];
    for (const test of suite.questions) times.push((await harness.askQuestion(test)).ms);
    return {
      suite: name,
      questions: times.length,
      'p50 ms': show(quantile(times, 0.5)),
      'p95 ms': show(quantile(times, 0.95)),
      'max ms': show(Math.max(...times)),
    };
  } finally {
    await harness.close();
  }
}

/** Through the assistant and its log, without a language model. */
async function benchQuestions(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vraagbaak-bench-'));
  const rows = [
    await timeQuestions('development', loadSuite('eval/suites/dev')),
    await timeQuestions('5,000 passages', largeSuite(folder, loadCorpus(), 5_000, 300)),
  ];
  rmSync(folder, { recursive: true, force: true });
  console.log('\nOne question, retrieval, reading, checks and log together');
  console.table(rows);
}

/** Reading of the demo documents: the child process, its start included, two files at a time as the queue does. */
async function benchIngestion(): Promise<void> {
  const reader = createDocumentReader();
  const files = [
    'klaverveld/bedrijfsregeling-2026.pdf',
    'klaverveld/pensioenovereenkomst-2026.pdf',
    'meerhaven/cao-orv-2026-2027.pdf',
    'meerhaven/pensioenreglement-orv.pdf',
  ];
  const loaded = await Promise.all(
    files.map(async (file) => ({
      name: file,
      bytes: new Uint8Array(await readFile(join('documents', file))),
    })),
  );
  const rates: number[] = [];
  let pages = 0;
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    pages = 0;
    const queue = [...loaded];
    const work = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const document = await reader.read(next.bytes, next.name);
        pages += document.pages.length;
      }
    };
    await Promise.all([work(), work()]);
    rates.push((1000 * pages) / (performance.now() - started));
  }
  reader.close();
  console.log(
    `\nIngestion: ${pages} pages a round, five rounds: median ${quantile(rates, 0.5).toFixed(1)} pages/s, best ${Math.max(...rates).toFixed(1)}, worst ${Math.min(...rates).toFixed(1)}`,
  );
}

const UPLOADS = 500;

/** Resident memory of the running service, in MiB. Linux only: that is where it is run for real. */
function residentMiB(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1024;
}

/** A service of its own takes PDF and Markdown files one after the other, each a new document that is read whole. */
async function benchUploads(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vraagbaak-bench-'));
  const port = 20_000 + (process.pid % 20_000);
  const service = spawn(process.execPath, ['--import', 'tsx', 'src/entry/node.ts'], {
    env: { ...process.env, VRAAGBAAK_DATA_DIR: dataDir, VRAAGBAAK_PORT: String(port) },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  const demo = JSON.parse(readFileSync('documents/demo.json', 'utf8')) as {
    password: string;
    people: { email: string; memberships: { employerId: string; role: string }[] }[];
  };
  const hr = demo.people.flatMap((person) =>
    person.memberships
      .filter((m) => m.role === 'hr')
      .map((m) => ({ email: person.email, employerId: m.employerId })),
  )[0];
  if (hr === undefined) throw new Error('the demo has nobody in HR');
  try {
    await until(async () => (await fetch(`${url}/api/health`).catch(() => null))?.ok === true);
    const signedIn = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        email: hr.email,
        password: demo.password,
        employerId: hr.employerId,
        role: 'hr',
      }),
    });
    const { token } = (await signedIn.json()) as { token: string };
    const headers = { authorization: `Bearer ${token}` };
    const base = `${url}/api/employers/${hr.employerId}/documents`;
    const isRead = async (id: string): Promise<boolean> => {
      const view = (await (await fetch(`${base}/${id}`, { headers })).json()) as { status: string };
      if (view.status === 'failed') throw new Error(`document ${id} was not read`);
      return view.status === 'ready';
    };
    const pdf = readFileSync('documents/meerhaven/huisregels-magazijn.pdf');
    const samples: { uploads: number; MiB: string }[] = [];
    const started = performance.now();
    for (let n = 1; n <= UPLOADS; n++) {
      const form = new FormData();
      const file =
        n % 2 === 0
          ? new File(
              [`# Regeling ${n}\n\n## Artikel 1 Vergoeding\n\nDe vergoeding bedraagt € ${n} per maand.\n`],
              `regeling-${n}.md`,
            )
          : new File([pdf, `\n% copy ${n}\n`], `huisregels-${n}.pdf`);
      form.set('file', file);
      form.set('title', `Document ${n}`);
      form.set('kind', 'other');
      const response = await fetch(base, { method: 'POST', headers, body: form });
      if (response.status !== 202) throw new Error(`upload ${n}: HTTP ${response.status}`);
      const { id } = (await response.json()) as { id: string };
      await until(() => isRead(id));
      if (n === 1 || n % 50 === 0)
        samples.push({ uploads: n, MiB: residentMiB(service.pid ?? 0).toFixed(0) });
    }
    console.log(
      `\nMemory of the service over ${UPLOADS} uploads (${((performance.now() - started) / 1000).toFixed(0)} s)`,
    );
    console.table(samples);
  } finally {
    service.kill('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (await done()) return;
    await wait(50);
  }
  throw new Error('waited for a minute');
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, help: { type: 'boolean', default: false } },
});
if (values.help) {
  console.log(
    'Measures vectors, questions, ingestion and memory.\n\n  npm run bench [-- --only vectors|questions|ingestion|uploads]',
  );
} else {
  if (values.only === undefined || values.only === 'vectors') benchVectors();
  if (values.only === undefined || values.only === 'questions') await benchQuestions();
  if (values.only === undefined || values.only === 'ingestion') await benchIngestion();
  if (values.only === undefined || values.only === 'uploads') await benchUploads();
}
