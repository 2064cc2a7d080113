/** Features of one candidate, by name. */
export type Features = Record<string, number>;

/** The candidates of one question (or the sentences of one passage); `weight` is how much the group counts. */
export interface Group {
  id: string;
  weight: number;
  items: { features: Features; gold: boolean }[];
}

interface Packed {
  x: Float64Array;
  gold: Uint8Array;
  n: number;
  weight: number;
}

function pack(group: Group, names: readonly string[]): Packed {
  const n = group.items.length;
  const x = new Float64Array(n * names.length);
  group.items.forEach((item, i) => {
    names.forEach((name, j) => {
      x[i * names.length + j] = item.features[name] ?? 0;
    });
  });
  return { x, gold: Uint8Array.from(group.items, (item) => (item.gold ? 1 : 0)), n, weight: group.weight };
}

/** Weights of a linear score under listwise softmax cross-entropy with L2, by full-batch gradient descent (ListNet, Cao and others 2007). */
export function fitListwise(
  groups: readonly Group[],
  names: readonly string[],
  l2: number,
  steps = 600,
): Features {
  const packed = groups.map((group) => pack(group, names));
  const d = names.length;
  const total = packed.reduce((sum, group) => sum + group.weight, 0) || 1;
  const w = new Float64Array(d);
  const m = new Float64Array(d);
  const v = new Float64Array(d);
  for (let step = 1; step <= steps; step++) {
    const grad = Float64Array.from(w, (value) => l2 * value);
    for (const group of packed) addGradient(group, w, grad, group.weight / total);
    for (let j = 0; j < d; j++) {
      const g = grad[j] as number;
      m[j] = 0.9 * (m[j] as number) + 0.1 * g;
      v[j] = 0.99 * (v[j] as number) + 0.01 * g * g;
      const rate = 0.1 * (1 - step / (steps + 1));
      w[j] =
        (w[j] as number) -
        (rate * ((m[j] as number) / (1 - 0.9 ** step))) /
          (Math.sqrt((v[j] as number) / (1 - 0.99 ** step)) + 1e-9);
    }
  }
  return Object.fromEntries(names.map((name, j) => [name, w[j] as number]));
}

function addGradient(group: Packed, w: Float64Array, grad: Float64Array, weight: number): void {
  const d = w.length;
  const exps = new Float64Array(group.n);
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < group.n; i++) {
    let score = 0;
    for (let j = 0; j < d; j++) score += (w[j] as number) * (group.x[i * d + j] as number);
    exps[i] = score;
    max = Math.max(max, score);
  }
  let all = 0;
  let good = 0;
  for (let i = 0; i < group.n; i++) {
    const e = Math.exp((exps[i] as number) - max);
    exps[i] = e;
    all += e;
    if (group.gold[i] === 1) good += e;
  }
  for (let i = 0; i < group.n; i++) {
    const e = exps[i] as number;
    const p = weight * (e / all - (group.gold[i] === 1 ? e / good : 0));
    if (Math.abs(p) < 1e-9) continue;
    for (let j = 0; j < d; j++) grad[j] = (grad[j] as number) + p * (group.x[i * d + j] as number);
  }
}

/** Share of the groups with a gold item among the first k. */
export function hitAt(groups: readonly Group[], w: Features, k: number): number {
  const names = Object.keys(w);
  const score = (features: Features) =>
    names.reduce((sum, name) => sum + (w[name] ?? 0) * (features[name] ?? 0), 0);
  const hits = groups.filter((group) =>
    group.items
      .map((item) => ({ gold: item.gold, score: score(item.features) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, k)
      .some((item) => item.gold),
  );
  return hits.length / Math.max(1, groups.length);
}

/** Each fold held out in turn; hits at each k over all of them. */
export function crossValidated(
  folds: readonly (readonly Group[])[],
  names: readonly string[],
  l2: number,
  ks: readonly number[],
): number[] {
  const sums = ks.map(() => 0);
  folds.forEach((held, fold) => {
    const w = fitListwise(
      folds.flatMap((groups, i) => (i === fold ? [] : groups)),
      names,
      l2,
      300,
    );
    ks.forEach((k, i) => {
      sums[i] = (sums[i] ?? 0) + hitAt(held, w, k) * held.length;
    });
  });
  return sums.map((sum) => sum / Math.max(1, folds.flat().length));
}
