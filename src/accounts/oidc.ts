import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../kernel/errors.ts';
import { enqueue } from '../notifications/outbox.ts';
import type { DirectoryDb } from '../store/db.ts';
import { identities, people } from '../store/directory-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { AccountDeps } from './accounts.ts';
import { identityLinkedMail } from './mails.ts';
import type { FactorProof, MustChoose, MustConfirm, SignedIn } from './model.ts';
import type { IdentityProvider, OidcSignIn, ProvidedIdentity } from './service.ts';
import { createVault } from './vault.ts';

/** How long somebody may be away at the provider, in milliseconds. */
const TICKET_LIFETIME = 10 * 60_000;
const TICKET = 'oidc ticket';

const ticketSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  expiresAt: z.number(),
});

type Proven = (
  personId: string,
  wish: Record<never, never>,
  proof: FactorProof,
  agent: string,
) => Promise<SignedIn | MustChoose | MustConfirm>;

/**
 * Signing in at an identity provider: code flow with PKCE, state and nonce. A person is found by issuer and subject, the
 * first time by an address that the provider checked; nobody gets an account or a place this way.
 * @param proven goes on after the first step
 */
export function createOidcSignIn(deps: AccountDeps, provider: IdentityProvider, proven: Proven): OidcSignIn {
  const { directory, clock, ids } = deps;
  const vault = createVault(deps.sessionSecret, ids);
  const readTicket = async (sealed: string) => {
    const text = await vault.open(TICKET, sealed);
    const ticket = text === null ? null : ticketSchema.parse(JSON.parse(text));
    if (ticket === null || ticket.expiresAt <= clock.now()) throw new AppError('oidc_failed');
    return ticket;
  };
  const enter = async (personId: string, { amr }: ProvidedIdentity, agent: string) => {
    try {
      return await proven(personId, {}, proofOf(amr), agent);
    } catch (error) {
      // A person without any place: nothing was wrong with what they typed.
      const isNowhere = error instanceof AppError && error.code === 'sign_in_failed';
      throw isNowhere ? new AppError('oidc_person_unknown') : error;
    }
  };
  const linked = (personId: string) => eq(identities.personId, personId);

  return {
    name: provider.name,
    async begin(redirectUri, next) {
      const secrets = { state: ids.secret(), nonce: ids.secret(), verifier: ids.secret() };
      const url = await provider.authorizationUrl(redirectUri, secrets);
      const ticket = { ...secrets, next, expiresAt: clock.now() + TICKET_LIFETIME };
      return { url, ticket: await vault.seal(TICKET, JSON.stringify(ticket)) };
    },
    async finish(sealed, callback, agent = '') {
      const { next, ...secrets } = await readTicket(sealed);
      const identity = await provider.redeem(callback, secrets);
      const personId = knownPerson(deps, identity) ?? linkPerson(deps, identity, provider.name);
      return { next, result: await enter(personId, identity, agent) };
    },
    isLinked: ({ personId }) =>
      directory.select().from(identities).where(linked(personId)).get() !== undefined,
    unlink: ({ personId }) => void directory.delete(identities).where(linked(personId)).run(),
  };
}

/** Values of RFC 8176, 2 that stand for something beside a password. */
const strong = new Set(['mfa', 'otp', 'hwk', 'swk', 'sms', 'tel', 'sc', 'fpt', 'face', 'iris']);

/** Whether the provider asked a second factor: it says so, or names something that is not a password beside one. */
export function proofOf(amr: readonly string[]): FactorProof {
  if (amr.includes('mfa')) return 'provider';
  return amr.includes('pwd') && amr.some((method) => strong.has(method)) ? 'provider' : 'none';
}

function knownPerson(
  { directory, clock }: AccountDeps,
  { issuer, subject }: ProvidedIdentity,
): string | null {
  const [known] = directory
    .update(identities)
    .set({ lastUsedAt: clock.now() })
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))
    .returning({ personId: identities.personId })
    .all();
  return known?.personId ?? null;
}

/**
 * The person with the address that the provider checked. Who has an account there already gets no second one: an address
 * that went to somebody else does not open the account of who had it before.
 * @throws AppError oidc_email_unverified, oidc_person_unknown
 */
function linkPerson(deps: AccountDeps, identity: ProvidedIdentity, provider: string | null): string {
  const { issuer, subject, verifiedEmail } = identity;
  if (verifiedEmail === null) throw new AppError('oidc_email_unverified');
  return inTransaction(deps.directory, (tx) => {
    const person = tx.select().from(people).where(eq(people.email, verifiedEmail.trim().toLowerCase())).get();
    if (person === undefined || hasIdentity(tx, person.id, issuer)) throw new AppError('oidc_person_unknown');
    const now = deps.clock.now();
    tx.insert(identities)
      .values({ issuer, subject, personId: person.id, createdAt: now, lastUsedAt: now })
      .run();
    const text = identityLinkedMail({ name: person.name, provider: provider ?? new URL(issuer).host });
    enqueue(tx, { id: deps.ids.next(), recipient: person.email, text, now });
    return person.id;
  });
}

function hasIdentity(tx: DirectoryDb, personId: string, issuer: string): boolean {
  const own = and(eq(identities.personId, personId), eq(identities.issuer, issuer));
  return tx.select().from(identities).where(own).get() !== undefined;
}
