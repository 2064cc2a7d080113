import { and, eq, isNull, lte, or } from 'drizzle-orm';
import { inTransaction } from '../store/in-transaction.ts';
import { workflows, workflowTasks } from '../store/workflow-schema.ts';
import { escalationMail, reminderMail } from './mails.ts';
import { mailTo, untell } from './opening.ts';
import { changeOpen, holdersOfTask, type Loaded, record, stepOf, templateReader } from './rows.ts';
import { openScene, type Scene, type WorkflowDeps } from './scene.ts';
import type { Ticked, Workflows } from './service.ts';
import { reachable } from './who.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Tasks that one round takes up; the next one goes on. */
const BATCH = 100;

/** What the clock does: reminds once, escalates once, lets lapse what holds nothing up. Each leaves its mark on the row, so that a second round finds nothing. */
export function createTicking(deps: WorkflowDeps): Pick<Workflows, 'tick'> {
  return {
    tick: (employerId) =>
      inTransaction(deps.employers.open(employerId), (db) => {
        const ticked: Ticked = { reminded: 0, escalated: 0, expired: 0 };
        const scene = openScene(deps, db, deps.clock.now());
        for (const loaded of dueTasks(scene)) {
          const { task } = loaded;
          if (isDue(task.expiresAt, scene.now)) {
            expire(scene, loaded);
            ticked.expired++;
            continue;
          }
          if (task.escalatedAt === null && isDue(task.escalateAt, scene.now)) {
            escalate(scene, loaded);
            ticked.escalated++;
          }
          if (task.remindedAt === null && isDue(task.remindAt, scene.now)) {
            remind(scene, loaded);
            ticked.reminded++;
          }
        }
        return ticked;
      }),
  };
}

function isDue(at: number | null, now: number): boolean {
  return at !== null && at <= now;
}

function dueTasks({ db, now }: Scene): Loaded[] {
  return db
    .select({ task: workflowTasks, workflow: workflows })
    .from(workflowTasks)
    .innerJoin(workflows, eq(workflows.id, workflowTasks.workflowId))
    .where(
      and(
        eq(workflowTasks.state, 'open'),
        or(
          and(lte(workflowTasks.remindAt, now), isNull(workflowTasks.remindedAt)),
          and(lte(workflowTasks.escalateAt, now), isNull(workflowTasks.escalatedAt)),
          lte(workflowTasks.expiresAt, now),
        ),
      ),
    )
    .limit(BATCH)
    .all();
}

function remind(scene: Scene, loaded: Loaded): void {
  const { task, workflow } = loaded;
  if (!changeOpen(scene.db, task.id, { remindedAt: scene.now })) return;
  record(scene, workflow.id, 'reminded', { stepKey: task.stepKey });
  const template = templateReader(scene.db)(workflow.templateId);
  const days = Math.max(1, Math.floor((scene.now - task.since) / DAY));
  mailTo(scene, reachable(holdersOfTask(scene, loaded)), task, (name, url) =>
    reminderMail({
      name,
      url,
      title: workflow.title,
      process: template.name,
      step: stepOf(template, task.stepKey).name,
      days,
    }),
  );
}

/** From now on others may do it as well; they are told with whom it lies. */
function escalate(scene: Scene, { task, workflow }: Loaded): void {
  if (!changeOpen(scene.db, task.id, { escalatedAt: scene.now })) return;
  record(scene, workflow.id, 'escalated', { stepKey: task.stepKey });
  const before = reachable(holdersOfTask(scene, { task, workflow }));
  const escalated = { task: { ...task, escalatedAt: scene.now }, workflow };
  const template = templateReader(scene.db)(workflow.templateId);
  const added = reachable(holdersOfTask(scene, escalated)).filter((id) => !before.includes(id));
  const holders = before.map((id) => scene.named(id).name).join(', ');
  mailTo(scene, added, task, (name, url) =>
    escalationMail({
      name,
      url,
      title: workflow.title,
      process: template.name,
      step: stepOf(template, task.stepKey).name,
      holders,
    }),
  );
}

function expire(scene: Scene, { task, workflow }: Loaded): void {
  if (!changeOpen(scene.db, task.id, { state: 'expired', decidedAt: scene.now })) return;
  record(scene, workflow.id, 'expired', { stepKey: task.stepKey });
  untell(scene, [task.id]);
}
