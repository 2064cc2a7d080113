import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { writeBagFolder } from '../../eval/training/pack-folder.ts';
import { bagModel } from '../../eval/training/pack-graph.ts';
import { specialTokens, vocabularyOf } from '../../eval/training/pack-vocabulary.ts';
import { loadEncoder } from '../../src/adapters/node/encoder.ts';
import { type BagWeights, packWeights, unpackWeights } from '../../src/retrieval/bag-encoder.ts';
import { hashFeature, wordFeatures } from '../../src/retrieval/bag-features.ts';
import { cosine } from './encoder-contract.ts';

const scratch = mkdtempSync(join(tmpdir(), 'vraagbaak-pack-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const [buckets, dimension] = [256, 16];
/** No pattern, and the same at each run. */
const weights: BagWeights = {
  id: 'klein-1',
  buckets,
  dimension,
  rows: Int8Array.from({ length: buckets * dimension }, (_, i) => hashFeature(`row ${i}`) & 255),
  scales: Float32Array.from({ length: buckets }, (_, i) => (1 + (i % 7)) / 1000),
};
const words = new Set(['hoeveel', 'vakantie', 'dagen', 'per', 'jaar', '1250', '0_23', 'kosten']);

describe('the table of the encoder', () => {
  it('comes out of the ONNX file as it went in, and out of the form of the training', () => {
    const { id, rows, scales } = weights;
    for (const bytes of [bagModel(weights, vocabularyOf(words)), packWeights(weights)])
      expect(unpackWeights(bytes)).toEqual({ id, buckets, dimension, rows, scales });
  });

  it('is read wherever the bytes stand in memory', () => {
    const model = bagModel(weights, vocabularyOf(words));
    const shifted = new Uint8Array(model.length + 3);
    shifted.set(model, 3);
    expect(unpackWeights(shifted.subarray(3))).toEqual(unpackWeights(model));
  });

  it('is refused when the file was cut off, or is something else', () => {
    const model = bagModel(weights, vocabularyOf(words));
    for (let length = 0; length < model.length - 20; length += 41)
      expect(() => unpackWeights(model.subarray(0, length))).toThrow(RangeError);
    for (const other of ['{}', 'VBBAG2\n{}\n', 'x'.repeat(5000)])
      expect(() => unpackWeights(new TextEncoder().encode(other))).toThrow(RangeError);
  });
});

describe('the vocabulary', () => {
  it('has each word with its own features, no token twice, the special ones first', () => {
    const vocabulary = vocabularyOf(words);
    const tokens = vocabulary.map(({ token }) => token);
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(tokens.slice(0, specialTokens.length)).toEqual(specialTokens);
    for (const word of words) {
      const entry = vocabulary.find(({ token }) => token === word);
      expect(entry?.features).toEqual(wordFeatures(word));
      expect(entry?.weight).toBeCloseTo(1 / Math.sqrt(wordFeatures(word).length), 6);
    }
  });

  it('has letter groups that five words share, and single letters, but no rarer ones', () => {
    const shared = ['reiskosten', 'autokosten', 'lunchkosten', 'parkeerkosten', 'extrakosten', 'zeldzaam'];
    const tokens = vocabularyOf(new Set(shared)).map(({ token }) => token);
    expect(tokens).toEqual(expect.arrayContaining(['##osten', '##k', 'z']));
    expect(tokens).not.toContain('##dzaam');
  });
});

describe('a packed folder', () => {
  it('is the same, byte for byte, when it is packed again', () => {
    const dirs = ['een', 'twee'].map((name) => join(scratch, name));
    for (const dir of dirs) writeBagFolder(dir, weights, words);
    const [one = '', two = ''] = dirs;
    for (const name of ['onnx/model_quantized.onnx', 'tokenizer.json', 'vraagbaak.json'])
      expect([name, readFileSync(join(one, name)).equals(readFileSync(join(two, name)))]).toEqual([
        name,
        true,
      ]);
  });

  it('gives the same vectors by all its readers for words it knows, also repeated and with numbers', async () => {
    const dir = join(scratch, 'lezen');
    writeBagFolder(dir, weights, words);
    const texts = ['Hoeveel vakantie?', 'dagen, DAGEN per dagen', '€ 0,23 per 1.250,00', 'kosten per jaar'];
    const [own, rows, tokenizer] = await Promise.all(
      (['own', 'rows', 'tokenizer'] as const).map(async (reader) =>
        (await loadEncoder({ dir, reader })).encodePassages(texts),
      ),
    );
    texts.forEach((text, i) => {
      const expected = own?.[i] ?? new Float32Array(dimension);
      expect([text, cosine(rows?.[i] ?? new Float32Array(), expected)]).toEqual([text, expect.closeTo(1, 5)]);
      expect([text, cosine(tokenizer?.[i] ?? new Float32Array(), expected)]).toEqual([
        text,
        expect.closeTo(1, 5),
      ]);
    });
  });
});

describe('after training', () => {
  it('the new weights are read at once, and packed by one command without changing a vector', async () => {
    const dir = join(scratch, 'getraind');
    writeBagFolder(dir, { ...weights, id: 'oud-1', rows: weights.rows.map((value) => -value) }, words);
    // As train_encoder.py leaves the folder.
    const trained = packWeights(weights);
    const manifest = { id: weights.id, type: 'bag', dimension, sha256: sha256Of(trained) };
    writeFileSync(join(dir, 'weights.bin'), trained);
    writeFileSync(join(dir, 'vraagbaak.json'), JSON.stringify(manifest));
    const before = await loadEncoder({ dir });
    expect(before.id).toBe('klein-1');
    // What was packed before is not what this manifest describes.
    await expect(loadEncoder({ dir, reader: 'rows' })).rejects.toMatchObject({
      code: 'encoder_unusable',
    });

    const pack = fileURLToPath(new URL('../../eval/training/pack.ts', import.meta.url));
    await promisify(execFile)(process.execPath, ['--import', 'tsx', pack, '--out', dir]);
    expect(existsSync(join(dir, 'weights.bin'))).toBe(false);
    const after = await loadEncoder({ dir });
    const rows = await loadEncoder({ dir, reader: 'rows' });
    expect([after.id, rows.id]).toEqual(['klein-1', 'klein-1']);
    const text = 'hoeveel vakantiedagen per jaar';
    const vector = await before.encodeQuestion(text);
    expect(await after.encodeQuestion(text)).toEqual(vector);
    expect(cosine(await rows.encodeQuestion(text), vector)).toBeCloseTo(1, 5);
  }, 60_000);
});

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
