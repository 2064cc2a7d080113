import type { CalendarDate } from '../kernel/dates.ts';
import type { ErrorCode } from '../kernel/errors.ts';
import type { RequestStatus, SignerStatus, SigningMode } from './model.ts';

const DAY = 24 * 60 * 60 * 1000;
/** The caps of reminders; HR's own request begins them anew. */
export const reminders = { first: 5 * DAY, next: 2 * DAY, most: 5, until: 30 * DAY } as const;

/** What the rules need to know of one signer; times in epoch milliseconds. */
export interface SignerState {
  readonly id: string;
  /** From 1. */
  readonly signingOrder: number;
  readonly sentAt: number | null;
  /** When this signer was last asked by the sending itself or by HR. */
  readonly askedAt: number | null;
  readonly viewedAt: number | null;
  readonly signedAt: number | null;
  readonly declinedAt: number | null;
  readonly remindersSent: number;
  readonly remindedAt: number | null;
}

export interface RequestState {
  readonly status: RequestStatus;
  readonly mode: SigningMode;
  /** Last day on which can be signed. */
  readonly expiresOn: CalendarDate | null;
  readonly signers: readonly SignerState[];
}

export type Action =
  | { kind: 'send'; expiresOn: CalendarDate }
  | { kind: 'view' | 'sign' | 'decline' | 'remind' | 'resend'; signerId: string }
  | { kind: 'withdraw' | 'expire' | 'seal' };

/** A link to be mailed, and why. */
export interface LinkMail {
  signerId: string;
  why: 'first' | 'reminder' | 'again';
}

export type Decision =
  | { ok: false; code: ErrorCode }
  | {
      ok: true;
      /** False where the action was done before and nothing has to be written. */
      changed: boolean;
      request: RequestState;
      links: LinkMail[];
      /** This was the last signature: the seal can begin. */
      allSigned: boolean;
    };

export interface Moment {
  now: number;
  today: CalendarDate;
}

/** True when this signer may sign now: the request runs, and with an order everybody before has signed. */
export function isTurn(request: RequestState, signer: SignerState): boolean {
  if (request.status !== 'sent' || signer.signedAt !== null || signer.declinedAt !== null) return false;
  return (
    request.mode === 'at-once' ||
    request.signers.every((other) => other.signingOrder >= signer.signingOrder || other.signedAt !== null)
  );
}

export function allSigned({ signers }: Pick<RequestState, 'signers'>): boolean {
  return signers.every(({ signedAt }) => signedAt !== null);
}

/** How far a signer is, from the times. */
export function signerStatus(request: RequestState, signer: SignerState): SignerStatus {
  if (signer.declinedAt !== null) return 'declined';
  if (signer.signedAt !== null) return 'signed';
  if (request.status === 'expired') return 'expired';
  if (request.status === 'declined' || request.status === 'withdrawn') return 'cancelled';
  if (signer.viewedAt !== null) return 'viewed';
  return signer.sentAt === null ? 'waiting' : 'sent';
}

/** When the next reminder is due by itself, which may be past; null for never any more. */
export function nextReminderAt(request: RequestState, signer: SignerState, now: number): number | null {
  if (!isTurn(request, signer) || signer.askedAt === null || signer.remindersSent >= reminders.most)
    return null;
  const at =
    signer.remindersSent === 0 || signer.remindedAt === null
      ? signer.askedAt + reminders.first
      : signer.remindedAt + reminders.next;
  return Math.max(at, now) > signer.askedAt + reminders.until ? null : at;
}

/** The rules of a signature request: what an action does to it, or why it is refused. Pure; the caller writes. */
export function decide(request: RequestState, action: Action, moment: Moment): Decision {
  switch (action.kind) {
    case 'send':
      return send(request, action.expiresOn, moment);
    case 'withdraw':
      return end(request, 'withdrawn');
    case 'expire':
      return isPast(request, moment) && !allSigned(request) ? end(request, 'expired') : refused();
    case 'seal':
      return allSigned(request) && request.status === 'sent'
        ? done({ ...request, status: 'completed' })
        : refused();
    default:
      return ofSigner(request, action.kind, action.signerId, moment);
  }
}

function send(request: RequestState, expiresOn: CalendarDate, { now, today }: Moment): Decision {
  if (request.status !== 'draft') return refused();
  if (expiresOn < today) return { ok: false, code: 'bad_request' };
  return askThoseInTurn({ ...request, status: 'sent', expiresOn }, now);
}

/** A request that everybody signed cannot be taken back any more: it only waits for its seal. */
function end(request: RequestState, status: 'withdrawn' | 'expired'): Decision {
  if (request.status !== 'sent' || allSigned(request)) return refused();
  return done({ ...request, status });
}

function ofSigner(
  request: RequestState,
  kind: 'view' | 'sign' | 'decline' | 'remind' | 'resend',
  signerId: string,
  moment: Moment,
): Decision {
  const { now } = moment;
  const signer = request.signers.find(({ id }) => id === signerId);
  if (signer === undefined) return { ok: false, code: 'not_found' };
  const become = (values: Partial<SignerState>, status = request.status): RequestState => ({
    ...request,
    status,
    signers: request.signers.map((other) => (other.id === signerId ? { ...other, ...values } : other)),
  });
  switch (kind) {
    case 'view':
      if (signer.viewedAt !== null || signer.sentAt === null || request.status !== 'sent')
        return { ok: true, changed: false, request, links: [], allSigned: false };
      return done(become({ viewedAt: now }));
    case 'sign':
      if (!canAct(request, signer, moment)) return { ok: false, code: 'signing_not_open' };
      return askThoseInTurn(become({ signedAt: now }), now);
    case 'decline':
      if (!canAct(request, signer, moment)) return { ok: false, code: 'signing_not_open' };
      return done(become({ declinedAt: now }, 'declined'));
    case 'remind': {
      const due = nextReminderAt(request, signer, now);
      if (due === null || due > now || isPast(request, moment)) return refused();
      const count = signer.remindersSent + 1;
      return done(become({ remindersSent: count, remindedAt: now }), [{ signerId, why: 'reminder' }]);
    }
    case 'resend':
      if (!isTurn(request, signer) || isPast(request, moment)) return refused();
      return done(become({ askedAt: now, remindersSent: 0, remindedAt: null }), [{ signerId, why: 'again' }]);
  }
}

/** Only who has seen the contract can decide on it, in time and in turn. */
function canAct(request: RequestState, signer: SignerState, moment: Moment): boolean {
  return isTurn(request, signer) && signer.viewedAt !== null && !isPast(request, moment);
}

function isPast({ expiresOn }: RequestState, { today }: Moment): boolean {
  return expiresOn !== null && today > expiresOn;
}

/** Everybody whose turn it has become gets a link. */
function askThoseInTurn(request: RequestState, now: number): Decision {
  const asked = request.signers.filter((signer) => signer.sentAt === null && isTurn(request, signer));
  const ids = new Set(asked.map(({ id }) => id));
  const signers = request.signers.map((signer) =>
    ids.has(signer.id) ? { ...signer, sentAt: now, askedAt: now } : signer,
  );
  return done(
    { ...request, signers },
    asked.map(({ id }) => ({ signerId: id, why: 'first' as const })),
  );
}

function done(request: RequestState, links: LinkMail[] = []): Decision {
  return {
    ok: true,
    changed: true,
    request,
    links,
    allSigned: request.status === 'sent' && allSigned(request),
  };
}

function refused(): Decision {
  return { ok: false, code: 'contract_state' };
}
