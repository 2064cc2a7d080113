import { and, desc, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { requireProvider } from '../kernel/access.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { curatedAnswers } from '../store/curated-schema.ts';
import { outbox } from '../store/outbox-schema.ts';
import type { MailDesk, OutboxDb, OutboxRow, ParkedMail } from './model.ts';

export interface MailDeskDeps extends Pick<Deps, 'clock' | 'directory' | 'employers'> {
  /** Addresses of people who have or are offered a place at this employer. */
  addressesAt(employerId: string): ReadonlySet<string>;
}

type Status = ParkedMail['state'];

/** Looks after mails that were given up on: one employer's own, and those of the directory to people of that employer. */
export function createMailDesk(deps: MailDeskDeps): MailDesk {
  const own = (actor: Actor) => deps.employers.open(actor.employerId) as OutboxDb;
  const shared = deps.directory as OutboxDb;
  const rows = (actor: Actor, status: Status, id?: string): { box: OutboxDb; row: OutboxRow }[] => {
    requireProvider(actor);
    const addresses = deps.addressesAt(actor.employerId);
    const kept = (box: OutboxDb) =>
      box
        .select()
        .from(outbox)
        .where(and(eq(outbox.status, status), id === undefined ? undefined : eq(outbox.id, id)))
        .orderBy(desc(outbox.createdAt))
        .all()
        .map((row) => ({ box, row }));
    const ours = kept(own(actor));
    // Where directory and employer share a database, both are one box.
    const seen = new Set(ours.map(({ row }) => row.id));
    const others = kept(shared).filter(
      ({ row }) => !seen.has(row.id) && addresses.has(row.recipient.toLowerCase()),
    );
    return [...ours, ...others].sort(
      (a, b) => b.row.createdAt - a.row.createdAt || (a.row.id < b.row.id ? -1 : 1),
    );
  };
  const view = (actor: Actor, { row }: { row: OutboxRow }): ParkedMail =>
    viewOf(row, tellsOfAnswer(own(actor), row));
  const move = (actor: Actor, id: string, from: Status, set: Partial<OutboxRow>) => {
    const [found] = rows(actor, from, id);
    if (found === undefined) throw new AppError('not_found');
    found.box.update(outbox).set(set).where(eq(outbox.id, id)).run();
  };
  return {
    list: (actor) => rows(actor, 'parked').map((found) => view(actor, found)),
    count: (actor) => (actor.role === 'provider' ? rows(actor, 'parked').length : 0),
    get(actor, id) {
      const found = rows(actor, 'parked', id)[0] ?? rows(actor, 'discarded', id)[0];
      if (found === undefined) throw new AppError('not_found');
      return view(actor, found);
    },
    retry: (actor, id) =>
      move(actor, id, 'parked', { status: 'waiting', attempts: 0, dueAt: deps.clock.now() }),
    discard: (actor, id) => move(actor, id, 'parked', { status: 'discarded' }),
    restore: (actor, id) => move(actor, id, 'discarded', { status: 'parked' }),
  };
}

/** A mail that HR answered goes to who asked: its address would say who that was. */
function tellsOfAnswer(db: OutboxDb, { about }: OutboxRow): boolean {
  const [answerId] = (about ?? '').split('/');
  if (!answerId) return false;
  return db.select().from(curatedAnswers).where(eq(curatedAnswers.id, answerId)).get() !== undefined;
}

function viewOf(row: OutboxRow, isPrivate: boolean): ParkedMail {
  const { id, subject, attempts, createdAt } = row;
  const recipient = isPrivate ? shielded(row.recipient) : row.recipient;
  const error = (row.lastError ?? '').replaceAll(row.recipient, recipient);
  const state = row.status === 'discarded' ? 'discarded' : 'parked';
  return { id, recipient, subject, reason: reasonOf(error), error, attempts, createdAt, state };
}

/** 'd…@bedrijf.nl': enough to see that the address is of the right place. */
function shielded(address: string): string {
  const at = address.lastIndexOf('@');
  return `…${at < 0 ? '' : address.slice(at)}`;
}

/** What a mail server or the connection said, as one of the reasons that somebody can do something about. */
export function reasonOf(error: string): ParkedMail['reason'] {
  if (/\b(?:530|534|535|538|EAUTH)\b|invalid login/i.test(error)) return 'sign_in';
  if (/\b5\d\d\b/.test(error)) return 'refused';
  if (/ECONN|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN|ESOCKET|timeout|greeting never|socket/i.test(error))
    return 'unreachable';
  return 'other';
}
