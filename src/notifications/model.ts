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
