import { asc, desc, eq } from 'drizzle-orm';
import type { CalendarDate } from '../kernel/dates.ts';
import { fold } from '../retrieval/text.ts';
import { loadViews } from '../retrieval/views.ts';
import { curatedAnswers, curatedWordings } from '../store/curated-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { unansweredQuestions } from '../store/employer-schema.ts';
import { isGivable } from './curated-library.ts';
import { lastChange } from './curated-rows.ts';
import {
  type CuratedRow,
  documentFacts,
  liveFingerprints,
  pointableOf,
  sourceStateOf,
  successorOf,
} from './curated-source.ts';
import type { CuratedState, CuratedView, SourceState } from './model.ts';

/** A curated answer as HR sees it today. */
export function curatedView(db: EmployerDb, row: CuratedRow, day: CalendarDate): CuratedView {
  const { sourceDocumentId: documentId, sourceHash, sourcePlace } = row;
  const passage =
    documentId === null || sourceHash === null
      ? null
      : (liveFingerprints(db, documentId).get(sourceHash) ?? null);
  const facts = documentFacts(db).get(documentId ?? '');
  const sourceState = sourceStateOf(row, facts, passage, day);
  const view = passage === null ? successorOf(db, row) : (loadViews(db, [passage]).get(passage) ?? null);
  const change = lastChange(db, row);
  return {
    id: row.id,
    state: stateOf(row, sourceState),
    kind: row.kind,
    question: row.question,
    answer: row.answer,
    scope: row.scope,
    wordings: wordingsOfAnswer(db, row.id),
    people: peopleOf(db, row.id),
    uses: row.uses,
    lastUsedAt: row.lastUsedAt,
    sourceState,
    source: documentId === null || sourcePlace === null ? null : { documentId, ...sourcePlace },
    place: view === null ? null : pointableOf(view),
    approvedBy: row.approvedName,
    approvedRole: row.approvedRole,
    approvedAt: row.approvedAt,
    revision: row.revision,
    lastChange: change?.change ?? 'created',
    undoable: change?.before != null,
  };
}

function stateOf(row: CuratedRow, source: SourceState): CuratedState {
  if (row.status === 'withdrawn') return 'withdrawn';
  return isGivable(source) ? 'active' : 'review';
}

function wordingsOfAnswer(db: EmployerDb, answerId: string): string[] {
  return db
    .select({ question: curatedWordings.question })
    .from(curatedWordings)
    .where(eq(curatedWordings.answerId, answerId))
    .orderBy(asc(curatedWordings.id))
    .all()
    .map(({ question }) => question);
}

function peopleOf(db: EmployerDb, answerId: string): number {
  return db
    .selectDistinct({ personId: unansweredQuestions.personId })
    .from(unansweredQuestions)
    .where(eq(unansweredQuestions.curatedId, answerId))
    .all().length;
}

/** Newest approval first. @param q words that must all stand in question, answer or wordings */
export function curatedViews(
  db: EmployerDb,
  day: CalendarDate,
  filter: { state?: CuratedState | undefined; q?: string | undefined },
): CuratedView[] {
  const words = fold(filter.q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  return db
    .select()
    .from(curatedAnswers)
    .orderBy(desc(curatedAnswers.approvedAt), asc(curatedAnswers.id))
    .all()
    .map((row) => curatedView(db, row, day))
    .filter((view) => filter.state === undefined || view.state === filter.state)
    .filter((view) => {
      const text = fold([view.question, view.answer, ...view.wordings].join('\n'));
      return words.every((word) => text.includes(word));
    });
}
