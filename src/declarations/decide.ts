import type { Role } from '../kernel/actor.ts';
import type { DeclarationAction, DeclarationStatus } from './model.ts';

interface Transition {
  from: readonly DeclarationStatus[];
  to: DeclarationStatus;
  /** 'owner': whose it is; otherwise the role, and never the owner. */
  by: 'owner' | 'hr' | 'provider';
  needsReason?: boolean;
}

/** Domain 4.1: Loket's statuses, with a draft, sent back and withdrawn of our own. */
export const transitions: Record<DeclarationAction, Transition> = {
  save: { from: ['draft', 'returned'], to: 'draft', by: 'owner' },
  submit: { from: ['draft', 'returned'], to: 'submitted', by: 'owner' },
  withdraw: { from: ['draft', 'submitted', 'returned'], to: 'withdrawn', by: 'owner' },
  return: { from: ['submitted', 'approved'], to: 'returned', by: 'hr', needsReason: true },
  approve: { from: ['submitted'], to: 'approved', by: 'hr' },
  reject: { from: ['submitted'], to: 'rejected', by: 'hr', needsReason: true },
  process: { from: ['approved'], to: 'processed', by: 'provider' },
  fail: { from: ['approved'], to: 'unprocessable', by: 'provider', needsReason: true },
};

export type Decision =
  | { ok: true; to: DeclarationStatus }
  | {
      ok: false;
      code: 'forbidden' | 'own_declaration' | 'declaration_state' | 'reason_missing' | 'not_found';
    };

export interface Acting {
  role: Role;
  isOwner: boolean;
  reason: string | null;
}

/** Whether somebody may do this to a declaration in this status, and what it becomes. */
export function decide(status: DeclarationStatus, action: DeclarationAction, acting: Acting): Decision {
  const { from, to, by, needsReason } = transitions[action];
  if (by === 'owner') {
    if (!acting.isOwner) return { ok: false, code: 'not_found' };
  } else {
    if (acting.role !== by) return { ok: false, code: 'forbidden' };
    if (acting.isOwner) return { ok: false, code: 'own_declaration' };
  }
  if (!from.includes(status)) return { ok: false, code: 'declaration_state' };
  if (needsReason && (acting.reason ?? '').trim() === '') return { ok: false, code: 'reason_missing' };
  return { ok: true, to: action === 'save' ? status : to };
}

/** Statuses in which a declaration still counts: what it holds may not be handed in again. */
export const liveStatuses: readonly DeclarationStatus[] = ['submitted', 'returned', 'approved', 'processed'];

/** What this person may do with it now, a reason given where one is asked. */
export function allowedActions(
  status: DeclarationStatus,
  acting: Omit<Acting, 'reason'>,
): DeclarationAction[] {
  return (Object.keys(transitions) as DeclarationAction[]).filter(
    (action) => decide(status, action, { ...acting, reason: 'x' }).ok,
  );
}
