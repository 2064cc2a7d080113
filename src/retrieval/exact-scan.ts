import type { VectorEntry, VectorIndex, VectorIndexes } from '../deps.ts';

/** Exact nearest neighbours by inner product: every vector is looked at. Runs everywhere. */
export function createExactScan(dimension: number, entries: readonly VectorEntry[]): VectorIndex {
  const ids = new Float64Array(entries.length);
  const data = new Float32Array(entries.length * dimension);
  entries.forEach((entry, i) => {
    checkVector(entry.vector, dimension);
    ids[i] = entry.id;
    data.set(entry.vector, i * dimension);
  });
  return {
    size: entries.length,
    search(query, k, allowed) {
      checkVector(query, dimension);
      const hits: { id: number; score: number }[] = [];
      for (let row = 0; row < ids.length; row++) {
        const id = ids[row] as number;
        if (!allowed(id)) continue;
        let score = 0;
        const offset = row * dimension;
        for (let d = 0; d < dimension; d++) score += (data[offset + d] as number) * (query[d] as number);
        hits.push({ id, score });
      }
      return hits.sort((a, b) => b.score - a.score || a.id - b.id).slice(0, k);
    },
  };
}

/** @throws RangeError for a vector of the wrong dimension or with a value that is not finite */
export function checkVector(vector: Float32Array, dimension: number): void {
  if (vector.length !== dimension)
    throw new RangeError(`vector of ${vector.length} numbers, expected ${dimension}`);
  for (const value of vector)
    if (!Number.isFinite(value)) throw new RangeError('vector with a value that is not finite');
}

/** Keeps the scan of each employer and encoder until the employer's vectors change. */
export function createExactIndexes(): VectorIndexes {
  const kept = new Map<string, Map<string, { generation: number; index: VectorIndex }>>();
  return {
    open(key, generation, encoder, entries) {
      const known = kept.get(key)?.get(encoder.id);
      if (known?.generation === generation) return known.index;
      const index = createExactScan(encoder.dimension, entries());
      // Scans of another generation are stale whatever their encoder.
      const current = [...(kept.get(key) ?? [])].filter(([, scan]) => scan.generation === generation);
      kept.set(key, new Map([...current, [encoder.id, { generation, index }]]));
      return index;
    },
    forget: (key) => void kept.delete(key),
  };
}
