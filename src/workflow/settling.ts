import { and, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { workflowEvents } from '../store/workflow-schema.ts';
import { isKeeper } from './access.ts';
import { actionsOf, decide, outcomes, refusesOwn } from './decide.ts';
import type { TaskCommand } from './model.ts';
import { endWorkflow, mailHolders, openSteps, untell } from './opening.ts';
import {
  changeOpen,
  findTask,
  holdersOfTask,
  type Loaded,
  record,
  stepOf,
  type TaskRow,
  tasksOf,
  templateReader,
  type WorkflowRow,
} from './rows.ts';
import type { Scene } from './scene.ts';
import type { PersonName } from './view-model.ts';
import { candidatesFor, type Holder, holderOf } from './who.ts';

/** A task and who may settle it. */
export interface Found {
  loaded: Loaded;
  holders: Holder[];
}

/** A task that somebody may know of; null otherwise, the same for one that does not exist. */
export function findVisible(scene: Scene, actor: Actor, taskId: string): Found | null {
  const loaded = findTask(scene.db, taskId);
  if (loaded === undefined) return null;
  const holders = holdersOfTask(scene, loaded);
  const { task, workflow } = loaded;
  const isTheirs = [task.decidedBy, workflow.personId, workflow.initiatedBy].includes(actor.personId);
  const mayKnow = isKeeper(actor) || isTheirs || holderOf(holders, actor.personId, actor.role) !== null;
  return mayKnow ? { loaded, holders } : null;
}

/** @throws AppError not_found */
export function requireTask(scene: Scene, actor: Actor, taskId: string): Found {
  const found = findVisible(scene, actor, taskId);
  if (found === null) throw new AppError('not_found');
  return found;
}

/** Checks, then decides, then writes: all in the transaction of the scene. */
export function settle(scene: Scene, actor: Actor, taskId: string, command: TaskCommand): void {
  const { loaded, holders } = requireTask(scene, actor, taskId);
  const { task, workflow } = loaded;
  if (task.state !== 'open') {
    if (task.decidedBy === actor.personId && task.action === command.action) return;
    throw new AppError('task_settled');
  }
  if (!actionsOf(task.kind).includes(command.action)) throw new AppError('task_action');
  if (refusesOwn(task.kind) && isOwn(workflow, actor)) throw new AppError('task_own');
  const holder = holderOf(holders, actor.personId, actor.role);
  if (holder === null) throw new AppError('forbidden');
  const template = templateReader(scene.db)(workflow.templateId);
  const tasks = tasksOf(scene.db, [workflow.id]);
  const decision = decide({ status: workflow.status, steps: template.steps, tasks }, taskId, command.action);
  if (decision === null) throw new AppError('task_settled');
  const reason = 'reason' in command ? command.reason : null;
  const { standsInFor } = holder;
  const settled = changeOpen(scene.db, taskId, {
    state: decision.task,
    action: command.action,
    decidedBy: actor.personId,
    standsInFor,
    decidedAt: scene.now,
    reason,
  });
  if (!settled) throw new AppError('task_settled');
  const { event } = outcomes[command.action];
  record(scene, workflow.id, event, { stepKey: task.stepKey, by: actor.personId, standsInFor, reason });
  for (const id of decision.cancelled) changeOpen(scene.db, id, { state: 'cancelled', decidedAt: scene.now });
  untell(scene, [taskId, ...decision.cancelled]);
  openSteps(scene, workflow, template, decision.opened, actor.personId);
  scene.deps.handlers[workflow.subjectKind]?.onStep(scene.db, {
    subjectId: workflow.subjectId,
    workflowId: workflow.id,
    step: stepOf(template, task.stepKey),
    action: command.action,
    actor,
    reason,
    input: 'input' in command ? (command.input ?? {}) : {},
    data: workflow.data,
    at: scene.now,
  });
  if (workflow.status === 'running' && decision.status !== 'running')
    endWorkflow(scene, workflow, template, { status: decision.status, actor, reason, tellOwner: true });
}

/** True when it is about this person, or was handed in by them. */
export function isOwn({ personId, initiatedBy }: WorkflowRow, actor: Actor): boolean {
  return personId === actor.personId || initiatedBy === actor.personId;
}

/** An open task that this person may give to somebody: a holder, HR or the provider. @throws AppError */
export function requireReassignable(scene: Scene, actor: Actor, taskId: string): Loaded {
  const { loaded, holders } = requireTask(scene, actor, taskId);
  if (!isKeeper(actor) && holderOf(holders, actor.personId, actor.role) === null)
    throw new AppError('forbidden');
  if (loaded.task.state !== 'open') throw new AppError('task_settled');
  if (loaded.task.kind === 'inform') throw new AppError('task_action');
  return loaded;
}

/** Who could take over a task, by name. */
export function candidatesOf(scene: Scene, { task, workflow }: Loaded): PersonName[] {
  const step = stepOf(templateReader(scene.db)(workflow.templateId), task.stepKey);
  return candidatesFor(step, workflow, scene.world)
    .map(scene.named)
    .sort((a, b) => a.name.localeCompare(b.name, 'nl'));
}

/** Gives a task to one person; to who has it already is no change. @throws AppError */
export function reassignIn(scene: Scene, actor: Actor, taskId: string, personId: string): void {
  if (wasGivenBy(scene, actor, taskId, personId)) return;
  const loaded = requireReassignable(scene, actor, taskId);
  const { task, workflow } = loaded;
  if (isFor(task, personId)) return;
  if (!candidatesOf(scene, loaded).some((one) => one.personId === personId))
    throw new AppError('task_person');
  const assignee = { kind: 'user', personId, substituteId: null } as const;
  if (!changeOpen(scene.db, taskId, { assignee })) throw new AppError('task_settled');
  record(scene, workflow.id, 'reassigned', {
    stepKey: task.stepKey,
    by: actor.personId,
    reason: scene.named(personId).name,
  });
  untell(scene, [taskId]);
  const template = templateReader(scene.db)(workflow.templateId);
  mailHolders(scene, { workflow, task: { ...task, assignee } }, template, actor.personId);
}

function isFor({ assignee }: TaskRow, personId: string): boolean {
  return assignee.kind === 'user' && assignee.personId === personId;
}

/** The same again, by somebody who may not see it any more since. */
function wasGivenBy(scene: Scene, actor: Actor, taskId: string, personId: string): boolean {
  const loaded = findTask(scene.db, taskId);
  if (loaded === undefined || !isFor(loaded.task, personId)) return false;
  const given = scene.db
    .select({ seq: workflowEvents.seq })
    .from(workflowEvents)
    .where(
      and(
        eq(workflowEvents.workflowId, loaded.workflow.id),
        eq(workflowEvents.stepKey, loaded.task.stepKey),
        eq(workflowEvents.kind, 'reassigned'),
        eq(workflowEvents.by, actor.personId),
      ),
    )
    .get();
  return given !== undefined;
}
