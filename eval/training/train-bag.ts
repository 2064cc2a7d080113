/**
 * Trains the bag-of-subwords encoder on our own pairs and concepts, with InfoNCE over in-batch and hard negatives, and writes
 * models/bag/weights.bin. Deterministic for a seed; a few minutes on two cores; no package beyond Node.
 *
 *   node --import tsx eval/training/train-bag.ts [--epochs 8] [--without 3/8 [--by passage]] [--out models/bag/weights.bin]
 *
 * --without 3/8 keeps the concepts of fold 3 of 8 out of training and prints what the encoder finds on them (the figure for models/README.md).
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BagWeights, createBagEncoder, packWeights } from '../../src/retrieval/bag-encoder.ts';
import { bagOf } from '../../src/retrieval/bag-features.ts';
import { foldOf, loadCorpus, type Pair } from './corpus.ts';
import { seeded } from './seeded.ts';

/** Sparse text: feature buckets with weights. */
interface Sparse {
  ids: Int32Array;
  weights: Float32Array;
}
interface Example {
  question: Sparse;
  passage: Sparse;
  negatives: Sparse[];
  /** Passages of the same group are not each other's negatives. */
  group: string;
}

const { values } = parseArgs({
  options: {
    epochs: { type: 'string', default: '12' },
    out: { type: 'string', default: 'models/bag/weights.bin' },
    buckets: { type: 'string', default: '65536' },
    dimension: { type: 'string', default: '128' },
    without: { type: 'string' },
    text: { type: 'string' },
    'text-epochs': { type: 'string', default: '1' },
    by: { type: 'string', default: 'concept' },
    id: { type: 'string', default: 'vraagbaak-bag-2' },
    dropout: { type: 'string', default: '0.3' },
    rate: { type: 'string', default: '0.004' },
  },
});
const BUCKETS = Number(values.buckets);
const DIM = Number(values.dimension);
const EPOCHS = Number(values.epochs);
const BATCH = 128;
const TEMPERATURE = 0.05;
const LEARNING_RATE = Number(values.rate);
/** Share of features left out of a text at each step: no single word may carry a meaning alone. */
const DROPOUT = Number(values.dropout);

const random = seeded(20261123);

const sparse = (text: string): Sparse => {
  const bag = bagOf(text, BUCKETS);
  return { ids: Int32Array.from(bag.keys()), weights: Float32Array.from(bag.values()) };
};

const { pairs, concepts } = loadCorpus();
/** What of the fold stays out: whole concepts, or passages with their questions while the concept's other passages and words stay. */
const [fold, folds] = (values.without ?? '').split('/').map(Number);
const outside = (name: string) => fold !== undefined && folds !== undefined && foldOf(name, folds) === fold;
const byPassage = values.by === 'passage';
const isHeldOut = (pair: Pair) => outside(byPassage ? pair.passage : pair.concept);
const heldOutPassages = new Set(pairs.filter(isHeldOut).map((pair) => pair.passage));
const passageText = (pair: Pair) => `${pair.heading}\n${pair.passage}`;

const isOpen = (text: string) => !heldOutPassages.has(text.split('\n').at(-1) ?? '');
const examples: Example[] = [];
for (const pair of pairs) {
  if (isHeldOut(pair)) continue;
  const passage = sparse(passageText(pair));
  const negatives = pair.hard_negatives.filter(isOpen).map((text) => sparse(text));
  for (const question of pair.questions) {
    examples.push({ question: sparse(question.q), passage, negatives, group: pair.concept });
  }
}
for (const concept of concepts) {
  if (!byPassage && outside(concept.id)) continue;
  const foreign = ['en', 'de', 'pl', 'tr', 'uk'].flatMap(
    (lang) => (concept[lang] as string[] | undefined) ?? [],
  );
  const formal = concept.formal.map(sparse);
  const all = sparse(concept.formal.join('\n'));
  for (const phrase of [...concept.say, ...foreign]) {
    const target = random() < 0.5 ? all : (formal[Math.floor(random() * formal.length)] ?? all);
    examples.push({ question: sparse(phrase), passage: target, negatives: [], group: concept.id });
  }
}

const table = new Float32Array(BUCKETS * DIM);
for (let i = 0; i < table.length; i++) table[i] = (random() + random() + random() - 1.5) * 0.2;
const momentum = new Float32Array(table.length);
const variance = new Float32Array(table.length);
const steps = new Int32Array(BUCKETS);

interface Encoded {
  sum: Float32Array;
  unit: Float32Array;
  norm: number;
  grad: Float32Array;
  source: Sparse;
}

function thinned(source: Sparse): Sparse {
  if (DROPOUT === 0) return source;
  const kept: number[] = [];
  for (let f = 0; f < source.ids.length; f++) if (random() >= DROPOUT) kept.push(f);
  if (kept.length === 0) return source;
  return {
    ids: Int32Array.from(kept, (f) => source.ids[f] as number),
    weights: Float32Array.from(kept, (f) => source.weights[f] as number),
  };
}

function encode(full: Sparse): Encoded {
  const source = thinned(full);
  const sum = new Float32Array(DIM);
  for (let f = 0; f < source.ids.length; f++) {
    const offset = (source.ids[f] as number) * DIM;
    const weight = source.weights[f] as number;
    for (let d = 0; d < DIM; d++) sum[d] = (sum[d] as number) + weight * (table[offset + d] as number);
  }
  let norm = 1e-9;
  for (const value of sum) norm += value * value;
  norm = Math.sqrt(norm);
  return { sum, unit: sum.map((value) => value / norm), norm, grad: new Float32Array(DIM), source };
}

/** Gradient with respect to the unit vector, carried back through the normalisation into the table (Adam on touched rows). */
function backward(encoded: Encoded, touched: Map<number, Float32Array>): void {
  let dot = 0;
  for (let d = 0; d < DIM; d++) dot += (encoded.grad[d] as number) * (encoded.unit[d] as number);
  const raw = encoded.grad.map((value, d) => (value - dot * (encoded.unit[d] as number)) / encoded.norm);
  for (let f = 0; f < encoded.source.ids.length; f++) {
    const id = encoded.source.ids[f] as number;
    const weight = encoded.source.weights[f] as number;
    let row = touched.get(id);
    if (row === undefined) {
      row = new Float32Array(DIM);
      touched.set(id, row);
    }
    for (let d = 0; d < DIM; d++) row[d] = (row[d] as number) + weight * (raw[d] as number);
  }
}

function adam(touched: Map<number, Float32Array>, rate: number): void {
  for (const [id, grad] of touched) {
    const t = (steps[id] as number) + 1;
    steps[id] = t;
    const offset = id * DIM;
    const c1 = 1 - 0.9 ** t;
    const c2 = 1 - 0.99 ** t;
    for (let d = 0; d < DIM; d++) {
      const g = grad[d] as number;
      const i = offset + d;
      const m = 0.9 * (momentum[i] as number) + 0.1 * g;
      const v = 0.99 * (variance[i] as number) + 0.01 * g * g;
      momentum[i] = m;
      variance[i] = v;
      table[i] = (table[i] as number) - (rate * (m / c1)) / (Math.sqrt(v / c2) + 1e-8);
    }
  }
}

function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < DIM; d++) sum += (a[d] as number) * (b[d] as number);
  return sum;
}

/** One batch of InfoNCE, question to passage: cross-entropy over the batch's passages and one hard negative each. Returns the loss. */
function trainBatch(batch: readonly Example[], rate: number): number {
  const questions = batch.map((example) => encode(example.question));
  const candidates = batch.map((example) => encode(example.passage));
  const groups = batch.map((example) => example.group);
  const own = batch.map((_, i) => i);
  for (let i = 0; i < batch.length; i++) {
    const negative = batch[i]?.negatives[Math.floor(random() * (batch[i]?.negatives.length ?? 0))];
    if (negative === undefined) continue;
    candidates.push(encode(negative));
    groups.push(`negative of ${i}`);
  }
  let loss = 0;
  questions.forEach((question, i) => {
    const scores = candidates.map((candidate, j) =>
      j !== own[i] && groups[j] === groups[i]
        ? Number.NEGATIVE_INFINITY
        : dotProduct(question.unit, candidate.unit) / TEMPERATURE,
    );
    const max = Math.max(...scores);
    const exps = scores.map((score) => Math.exp(score - max));
    const total = exps.reduce((sum, value) => sum + value, 0);
    loss -= Math.log((exps[i] as number) / total);
    for (let j = 0; j < candidates.length; j++) {
      const p = (exps[j] as number) / total - (j === i ? 1 : 0);
      if (Math.abs(p) < 1e-5) continue;
      const factor = p / TEMPERATURE / batch.length;
      const candidate = candidates[j] as Encoded;
      for (let d = 0; d < DIM; d++) {
        question.grad[d] = (question.grad[d] as number) + factor * (candidate.unit[d] as number);
        candidate.grad[d] = (candidate.grad[d] as number) + factor * (question.unit[d] as number);
      }
    }
  });
  const touched = new Map<number, Float32Array>();
  for (const encoded of [...questions, ...candidates]) backward(encoded, touched);
  adam(touched, rate);
  return loss / batch.length;
}

function shuffle<T>(items: T[]): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}

/** Symmetric int8 per row. */
function quantise(): BagWeights {
  const q = new Int8Array(table.length);
  const scales = new Float32Array(BUCKETS);
  for (let b = 0; b < BUCKETS; b++) {
    if (steps[b] === 0) continue;
    let max = 0;
    for (let d = 0; d < DIM; d++) max = Math.max(max, Math.abs(table[b * DIM + d] as number));
    const scale = max / 127 || 1;
    scales[b] = scale;
    for (let d = 0; d < DIM; d++) q[b * DIM + d] = Math.round((table[b * DIM + d] as number) / scale);
  }
  return { id: values.id, buckets: BUCKETS, dimension: DIM, rows: q, scales };
}

/** Hit@1, 5, 10 of the quantised encoder on questions of held-out concepts, against all passages. */
async function judge(weights: BagWeights): Promise<void> {
  const encoder = createBagEncoder(weights);
  const vectors = await encoder.encodePassages(pairs.map(passageText));
  const hits = new Map<string, number[]>();
  for (const [own, pair] of pairs.entries()) {
    if (!isHeldOut(pair)) continue;
    for (const question of pair.questions) {
      const q = await encoder.encodeQuestion(question.q);
      const score = dotProduct(q, vectors[own] as Float32Array);
      const rank = 1 + vectors.filter((vector) => dotProduct(q, vector) > score).length;
      for (const kind of ['all', question.kind]) hits.set(kind, [...(hits.get(kind) ?? []), rank]);
    }
  }
  for (const [kind, ranks] of hits) {
    const within = (k: number) => (ranks.filter((rank) => rank <= k).length / ranks.length).toFixed(2);
    console.log(
      `held out ${kind.padEnd(12)} n=${String(ranks.length).padStart(4)}  hit@1 ${within(1)}  hit@5 ${within(5)}  hit@10 ${within(10)}`,
    );
  }
}

console.log(`${examples.length} examples, ${heldOutPassages.size} passages held out, ${BUCKETS} x ${DIM}`);

/** One course over the examples; the rate warms up over the first twentieth and falls to nothing. */
function course(name: string, from: Example[], epochs: number, rate: number): void {
  const batches = Math.floor(from.length / BATCH);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const started = performance.now();
    shuffle(from);
    let loss = 0;
    for (let b = 0; b < batches; b++) {
      const done = (epoch * batches + b) / (epochs * batches);
      loss += trainBatch(
        from.slice(b * BATCH, (b + 1) * BATCH),
        rate * (1 - done) * Math.min(1, done * 20 + 0.05),
      );
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${name} ${epoch + 1}: loss ${(loss / batches).toFixed(3)}, ${seconds} s`);
  }
}

if (values.text !== undefined) {
  const texts = readFileSync(values.text, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, i): Example => {
      const [left, right] = JSON.parse(line) as [string, string];
      return { question: sparse(left), passage: sparse(right), negatives: [], group: `text ${i}` };
    });
  course('text', texts, Number(values['text-epochs']), LEARNING_RATE);
}
course('pairs', examples, EPOCHS, LEARNING_RATE);
const weights = quantise();
if (heldOutPassages.size > 0) await judge(weights);
if (heldOutPassages.size === 0 || values.out !== 'models/bag/weights.bin') {
  mkdirSync(dirname(values.out), { recursive: true });
  const packed = packWeights(weights);
  writeFileSync(values.out, packed);
  const sha256 = createHash('sha256').update(packed).digest('hex');
  const manifest = { id: values.id, type: 'bag', dimension: DIM, sha256 };
  writeFileSync(join(dirname(values.out), 'vraagbaak.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`${values.out} written`);
}
