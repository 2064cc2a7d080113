import { and, asc, type Column, eq, type SQL, sql } from 'drizzle-orm';
import type { Actor, Role } from '../kernel/actor.ts';
import type { CalendarDate, Clock } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { Ids } from '../kernel/ids.ts';
import type { DirectoryDb } from '../store/db.ts';
import { employers, invitations, memberships, people } from '../store/directory-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { PasswordHasher } from './model.ts';
import { leftBefore } from './sessions.ts';

export interface NewPerson {
  name: string;
  email: string;
  /** Null for a person who cannot sign in with a password. */
  password: string | null;
  memberships: readonly { employerId: string; role: Role; isOnCall?: boolean }[];
}

interface AdministrationDeps {
  directory: DirectoryDb;
  clock: Clock;
  ids: Ids;
  passwords: PasswordHasher;
}

/** Registers an employer in the directory; an existing one keeps its id and gets the name. */
export function registerEmployer(
  deps: Pick<AdministrationDeps, 'directory' | 'clock'>,
  employer: { id: string; name: string },
): void {
  deps.directory
    .insert(employers)
    .values({ ...employer, createdAt: deps.clock.now() })
    .onConflictDoUpdate({ target: employers.id, set: { name: employer.name } })
    .run();
}

/**
 * Registers a person with the places of work named; an existing e-mail address gets the places it lacks and keeps its
 * password. The employers must be registered.
 * @returns the person's id
 */
export async function registerPerson(deps: AdministrationDeps, person: NewPerson): Promise<string> {
  const email = person.email.trim().toLowerCase();
  const known = findPerson(deps.directory, email);
  const passwordHash = known || person.password === null ? null : await deps.passwords.hash(person.password);
  return inTransaction(deps.directory, (tx) => {
    const id = findPerson(tx, email) ?? deps.ids.next();
    tx.insert(people)
      .values({ id, name: person.name, email, passwordHash, createdAt: deps.clock.now() })
      .onConflictDoNothing()
      .run();
    for (const { employerId, role, isOnCall = false } of person.memberships) {
      tx.insert(memberships).values({ personId: id, employerId, role, isOnCall }).onConflictDoNothing().run();
    }
    return id;
  });
}

/** Takes a place of work away; sessions for it end at their next request. */
export function removeMembership(
  directory: DirectoryDb,
  personId: string,
  place: { employerId: string; role: Role },
): void {
  directory
    .delete(memberships)
    .where(
      and(
        eq(memberships.personId, personId),
        eq(memberships.employerId, place.employerId),
        eq(memberships.role, place.role),
      ),
    )
    .run();
}

function findPerson(directory: DirectoryDb, email: string): string | undefined {
  return directory.select({ id: people.id }).from(people).where(eq(people.email, email)).get()?.id;
}

/**
 * Somebody who works at this employer in this role, for an operator at the console of the service itself; requests of
 * people get their actor from a session.
 * @throws AppError not_found when nobody does
 */
export function findActor(directory: DirectoryDb, employerId: string, role: Role): Actor {
  const found = directory
    .select({ personId: people.id, name: people.name, isOnCall: memberships.isOnCall })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.employerId, employerId), eq(memberships.role, role)))
    .orderBy(asc(memberships.isOnCall), asc(people.email))
    .get();
  if (!found) throw new AppError('not_found', { detail: `Geen ${role} bij werkgever "${employerId}".` });
  return { ...found, employerId, role };
}

/** Addresses, in small letters, of everybody who has, had or is offered a place at this employer. */
export function addressesAt(directory: DirectoryDb, employerId: string): Set<string> {
  const members = directory
    .select({ email: people.email })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(eq(memberships.employerId, employerId))
    .all();
  const invited = directory
    .select({ email: invitations.email })
    .from(invitations)
    .where(eq(invitations.employerId, employerId))
    .all();
  return new Set([...members, ...invited].map(({ email }) => email.toLowerCase()));
}

/** As one parameter: a Durable Object takes a hundred. */
function isOneOf(column: Column, ids: readonly string[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

/** Names and addresses of people who work at this employer on that date; others are left out. */
export function contactsOf(
  directory: DirectoryDb,
  employerId: string,
  personIds: readonly string[],
  date: CalendarDate,
): { personId: string; name: string; email: string; isOnCall: boolean }[] {
  const rows = directory
    .select({
      personId: people.id,
      name: people.name,
      email: people.email,
      isOnCall: memberships.isOnCall,
      leftOn: memberships.leftOn,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.employerId, employerId), isOneOf(memberships.personId, personIds)))
    .all()
    .filter(({ leftOn }) => !leftBefore(leftOn, date));
  const byPerson = new Map<string, { personId: string; name: string; email: string; isOnCall: boolean }>();
  for (const { leftOn: _, ...row } of rows) {
    const known = byPerson.get(row.personId);
    byPerson.set(row.personId, { ...row, isOnCall: row.isOnCall || (known?.isOnCall ?? false) });
  }
  return [...byPerson.values()];
}

/** Names and addresses of everybody who holds this role at this employer on that date. */
export function contactsIn(
  directory: DirectoryDb,
  employerId: string,
  role: Role,
  date: CalendarDate,
): { personId: string; name: string; email: string }[] {
  return directory
    .select({ personId: people.id, name: people.name, email: people.email, leftOn: memberships.leftOn })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.employerId, employerId), eq(memberships.role, role)))
    .orderBy(asc(people.name))
    .all()
    .filter(({ leftOn }) => !leftBefore(leftOn, date))
    .map(({ leftOn: _, ...contact }) => contact);
}

/** How a person is called; null for one who is not in the directory (any more). */
export function personName(directory: DirectoryDb, personId: string): string | null {
  return (
    directory.select({ name: people.name }).from(people).where(eq(people.id, personId)).get()?.name ?? null
  );
}

/** Everybody who works or worked at this employer, with the roles they hold on that date; none for who has left. */
export function colleaguesOf(
  directory: DirectoryDb,
  employerId: string,
  date: CalendarDate,
): { personId: string; name: string; email: string; roles: Role[] }[] {
  const rows = directory
    .select({
      personId: people.id,
      name: people.name,
      email: people.email,
      role: memberships.role,
      leftOn: memberships.leftOn,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(eq(memberships.employerId, employerId))
    .all();
  const byPerson = new Map<string, { personId: string; name: string; email: string; roles: Role[] }>();
  for (const { role, leftOn, ...person } of rows) {
    const known = byPerson.get(person.personId) ?? { ...person, roles: [] };
    if (!leftBefore(leftOn, date)) known.roles.push(role);
    byPerson.set(person.personId, known);
  }
  return [...byPerson.values()];
}

/** Employers where somebody has this role on that date. */
export function employersWhere(
  directory: DirectoryDb,
  personId: string,
  role: Role,
  date: CalendarDate,
): string[] {
  return directory
    .select({ employerId: memberships.employerId, leftOn: memberships.leftOn })
    .from(memberships)
    .where(and(eq(memberships.personId, personId), eq(memberships.role, role)))
    .all()
    .filter(({ leftOn }) => !leftBefore(leftOn, date))
    .map(({ employerId }) => employerId);
}
