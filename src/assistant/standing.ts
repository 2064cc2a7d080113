import { eq, sql } from 'drizzle-orm';
import { allowedDocuments, type RetrievalScope } from '../retrieval/retrieve.ts';
import { squash } from '../retrieval/text.ts';
import { curatedAnswers } from '../store/curated-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import type { messages } from '../store/employer-schema.ts';
import type { Citation, Standing, StandingState } from './model.ts';

interface PassageRow {
  id: string;
  documentId: string;
  text: string;
  pageFrom: number;
  pageTo: number;
}

/**
 * Tells whether an answer of before still rests on what the documents say now: each quote is looked up word for word (white space and punctuation
 * folded) in the documents that may be used today; for HR's own answer it is asked whether it still stands as it was given.
 */
export function standingOf(
  db: EmployerDb,
  scope: RetrievalScope,
  message: typeof messages.$inferSelect,
): Standing {
  const allowed = new Set(allowedDocuments(db, scope).map((document) => document.id));
  const quotes = message.citations.map((citation) => ({ citation, ...quoteNow(db, allowed, citation) }));
  const approved = message.details?.curated;
  const states: StandingState[] = quotes.map(({ state }) => state);
  if (approved !== undefined) states.push(approvalNow(db, approved.answerId, approved.approvedAt));
  return { state: worst(states), quotes };
}

const order = ['removed', 'changed', 'holds', 'none'] as const satisfies readonly StandingState[];

/** An answer holds as long as all that it rests on holds. */
function worst(states: readonly StandingState[]): StandingState {
  return order.find((state) => states.includes(state)) ?? 'none';
}

function quoteNow(
  db: EmployerDb,
  allowed: ReadonlySet<string>,
  citation: Citation,
): { state: StandingState; now: Citation | null } {
  if (!allowed.has(citation.documentId)) return { state: 'removed', now: null };
  const quote = squash(citation.quote);
  const rows = db.all<PassageRow>(sql`
    SELECT p.id AS id, p.document_id AS documentId, p.text AS text, p.page_from AS pageFrom, p.page_to AS pageTo
    FROM passages p WHERE p.document_id = ${citation.documentId} ORDER BY p.id = ${citation.passageId} DESC, p.ordinal`);
  const found = rows.find((row) => squash(row.text).includes(quote));
  if (found === undefined) return { state: 'changed', now: null };
  const same = found.id === citation.passageId;
  return {
    state: 'holds',
    now: same ? citation : { ...citation, passageId: found.id, page: found.pageFrom },
  };
}

function approvalNow(db: EmployerDb, answerId: string, approvedAt: number): StandingState {
  const row = db.select().from(curatedAnswers).where(eq(curatedAnswers.id, answerId)).get();
  if (row === undefined || row.status === 'withdrawn') return 'removed';
  return row.approvedAt === approvedAt ? 'holds' : 'changed';
}
