import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onnxModel } from '../../eval/training/onnx.ts';

/**
 * A folder in the form of transformers.js with a model of a few kilobytes, for the tests of the loader. It has learned
 * nothing, but is built like a real one: word vectors, a position table that ends, and a context that each token sees.
 */
export interface TinyEncoder {
  dir: string;
  dimension: number;
  /** What the model makes of these words, worked out here: one vector a token, the closing ones included. */
  hidden(words: readonly string[]): number[][];
}

export interface TinyOptions {
  /** 'bert': WordPiece, [CLS] and [SEP], token types; 'xlm-roberta': Unigram, <s> and </s>, positions from 2 on. */
  style?: 'bert' | 'xlm-roberta';
  dimension?: number;
  /** Places in the position table. */
  positions?: number;
  /** Other weights from another seed. */
  seed?: number;
  quantized?: boolean;
  /** Files beside the model, e.g. '1_Pooling/config.json'; null leaves one out. */
  files?: Readonly<Record<string, unknown>>;
  /** Fields of config.json. */
  config?: Readonly<Record<string, unknown>>;
}

const words =
  'query passage : ik krijg heb recht op hoeveel vakantie verlof dagen uur loon reis kosten thuis werk ziek de het een per van'.split(
    ' ',
  );
const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];

interface Vocabulary {
  tokens: string[];
  open: string;
  close: string;
  unknown: string;
  word(text: string): string;
}

const vocabularies: Record<'bert' | 'xlm-roberta', Vocabulary> = {
  bert: {
    tokens: [
      ...['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'],
      ...words,
      ...letters,
      ...letters.map((letter) => `##${letter}`),
    ],
    open: '[CLS]',
    close: '[SEP]',
    unknown: '[UNK]',
    word: (text) => text,
  },
  'xlm-roberta': {
    tokens: [
      ...['<s>', '<pad>', '</s>', '<unk>'],
      ...words.map((word) => `▁${word}`),
      '▁',
      ':',
      ...letters,
      '<mask>',
    ],
    open: '<s>',
    close: '</s>',
    unknown: '<unk>',
    word: (text) => (text === ':' ? ':' : `▁${text}`),
  },
};

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2147483648 - 1;
  };
}

/** Writes the folder. */
export function writeTinyEncoder(dir: string, options: TinyOptions = {}): TinyEncoder {
  const { style = 'bert', dimension = 16, positions = 128, seed = 7, quantized = false } = options;
  const vocabulary = vocabularies[style];
  const random = seeded(seed);
  const table = Float32Array.from({ length: vocabulary.tokens.length * dimension }, random);
  const places = Float32Array.from({ length: positions * dimension }, () => 0.1 * random());
  const first = style === 'bert' ? 0 : 2;
  mkdirSync(join(dir, 'onnx'), { recursive: true });
  writeFileSync(
    join(dir, 'onnx', quantized ? 'model_quantized.onnx' : 'model.onnx'),
    tinyModel({ style, dimension, positions, table, places, first }),
  );
  const files: Record<string, unknown> = {
    'config.json': {
      model_type: style,
      architectures: [style === 'bert' ? 'BertModel' : 'XLMRobertaModel'],
      hidden_size: dimension,
      max_position_embeddings: positions,
      pad_token_id: style === 'bert' ? 0 : 1,
      vocab_size: vocabulary.tokens.length,
      ...options.config,
    },
    'tokenizer.json': style === 'bert' ? wordPiece(vocabulary.tokens) : unigram(vocabulary.tokens),
    'tokenizer_config.json': tokenizerConfig(style),
    ...options.files,
  };
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue;
    mkdirSync(join(dir, name, '..'), { recursive: true });
    writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  const row = (data: Float32Array, index: number) => [
    ...data.subarray(index * dimension, (index + 1) * dimension),
  ];
  return {
    dir,
    dimension,
    hidden(text) {
      const tokens = [vocabulary.open, ...text.map(vocabulary.word), vocabulary.close];
      const embedded = tokens.map((token, i) => {
        const id = vocabulary.tokens.indexOf(token);
        const known = id >= 0 ? id : vocabulary.tokens.indexOf(vocabulary.unknown);
        return sum(row(table, known), row(places, i + first));
      });
      const context = mean(embedded);
      return embedded.map((vector) => sum(vector, context));
    },
  };
}

const sum = (a: readonly number[], b: readonly number[]) => a.map((value, i) => value + (b[i] ?? 0));

export function mean(vectors: readonly (readonly number[])[]): number[] {
  const total = vectors.reduce((a, b) => sum(a, b));
  return total.map((value) => value / vectors.length);
}

interface Weights {
  style: 'bert' | 'xlm-roberta';
  dimension: number;
  positions: number;
  table: Float32Array;
  places: Float32Array;
  /** Place of the first token in the position table. */
  first: number;
}

/** table[ids] + places[position], then to each token the mean of all. A text beyond the position table is an error. */
function tinyModel({ style, dimension, positions, table, places, first }: Weights): Uint8Array {
  const number = (value: number) => BigInt64Array.from([BigInt(value)]);
  return onnxModel({
    inputs: ['input_ids', 'attention_mask', ...(style === 'bert' ? ['token_type_ids'] : [])],
    output: { name: 'last_hidden_state', dimension },
    constants: [
      { name: 'table', dims: [table.length / dimension, dimension], data: table },
      { name: 'places', dims: [positions, dimension], data: places },
      { name: 'one', dims: [], data: number(1) },
      { name: 'first', dims: [], data: number(first) },
    ],
    nodes: [
      { op: 'Gather', inputs: ['table', 'input_ids'], output: 'words' },
      { op: 'Shape', inputs: ['input_ids'], output: 'shape' },
      { op: 'Gather', inputs: ['shape', 'one'], output: 'tokens' },
      { op: 'Add', inputs: ['tokens', 'first'], output: 'end' },
      { op: 'Range', inputs: ['first', 'end', 'one'], output: 'steps' },
      { op: 'Gather', inputs: ['places', 'steps'], output: 'placed' },
      { op: 'Add', inputs: ['words', 'placed'], output: 'embedded' },
      {
        op: 'ReduceMean',
        inputs: ['embedded'],
        output: 'context',
        attributes: { axes: [1], keepdims: 1 },
      },
      { op: 'Add', inputs: ['embedded', 'context'], output: 'last_hidden_state' },
    ],
  });
}

function tokenizerConfig(style: 'bert' | 'xlm-roberta') {
  return style === 'bert'
    ? {
        tokenizer_class: 'BertTokenizer',
        do_lower_case: true,
        pad_token: '[PAD]',
        unk_token: '[UNK]',
        cls_token: '[CLS]',
        sep_token: '[SEP]',
        mask_token: '[MASK]',
      }
    : {
        tokenizer_class: 'XLMRobertaTokenizer',
        bos_token: '<s>',
        eos_token: '</s>',
        cls_token: '<s>',
        sep_token: '</s>',
        pad_token: '<pad>',
        unk_token: '<unk>',
        mask_token: '<mask>',
      };
}

const special = (tokens: readonly string[], names: readonly string[]) =>
  names.map((content) => ({
    id: tokens.indexOf(content),
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));

/** `open` and `close` around a text. */
function template(tokens: readonly string[], open: string, close: string) {
  const piece = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  return {
    type: 'TemplateProcessing',
    single: [piece(open), { Sequence: { id: 'A', type_id: 0 } }, piece(close)],
    pair: [],
    special_tokens: Object.fromEntries(
      [open, close].map((id) => [id, { id, ids: [tokens.indexOf(id)], tokens: [id] }]),
    ),
  };
}

function wordPiece(tokens: readonly string[]) {
  return {
    version: '1.0',
    added_tokens: special(tokens, ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: template(tokens, '[CLS]', '[SEP]'),
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(tokens.map((token, i) => [token, i])),
    },
  };
}

function unigram(tokens: readonly string[]) {
  const metaspace = { type: 'Metaspace', replacement: '▁', add_prefix_space: true };
  return {
    version: '1.0',
    added_tokens: special(tokens, ['<s>', '<pad>', '</s>', '<unk>', '<mask>']),
    normalizer: null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'WhitespaceSplit' }, metaspace] },
    post_processor: template(tokens, '<s>', '</s>'),
    decoder: metaspace,
    model: {
      type: 'Unigram',
      unk_id: tokens.indexOf('<unk>'),
      vocab: tokens.map((token) => [token, token.length > 2 ? -2 : -6]),
    },
  };
}
