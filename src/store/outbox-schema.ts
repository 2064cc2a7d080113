import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 'parked': it will not be tried again by itself; somebody has to look. 'discarded': somebody looked, and it need not go out. */
export const outboxStatuses = ['waiting', 'sending', 'sent', 'parked', 'discarded'] as const;

/**
 * Mails to be sent, one recipient a row, written in the transaction that causes them. The directory and each employer have such a table.
 * Times are epoch milliseconds.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    /** Stable over attempts, so that a server that saw it before can tell. */
    messageId: text('message_id').notNull().unique(),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    html: text('html').notNull(),
    status: text('status', { enum: outboxStatuses }).notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    /** Not tried before this moment; while sending: when somebody else may take it over. */
    dueAt: integer('due_at').notNull(),
    lastError: text('last_error'),
    /** What it tells of, for who may have to stop it before it leaves; null for what cannot be taken back. */
    about: text('about'),
    createdAt: integer('created_at').notNull(),
    sentAt: integer('sent_at'),
  },
  (t) => [index('outbox_due').on(t.status, t.dueAt)],
);

/** The file for a calendar that goes along with a mail. */
export const outboxCalendars = sqliteTable('outbox_calendars', {
  mailId: text('mail_id')
    .primaryKey()
    .references(() => outbox.id, { onDelete: 'cascade' }),
  fileName: text('file_name').notNull(),
  /** RFC 5545. */
  content: text('content').notNull(),
});
