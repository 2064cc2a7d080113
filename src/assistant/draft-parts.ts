import type { OwnWords } from '../retrieval/own-words.ts';
import { type AnalysedQuestion, analyseQuestion } from '../retrieval/question.ts';
import {
  type RetrievalResult,
  type RetrievalScope,
  type RetrieverDeps,
  retrieve,
} from '../retrieval/retrieve.ts';
import type { EmployerDb } from '../store/db.ts';
import { type Draft, draftAnswer, type OnWeighed } from './answer.ts';
import type { FrameLanguage } from './language.ts';
import { joinDrafts, mergeRetrieved, questionParts } from './parts.ts';
import { type RewriteDeps, wholeQuestion } from './rewrite.ts';
import { settledConflicts } from './settled.ts';

/** Retrieval and the extractive answer; a message that asks two things is answered in two parts. */
export async function draftParts(
  deps: RetrieverDeps & RewriteDeps,
  db: EmployerDb,
  scope: RetrievalScope,
  { message, turns, words }: { message: string; turns: readonly string[]; words: OwnWords },
  lang: FrameLanguage,
  onAnswering: () => void,
  signal: AbortSignal | undefined,
  onWeighed?: OnWeighed,
): Promise<{ draft: Draft; retrieved: RetrievalResult }> {
  const settled = settledConflicts(db);
  const draftOf = (question: AnalysedQuestion, result: RetrievalResult) =>
    draftAnswer(question, result, lang, { settled, onWeighed });
  const parts = questionParts(message);
  const [one, two] = parts;
  if (one !== undefined && two !== undefined) {
    const questions = [
      analyseQuestion(one, turns, words),
      analyseQuestion(two, [...turns, one], words),
    ] as const;
    const [a, b] = await Promise.all(questions.map((part) => retrieve(deps, db, scope, part)));
    onAnswering();
    if (a !== undefined && b !== undefined) {
      const drafts = [draftOf(questions[0], a), draftOf(questions[1], b)] as const;
      const joined = joinDrafts(drafts, lang);
      if (joined !== null) return { draft: joined, retrieved: mergeRetrieved(a, b) };
    }
  }
  const question = analyseQuestion(message, turns, words);
  const whole = await wholeQuestion(deps, message, turns, signal, undefined, words);
  const retrieved = await retrieve(deps, db, scope, whole ?? question);
  onAnswering();
  return { draft: draftOf(question, retrieved), retrieved };
}
