/**
 * Writes the training material as word numbers, with each word's features, for eval/training/train_encoder.py: tokenising, stemming
 * and compound splitting stay in one place, the code that runs in the product.
 *
 *   node --import tsx eval/training/export.ts OUT.json [--folds 2 --by passage|concept]
 *
 * Each pair, negative and concept carries its fold, so that the trainer can keep one out.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { wordFeatures } from '../../src/retrieval/bag-features.ts';
import { tokenise } from '../../src/retrieval/text.ts';
import { foldOf, loadCorpus } from './corpus.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { folds: { type: 'string', default: '2' }, by: { type: 'string', default: 'passage' } },
});
const out = positionals[0];
const folds = Number(values.folds);
if (
  out === undefined ||
  !Number.isInteger(folds) ||
  folds < 2 ||
  !['passage', 'concept'].includes(values.by)
) {
  console.error('Usage: export.ts OUT.json [--folds N, at least 2] [--by passage|concept]');
  process.exit(2);
}
const byPassage = values.by === 'passage';

const vocabulary = new Map<string, number>();
function wordsOf(text: string): number[] {
  return tokenise(text).map(({ form }) => {
    const known = vocabulary.get(form);
    if (known !== undefined) return known;
    vocabulary.set(form, vocabulary.size);
    return vocabulary.size - 1;
  });
}

const corpus = loadCorpus();
const foldOfPassage = new Map(
  corpus.pairs.map((pair) => [pair.passage, foldOf(byPassage ? pair.passage : pair.concept, folds)]),
);
const pairs = corpus.pairs.map((pair) => ({
  group: pair.concept,
  fold: foldOfPassage.get(pair.passage) ?? 0,
  passage: wordsOf(`${pair.heading}\n${pair.passage}`),
  questions: pair.questions.map(({ q, lang }) => ({ words: wordsOf(q), foreign: (lang ?? 'nl') !== 'nl' })),
  // A passage written only as a negative belongs to the fold of the pair it stands with.
  negatives: pair.hard_negatives.map((text) => ({
    words: wordsOf(text),
    fold: foldOfPassage.get(text.split('\n').at(-1) ?? '') ?? foldOfPassage.get(pair.passage) ?? 0,
  })),
}));
const foreignWords = (concept: Record<string, unknown>) =>
  ['en', 'de', 'pl', 'tr', 'uk'].flatMap((lang) => (concept[lang] as string[] | undefined) ?? []);
const concepts = corpus.concepts.map((concept) => ({
  group: concept.id,
  // Words of a concept are no passage: they are kept out only by a split on concepts.
  fold: byPassage ? null : foldOf(concept.id, folds),
  formal: concept.formal.map(wordsOf),
  say: [...concept.say, ...foreignWords(concept)].map(wordsOf),
}));
const words = corpus.words.map(({ say, formal }, i) => ({
  group: `word ${i}`,
  fold: null,
  formal: formal.map(wordsOf),
  say: [wordsOf(say)],
}));
const features = [...vocabulary.keys()].map((form) => [...wordFeatures(form)]);
writeFileSync(out, JSON.stringify({ folds, features, pairs, concepts: [...concepts, ...words] }));
console.log(
  `${vocabulary.size} words, ${pairs.length} passages, ${pairs.reduce((n, pair) => n + pair.questions.length, 0)} pairs, ` +
    `${concepts.length} concepts and ${words.length} words in ${out}`,
);
