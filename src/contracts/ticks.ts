import { and, asc, eq, isNull, lt, lte } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import { enqueue } from '../notifications/outbox.ts';
import { contractSeals, contracts, signingLinks } from '../store/contract-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { employers } from '../store/directory-schema.ts';
import { fileRemovals } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { type ContractDeps, employerName, fontsOf, momentOf, newLinks, openContracts } from './core.ts';
import { decide, nextReminderAt } from './decide.ts';
import { contractPath, endingMails } from './endings.ts';
import { evidenceOf, logText } from './evidence.ts';
import { readPart } from './files.ts';
import { ownerSealedMail, sealedMail } from './mails.ts';
import { makeSealedPdf } from './pdf/sealed-pdf.ts';
import { addEvent, eventsOf, type Loaded, load, signersOf, withSigners, writeDecision } from './rows.ts';
import { type Secret, sha256 } from './secrets.ts';
import type { Contracts } from './service.ts';

const MINUTE = 60_000;
const LONGEST_PAUSE = 60 * MINUTE;
const MAX_ERROR = 300;

/** Does what time brings: seals, reminders, expiry. One run at a time; asked for during a run, it runs once more. */
export function createTick(deps: ContractDeps): Pick<Contracts, 'tick' | 'settled'> {
  let running: Promise<void> | null = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      const ids = deps.directory.select({ id: employers.id }).from(employers).all();
      for (const { id } of ids) await tickEmployer(deps, id);
    } while (again);
  };
  const tick = (): Promise<void> => {
    again = true;
    running ??= run()
      .catch((err: unknown) => deps.log.error({ err }, 'the round of contracts failed'))
      .finally(() => {
        running = null;
        // Asked for between the last look and this moment.
        if (again) void tick();
      });
    return running;
  };
  return {
    tick,
    settled: async () => running ?? undefined,
  };
}

async function tickEmployer(deps: ContractDeps, employerId: string): Promise<void> {
  const db = databaseOf(deps, employerId);
  if (db === null) return;
  const { now, today } = momentOf(deps);
  const seals = db
    .select()
    .from(contractSeals)
    .where(and(isNull(contractSeals.doneAt), lte(contractSeals.dueAt, now)))
    .orderBy(asc(contractSeals.dueAt))
    .all();
  for (const job of seals) await attempt(deps, () => seal(deps, db, employerId, job));
  for (const { row } of open(db, lt(contracts.expiresOn, today)))
    await attempt(deps, () => expire(deps, db, employerId, row.id));
  for (const loaded of open(db)) await attempt(deps, () => remind(deps, db, employerId, loaded));
}

/** Null for an employer that cannot be opened now, or does not use this product. */
function databaseOf(deps: ContractDeps, employerId: string): EmployerDb | null {
  try {
    return openContracts(deps, employerId);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** One that fails must not keep the others waiting. */
async function attempt(deps: ContractDeps, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (err) {
    deps.log.error({ err }, 'a contract could not be taken further');
  }
}

function open(db: EmployerDb, condition?: ReturnType<typeof lt>): Loaded[] {
  const rows = db
    .select()
    .from(contracts)
    .where(and(eq(contracts.status, 'sent'), condition))
    .all();
  const signers = signersOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => withSigners(row, signers));
}

async function remind(deps: ContractDeps, db: EmployerDb, employerId: string, known: Loaded): Promise<void> {
  const moment = momentOf(deps);
  const due = known.signers.filter((signer) => {
    const at = nextReminderAt(known.state, signer, moment.now);
    return at !== null && at <= moment.now;
  });
  for (const { id: signerId } of due) {
    const links = await newLinks(deps, employerId, 1);
    inTransaction(db, (tx) => {
      const present = load(tx, known.row.id);
      const decision = present && decide(present.state, { kind: 'remind', signerId }, moment);
      if (!present || !decision?.ok) return;
      const employer = employerName(deps, employerId);
      writeDecision(tx, present, decision, { now: moment.now, nextId: deps.ids.next, employer, links });
    });
  }
}

function expire(deps: ContractDeps, db: EmployerDb, employerId: string, id: string): void {
  const moment = momentOf(deps);
  inTransaction(db, (tx) => {
    const present = load(tx, id);
    const decision = present && decide(present.state, { kind: 'expire' }, moment);
    if (!present || !decision?.ok) return;
    const employer = employerName(deps, employerId);
    addEvent(tx, id, { kind: 'expired', at: moment.now, who: '' });
    writeDecision(tx, present, decision, { now: moment.now, nextId: deps.ids.next, employer, links: [] });
    endingMails(deps, tx, present, { how: 'expired', employer });
  });
}

type Job = typeof contractSeals.$inferSelect;

/**
 * Seals one contract. The file gets a name of its own at each attempt and is on disk before the transaction that makes it count; a stop before that
 * transaction leaves a file that nothing points to and that the next success clears, a stop behind it leaves nothing to do.
 */
async function seal(deps: ContractDeps, db: EmployerDb, employerId: string, job: Job): Promise<void> {
  const attempts = job.attempts + 1;
  const mine = eq(contractSeals.contractId, job.contractId);
  db.update(contractSeals).set({ attempts }).where(mine).run();
  try {
    const made = await makeSeal(deps, db, employerId, job.contractId);
    const fileId = sealFileId(job.contractId, attempts);
    await deps.files.put(employerId, fileId, made.bytes);
    const links = await newLinks(deps, employerId, made.loaded.signers.length);
    inTransaction(db, (tx) => complete(deps, tx, employerId, { ...made, fileId, attempts, links }));
  } catch (error) {
    const lastError = (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR);
    const dueAt = deps.clock.now() + Math.min(LONGEST_PAUSE, MINUTE * 2 ** (attempts - 1));
    db.update(contractSeals).set({ lastError, dueAt }).where(mine).run();
    throw error;
  }
}

function sealFileId(contractId: string, attempt: number): string {
  return `seal-${contractId}-${attempt}`;
}

interface MadeSeal {
  loaded: Loaded;
  bytes: Uint8Array;
  sha: string;
  logSha: string;
}

async function makeSeal(
  deps: ContractDeps,
  db: EmployerDb,
  employerId: string,
  id: string,
): Promise<MadeSeal> {
  const { platformSeal } = deps;
  const loaded = load(db, id);
  if (!platformSeal) throw new AppError('signing_unavailable');
  if (loaded === null) throw new AppError('not_found');
  const { now } = momentOf(deps);
  const original = await readPart(deps, employerId, loaded.row, 'original');
  const events = eventsOf(db, id);
  const logSha = await sha256(new TextEncoder().encode(logText(events)));
  const employer = employerName(deps, employerId);
  const identity = await platformSeal.identity();
  const evidence = evidenceOf({ loaded, events, employer, logSha256: logSha, identity, now });
  const signed = await makeSealedPdf(original.bytes, evidence, await fontsOf(deps));
  const bytes = await platformSeal.seal(signed, { reason: `Verzegeling van ${loaded.row.title}`, at: now });
  return { loaded, bytes, sha: await sha256(bytes), logSha };
}

/** The one moment at which a contract becomes complete, with everybody's mail; does nothing when it was complete before. */
function complete(
  deps: ContractDeps,
  tx: EmployerDb,
  employerId: string,
  made: MadeSeal & { fileId: string; attempts: number; links: readonly Secret[] },
): void {
  const id = made.loaded.row.id;
  const moment = momentOf(deps);
  const { now } = moment;
  const present = load(tx, id);
  const decision = present && decide(present.state, { kind: 'seal' }, moment);
  if (!present || !decision?.ok) return;
  const employer = employerName(deps, employerId);
  writeDecision(tx, present, decision, { now, nextId: deps.ids.next, employer, links: [] });
  tx.update(contracts)
    .set({ sealFileId: made.fileId, sealSha256: made.sha, logSha256: made.logSha })
    .where(eq(contracts.id, id))
    .run();
  tx.update(contractSeals)
    .set({ doneAt: now, lastError: null })
    .where(eq(contractSeals.contractId, id))
    .run();
  for (let attempt = 1; attempt < made.attempts; attempt++)
    tx.insert(fileRemovals)
      .values({ fileId: sealFileId(id, attempt) })
      .onConflictDoNothing()
      .run();
  addEvent(tx, id, { kind: 'sealed', at: now, who: '', detail: `SHA-256 ${made.sha}` });
  sealedMails(tx, present, { employer, now, links: made.links });
}

function sealedMails(
  tx: EmployerDb,
  { row, signers }: Loaded,
  { employer, now, links }: { employer: string; now: number; links: readonly Secret[] },
): void {
  const about = { employer, title: row.title };
  for (const [i, { id, name, email, signingOrder }] of signers.entries()) {
    const link = links[i];
    if (link === undefined) throw new Error('a mail without its link');
    tx.insert(signingLinks).values({ tokenHash: link.hash, signerId: id, createdAt: now }).run();
    const text = sealedMail({ ...about, name, url: `${row.origin ?? ''}/ondertekenen/${link.token}` });
    // One id for one person and one contract: a second such mail cannot be written.
    enqueue(tx, { id: `sealed-${row.id}-${signingOrder}`, recipient: email, text, now, about: row.id });
  }
  if (row.ownerEmail === '' || signers.some(({ email }) => email === row.ownerEmail)) return;
  const text = ownerSealedMail({
    ...about,
    name: row.ownerName,
    url: `${row.origin ?? ''}${contractPath(row.id)}`,
  });
  enqueue(tx, { id: `sealed-${row.id}-owner`, recipient: row.ownerEmail, text, now, about: row.id });
}
