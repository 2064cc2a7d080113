import { and, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { enqueue } from '../notifications/outbox.ts';
import type { DirectoryDb } from '../store/db.ts';
import { employers, memberships, people, sessions } from '../store/directory-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { AccountDeps } from './accounts.ts';
import { personOf, removeFactor } from './factor-rows.ts';
import { mayResetSecondFactor } from './factor-rules.ts';
import { factorResetMail } from './mails.ts';
import { leftBefore } from './sessions.ts';

/**
 * Takes another person's second factor away, for who lost phone and codes. The password stays, so that this alone opens
 * nothing; the person is signed out and told by mail. Does nothing when there is none.
 * @throws AppError not_found for who does not work here, forbidden
 */
export function resetSecondFactor(
  deps: Pick<AccountDeps, 'directory' | 'clock' | 'ids'>,
  actor: Actor,
  personId: string,
): void {
  if (actor.role !== 'hr' && actor.role !== 'provider') throw new AppError('forbidden');
  inTransaction(deps.directory, (tx) => {
    const target = placesOf(tx, personId);
    const person = personOf(tx, personId);
    if (!person || !target.some(({ employerId }) => employerId === actor.employerId))
      throw new AppError('not_found');
    if (personId === actor.personId || !mayResetSecondFactor(actor, servedBy(deps, tx, actor), target))
      throw new AppError('forbidden');
    if (!removeFactor(tx, personId)) return;
    tx.delete(sessions).where(eq(sessions.personId, personId)).run();
    const employer = tx.select().from(employers).where(eq(employers.id, actor.employerId)).get();
    const text = factorResetMail({ name: person.name, by: actor.name, employer: employer?.name ?? '' });
    enqueue(tx, { id: deps.ids.next(), recipient: person.email, text, now: deps.clock.now() });
  });
}

/** For an operator at the console of the service itself, when nobody is left who may. @throws AppError not_found */
export function removeFactorOf(deps: Pick<AccountDeps, 'directory'>, email: string): boolean {
  return inTransaction(deps.directory, (tx) => {
    const person = tx.select().from(people).where(eq(people.email, email.trim().toLowerCase())).get();
    if (!person) throw new AppError('not_found', { detail: `Niemand heeft het adres ${email}.` });
    tx.delete(sessions).where(eq(sessions.personId, person.id)).run();
    return removeFactor(tx, person.id);
  });
}

function placesOf(tx: DirectoryDb, personId: string) {
  const { employerId, role } = memberships;
  return tx.select({ employerId, role }).from(memberships).where(eq(memberships.personId, personId)).all();
}

/** Employers where the actor is a provider today. */
function servedBy(deps: Pick<AccountDeps, 'clock'>, tx: DirectoryDb, actor: Actor): string[] {
  return tx
    .select({ employerId: memberships.employerId, leftOn: memberships.leftOn })
    .from(memberships)
    .where(and(eq(memberships.personId, actor.personId), eq(memberships.role, 'provider')))
    .all()
    .filter(({ leftOn }) => !leftBefore(leftOn, today(deps.clock)))
    .map(({ employerId }) => employerId);
}
