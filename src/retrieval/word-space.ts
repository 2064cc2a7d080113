import type { Encoder } from '../deps.ts';
import { dotProduct } from './dot-product.ts';
import type { PassageView } from './passage-view.ts';
import { tokenise } from './text.ts';

/** The single words of an encoder with what they have in common, remembered from question to question. */
export interface WordSpace {
  /** Numbers of these words. */
  idsOf(forms: readonly string[]): Uint32Array;
  /** Best cosine of a word with any of these, 0 to 1; 0 for none. */
  nearest(form: string, ids: Uint32Array): number;
  /** How much a word says: the length of its vector; 1 where the encoder does not tell. */
  lengthOf(form: string): number;
}

const MAX_WORDS = 60_000;
/** Words of questions whose cosines are kept. */
const MAX_ROWS = 200;

const remembered = new WeakMap<Encoder, WordSpace & { readonly size: number }>();

/** Null for an encoder whose words have no place of their own. */
export function wordSpaceOf(encoder: Encoder | null): WordSpace | null {
  if (encoder?.encodeWord === undefined) return null;
  let space = remembered.get(encoder);
  if (space === undefined || space.size > MAX_WORDS) {
    space = createSpace(encoder.encodeWord.bind(encoder), encoder.wordLength?.bind(encoder) ?? (() => 1));
    remembered.set(encoder, space);
  }
  return space;
}

function createSpace(
  encodeWord: (form: string) => Float32Array,
  wordLength: (form: string) => number,
): WordSpace & { readonly size: number } {
  const numbers = new Map<string, number>();
  const vectors: Float32Array[] = [];
  const lengths = new Map<string, number>();
  const known = new WeakMap<readonly string[], Uint32Array>();
  /** Cosines of a word with the words by number; NaN where nobody asked yet. */
  const rows = new Map<string, Float32Array>();
  const idOf = (form: string): number => {
    let id = numbers.get(form);
    if (id === undefined) {
      id = vectors.length;
      numbers.set(form, id);
      vectors.push(encodeWord(form));
    }
    return id;
  };
  const rowOf = (form: string): Float32Array => {
    let row = rows.get(form);
    if (row !== undefined && row.length >= vectors.length) return row;
    const longer = new Float32Array(Math.ceil(vectors.length * 1.5) + 64).fill(Number.NaN);
    if (row !== undefined) longer.set(row);
    else if (rows.size >= MAX_ROWS) rows.clear();
    row = longer;
    rows.set(form, row);
    return row;
  };
  return {
    get size() {
      return vectors.length;
    },
    idsOf(forms) {
      let ids = known.get(forms);
      if (ids === undefined) {
        ids = Uint32Array.from(new Set(forms), idOf);
        known.set(forms, ids);
      }
      return ids;
    },
    nearest(form, ids) {
      const own = vectors[idOf(form)] as Float32Array;
      const row = rowOf(form);
      let best = 0;
      for (const id of ids) {
        let cosine = row[id] as number;
        if (Number.isNaN(cosine)) {
          cosine = dotProduct(own, vectors[id] as Float32Array);
          row[id] = cosine;
        }
        if (cosine > best) best = cosine;
      }
      return Math.min(1, best);
    },
    lengthOf(form) {
      let length = lengths.get(form);
      if (length === undefined) {
        if (lengths.size > MAX_WORDS) lengths.clear();
        length = wordLength(form);
        lengths.set(form, length);
      }
      return length;
    },
  };
}

/** What passages and parts of them have for a text, each between 0 and 1; zeros without word vectors. */
export interface LateMatcher {
  passage(view: PassageView): number;
  /** Of folded words. */
  words(forms: readonly string[]): number;
  /** How much a word of the text says beside its other words: 0.5 is as much as they do on average, 1 twice that or more. */
  share(form: string): number;
}

export const noLateMatcher: LateMatcher = { passage: () => 0, words: () => 0, share: () => 0 };

/**
 * Late interaction over static word vectors (the MaxSim of ColBERT, Khattab and Zaharia 2020): each word of the text takes its best word of the
 * passage, and counts by the length of its vector, as the encoder was trained (eval/training/late_interaction.py).
 */
export function lateMatcher(encoder: Encoder | null, text: string): LateMatcher {
  const space = wordSpaceOf(encoder);
  const forms = allWords(text);
  if (space === null || forms.length === 0) return noLateMatcher;
  const words = forms.map((form) => ({ form, length: space.lengthOf(form) }));
  const total = words.reduce((sum, word) => sum + word.length, 0);
  if (total === 0) return noLateMatcher;
  const of = (own: readonly string[]): number => {
    const ids = space.idsOf(own);
    let met = 0;
    for (const { form, length } of words) met += length * space.nearest(form, ids);
    return met / total;
  };
  return {
    passage: (view) => of(allWordsOf(view)),
    words: of,
    share: (form) => Math.min(1, (0.5 * space.lengthOf(form) * words.length) / total),
  };
}

const viewWords = new WeakMap<PassageView, string[]>();

/** All different words of a text, folded. */
export function allWords(text: string): string[] {
  return [...new Set(tokenise(text).map((token) => token.form))];
}

/** All different words of a passage with its nearest heading and lead-in. */
function allWordsOf(view: PassageView): string[] {
  let words = viewWords.get(view);
  if (words === undefined) {
    const { context, text } = view.passage;
    words = allWords(`${view.heading}\n${context}\n${text}`);
    viewWords.set(view, words);
  }
  return words;
}
