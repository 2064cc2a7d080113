import type { Role } from '../kernel/actor.ts';
import type { RunAction, RunStatus } from './model.ts';

interface Transition {
  from: readonly RunStatus[];
  to: RunStatus;
  by: readonly Role[];
  needsReason?: boolean;
}

/** Statuses in which a run keeps others from starting. */
export const openStatuses: readonly RunStatus[] = [
  'collecting',
  'closed_for_input',
  'checks_done',
  'trial_started',
  'trial_ready',
  'remarks',
];

/** Domain 4.4: collecting, closed, checked, trial, ready; the employer approves or sends back; only the last approval can be undone. */
export const transitions: Record<RunAction, Transition> = {
  close: { from: ['collecting'], to: 'closed_for_input', by: ['provider'] },
  reopen: {
    from: ['closed_for_input', 'checks_done', 'trial_started', 'trial_ready', 'remarks'],
    to: 'collecting',
    by: ['provider'],
  },
  check: { from: ['closed_for_input'], to: 'checks_done', by: ['provider'] },
  start: { from: ['checks_done', 'remarks'], to: 'trial_started', by: ['provider'] },
  ready: { from: ['trial_started', 'remarks'], to: 'trial_ready', by: ['provider'] },
  return: { from: ['trial_ready'], to: 'remarks', by: ['hr'], needsReason: true },
  approve: { from: ['trial_ready'], to: 'approved', by: ['hr'] },
  cancel: { from: openStatuses, to: 'cancelled', by: ['provider'], needsReason: true },
  undo: { from: ['approved'], to: 'trial_ready', by: ['hr', 'provider'], needsReason: true },
};

/** Steps that make somebody the one who started it: they may not approve it. */
export const startingActions: readonly RunAction[] = ['close', 'check', 'start', 'ready'];

export interface RunSituation {
  status: RunStatus;
  /** No run was approved after this one. */
  isLastApproved: boolean;
  /** Another run is open. */
  otherOpen: boolean;
  /** Checks with severity 'block'. */
  blocking: number;
  /** Lines that a trial would hold. */
  lines: number;
  openRemarks: number;
}

export interface RunActing {
  role: Role;
  /** Made, closed, checked, started this run or marked it ready. */
  isStarter: boolean;
  reason: string;
}

export type RunDecision =
  | { ok: true; to: RunStatus }
  | {
      ok: false;
      code:
        | 'forbidden'
        | 'run_state'
        | 'run_own'
        | 'run_not_last'
        | 'run_open'
        | 'run_checks_open'
        | 'run_empty'
        | 'run_remarks_open'
        | 'reason_missing';
    };

/** Whether somebody may take this step now, and what the run becomes. */
export function decideRun(situation: RunSituation, action: RunAction, acting: RunActing): RunDecision {
  const { from, to, by, needsReason } = transitions[action];
  if (!by.includes(acting.role)) return { ok: false, code: 'forbidden' };
  if (!from.includes(situation.status)) return { ok: false, code: 'run_state' };
  const refused = refusalOf(situation, action, acting);
  if (refused !== null) return { ok: false, code: refused };
  if (needsReason && acting.reason.trim() === '') return { ok: false, code: 'reason_missing' };
  return { ok: true, to };
}

type Refusal = Extract<RunDecision, { ok: false }>['code'];

function refusalOf(situation: RunSituation, action: RunAction, acting: RunActing): Refusal | null {
  switch (action) {
    case 'check':
      return situation.blocking > 0 ? 'run_checks_open' : null;
    case 'start':
      return situation.lines === 0 ? 'run_empty' : null;
    case 'approve':
      if (acting.isStarter) return 'run_own';
      return situation.openRemarks > 0 ? 'run_remarks_open' : null;
    case 'undo':
      if (!situation.isLastApproved) return 'run_not_last';
      return situation.otherOpen ? 'run_open' : null;
    case 'close':
    case 'reopen':
    case 'ready':
    case 'return':
    case 'cancel':
      return null;
  }
}

/** What this person may do now, a reason given where one is asked; what the content refuses stays offered, so that its reason is told. */
export function allowedSteps(situation: RunSituation, acting: Omit<RunActing, 'reason'>): RunAction[] {
  const content = { ...situation, blocking: 0, lines: 1, openRemarks: 0 };
  return (Object.keys(transitions) as RunAction[]).filter(
    (action) => decideRun(content, action, { ...acting, reason: 'x' }).ok,
  );
}
