import { and, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { workflows } from '../store/workflow-schema.ts';
import { dueSteps, isComplete } from './decide.ts';
import { endWorkflow, openSteps, untell } from './opening.ts';
import { changeOpen, record, tasksOf, templateReader, type WorkflowRow } from './rows.ts';
import type { Scene } from './scene.ts';
import type { Started, StartInput } from './service.ts';
import { presentTemplate } from './template-rows.ts';

/** Starts a workflow in the scene's transaction, or gives the one that runs for this subject. @throws AppError workflow_inactive, not_found */
export function startIn(scene: Scene, { trigger, subject, initiatedBy, data = {} }: StartInput): Started {
  const { db, now } = scene;
  const running = db
    .select()
    .from(workflows)
    .where(
      and(
        eq(workflows.subjectKind, subject.kind),
        eq(workflows.subjectId, subject.id),
        eq(workflows.trigger, trigger),
        eq(workflows.status, 'running'),
      ),
    )
    .get();
  if (running !== undefined) return { workflowId: running.id, status: running.status };
  const template = presentTemplate(scene, trigger);
  if (!template.active) throw new AppError('workflow_inactive');
  const workflow: WorkflowRow = {
    id: scene.deps.ids.next(),
    trigger,
    templateId: template.id,
    subjectKind: subject.kind,
    subjectId: subject.id,
    title: subject.title,
    personId: subject.personId,
    initiatedBy,
    departmentId:
      subject.departmentId === undefined ? scene.world.departmentOf(subject.personId) : subject.departmentId,
    link: subject.link ?? null,
    status: 'running',
    data,
    startedAt: now,
    endedAt: null,
    endedBy: null,
    reason: null,
  };
  db.insert(workflows).values(workflow).run();
  record(scene, workflow.id, 'started', { by: initiatedBy });
  openSteps(scene, workflow, template, dueSteps(template.steps, new Set(), new Set()), initiatedBy);
  if (!isComplete(template.steps, new Set())) return { workflowId: workflow.id, status: workflow.status };
  endWorkflow(scene, workflow, template, { status: 'completed', actor: null, reason: null, tellOwner: true });
  return { workflowId: workflow.id, status: 'completed' };
}

/** Takes a workflow back in the scene's transaction, with its open tasks. @returns false when it had ended already */
export function cancelIn(scene: Scene, workflow: WorkflowRow, actor: Actor, tellOwner: boolean): boolean {
  const template = templateReader(scene.db)(workflow.templateId);
  if (!endWorkflow(scene, workflow, template, { status: 'cancelled', actor, reason: null, tellOwner }))
    return false;
  dropOpen(scene, workflow.id);
  return true;
}

/** Takes the open tasks of a workflow off the desks: of one that ended and left steps behind that held nothing up, too. */
export function dropOpen(scene: Scene, workflowId: string): void {
  const open = tasksOf(scene.db, [workflowId]).filter(({ state }) => state === 'open');
  for (const { id } of open) changeOpen(scene.db, id, { state: 'cancelled', decidedAt: scene.now });
  untell(
    scene,
    open.map(({ id }) => id),
  );
}
