import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * HR's decision about two passages that contradict each other. They are known by what they say (curated-source.ts): a new text of either
 * takes the decision out of use. Times are epoch milliseconds.
 */
export const settledConflicts = sqliteTable('settled_conflicts', {
  /** Both fingerprints, sorted, with a hyphen between. */
  id: text('id').primaryKey(),
  /** Fingerprint of the passage that applies. */
  prevails: text('prevails').notNull(),
  decidedBy: text('decided_by').notNull(),
  decidedAt: integer('decided_at').notNull(),
});
