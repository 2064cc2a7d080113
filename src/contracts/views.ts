import { eq } from 'drizzle-orm';
import { contractSeals } from '../store/contract-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { blocksOf, plainText } from './blocks.ts';
import { allSigned, isTurn, nextReminderAt, signerStatus } from './decide.ts';
import type { Block, ContractRow, ContractView, Subject } from './model.ts';
import { type ContractDbRow, eventsOf, type Loaded } from './rows.ts';

/** A seal that takes longer than this is worth a word, in milliseconds. */
const SEAL_LATE = 15 * 60_000;
/** Clauses that only hold when they are agreed in writing (sections 7:613, 7:650, 7:652 and 7:653 of the Dutch Civil Code). */
const writtenOnly =
  /\b(?:proeftijd(?! (?:niet|geen))|concurrentiebeding|relatiebeding|boetebeding|eenzijdig(?:e)? wijzig)/i;

export function rowView({ row, signers, state }: Loaded): ContractRow {
  const { id, title, subjectName, isOnCall, status, sentAt, expiresOn, updatedAt } = row;
  return {
    id,
    title,
    subjectName,
    isOnCall,
    status,
    sealing: status === 'sent' && allSigned(state),
    signed: signers.filter(({ signedAt }) => signedAt !== null).length,
    signers: signers.length,
    turn: signers.filter((signer) => isTurn(state, signer)).map(({ name }) => name),
    sentAt,
    expiresOn,
    updatedAt,
  };
}

/** @param onCallNow what the personnel file says today; null where it says nothing */
export function contractView(
  db: EmployerDb,
  loaded: Loaded,
  onCallNow: boolean | null,
  now: number,
): ContractView {
  const { row, signers, state } = loaded;
  return {
    ...rowView(loaded),
    templateId: row.templateId,
    templateVersion: row.templateVersion,
    subject: subjectOf(row),
    fields: row.fields,
    revision: row.revision,
    mode: row.mode,
    signers: signers.map((signer) => {
      const { id, signingOrder, role, name, email, sentAt, viewedAt, signedAt } = signer;
      const { declinedAt, declineReason, method, remindersSent } = signer;
      return {
        ...{ id, signingOrder, role, name, email, sentAt, viewedAt, signedAt, declinedAt, declineReason },
        ...{ method, remindersSent },
        status: signerStatus(state, signer),
        nextReminderAt: nextReminderAt(state, signer, now),
      };
    }),
    readers: {
      employee: row.isReadByEmployee,
      employer: row.isReadByEmployer,
      provider: row.isReadByProvider,
    },
    pages: row.pages,
    sha256: row.sha256,
    sealSha256: row.sealSha256,
    endedAt: row.endedAt,
    endReason: row.endReason,
    createdAt: row.createdAt,
    events: eventsOf(db, row.id).map(({ contractId: _c, signerId: _s, ...event }) => event),
    warnings: warningsOf(db, loaded, onCallNow, now),
  };
}

function warningsOf(
  db: EmployerDb,
  { row, state }: Loaded,
  onCallNow: boolean | null,
  now: number,
): ContractView['warnings'] {
  const seal = db.select().from(contractSeals).where(eq(contractSeals.contractId, row.id)).get();
  const last = Math.max(...state.signers.map(({ signedAt }) => signedAt ?? now));
  const late = seal !== undefined && seal.doneAt === null && now - last > SEAL_LATE;
  return [
    ...(onCallNow !== null && onCallNow !== row.isOnCall && row.status !== 'completed'
      ? (['on-call-mismatch'] as const)
      : []),
    ...(row.status === 'draft' && writtenOnly.test(textOf(row)) ? (['written-clauses'] as const) : []),
    ...(late ? (['seal-late'] as const) : []),
  ];
}

export function subjectOf({ subjectKind: kind, subjectId: id }: ContractDbRow): Subject | null {
  return kind === 'none' || id === null ? null : { kind, id };
}

/** The contract with its values, as the signers read it. */
export function blocksOfContract({ body, fields }: Pick<ContractDbRow, 'body' | 'fields'>): Block[] {
  return blocksOf(body, (name) => fields[name] ?? '');
}

function textOf(row: ContractDbRow): string {
  return plainText(blocksOfContract(row)).replace(/geen proeftijd/gi, '');
}
