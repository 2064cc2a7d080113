import { and, asc, desc, eq, gt, isNotNull, isNull, lt, max, ne } from 'drizzle-orm';
import { requireKeeper } from '../kernel/access.ts';
import type { Actor, Role } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { enqueue } from '../notifications/outbox.ts';
import type { DirectoryDb } from '../store/db.ts';
import {
  employers,
  invitations,
  memberships,
  passwordResets,
  people,
  secondFactors,
  sessions,
} from '../store/directory-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { AccountDeps } from './accounts.ts';
import { invitationMail, passwordChangedMail, resetMail } from './mails.ts';
import type { Invitation, Member, Members } from './model.ts';
import { passwordFault } from './password-rule.ts';
import { addressKey, createRateLimit } from './rate-limit.ts';
import { hashToken } from './tokens.ts';

const HOUR = 3_600_000;
const INVITATION_LIFETIME = 14 * 24 * HOUR;
const RESET_LIFETIME = HOUR;
/** Letters of a session's hash that tell a person's sessions apart. */
const SESSION_ID = 24;

type InvitationRow = typeof invitations.$inferSelect;

/** Invitations, places, passwords and sessions of people. */
export function createMembers(deps: AccountDeps): Members {
  const { directory, clock, ids } = deps;
  const resets = createRateLimit(5, HOUR, clock);
  const resetsFrom = createRateLimit(30, HOUR, clock);
  const hashed = (token: string) => hashToken(deps.sessionSecret, token);
  const viewOf = (row: InvitationRow) => invitationView(row, clock.now());

  /** A new link in a mail, both or neither. */
  const mailInvitation = (tx: DirectoryDb, row: InvitationRow, token: string, origin: string) => {
    const employer = employerName(tx, row.employerId);
    const url = `${origin}/uitnodiging/${token}`;
    const expires = dayOf(row.expiresAt);
    const text = invitationMail({ name: row.name, employer, role: row.role, url, expires });
    enqueue(tx, { id: ids.next(), recipient: row.email, text, now: clock.now() });
  };

  const findOpen = async (token: string): Promise<InvitationRow> => {
    const tokenHash = await hashed(token);
    const row = directory.select().from(invitations).where(eq(invitations.tokenHash, tokenHash)).get();
    if (row === undefined || viewOf(row).state !== 'open') throw new AppError('link_invalid');
    return row;
  };

  return {
    list(actor) {
      requireKeeper(actor);
      return {
        members: membersOf(directory, actor.employerId),
        invitations: directory
          .select()
          .from(invitations)
          .where(eq(invitations.employerId, actor.employerId))
          .orderBy(desc(invitations.sentAt))
          .all()
          .map(viewOf),
      };
    },
    async invite(actor, input, origin) {
      requireKeeper(actor);
      if (input.role === 'provider' && actor.role !== 'provider') throw new AppError('forbidden');
      const token = ids.secret();
      const tokenHash = await hashed(token);
      return inTransaction(directory, (tx) => {
        if (
          membersOf(tx, actor.employerId).some(
            ({ email, role }) => email === input.email && role === input.role,
          )
        )
          throw new AppError('member_exists');
        const now = clock.now();
        const open = tx
          .select({ id: invitations.id })
          .from(invitations)
          .where(
            and(
              eq(invitations.employerId, actor.employerId),
              eq(invitations.email, input.email),
              eq(invitations.role, input.role),
              isNull(invitations.acceptedAt),
              isNull(invitations.withdrawnAt),
              gt(invitations.expiresAt, now),
            ),
          )
          .get();
        if (open !== undefined) throw new AppError('invitation_exists');
        const row: InvitationRow = {
          id: ids.next(),
          tokenHash,
          ...input,
          isOnCall: input.isOnCall && input.role === 'employee',
          employerId: actor.employerId,
          invitedBy: actor.personId,
          createdAt: now,
          sentAt: now,
          expiresAt: now + INVITATION_LIFETIME,
          acceptedAt: null,
          withdrawnAt: null,
        };
        tx.insert(invitations).values(row).run();
        mailInvitation(tx, row, token, origin);
        return viewOf(row);
      });
    },
    async resend(actor, id, origin) {
      requireKeeper(actor);
      const token = ids.secret();
      const tokenHash = await hashed(token);
      return inTransaction(directory, (tx) => {
        const row = findInvitation(tx, actor, id);
        if (row.acceptedAt !== null || row.withdrawnAt !== null) throw new AppError('conflict');
        const now = clock.now();
        const values = { tokenHash, sentAt: now, expiresAt: now + INVITATION_LIFETIME };
        tx.update(invitations).set(values).where(eq(invitations.id, id)).run();
        const renewed = { ...row, ...values };
        mailInvitation(tx, renewed, token, origin);
        return viewOf(renewed);
      });
    },
    withdraw(actor, id) {
      requireKeeper(actor);
      return inTransaction(directory, (tx) => {
        const row = findInvitation(tx, actor, id);
        if (row.acceptedAt !== null) throw new AppError('conflict');
        const withdrawnAt = row.withdrawnAt ?? clock.now();
        tx.update(invitations).set({ withdrawnAt }).where(eq(invitations.id, id)).run();
        return viewOf({ ...row, withdrawnAt });
      });
    },
    change(actor, personId, role, change) {
      requireKeeper(actor);
      if (personId === actor.personId || (role === 'provider' && actor.role !== 'provider'))
        throw new AppError('forbidden');
      return inTransaction(directory, (tx) => {
        const find = () =>
          membersOf(tx, actor.employerId).find(
            (member) => member.personId === personId && member.role === role,
          );
        if (find() === undefined) throw new AppError('not_found');
        const values = {
          ...(change.isOnCall === undefined ? {} : { isOnCall: change.isOnCall }),
          ...(change.leftOn === undefined ? {} : { leftOn: change.leftOn }),
        };
        if (Object.keys(values).length > 0)
          tx.update(memberships)
            .set(values)
            .where(placeOf(personId, actor.employerId, role))
            .run();
        return find() as Member;
      });
    },
    async invitation(token) {
      const row = await findOpen(token);
      const { email, name, role } = row;
      return {
        employer: employerName(directory, row.employerId),
        email,
        name,
        role,
        known: accountOf(directory, email) !== undefined,
      };
    },
    async accept(token, password) {
      const row = await findOpen(token);
      const known = accountOf(directory, row.email);
      const fresh = known?.passwordHash ? null : await strong(deps, password, row.email);
      return inTransaction(directory, (tx) => {
        const still = tx.select().from(invitations).where(eq(invitations.id, row.id)).get();
        if (still === undefined || still.tokenHash !== row.tokenHash || viewOf(still).state !== 'open')
          throw new AppError('link_invalid');
        const now = clock.now();
        const personId = accountOf(tx, row.email)?.id ?? ids.next();
        tx.insert(people)
          .values({ id: personId, name: row.name, email: row.email, passwordHash: fresh, createdAt: now })
          .onConflictDoNothing()
          .run();
        if (fresh !== null)
          tx.update(people).set({ passwordHash: fresh }).where(eq(people.id, personId)).run();
        const { employerId, role, isOnCall } = row;
        tx.insert(memberships)
          .values({ personId, employerId, role, isOnCall })
          .onConflictDoUpdate({
            target: [memberships.personId, memberships.employerId, memberships.role],
            set: { leftOn: null, isOnCall },
          })
          .run();
        tx.update(invitations).set({ acceptedAt: now }).where(eq(invitations.id, row.id)).run();
        return { email: row.email };
      });
    },
    async requestReset(email, address, origin) {
      const key = email.trim().toLowerCase();
      const from = addressKey(address);
      const wait = resets.retryAfter(key) ?? resetsFrom.retryAfter(from);
      if (wait !== null) throw new AppError('too_many_requests', { data: { retryAfter: wait } });
      resets.hit(key);
      resetsFrom.hit(from);
      const token = ids.secret();
      const tokenHash = await hashed(token);
      const person = accountOf(directory, key);
      const now = clock.now();
      inTransaction(directory, (tx) => {
        tx.delete(passwordResets).where(lt(passwordResets.expiresAt, now)).run();
        if (person === undefined) return;
        tx.insert(passwordResets)
          .values({ tokenHash, personId: person.id, createdAt: now, expiresAt: now + RESET_LIFETIME })
          .run();
        const text = resetMail({ name: person.name, url: `${origin}/wachtwoord/${token}` });
        enqueue(tx, { id: ids.next(), recipient: key, text, now });
      });
    },
    async resetPassword(token, password) {
      const tokenHash = await hashed(token);
      const find = (db: DirectoryDb) =>
        db
          .select({ personId: people.id, email: people.email, name: people.name })
          .from(passwordResets)
          .innerJoin(people, eq(people.id, passwordResets.personId))
          .where(and(eq(passwordResets.tokenHash, tokenHash), gt(passwordResets.expiresAt, clock.now())))
          .get();
      const known = find(directory);
      if (known === undefined) throw new AppError('link_invalid');
      const passwordHash = await strong(deps, password, known.email);
      inTransaction(directory, (tx) => {
        if (find(tx) === undefined) throw new AppError('link_invalid');
        tx.update(people).set({ passwordHash }).where(eq(people.id, known.personId)).run();
        // Whoever else holds a link or a session is out.
        tx.delete(passwordResets).where(eq(passwordResets.personId, known.personId)).run();
        tx.delete(sessions).where(eq(sessions.personId, known.personId)).run();
        tellChanged(deps, tx, known);
      });
    },
    async changePassword(actor, token, old, password) {
      const person = directory.select().from(people).where(eq(people.id, actor.personId)).get();
      if (!person?.passwordHash || !(await deps.passwords.verify(old, person.passwordHash)))
        throw new AppError('password_wrong');
      const passwordHash = await strong(deps, password, person.email);
      const own = await hashed(token);
      inTransaction(directory, (tx) => {
        tx.update(people).set({ passwordHash }).where(eq(people.id, person.id)).run();
        tx.delete(passwordResets).where(eq(passwordResets.personId, person.id)).run();
        tx.delete(sessions)
          .where(and(eq(sessions.personId, person.id), ne(sessions.tokenHash, own)))
          .run();
        tellChanged(deps, tx, person);
      });
    },
    async sessions(actor, token) {
      const own = await hashed(token);
      return directory
        .select()
        .from(sessions)
        .innerJoin(employers, eq(employers.id, sessions.employerId))
        .where(and(eq(sessions.personId, actor.personId), gt(sessions.expiresAt, clock.now())))
        .orderBy(desc(sessions.lastSeenAt))
        .all()
        .map(({ sessions: row, employers: employer }) => ({
          id: row.tokenHash.slice(0, SESSION_ID),
          agent: row.agent,
          employer: employer.name,
          createdAt: row.createdAt,
          lastSeenAt: row.lastSeenAt,
          current: row.tokenHash === own,
          secondFactor: row.secondFactor,
        }));
    },
    endSession(actor, id) {
      const row = directory
        .select({ tokenHash: sessions.tokenHash })
        .from(sessions)
        .where(eq(sessions.personId, actor.personId))
        .all()
        .find(({ tokenHash }) => tokenHash.slice(0, SESSION_ID) === id);
      if (row === undefined) throw new AppError('not_found');
      directory.delete(sessions).where(eq(sessions.tokenHash, row.tokenHash)).run();
    },
    async endOthers(actor, token) {
      const own = await hashed(token);
      return directory
        .delete(sessions)
        .where(and(eq(sessions.personId, actor.personId), ne(sessions.tokenHash, own)))
        .returning({ tokenHash: sessions.tokenHash })
        .all().length;
    },
  };
}

function membersOf(db: DirectoryDb, employerId: string): Member[] {
  const { personId, role, isOnCall, leftOn } = memberships;
  return db
    .select({
      personId,
      name: people.name,
      email: people.email,
      role,
      isOnCall,
      leftOn,
      lastSeenAt: max(sessions.lastSeenAt),
      factorSince: secondFactors.confirmedAt,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, personId))
    .leftJoin(sessions, and(eq(sessions.personId, personId), eq(sessions.employerId, memberships.employerId)))
    .leftJoin(secondFactors, and(eq(secondFactors.personId, personId), isNotNull(secondFactors.confirmedAt)))
    .where(eq(memberships.employerId, employerId))
    .groupBy(personId, role)
    .orderBy(asc(people.name), asc(role))
    .all()
    .map(({ factorSince, ...member }) => ({ ...member, secondFactor: factorSince !== null }));
}

function placeOf(personId: string, employerId: string, role: Role) {
  return and(
    eq(memberships.personId, personId),
    eq(memberships.employerId, employerId),
    eq(memberships.role, role),
  );
}

/** @throws AppError not_found, also for one of another employer */
function findInvitation(db: DirectoryDb, actor: Actor, id: string): InvitationRow {
  const row = db.select().from(invitations).where(eq(invitations.id, id)).get();
  if (row === undefined || row.employerId !== actor.employerId) throw new AppError('not_found');
  return row;
}

function invitationView(row: InvitationRow, now: number): Invitation {
  const { id, email, name, role, isOnCall, sentAt, expiresAt } = row;
  const state =
    row.acceptedAt !== null
      ? 'accepted'
      : row.withdrawnAt !== null
        ? 'withdrawn'
        : expiresAt <= now
          ? 'expired'
          : 'open';
  return { id, email, name, role, isOnCall, state, sentAt, expiresAt };
}

function accountOf(db: DirectoryDb, email: string) {
  return db.select().from(people).where(eq(people.email, email)).get();
}

function employerName(db: DirectoryDb, id: string): string {
  return db.select({ name: employers.name }).from(employers).where(eq(employers.id, id)).get()?.name ?? id;
}

/** The hash of a password that will do. @throws AppError password_weak */
async function strong(deps: AccountDeps, password: string, email: string): Promise<string> {
  const fault = passwordFault(password, email);
  if (fault !== null) throw new AppError('password_weak', { data: { fault } });
  return deps.passwords.hash(password);
}

function tellChanged(deps: AccountDeps, tx: DirectoryDb, person: { email: string; name: string }): void {
  const text = passwordChangedMail({ name: person.name });
  enqueue(tx, { id: deps.ids.next(), recipient: person.email, text, now: deps.clock.now() });
}

function dayOf(at: number): string {
  return new Intl.DateTimeFormat('nl', { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(at);
}
