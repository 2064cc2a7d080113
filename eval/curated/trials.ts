import { detectLanguage } from '../../src/assistant/language.ts';
import { marksClash } from '../../src/assistant/question-marks.ts';
import { type Likeness, likenessOf, readWording, type Wording } from '../../src/assistant/same-question.ts';
import type { Encoder } from '../../src/deps.ts';
import { correctSpelling } from '../../src/retrieval/spelling.ts';
import { foldOf, loadCorpus } from '../training/corpus.ts';
import { loadTopics } from './questions.ts';

/** Of the cross-validation by topic. */
export const FOLDS = 5;

export interface Asked extends Wording {
  text: string;
}

/** A question with what stands in the store when it is asked; answers of `own` are right. */
export interface Trial {
  asked: Asked;
  fold: number;
  own: readonly Asked[];
  others: readonly Asked[];
}

/** Two questions of one topic that no rule keeps apart. */
export interface Pair {
  likeness: Likeness;
  same: boolean;
  fold: number;
}

/** As the assistant reads it: typing errors mended where it is Dutch. */
async function read(encoder: Encoder | null, text: string): Promise<Asked> {
  const mended = detectLanguage(text) === 'nl' ? correctSpelling(text, () => false) : text;
  return { text, ...readWording(mended, encoder === null ? null : await encoder.encodeQuestion(mended)) };
}

/**
 * Each '=' is asked against all others of all topics, each '!' against the topic it was made to be mistaken for.
 * @param file beside this one
 */
export async function strictTrials(
  encoder: Encoder | null,
  file: string,
): Promise<{ trials: Trial[]; pairs: Pair[] }> {
  const readAll = (texts: readonly string[]) => Promise.all(texts.map((text) => read(encoder, text)));
  const topics = await Promise.all(
    loadTopics(file).map(async ({ same, other }) => ({
      same: await readAll(same),
      other: await readAll(other),
    })),
  );
  const trials: Trial[] = [];
  const pairs: Pair[] = [];
  topics.forEach(({ same, other }, i) => {
    const fold = i % FOLDS;
    const foreign = topics.flatMap((topic, k) => (k === i ? [] : topic.same));
    for (const asked of same)
      trials.push({ asked, fold, own: same.filter((one) => one !== asked), others: foreign });
    for (const asked of other) trials.push({ asked, fold, own: [], others: same });
    const all = [...same, ...other];
    all.forEach((a, j) => {
      for (const [k, b] of all.entries()) {
        if (k <= j || marksClash(a.marks, b.marks)) continue;
        pairs.push({ likeness: likenessOf(a, b), same: j < same.length && k < same.length, fold });
      }
    });
  });
  return { trials, pairs };
}

/**
 * Per concept: every second question of a passage stands in the store, the others are asked, and so are the questions that nothing answers.
 * @param encoders one that has seen all, or two that have not seen the fold of their number
 */
export async function corpusTrials(encoders: readonly (Encoder | null)[]): Promise<Trial[]> {
  const corpus = loadCorpus();
  const unanswered = byConcept(corpus.unanswered);
  const trials: Trial[] = [];
  for (const [concept, pairs] of byConcept(corpus.pairs)) {
    for (const [fold, encoder] of encoders.entries()) {
      const passages = await Promise.all(
        pairs
          .filter((pair) => encoders.length === 1 || foldOf(pair.passage, 2) === fold)
          .map((pair) => Promise.all(pair.questions.map(({ q }) => read(encoder, q)))),
      );
      const stored = passages.map((questions) => questions.filter((_, i) => i % 2 === 0));
      passages.forEach((questions, p) => {
        const others = stored.filter((_, i) => i !== p).flat();
        for (const asked of questions.filter((_, i) => i % 2 === 1))
          trials.push({ asked, fold: 0, own: stored[p] ?? [], others });
      });
      for (const { q } of fold === 0 ? (unanswered.get(concept) ?? []) : [])
        trials.push({ asked: await read(encoder, q), fold: 0, own: [], others: stored.flat() });
    }
  }
  return trials;
}

function byConcept<T extends { concept: string }>(entries: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) groups.set(entry.concept, [...(groups.get(entry.concept) ?? []), entry]);
  return groups;
}
