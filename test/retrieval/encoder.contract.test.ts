import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadEncoder } from '../../src/adapters/node/encoder.ts';
import { createFakeEncoder } from '../support/fake-encoder.ts';
import { mean, type TinyOptions, writeTinyEncoder } from '../support/tiny-encoder.ts';
import { cosine, encoderContract } from './encoder-contract.ts';

const shipped = fileURLToPath(new URL('../../models/bag', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'vraagbaak-encoder-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const meanPooling = {
  word_embedding_dimension: 16,
  pooling_mode_cls_token: false,
  pooling_mode_mean_tokens: true,
};
const steps = ['Transformer', 'Pooling', 'Normalize'];
const modules = (types: readonly string[]) =>
  types.map((type, idx) => ({
    idx,
    name: String(idx),
    path: idx === 0 ? '' : `${idx}_${type}`,
    type: `sentence_transformers.models.${type}`,
  }));

/** As the folder of multilingual-e5-small lies on disk when all its files were fetched; e5 keeps its prefixes in the model card. */
const e5: TinyOptions = {
  style: 'xlm-roberta',
  quantized: true,
  config: { _name_or_path: 'intfloat/multilingual-e5-small' },
  files: {
    'modules.json': modules(steps),
    '1_Pooling/config.json': meanPooling,
    'sentence_bert_config.json': { max_seq_length: 32, do_lower_case: false },
  },
};
/** As bge-m3 comes for transformers.js: no files of sentence-transformers at all. */
const bge: TinyOptions = { style: 'xlm-roberta', config: { _name_or_path: 'BAAI/bge-m3' } };
const bert: TinyOptions = {
  files: {
    '1_Pooling/config.json': { embedding_dimension: 16, pooling_mode: 'mean', include_prompt: true },
    'config_sentence_transformers.json': {
      prompts: { query: 'hoeveel ', document: 'recht op ' },
      similarity_fn_name: 'cosine',
    },
  },
};

let made = 0;
function folder(options: TinyOptions, name = `model-${made++}`) {
  return writeTinyEncoder(join(scratch, name), options);
}
function withFiles(options: TinyOptions, files: Record<string, unknown>): TinyOptions {
  return { ...options, files: { ...options.files, ...files } };
}

encoderContract('fake', async () => createFakeEncoder());
encoderContract('the one that ships', () => loadEncoder({ dir: shipped }));
const contractDir = folder(e5).dir;
encoderContract('a transformers.js folder', () => loadEncoder({ dir: contractDir }));

const unit = (vector: readonly number[]) => {
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
};
function expectNear(vector: Float32Array | undefined, expected: readonly number[]) {
  expect(vector).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(vector?.[i]).toBeCloseTo(value, 5);
}

describe('a folder like multilingual-e5-small', () => {
  it('is read with its prefixes, mean pooling and unit length, from the quantised weights', async () => {
    const tiny = folder(e5);
    const encoder = await loadEncoder({ dir: tiny.dir });
    expect(encoder.dimension).toBe(16);
    expect(encoder.id).toMatch(/^multilingual-e5-small@[0-9a-f]{12}$/);
    const [passage] = await encoder.encodePassages(['reis kosten']);
    expectNear(passage, unit(mean(tiny.hidden(['passage', ':', 'reis', 'kosten']))));
    expectNear(
      await encoder.encodeQuestion('hoeveel verlof'),
      unit(mean(tiny.hidden(['query', ':', 'hoeveel', 'verlof']))),
    );
  });

  it('cuts what is longer than the folder says, and still closes the text', async () => {
    const tiny = folder(e5);
    const encoder = await loadEncoder({ dir: tiny.dir });
    const long = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 'werk' : 'loon'));
    // 32 tokens: one opens, one closes, and the prefix takes two.
    const kept = ['passage', ':', ...long].slice(0, 30);
    expectNear((await encoder.encodePassages([long.join(' ')]))[0], unit(mean(tiny.hidden(kept))));
  });

  it('never goes beyond the position table, whatever the folder says', async () => {
    // XLM-R's table begins after the padding token: 128 places are 126 tokens.
    const tiny = folder(withFiles(e5, { 'sentence_bert_config.json': { max_seq_length: 500 } }));
    const encoder = await loadEncoder({ dir: tiny.dir });
    const [vector] = await encoder.encodePassages([Array.from({ length: 300 }, () => 'uur').join(' ')]);
    expect(vector).toHaveLength(16);
  });
});

describe('a folder like bge-m3', () => {
  it('is read with the first token and without prefixes, known by its name', async () => {
    const tiny = folder(bge);
    const encoder = await loadEncoder({ dir: tiny.dir });
    expect(encoder.id).toMatch(/^bge-m3@/);
    const [first = []] = tiny.hidden(['reis', 'kosten']);
    expectNear((await encoder.encodePassages(['reis kosten']))[0], unit(first));
    expectNear(await encoder.encodeQuestion('reis kosten'), unit(first));
  });

  it('may be known by the name of its folder alone', async () => {
    const tiny = folder({ style: 'xlm-roberta' }, 'bge-m3');
    expect(await loadEncoder({ dir: tiny.dir })).toMatchObject({ dimension: 16 });
  });
});

describe('what the folder says itself', () => {
  it('are the prompts of sentence-transformers', async () => {
    const tiny = folder(bert);
    const encoder = await loadEncoder({ dir: tiny.dir });
    expectNear(await encoder.encodeQuestion('uur'), unit(mean(tiny.hidden(['hoeveel', 'uur']))));
    expectNear((await encoder.encodePassages(['uur']))[0], unit(mean(tiny.hidden(['recht', 'op', 'uur']))));
  });

  it('does not count when sentence-transformers wrote empty prompts by itself', async () => {
    const empty = { prompts: { query: '', document: '' } };
    const tiny = folder(withFiles(e5, { 'config_sentence_transformers.json': empty }));
    const encoder = await loadEncoder({ dir: tiny.dir });
    expectNear(await encoder.encodeQuestion('uur'), unit(mean(tiny.hidden(['query', ':', 'uur']))));
  });

  it('gives way to vraagbaak.json', async () => {
    const own = { id: 'eigen', queryPrefix: 'ik krijg ', passagePrefix: '', pooling: 'cls', maxTokens: 8 };
    const tiny = folder(withFiles(e5, { 'vraagbaak.json': own }));
    const encoder = await loadEncoder({ dir: tiny.dir });
    expect(encoder.id).toMatch(/^eigen@/);
    const [first = []] = tiny.hidden(['ik', 'krijg', 'uur']);
    expectNear(await encoder.encodeQuestion('uur'), unit(first));
    const words = Array.from({ length: 40 }, () => 'de');
    const [cut = []] = tiny.hidden(words.slice(0, 6));
    expectNear((await encoder.encodePassages([words.join(' ')]))[0], unit(cut));
  });

  it('makes its texts lower case where the model asks for that', async () => {
    const options = withFiles(bge, {
      'sentence_bert_config.json': { max_seq_length: 64, do_lower_case: true },
    });
    const encoder = await loadEncoder({ dir: folder(options).dir });
    expect(cosine(await encoder.encodeQuestion('REIS'), await encoder.encodeQuestion('reis'))).toBeCloseTo(
      1,
      5,
    );
  });

  it('makes its identity: what changes a vector changes the id, the place of the folder does not', async () => {
    const idOf = async (options: TinyOptions) => (await loadEncoder({ dir: folder(options).dir })).id;
    const [id, same, weights, prefix] = await Promise.all([
      idOf(e5),
      idOf(e5),
      idOf({ ...e5, seed: 8 }),
      idOf(withFiles(e5, { 'vraagbaak.json': { queryPrefix: 'vraag: ' } })),
    ]);
    expect(same).toBe(id);
    expect(new Set([id, weights, prefix]).size).toBe(3);
  });
});

describe('beside the encoder that ships', () => {
  it('leaves words and sentences to it, and knows where nearness begins', async () => {
    const quick = await loadEncoder({ dir: shipped });
    const encoder = await loadEncoder({ dir: folder(e5).dir, quick });
    expect(encoder.quick).toBe(quick);
    expect(encoder.encodeWord?.('verlof')).toEqual(quick.encodeWord?.('verlof'));
    // Untrained vectors with a common context are all alike: most of their inner product says nothing.
    expect(encoder.floor).toBeGreaterThan(0.3);
    expect(encoder.floor).toBeLessThan(1);
    expect(quick.floor).toBeUndefined();
  });

  it('answers again after its thread gave its memory back', async () => {
    const encoder = await loadEncoder({ dir: folder(e5).dir, idleMs: 1 });
    const before = await encoder.encodeQuestion('verlof');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([...(await encoder.encodeQuestion('verlof'))]).toEqual([...before]);
  });

  it('lets a question go before the passages that wait', async () => {
    const encoder = await loadEncoder({ dir: folder(e5).dir });
    const order: string[] = [];
    const passages = encoder
      .encodePassages(Array.from({ length: 50 }, (_, i) => `uur ${i}`))
      .then(() => order.push('passages'));
    await encoder.encodeQuestion('uur').then(() => order.push('question'));
    await passages;
    expect(order).toEqual(['question', 'passages']);
  });
});

describe('a folder that cannot be used', () => {
  const refusals: [string, TinyOptions, RegExp, RegExp][] = [
    [
      'no config.json',
      withFiles(e5, { 'config.json': null }),
      /config\.json ontbreekt/,
      /config\.json is missing/,
    ],
    [
      'no tokenizer',
      withFiles(e5, { 'tokenizer.json': null }),
      /tokenizer\.json ontbreekt/,
      /tokenizer\.json is missing/,
    ],
    [
      'no tokenizer_config.json',
      withFiles(e5, { 'tokenizer_config.json': null }),
      /tokenizer_config\.json ontbreekt/,
      /tokenizer_config\.json is missing/,
    ],
    [
      'the wrong weights',
      withFiles({ ...e5, quantized: false }, { 'vraagbaak.json': { quantized: true } }),
      /onnx\/model_quantized\.onnx ontbreekt/,
      /model_quantized\.onnx is missing/,
    ],
    [
      'weights in two files',
      withFiles({ ...e5, quantized: false }, { 'onnx/model.onnx_data': 'x' }),
      /tweede bestand/,
      /second file/,
    ],
    ['no pooling', {}, /1_Pooling\/config\.json/, /how tokens become one vector/],
    [
      'another pooling',
      withFiles(bert, { '1_Pooling/config.json': { pooling_mode_weightedmean_tokens: true } }),
      /pooling "weightedmean"/,
      /mean and cls are supported/,
    ],
    [
      'two poolings at once',
      withFiles(bert, {
        '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_mean_tokens: true },
      }),
      /pooling "cls\+mean"/,
      /asks for pooling/,
    ],
    [
      'a layer beside the model',
      withFiles(bert, { 'modules.json': modules(['Transformer', 'Pooling', 'Dense']) }),
      /stap "Dense"/,
      /step "Dense"/,
    ],
    [
      'lengths that count',
      withFiles(bert, { 'config_sentence_transformers.json': { similarity_fn_name: 'dot' } }),
      /lengte van vectoren/,
      /Only their direction counts/,
    ],
    [
      'the wrong dimension',
      withFiles(bert, { 'vraagbaak.json': { dimension: 24 } }),
      /geeft 16 getallen per tekst, maar vraagbaak\.json noemt er 24/,
      /gives 16 numbers a text, but vraagbaak\.json says 24/,
    ],
    [
      'a config of another model',
      { ...bert, config: { hidden_size: 384 } },
      /maar config\.json noemt er 384/,
      /but config\.json says 384/,
    ],
    [
      'a hash of other weights',
      withFiles(bert, { 'vraagbaak.json': { sha256: 'f'.repeat(64) } }),
      /niet het bestand waarvan/,
      /not the file whose sha256/,
    ],
    [
      'broken JSON',
      withFiles(bert, { 'config.json': '{"model_type": ' }),
      /config\.json is niet te lezen/,
      /cannot be read/,
    ],
    [
      'a setting that does not exist',
      withFiles(bert, { 'vraagbaak.json': { queryPrefiks: 'x' } }),
      /vraagbaak\.json is niet te lezen[\s\S]*queryPrefiks/,
      /cannot be read/,
    ],
    [
      'weights that are none',
      withFiles(bert, { 'onnx/model.onnx': 'garbage' }),
      /niet te laden/,
      /cannot be loaded/,
    ],
    [
      'a tokenizer that is none',
      withFiles(bert, { 'tokenizer.json': '{}' }),
      /niet te laden/,
      /cannot be loaded/,
    ],
  ];
  it.each(refusals)('says what is wrong, in Dutch and English: %s', async (_, options, dutch, english) => {
    const { dir } = folder(options);
    const refused = await loadEncoder({ dir }).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: 'encoder_unusable' });
    const { detail } = refused as { detail: string };
    expect(detail).toMatch(dutch);
    expect(detail).toMatch(english);
    expect(detail).not.toContain(scratch);
  });

  it('says so of a folder that is not there, and of a bag without weights', async () => {
    await expect(loadEncoder({ dir: join(scratch, 'nowhere') })).rejects.toThrow(/does not exist/);
    const { dir } = folder({ files: { 'vraagbaak.json': { id: 'bag', type: 'bag' } } });
    await expect(loadEncoder({ dir })).rejects.toThrow(/model_quantized\.onnx is missing/);
  });
});
