import { eq, sql } from 'drizzle-orm';
import type { Draft } from '../assistant/answer.ts';
import { consultHr } from '../assistant/curated-reply.ts';
import { fingerprintOfView } from '../assistant/curated-source.ts';
import { draftParts } from '../assistant/draft-parts.ts';
import { groundState } from '../assistant/ground-state.ts';
import { conflictId } from '../assistant/settled.ts';
import type { Deps } from '../deps.ts';
import { requireKeeper } from '../kernel/access.ts';
import { type Actor, readableVisibilities } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { mendMessage } from '../retrieval/mend.ts';
import { type OwnWords, readOwnWords } from '../retrieval/own-words.ts';
import type { RetrievalScope } from '../retrieval/retrieve.ts';
import type { EmployerDb } from '../store/db.ts';
import { settledConflicts } from '../store/settled-conflict-schema.ts';
import type { Coverage, CoverageView, CoveredQuestion, FoundConflict, StandardQuestion } from './model.ts';
import { standardQuestions } from './standard-questions.ts';

export type CoverageDeps = Pick<
  Deps,
  'clock' | 'ids' | 'log' | 'employers' | 'encoder' | 'vectorIndexes' | 'languageModel'
>;

/** One run over the standard questions, for one state of the employer file. */
interface Run {
  /** What the outcome depends on; another state asks for another run. */
  state: string;
  status: CoverageView['state'];
  questions: CoveredQuestion[];
  conflicts: Map<string, FoundConflict>;
  finished: Promise<void>;
}

/**
 * Asks the standard questions of the ticked documents as an employee would, without log and without HR's list, and tells what is answered, what is
 * not, and what documents that are not ticked would add. A run goes on in the background, one question at a time; it is kept in memory until
 * something it depends on changes.
 */
export function createCoverage(
  deps: CoverageDeps,
  asked: readonly StandardQuestion[] = standardQuestions,
): Coverage {
  const runs = new Map<string, Run>();
  const current = (actor: Actor): Run => {
    requireKeeper(actor);
    const db = deps.employers.open(actor.employerId);
    const scope = employeeScope(deps, actor);
    const state = groundState(db, deps.encoder, scope.today);
    const known = runs.get(actor.employerId);
    if (known?.state === state) return known;
    const run = start(deps, db, scope, asked, state, () => runs.get(actor.employerId)?.state === state);
    runs.set(actor.employerId, run);
    return run;
  };
  return {
    read: (actor) => viewOf(deps.employers.open(actor.employerId), current(actor), asked.length),
    async complete(actor) {
      const run = current(actor);
      await run.finished;
      return viewOf(deps.employers.open(actor.employerId), run, asked.length);
    },
    settle(actor, id, prevails) {
      const run = current(actor);
      const db = deps.employers.open(actor.employerId);
      const found = run.conflicts.get(id);
      if (found === undefined) throw new AppError('not_found');
      if (prevails === null) db.delete(settledConflicts).where(eq(settledConflicts.id, id)).run();
      else {
        if (!found.sides.some((side) => side.key === prevails)) throw new AppError('not_found');
        const decision = { prevails, decidedBy: actor.personId, decidedAt: deps.clock.now() };
        db.insert(settledConflicts)
          .values({ id, ...decision })
          .onConflictDoUpdate({ target: settledConflicts.id, set: decision })
          .run();
      }
      return viewOf(db, run, asked.length);
    },
  };
}

/** What an employee without further duties may read. */
function employeeScope(deps: CoverageDeps, actor: Actor): RetrievalScope {
  return {
    employerId: actor.employerId,
    today: today(deps.clock),
    visibilities: readableVisibilities('employee'),
  };
}

/** Documents that could be ticked: live, valid today and open to employees. */
function tickable(db: EmployerDb, scope: RetrievalScope): { id: string; title: string; used: boolean }[] {
  return db
    .all<{ id: string; title: string; used: number }>(sql`
      SELECT id, title, used_by_assistant AS used FROM documents
      WHERE live_version_id IS NOT NULL
        AND (valid_from IS NULL OR valid_from <= ${scope.today})
        AND (valid_to IS NULL OR valid_to >= ${scope.today})
        AND visibility IN (SELECT value FROM json_each(${JSON.stringify(scope.visibilities)}))
      ORDER BY id`)
    .map((row) => ({ ...row, used: row.used === 1 }));
}

function start(
  deps: CoverageDeps,
  db: EmployerDb,
  scope: RetrievalScope,
  asked: readonly StandardQuestion[],
  state: string,
  stillWanted: () => boolean,
): Run {
  const run: Run = {
    state,
    status: 'working',
    questions: [],
    conflicts: new Map(),
    finished: Promise.resolve(),
  };
  const work = async () => {
    const also = tickable(db, scope)
      .filter((document) => !document.used)
      .map((document) => document.id);
    const words = readOwnWords(db);
    for (const question of asked) {
      await turn();
      if (!stillWanted()) return;
      run.questions.push(await cover(deps, db, { scope, also, words }, question, run.conflicts));
    }
    run.status = 'ready';
  };
  run.finished = turn()
    .then(work)
    .catch((error) => {
      run.status = 'failed';
      deps.log.warn({ err: error, employerId: scope.employerId }, 'coverage broke off');
    });
  return run;
}

interface Ground {
  scope: RetrievalScope;
  also: readonly string[];
  words: OwnWords;
}

async function cover(
  deps: CoverageDeps,
  db: EmployerDb,
  { scope, also, words }: Ground,
  question: StandardQuestion,
  conflicts: Map<string, FoundConflict>,
): Promise<CoveredQuestion> {
  const message = mendMessage(db, question.nl, words);
  const { approved, pointed } = await consultHr(deps, db, sampleEmployee(scope), message, [], 'nl');
  const base = { ...question, wouldAnswer: [], conflictId: null };
  if (approved !== null) return { ...base, answeredBy: 'hr', source: approved.citations[0] ?? null };
  const ask = async (extra: readonly string[]): Promise<Draft> => {
    const asked = { message, turns: [], words };
    const unheard = () => undefined;
    const within = { ...scope, pointed, also: extra };
    return (await draftParts(deps, db, within, asked, 'nl', unheard, undefined)).draft;
  };
  const draft = await ask([]);
  if (draft.kind === 'answer') {
    const conflict = conflictOf(draft, question.id, conflicts);
    return {
      ...base,
      answeredBy: 'document',
      source: draft.citations[0] ?? null,
      conflictId: conflict?.id ?? null,
    };
  }
  const more = also.length === 0 ? null : await ask(also);
  const wouldAnswer =
    more?.kind === 'answer' ? more.citations.filter(({ documentId }) => also.includes(documentId)) : [];
  const distinct = new Map(wouldAnswer.map(({ documentId, title }) => [documentId, { documentId, title }]));
  return { ...base, answeredBy: null, source: null, wouldAnswer: [...distinct.values()] };
}

/** Nobody in particular: an employee with fixed hours. */
function sampleEmployee(scope: RetrievalScope): Actor {
  return { personId: '', name: '', employerId: scope.employerId, role: 'employee', isOnCall: false };
}

/** Notes the contradiction that an answer shows, once for both texts, with each question that brought it up. */
function conflictOf(
  draft: Draft,
  questionId: string,
  conflicts: Map<string, FoundConflict>,
): FoundConflict | null {
  if (draft.conflict === undefined) return null;
  const sides = draft.conflict.flatMap(({ prevails: _, ...side }) => {
    const selection = draft.selections.find(({ view }) => view.passage.id === side.passageId);
    return selection === undefined ? [] : [{ ...side, key: fingerprintOfView(selection.view) }];
  });
  const [first, second] = sides;
  if (first === undefined || second === undefined) return null;
  const id = conflictId(first.key, second.key);
  const found = conflicts.get(id) ?? { id, questionIds: [], sides: [first, second], prevails: null };
  found.questionIds.push(questionId);
  conflicts.set(id, found);
  return found;
}

function viewOf(db: EmployerDb, run: Run, total: number): CoverageView {
  const decided = new Map(
    db
      .select()
      .from(settledConflicts)
      .all()
      .map(({ id, prevails }) => [id, prevails]),
  );
  const gains = new Map<string, { documentId: string; title: string; questions: number }>();
  for (const document of run.questions.flatMap((question) => question.wouldAnswer)) {
    const gain = gains.get(document.documentId) ?? { ...document, questions: 0 };
    gains.set(document.documentId, { ...gain, questions: gain.questions + 1 });
  }
  return {
    state: run.status,
    done: run.questions.length,
    total,
    answered: run.questions.filter((question) => question.answeredBy !== null).length,
    questions: [...run.questions],
    gains: [...gains.values()].sort((a, b) => b.questions - a.questions),
    conflicts: [...run.conflicts.values()].map((conflict) => ({
      ...conflict,
      prevails: decided.get(conflict.id) ?? null,
    })),
  };
}

/** Lets waiting requests go first; a resolved promise alone would not. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
