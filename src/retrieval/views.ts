import { sql } from 'drizzle-orm';
import type { PassageSpan, PassageTable } from '../ingestion/model.ts';
import type { EmployerDb } from '../store/db.ts';
import { type PassageView, type StoredPassage, viewPassage } from './passage-view.ts';

interface PassageRow extends Omit<StoredPassage, 'headingPath' | 'table' | 'spans'> {
  headingPath: string;
  table: string | null;
  spans: string;
}

/** Passages by rowid, with their document. Analysed views are remembered per database: passages never change, they are replaced. */
const remembered = new WeakMap<EmployerDb, Map<string, PassageView>>();
const MAX_REMEMBERED = 4000;

export function loadViews(db: EmployerDb, rowids: readonly number[]): Map<number, PassageView> {
  const cache = remembered.get(db) ?? new Map<string, PassageView>();
  remembered.set(db, cache);
  const rows = db.all<PassageRow>(sql`
    SELECT p.rowid AS rowid, p.id AS id, p.document_id AS documentId, v.file_name AS document, d.title AS title,
      d.kind AS documentKind, d.precedence AS precedence, p.ordinal AS ordinal, p.kind AS kind,
      p.heading_path AS headingPath, p.article AS article, p.context AS context, p.text AS text,
      p.table_json AS "table", p.page_from AS pageFrom, p.page_to AS pageTo, p.spans AS spans
    FROM passages p JOIN documents d ON d.id = p.document_id JOIN document_versions v ON v.id = p.version_id
    WHERE p.rowid IN (SELECT value FROM json_each(${JSON.stringify(rowids)}))`);
  const views = new Map<number, PassageView>();
  for (const row of rows) {
    const key = `${row.id}\n${row.title}\n${row.precedence}\n${row.documentKind}`;
    let view = cache.get(key);
    if (view === undefined) {
      view = viewPassage({
        ...row,
        headingPath: JSON.parse(row.headingPath) as string[],
        table: row.table === null ? null : (JSON.parse(row.table) as PassageTable),
        spans: JSON.parse(row.spans) as PassageSpan[],
      });
      if (cache.size >= MAX_REMEMBERED) cache.clear();
      cache.set(key, view);
    }
    views.set(row.rowid, view);
  }
  return views;
}
