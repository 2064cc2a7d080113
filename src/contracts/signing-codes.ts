import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import { AppError, type ErrorCode } from '../kernel/errors.ts';
import { enqueue } from '../notifications/outbox.ts';
import { contractSigners, signingAccesses, signingCodes } from '../store/contract-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { type ContractDeps, employerName, momentOf } from './core.ts';
import { codeMail } from './mails.ts';
import { addEvent, load, type SignerDbRow } from './rows.ts';
import { keptHash, newCode } from './secrets.ts';
import type { Visitor } from './service.ts';
import type { Door } from './signing-door.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Of codes: how long one works, how often it can be tried, how soon and how often another can be asked for. */
export const codeRules = {
  lifetime: 10 * MINUTE,
  tries: 5,
  pause: 30_000,
  perHour: 5,
  wrongInAll: 20,
} as const;
/** So long a right code opens the contract. */
const ACCESS_LIFETIME = HOUR;

/** @throws AppError too_many_requests, signing_blocked, signing_not_open */
export async function mailCode(
  deps: ContractDeps,
  { db, employerId, loaded, signer }: Door,
  visitor: Visitor,
): Promise<void> {
  const code = await newCode(deps.ids);
  const codeHash = await keptHash(deps.sessionSecret, 'code', `${signer.id}/${code}`);
  const { now } = momentOf(deps);
  inTransaction(db, (tx) => {
    requireOpen(tx, loaded.row.id, signer.id);
    const recent = tx
      .select({ at: signingCodes.createdAt })
      .from(signingCodes)
      .where(and(eq(signingCodes.signerId, signer.id), gt(signingCodes.createdAt, now - HOUR)))
      .orderBy(desc(signingCodes.createdAt))
      .all();
    const free = nextCodeAt(recent.map(({ at }) => at));
    if (free > now)
      throw new AppError('too_many_requests', { data: { retryAfter: Math.ceil((free - now) / 1000) } });
    tx.insert(signingCodes)
      .values({
        id: deps.ids.next(),
        signerId: signer.id,
        codeHash,
        createdAt: now,
        expiresAt: now + codeRules.lifetime,
      })
      .run();
    const about = { name: signer.name, employer: employerName(deps, employerId), title: loaded.row.title };
    const text = codeMail({ ...about, code });
    enqueue(tx, { id: deps.ids.next(), recipient: signer.email, text, now, about: loaded.row.id });
    addEvent(tx, loaded.row.id, {
      kind: 'code-mailed',
      at: now,
      who: signer.name,
      signerId: signer.id,
      visitor,
    });
  });
}

/** When another code may be mailed. @param recent times of those of the last hour, latest first */
function nextCodeAt(recent: readonly number[]): number {
  const oldest = recent[codeRules.perHour - 1];
  const last = recent[0];
  return Math.max(last === undefined ? 0 : last + codeRules.pause, oldest === undefined ? 0 : oldest + HOUR);
}

/** @throws AppError signing_blocked after too many wrong codes, signing_not_open where nothing can be read any more */
function requireOpen(tx: EmployerDb, contractId: string, signerId: string): SignerDbRow {
  const loaded = load(tx, contractId);
  const signer = loaded?.signers.find(({ id }) => id === signerId);
  if (loaded === null || signer === undefined) throw new AppError('link_invalid');
  if (loaded.row.status !== 'sent' && loaded.row.status !== 'completed')
    throw new AppError('signing_not_open');
  if (signer.wrongCodes >= codeRules.wrongInAll) throw new AppError('signing_blocked');
  return signer;
}

/** Counts the attempt whatever comes of it, so a refusal is given back and not thrown: throwing would take the count back. */
export function tryCode(
  deps: ContractDeps,
  { db, loaded, signer }: Door,
  { codeHash, tokenHash, visitor }: { codeHash: string; tokenHash: string; visitor: Visitor },
): { expiresAt: number } | ErrorCode {
  const { now } = momentOf(deps);
  return inTransaction(db, (tx): { expiresAt: number } | ErrorCode => {
    const { wrongCodes } = requireOpen(tx, loaded.row.id, signer.id);
    const [code] = tx
      .select()
      .from(signingCodes)
      .where(and(eq(signingCodes.signerId, signer.id), isNull(signingCodes.usedAt)))
      .orderBy(desc(signingCodes.createdAt))
      .limit(1)
      .all();
    const note = (kind: 'code-right' | 'code-wrong') =>
      addEvent(tx, loaded.row.id, { kind, at: now, who: signer.name, signerId: signer.id, visitor });
    if (code === undefined || code.expiresAt <= now || code.tries >= codeRules.tries)
      return 'signing_code_wrong';
    if (code.codeHash !== codeHash) {
      tx.update(signingCodes)
        .set({ tries: code.tries + 1 })
        .where(eq(signingCodes.id, code.id))
        .run();
      tx.update(contractSigners)
        .set({ wrongCodes: wrongCodes + 1 })
        .where(eq(contractSigners.id, signer.id))
        .run();
      note('code-wrong');
      return 'signing_code_wrong';
    }
    const expiresAt = now + ACCESS_LIFETIME;
    tx.update(signingCodes).set({ usedAt: now }).where(eq(signingCodes.id, code.id)).run();
    tx.update(contractSigners).set({ wrongCodes: 0 }).where(eq(contractSigners.id, signer.id)).run();
    tx.insert(signingAccesses).values({ tokenHash, signerId: signer.id, expiresAt }).run();
    note('code-right');
    return { expiresAt };
  });
}
