import { z } from 'zod';
import type { Actor, Role } from '../kernel/actor.ts';
import { roles } from '../kernel/actor.ts';
import type { factorProofs } from '../store/directory-schema.ts';
import type { OidcSignIn, SecondFactor } from './service.ts';

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
  secondFactor: FactorProof;
  /** The role asks for a second factor and there is none yet: nothing is open but setting it up. */
  mustSetUpFactor: boolean;
}

/** How a session proved a second factor. */
export type FactorProof = (typeof factorProofs)[number];

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

/** The password was right, but the person has a second factor: ask a code, and call `confirm` within five minutes. */
export interface MustConfirm {
  kind: 'second_factor';
  challengeToken: string;
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
   * @param agent browser and system, for the list of own sessions
   * @throws AppError sign_in_failed (the same for an unknown address and a wrong password), too_many_sign_ins
   */
  signIn(input: SignInInput, address: string, agent?: string): Promise<SignedIn | MustChoose | MustConfirm>;
  /**
   * The second step, with a code from the app or a recovery code.
   * @throws AppError sign_in_expired (also for a forged challenge), factor_code_wrong, too_many_codes, factor_unreadable
   */
  confirm(challengeToken: string, code: string, agent?: string): Promise<SignedIn | MustChoose>;
  /** @throws AppError sign_in_failed for an expired or forged choice token or a place the person does not have */
  choose(choiceToken: string, choice: MembershipChoice, agent?: string): Promise<SignedIn>;
  /** Ends the session of `token` and starts one for another place of the same person. @throws AppError unauthenticated, not_found */
  switchTo(token: string, choice: MembershipChoice, agent?: string): Promise<SignedIn>;
  /** Null for an unknown, expired or idle session, and as soon as the membership behind it is gone. */
  session(token: string): Promise<Session | null>;
  /** Every place of this person, by employer name. */
  memberships(personId: string): Membership[];
  /** Ends the session; silent when there is none. */
  endSession(token: string): Promise<void>;
  readonly secondFactor: SecondFactor;
  /** Null where no identity provider is set. */
  readonly oidc: OidcSignIn | null;
}

/** Roles that somebody may give a place in; a provider also to colleagues of its own. */
export const invitableRoles = ['employee', 'manager', 'hr', 'provider'] as const;

export const invitationInputSchema = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email('Vul een e-mailadres in, zoals naam@bedrijf.nl.')),
  name: z.string().trim().min(1).max(200),
  role: z.enum(invitableRoles),
  isOnCall: z.boolean().default(false),
});
export type InvitationInput = z.infer<typeof invitationInputSchema>;

export const invitationStates = ['open', 'expired', 'accepted', 'withdrawn'] as const;
export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  isOnCall: z.boolean(),
  state: z.enum(invitationStates),
  /** Epoch milliseconds. */
  sentAt: z.number(),
  expiresAt: z.number(),
});
export type Invitation = z.infer<typeof invitationSchema>;

export const memberSchema = z.object({
  personId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  isOnCall: z.boolean(),
  /** Last day of the employment, 'YYYY-MM-DD'; null while it goes on. */
  leftOn: z.iso.date().nullable(),
  /** Epoch milliseconds; null for never. */
  lastSeenAt: z.number().nullable(),
  /** Signs in with a code as well. */
  secondFactor: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;

export const memberChangeSchema = z.object({
  isOnCall: z.boolean().optional(),
  leftOn: z.iso.date('Gebruik een bestaande datum als 2026-01-31.').nullable().optional(),
});
export type MemberChange = z.infer<typeof memberChangeSchema>;

/** What somebody who opens an invitation sees. */
export interface OpenInvitation {
  employer: string;
  email: string;
  name: string;
  role: Role;
  /** There is an account with this address already: no password is asked for. */
  known: boolean;
}

/** A place where somebody is signed in. */
export interface OwnSession {
  id: string;
  agent: string;
  employer: string;
  createdAt: number;
  lastSeenAt: number;
  current: boolean;
  secondFactor: FactorProof;
}

/** People of an employer and what they do with their own account; made by createMembers in members.ts. `origin` is where links in mails lead. */
export interface Members {
  /** @throws AppError forbidden unless hr or provider */
  list(actor: Actor): { members: Member[]; invitations: Invitation[] };
  /** Sends a mail with a link. @throws AppError forbidden, member_exists, invitation_exists */
  invite(actor: Actor, input: InvitationInput, origin: string): Promise<Invitation>;
  /** A new link; the old one stops working. @throws AppError forbidden, not_found, conflict (accepted or withdrawn) */
  resend(actor: Actor, id: string, origin: string): Promise<Invitation>;
  /** @throws AppError forbidden, not_found, conflict (accepted) */
  withdraw(actor: Actor, id: string): Invitation;
  /** @throws AppError forbidden (also for the own place), not_found */
  change(actor: Actor, personId: string, role: Role, change: MemberChange): Member;
  /** Who is invited to what. @throws AppError link_invalid */
  invitation(token: string): Promise<OpenInvitation>;
  /** Takes the place; a new person gets an account with this password. @throws AppError link_invalid, password_weak */
  accept(token: string, password: string): Promise<{ email: string }>;
  /** Mails a link if the address is known; says nothing of whether it is. @throws AppError too_many_requests */
  requestReset(email: string, address: string, origin: string): Promise<void>;
  /** Ends every session of the person. @throws AppError link_invalid, password_weak */
  resetPassword(token: string, password: string): Promise<void>;
  /** Ends the other sessions. @throws AppError password_wrong, password_weak */
  changePassword(actor: Actor, token: string, old: string, password: string): Promise<void>;
  /** Where the actor is signed in, latest first. */
  sessions(actor: Actor, token: string): Promise<OwnSession[]>;
  /** @throws AppError not_found */
  endSession(actor: Actor, id: string): void;
  /** All but the one of this token. @returns how many */
  endOthers(actor: Actor, token: string): Promise<number>;
}
