import { sql } from 'drizzle-orm';
import type { Encoder } from '../deps.ts';
import type { CalendarDate } from '../kernel/dates.ts';
import type { EmployerDb } from '../store/db.ts';

/** What answers depend on beside the question and who asks; another state may give other answers. */
export function groundState(db: EmployerDb, encoder: Encoder | null, today: CalendarDate): string {
  const documents = db.all(sql`
    SELECT id, title, kind, used_by_assistant, valid_from, valid_to, visibility, precedence, live_version_id FROM documents ORDER BY id`);
  const [words] = db.all(sql`SELECT COUNT(*) AS n, MAX(changed_at) AS at FROM own_words`);
  const [curated] = db.all(sql`SELECT COUNT(*) AS n, SUM(revision) AS revisions FROM curated_answers`);
  return JSON.stringify([today, encoder?.id ?? null, documents, words, curated]);
}
