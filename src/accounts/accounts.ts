import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type CalendarDate, type Clock, today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { Ids } from '../kernel/ids.ts';
import type { DirectoryDb } from '../store/db.ts';
import { employers, factorProofs, memberships, people } from '../store/directory-schema.ts';
import type { SecondFactorRule } from './factor-rules.ts';
import {
  type Accounts,
  type FactorProof,
  type Membership,
  type MembershipChoice,
  type MustChoose,
  type MustConfirm,
  type PasswordHasher,
  type SignedIn,
  type SignInInput,
  signInSchema,
} from './model.ts';
import { createOidcSignIn } from './oidc.ts';
import { addressKey, createRateLimit } from './rate-limit.ts';
import { createSecondFactor } from './second-factor.ts';
import type { IdentityProvider } from './service.ts';
import { createSessions, leftBefore } from './sessions.ts';
import { readNote, signNote } from './tokens.ts';

export interface AccountDeps {
  directory: DirectoryDb;
  clock: Clock;
  ids: Ids;
  passwords: PasswordHasher;
  /** At least 32 characters; changing it ends every session and makes every second factor unreadable. */
  sessionSecret: string;
  secondFactorRule: SecondFactorRule;
  /** Null where people sign in with a password only. */
  identityProvider: IdentityProvider | null;
}

/** Where somebody said to go, before the password was looked at. */
type Wish = Pick<SignInInput, 'employerId' | 'role'>;

const challengeSchema = signInSchema.pick({ employerId: true, role: true }).extend({ personId: z.string() });
const choiceSchema = z.object({ personId: z.string(), proof: z.enum(factorProofs) });

const MINUTE = 60_000;
const ATTEMPT_WINDOW = 15 * MINUTE;
/** How long a step of a sign-in may take. */
const STEP_LIFETIME = 5 * MINUTE;

/** Sign-in, sessions and places of work. */
export function createAccounts(deps: AccountDeps): Accounts {
  const sessions = createSessions(deps);
  const secondFactor = createSecondFactor(deps);
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

  async function begin(
    personId: string,
    choice: MembershipChoice,
    proof: FactorProof,
    agent: string,
  ): Promise<SignedIn> {
    return { kind: 'signed_in', ...(await sessions.begin(personId, choice, proof, agent)) };
  }

  const note = <T extends object>(purpose: string, content: T) =>
    signNote(deps.sessionSecret, purpose, content, deps.clock.now() + STEP_LIFETIME);
  const read = (purpose: string, token: string) =>
    readNote(deps.sessionSecret, purpose, token, deps.clock.now());

  /** After the first step, whatever it was: a second factor that is there is asked for, also where the role does not need one. */
  async function proven(
    personId: string,
    wish: Wish,
    proof: FactorProof,
    agent: string,
  ): Promise<SignedIn | MustChoose | MustConfirm> {
    if (proof !== 'none' || !secondFactor.has({ personId })) return enter(personId, wish, proof, agent);
    return { kind: 'second_factor', challengeToken: await note('challenge', { personId, ...wish }) };
  }

  async function enter(
    personId: string,
    wish: Wish,
    proof: FactorProof,
    agent: string,
  ): Promise<SignedIn | MustChoose> {
    const places = placesOf(personId).filter(
      (place) =>
        (wish.employerId === undefined || place.employerId === wish.employerId) &&
        (wish.role === undefined || place.role === wish.role),
    );
    const [only] = places;
    if (!only) throw new AppError('sign_in_failed');
    if (places.length === 1) return begin(personId, only, proof, agent);
    return { kind: 'choose', choiceToken: await note('choice', { personId, proof }), memberships: places };
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
      return proven(personId, wishOf(input), 'none', agent);
    },
    async confirm(challengeToken, code, agent = '') {
      const challenge = challengeSchema.safeParse(await read('challenge', challengeToken));
      if (!challenge.success || !secondFactor.has(challenge.data)) throw new AppError('sign_in_expired');
      const { personId } = challenge.data;
      if (!(await secondFactor.verify({ personId }, code))) throw new AppError('factor_code_wrong');
      return enter(personId, wishOf(challenge.data), 'own', agent);
    },
    async choose(choiceToken, choice, agent = '') {
      const chosen = choiceSchema.safeParse(await read('choice', choiceToken));
      if (!chosen.success) throw new AppError('sign_in_failed');
      const { personId, proof } = chosen.data;
      const skipsFactor = proof === 'none' && secondFactor.has({ personId });
      if (skipsFactor || !holds(placesOf(personId), choice)) throw new AppError('sign_in_failed');
      return begin(personId, choice, proof, agent);
    },
    async switchTo(token, choice, agent = '') {
      const session = await sessions.read(token);
      if (!session) throw new AppError('unauthenticated');
      if (!holds(placesOf(session.actor.personId), choice)) throw new AppError('not_found');
      const signedIn = await begin(session.actor.personId, choice, session.secondFactor, agent);
      await sessions.end(token);
      return signedIn;
    },
    session: sessions.read,
    memberships: placesOf,
    endSession: sessions.end,
    secondFactor,
    oidc: deps.identityProvider && createOidcSignIn(deps, deps.identityProvider, proven),
  };
}

function wishOf({ employerId, role }: { [K in keyof Wish]?: Wish[K] | undefined }): Wish {
  return { ...(employerId !== undefined && { employerId }), ...(role !== undefined && { role }) };
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
