import { and, desc, eq } from 'drizzle-orm';
import type { EmployerDb } from '../store/db.ts';
import { workflows, workflowTasks } from '../store/workflow-schema.ts';
import type { StepKind } from '../workflow/model.ts';

/** Tasks of a subject that are still to be done, in the workflows that are under way or left them behind; latest first. */
export function openTasks(
  db: EmployerDb,
  subject: { kind: string; id: string },
): { id: string; kind: StepKind; blocks: boolean }[] {
  return db
    .select({ id: workflowTasks.id, kind: workflowTasks.kind, blocks: workflowTasks.blocks })
    .from(workflowTasks)
    .innerJoin(workflows, eq(workflows.id, workflowTasks.workflowId))
    .where(
      and(
        eq(workflows.subjectKind, subject.kind),
        eq(workflows.subjectId, subject.id),
        eq(workflowTasks.state, 'open'),
      ),
    )
    .orderBy(desc(workflowTasks.since))
    .all();
}
