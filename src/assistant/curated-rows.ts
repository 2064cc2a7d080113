import { and, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { isFollowUp } from '../retrieval/question.ts';
import { squash } from '../retrieval/text.ts';
import {
  type CuratedBefore,
  curatedAnswers,
  curatedChanges,
  curatedWordings,
} from '../store/curated-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { messages, unansweredGroups, unansweredQuestions } from '../store/employer-schema.ts';
import { bumpCurated, bytesOf } from './curated-library.ts';
import type { CuratedRow } from './curated-source.ts';
import { readWording } from './same-question.ts';

/** Reads and writes of curated answers. Those that write run inside a transaction. */

const MAX_WORDINGS = 60;

export type ChangeKind = (typeof curatedChanges.$inferSelect)['change'];

/** What HR decided, checked and ready to be written. */
export type Approved = Pick<
  CuratedRow,
  'kind' | 'question' | 'answer' | 'scope' | 'sourceDocumentId' | 'sourceHash' | 'sourcePlace'
>;

/** Vectors made before the transaction, by question. */
export interface MadeVectors {
  encoderId: string;
  byQuestion: ReadonlyMap<string, Float32Array>;
}

/** @throws AppError not_found */
export function findAnswer(db: EmployerDb, id: string): CuratedRow {
  const row = db.select().from(curatedAnswers).where(eq(curatedAnswers.id, id)).get();
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** @throws AppError not_found, conflict when somebody changed it since it was read */
export function findRevision(db: EmployerDb, id: string, revision: number): CuratedRow {
  const row = findAnswer(db, id);
  if (row.revision !== revision) throw new AppError('conflict');
  return row;
}

/** @throws AppError not_found, conflict when it was answered already */
export function findOpenGroup(db: EmployerDb, groupId: string) {
  const group = db.select().from(unansweredGroups).where(eq(unansweredGroups.id, groupId)).get();
  if (group === undefined) throw new AppError('not_found');
  if (group.status === 'answered') throw new AppError('conflict');
  return group;
}

/**
 * The questions of these rows that say by themselves what they ask: no follow-up of the conversation they stood in, and not all stop words.
 * @param where rows of unanswered_questions
 */
export function standingQuestions(
  db: EmployerDb,
  where: { groupId: string } | { curatedId: string },
): string[] {
  const rows = db
    .select({ asked: unansweredQuestions, conversationId: messages.conversationId, at: messages.askedAt })
    .from(unansweredQuestions)
    .leftJoin(messages, eq(messages.id, unansweredQuestions.messageId))
    .where(
      'groupId' in where
        ? eq(unansweredQuestions.groupId, where.groupId)
        : eq(unansweredQuestions.curatedId, where.curatedId),
    )
    .all();
  return rows.flatMap(({ asked: { question }, conversationId, at }) => {
    const leans = hasEarlierTurn(db, conversationId, at) && isFollowUp(question);
    return leans || !isWhole(question) ? [] : [question];
  });
}

/** Can a question be understood without what was said before it? */
export function isWhole(question: string): boolean {
  const { standsAlone, continues } = readWording(question, null);
  return standsAlone && !continues;
}

function hasEarlierTurn(db: EmployerDb, conversationId: string | null, at: number | null): boolean {
  if (conversationId === null || at === null) return false;
  const turns = db
    .select({ at: messages.askedAt })
    .from(messages)
    .where(eq(messages.conversationId, conversationId))
    .all();
  return turns.some((turn) => turn.at < at);
}

/** HR's wording and those of the people who asked, each once, at most 60. */
export function wordingsOf(question: string, standing: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const text of [question, ...standing]) if (!seen.has(squash(text))) seen.set(squash(text), text);
  return [...seen.values()].slice(0, MAX_WORDINGS);
}

/** Puts the wordings of an answer in the place of those it had. */
export function writeWordings(
  tx: EmployerDb,
  answerId: string,
  question: string,
  nextId: () => string,
  vectors: MadeVectors | null,
): void {
  const standing = standingQuestions(tx, { curatedId: answerId });
  tx.delete(curatedWordings).where(eq(curatedWordings.answerId, answerId)).run();
  for (const text of wordingsOf(question, standing)) {
    const vector = vectors?.byQuestion.get(text);
    tx.insert(curatedWordings)
      .values({
        id: nextId(),
        answerId,
        question: text,
        encoderId: vector === undefined ? null : (vectors?.encoderId ?? null),
        vector: vector === undefined ? null : bytesOf(vector),
      })
      .run();
  }
  bumpCurated(tx);
}

/** Closes a group with this answer: everyone who asked gets it. */
export function linkGroup(tx: EmployerDb, groupId: string, answerId: string): void {
  tx.update(unansweredGroups).set({ status: 'answered' }).where(eq(unansweredGroups.id, groupId)).run();
  tx.update(unansweredQuestions)
    .set({ curatedId: answerId, answerSeenAt: null })
    .where(eq(unansweredQuestions.groupId, groupId))
    .run();
}

export function unlinkGroup(tx: EmployerDb, groupId: string, answerId: string): void {
  tx.update(unansweredGroups).set({ status: 'open' }).where(eq(unansweredGroups.id, groupId)).run();
  tx.update(unansweredQuestions)
    .set({ curatedId: null, answerSeenAt: null })
    .where(and(eq(unansweredQuestions.groupId, groupId), eq(unansweredQuestions.curatedId, answerId)))
    .run();
}

/** Those who have this answer are told again. */
export function tellAgain(tx: EmployerDb, answerId: string): void {
  tx.update(unansweredQuestions)
    .set({ answerSeenAt: null })
    .where(eq(unansweredQuestions.curatedId, answerId))
    .run();
}

/** The next revision of an answer, with who made it and what it takes to go back. */
export function writeRevision(
  tx: EmployerDb,
  row: CuratedRow,
  set: Partial<typeof curatedAnswers.$inferInsert>,
  change: { change: ChangeKind; actor: Actor; at: number; before: CuratedBefore | null },
): void {
  const revision = row.revision + 1;
  tx.update(curatedAnswers)
    .set({ ...set, revision })
    .where(eq(curatedAnswers.id, row.id))
    .run();
  recordChange(tx, row.id, revision, change);
  bumpCurated(tx);
}

export function recordChange(
  tx: EmployerDb,
  answerId: string,
  revision: number,
  {
    change,
    actor,
    at,
    before,
  }: { change: ChangeKind; actor: Actor; at: number; before: CuratedBefore | null },
): void {
  tx.insert(curatedChanges)
    .values({ answerId, revision, change, personId: actor.personId, at, before })
    .run();
}

/** What of an answer a change may alter, as it is now. */
export function snapshotOf(row: CuratedRow): NonNullable<CuratedBefore['row']> {
  const { id: _, revision: _r, uses: _u, lastUsedAt: _l, createdAt: _c, ...snapshot } = row;
  return snapshot;
}

export function lastChange(db: EmployerDb, row: Pick<CuratedRow, 'id' | 'revision'>) {
  return db
    .select()
    .from(curatedChanges)
    .where(and(eq(curatedChanges.answerId, row.id), eq(curatedChanges.revision, row.revision)))
    .get();
}
