import type { Actor } from '../kernel/actor.ts';
import { isKeeper } from './access.ts';
import { actionsOf, refusesOwn } from './decide.ts';
import type { TaskAction } from './model.ts';
import {
  holdersOfTask,
  type Loaded,
  stepOf,
  type TaskRow,
  type TemplateRow,
  type WorkflowRow,
} from './rows.ts';
import type { Scene } from './scene.ts';
import type { Language } from './service.ts';
import type { ProcessRow, TaskView } from './view-model.ts';
import { type Holder, holderOf, reachable } from './who.ts';

/** True when a task is past its deadline and still open. */
export function isOverdue({ state, dueAt }: Pick<TaskRow, 'state' | 'dueAt'>, now: number): boolean {
  return state === 'open' && dueAt !== null && dueAt <= now;
}

/** A task as its reader sees it, with what its subject's owner tells of it. */
export function taskView(
  scene: Scene,
  reader: Actor,
  loaded: Loaded,
  template: TemplateRow,
  language: Language,
): TaskView {
  const { task, workflow } = loaded;
  const holders = task.state === 'open' ? holdersOfTask(scene, loaded) : [];
  const holder = holderOf(holders, reader.personId, reader.role);
  const handler = scene.deps.handlers[workflow.subjectKind];
  return {
    id: task.id,
    workflowId: workflow.id,
    trigger: workflow.trigger,
    process: template.name,
    step: stepOf(template, task.stepKey).name,
    stepKey: task.stepKey,
    kind: task.kind,
    state: task.state,
    blocks: task.blocks,
    subjectKind: workflow.subjectKind,
    subjectId: workflow.subjectId,
    title: workflow.title,
    person: scene.named(workflow.personId),
    initiator: scene.named(workflow.initiatedBy),
    since: task.since,
    dueAt: task.dueAt,
    overdue: isOverdue(task, scene.now),
    escalatedAt: task.escalatedAt,
    holders: holderViews(scene, holders),
    actions: holder === null ? [] : actionsFor(reader, loaded),
    mayReassign: task.state === 'open' && task.kind !== 'inform' && (holder !== null || isKeeper(reader)),
    decidedBy: task.decidedBy === null ? null : scene.named(task.decidedBy),
    decidedAt: task.decidedAt,
    reason: task.reason,
    subject: handler?.describe(scene.db, workflow.subjectId, reader, language) ?? null,
  };
}

/** What a holder may do; nothing with what is their own. */
function actionsFor(reader: Actor, { task, workflow }: Loaded): TaskAction[] {
  const isOwn = workflow.personId === reader.personId || workflow.initiatedBy === reader.personId;
  return refusesOwn(task.kind) && isOwn ? [] : [...actionsOf(task.kind)];
}

function holderViews(scene: Scene, holders: readonly Holder[]): TaskView['holders'] {
  const shown = new Set(reachable(holders));
  return holders
    .filter(({ personId, isAway }) => !isAway && shown.has(personId))
    .map(({ personId, role, standsInFor }) => ({
      ...scene.named(personId),
      role,
      standsInFor: standsInFor === null ? null : scene.named(standsInFor).name,
    }));
}

/** A process as the overview lists it. @param tasks of this workflow */
export function processRow(
  scene: Scene,
  workflow: WorkflowRow,
  tasks: readonly TaskRow[],
  template: TemplateRow,
): ProcessRow {
  return {
    workflowId: workflow.id,
    trigger: workflow.trigger,
    process: template.name,
    subjectKind: workflow.subjectKind,
    subjectId: workflow.subjectId,
    title: workflow.title,
    person: scene.named(workflow.personId),
    initiator: scene.named(workflow.initiatedBy),
    startedAt: workflow.startedAt,
    endedAt: workflow.endedAt,
    status: workflow.status,
    reason: workflow.reason,
    open: tasks
      .filter((task) => task.state === 'open' && task.kind !== 'inform')
      .map((task) => ({
        taskId: task.id,
        step: stepOf(template, task.stepKey).name,
        kind: task.kind,
        blocks: task.blocks,
        since: task.since,
        dueAt: task.dueAt,
        overdue: isOverdue(task, scene.now),
        holders: reachable(holdersOfTask(scene, { task, workflow })).map((id) => scene.named(id).name),
      })),
  };
}
