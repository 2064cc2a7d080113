import { and, eq, isNotNull, lt } from 'drizzle-orm';
import { type CalendarDate, type Clock, today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { Ids } from '../kernel/ids.ts';
import type { DirectoryDb } from '../store/db.ts';
import { employers, memberships, people, secondFactors, sessions } from '../store/directory-schema.ts';
import { needsSecondFactor, type SecondFactorRule } from './factor-rules.ts';
import type { FactorProof, MembershipChoice, Session } from './model.ts';
import { hashToken } from './tokens.ts';

const HOUR = 3_600_000;
const IDLE = 12 * HOUR;
/** How long a session lives at most, in milliseconds; also the life of the cookie. */
export const SESSION_LIFETIME = 30 * 24 * HOUR;
/** The row is touched at most this often, so that reading a page rarely writes. */
const TOUCH = 5 * 60_000;

interface SessionDeps {
  directory: DirectoryDb;
  clock: Clock;
  ids: Ids;
  sessionSecret: string;
  secondFactorRule: SecondFactorRule;
}

export interface Sessions {
  /** @param agent browser and system, for the person's own list of sessions */
  begin(
    personId: string,
    choice: MembershipChoice,
    proof: FactorProof,
    agent: string,
  ): Promise<{ token: string; session: Session }>;
  read(token: string): Promise<Session | null>;
  end(token: string): Promise<void>;
}

/** Opaque tokens; the row behind one names person, employer and role, and the membership is looked up on every use. */
export function createSessions(deps: SessionDeps): Sessions {
  const { directory, clock } = deps;

  async function read(token: string): Promise<Session | null> {
    if (token === '' || token.length > 200) return null;
    const tokenHash = await hashToken(deps.sessionSecret, token);
    const row = findSession(directory, tokenHash);
    const now = clock.now();
    if (!row) return null;
    if (row.expiresAt <= now || row.lastSeenAt + IDLE <= now) {
      directory.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).run();
      return null;
    }
    if (now - row.lastSeenAt >= TOUCH) {
      directory.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.tokenHash, tokenHash)).run();
    }
    // Whoever has a second factor has shown it, or does not get in.
    if (row.hasFactor && row.secondFactor === 'none') return null;
    const { personId, name, employerId, role, isOnCall, employer, email, expiresAt, secondFactor } = row;
    const hasLeft = leftBefore(row.leftOn, today(clock));
    // Who worked for the others here has nothing left to see; an employee keeps reading the own documents.
    if (hasLeft && role !== 'employee') return null;
    const actor = { personId, name, employerId, role, isOnCall, ...(hasLeft && { hasLeft }) };
    const mustSetUpFactor = secondFactor === 'none' && needsSecondFactor(deps.secondFactorRule, role);
    return { actor, employer, email, expiresAt, secondFactor, mustSetUpFactor };
  }

  return {
    async begin(personId, choice, proof, agent) {
      const token = deps.ids.secret();
      const now = clock.now();
      directory.delete(sessions).where(lt(sessions.expiresAt, now)).run();
      directory
        .insert(sessions)
        .values({
          tokenHash: await hashToken(deps.sessionSecret, token),
          personId,
          employerId: choice.employerId,
          role: choice.role,
          createdAt: now,
          lastSeenAt: now,
          expiresAt: now + SESSION_LIFETIME,
          agent: agent.slice(0, 100),
          secondFactor: proof,
        })
        .run();
      const session = await read(token);
      if (!session) throw new AppError('sign_in_failed');
      return { token, session };
    },
    read,
    async end(token) {
      const tokenHash = await hashToken(deps.sessionSecret, token);
      directory.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).run();
    },
  };
}

/** The last day of an employment still counts. */
export function leftBefore(leftOn: CalendarDate | null, date: CalendarDate): boolean {
  return leftOn !== null && leftOn < date;
}

function findSession(directory: DirectoryDb, tokenHash: string) {
  const row = directory
    .select({
      personId: people.id,
      name: people.name,
      email: people.email,
      employerId: memberships.employerId,
      employer: employers.name,
      role: memberships.role,
      isOnCall: memberships.isOnCall,
      leftOn: memberships.leftOn,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
      secondFactor: sessions.secondFactor,
      factorSince: secondFactors.confirmedAt,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.personId, sessions.personId),
        eq(memberships.employerId, sessions.employerId),
        eq(memberships.role, sessions.role),
      ),
    )
    .innerJoin(employers, eq(employers.id, memberships.employerId))
    .leftJoin(
      secondFactors,
      and(eq(secondFactors.personId, sessions.personId), isNotNull(secondFactors.confirmedAt)),
    )
    .where(eq(sessions.tokenHash, tokenHash))
    .get();
  return row && { ...row, hasFactor: row.factorSince !== null };
}
