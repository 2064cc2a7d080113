import { and, count, eq, isNull, lt, ne } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { requireKeeper } from '../kernel/access.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { termsOf } from '../retrieval/analyse.ts';
import { ownWordKey, phrasesOf } from '../retrieval/own-words.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { ownWords } from '../store/own-word-schema.ts';
import { MAX_OWN_WORDS, type OwnWord, type OwnWordInput } from './model.ts';
import type { OwnWordList } from './service.ts';

export type OwnWordDeps = Pick<Deps, 'clock' | 'ids' | 'employers'>;

type Row = typeof ownWords.$inferSelect;

/** How long a removed word can be put back, in milliseconds. */
const KEPT = 30 * 24 * 60 * 60 * 1000;

/** The words that only mean something at this employer, kept by HR. */
export function createOwnWordList(deps: OwnWordDeps): OwnWordList {
  const openFor = (actor: Actor): EmployerDb => {
    requireKeeper(actor);
    return deps.employers.open(actor.employerId);
  };
  const change = (actor: Actor, run: (tx: EmployerDb) => Row): OwnWord =>
    viewOf(
      inTransaction(openFor(actor), (tx) => {
        tx.delete(ownWords)
          .where(lt(ownWords.removedAt, deps.clock.now() - KEPT))
          .run();
        return run(tx);
      }),
    );
  const stamp = (actor: Actor) => ({ changedBy: actor.personId, changedAt: deps.clock.now() });
  return {
    list: (actor) =>
      openFor(actor)
        .select()
        .from(ownWords)
        .where(isNull(ownWords.removedAt))
        .orderBy(ownWords.key)
        .all()
        .map(viewOf),
    get: (actor, id) => viewOf(findRow(openFor(actor), id)),
    add: (actor, input) =>
      change(actor, (tx) => {
        const key = keyOf(input);
        const id = deps.ids.next();
        requirePlace(tx, key, id);
        const row = { id, ...input, key, revision: 1, ...stamp(actor), removedAt: null };
        tx.insert(ownWords).values(row).run();
        return row;
      }),
    edit: (actor, id, revision, input) =>
      change(actor, (tx) => {
        const row = findRow(tx, id);
        if (row.removedAt !== null) throw new AppError('not_found');
        if (row.revision !== revision) throw new AppError('conflict');
        const key = keyOf(input);
        requireFree(tx, key, id);
        return write(tx, row, { ...input, key, ...stamp(actor) });
      }),
    remove: (actor, id) =>
      change(actor, (tx) => {
        const row = findRow(tx, id);
        if (row.removedAt !== null) return row;
        return write(tx, row, { ...stamp(actor), removedAt: deps.clock.now() });
      }),
    restore: (actor, id) =>
      change(actor, (tx) => {
        const row = findRow(tx, id);
        if (row.removedAt === null) return row;
        requirePlace(tx, row.key, id);
        return write(tx, row, { ...stamp(actor), removedAt: null });
      }),
  };
}

function viewOf({ id, word, meaning, revision, changedAt, removedAt }: Row): OwnWord {
  return { id, word, meaning, revision, changedAt, removed: removedAt !== null };
}

function findRow(db: EmployerDb, id: string): Row {
  const row = db.select().from(ownWords).where(eq(ownWords.id, id)).get();
  if (row === undefined) throw new AppError('not_found');
  return row;
}

function write(tx: EmployerDb, row: Row, values: Partial<Row>): Row {
  const next = { ...row, ...values, revision: row.revision + 1 };
  tx.update(ownWords).set(next).where(eq(ownWords.id, row.id)).run();
  return next;
}

/** What a word is recognised by. @throws AppError own_word_unclear, own_word_meaning_unclear */
function keyOf({ word, meaning }: OwnWordInput): string {
  const key = ownWordKey(word);
  const stems = new Set(termsOf(word).map((term) => term.stem));
  if (key === '' || stems.size === 0) throw new AppError('own_word_unclear');
  if (
    !phrasesOf(meaning)
      .flat()
      .some((term) => !stems.has(term.stem))
  )
    throw new AppError('own_word_meaning_unclear');
  return key;
}

function requireFree(tx: EmployerDb, key: string, id: string): void {
  const same = and(eq(ownWords.key, key), isNull(ownWords.removedAt), ne(ownWords.id, id));
  if (tx.select({ id: ownWords.id }).from(ownWords).where(same).get() !== undefined)
    throw new AppError('own_word_exists');
}

function requirePlace(tx: EmployerDb, key: string, id: string): void {
  requireFree(tx, key, id);
  const standing = tx.select({ n: count() }).from(ownWords).where(isNull(ownWords.removedAt)).get();
  if ((standing?.n ?? 0) >= MAX_OWN_WORDS) throw new AppError('own_words_full');
}
