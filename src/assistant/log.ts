import { and, asc, desc, eq, ne } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { conversations, type MessageDetails, messages } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
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
}

/** Texts are redacted here, on their way into the log; a handoff is kept without its words. */
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
        answer: reply.answer,
        basis: reply.basis,
        confidence: reply.confidence,
        citations: reply.citations,
        retrieved: entry.retrieved,
        durationMs: entry.durationMs,
        details: detailsOf(reply),
      })
      .run();
    also?.(tx);
  });
}

function detailsOf({ conflict, nearMisses, curated, care }: ChatReply): MessageDetails | null {
  const details = {
    ...(conflict && { conflict }),
    ...(nearMisses && { nearMisses }),
    ...(curated && { curated }),
    ...(care && { care }),
  };
  return Object.keys(details).length === 0 ? null : details;
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
      ...row.details,
      rating: row.rating,
    }));
}

/** @throws AppError not_found when the message is not this person's */
export function ownMessage(db: EmployerDb, personId: string, messageId: string) {
  const row = db.select().from(messages).where(eq(messages.id, messageId)).get();
  if (row === undefined || row.personId !== personId) throw new AppError('not_found');
  return row;
}
