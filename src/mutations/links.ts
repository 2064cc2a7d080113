import { hashToken } from '../accounts/tokens.ts';
import type { EmployerDb } from '../store/db.ts';
import { mutationLinks } from '../store/mutation-schema.ts';
import type { MutationDeps } from './deps.ts';

const HOUR = 3_600_000;
export const VERIFY_HOURS = 48;
const REPORT_DAYS = 30;

export type LinkRow = typeof mutationLinks.$inferSelect;

/** A link that is not in a mail yet. */
export interface NewLink {
  tokenHash: string;
  url(origin: string): string;
}

/** Made before the transaction, because hashing takes its time. The employer stands in the token: who follows it has not signed in. */
export async function newLink(
  deps: Pick<MutationDeps, 'ids' | 'sessionSecret'>,
  employerId: string,
): Promise<NewLink> {
  const token = `${employerId}.${deps.ids.secret()}`;
  const tokenHash = await hashToken(deps.sessionSecret, `mutation:${token}`);
  return { tokenHash, url: (origin) => `${origin}/wijziging/${token}` };
}

export function keepLink(
  tx: EmployerDb,
  { tokenHash }: NewLink,
  mutationId: string,
  purpose: LinkRow['purpose'],
  now: number,
): void {
  const life = purpose === 'verify' ? VERIFY_HOURS : REPORT_DAYS * 24;
  tx.insert(mutationLinks)
    .values({ tokenHash, mutationId, purpose, expiresAt: now + life * HOUR })
    .run();
}
