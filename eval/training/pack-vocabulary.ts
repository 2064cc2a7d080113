import { hashFeature, wordFeatures } from '../../src/retrieval/bag-features.ts';
import wordParts from '../../src/retrieval/data/word-parts.json' with { type: 'json' };
import { tokenise } from '../../src/retrieval/text.ts';
import { loadCorpus } from './corpus.ts';

/** A token of the tokenizer with the features that its vector is the sum of. */
export interface VocabularyToken {
  token: string;
  /** Hashes, as of wordFeatures; empty for the special tokens. */
  features: Uint32Array;
  weight: number;
}

/** In this order the first tokens of every vocabulary. */
export const specialTokens = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];

/** Longer ones are chains and addresses; their pieces will do. */
const MAX_LETTERS = 32;
/** Letter groups that fewer words have say little, and each costs room. */
const MIN_WORDS = 5;

/** Every word of the training material, once. */
export function trainingWords(): Set<string> {
  const corpus = loadCorpus();
  const texts = [
    ...corpus.pairs.flatMap((pair) => [
      pair.heading,
      pair.passage,
      ...pair.hard_negatives,
      ...pair.questions.map(({ q }) => q),
    ]),
    ...corpus.concepts.flatMap((concept) => Object.values(concept).flat().filter(isText)),
    ...corpus.words.flatMap(({ say, formal }) => [say, ...formal]),
  ];
  return new Set(texts.flatMap((text) => tokenise(text).map(({ form }) => form)));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/**
 * The tokens of a WordPiece tokenizer over these words: the words themselves, with exactly their features, and pieces for
 * words that are not among them: beginnings, letter groups, and parts of compounds, with the features that a word
 * would get from such a piece. Sorted, so that the same words give the same file.
 */
export function vocabularyOf(words: ReadonlySet<string>): VocabularyToken[] {
  const known = [...words].filter((word) => word.length <= MAX_LETTERS).sort();
  const whole = known.map((token) => {
    const features = wordFeatures(token);
    return { token, features, weight: 1 / Math.sqrt(features.length) };
  });
  const spelled = known.filter((word) => !/\d/.test(word));
  const mean = whole.reduce((sum, { features }) => sum + features.length, 0) / Math.max(1, whole.length);
  // A piece does not know how long its word is.
  const piece = (token: string, features: readonly string[]): VocabularyToken => ({
    token,
    features: Uint32Array.from(features, hashFeature),
    weight: 1 / Math.sqrt(mean),
  });
  const beginnings = frequentGroups(spelled, true)
    .filter((letters) => !words.has(letters))
    .map((letters) => piece(letters, groupsOf(`_${letters}`)));
  const parts = new Set(wordParts.filter((part) => part.length > 3));
  const insides = [...new Set([...frequentGroups(spelled, false), ...parts])]
    .sort()
    .map((letters) =>
      piece(`##${letters}`, [...(parts.has(letters) ? [`s:${letters}`] : []), ...groupsOf(letters)]),
    );
  const special = specialTokens.map((token) => piece(token, []));
  return [...special, ...whole, ...beginnings, ...insides];
}

/** Single letters, and groups of two to five that enough words begin with or have inside. */
function frequentGroups(words: readonly string[], first: boolean): string[] {
  const counts = new Map<string, number>();
  for (const word of words) {
    const letters = [...word];
    const groups = new Set<string>();
    for (let n = 1; n <= 5; n++) {
      const last = first ? 0 : letters.length - n;
      for (let i = first ? 0 : 1; i <= last && i + n <= letters.length; i++)
        groups.add(letters.slice(i, i + n).join(''));
    }
    for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return [...counts]
    .filter(([group, count]) => count >= MIN_WORDS || [...group].length === 1)
    .map(([group]) => group)
    .sort();
}

function groupsOf(letters: string): string[] {
  const groups: string[] = [];
  for (let n = 3; n <= 5; n++) {
    for (let i = 0; i + n <= letters.length; i++) groups.push(`g:${letters.slice(i, i + n)}`);
  }
  return groups;
}
