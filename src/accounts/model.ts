import { z } from 'zod';
import type { Actor, Role } from '../kernel/actor.ts';
import { roles } from '../kernel/actor.ts';

/** One place where a person works, in one role. */
export interface Membership {
  employerId: string;
  employer: string;
  role: Role;
  isOnCall: boolean;
}

/** A signed-in person as the token of the request proves it. */
export interface Session {
  actor: Actor;
  employer: string;
  email: string;
  /** Epoch milliseconds at which this session ends whatever happens. */
  expiresAt: number;
}

export const membershipChoiceSchema = z.object({
  employerId: z.string().min(1).max(100),
  role: z.enum(roles),
});
export type MembershipChoice = z.infer<typeof membershipChoiceSchema>;

export const signInSchema = z.object({
  email: z.string().trim().min(3).max(254),
  password: z.string().min(1).max(500),
  employerId: z.string().min(1).max(100).optional(),
  role: z.enum(roles).optional(),
});
export type SignInInput = z.infer<typeof signInSchema>;

export interface SignedIn {
  kind: 'signed_in';
  /** The secret of the session; the only moment it is known in the clear. */
  token: string;
  session: Session;
}

/** The password was right, but the person has more than one place: show them, and call `choose` within five minutes. */
export interface MustChoose {
  kind: 'choose';
  choiceToken: string;
  memberships: Membership[];
}

/** Slow, salted hashing of passwords; made in an adapter because runtimes offer different functions. */
export interface PasswordHasher {
  /** Holds everything needed to check it later: function, cost, salt and hash. */
  hash(password: string): Promise<string>;
  /** False for a wrong password and for a stored value in an unknown form; never throws on those. */
  verify(password: string, stored: string): Promise<boolean>;
}

/** What api/ and portal/ call. Made by createAccounts in accounts.ts. */
export interface Accounts {
  /**
   * @param address where the request comes from, for the limit on attempts
   * @throws AppError sign_in_failed (the same for an unknown address and a wrong password), too_many_sign_ins
   */
  signIn(input: SignInInput, address: string): Promise<SignedIn | MustChoose>;
  /** @throws AppError sign_in_failed for an expired or forged choice token or a place the person does not have */
  choose(choiceToken: string, choice: MembershipChoice): Promise<SignedIn>;
  /** Ends the session of `token` and starts one for another place of the same person. @throws AppError unauthenticated, not_found */
  switchTo(token: string, choice: MembershipChoice): Promise<SignedIn>;
  /** Null for an unknown, expired or idle session, and as soon as the membership behind it is gone. */
  session(token: string): Promise<Session | null>;
  /** Every place of this person, by employer name. */
  memberships(personId: string): Membership[];
  /** Ends the session; silent when there is none. */
  endSession(token: string): Promise<void>;
}
