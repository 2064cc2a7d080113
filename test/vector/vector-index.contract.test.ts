import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createVectorIndexes } from '../../src/adapters/node/hnsw-index.ts';
import type { VectorEntry, VectorIndexes } from '../../src/deps.ts';
import { createExactIndexes } from '../../src/retrieval/exact-scan.ts';

const dir = mkdtempSync(join(tmpdir(), 'vraagbaak-hnsw-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Unit vectors around a few centres, as text has them. */
function clustered(count: number, dimension: number, seed = 1): VectorEntry[] {
  const random = seeded(seed);
  const normal = () => random() + random() + random() + random() - 2;
  const centres = Array.from({ length: Math.max(2, Math.ceil(count / 50)) }, () =>
    Array.from({ length: dimension }, normal),
  );
  return Array.from({ length: count }, (_, id) => {
    const centre = centres[Math.floor(random() * centres.length)] ?? [];
    const raw = centre.map((value) => value + 0.6 * normal());
    const norm = Math.hypot(...raw);
    return { id: id + 1, vector: Float32Array.from(raw, (value) => value / norm) };
  });
}

const encoder = { id: 'test-encoder', dimension: 32 };
const everything = () => true;

const implementations: [string, () => VectorIndexes][] = [
  ['exact scan', () => createExactIndexes()],
  ['hnsw', () => createVectorIndexes({ dir, switchOver: 0 })],
];

describe.each(implementations)('vector index: %s', (name, make) => {
  const entries = clustered(400, 32);
  const open = (generation = 1) => make().open(`contract-${name}`, generation, encoder, () => entries);

  it('finds a vector itself first, with score 1', () => {
    const [first] = open().search(entries[7]?.vector ?? new Float32Array(32), 5, everything);
    expect(first?.id).toBe(8);
    expect(first?.score).toBeCloseTo(1, 4);
  });
  it('gives at most k, best first', () => {
    const hits = open().search(entries[3]?.vector ?? new Float32Array(32), 20, everything);
    expect(hits).toHaveLength(20);
    expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).sort((a, b) => b - a));
  });
  it('gives only ids that are allowed', () => {
    const hits = open().search(entries[3]?.vector ?? new Float32Array(32), 20, (id) => id % 2 === 0);
    expect(hits.length).toBe(20);
    expect(hits.every((hit) => hit.id % 2 === 0)).toBe(true);
  });
  it('gives nothing when nothing is allowed or nothing is there', () => {
    expect(open().search(entries[3]?.vector ?? new Float32Array(32), 5, () => false)).toEqual([]);
    const empty = make().open('contract-empty', 1, encoder, () => []);
    expect(empty.search(new Float32Array(32).fill(0.1), 5, everything)).toEqual([]);
  });
  it('refuses a vector of the wrong dimension or with NaN', () => {
    expect(() => open().search(new Float32Array(8), 5, everything)).toThrow(RangeError);
    expect(() => open().search(new Float32Array(32).fill(Number.NaN), 5, everything)).toThrow(RangeError);
    expect(() =>
      make().open('contract-bad', 1, encoder, () => [{ id: 1, vector: new Float32Array(8) }]),
    ).toThrow(RangeError);
  });
  it('sees other vectors under another generation', () => {
    const indexes = make();
    indexes.open('contract-next', 1, encoder, () => entries);
    const next = indexes.open('contract-next', 2, encoder, () => entries.slice(0, 3));
    expect(next.size).toBe(3);
  });
  it('keeps the indexes of two encoders of one employer side by side', () => {
    const indexes = make();
    const older = { id: 'older-encoder', dimension: 8 };
    let built = 0;
    const openBoth = () => {
      const now = indexes.open('contract-both', 1, encoder, () => {
        built++;
        return entries;
      });
      const before = indexes.open('contract-both', 1, older, () => {
        built++;
        return clustered(30, 8, 4);
      });
      return [now.size, before.size];
    };
    expect([openBoth(), openBoth(), built]).toEqual([[400, 30], [400, 30], 2]);
    indexes.forget('contract-both');
    openBoth();
    expect(built).toBe(4);
  });
});

describe('hnsw against the exact scan', () => {
  it('gives the same first 20 in at least 99 % on clustered vectors', () => {
    const entries = clustered(3000, 32, 5);
    const exact = createExactIndexes().open('r', 1, encoder, () => entries);
    const hnsw = createVectorIndexes({ dir, switchOver: 0 }).open('recall', 1, encoder, () => entries);
    let same = 0;
    const queries = clustered(60, 32, 9);
    for (const { vector } of queries) {
      const wanted = new Set(exact.search(vector, 20, everything).map((hit) => hit.id));
      same += hnsw.search(vector, 20, everything).filter((hit) => wanted.has(hit.id)).length;
    }
    expect(same / (20 * queries.length)).toBeGreaterThanOrEqual(0.99);
  });
});

describe('a cache file', () => {
  const entries = clustered(300, 32, 3);
  const key = 'employer-with-cache';
  const openCached = () => {
    const indexes = createVectorIndexes({ dir: join(dir, 'damage'), switchOver: 0 });
    const index = indexes.open(key, 4, encoder, () => entries);
    return {
      rebuilt: indexes.rebuilt,
      first: index.search(entries[10]?.vector ?? new Float32Array(32), 3, everything),
    };
  };
  const fileOf = () =>
    join(dir, 'damage', readdirSync(join(dir, 'damage')).find((name) => name.endsWith('.hnsw')) ?? '');

  it('is written once, for its owner only, and used again', () => {
    const built = openCached();
    expect(built.rebuilt).toBe(1);
    expect(statSync(fileOf()).mode & 0o777).toBe(0o600);
    expect(fileOf()).not.toContain(key);
    expect(openCached()).toEqual({ rebuilt: 0, first: built.first });
  });

  it('is rebuilt when it is damaged in any of 60 ways, and never reaches the native loader', () => {
    const good = readFileSync(fileOf());
    const expected = openCached().first;
    const random = seeded(77);
    for (let i = 0; i < 60; i++) {
      const bad = Buffer.from(good);
      const at = Math.floor(random() * good.length);
      if (i % 4 === 0) writeFileSync(fileOf(), good.subarray(0, at));
      else if (i % 4 === 1) {
        bad[at] = (bad[at] ?? 0) ^ (1 << Math.floor(random() * 8));
        writeFileSync(fileOf(), bad);
      } else if (i % 4 === 2) writeFileSync(fileOf(), bad.fill(0, at, Math.min(good.length, at + 4096)));
      else
        writeFileSync(
          fileOf(),
          Buffer.concat([
            Buffer.from(
              good.toString('latin1', 0, 200).replace(/"generation":4/, '"generation":9'),
              'latin1',
            ),
            good.subarray(200),
          ]),
        );
      expect(openCached(), `damage ${i} at ${at}`).toEqual({ rebuilt: 1, first: expected });
      writeFileSync(fileOf(), good);
    }
  });

  it('of another generation, encoder or employer is not used', () => {
    const indexes = createVectorIndexes({ dir: join(dir, 'damage'), switchOver: 0 });
    indexes.open(key, 5, encoder, () => entries);
    indexes.open(key, 5, { id: 'other', dimension: 32 }, () => entries);
    expect(indexes.rebuilt).toBe(2);
  });

  it('that cannot be written is an error, not silence', () => {
    const notAFolder = join(dir, 'file');
    writeFileSync(notAFolder, '');
    const nowhere = createVectorIndexes({ dir: join(notAFolder, 'index'), switchOver: 0 });
    expect(() => nowhere.open('x', 1, encoder, () => entries)).toThrow();
  });
});
