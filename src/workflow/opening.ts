import { and, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import type { MailText, OutboxDb } from '../notifications/model.ts';
import { enqueue, cancel as takeOut } from '../notifications/outbox.ts';
import { workflows, workflowTasks } from '../store/workflow-schema.ts';
import { timesOf } from './decide.ts';
import { decisionMail, taskMail } from './mails.ts';
import type { Step, WorkflowStatus } from './model.ts';
import {
  holdersOfTask,
  type Loaded,
  record,
  stepOf,
  type TaskRow,
  type TemplateRow,
  type WorkflowRow,
} from './rows.ts';
import type { Scene } from './scene.ts';
import { reachable } from './who.ts';

/** Opens tasks for steps whose turn it is: rows, history and mails. @param by who caused it and needs no mail */
export function openSteps(
  scene: Scene,
  workflow: WorkflowRow,
  template: TemplateRow,
  steps: readonly Step[],
  by: string | null,
): void {
  for (const step of steps) {
    const task: TaskRow = {
      id: scene.deps.ids.next(),
      workflowId: workflow.id,
      stepKey: step.key,
      kind: step.kind,
      blocks: step.blocks,
      assignee: step.assignee,
      escalateTo: step.escalateTo,
      state: 'open',
      since: scene.now,
      ...timesOf(step, scene.now),
      remindedAt: null,
      escalatedAt: null,
      action: null,
      decidedBy: null,
      standsInFor: null,
      decidedAt: null,
      reason: null,
    };
    scene.db.insert(workflowTasks).values(task).run();
    record(scene, workflow.id, 'opened', { stepKey: step.key });
    mailHolders(scene, { task, workflow }, template, by);
  }
}

/** Tells who holds a task that it is there. */
export function mailHolders(scene: Scene, loaded: Loaded, template: TemplateRow, by: string | null): void {
  const step = stepOf(template, loaded.task.stepKey);
  const to = reachable(holdersOfTask(scene, loaded)).filter((personId) => personId !== by);
  mailTo(scene, to, loaded.task, (name, url) =>
    taskMail({
      name,
      url,
      title: loaded.workflow.title,
      process: template.name,
      step: step.name,
      kind: step.kind,
    }),
  );
}

/** Puts one mail for each of these people in the outbox, with a link to the task. */
export function mailTo(
  scene: Scene,
  personIds: readonly string[],
  task: TaskRow,
  text: (name: string, url: string | null) => MailText,
): void {
  const url = scene.origin === null ? null : `${scene.origin}/taken/${encodeURIComponent(task.id)}`;
  for (const personId of personIds) {
    const colleague = scene.colleagues.get(personId);
    if (colleague === undefined) continue;
    enqueue(scene.db as OutboxDb, {
      id: scene.deps.ids.next(),
      recipient: colleague.email,
      text: text(colleague.name, url),
      now: scene.now,
      about: aboutTask(task.id),
    });
  }
}

/** Mails about a settled task that have not left are pointless. */
export function untell(scene: Scene, taskIds: readonly string[]): void {
  for (const taskId of taskIds)
    takeOut(scene.db as OutboxDb, (outbox) =>
      and(eq(outbox.status, 'waiting'), eq(outbox.about, aboutTask(taskId))),
    );
}

function aboutTask(taskId: string): string {
  return `task/${taskId}`;
}

/**
 * Ends a workflow that runs: row, history, the mail to who handed it in, and the owner of its subject.
 * @param actor null when nobody decided: it had no blocking step
 * @returns false when it had ended already
 */
export function endWorkflow(
  scene: Scene,
  workflow: WorkflowRow,
  template: TemplateRow,
  end: {
    status: Exclude<WorkflowStatus, 'running'>;
    actor: Actor | null;
    reason: string | null;
    tellOwner: boolean;
  },
): boolean {
  const { status, actor, reason } = end;
  const ended = scene.db
    .update(workflows)
    .set({ status, endedAt: scene.now, endedBy: actor?.personId ?? null, reason })
    .where(and(eq(workflows.id, workflow.id), eq(workflows.status, 'running')))
    .returning({ id: workflows.id })
    .all();
  if (ended.length === 0) return false;
  record(scene, workflow.id, status === 'cancelled' ? 'cancelled' : 'ended', {
    by: actor?.personId ?? null,
    reason,
  });
  if (actor !== null && status !== 'cancelled') mailDecision(scene, workflow, template, status, actor);
  if (end.tellOwner)
    scene.deps.handlers[workflow.subjectKind]?.onOutcome(scene.db, {
      subjectId: workflow.subjectId,
      workflowId: workflow.id,
      status,
      actor,
      reason,
      data: workflow.data,
      at: scene.now,
    });
  return true;
}

function mailDecision(
  scene: Scene,
  { initiatedBy, title, link }: WorkflowRow,
  { name: process }: TemplateRow,
  status: 'completed' | 'rejected' | 'returned',
  actor: Actor,
): void {
  const colleague = scene.colleagues.get(initiatedBy);
  if (colleague === undefined || initiatedBy === actor.personId) return;
  const url = scene.origin === null || link === null ? null : `${scene.origin}${link}`;
  enqueue(scene.db as OutboxDb, {
    id: scene.deps.ids.next(),
    recipient: colleague.email,
    text: decisionMail({ name: colleague.name, title, process, url, status }),
    now: scene.now,
  });
}
