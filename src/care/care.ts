import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { careContacts, careReasons } from '../store/help-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { Care, CareInput, CarePerson, CareReason, CareView } from './model.ts';
import { phoneOf, phoneText } from './phone.ts';

type Row = typeof careContacts.$inferSelect;

/** Whom people are sent to with their health or with a conflict, one person a reason. */
export function createCare(deps: Pick<Deps, 'clock' | 'employers'>): Care {
  const openFor = (actor: Actor): EmployerDb => {
    if (actor.role !== 'hr' && actor.role !== 'provider') throw new AppError('forbidden');
    return deps.employers.open(actor.employerId);
  };
  const write = (
    actor: Actor,
    named: string,
    revision: number,
    change: (row: Row | undefined) => Omit<Row, 'reason' | 'revision' | 'changedBy' | 'changedAt'>,
  ): CareView => {
    const db = openFor(actor);
    const reason = reasonOf(named);
    inTransaction(db, (tx) => {
      const row = rowOf(tx, reason);
      if ((row?.revision ?? 0) !== revision) throw new AppError('conflict');
      const next = {
        ...change(row),
        revision: revision + 1,
        changedBy: actor.personId,
        changedAt: deps.clock.now(),
      };
      tx.insert(careContacts)
        .values({ reason, ...next })
        .onConflictDoUpdate({ target: careContacts.reason, set: next })
        .run();
    });
    return viewOf(db, reason);
  };
  const known = (row: Row | undefined): Row => {
    if (row === undefined) throw new AppError('not_found');
    return row;
  };
  return {
    read: (actor) => careReasons.map((reason) => viewOf(openFor(actor), reason)),
    save: (actor, reason, revision, input) =>
      write(actor, reason, revision, () => ({ ...checked(input), removedAt: null })),
    remove: (actor, reason, revision) =>
      write(actor, reason, revision, (row) => ({ ...known(row), removedAt: deps.clock.now() })),
    restore: (actor, reason, revision) =>
      write(actor, reason, revision, (row) => ({ ...known(row), removedAt: null })),
  };
}

/** @throws AppError not_found */
function reasonOf(named: string): CareReason {
  const reason = careReasons.find((one) => one === named);
  if (reason === undefined) throw new AppError('not_found');
  return reason;
}

function rowOf(db: EmployerDb, reason: CareReason): Row | undefined {
  return db.select().from(careContacts).where(eq(careContacts.reason, reason)).get();
}

/** @throws AppError phone_invalid, care_contact_unreachable */
function checked(input: CareInput): CareInput {
  if (input.phone === '' && input.email === '') throw new AppError('care_contact_unreachable');
  const phone = input.phone === '' ? '' : phoneOf(input.phone);
  if (phone === null) throw new AppError('phone_invalid');
  return { ...input, phone };
}

function personOf({ name, jobTitle, phone, email }: Row): CarePerson {
  return { name, jobTitle, phone, phoneShown: phone === '' ? '' : phoneText(phone), email };
}

function viewOf(db: EmployerDb, reason: CareReason): CareView {
  const row = rowOf(db, reason);
  return {
    reason,
    person: row === undefined ? null : personOf(row),
    text: row?.text ?? '',
    revision: row?.revision ?? 0,
    removed: row?.removedAt != null,
  };
}

/** Who helps here with this, and what HR wants to be said first ('' for the text of the house); null where nobody is named. */
export function careFor(db: EmployerDb, reason: CareReason): { person: CarePerson; text: string } | null {
  const row = rowOf(db, reason);
  return row === undefined || row.removedAt !== null ? null : { person: personOf(row), text: row.text };
}
