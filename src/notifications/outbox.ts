import { outbox } from '../store/outbox-schema.ts';
import type { MailText, OutboxDb } from './model.ts';
import { htmlOf, oneLine, plainOf } from './render.ts';

export interface NewMail {
  id: string;
  recipient: string;
  text: MailText;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Puts a mail in the outbox. Call inside the transaction of what it tells about: either both are there or neither.
 * @param tx the database of that transaction
 */
export function enqueue(tx: OutboxDb, { id, recipient, text, now }: NewMail): void {
  tx.insert(outbox)
    .values({
      id,
      messageId: `<${id}@vraagbaak.invalid>`,
      recipient,
      subject: oneLine(text.subject),
      body: plainOf(text),
      html: htmlOf(text),
      dueAt: now,
      createdAt: now,
    })
    .run();
}
