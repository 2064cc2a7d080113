import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { EmployerDb } from '../store/db.ts';
import {
  workflowAbsences,
  workflowEvents,
  workflows,
  workflowTasks,
  workflowTemplates,
} from '../store/workflow-schema.ts';
import type { EventKind, Step, StepKind } from './model.ts';
import type { Scene } from './scene.ts';
import { type Holder, holdersOf } from './who.ts';

export type WorkflowRow = typeof workflows.$inferSelect;
export type TaskRow = typeof workflowTasks.$inferSelect;
export type TemplateRow = typeof workflowTemplates.$inferSelect;
export type AbsenceRow = typeof workflowAbsences.$inferSelect;

/** A task with what it belongs to. */
export interface Loaded {
  task: TaskRow;
  workflow: WorkflowRow;
}

export function findTask(db: EmployerDb, taskId: string): Loaded | undefined {
  return db
    .select({ task: workflowTasks, workflow: workflows })
    .from(workflowTasks)
    .innerJoin(workflows, eq(workflows.id, workflowTasks.workflowId))
    .where(eq(workflowTasks.id, taskId))
    .get();
}

/** An open task as far as lists need it to choose from many. */
export interface OpenTask {
  id: string;
  kind: StepKind;
  /** JSON as it lies in the database: what many tasks have in common is read once. */
  assignee: string;
  escalatedTo: string | null;
  since: number;
  dueAt: number | null;
  title: string;
  subjectKind: string;
  personId: string;
  initiatedBy: string;
  departmentId: string | null;
}

/** All open tasks of an employer; notices only, or all but those. */
export function openTasks(db: EmployerDb, which: { notices: boolean }): OpenTask[] {
  return db.all<OpenTask>(sql`
    SELECT t.id, t.kind, t.assignee, t.since, t.due_at AS dueAt,
      CASE WHEN t.escalated_at IS NULL THEN NULL ELSE t.escalate_to END AS escalatedTo,
      w.title, w.subject_kind AS subjectKind, w.person_id AS personId, w.initiated_by AS initiatedBy,
      w.department_id AS departmentId
    FROM workflow_tasks t JOIN workflows w ON w.id = t.workflow_id
    WHERE t.state = 'open' AND (t.kind = 'inform') = ${which.notices ? 1 : 0}`);
}

export function tasksOf(db: EmployerDb, workflowIds: readonly string[]): TaskRow[] {
  return db
    .select()
    .from(workflowTasks)
    .where(inArray(workflowTasks.workflowId, [...workflowIds]))
    .all();
}

/** Reads a version once and remembers it: many tasks run by few versions. */
export function templateReader(db: EmployerDb): (templateId: string) => TemplateRow {
  const known = new Map<string, TemplateRow>();
  return (id) => {
    const found =
      known.get(id) ?? db.select().from(workflowTemplates).where(eq(workflowTemplates.id, id)).get();
    if (found === undefined) throw new Error('a workflow lost its template');
    known.set(id, found);
    return found;
  };
}

/** @throws Error for a task without a step: a version never changes, so there is always one */
export function stepOf(template: TemplateRow, stepKey: string): Step {
  const step = template.steps.find(({ key }) => key === stepKey);
  if (step === undefined) throw new Error('a task lost its step');
  return step;
}

/** Who may settle a task now; for a settled one, who could. */
export function holdersOfTask(scene: Scene, { task, workflow }: Loaded): Holder[] {
  return holdersOf(
    {
      kind: task.kind,
      assignee: task.assignee,
      escalatedTo: task.escalatedAt === null ? null : task.escalateTo,
      personId: workflow.personId,
      initiatedBy: workflow.initiatedBy,
      departmentId: workflow.departmentId,
    },
    scene.world,
  );
}

/** Adds a line to the history. */
export function record(
  scene: Scene,
  workflowId: string,
  kind: EventKind,
  about: {
    stepKey?: string;
    by?: string | null;
    standsInFor?: string | null;
    reason?: string | null;
  } = {},
): void {
  scene.db
    .insert(workflowEvents)
    .values({ workflowId, kind, ...about, at: scene.now })
    .run();
}

/** Changes a task that is open still. @returns false when somebody was first */
export function changeOpen(db: EmployerDb, taskId: string, values: Partial<TaskRow>): boolean {
  const changed = db
    .update(workflowTasks)
    .set(values)
    .where(and(eq(workflowTasks.id, taskId), eq(workflowTasks.state, 'open')))
    .returning({ id: workflowTasks.id })
    .all();
  return changed.length === 1;
}

/** Absences that were not taken back, first the earliest. */
export function standingAbsences(db: EmployerDb): AbsenceRow[] {
  return db
    .select()
    .from(workflowAbsences)
    .where(isNull(workflowAbsences.removedAt))
    .orderBy(asc(workflowAbsences.from), asc(workflowAbsences.id))
    .all();
}
