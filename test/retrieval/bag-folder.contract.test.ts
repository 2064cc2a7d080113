import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCorpus } from '../../eval/training/corpus.ts';
import { loadEncoder } from '../../src/adapters/node/encoder.ts';
import type { Encoder } from '../../src/deps.ts';
import { cosine, encoderContract } from './encoder-contract.ts';

const shipped = fileURLToPath(new URL('../../models/bag', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'vraagbaak-bag-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const throughRows = loadEncoder({ dir: shipped, reader: 'rows' });
const throughTokenizer = loadEncoder({ dir: shipped, reader: 'tokenizer' });
encoderContract('the one that ships, rows through onnxruntime', () => throughRows);
encoderContract('the one that ships, as any folder of transformers.js', () => throughTokenizer);

const every = <T>(items: readonly T[], step: number) => items.filter((_, i) => i % step === 0);
const corpus = loadCorpus();
const learned = every(
  corpus.pairs.flatMap(({ questions }) => questions.map(({ q }) => q)),
  100,
);
const passages = every(
  corpus.pairs.map(({ heading, passage }) => `${heading}\n${passage}`),
  40,
);
const unseen = readFileSync(new URL('../../eval/suites/dev/questions.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { question: string }).question);
const odd = ['', '🙂', 'a', '1.250,00', 'x'.repeat(3000), 'de de de de', 'woon-werkverkeer', '漢字 кирилиця'];

async function agreement(encoder: Encoder, texts: readonly string[]): Promise<number[]> {
  const own = await loadEncoder({ dir: shipped });
  const [given, expected] = [await encoder.encodePassages(texts), await own.encodePassages(texts)];
  return given.map((vector, i) => cosine(vector, expected[i] ?? new Float32Array(vector.length)));
}
const shareAbove = (cosines: readonly number[], floor: number) =>
  cosines.filter((value) => value >= floor).length / cosines.length;

describe('the folder that ships, loaded by transformers.js', () => {
  it('is whole, and no larger than 25 MB (after training: node --import tsx eval/training/pack.ts)', () => {
    const files = readdirSync(shipped, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(
      expect.arrayContaining([
        'config.json',
        'tokenizer.json',
        'tokenizer_config.json',
        join('onnx', 'model_quantized.onnx'),
      ]),
    );
    const bytes = files.reduce((sum, file) => sum + statSync(join(shipped, file)).size, 0);
    expect(bytes).toBeLessThan(25e6);
  });

  it('gives from our features the vectors of our own reader, on every text', async () => {
    const texts = [...learned, ...passages, ...unseen, ...odd];
    expect(texts.length).toBeGreaterThan(500);
    expect(Math.min(...(await agreement(await throughRows, texts)))).toBeGreaterThan(0.99999);
    expect((await throughRows).id).toBe((await loadEncoder({ dir: shipped })).id);
  });

  it('gives from the text alone the same for words it knows, and nearly the same for others', async () => {
    const encoder = await throughTokenizer;
    expect(shareAbove(await agreement(encoder, learned), 0.999)).toBeGreaterThan(0.95);
    expect(Math.min(...(await agreement(encoder, passages)))).toBeGreaterThan(0.95);
    const cosines = await agreement(encoder, unseen);
    expect(shareAbove(cosines, 0.999)).toBeGreaterThan(0.7);
    expect(shareAbove(cosines, 0.9)).toBeGreaterThan(0.9);
  });
});

describe('a folder that was tampered with', () => {
  const readers = ['own', 'rows', 'tokenizer'] as const;
  const flipped = (name: string, file: string, at: number) => {
    const dir = join(scratch, name);
    cpSync(shipped, dir, { recursive: true });
    const bytes = readFileSync(join(dir, file));
    const place = Math.floor(bytes.length * at);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    writeFileSync(join(dir, file), bytes);
    return dir;
  };

  it.each(readers)('is refused by its sha256 when one bit of the weights differs: %s', async (reader) => {
    for (const at of [0.01, 0.5, 0.999]) {
      const dir = flipped(`weights-${reader}`, join('onnx', 'model_quantized.onnx'), at);
      await expect(loadEncoder({ dir, reader })).rejects.toMatchObject({
        code: 'encoder_unusable',
        data: { fault: 'hash', file: 'model_quantized.onnx' },
      });
    }
  });

  it('is refused when the tokenizer differs, where it is used', async () => {
    const dir = flipped('tokenizer', 'tokenizer.json', 0.5);
    await expect(loadEncoder({ dir, reader: 'tokenizer' })).rejects.toMatchObject({
      code: 'encoder_unusable',
      data: { fault: 'hash', file: 'tokenizer.json' },
    });
    expect((await loadEncoder({ dir })).dimension).toBe((await loadEncoder({ dir: shipped })).dimension);
  });
});

describe('the network', () => {
  const child = fileURLToPath(new URL('./bag-offline-child.ts', import.meta.url));
  const preload = new URL('../support/no-network.mjs', import.meta.url).href;
  const watched = async (name: string, ...args: string[]) => {
    const log = join(scratch, name);
    const env = { ...process.env, NETWORK_LOG: log, NODE_OPTIONS: `--import ${preload}` };
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', child, ...args], {
      env,
      maxBuffer: 1e7,
    });
    return { stdout, seen: readFileSync(log, 'utf8').trim().split('\n') };
  };

  it('is never asked, in whatever way the folder is loaded', async () => {
    const { stdout, seen } = await watched('all', shipped);
    // The main thread, and one for each of the two models that run in a thread of their own.
    expect(seen.filter((line) => line === 'watching thread').length).toBeGreaterThanOrEqual(2);
    expect(seen.filter((line) => line.startsWith('asked'))).toEqual([]);
    const vectors = JSON.parse(stdout) as Record<string, number[]>;
    const own = Float32Array.from(vectors.own ?? []);
    for (const way of ['rows', 'tokenizer', 'pipeline'])
      expect([way, cosine(own, Float32Array.from(vectors[way] ?? [])) > 0.999]).toEqual([way, true]);
  }, 60_000);

  it('would have been seen asked', async () => {
    const { seen } = await watched('control', shipped, 'ask');
    expect(seen.some((line) => line.startsWith('asked fetch "https://example.com/"'))).toBe(true);
  }, 60_000);
});
