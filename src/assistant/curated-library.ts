import { eq } from 'drizzle-orm';
import type { Deps, Encoder } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import { type CalendarDate, today } from '../kernel/dates.ts';
import { mendMessage } from '../retrieval/mend.ts';
import { curatedAnswers, curatedWordings } from '../store/curated-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { unansweredQuestions } from '../store/employer-schema.ts';
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

interface Library {
  stamp: string;
  entries: readonly LibraryEntry[];
  /** By wording and encoder: a wording is never changed, only replaced, and reading it costs more than the rest. */
  readings: ReadonlyMap<string, Wording>;
}

const opened = new WeakMap<EmployerDb, Library>();
/** One that is being read; who asks meanwhile waits for the same. */
const opening = new WeakMap<EmployerDb, { stamp: string; library: Promise<Library> }>();
/** Wordings read or encoded before other requests get a turn. */
const BATCH = 50;

/** The active curated answers of an employer; kept until they, the documents or the encoder change. Wordings without a vector get one. */
export async function openLibrary(deps: LibraryDeps, db: EmployerDb): Promise<readonly LibraryEntry[]> {
  const stamp = [readSetting(db, GENERATION) ?? '0', readGeneration(db), deps.encoder?.id ?? ''].join('/');
  const known = opened.get(db);
  if (known?.stamp === stamp) return known.entries;
  const running = opening.get(db);
  if (running?.stamp === stamp) return (await running.library).entries;
  const library = readLibrary(db, deps.encoder, stamp, known?.readings ?? new Map());
  opening.set(db, { stamp, library });
  try {
    const read = await library;
    opened.set(db, read);
    return read.entries;
  } finally {
    if (opening.get(db)?.library === library) opening.delete(db);
  }
}

async function readLibrary(
  db: EmployerDb,
  encoder: Encoder | null,
  stamp: string,
  known: ReadonlyMap<string, Wording>,
): Promise<Library> {
  if (encoder !== null) await encodeWordings(db, encoder);
  const readings = new Map<string, Wording>();
  const byAnswer = new Map<string, Wording[]>();
  let fresh = 0;
  for (const { id, answerId, question, encoderId, vector } of db.select().from(curatedWordings).all()) {
    const usable = encoder !== null && encoderId === encoder.id ? vector : null;
    const key = `${id}/${usable === null ? '' : encoderId}`;
    let reading = known.get(key);
    if (reading === undefined) {
      reading = readWording(readable(db, question), usable === null ? null : floatsOf(usable));
      if (++fresh % BATCH === 0) await turn();
    }
    readings.set(key, reading);
    byAnswer.set(answerId, [...(byAnswer.get(answerId) ?? []), reading]);
  }
  const fingerprints = new Map<string, Map<string, number>>();
  const passageOf = ({ sourceDocumentId: id, sourceHash }: CuratedRow): number | null => {
    if (id === null || sourceHash === null) return null;
    const live = fingerprints.get(id) ?? liveFingerprints(db, id);
    fingerprints.set(id, live);
    return live.get(sourceHash) ?? null;
  };
  const rows = db.select().from(curatedAnswers).where(eq(curatedAnswers.status, 'active')).all();
  const entries = rows.map((row) => ({
    row,
    passage: passageOf(row),
    wordings: byAnswer.get(row.id) ?? [],
  }));
  return { stamp, entries, readings };
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
  for (const { id, question } of stale) {
    made.push({ id, vector: await encoder.encodeQuestion(readable(db, question)) });
    if (made.length % BATCH === 0) await turn();
  }
  inTransaction(db, (tx) => {
    for (const { id, vector } of made)
      tx.update(curatedWordings)
        .set({ encoderId: encoder.id, vector: bytesOf(vector) })
        .where(eq(curatedWordings.id, id))
        .run();
  });
}

/** Lets waiting requests go first; a resolved promise alone would not. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
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
