import { sql } from 'drizzle-orm';
import type { EmployerDb } from '../store/db.ts';

/** A passage that says it departs from an article of another document. */
export interface Deviation {
  /** '18' or '4.3'. */
  article: string;
  /** Kind of document that is named, as far as the words tell. */
  kind: 'cao' | 'scheme' | 'pension' | null;
}

const pattern =
  /\b(?:in\s+)?(?:afwijking\s+van|aanvulling\s+op|plaats\s+van|anders\s+dan(?:\s+in)?)\s+(?:het\s+bepaalde\s+in\s+)?(?:artikel|art\.)\s+(\d+(?:[.:]\d+)*)(?:\s*,?\s*(?:lid|leden|onder)\s+[\w\s]{1,12}?)?\s*,?\s*(?:van\s+|uit\s+|in\s+)?(?:de\s+|het\s+)?(cao|collectieve arbeidsovereenkomst|(?:bedrijfs|personeels|arbeidsvoorwaarden)?regeling|(?:personeels)?handboek|reglement|pensioenreglement|pensioenovereenkomst)\b/giu;

/** The articles of other documents that a text says it departs from, in the words Dutch schemes use for it ('In afwijking van artikel 18, lid 1, van de cao'). */
export function deviationsOf(text: string): Deviation[] {
  return [...text.matchAll(pattern)].map(([, article = '', named = '']) => ({
    article,
    kind: kindOf(named.toLowerCase()),
  }));
}

function kindOf(named: string): Deviation['kind'] {
  if (named === 'cao' || named.startsWith('collectieve')) return 'cao';
  if (named.startsWith('pensioen')) return 'pension';
  return named === 'reglement' ? null : 'scheme';
}

interface Place {
  rowid: number;
  documentId: string;
  documentKind: string;
  article: string | null;
  text: string;
}

/**
 * Row ids of passages in other allowed documents that one passage departs from, or that depart from it. The other side of a deviation belongs
 * in the answer, whatever words the question used.
 */
export function counterparts(db: EmployerDb, documents: readonly string[], from: Place): number[] {
  const allowed = JSON.stringify(documents);
  const found = new Set<number>();
  for (const { article, kind } of deviationsOf(from.text)) {
    const rows = db.all<{ id: number }>(sql`
      SELECT p.rowid AS id FROM passages p JOIN documents d ON d.id = p.document_id
      WHERE p.article = ${article} AND p.document_id <> ${from.documentId}
        AND p.document_id IN (SELECT value FROM json_each(${allowed})) AND (${kind} IS NULL OR d.kind = ${kind})`);
    for (const row of rows) found.add(row.id);
  }
  if (from.article !== null) {
    const rows = db.all<{ id: number; text: string }>(sql`
      SELECT rowid AS id, text FROM passages
      WHERE document_id <> ${from.documentId} AND document_id IN (SELECT value FROM json_each(${allowed}))
        AND text LIKE ${`%artikel ${from.article}%`}`);
    for (const row of rows) {
      const names = deviationsOf(row.text).some(
        (deviation) =>
          deviation.article === from.article &&
          (deviation.kind === null || deviation.kind === from.documentKind),
      );
      if (names) found.add(row.id);
    }
  }
  return [...found];
}

const tablePattern = /\btabel(?:len)?\s+(\d+[a-z]?)(?:\s+(?:en|of)\s+(?:tabel\s+)?(\d+[a-z]?))?/giu;
const annexPattern = /\bbijlage\s+(\d+|[A-Z])\b/gu;
const nearPattern =
  /\b(?:tabel (?:hieronder|hierna)|onderstaande tabel|volgende tabel|(?:volgens|uit|in) de tabel|onderstaand overzicht|overzicht hieronder)\b/iu;

/** Row ids of the tables a passage sends its reader to: by number, in an annex, or 'the table below' of the same article. */
export function referredTables(
  db: EmployerDb,
  from: { documentId: string; text: string; headingPath: readonly string[] },
): number[] {
  const numbers = [...from.text.matchAll(tablePattern)].flatMap(([, a, b]) =>
    [a, b].filter((n) => n !== undefined),
  );
  const annexes = [...from.text.matchAll(annexPattern)].map(([, name = '']) => name);
  const near = nearPattern.test(from.text);
  if (numbers.length === 0 && annexes.length === 0 && !near) return [];
  const tables = db.all<{ id: number; context: string; path: string }>(sql`
    SELECT rowid AS id, context, heading_path AS path FROM passages WHERE document_id = ${from.documentId} AND kind = 'table'`);
  return tables
    .filter(({ context, path }) => {
      const caption = /^\s*tabel\s+(\d+[a-z]?)\b/iu.exec(context)?.[1];
      const headings = JSON.parse(path) as string[];
      return (
        (caption !== undefined && numbers.includes(caption)) ||
        annexes.some((name) =>
          headings.some((heading) => new RegExp(`^bijlage\\s+${name}\\b`, 'iu').test(heading)),
        ) ||
        (near && headings.join('\n') === from.headingPath.join('\n'))
      );
    })
    .map(({ id }) => id);
}
