import { and, eq, gt, isNull } from 'drizzle-orm';
import { hashToken } from '../accounts/tokens.ts';
import { AppError } from '../kernel/errors.ts';
import type { OutboxDb } from '../notifications/model.ts';
import { enqueue } from '../notifications/outbox.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { mutationLinks, mutations } from '../store/mutation-schema.ts';
import { openStatuses } from './decide.ts';
import type { MutationDeps } from './deps.ts';
import type { LinkRow } from './links.ts';
import { reportedMail } from './mails.ts';
import { findRow, type MutationRow, rowsWhere } from './rows.ts';
import type { LinkView } from './service.ts';
import { takeStep } from './stepping.ts';
import { tellWorkflow } from './telling.ts';

interface Found {
  db: EmployerDb;
  employerId: string;
  link: LinkRow;
  row: MutationRow;
}

/** Every reason why a link does not work reads the same. @throws AppError link_invalid */
export async function findLink(deps: MutationDeps, token: string): Promise<Found> {
  const employerId = token.slice(0, token.indexOf('.'));
  if (token.length > 200 || !/^[a-z0-9-]{1,64}\.[\w-]+$/.test(token)) throw new AppError('link_invalid');
  const tokenHash = await hashToken(deps.sessionSecret, `mutation:${token}`);
  const db = openOr(deps, employerId);
  const link = db
    .select()
    .from(mutationLinks)
    .where(and(eq(mutationLinks.tokenHash, tokenHash), gt(mutationLinks.expiresAt, deps.clock.now())))
    .get();
  const row = link && findRow(db, link.mutationId);
  if (link === undefined || row === undefined) throw new AppError('link_invalid');
  // One that was replaced or taken back has nothing left to verify.
  if (link.purpose === 'verify' && link.usedAt === null && row.status !== 'unverified')
    throw new AppError('link_invalid');
  return { db, employerId, link, row };
}

function openOr(deps: MutationDeps, employerId: string): EmployerDb {
  try {
    return deps.employers.open(employerId);
  } catch (error) {
    const isStranger = error instanceof AppError && error.status < 500;
    throw isStranger ? new AppError('link_invalid') : error;
  }
}

/** What a link is about, for its page. */
export function linkView({ db, link, row }: Pick<Found, 'db' | 'link' | 'row'>): LinkView {
  const batch = link.purpose === 'verify' ? [row] : batchOf(db, row);
  return {
    purpose: link.purpose,
    form: row.form,
    kinds: batch.map(({ kind }) => kind),
    applied: batch.some(({ status }) => status === 'applied'),
    used: link.usedAt !== null,
  };
}

/** Does what the link is for. The same link again does nothing more. @throws AppError link_invalid, email_taken */
export async function followLink(deps: MutationDeps, token: string, origin: string): Promise<LinkView> {
  const found = await findLink(deps, token);
  const { db, employerId, link } = found;
  return inTransaction(db, (tx) => {
    const row = findRow(tx, link.mutationId);
    const now = deps.clock.now();
    const taken = tx
      .update(mutationLinks)
      .set({ usedAt: now })
      .where(and(eq(mutationLinks.tokenHash, link.tokenHash), isNull(mutationLinks.usedAt)))
      .returning()
      .all();
    if (row === undefined) throw new AppError('link_invalid');
    if (taken.length === 1) {
      if (link.purpose === 'verify') verify(tx, deps, row);
      else report(tx, deps, row, { employerId, origin });
    }
    return linkView({ db: tx, link: { ...link, usedAt: now }, row: findRow(tx, row.id) ?? row });
  });
}

function verify(tx: EmployerDb, deps: MutationDeps, row: MutationRow): void {
  if (row.status !== 'unverified') throw new AppError('link_invalid');
  const changed = takeStep(tx, row, { action: 'verify', by: 'link', personId: null }, deps);
  tellWorkflow(tx, deps, [changed]);
}

/** Stops what has not taken effect, marks what has, and tells HR. */
function report(
  tx: EmployerDb,
  deps: MutationDeps,
  row: MutationRow,
  { employerId, origin }: { employerId: string; origin: string },
): void {
  for (const one of batchOf(tx, row)) {
    const isOpen = openStatuses.includes(one.status);
    const action = isOpen ? 'stop' : 'report';
    const counts = isOpen || (one.status === 'applied' && one.reportedAt === null);
    if (counts) takeStep(tx, one, { action, by: 'link', personId: null }, deps);
  }
  for (const { name, email } of deps.hrContacts(employerId)) {
    const text = reportedMail({ name, url: `${origin}/hr/wijzigingen?gemeld=true` });
    enqueue(tx as OutboxDb, { id: deps.ids.next(), recipient: email, text, now: deps.clock.now() });
  }
}

function batchOf(db: EmployerDb, { batchId }: MutationRow): MutationRow[] {
  return rowsWhere(db, eq(mutations.batchId, batchId));
}
