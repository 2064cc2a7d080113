import { sql } from 'drizzle-orm';
import type { EmployerDb } from '../store/db.ts';
import { readGeneration } from '../store/settings.ts';
import { termsOf } from './analyse.ts';
import { documentFrequencies } from './lexical.ts';
import { noOwnWords, type OwnWords } from './own-words.ts';
import { correctSpelling } from './spelling.ts';
import { tokenise } from './text.ts';

/**
 * A Dutch message with its typing errors mended; words that this employer's documents use are never touched.
 * @param words own words of the employer, which are not touched either and may be what was meant
 */
export function mendMessage(db: EmployerDb, message: string, words: OwnWords = noOwnWords): string {
  const terms = termsOf(message);
  const { frequency } = documentFrequencies(
    db,
    terms.map((term) => term.stem),
  );
  const known = new Set(terms.filter((term) => (frequency.get(term.stem) ?? 0) > 0).map((term) => term.form));
  const inDocuments = documentWords(db);
  if (words.size === 0) return correctSpelling(message, (folded) => known.has(folded), inDocuments);
  const names = [...words.keys()].flatMap((key) => key.split(' '));
  for (const name of names) known.add(name);
  const own = new Map([...names.map((name) => [name, 1] as const), ...inDocuments]);
  return correctSpelling(message, (folded) => known.has(folded), own);
}

const remembered = new WeakMap<EmployerDb, { generation: number; words: ReadonlyMap<string, number> }>();

/** Folded words of all passages with how often they stand there; read once per generation of the passages. */
function documentWords(db: EmployerDb): ReadonlyMap<string, number> {
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
