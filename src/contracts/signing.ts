import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import { addressKey, createRateLimit } from '../accounts/rate-limit.ts';
import { AppError, type ErrorCode } from '../kernel/errors.ts';
import { enqueue } from '../notifications/outbox.ts';
import {
  contractSigners,
  contracts,
  signingAccesses,
  signingCodes,
  signingLinks,
} from '../store/contract-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { type ContractDeps, employerName, fontsOf, momentOf, newLinks, openContracts } from './core.ts';
import { type Action, allSigned, decide, signerStatus } from './decide.ts';
import { endingMails } from './endings.ts';
import { readPart } from './files.ts';
import { codeMail } from './mails.ts';
import type { SignatureInput, Signing, SigningDoor, SigningView, Visitor } from './model.ts';
import { requirePrintableText } from './pdf/paper.ts';
import { addEvent, type Loaded, load, type SignerDbRow, writeDecision } from './rows.ts';
import { employerOf, keptHash, newCode } from './secrets.ts';
import { blocksOfContract } from './views.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Of codes: how long one works, how often it can be tried, how soon and how often another can be asked for. */
export const codeRules = {
  lifetime: 10 * MINUTE,
  tries: 5,
  pause: 30_000,
  perHour: 5,
  wrongInAll: 20,
} as const;
const ACCESS_LIFETIME = HOUR;
/** So long the link of a finished contract still gives the sealed copy. */
const COPY_LIFETIME = 90 * DAY;

/** Everything that a link stands for. */
interface Door {
  db: EmployerDb;
  employerId: string;
  loaded: Loaded;
  signer: SignerDbRow;
}

/** What signers do, each with a link of their own. */
export function createSigning(deps: ContractDeps): Signing {
  const codesFrom = createRateLimit(30, HOUR, deps.clock);
  const open = (token: string) => openDoor(deps, token);
  const openWith = async (token: string, access: string) => {
    const door = await open(token);
    await requireAccess(deps, door, access);
    return door;
  };
  return {
    async door(token) {
      return doorView(deps, await open(token));
    },
    async mailCode(token, visitor) {
      const door = await open(token);
      const from = addressKey(visitor.address);
      const wait = codesFrom.retryAfter(from);
      if (wait !== null) throw new AppError('too_many_requests', { data: { retryAfter: wait } });
      codesFrom.hit(from);
      await mailCode(deps, door, visitor);
    },
    async enter(token, code, visitor) {
      const door = await open(token);
      const codeHash = await keptHash(
        deps.sessionSecret,
        'code',
        `${door.signer.id}/${code.replace(/\D/g, '')}`,
      );
      const access = deps.ids.secret();
      const tokenHash = await keptHash(deps.sessionSecret, 'access', access);
      const outcome = tryCode(deps, door, { codeHash, tokenHash, visitor });
      if (typeof outcome === 'string') throw new AppError(outcome);
      return { access, expiresAt: outcome.expiresAt };
    },
    async read(token, access, visitor) {
      const door = await openWith(token, access);
      await act(deps, door, { kind: 'view', signerId: door.signer.id }, visitor);
      return signingView(deps, await open(token));
    },
    async file(token, access) {
      const { employerId, loaded } = await openWith(token, access);
      const part = loaded.row.sealFileId === null ? 'original' : 'sealed';
      return readPart(deps, employerId, loaded.row, part);
    },
    async sign(token, access, input, visitor) {
      const door = await openWith(token, access);
      if (input.method === 'typed') await requirePrintableText(await fontsOf(deps), input.name);
      // Nobody signs what is not there any more as it was offered.
      await readPart(deps, door.employerId, door.loaded.row, 'original');
      await act(deps, door, { kind: 'sign', signerId: door.signer.id }, visitor, { input });
      return signingView(deps, await open(token));
    },
    async decline(token, access, reason, visitor) {
      const door = await openWith(token, access);
      if (reason.trim() === '') throw new AppError('reason_missing');
      await act(deps, door, { kind: 'decline', signerId: door.signer.id }, visitor, {
        reason: reason.trim(),
      });
      return signingView(deps, await open(token));
    },
  };
}

/** @throws AppError link_invalid */
async function openDoor(deps: ContractDeps, token: string): Promise<Door> {
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

async function requireAccess(deps: ContractDeps, { db, signer }: Door, access: string): Promise<void> {
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

async function mailCode(
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
function tryCode(
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

const eventOf = { view: 'viewed', sign: 'signed', decline: 'declined' } as const;

/** One step of a signer: decided on what stands in the transaction, so that of two at once only one has effect. */
async function act(
  deps: ContractDeps,
  { db, employerId, loaded, signer }: Door,
  action: Extract<Action, { signerId: string }> & { kind: keyof typeof eventOf },
  visitor: Visitor,
  given: { input?: SignatureInput; reason?: string } = {},
): Promise<void> {
  const links = await newLinks(deps, employerId, loaded.signers.length);
  const moment = momentOf(deps);
  const { now } = moment;
  inTransaction(db, (tx) => {
    const present = load(tx, loaded.row.id);
    if (present === null) throw new AppError('link_invalid');
    const decision = decide(present.state, action, moment);
    if (!decision.ok) throw new AppError(decision.code);
    if (!decision.changed) return;
    const detail = given.reason ?? (given.input && methodTexts[given.input.method]);
    addEvent(tx, present.row.id, {
      kind: eventOf[action.kind],
      at: now,
      who: signer.name,
      signerId: signer.id,
      visitor,
      ...(detail === undefined ? {} : { detail }),
    });
    if (given.input) writeSignature(tx, present, signer.id, given.input, visitor);
    if (given.reason !== undefined)
      tx.update(contractSigners)
        .set({ declineReason: given.reason, ...visitor })
        .where(eq(contractSigners.id, signer.id))
        .run();
    const employer = employerName(deps, employerId);
    writeDecision(tx, present, decision, { now, nextId: deps.ids.next, employer, links });
    if (action.kind === 'decline')
      endingMails(deps, tx, present, { how: 'declined', employer, by: signer.id });
  });
}

const methodTexts = { drawn: 'getekende handtekening', typed: 'getypte naam' };

function writeSignature(
  tx: EmployerDb,
  { row }: Loaded,
  signerId: string,
  input: SignatureInput,
  visitor: Visitor,
): void {
  const signature = input.method === 'typed' ? input.name : JSON.stringify(input.strokes);
  tx.update(contractSigners)
    .set({ method: input.method, signature, signedSha256: row.sha256, ...visitor })
    .where(eq(contractSigners.id, signerId))
    .run();
}

function doorView(deps: ContractDeps, { employerId, loaded, signer }: Door): SigningDoor {
  const { title, status, expiresOn } = loaded.row;
  return {
    employer: employerName(deps, employerId),
    title,
    name: signer.name,
    maskedEmail: masked(signer.email),
    status,
    signer: signerStatus(loaded.state, signer),
    expiresOn,
  };
}

function signingView(deps: ContractDeps, door: Door): SigningView {
  const { row, signers, state } = door.loaded;
  return {
    ...doorView(deps, door),
    contractId: row.id,
    pages: row.pages,
    sha256: row.sha256,
    sealing: row.status === 'sent' && allSigned(state),
    signers: signers.map((signer) => ({
      name: signer.name,
      role: signer.role,
      status: signerStatus(state, signer),
    })),
    blocks: blocksOfContract(row),
  };
}

/** 's…@klaverveld.example': enough to know which mailbox, too little to learn an address. */
function masked(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}…${email.slice(at)}`;
}
