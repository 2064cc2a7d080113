import { and, asc, count, eq, inArray, like, or, type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { enqueue } from '../notifications/outbox.ts';
import {
  contractEvents,
  contractSeals,
  contractSigners,
  contracts,
  signingAccesses,
  signingLinks,
} from '../store/contract-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { likeAnywhere } from '../store/like.ts';
import type { Decision, RequestState } from './decide.ts';
import { dateInWords } from './fields.ts';
import { signMail } from './mails.ts';
import type { ContractEventKind, ContractQuery } from './model.ts';
import type { Secret } from './secrets.ts';
import type { Visitor } from './service.ts';

export type ContractDbRow = typeof contracts.$inferSelect;
export type SignerDbRow = typeof contractSigners.$inferSelect;
export type EventDbRow = typeof contractEvents.$inferSelect;

/** A contract with its signers, as the rules see it. */
export interface Loaded {
  row: ContractDbRow;
  signers: SignerDbRow[];
  state: RequestState;
}

export function load(db: EmployerDb, id: string): Loaded | null {
  const row = db.select().from(contracts).where(eq(contracts.id, id)).get();
  return row === undefined ? null : withSigners(row, signersOf(db, [id]));
}

export function signersOf(db: EmployerDb, ids: readonly string[]): SignerDbRow[] {
  return db
    .select()
    .from(contractSigners)
    .where(inArray(contractSigners.contractId, [...ids]))
    .orderBy(asc(contractSigners.signingOrder))
    .all();
}

export function withSigners(row: ContractDbRow, all: readonly SignerDbRow[]): Loaded {
  const signers = all.filter(({ contractId }) => contractId === row.id);
  const { status, mode, expiresOn } = row;
  return { row, signers, state: { status, mode, expiresOn, signers } };
}

/** True of contracts that the flags let this keeper see. */
export function readableBy(actor: Actor): SQL {
  return eq(actor.role === 'provider' ? contracts.isReadByProvider : contracts.isReadByEmployer, true);
}

/** @throws AppError not_found, also for what the flags hide */
export function loadFor(db: EmployerDb, actor: Actor, id: string): Loaded {
  const found = load(db, id);
  const flag = actor.role === 'provider' ? found?.row.isReadByProvider : found?.row.isReadByEmployer;
  if (found === null || !flag) throw new AppError('not_found');
  return found;
}

const shown = {
  all: undefined,
  draft: eq(contracts.status, 'draft'),
  open: eq(contracts.status, 'sent'),
  completed: eq(contracts.status, 'completed'),
  ended: inArray(contracts.status, ['declined', 'expired', 'withdrawn']),
};

/** A page of what a keeper looks for, latest change first. */
export function search(
  db: EmployerDb,
  actor: Actor,
  query: ContractQuery,
  page: { limit: number; offset: number },
): { found: Loaded[]; total: number } {
  const wanted = likeAnywhere(query.search);
  const named = sql`EXISTS (SELECT 1 FROM ${contractSigners} WHERE ${contractSigners.contractId} = ${contracts.id} AND ${contractSigners.name} LIKE ${wanted} ESCAPE '\\')`;
  const matches = (column: typeof contracts.title | typeof contracts.subjectName) =>
    sql`${like(column, wanted)} ESCAPE '\\'`;
  const condition = and(
    readableBy(actor),
    shown[query.show],
    query.search === '' ? undefined : or(matches(contracts.title), matches(contracts.subjectName), named),
  );
  const rows = db
    .select()
    .from(contracts)
    .where(condition)
    .orderBy(sql`${contracts.updatedAt} DESC`, asc(contracts.id))
    .limit(page.limit)
    .offset(page.offset)
    .all();
  const signers = signersOf(
    db,
    rows.map(({ id }) => id),
  );
  const total = db.select({ n: count() }).from(contracts).where(condition).get()?.n ?? 0;
  return { found: rows.map((row) => withSigners(row, signers)), total };
}

export interface NewEvent {
  kind: ContractEventKind;
  at: number;
  who: string;
  signerId?: string;
  visitor?: Visitor;
  detail?: string;
}

/** Adds a step to the log, in the caller's transaction. */
export function addEvent(tx: EmployerDb, contractId: string, event: NewEvent): void {
  const { visitor, signerId = null, detail = null, ...rest } = event;
  const seq = tx
    .select({ n: count() })
    .from(contractEvents)
    .where(eq(contractEvents.contractId, contractId))
    .get();
  tx.insert(contractEvents)
    .values({
      contractId,
      seq: (seq?.n ?? 0) + 1,
      ...rest,
      signerId,
      address: visitor?.address ?? null,
      agent: visitor?.agent ?? null,
      detail,
    })
    .run();
}

export function eventsOf(db: EmployerDb, contractId: string): EventDbRow[] {
  return db
    .select()
    .from(contractEvents)
    .where(eq(contractEvents.contractId, contractId))
    .orderBy(asc(contractEvents.seq))
    .all();
}

export interface Writing {
  now: number;
  nextId: () => string;
  employer: string;
  /** Where links in mails lead; what was set at sending when absent. */
  origin?: string;
  /** As many as there may be mails with a link. */
  links: readonly Secret[];
}

const linkEvents = { first: 'link-mailed', reminder: 'reminded', again: 'link-mailed-again' } as const;

/** Writes what a decision changed, with the mails it asks for and the seal it makes due; in the caller's transaction. */
export function writeDecision(
  tx: EmployerDb,
  { row, state, signers }: Loaded,
  decision: Extract<Decision, { ok: true }>,
  writing: Writing,
): void {
  const { now } = writing;
  const { request } = decision;
  const ended = request.status !== 'sent' && request.status !== state.status;
  tx.update(contracts)
    .set({
      status: request.status,
      expiresOn: request.expiresOn,
      updatedAt: now,
      ...(state.status === 'draft' ? { sentAt: now, origin: writing.origin ?? null } : {}),
      ...(ended ? { endedAt: now } : {}),
    })
    .where(eq(contracts.id, row.id))
    .run();
  for (const signer of request.signers) {
    const before = state.signers.find(({ id }) => id === signer.id);
    if (before === signer) continue;
    const { sentAt, askedAt, viewedAt, signedAt, declinedAt, remindersSent, remindedAt } = signer;
    tx.update(contractSigners)
      .set({ sentAt, askedAt, viewedAt, signedAt, declinedAt, remindersSent, remindedAt })
      .where(eq(contractSigners.id, signer.id))
      .run();
  }
  for (const [i, { signerId, why }] of decision.links.entries()) {
    const signer = signers.find(({ id }) => id === signerId);
    const link = writing.links[i];
    if (signer === undefined || link === undefined) throw new Error('a mail without its link');
    if (why === 'again') revokeLinks(tx, signerId, now);
    tx.insert(signingLinks).values({ tokenHash: link.hash, signerId, createdAt: now }).run();
    const url = `${writing.origin ?? row.origin ?? ''}/ondertekenen/${link.token}`;
    const until = dateInWords(request.expiresOn);
    const about = { name: signer.name, employer: writing.employer, title: row.title };
    enqueue(tx, {
      id: writing.nextId(),
      recipient: signer.email,
      text: signMail({ ...about, url, until, why }),
      now,
      about: row.id,
    });
    addEvent(tx, row.id, { kind: linkEvents[why], at: now, who: signer.name, signerId });
  }
  if (decision.allSigned)
    tx.insert(contractSeals).values({ contractId: row.id, dueAt: now }).onConflictDoNothing().run();
  if (ended && request.status !== 'completed') closeDoors(tx, signers);
}

function revokeLinks(tx: EmployerDb, signerId: string, now: number): void {
  tx.update(signingLinks).set({ revokedAt: now }).where(eq(signingLinks.signerId, signerId)).run();
  tx.delete(signingAccesses).where(eq(signingAccesses.signerId, signerId)).run();
  tx.update(contractSigners).set({ wrongCodes: 0 }).where(eq(contractSigners.id, signerId)).run();
}

/** What ended unsigned can no longer be read by who was asked to sign it. */
function closeDoors(tx: EmployerDb, signers: readonly SignerDbRow[]): void {
  const ids = signers.map(({ id }) => id);
  tx.delete(signingAccesses).where(inArray(signingAccesses.signerId, ids)).run();
}
