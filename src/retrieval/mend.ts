import { sql } from 'drizzle-orm';
import type { EmployerDb } from '../store/db.ts';
import { readGeneration } from '../store/settings.ts';
import { termsOf } from './analyse.ts';
import { documentFrequencies } from './lexical.ts';
import { correctSpelling } from './spelling.ts';
import { tokenise } from './text.ts';

/** A Dutch message with its typing errors mended; words that this employer's documents use are never touched. */
export function mendMessage(db: EmployerDb, message: string): string {
  const terms = termsOf(message);
  const { frequency } = documentFrequencies(
    db,
    terms.map((term) => term.stem),
  );
  const known = new Set(terms.filter((term) => (frequency.get(term.stem) ?? 0) > 0).map((term) => term.form));
  return correctSpelling(message, (folded) => known.has(folded), ownWords(db));
}

const remembered = new WeakMap<EmployerDb, { generation: number; words: ReadonlyMap<string, number> }>();

/** Folded words of all passages with how often they stand there; read once per generation of the passages. */
function ownWords(db: EmployerDb): ReadonlyMap<string, number> {
  const generation = readGeneration(db);
  const known = remembered.get(db);
  if (known?.generation === generation) return known.words;
  const words = new Map<string, number>();
  const rows = db.all<{ text: string }>(
    sql`SELECT heading_path || ' ' || context || ' ' || text AS text FROM passages`,
  );
  for (const { text } of rows) {
    for (const { form } of tokenise(text)) words.set(form, (words.get(form) ?? 0) + 1);
  }
  remembered.set(db, { generation, words });
  return words;
}
