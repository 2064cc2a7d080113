import { asc, eq } from 'drizzle-orm';
import { type CalendarDate, type Clock, today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { Ids } from '../kernel/ids.ts';
import type { DirectoryDb } from '../store/db.ts';
import { employers, memberships, people } from '../store/directory-schema.ts';
import type {
  Accounts,
  Membership,
  MembershipChoice,
  MustChoose,
  PasswordHasher,
  SignedIn,
  SignInInput,
} from './model.ts';
import { addressKey, createRateLimit } from './rate-limit.ts';
import { createSessions, leftBefore } from './sessions.ts';
import { readChoice, signChoice } from './tokens.ts';

export interface AccountDeps {
  directory: DirectoryDb;
  clock: Clock;
  ids: Ids;
  passwords: PasswordHasher;
  /** At least 32 characters; changing it ends every session. */
  sessionSecret: string;
}

const MINUTE = 60_000;
const ATTEMPT_WINDOW = 15 * MINUTE;
const CHOICE_LIFETIME = 5 * MINUTE;

/** Sign-in, sessions and places of work. */
export function createAccounts(deps: AccountDeps): Accounts {
  const sessions = createSessions(deps);
  const perEmail = createRateLimit(10, ATTEMPT_WINDOW, deps.clock);
  const perAddress = createRateLimit(30, ATTEMPT_WINDOW, deps.clock);
  const placesOf = (personId: string) => membershipsOf(deps.directory, personId, today(deps.clock));
  const decoy = lazy(() => deps.passwords.hash(deps.ids.secret()));

  /** The person behind a right e-mail and password. An unknown e-mail costs the same time as a wrong password. */
  async function authenticate(email: string, password: string): Promise<string> {
    const person = deps.directory
      .select({ id: people.id, passwordHash: people.passwordHash })
      .from(people)
      .where(eq(people.email, email))
      .get();
    const right = await deps.passwords.verify(password, person?.passwordHash ?? (await decoy()));
    if (!person?.passwordHash || !right) throw new AppError('sign_in_failed');
    return person.id;
  }

  async function begin(personId: string, choice: MembershipChoice, agent: string): Promise<SignedIn> {
    return { kind: 'signed_in', ...(await sessions.begin(personId, choice, agent)) };
  }

  async function enter(personId: string, input: SignInInput, agent: string): Promise<SignedIn | MustChoose> {
    const places = placesOf(personId).filter(
      (place) =>
        (input.employerId === undefined || place.employerId === input.employerId) &&
        (input.role === undefined || place.role === input.role),
    );
    const [only] = places;
    if (!only) throw new AppError('sign_in_failed');
    if (places.length === 1) return begin(personId, only, agent);
    const expiresAt = deps.clock.now() + CHOICE_LIFETIME;
    const choiceToken = await signChoice(deps.sessionSecret, personId, expiresAt);
    return { kind: 'choose', choiceToken, memberships: places };
  }

  return {
    async signIn(input, address, agent = '') {
      const email = input.email.trim().toLowerCase();
      const from = addressKey(address);
      const wait = perEmail.retryAfter(email) ?? perAddress.retryAfter(from);
      if (wait !== null) throw new AppError('too_many_sign_ins', { data: { retryAfter: wait } });
      // Counted before the slow check, so that parallel guesses don't all slip through.
      perEmail.hit(email);
      perAddress.hit(from);
      const personId = await authenticate(email, input.password);
      // A whole office may sign in from one address: only failures count.
      perEmail.clear(email);
      perAddress.undo(from);
      return enter(personId, input, agent);
    },
    async choose(choiceToken, choice, agent = '') {
      const personId = await readChoice(deps.sessionSecret, choiceToken, deps.clock.now());
      if (personId === null || !holds(placesOf(personId), choice)) throw new AppError('sign_in_failed');
      return begin(personId, choice, agent);
    },
    async switchTo(token, choice, agent = '') {
      const session = await sessions.read(token);
      if (!session) throw new AppError('unauthenticated');
      if (!holds(placesOf(session.actor.personId), choice)) throw new AppError('not_found');
      const signedIn = await begin(session.actor.personId, choice, agent);
      await sessions.end(token);
      return signedIn;
    },
    session: sessions.read,
    memberships: placesOf,
    endSession: sessions.end,
  };
}

function holds(places: readonly Membership[], choice: MembershipChoice): boolean {
  return places.some((place) => place.employerId === choice.employerId && place.role === choice.role);
}

function membershipsOf(directory: DirectoryDb, personId: string, date: CalendarDate): Membership[] {
  return directory
    .select({
      employerId: memberships.employerId,
      employer: employers.name,
      role: memberships.role,
      isOnCall: memberships.isOnCall,
      leftOn: memberships.leftOn,
    })
    .from(memberships)
    .innerJoin(employers, eq(employers.id, memberships.employerId))
    .where(eq(memberships.personId, personId))
    .orderBy(asc(employers.name), asc(memberships.role))
    .all()
    .filter(({ leftOn, role }) => role === 'employee' || !leftBefore(leftOn, date))
    .map(({ leftOn: _, ...place }) => place);
}

function lazy<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
