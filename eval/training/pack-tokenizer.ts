import { specialTokens, type VocabularyToken } from './pack-vocabulary.ts';

/** More than any passage has (180 words). */
const MAX_TOKENS = 1024;

const replace = (regex: string, content: string) => ({
  type: 'Replace',
  pattern: { Regex: regex },
  content,
});

/**
 * tokenizer.json: folding and numbers as src/retrieval/text.ts has them, then WordPiece. What it cannot do is bring a
 * word twice, as tokenise does with 'woon-werkverkeer'.
 */
export function tokenizerJson(vocabulary: readonly VocabularyToken[]): unknown {
  const piece = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specialTokens.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFKD' },
        replace('\\p{M}+', ''),
        replace('[łŁ]', 'l'),
        replace('ß', 'ss'),
        { type: 'Lowercase' },
        replace('(?<=\\d)\\.(?=\\d{3}(?!\\d))', ''),
        replace('(?<=\\d),(?:00(?!\\d)|-)', ''),
        replace('(?<=\\d)[.,:](?=\\d)', '_'),
      ],
    },
    pre_tokenizer: {
      type: 'Split',
      pattern: { Regex: '[\\p{L}\\p{N}_]+' },
      behavior: 'Removed',
      invert: true,
    },
    post_processor: {
      type: 'TemplateProcessing',
      single: [piece('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, piece('[SEP]')],
      pair: [],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((id) => [id, { id, ids: [specialTokens.indexOf(id)], tokens: [id] }]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: false },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map(({ token }, id) => [token, id])),
    },
  };
}

export const tokenizerConfig = {
  tokenizer_class: 'PreTrainedTokenizerFast',
  model_max_length: MAX_TOKENS,
  pad_token: '[PAD]',
  unk_token: '[UNK]',
  cls_token: '[CLS]',
  sep_token: '[SEP]',
  mask_token: '[MASK]',
};

/** @param dimension numbers a vector */
export function modelConfig(id: string, dimension: number, vocabularySize: number): Record<string, unknown> {
  return {
    _name_or_path: id,
    // How transformers.js is told to feed ids and read last_hidden_state; the graph has no attention.
    model_type: 'bert',
    architectures: ['BertModel'],
    hidden_size: dimension,
    max_position_embeddings: MAX_TOKENS,
    pad_token_id: specialTokens.indexOf('[PAD]'),
    vocab_size: vocabularySize,
  };
}
