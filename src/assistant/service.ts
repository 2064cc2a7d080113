import type { Actor } from '../kernel/actor.ts';
import type { ChatProgress, ChatReply, ChatRequest, Citation, NearMiss } from './model.ts';

/** What api/, portal/, the CLI and the eval harness call. Made by createAssistant(deps) in converse.ts. */
export interface Assistant {
  /**
   * Answers one message for this actor, logs it and puts an unanswered one on HR's list.
   * @throws AppError message_empty, message_too_long, not_found (somebody else's conversation)
   */
  ask(actor: Actor, request: ChatRequest, progress?: ChatProgress, signal?: AbortSignal): Promise<ChatReply>;
  /** The actor's own conversation, oldest first. @throws AppError not_found */
  conversation(actor: Actor, conversationId: string): LoggedMessage[];
  /** Thumbs on an own message; null takes it back. @throws AppError not_found */
  rate(
    actor: Actor,
    messageId: string,
    rating: { rating: 'up' | 'down' | null; reason?: RatingReason; comment?: string },
  ): void;
  /** "Vraag het HR": puts an own message on HR's list, once. Returns the id of the unanswered question. @throws AppError not_found */
  askHr(actor: Actor, messageId: string, input: { comment?: string }): { unansweredId: string };
  /** A few real questions that the ticked documents answer, for the empty chat. */
  suggestions(actor: Actor): string[];
  /** HR's list, most asked first. @throws AppError forbidden unless hr or provider */
  unanswered(actor: Actor, filter?: { status?: 'open' | 'dismissed' }): UnansweredGroup[];
  /** @throws AppError forbidden, not_found */
  setUnansweredStatus(actor: Actor, groupId: string, status: 'open' | 'dismissed'): void;
}

export const ratingReasons = ['wrong', 'outdated', 'incomplete', 'not_for_me', 'other'] as const;
export type RatingReason = (typeof ratingReasons)[number];

export interface LoggedMessage {
  id: string;
  askedAt: number;
  question: string;
  kind: ChatReply['kind'];
  answer: string;
  lang: string;
  citations: Citation[];
  conflict?: ChatReply['conflict'];
  nearMisses?: NearMiss[];
  rating: 'up' | 'down' | null;
}

export interface UnansweredGroup {
  id: string;
  question: string;
  status: 'open' | 'dismissed';
  /** How often asked, and by how many different people. */
  count: number;
  people: number;
  sentToHr: number;
  /** The wordings, newest first, at most 20; redacted and without names. */
  wordings: string[];
  /** What people wrote with "Vraag het HR", newest first, at most 20; redacted and without names. */
  comments: string[];
  nearMisses: NearMiss[];
  createdAt: number;
  lastAskedAt: number;
}
