import type { Role } from '../kernel/actor.ts';
import type { MutationAction, MutationForm, MutationStatus } from './model.ts';

/** Who does something: the employee whose data it is, hr, whoever follows a link in a mail, or the clock. */
export type By = 'owner' | 'hr' | 'link' | 'clock';

interface Transition {
  from: readonly MutationStatus[];
  to: MutationStatus;
  by: readonly By[];
}

export const openStatuses: readonly MutationStatus[] = ['unverified', 'scheduled'];

/** Every step after handing in; 'report' changes no status of what was applied. */
export const transitions: Record<Exclude<MutationAction, 'submit'>, Transition> = {
  verify: { from: ['unverified'], to: 'applied', by: ['link'] },
  apply: { from: ['scheduled'], to: 'applied', by: ['clock'] },
  expire: { from: ['unverified'], to: 'expired', by: ['clock'] },
  withdraw: { from: openStatuses, to: 'withdrawn', by: ['owner', 'hr'] },
  stop: { from: openStatuses, to: 'stopped', by: ['link'] },
  report: { from: ['applied'], to: 'applied', by: ['link'] },
  undo: { from: ['applied'], to: 'undone', by: ['owner', 'hr'] },
};

/** What a decision looks at beside the status. */
export interface Facts {
  form: MutationForm;
  /** Epoch milliseconds; null for what hangs on its date alone. */
  dueAt: number | null;
  /** Its day has come. */
  dayCame: boolean;
  appliedToday: boolean;
  /** What it wrote is what holds now. */
  stillHolds: boolean;
  reported: boolean;
}

export type Decision = { ok: true; to: MutationStatus } | { ok: false; code: 'not_found' | 'mutation_state' };

const no = (code: 'not_found' | 'mutation_state'): Decision => ({ ok: false, code });

/** Whether this may be done to a mutation in this status at this moment, and what it becomes. */
export function decide(
  status: MutationStatus,
  action: Exclude<MutationAction, 'submit'>,
  by: By,
  facts: Facts,
  now: number,
): Decision {
  const transition = transitions[action];
  if (!transition.by.includes(by)) return no('not_found');
  if (!transition.from.includes(status) || !mayNow(action, by, facts, now)) return no('mutation_state');
  return { ok: true, to: transition.to };
}

function mayNow(action: Exclude<MutationAction, 'submit'>, by: By, facts: Facts, now: number): boolean {
  const timeCame = facts.dueAt === null || facts.dueAt <= now;
  switch (action) {
    case 'verify':
      return !timeCame;
    case 'expire':
      return timeCame;
    case 'apply':
      return timeCame && facts.dayCame;
    case 'undo':
      return mayUndo(by, facts);
    case 'withdraw':
    case 'stop':
      return true;
    case 'report':
      return !facts.reported;
  }
}

/** Contact data only: an address has its correction, a bank account its waiting period. */
function mayUndo(by: By, { form, stillHolds, appliedToday, reported }: Facts): boolean {
  if (form !== 'contact' && form !== 'emergency-contact') return false;
  return stillHolds && (by === 'owner' ? appliedToday : reported);
}

/** In whose name somebody acts on a mutation; null for who has no say in it. */
export function standing(role: Role, isOwner: boolean): 'owner' | 'hr' | null {
  if (isOwner) return 'owner';
  return role === 'hr' ? 'hr' : null;
}
