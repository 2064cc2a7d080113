import { asc, eq } from 'drizzle-orm';
import type { Deps, Encoder } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import { type CalendarDate, today } from '../kernel/dates.ts';
import { mendMessage } from '../retrieval/mend.ts';
import type { EmployerDb } from '../store/db.ts';
import { curatedAnswers, curatedWordings, unansweredQuestions } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { readGeneration, readSetting, writeSetting } from '../store/settings.ts';
import { type CuratedRow, documentFacts, liveFingerprints, sourceStateOf } from './curated-source.ts';
import { detectLanguage } from './language.ts';
import type { SourceState } from './model.ts';
import { readWording, type SamenessModel, sameness, samenessModels, type Wording } from './same-question.ts';

export type LibraryDeps = Pick<Deps, 'clock' | 'employers' | 'encoder'>;

/** An active curated answer, ready to be compared with. */
export interface LibraryEntry {
  row: CuratedRow;
  wordings: readonly Wording[];
  /** Row id of the passage that says what the source said; null without one. */
  passage: number | null;
}

const GENERATION = 'curated_generation';

/** Call inside the transaction that changes curated answers or their wordings. */
export function bumpCurated(tx: EmployerDb): void {
  writeSetting(tx, GENERATION, String(Number(readSetting(tx, GENERATION) ?? '0') + 1));
}

const opened = new WeakMap<EmployerDb, { stamp: string; entries: readonly LibraryEntry[] }>();

/** The active curated answers of an employer; kept until they, the documents or the encoder change. Wordings without a vector get one. */
export async function openLibrary(deps: LibraryDeps, db: EmployerDb): Promise<readonly LibraryEntry[]> {
  const stamp = [readSetting(db, GENERATION) ?? '0', readGeneration(db), deps.encoder?.id ?? ''].join('/');
  const known = opened.get(db);
  if (known?.stamp === stamp) return known.entries;
  if (deps.encoder !== null) await encodeWordings(db, deps.encoder);
  const entries = readEntries(db, deps.encoder);
  opened.set(db, { stamp, entries });
  return entries;
}

function readEntries(db: EmployerDb, encoder: Encoder | null): LibraryEntry[] {
  const rows = db.select().from(curatedAnswers).where(eq(curatedAnswers.status, 'active')).all();
  if (rows.length === 0) return [];
  const wordings = db.select().from(curatedWordings).orderBy(asc(curatedWordings.id)).all();
  const fingerprints = new Map<string, Map<string, number>>();
  const passageOf = ({ sourceDocumentId: id, sourceHash }: CuratedRow): number | null => {
    if (id === null || sourceHash === null) return null;
    const live = fingerprints.get(id) ?? liveFingerprints(db, id);
    fingerprints.set(id, live);
    return live.get(sourceHash) ?? null;
  };
  return rows.map((row) => ({
    row,
    passage: passageOf(row),
    wordings: wordings
      .filter(({ answerId }) => answerId === row.id)
      .map(({ question, encoderId, vector }) =>
        readWording(
          readable(db, question),
          vector === null || encoder === null || encoderId !== encoder.id ? null : floatsOf(vector),
        ),
      ),
  }));
}

/** A question with its typing errors mended where it is Dutch, as retrieval reads it. */
export function readable(db: EmployerDb, question: string): string {
  return detectLanguage(question) === 'nl' ? mendMessage(db, question) : question;
}

async function encodeWordings(db: EmployerDb, encoder: Encoder): Promise<void> {
  const stale = db
    .select({
      id: curatedWordings.id,
      question: curatedWordings.question,
      encoderId: curatedWordings.encoderId,
    })
    .from(curatedWordings)
    .all()
    .filter((wording) => wording.encoderId !== encoder.id);
  if (stale.length === 0) return;
  const made: { id: string; vector: Float32Array }[] = [];
  for (const { id, question } of stale)
    made.push({ id, vector: await encoder.encodeQuestion(readable(db, question)) });
  inTransaction(db, (tx) => {
    for (const { id, vector } of made)
      tx.update(curatedWordings)
        .set({ encoderId: encoder.id, vector: bytesOf(vector) })
        .where(eq(curatedWordings.id, id))
        .run();
  });
}

export function bytesOf(floats: Float32Array): Uint8Array {
  return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
}

function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}

/** What of the library this person may get today: in scope, and its source as HR saw it. */
export function entriesFor(
  deps: Pick<LibraryDeps, 'clock'>,
  db: EmployerDb,
  actor: Actor,
  entries: readonly LibraryEntry[],
): LibraryEntry[] {
  if (entries.length === 0) return [];
  const asked = answersAskedBy(db, actor.personId);
  const facts = documentFacts(db);
  const day = today(deps.clock);
  return entries.filter((entry) => {
    if (!isInScope(entry.row, actor, asked)) return false;
    return isGivable(entrySourceState(entry, facts, day));
  });
}

export function entrySourceState(
  { row, passage }: Pick<LibraryEntry, 'row' | 'passage'>,
  facts: ReturnType<typeof documentFacts>,
  day: CalendarDate,
): SourceState {
  return sourceStateOf(row, facts.get(row.sourceDocumentId ?? ''), passage, day);
}

export function isGivable(state: SourceState): boolean {
  return state === 'none' || state === 'same';
}

/** Ids of the answers to what this person asked before. */
export function answersAskedBy(db: EmployerDb, personId: string): Set<string> {
  const rows = db
    .selectDistinct({ id: unansweredQuestions.curatedId })
    .from(unansweredQuestions)
    .where(eq(unansweredQuestions.personId, personId))
    .all();
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

/** Whom an answer is for. @param asked ids of the answers to what this person asked */
export function isInScope(
  row: Pick<CuratedRow, 'id' | 'scope'>,
  actor: Pick<Actor, 'isOnCall'>,
  asked: ReadonlySet<string>,
): boolean {
  switch (row.scope) {
    case 'everybody':
      return true;
    case 'on_call':
      return actor.isOnCall;
    case 'askers':
      return asked.has(row.id);
  }
}

/** The model for this encoder: one it was not calibrated for is not trusted with nearness. */
export function modelFor(encoder: Encoder | null): SamenessModel {
  return encoder?.id === samenessModels.encoderId ? samenessModels.vectors : samenessModels.words;
}

/** Chance that an answer fits a question: the best of its wordings. */
export function chanceFor(entry: LibraryEntry, question: Wording, model: SamenessModel): number {
  return Math.max(0, ...entry.wordings.map((wording) => sameness(wording, question, model)));
}
