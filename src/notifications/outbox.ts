import type { SQL } from 'drizzle-orm';
import { outbox, outboxCalendars } from '../store/outbox-schema.ts';
import type { MailText, OutboxDb } from './model.ts';
import { htmlOf, oneLine, plainOf } from './render.ts';

export interface NewMail {
  id: string;
  recipient: string;
  text: MailText;
  /** Epoch milliseconds. */
  now: number;
  /** Not before; at once when absent. */
  dueAt?: number;
  /** What it tells of, for `cancel`. */
  about?: string;
  /** A file for a calendar that goes along (RFC 5545). */
  calendar?: { fileName: string; content: string };
}

/**
 * Puts a mail in the outbox. Call inside the transaction of what it tells about: either both are there or neither.
 * @param tx the database of that transaction
 */
export function enqueue(
  tx: OutboxDb,
  { id, recipient, text, now, dueAt = now, about, calendar }: NewMail,
): void {
  tx.insert(outbox)
    .values({
      id,
      messageId: `<${id}@vraagbaak.invalid>`,
      recipient,
      subject: oneLine(text.subject),
      body: plainOf(text),
      html: htmlOf(text),
      dueAt,
      about: about ?? null,
      createdAt: now,
    })
    .run();
  if (calendar)
    tx.insert(outboxCalendars)
      .values({ mailId: id, ...calendar })
      .run();
}

/** Takes mails out that have not left. Call inside the transaction that takes back what they tell of. @returns how many */
export function cancel(tx: OutboxDb, which: (table: typeof outbox) => SQL | undefined): number {
  return tx.delete(outbox).where(which(outbox)).returning({ id: outbox.id }).all().length;
}
