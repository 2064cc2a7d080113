import { detectLanguage } from '../../src/assistant/language.ts';
import type { Encoder } from '../../src/deps.ts';
import { createExactIndexes } from '../../src/retrieval/exact-scan.ts';
import { type LiteralTable, literalTable } from '../../src/retrieval/literal.ts';
import { mendMessage } from '../../src/retrieval/mend.ts';
import { type AnalysedQuestion, analyseQuestion } from '../../src/retrieval/question.ts';
import { type RetrievalResult, type Retrieved, retrieve } from '../../src/retrieval/retrieve.ts';
import { squash } from '../../src/retrieval/text.ts';
import { type Harness, openHarness } from '../harness.ts';
import type { QuestionCase, Suite } from '../suite.ts';

/** One case with what retrieval finds for it. */
export interface Asked {
  test: QuestionCase;
  question: AnalysedQuestion;
  result: RetrievalResult;
}

/** A suite read in once; `ask` retrieves again with the weights of the moment. */
export interface Material {
  name: string;
  suite: Suite;
  encoder: Encoder | null;
  harness: Harness;
  /** Records of words that have not counted these passages. */
  literal: LiteralTable;
}

const shippedLiteral: LiteralTable = { ...literalTable };

/** @param literal another table of words than the one that ships, for passages which that one has counted */
export async function openMaterial(
  name: string,
  suite: Suite,
  encoder: Encoder | null,
  literal: LiteralTable = shippedLiteral,
): Promise<Material> {
  return { name, suite, encoder, harness: await openHarness(suite, { encoder }), literal };
}

/** Asks every question the way the assistant does, for the first `limit` passages. */
export async function ask(material: Material, limit: number): Promise<Asked[]> {
  const { suite, encoder, harness } = material;
  Object.assign(literalTable, material.literal);
  const deps = { encoder, vectorIndexes: createExactIndexes() };
  const asked: Asked[] = [];
  try {
    for (const test of suite.questions) {
      const db = harness.db(test.employer);
      const dutch = detectLanguage(test.question) === 'nl';
      const question = analyseQuestion(dutch ? mendMessage(db, test.question) : test.question, test.turns);
      const scope = {
        employerId: test.employer,
        today: suite.today ?? '2026-11-23',
        visibilities: ['employees'] as const,
      };
      asked.push({ test, question, result: await retrieve(deps, db, scope, question, limit) });
    }
  } finally {
    Object.assign(literalTable, shippedLiteral);
  }
  return asked;
}

/** One after the other: each has its own table of words. */
export async function askAll(materials: readonly Material[], limit: number): Promise<Asked[]> {
  const all: Asked[] = [];
  for (const material of materials) all.push(...(await ask(material, limit)));
  return all;
}

/** Does a passage hold one of the gold quotes? */
export function isGold(entry: Retrieved, test: QuestionCase): boolean {
  return test.gold.some(
    (gold) =>
      entry.view.passage.document === gold.document &&
      squash(entry.view.passage.text).includes(squash(gold.quote)),
  );
}
