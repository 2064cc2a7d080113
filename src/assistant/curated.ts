import type { Deps } from '../deps.ts';
import { requireKeeper } from '../kernel/access.ts';
import type { Actor } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { readOwnWords } from '../retrieval/own-words.ts';
import type { PassageView } from '../retrieval/passage-view.ts';
import { analyseQuestion } from '../retrieval/question.ts';
import { allowedDocuments, type RetrievalScope, retrieve } from '../retrieval/retrieve.ts';
import { curatedAnswers } from '../store/curated-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { impactOf } from './curated-impact.ts';
import { chanceFor, modelFor, openLibrary, readable } from './curated-library.ts';
import {
  type Approved,
  findAnswer,
  findOpenGroup,
  findRevision,
  isWhole,
  lastChange,
  linkGroup,
  type MadeVectors,
  recordChange,
  snapshotOf,
  standingQuestions,
  tellAgain,
  unlinkGroup,
  wordingsOf,
  writeRevision,
  writeWordings,
} from './curated-rows.ts';
import { findPassage, fingerprintOfView, placeOf, pointableOf } from './curated-source.ts';
import { curatedView, curatedViews } from './curated-view.ts';
import type { CuratedInput, CuratedView, Place } from './model.ts';
import { markSeen, myQuestions, unseenAnswers } from './my-questions.ts';
import { readWording } from './same-question.ts';
import type { CuratedAnswers } from './service.ts';
import { type TellDeps, tellAskers, untell } from './tell-askers.ts';

export type CuratedDeps = Pick<Deps, 'clock' | 'ids' | 'employers' | 'encoder' | 'vectorIndexes'> & TellDeps;

/** Places offered to point at. */
const PLACES = 6;
/** From this chance on an earlier answer is offered to HR as one that may fit. */
const SIMILAR = 0.35;
const MAX_SIMILAR = 2;

/** HR answers a question once: in own words or by pointing at a passage. */
export function createCuratedAnswers(deps: CuratedDeps): CuratedAnswers {
  const openFor = (actor: Actor): EmployerDb => {
    requireKeeper(actor);
    return deps.employers.open(actor.employerId);
  };
  const view = (db: EmployerDb, id: string): CuratedView =>
    curatedView(db, findAnswer(db, id), today(deps.clock));
  return {
    list: (actor, filter = {}) => curatedViews(openFor(actor), today(deps.clock), filter),
    get: (actor, id) => view(openFor(actor), id),
    places: async (actor, text, keep) => places(deps, openFor(actor), actor, text, keep ?? ''),
    similar: async (actor, groupId) => similar(deps, openFor(actor), groupId),
    async answer(actor, groupId, input, origin) {
      const db = openFor(actor);
      return view(db, await answerGroup(deps, db, actor, groupId, input, origin));
    },
    async answerAs(actor, groupId, id, origin) {
      const db = openFor(actor);
      await answerAs(deps, db, actor, groupId, id, origin);
      return view(db, id);
    },
    async edit(actor, id, revision, input) {
      const db = openFor(actor);
      await edit(deps, db, actor, id, revision, input);
      return view(db, id);
    },
    withdraw(actor, id, revision) {
      const db = openFor(actor);
      inTransaction(db, (tx) => {
        const row = findRevision(tx, id, revision);
        if (row.status === 'withdrawn') throw new AppError('conflict');
        const before = { row: snapshotOf(row) };
        const at = deps.clock.now();
        writeRevision(tx, row, { status: 'withdrawn' }, { change: 'withdrawn', actor, at, before });
      });
      return view(db, id);
    },
    undo(actor, id, revision) {
      const db = openFor(actor);
      inTransaction(db, (tx) => undo(deps, tx, actor, id, revision));
      return view(db, id);
    },
    impact: (actor, documentId, next) => impactOf(openFor(actor), documentId, next, today(deps.clock)),
    mine: (actor) => myQuestions(deps, deps.employers.open(actor.employerId), actor),
    unseen: (actor) => unseenAnswers(deps.employers.open(actor.employerId), actor),
    seen: (actor) => markSeen(deps.employers.open(actor.employerId), actor.personId, deps.clock.now()),
  };
}

/** Everybody may read what HR points at, so only documents for all employees count. */
function pointingScope(deps: CuratedDeps, employerId: string): RetrievalScope {
  return { employerId, today: today(deps.clock), visibilities: ['employees'] };
}

async function places(
  deps: CuratedDeps,
  db: EmployerDb,
  actor: Actor,
  text: string,
  keep: string,
): Promise<Place[]> {
  const scope = pointingScope(deps, actor.employerId);
  const kept = keep === '' ? null : findPassage(db, keep);
  const first = kept !== null && isPointable(db, scope, kept) ? [pointableOf(kept)] : [];
  if (text.trim() === '') return first;
  const found = await retrieve(
    deps,
    db,
    scope,
    analyseQuestion(readable(db, text), [], readOwnWords(db)),
    PLACES,
  );
  const others = found.passages.map((entry) => pointableOf(entry.view));
  return [...first, ...others.filter(({ passageId }) => passageId !== keep)];
}

function isPointable(db: EmployerDb, scope: RetrievalScope, { passage }: PassageView): boolean {
  return allowedDocuments(db, scope).some(({ id }) => id === passage.documentId);
}

async function similar(deps: CuratedDeps, db: EmployerDb, groupId: string): Promise<CuratedView[]> {
  findOpenGroup(db, groupId);
  const standing = standingQuestions(db, { groupId });
  const model = modelFor(deps.encoder);
  const questions = await Promise.all(
    standing.slice(0, 10).map(async (text) => {
      const mended = readable(db, text);
      return readWording(mended, deps.encoder === null ? null : await deps.encoder.encodeQuestion(mended));
    }),
  );
  const entries = await openLibrary(deps, db);
  return entries
    .map((entry) => ({ entry, chance: Math.max(0, ...questions.map((q) => chanceFor(entry, q, model))) }))
    .filter(({ chance }) => chance >= SIMILAR)
    .sort((a, b) => b.chance - a.chance)
    .slice(0, MAX_SIMILAR)
    .map(({ entry }) => curatedView(db, entry.row, today(deps.clock)));
}

/** Checks what HR filled in and reads the passage it names. @param current what stands, where the input leaves the source as it is */
function approve(
  deps: CuratedDeps,
  db: EmployerDb,
  actor: Actor,
  input: CuratedInput,
  current: Approved | null,
): Approved {
  const { kind, question, scope, passageId } = input;
  const answer = kind === 'text' ? input.answer : '';
  if (!isWhole(question)) throw new AppError('curated_question_unclear');
  if (kind === 'text' && !/[\p{L}\p{N}]/u.test(answer)) throw new AppError('curated_answer_empty');
  const decided = { kind, question, answer, scope };
  if (passageId === undefined && current !== null) {
    const { sourceDocumentId, sourceHash, sourcePlace } = current;
    if (kind === 'passage' && sourceDocumentId === null) throw new AppError('curated_answer_empty');
    return { ...decided, sourceDocumentId, sourceHash, sourcePlace };
  }
  if (passageId == null || passageId === '') {
    if (kind === 'passage') throw new AppError('curated_answer_empty');
    return { ...decided, sourceDocumentId: null, sourceHash: null, sourcePlace: null };
  }
  const view = findPassage(db, passageId);
  if (view === null || !isPointable(db, pointingScope(deps, actor.employerId), view))
    throw new AppError('curated_passage_unusable');
  return {
    ...decided,
    sourceDocumentId: view.passage.documentId,
    sourceHash: fingerprintOfView(view),
    sourcePlace: placeOf(view),
  };
}

async function vectorsOf(
  deps: CuratedDeps,
  db: EmployerDb,
  questions: readonly string[],
): Promise<MadeVectors | null> {
  if (deps.encoder === null) return null;
  const byQuestion = new Map<string, Float32Array>();
  for (const question of questions)
    byQuestion.set(question, await deps.encoder.encodeQuestion(readable(db, question)));
  return { encoderId: deps.encoder.id, byQuestion };
}

function approvalBy(actor: Actor, at: number) {
  return { approvedBy: actor.personId, approvedName: actor.name, approvedRole: actor.role, approvedAt: at };
}

async function answerGroup(
  deps: CuratedDeps,
  db: EmployerDb,
  actor: Actor,
  groupId: string,
  input: CuratedInput,
  origin: string | undefined,
): Promise<string> {
  findOpenGroup(db, groupId);
  const standing = standingQuestions(db, { groupId });
  const approved = approve(deps, db, actor, input, null);
  const vectors = await vectorsOf(deps, db, wordingsOf(approved.question, standing));
  const id = deps.ids.next();
  const at = deps.clock.now();
  inTransaction(db, (tx) => {
    findOpenGroup(tx, groupId);
    const row = {
      id,
      ...approved,
      status: 'active' as const,
      ...approvalBy(actor, at),
      revision: 1,
      createdAt: at,
    };
    tx.insert(curatedAnswers).values(row).run();
    recordChange(tx, id, 1, { change: 'created', actor, at, before: { groupId } });
    linkGroup(tx, groupId, id);
    tellAskers(deps, tx, actor, { groupId, answerId: id, scope: approved.scope }, origin);
    writeWordings(tx, id, approved.question, deps.ids.next, vectors);
  });
  return id;
}

async function answerAs(
  deps: CuratedDeps,
  db: EmployerDb,
  actor: Actor,
  groupId: string,
  id: string,
  origin: string | undefined,
): Promise<void> {
  findOpenGroup(db, groupId);
  const { question } = findAnswer(db, id);
  const texts = [{ groupId }, { curatedId: id }].flatMap((where) => standingQuestions(db, where));
  const vectors = await vectorsOf(deps, db, wordingsOf(question, texts));
  inTransaction(db, (tx) => {
    findOpenGroup(tx, groupId);
    const row = findAnswer(tx, id);
    if (row.status === 'withdrawn') throw new AppError('conflict');
    writeRevision(tx, row, {}, { change: 'extended', actor, at: deps.clock.now(), before: { groupId } });
    linkGroup(tx, groupId, id);
    tellAskers(deps, tx, actor, { groupId, answerId: id, scope: row.scope }, origin);
    writeWordings(tx, id, row.question, deps.ids.next, vectors);
  });
}

async function edit(
  deps: CuratedDeps,
  db: EmployerDb,
  actor: Actor,
  id: string,
  revision: number,
  input: CuratedInput,
): Promise<void> {
  const read = findRevision(db, id, revision);
  const standing = standingQuestions(db, { curatedId: id });
  const approved = approve(deps, db, actor, input, read);
  const vectors = await vectorsOf(deps, db, wordingsOf(approved.question, standing));
  inTransaction(db, (tx) => {
    const row = findRevision(tx, id, revision);
    const at = deps.clock.now();
    const set = { ...approved, status: 'active' as const, ...approvalBy(actor, at) };
    writeRevision(tx, row, set, { change: 'edited', actor, at, before: { row: snapshotOf(row) } });
    writeWordings(tx, id, approved.question, deps.ids.next, vectors);
    tellAgain(tx, id);
  });
}

/** Run it inside a transaction. */
function undo(deps: CuratedDeps, tx: EmployerDb, actor: Actor, id: string, revision: number): void {
  const row = findRevision(tx, id, revision);
  const before = lastChange(tx, row)?.before;
  if (before == null) throw new AppError('conflict');
  const done = { change: 'undone' as const, actor, at: deps.clock.now(), before: null };
  const created = row.revision === 1;
  writeRevision(tx, row, before.row ?? (created ? { status: 'withdrawn' } : {}), done);
  if (before.groupId !== undefined) {
    unlinkGroup(tx, before.groupId, id);
    untell(tx, id);
  }
  writeWordings(tx, id, before.row?.question ?? row.question, deps.ids.next, null);
}
