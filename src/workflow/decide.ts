import type { EventKind, Step, StepKind, TaskAction, TaskState, WorkflowStatus } from './model.ts';

const DAY = 24 * 60 * 60 * 1000;
/** A step that holds nothing up disappears from the lists so many days after its deadline, or after it opened. */
export const LAPSE_DAYS = 30;

/** Where a workflow stands, as far as a decision needs it. */
export interface Standing {
  status: WorkflowStatus;
  /** All steps of the version it runs by. */
  steps: readonly Step[];
  /** The tasks that were opened so far. */
  tasks: readonly { id: string; stepKey: string; state: TaskState; blocks: boolean }[];
}

/** What a decision changes; nothing else does. */
export interface Decision {
  task: Exclude<TaskState, 'open' | 'expired'>;
  status: WorkflowStatus;
  /** Open tasks that have become pointless. */
  cancelled: readonly string[];
  /** Steps whose turn it is now. */
  opened: readonly Step[];
}

/** What can be done with a kind of task. */
export function actionsOf(kind: StepKind): readonly TaskAction[] {
  switch (kind) {
    case 'approve':
      return ['approve', 'reject', 'return'];
    case 'process':
      return ['process', 'reject', 'return'];
    case 'task':
    case 'inform':
      return ['complete'];
  }
}

/** The task that an action leaves behind, and the event that tells of it. */
export const outcomes: Record<TaskAction, { state: Decision['task']; event: EventKind }> = {
  approve: { state: 'done', event: 'approved' },
  process: { state: 'done', event: 'processed' },
  complete: { state: 'done', event: 'completed' },
  reject: { state: 'rejected', event: 'rejected' },
  return: { state: 'returned', event: 'returned' },
};

/** Nobody approves or posts what is about themselves or what they handed in; doing something or knowing of it is no decision. */
export function refusesOwn(kind: StepKind): boolean {
  return kind === 'approve' || kind === 'process';
}

/**
 * Steps whose turn it is: not opened yet, and every blocking step of a lower order done.
 * @param done keys of the steps that are done
 * @param opened keys of the steps that have a task
 */
export function dueSteps(
  steps: readonly Step[],
  done: ReadonlySet<string>,
  opened: ReadonlySet<string>,
): Step[] {
  const isHeld = (step: Step) =>
    steps.some((other) => other.blocks && other.order < step.order && !done.has(other.key));
  return steps.filter((step) => !opened.has(step.key) && !isHeld(step));
}

/** True when no blocking step is left to do. */
export function isComplete(steps: readonly Step[], done: ReadonlySet<string>): boolean {
  return steps.every((step) => !step.blocks || done.has(step.key));
}

/**
 * What an action on an open task does to the workflow. Rejecting or returning a blocking step ends it; doing the last blocking step completes it; a step
 * that does not block only settles itself.
 * @returns null when this task is not open, or the action is not one of its kind
 */
export function decide(standing: Standing, taskId: string, action: TaskAction): Decision | null {
  const task = standing.tasks.find(({ id }) => id === taskId);
  const step = standing.steps.find(({ key }) => key === task?.stepKey);
  if (task === undefined || step === undefined) return null;
  if (task.state !== 'open' || !actionsOf(step.kind).includes(action)) return null;
  const { state } = outcomes[action];
  const unchanged = { task: state, status: standing.status, cancelled: [], opened: [] };
  if (standing.status !== 'running' || !task.blocks) return unchanged;
  if (state !== 'done') {
    const others = standing.tasks.filter((other) => other.state === 'open' && other.id !== taskId);
    return { ...unchanged, status: state, cancelled: others.map(({ id }) => id) };
  }
  const done = new Set(standing.tasks.filter((one) => one.state === 'done').map(({ stepKey }) => stepKey));
  done.add(step.key);
  const opened = new Set(standing.tasks.map(({ stepKey }) => stepKey));
  return {
    ...unchanged,
    status: isComplete(standing.steps, done) ? 'completed' : 'running',
    opened: dueSteps(standing.steps, done, opened),
  };
}

/** When the clock has to look at a task that opens now. Null for never; what blocks never lapses. */
export function timesOf(step: Step, now: number) {
  const after = (days: number | null) => (days === null ? null : now + days * DAY);
  const dueAt = after(step.deadlineDays);
  return {
    dueAt,
    remindAt: after(step.reminderAfterDays),
    escalateAt: step.escalateTo === null ? null : dueAt,
    expiresAt: step.blocks ? null : (dueAt ?? now) + LAPSE_DAYS * DAY,
  };
}
