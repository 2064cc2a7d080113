import { z } from 'zod';
import type { Actor } from '../kernel/actor.ts';
import type { SyncDb } from '../store/db.ts';
import type { outbox } from '../store/outbox-schema.ts';

/** Any database with an outbox: the directory, or one employer's. */
export type OutboxDb = SyncDb<Record<string, unknown>>;

export type OutboxRow = typeof outbox.$inferSelect;

/** A mail in words: what it says and where its one link leads. */
export interface MailText {
  subject: string;
  /** Paragraphs before the link. */
  paragraphs: readonly string[];
  link: { label: string; url: string } | null;
  /** Paragraphs behind it. */
  after: readonly string[];
}

/** Sends what is due; made by createPostman in postman.ts. */
export interface Postman {
  /** Tries every mail that is due, once. Never throws. @returns how many were sent */
  deliver(): Promise<number>;
  /** Mails of the directory and of the employers named, newest first; for the page of the demo. */
  list(limit: number): OutboxRow[];
}

/** Why a mail stays behind, as far as its last error tells. */
export const parkedReasons = ['refused', 'unreachable', 'sign_in', 'other'] as const;

export const parkedMailSchema = z.object({
  id: z.string(),
  /** Shielded where the address would tell who asked HR something. */
  recipient: z.string(),
  subject: z.string(),
  reason: z.enum(parkedReasons),
  /** What the server said last. */
  error: z.string(),
  attempts: z.number().int(),
  /** Epoch milliseconds. */
  createdAt: z.number(),
  state: z.enum(['parked', 'discarded']),
});
export type ParkedMail = z.infer<typeof parkedMailSchema>;

/** Mails that will not leave by themselves, for the provider: those of this employer and of people who have a place here. Made by createMailDesk in mail-desk.ts. */
export interface MailDesk {
  /** Newest first. @throws AppError forbidden */
  list(actor: Actor): ParkedMail[];
  /** How many wait for somebody to look; 0 for who may not. */
  count(actor: Actor): number;
  /** One that is parked or was just discarded. @throws AppError forbidden, not_found */
  get(actor: Actor, id: string): ParkedMail;
  /** To be sent again at once. @throws AppError forbidden, not_found */
  retry(actor: Actor, id: string): void;
  /** Off the list; `restore` puts it back. @throws AppError forbidden, not_found */
  discard(actor: Actor, id: string): void;
  /** @throws AppError forbidden, not_found */
  restore(actor: Actor, id: string): void;
}
