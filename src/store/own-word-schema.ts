import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Words that people use at this employer and no document does, with what they mean. Times are epoch milliseconds. */
export const ownWords = sqliteTable(
  'own_words',
  {
    id: text('id').primaryKey(),
    /** As HR wrote it. */
    word: text('word').notNull(),
    /** Folded, by which it is recognised in a question (retrieval/own-words.ts); one standing row for each. */
    key: text('key').notNull(),
    /** In the words of the documents. */
    meaning: text('meaning').notNull(),
    /** Counts changes; who changes names the one that was read. */
    revision: integer('revision').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: integer('changed_at').notNull(),
    /** Taken off the list; null while it stands. */
    removedAt: integer('removed_at'),
  },
  (t) => [uniqueIndex('own_words_standing_key').on(t.key).where(sql`removed_at IS NULL`)],
);
