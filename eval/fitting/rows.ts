import { draftAnswer } from '../../src/assistant/answer.ts';
import { confidenceFeatures } from '../../src/assistant/confidence.ts';
import { detectLanguage } from '../../src/assistant/language.ts';
import { questionParts } from '../../src/assistant/parts.ts';
import { selectFrom, unitFeatures } from '../../src/assistant/select.ts';
import { type WordEvidence, wordEvidence } from '../../src/assistant/word-evidence.ts';
import { understandAlone } from '../../src/messages/understand.ts';
import { squash } from '../../src/retrieval/text.ts';
import { judgeQuestion } from '../judges.ts';
import type { Features, Group } from './listwise.ts';
import { type Asked, isGold } from './material.ts';

/** The candidates of each question, for the ranking; questions of which nothing or everything is gold teach nothing. */
export function rankGroups(asked: readonly Asked[]): Group[] {
  return asked
    .map(({ test, result }) => ({
      id: test.id,
      weight: 1,
      items: result.passages.map((entry) => ({
        features: { ...entry.score } as Features,
        gold: isGold(entry, test),
      })),
    }))
    .filter(({ items }) => items.some((item) => item.gold) && items.some((item) => !item.gold));
}

/** The sentences or rows of each gold passage that was found, for reading. */
export function unitGroups(asked: readonly Asked[]): Group[] {
  return asked.flatMap(({ test, question, result }) =>
    result.passages
      .filter((entry) => isGold(entry, test))
      .map((entry) => {
        const golds = test.gold
          .filter((gold) => gold.document === entry.view.passage.document)
          .map((gold) => squash(gold.quote));
        return {
          id: test.id,
          weight: 1,
          items: entry.view.units.map((unit) => {
            const text = squash(unit.text);
            const gold = golds.some(
              (quote) => text.includes(quote) || (text.length > 12 && quote.includes(text)),
            );
            return { features: { ...unitFeatures(entry.view, unit, question, result) } as Features, gold };
          }),
        };
      })
      .filter(({ items }) => items.some((item) => item.gold) && items.some((item) => !item.gold)),
  );
}

/** An answer as it would be given if nothing were withheld, with what the confidence model sees of it. */
export interface AnswerRow {
  id: string;
  employer: string;
  kind: string;
  answerable: boolean;
  right: boolean;
  weight: number;
  features: Features;
  words: WordEvidence[];
}

/** Any day will do: intent does not depend on it. */
const today = '2026-11-23';

/** A message that asks two things is answered in two parts, and what routing takes out never reaches the confidence model. */
export function reachesConfidence({ test }: Asked): boolean {
  return (
    questionParts(test.question).length === 1 &&
    ['question', 'other'].includes(understandAlone(test.question, today).intent)
  );
}

export function answerRow({ test, question, result }: Asked, answerable = test.answerable): AnswerRow {
  const lang = detectLanguage(test.question);
  const draft = draftAnswer(question, result, lang, { threshold: 0 });
  const best = result.passages[0];
  const selection = best === undefined ? null : selectFrom(best, question, result);
  const run = {
    id: test.id,
    answer: draft.answer,
    abstained: draft.kind !== 'answer',
    replyKind: draft.kind,
    confidence: 0,
    citations: [],
    retrieved: [],
    ms: 0,
  };
  const judged =
    test.must_include.length > 0
      ? judgeQuestion(run, test).correct
      : best !== undefined && isGold(best, test);
  return {
    id: test.id,
    employer: test.employer,
    kind: test.kind,
    answerable,
    right: answerable && judged,
    weight: 1,
    features: { ...confidenceFeatures(question, result, selection) } as Features,
    words: wordEvidence(question, result, selection, lang !== 'nl'),
  };
}

/** The same questions with their gold passages taken away: the topic is there, the answer is not. */
export function withheldRows(asked: readonly Asked[]): AnswerRow[] {
  return asked.flatMap((entry) => {
    if (entry.test.gold.length === 0) return [];
    const passages = entry.result.passages.filter((passage) => !isGold(passage, entry.test));
    return [{ ...answerRow({ ...entry, result: { ...entry.result, passages } }, false), kind: 'withheld' }];
  });
}
