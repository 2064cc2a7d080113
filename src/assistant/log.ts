import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import { forLog } from '../messages/form-address.ts';
import type { Pending } from '../messages/model.ts';
import type { EmployerDb } from '../store/db.ts';
import { conversations, type MessageDetails, messages } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { flowOf } from './flow-reply.ts';
import type { ChatReply } from './model.ts';
import { redact } from './redact.ts';
import type { LoggedMessage } from './service.ts';

/** Earlier turns that a follow-up may lean on. */
const MAX_TURNS = 6;
/** Stands for the words of a handoff. */
const NOT_KEPT = '[niet bewaard]';

/**
 * Texts of the person's earlier messages in an own conversation, oldest first; those of a handoff were not kept.
 * @throws AppError not_found for another's
 */
export function earlierTurns(db: EmployerDb, personId: string, conversationId: string): string[] {
  ownConversation(db, personId, conversationId);
  return db
    .select({ question: messages.question })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), ne(messages.kind, 'handoff')))
    .orderBy(desc(messages.askedAt))
    .limit(MAX_TURNS)
    .all()
    .map((row) => row.question)
    .reverse();
}

/** What stands in a conversation to be completed, and the language it was asked in. @throws AppError not_found for another's */
export function pendingIn(
  db: EmployerDb,
  personId: string,
  conversationId: string,
): { pending: Pending; lang: string } | null {
  ownConversation(db, personId, conversationId);
  const last = db
    .select({ details: messages.details, lang: messages.lang })
    .from(messages)
    .where(eq(messages.conversationId, conversationId))
    .orderBy(desc(messages.askedAt))
    .limit(1)
    .get();
  const pending = last?.details?.pending;
  return last === undefined || pending === undefined ? null : { pending, lang: last.lang };
}

function ownConversation(db: EmployerDb, personId: string, conversationId: string): void {
  const row = db.select().from(conversations).where(eq(conversations.id, conversationId)).get();
  if (row === undefined || row.personId !== personId) throw new AppError('not_found');
}

export interface LogEntry {
  reply: ChatReply;
  personId: string;
  question: string;
  retrieved: { passageId: string; score: number }[];
  askedAt: number;
  durationMs: number;
  newConversation: boolean;
  /** What the next message may complete or correct. */
  pending?: Pending | undefined;
}

/**
 * Texts are redacted here, on their way into the log; a handoff is kept without its words. What stands in the chat is kept with
 * the last message alone, and without an account number.
 */
export function writeLog(db: EmployerDb, entry: LogEntry, also?: (tx: EmployerDb) => void): void {
  const { reply } = entry;
  inTransaction(db, (tx) => {
    if (entry.newConversation) {
      tx.insert(conversations)
        .values({
          id: reply.conversationId,
          personId: entry.personId,
          createdAt: entry.askedAt,
          updatedAt: entry.askedAt,
        })
        .run();
    } else {
      tx.update(conversations)
        .set({ updatedAt: entry.askedAt })
        .where(eq(conversations.id, reply.conversationId))
        .run();
      tx.update(messages)
        .set({ details: sql`json_remove(${messages.details}, '$.pending')` })
        .where(
          and(
            eq(messages.conversationId, reply.conversationId),
            sql`json_extract(${messages.details}, '$.pending') IS NOT NULL`,
          ),
        )
        .run();
    }
    tx.insert(messages)
      .values({
        id: reply.messageId,
        conversationId: reply.conversationId,
        personId: entry.personId,
        askedAt: entry.askedAt,
        question: reply.kind === 'handoff' ? NOT_KEPT : redact(entry.question),
        lang: reply.lang,
        kind: reply.kind,
        answer: reply.flow === undefined ? reply.answer : redact(reply.answer),
        basis: reply.basis,
        confidence: reply.confidence,
        citations: reply.citations,
        retrieved: entry.retrieved,
        durationMs: entry.durationMs,
        details: detailsOf(reply, entry.pending),
      })
      .run();
    also?.(tx);
  });
}

function detailsOf(
  { conflict, nearMisses, curated, care }: ChatReply,
  pending: Pending | undefined,
): MessageDetails | null {
  const details: MessageDetails = {
    ...(conflict && { conflict }),
    ...(nearMisses && { nearMisses }),
    ...(curated && { curated }),
    ...(care && { care }),
    ...(pending && { pending: { ...pending, requests: pending.requests.map(forLog) } }),
  };
  return Object.keys(details).length === 0 ? null : details;
}

/** What was kept beside an answer, as it is shown again. */
function shownDetails(details: MessageDetails | null): Partial<LoggedMessage> {
  const { pending, ...shown } = details ?? {};
  const [flow, ...others] = (pending?.requests ?? []).map(flowOf);
  if (flow === undefined) return shown;
  return { ...shown, flow, ...(others.length > 0 && { flows: [flow, ...others] }) };
}

/** @throws AppError not_found when the conversation is not this person's */
export function readConversation(db: EmployerDb, personId: string, conversationId: string): LoggedMessage[] {
  ownConversation(db, personId, conversationId);
  return db
    .select()
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.personId, personId)))
    .orderBy(asc(messages.askedAt))
    .all()
    .map((row) => ({
      id: row.id,
      askedAt: row.askedAt,
      question: row.question,
      kind: row.kind as ChatReply['kind'],
      answer: row.answer,
      lang: row.lang,
      citations: row.citations,
      ...shownDetails(row.details),
      rating: row.rating,
    }));
}

/** @throws AppError not_found when the message is not this person's */
export function ownMessage(db: EmployerDb, personId: string, messageId: string) {
  const row = db.select().from(messages).where(eq(messages.id, messageId)).get();
  if (row === undefined || row.personId !== personId) throw new AppError('not_found');
  return row;
}
