import { and, eq, gt, isNull } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import { contractSigners, contracts, signingAccesses, signingLinks } from '../store/contract-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { type ContractDeps, openContracts } from './core.ts';
import { type Loaded, load, type SignerDbRow } from './rows.ts';
import { employerOf, keptHash } from './secrets.ts';

/** So long the link of a finished contract still gives the sealed copy, in milliseconds. */
const COPY_LIFETIME = 90 * 24 * 60 * 60_000;

/** Everything that a link stands for. */
export interface Door {
  db: EmployerDb;
  employerId: string;
  loaded: Loaded;
  signer: SignerDbRow;
}

/** @throws AppError link_invalid */
export async function openDoor(deps: ContractDeps, token: string): Promise<Door> {
  const employerId = employerOf(token);
  const hash = await keptHash(deps.sessionSecret, 'link', token);
  const db = databaseOf(deps, employerId);
  const found = db
    ?.select({ signer: contractSigners, endedAt: contracts.endedAt })
    .from(signingLinks)
    .innerJoin(contractSigners, eq(contractSigners.id, signingLinks.signerId))
    .innerJoin(contracts, eq(contracts.id, contractSigners.contractId))
    .where(and(eq(signingLinks.tokenHash, hash), isNull(signingLinks.revokedAt)))
    .get();
  const loaded = db && found ? load(db, found.signer.contractId) : null;
  const over = found?.endedAt != null && found.endedAt + COPY_LIFETIME < deps.clock.now();
  if (!db || !found || loaded === null || over) throw new AppError('link_invalid');
  return { db, employerId, loaded, signer: found.signer };
}

function databaseOf(deps: ContractDeps, employerId: string): EmployerDb | null {
  if (employerId === '') return null;
  try {
    return openContracts(deps, employerId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

/** @throws AppError signing_code_needed */
export async function requireAccess(deps: ContractDeps, { db, signer }: Door, access: string): Promise<void> {
  const tokenHash = await keptHash(deps.sessionSecret, 'access', access);
  const row = db
    .select()
    .from(signingAccesses)
    .where(
      and(
        eq(signingAccesses.tokenHash, tokenHash),
        eq(signingAccesses.signerId, signer.id),
        gt(signingAccesses.expiresAt, deps.clock.now()),
      ),
    )
    .get();
  if (row === undefined) throw new AppError('signing_code_needed');
}
