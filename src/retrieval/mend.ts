import type { EmployerDb } from '../store/db.ts';
import { termsOf } from './analyse.ts';
import { documentFrequencies } from './lexical.ts';
import { correctSpelling } from './spelling.ts';

/** A Dutch message with its typing errors mended; words that this employer's documents use are never touched. */
export function mendMessage(db: EmployerDb, message: string): string {
  const terms = termsOf(message);
  const { frequency } = documentFrequencies(
    db,
    terms.map((term) => term.stem),
  );
  const known = new Set(terms.filter((term) => (frequency.get(term.stem) ?? 0) > 0).map((term) => term.form));
  return correctSpelling(message, (folded) => known.has(folded));
}
