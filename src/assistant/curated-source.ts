import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../kernel/dates.ts';
import { isValidOn } from '../kernel/dates.ts';
import { headingOf, type PassageView } from '../retrieval/passage-view.ts';
import { loadViews } from '../retrieval/views.ts';
import type { CuratedPlace, curatedAnswers } from '../store/curated-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { documents } from '../store/employer-schema.ts';
import { nearMissOf } from './cite.ts';
import type { Place, SourceState } from './model.ts';

export type CuratedRow = typeof curatedAnswers.$inferSelect;

interface PassageWords {
  context: string;
  text: string;
  columns: readonly string[];
}

/**
 * Tells whether a passage still says the same: its lead-in, column heads and text, white space folded. Another place or heading number is no
 * change of what it says. 64 bits (two lanes of FNV-1a); it guards against change, not against forgery.
 */
export function fingerprintOf({ context, text, columns }: PassageWords): string {
  const words = [context, columns.join('|'), text].join('\n').replace(/\s+/g, ' ').trim();
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < words.length; i++) {
    const unit = words.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (a >>> 13), 0x85ebca6b);
  }
  return [a, b].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}

export function fingerprintOfView({ passage }: PassageView): string {
  return fingerprintOf({ ...passage, columns: passage.table?.columns ?? [] });
}

/** Row ids and fingerprints of what a document says now. */
export function liveFingerprints(db: EmployerDb, documentId: string): Map<string, number> {
  const rows = db.all<{ rowid: number; context: string; text: string; columns: string | null }>(sql`
    SELECT rowid AS rowid, context, text, json_extract(table_json, '$.columns') AS columns
    FROM passages WHERE document_id = ${documentId} ORDER BY rowid DESC`);
  return new Map(
    rows.map((row) => [
      fingerprintOf({ ...row, columns: row.columns === null ? [] : (JSON.parse(row.columns) as string[]) }),
      row.rowid,
    ]),
  );
}

export type DocumentFacts = Pick<
  typeof documents.$inferSelect,
  'id' | 'usedByAssistant' | 'validFrom' | 'validTo' | 'liveVersionId' | 'visibility'
>;

export function documentFacts(db: EmployerDb): Map<string, DocumentFacts> {
  const { id, usedByAssistant, validFrom, validTo, liveVersionId, visibility } = documents;
  return new Map(
    db
      .select({ id, usedByAssistant, validFrom, validTo, liveVersionId, visibility })
      .from(documents)
      .all()
      .map((facts) => [facts.id, facts]),
  );
}

/**
 * How the source of an answer is doing today.
 * @param passage row id of the passage that says the same now; null when none does
 */
export function sourceStateOf(
  row: Pick<CuratedRow, 'sourceDocumentId'>,
  document: DocumentFacts | undefined,
  passage: number | null,
  today: CalendarDate,
): SourceState {
  if (row.sourceDocumentId === null) return 'none';
  if (document === undefined || document.liveVersionId === null) return 'removed';
  if (passage === null) return 'changed';
  if (!document.usedByAssistant || document.visibility !== 'employees') return 'unticked';
  return isValidOn(document, today) ? 'same' : 'out_of_date';
}

/** The passage as HR approves it now. */
export function placeOf({ passage }: PassageView): CuratedPlace {
  const { document, title, pageFrom: page, text } = passage;
  return { document, title, heading: headingOf(passage), page, text };
}

export function pointableOf({ passage }: PassageView): Place {
  return { ...nearMissOf(passage), text: passage.text };
}

/** One passage by its id; null when there is none. */
export function findPassage(db: EmployerDb, passageId: string): PassageView | null {
  const found = db.get<{ rowid: number }>(sql`SELECT rowid AS rowid FROM passages WHERE id = ${passageId}`);
  return found === undefined ? null : (loadViews(db, [found.rowid]).get(found.rowid) ?? null);
}

/** What stands under the same heading of the same document now: the place to look at when a source changed. */
export function successorOf(db: EmployerDb, row: CuratedRow): PassageView | null {
  if (row.sourceDocumentId === null || row.sourcePlace === null) return null;
  const rows = db.all<{ rowid: number; path: string }>(sql`
    SELECT rowid AS rowid, heading_path AS path FROM passages WHERE document_id = ${row.sourceDocumentId} ORDER BY ordinal`);
  const { heading } = row.sourcePlace;
  const found = rows.find(({ path }) => (JSON.parse(path) as string[]).at(-1) === heading);
  return found === undefined ? null : (loadViews(db, [found.rowid]).get(found.rowid) ?? null);
}
