import { termsOf } from '../../src/retrieval/analyse.ts';
import { type LiteralTable, literalFeatures, literalRate } from '../../src/retrieval/literal.ts';
import { foldOf, type Pair } from '../training/corpus.ts';

type Counts = Pick<LiteralTable, 'prior' | 'stems'>;

/** Every Dutch question's words, with whether the passage that answers it holds them. */
function* wordsAsked(pairs: readonly Pair[]) {
  for (const pair of pairs) {
    const keys = new Set(
      termsOf(`${pair.heading}\n${pair.passage}`).flatMap((term) => [term.stem, ...term.parts]),
    );
    for (const question of pair.questions) {
      if ((question.lang ?? 'nl') !== 'nl') continue;
      for (const term of new Map(termsOf(question.q).map((term) => [term.stem, term])).values()) {
        const met = keys.has(term.stem) || (term.parts.length > 0 && term.parts.every((p) => keys.has(p)));
        yield { term, met };
      }
    }
  }
}

function count(pairs: readonly Pair[]): Counts {
  const stems = new Map<string, [number, number, number]>();
  const of = (stem: string) => {
    const known = stems.get(stem) ?? [0, 0, 0];
    stems.set(stem, known);
    return known;
  };
  let asked = 0;
  let found = 0;
  for (const { term, met } of wordsAsked(pairs)) {
    const counts = of(term.stem);
    counts[0]++;
    asked++;
    if (met) {
      counts[1]++;
      found++;
    }
  }
  for (const pair of pairs) {
    const terms = termsOf(`${pair.heading}\n${pair.passage}`);
    for (const stem of new Set(terms.flatMap((term) => [term.stem, ...term.parts]))) of(stem)[2]++;
  }
  return { prior: found / asked, stems: Object.fromEntries([...stems].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Logistic regression by Newton's method with a little ridge. */
function logistic(rows: readonly { x: number[]; y: number }[]): number[] {
  const size = rows[0]?.x.length ?? 0;
  let w = Array.from({ length: size }, () => 0);
  for (let round = 0; round < 12; round++) {
    const gradient = w.map((value) => -1e-3 * value);
    const hessian = w.map((_, i) => w.map((__, j) => (i === j ? 1e-3 : 0)));
    for (const { x, y } of rows) {
      const p = 1 / (1 + Math.exp(-x.reduce((z, value, i) => z + value * (w[i] ?? 0), 0)));
      for (let i = 0; i < size; i++) {
        const xi = x[i] as number;
        gradient[i] = (gradient[i] as number) + (y - p) * xi;
        const row = hessian[i] as number[];
        for (let j = 0; j < size; j++) row[j] = (row[j] as number) + p * (1 - p) * xi * (x[j] as number);
      }
    }
    const step = solve(hessian, gradient);
    w = w.map((value, i) => value + (step[i] ?? 0));
  }
  return w;
}

/** Gaussian elimination with pivoting. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++)
      if (Math.abs(rows[r]?.[i] as number) > Math.abs(rows[pivot]?.[i] as number)) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot] as number[], rows[i] as number[]];
    const top = rows[i] as number[];
    for (let r = 0; r < n; r++) {
      const row = rows[r] as number[];
      if (r === i) continue;
      const factor = (row[i] as number) / (top[i] as number);
      for (let c = i; c <= n; c++) row[c] = (row[c] as number) - factor * (top[c] as number);
    }
  }
  return rows.map((row, i) => (row[n] as number) / (row[i] as number));
}

/**
 * The table of src/retrieval/literal.ts from training pairs. The weights are learned across two halves of the passages, each asked with the
 * counts of the other; `figures` says how well the chances hold there.
 */
export function literalWords(pairs: readonly Pair[]): {
  table: LiteralTable;
  figures: { rate: number; meanChance: number; met: number; words: number }[];
} {
  // Not the lowest bit of the hash, which makes the encoder's halves: within one of those this must still give two.
  const halves = [0, 1].map((half) => pairs.filter((pair) => foldOf(pair.passage, 4) >> 1 === half));
  const rows = halves.flatMap((half, i) => {
    const counts = count(halves[1 - i] as Pair[]);
    return [...wordsAsked(half)].map(({ term, met }) => ({
      term,
      counts,
      x: literalFeatures(term, counts),
      y: met ? 1 : 0,
    }));
  });
  const weights = logistic(rows).map((value) => Math.round(value * 1e4) / 1e4);
  const judged = rows.map(({ term, counts, y }) => ({ p: literalRate(term, { ...counts, weights }), y }));
  const figures = [0, 0.1, 0.2, 0.4, 0.6, 0.8].map((rate, i, edges) => {
    const bin = judged.filter(({ p }) => p >= rate && p < (edges[i + 1] ?? 1.01));
    const mean = (of: (row: { p: number; y: number }) => number) =>
      Math.round((1000 * bin.reduce((sum, row) => sum + of(row), 0)) / Math.max(1, bin.length)) / 1000;
    return { rate, meanChance: mean(({ p }) => p), met: mean(({ y }) => y), words: bin.length };
  });
  return { table: { ...count(pairs), weights }, figures };
}
