import { and, type Column, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { curatedAnswers } from '../store/curated-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { messages, unansweredGroups, unansweredQuestions } from '../store/employer-schema.ts';
import { answersAskedBy, entrySourceState, isGivable, isInScope } from './curated-library.ts';
import { approvalOf, sayingOf } from './curated-reply.ts';
import { type CuratedRow, documentFacts, liveFingerprints } from './curated-source.ts';
import type { FrameLanguage } from './language.ts';
import type { AskedQuestion, HrAnswer } from './model.ts';
import type { LoggedMessage } from './service.ts';

type ClockDep = Pick<Deps, 'clock'>;

const MAX_LISTED = 100;

/** Tells what a person may see today of HR's answers to own questions. */
function answerReader(deps: ClockDep, db: EmployerDb, actor: Actor) {
  const asked = answersAskedBy(db, actor.personId);
  const facts = documentFacts(db);
  const day = today(deps.clock);
  const state = (row: CuratedRow, passage: number | null): HrAnswer['state'] => {
    if (row.status === 'withdrawn') return 'withdrawn';
    if (!isInScope(row, actor, asked)) return 'other_group';
    return isGivable(entrySourceState({ row, passage }, facts, day)) ? 'given' : 'review';
  };
  return (row: CuratedRow, question: string, lang: FrameLanguage): HrAnswer => {
    const { sourceDocumentId: id, sourceHash } = row;
    const passage =
      id === null || sourceHash === null ? null : (liveFingerprints(db, id).get(sourceHash) ?? null);
    const now = state(row, passage);
    const said = now === 'given' ? sayingOf(db, { row, passage }, question, lang) : null;
    return { ...approvalOf(row), state: now, text: said?.answer ?? '', citations: said?.citations ?? [] };
  };
}

/** As one parameter: a Durable Object takes a hundred. */
function isOneOf(column: Column, ids: readonly string[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

function answersById(db: EmployerDb, ids: readonly (string | null)[]): Map<string, CuratedRow> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  if (wanted.length === 0) return new Map();
  const rows = db.select().from(curatedAnswers).where(isOneOf(curatedAnswers.id, wanted)).all();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The person's own questions on HR's list, newest first, with what HR answered. */
export function myQuestions(deps: ClockDep, db: EmployerDb, actor: Actor): AskedQuestion[] {
  const rows = db
    .select({ asked: unansweredQuestions, group: unansweredGroups, message: messages })
    .from(unansweredQuestions)
    .innerJoin(unansweredGroups, eq(unansweredGroups.id, unansweredQuestions.groupId))
    .innerJoin(messages, eq(messages.id, unansweredQuestions.messageId))
    .where(eq(unansweredQuestions.personId, actor.personId))
    .orderBy(desc(unansweredQuestions.askedAt))
    .limit(MAX_LISTED)
    .all();
  const answers = answersById(
    db,
    rows.map(({ asked }) => asked.curatedId),
  );
  const read = answerReader(deps, db, actor);
  return rows.map(({ asked, group, message }) => {
    const answer = answers.get(asked.curatedId ?? '');
    const { id, question, askedAt, messageId } = asked;
    return {
      id,
      question,
      askedAt,
      messageId,
      conversationId: message.conversationId,
      sentToHr: asked.sentToHr,
      named: asked.named,
      state: answer !== undefined ? 'answered' : group.status === 'dismissed' ? 'closed' : 'waiting',
      isNew: answer !== undefined && asked.answerSeenAt === null,
      hrAnswer: answer === undefined ? null : read(answer, question, message.lang as FrameLanguage),
    };
  });
}

/** How many of the person's questions HR answered since the last look; those for others are not counted. */
export function unseenAnswers(db: EmployerDb, actor: Actor): number {
  const rows = db
    .select({ answer: curatedAnswers })
    .from(unansweredQuestions)
    .innerJoin(curatedAnswers, eq(curatedAnswers.id, unansweredQuestions.curatedId))
    .where(
      and(
        eq(unansweredQuestions.personId, actor.personId),
        isNull(unansweredQuestions.answerSeenAt),
        eq(curatedAnswers.status, 'active'),
      ),
    )
    .all();
  return rows.filter(({ answer }) => answer.scope !== 'on_call' || actor.isOnCall).length;
}

export function markSeen(db: EmployerDb, personId: string, now: number): void {
  db.update(unansweredQuestions)
    .set({ answerSeenAt: now })
    .where(
      and(
        eq(unansweredQuestions.personId, personId),
        isNull(unansweredQuestions.answerSeenAt),
        isNotNull(unansweredQuestions.curatedId),
      ),
    )
    .run();
}

/** The conversation with HR's answers beside the messages they answer. */
export function withHrAnswers(
  deps: ClockDep,
  db: EmployerDb,
  actor: Actor,
  conversation: readonly LoggedMessage[],
): LoggedMessage[] {
  const ids = conversation.map(({ id }) => id);
  const rows = db
    .select()
    .from(unansweredQuestions)
    .where(and(isOneOf(unansweredQuestions.messageId, ids), isNotNull(unansweredQuestions.curatedId)))
    .all();
  if (rows.length === 0) return [...conversation];
  const answers = answersById(
    db,
    rows.map(({ curatedId }) => curatedId),
  );
  const read = answerReader(deps, db, actor);
  const byMessage = new Map(rows.map((row) => [row.messageId, answers.get(row.curatedId ?? '')]));
  return conversation.map((message) => {
    const answer = byMessage.get(message.id);
    if (answer === undefined) return message;
    return { ...message, hrAnswer: read(answer, message.question, message.lang as FrameLanguage) };
  });
}
