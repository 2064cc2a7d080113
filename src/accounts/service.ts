import type { Actor } from '../kernel/actor.ts';
import type { MustChoose, MustConfirm, SignedIn } from './model.ts';

/** What somebody needs to add us to an authenticator app. */
export interface FactorSetup {
  /** Base32, for who cannot scan. */
  secret: string;
  /** 'otpauth://…', the content of the QR code. */
  uri: string;
}

export interface FactorStatus {
  state: 'off' | 'pending' | 'on';
  /** When it was switched on, epoch milliseconds; null unless it is on. */
  since: number | null;
  recoveryCodesLeft: number;
  /** The role of this session may do nothing without one. */
  required: boolean;
  /** Switching off asks for the password of who has one. */
  hasPassword: boolean;
}

/**
 * The second factor of people: a code from an app, or one of ten recovery codes. Codes work once. Every method that takes
 * a code counts attempts per person and throws too_many_codes above the limit.
 */
export interface SecondFactor {
  /** Whether this person has one that counts. */
  has(actor: Pick<Actor, 'personId'>): boolean;
  /**
   * For a protected step of somebody who is signed in, such as another bank account. False for a wrong or used code and
   * for who has no second factor; true uses the code up.
   * @throws AppError too_many_codes, factor_unreadable
   */
  verify(actor: Pick<Actor, 'personId'>, code: string): Promise<boolean>;
  status(actor: Actor): FactorStatus;
  /** Starts setting up, anew each time. @throws AppError factor_exists */
  begin(actor: Actor): Promise<FactorSetup>;
  /** What was begun less than an hour ago and not confirmed; null otherwise. */
  pending(actor: Actor): Promise<FactorSetup | null>;
  /**
   * Switches it on, marks the session of `token` and ends the person's other ones.
   * @returns the recovery codes, the only time they are known in the clear
   * @throws AppError factor_code_wrong, factor_setup_expired, factor_exists
   */
  confirm(actor: Actor, token: string, code: string): Promise<string[]>;
  /** Ten new recovery codes; the old ones stop working. @throws AppError factor_code_wrong, factor_missing */
  renewCodes(actor: Actor, code: string): Promise<string[]>;
  /** Takes it away and ends the person's other sessions. @throws AppError password_wrong, factor_code_wrong, factor_missing */
  disable(actor: Actor, token: string, password: string, code: string): Promise<void>;
  /** Takes somebody else's away, ends their sessions and mails them; does nothing when there is none. @throws AppError forbidden, not_found */
  reset(actor: Actor, personId: string): void;
}

/** Who an identity provider says somebody is. */
export interface ProvidedIdentity {
  issuer: string;
  subject: string;
  /** Null unless the provider says that it checked the address. */
  verifiedEmail: string | null;
  /** How the person signed in there (RFC 8176). */
  amr: readonly string[];
}

/** What only the two ends of one sign-in know; kept in the browser's sealed ticket while the person is away. */
export interface OidcSecrets {
  state: string;
  nonce: string;
  /** PKCE code verifier (RFC 7636). */
  verifier: string;
}

/** An OpenID Connect provider; made in an adapter, because it goes over the network. */
export interface IdentityProvider {
  /** What the button calls it; null for no name. */
  readonly name: string | null;
  /** Where the browser goes. @throws AppError oidc_unavailable */
  authorizationUrl(redirectUri: string, secrets: OidcSecrets): Promise<string>;
  /**
   * Trades the answer that the browser brought back for who it is.
   * @param callback address of the request, with everything the provider put in it
   * @throws AppError oidc_failed (wrong state or nonce, refused, forged), oidc_unavailable
   */
  redeem(callback: URL, secrets: OidcSecrets): Promise<ProvidedIdentity>;
}

/** Signing in through an identity provider. */
export interface OidcSignIn {
  readonly name: string | null;
  /**
   * @param next path on this site to go to afterwards
   * @returns where to send the browser, and a ticket that only this browser must hold
   * @throws AppError oidc_unavailable
   */
  begin(redirectUri: string, next: string): Promise<{ url: string; ticket: string }>;
  /** @throws AppError oidc_failed, oidc_unavailable, oidc_email_unverified, oidc_person_unknown, sign_in_failed */
  finish(
    ticket: string,
    callback: URL,
    agent?: string,
  ): Promise<{ next: string; result: SignedIn | MustChoose | MustConfirm }>;
  /** Whether this person signs in with the provider too. */
  isLinked(actor: Actor): boolean;
  /** Takes the link away; the next sign-in there makes it anew. Silent when there is none. */
  unlink(actor: Actor): void;
}
