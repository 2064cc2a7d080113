import { asc, eq } from 'drizzle-orm';
import { entrySourceState, isGivable } from '../assistant/curated-library.ts';
import { type CuratedRow, documentFacts, liveFingerprints } from '../assistant/curated-source.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { curatedAnswers, curatedWordings } from '../store/curated-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { unansweredQuestions } from '../store/employer-schema.ts';

/** A valid answer, the words in which it was asked for, and somebody it is for. */
export interface RegressionCase {
  answerId: string;
  question: string;
  wordings: readonly string[];
  asker: Actor;
}

/** The answers that may be given today; one whose source changed is HR's to look at already, one whose askers are gone is nobody's. */
export function regressionCases(
  deps: Pick<Deps, 'clock'>,
  db: EmployerDb,
  employerId: string,
): RegressionCase[] {
  const facts = documentFacts(db);
  const day = today(deps.clock);
  const rows = db
    .select()
    .from(curatedAnswers)
    .where(eq(curatedAnswers.status, 'active'))
    .orderBy(asc(curatedAnswers.createdAt), asc(curatedAnswers.id))
    .all();
  return rows.flatMap((row) => {
    if (!isGivable(entrySourceState({ row, passage: passageOf(db, row) }, facts, day))) return [];
    const asker = askerOf(db, row, employerId);
    if (asker === null) return [];
    return [{ answerId: row.id, question: row.question, wordings: wordingsOf(db, row.id), asker }];
  });
}

function passageOf(db: EmployerDb, { sourceDocumentId: id, sourceHash }: CuratedRow): number | null {
  if (id === null || sourceHash === null) return null;
  return liveFingerprints(db, id).get(sourceHash) ?? null;
}

function wordingsOf(db: EmployerDb, answerId: string): string[] {
  return db
    .select({ question: curatedWordings.question })
    .from(curatedWordings)
    .where(eq(curatedWordings.answerId, answerId))
    .orderBy(asc(curatedWordings.id))
    .all()
    .map(({ question }) => question);
}

/** Nobody in particular for an answer to many; one of those who asked for an answer to them alone. */
function askerOf(db: EmployerDb, { id, scope }: CuratedRow, employerId: string): Actor | null {
  const nobody: Actor = {
    personId: '',
    name: '',
    employerId,
    role: 'employee',
    isOnCall: scope === 'on_call',
  };
  if (scope !== 'askers') return nobody;
  const asked = db
    .select({ personId: unansweredQuestions.personId })
    .from(unansweredQuestions)
    .where(eq(unansweredQuestions.curatedId, id))
    .orderBy(asc(unansweredQuestions.askedAt))
    .get();
  return asked === undefined ? null : { ...nobody, personId: asked.personId };
}
