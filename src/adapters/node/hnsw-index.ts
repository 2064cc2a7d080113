import { createRequire } from 'node:module';
import { join } from 'node:path';
import type HnswLib from 'hnswlib-node';
import type { VectorEntry, VectorIndex, VectorIndexes } from '../../deps.ts';
import { checkVector, createExactScan } from '../../retrieval/exact-scan.ts';
import { type CacheIdentity, cacheName, dropStale, readVerified, saveVerified } from './hnsw-cache.ts';

const require = createRequire(import.meta.url);
const hnswlib = require('hnswlib-node') as typeof HnswLib;

/**
 * Below this many vectors the exact scan is used: it is exact, needs no native code and no file. Side by side on two shared cores
 * with half of the ids allowed, see the figures that `npm run bench` prints.
 */
export const SWITCH_OVER = 20_000;

const M = 16;
const EF_CONSTRUCTION = 200;
const EF_SEARCH = 100;

export interface VectorIndexOptions {
  /** Folder of the caches; made when missing, safe to delete. */
  dir: string;
  switchOver?: number;
}

interface Open {
  generation: number;
  index: VectorIndex;
}

/** Exact scan for small employers, HNSW with a verified file for large ones. */
export function createVectorIndexes(options: VectorIndexOptions): VectorIndexes & { rebuilt: number } {
  const kept = new Map<string, Map<string, Open>>();
  const switchOver = options.switchOver ?? SWITCH_OVER;
  const state = {
    /** How often a large index had to be built because its file was missing, stale or damaged. */
    rebuilt: 0,
    open(
      key: string,
      generation: number,
      encoder: { id: string; dimension: number },
      entries: () => readonly VectorEntry[],
    ): VectorIndex {
      const known = kept.get(key)?.get(encoder.id);
      if (known?.generation === generation) return known.index;
      const all = entries();
      const index =
        all.length < switchOver
          ? createExactScan(encoder.dimension, all)
          : openHnsw(
              options.dir,
              { key, generation, encoderId: encoder.id, dimension: encoder.dimension, count: all.length },
              all,
              () => {
                state.rebuilt++;
              },
            );
      // Indexes of another generation are stale whatever their encoder.
      const current = [...(kept.get(key) ?? [])].filter(([, open]) => open.generation === generation);
      kept.set(key, new Map([...current, [encoder.id, { generation, index }]]));
      return index;
    },
    forget(key: string): void {
      kept.delete(key);
    },
  };
  return state;
}

function openHnsw(
  dir: string,
  identity: CacheIdentity,
  entries: readonly VectorEntry[],
  onRebuild: () => void,
): VectorIndex {
  const file = join(dir, cacheName(identity));
  const loaded = readVerified(file, identity, (path) => {
    const fresh = new hnswlib.HierarchicalNSW('ip', identity.dimension);
    fresh.readIndexSync(path);
    if (fresh.getCurrentCount() !== identity.count || fresh.getNumDimensions() !== identity.dimension) {
      throw new Error('index does not match its header');
    }
    return fresh;
  });
  if (loaded !== null) return searchable(loaded, identity);
  onRebuild();
  const built = build(identity, entries);
  saveVerified(file, identity, (path) => built.writeIndexSync(path));
  dropStale(dir, identity);
  return searchable(built, identity);
}

function build(identity: CacheIdentity, entries: readonly VectorEntry[]): HnswLib.HierarchicalNSW {
  const index = new hnswlib.HierarchicalNSW('ip', identity.dimension);
  index.initIndex(Math.max(1, entries.length), M, EF_CONSTRUCTION, 100);
  for (const { id, vector } of entries) {
    if (!Number.isInteger(id) || id < 0 || id > 0xffffffff)
      throw new RangeError(`id ${id} does not fit the index`);
    checkVector(vector, identity.dimension);
    index.addPoint(Array.from(vector), id);
  }
  return index;
}

function searchable(index: HnswLib.HierarchicalNSW, identity: CacheIdentity): VectorIndex {
  return {
    size: identity.count,
    search(query, k, allowed) {
      checkVector(query, identity.dimension);
      const wanted = Math.min(k, identity.count);
      if (wanted === 0) return [];
      index.setEf(Math.max(EF_SEARCH, 2 * wanted));
      const { neighbors, distances } = index.searchKnn(Array.from(query), wanted, allowed);
      return neighbors
        .map((id, i) => ({ id, score: 1 - (distances[i] ?? 1) }))
        .sort((a, b) => b.score - a.score || a.id - b.id);
    },
  };
}
