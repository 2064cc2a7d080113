import { eq } from 'drizzle-orm';
import { type CalendarDate, isValidOn } from '../kernel/dates.ts';
import { curatedAnswers } from '../store/curated-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { isGivable } from './curated-library.ts';
import {
  type CuratedRow,
  documentFacts,
  fingerprintOf,
  liveFingerprints,
  sourceStateOf,
} from './curated-source.ts';
import type { CuratedImpact, NextSource } from './model.ts';

/**
 * Which of the answers that people get today they would no longer get once this document says something else: the passage an answer rests on
 * reads otherwise or is gone, or the document is not valid today any more.
 */
export function impactOf(
  db: EmployerDb,
  documentId: string,
  next: NextSource,
  day: CalendarDate,
): CuratedImpact {
  const given = givenToday(db, day);
  const resting = given.filter((row) => row.sourceDocumentId === documentId);
  const texts = new Set(
    next.passages.map((passage) => fingerprintOf({ ...passage, columns: passage.table?.columns ?? [] })),
  );
  const validToday = isValidOn(next, day);
  return {
    total: given.length,
    changing: resting
      .filter((row) => !validToday || !texts.has(row.sourceHash ?? ''))
      .map((row) => affected(row, next, validToday && !texts.has(row.sourceHash ?? ''))),
  };
}

/** The answers that somebody may get today. */
function givenToday(db: EmployerDb, day: CalendarDate): CuratedRow[] {
  const facts = documentFacts(db);
  const live = new Map<string, Map<string, number>>();
  const passageOf = ({ sourceDocumentId: id, sourceHash }: CuratedRow): number | null => {
    if (id === null || sourceHash === null) return null;
    const known = live.get(id) ?? liveFingerprints(db, id);
    live.set(id, known);
    return known.get(sourceHash) ?? null;
  };
  return db
    .select()
    .from(curatedAnswers)
    .where(eq(curatedAnswers.status, 'active'))
    .all()
    .filter((row) =>
      isGivable(sourceStateOf(row, facts.get(row.sourceDocumentId ?? ''), passageOf(row), day)),
    );
}

function affected(row: CuratedRow, next: NextSource, rewritten: boolean): CuratedImpact['changing'][number] {
  const place = row.sourcePlace;
  const now = next.passages.find(({ headingPath }) => headingPath.at(-1) === place?.heading);
  return {
    id: row.id,
    question: row.question,
    fate: rewritten ? (now ? 'changed' : 'gone') : 'out_of_date',
    heading: place?.heading ?? '',
    was: place?.text ?? '',
    now: rewritten && now ? { page: now.pageFrom, text: now.text } : null,
  };
}
