import { eq } from 'drizzle-orm';
import { addressKey, createRateLimit } from '../accounts/rate-limit.ts';
import { AppError } from '../kernel/errors.ts';
import { contractSigners } from '../store/contract-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { type ContractDeps, employerName, fontsOf, momentOf, newLinks } from './core.ts';
import { type Action, allSigned, decide, signerStatus } from './decide.ts';
import { endingMails } from './endings.ts';
import { readPart } from './files.ts';
import type { SignatureInput, SigningDoor, SigningView } from './model.ts';
import { requirePrintableText } from './pdf/paper.ts';
import { addEvent, type Loaded, load, writeDecision } from './rows.ts';
import { keptHash } from './secrets.ts';
import type { Signing, Visitor } from './service.ts';
import { mailCode, tryCode } from './signing-codes.ts';
import { type Door, openDoor, requireAccess } from './signing-door.ts';
import { blocksOfContract } from './views.ts';

const HOUR = 60 * 60_000;

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
