import { sql } from 'drizzle-orm';
import type { EmployerDb } from '../store/db.ts';

const columnSets = {
  /** Stems of text and heading alone. */
  stems: '{stems heading}',
  words: '{stems heading parts}',
  grams: '{grams}',
};
export type LexicalColumns = keyof typeof columnSets;

/** A weighted full-text query over the passage index: tokens already analysed, columns to look in. */
export interface LexicalQuery {
  tokens: readonly string[];
  columns: LexicalColumns;
}

/**
 * The best passages of the allowed documents by BM25 (FTS5), best first; ties by rowid.
 * Joins to the passages (never `rowid IN (...)`: FTS5 then runs one query a row).
 */
export function searchLexical(
  db: EmployerDb,
  query: LexicalQuery,
  documentIds: readonly string[],
  limit: number,
): { id: number; score: number }[] {
  const tokens = [...new Set(query.tokens)].filter((token) => token !== '');
  if (tokens.length === 0 || documentIds.length === 0) return [];
  const match = `${columnSets[query.columns]} : (${tokens.map(quoteToken).join(' OR ')})`;
  return db.all<{ id: number; score: number }>(sql`
    SELECT p.rowid AS id, -bm25(passage_index, 1.0, 1.6, 0.5, 1.0) AS score
    FROM passage_index JOIN passages p ON p.rowid = passage_index.rowid
    WHERE passage_index MATCH ${match}
      AND p.document_id IN (SELECT value FROM json_each(${JSON.stringify(documentIds)}))
    ORDER BY score DESC, p.rowid LIMIT ${limit}`);
}

/** In how many passages of the whole index each token stands (any word column), and how many passages there are. */
export function documentFrequencies(
  db: EmployerDb,
  tokens: readonly string[],
): { total: number; frequency: Map<string, number> } {
  const total = db.get<{ n: number }>(sql`SELECT count(*) AS n FROM passages`)?.n ?? 0;
  const frequency = new Map<string, number>();
  for (const token of new Set(tokens)) {
    const match = `{stems heading parts} : ${quoteToken(token)}`;
    const row = db.get<{ n: number }>(
      sql`SELECT count(*) AS n FROM passage_index WHERE passage_index MATCH ${match}`,
    );
    frequency.set(token, row?.n ?? 0);
  }
  return { total, frequency };
}

/** FTS5 string syntax; our tokens hold letters, digits and '_' only, but nothing is taken on trust. */
function quoteToken(token: string): string {
  return `"${token.replaceAll('"', '""')}"`;
}
