/**
 * What a reader of the encoder that ships costs, and how near it comes to our own: time to load, time a text, memory of the
 * process, cosine with our own reader's vectors.
 *
 *   node --import tsx eval/training/compare-readers.ts own|rows|tokenizer
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { loadEncoder } from '../../src/adapters/node/encoder.ts';
import { dotProduct } from '../../src/retrieval/dot-product.ts';
import { loadCorpus } from './corpus.ts';

const dir = fileURLToPath(new URL('../../models/bag', import.meta.url));
const reader = z.enum(['own', 'rows', 'tokenizer']).parse(process.argv[2]);

const { pairs } = loadCorpus();
const every = (texts: readonly string[], step: number) => texts.filter((_, i) => i % step === 0);
const suite = new URL('../suites/dev/questions.jsonl', import.meta.url);
const sets = {
  'training questions': every(
    pairs.flatMap(({ questions }) => questions.map(({ q }) => q)),
    100,
  ),
  'training passages': every(
    pairs.map(({ heading, passage }) => `${heading}\n${passage}`),
    10,
  ),
  'development questions': readFileSync(suite, 'utf8')
    .trim()
    .split('\n')
    .map((line) => z.object({ question: z.string() }).parse(JSON.parse(line)).question),
};

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);
const megabytes = () => process.memoryUsage().rss / 1e6;

const before = megabytes();
const started = performance.now();
const encoder = await loadEncoder({ dir, reader });
const loaded = performance.now() - started;
console.log(`${reader}: loaded in ${loaded.toFixed(0)} ms, ${(megabytes() - before).toFixed(0)} MB more`);

const vectors = new Map<string, Float32Array>();
for (const [name, texts] of Object.entries(sets)) {
  // The second round: words are remembered, as they are in a service that has run for a while.
  for (const text of texts) await encoder.encodeQuestion(text);
  const times: number[] = [];
  for (const text of texts) {
    const from = performance.now();
    vectors.set(text, await encoder.encodeQuestion(text));
    times.push(performance.now() - from);
  }
  const ms = sorted(times);
  console.log(
    `${name} (${texts.length}): p50 ${quantile(ms, 0.5).toFixed(2)} ms, p95 ${quantile(ms, 0.95).toFixed(2)} ms`,
  );
}
console.log(`${(megabytes() - before).toFixed(0)} MB more after all texts`);

const own = await loadEncoder({ dir });
for (const [name, texts] of Object.entries(sets)) {
  const expected = await own.encodePassages(texts);
  const cosines = sorted(
    texts.map((text, i) => {
      const [given, wanted] = [vectors.get(text), expected[i]];
      return given === undefined || wanted === undefined ? Number.NaN : dotProduct(given, wanted);
    }),
  );
  const alike = cosines.filter((value) => value >= 0.999).length;
  const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
  console.log(
    `${name}: ${alike} of ${cosines.length} at 0.999 or more; mean ${mean.toFixed(4)}, least ${cosines[0]?.toFixed(4)}`,
  );
}
process.exit(0);
