import { and, asc, count, desc, eq, gte, inArray, lt, ne, not, or, type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { addDays } from '../kernel/calendar.ts';
import { type CalendarDate, today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { likeAnywhere } from '../store/like.ts';
import { workflowEvents, workflows, workflowTasks } from '../store/workflow-schema.ts';
import { isKeeper, requireKeeper } from './access.ts';
import { holdersOfTask, stepOf, type TaskRow, tasksOf, templateReader, type WorkflowRow } from './rows.ts';
import { openScene, type Scene, type WorkflowDeps } from './scene.ts';
import type { Workflows } from './service.ts';
import { isOwn } from './settling.ts';
import { cancelIn } from './starting.ts';
import type { EventView, ProcessQuery, ProcessRow } from './view-model.ts';
import { processRow } from './views.ts';
import { holderOf } from './who.ts';

/** Processes on a page. */
export const PROCESSES_SHOWN = 50;
/** Rows in a file, at most. */
export const EXPORT_ROWS = 10_000;

type Processes = Pick<Workflows, 'processes' | 'exportRows' | 'process' | 'cancelProcess' | 'ofSubject'>;

/** Everybody's processes: what runs, with whom it lies, what came of it. */
export function createProcesses(deps: WorkflowDeps): Processes {
  const look = (actor: Actor) => openScene(deps, deps.employers.open(actor.employerId), deps.clock.now());
  return {
    processes(actor, query) {
      requireKeeper(actor);
      const scene = look(actor);
      const where = wanted(scene, query);
      const total = scene.db.select({ n: count() }).from(workflows).where(where).get()?.n ?? 0;
      const pages = Math.max(1, Math.ceil(total / PROCESSES_SHOWN));
      const page = Math.min(query.page, pages);
      const rows = found(scene, where, PROCESSES_SHOWN, (page - 1) * PROCESSES_SHOWN);
      return { processes: rows, total, page, pages };
    },
    exportRows(actor, query) {
      requireKeeper(actor);
      const scene = look(actor);
      return found(scene, wanted(scene, query), EXPORT_ROWS, 0);
    },
    process(actor, workflowId, language) {
      const scene = look(actor);
      const { workflow, tasks } = requireVisible(scene, actor, workflowId);
      const template = templateReader(scene.db)(workflow.templateId);
      const handler = deps.handlers[workflow.subjectKind];
      return {
        ...processRow(scene, workflow, tasks, template),
        templateVersion: template.version,
        steps: template.steps.map(({ key, name, kind, order, blocks }) => {
          const state = tasks.find(({ stepKey }) => stepKey === key)?.state ?? null;
          return { key, name, kind, order, blocks, state };
        }),
        events: eventsOf(scene, workflow, (key) => stepOf(template, key).name),
        subject: handler?.describe(scene.db, workflow.subjectId, actor, language) ?? null,
        mayCancel: workflow.status === 'running' && isOwn(workflow, actor),
      };
    },
    cancelProcess: (actor, workflowId) =>
      inTransaction(deps.employers.open(actor.employerId), (db) => {
        const scene = openScene(deps, db, deps.clock.now());
        const { workflow } = requireVisible(scene, actor, workflowId);
        if (!isOwn(workflow, actor)) throw new AppError('forbidden');
        if (actor.hasLeft) throw new AppError('left_employment');
        const isRepeat = workflow.status === 'cancelled' && workflow.endedBy === actor.personId;
        if (!isRepeat && !cancelIn(scene, workflow, actor, true)) throw new AppError('conflict');
        return rowsOf(scene, [requireWorkflow(db, workflowId)])[0] as ProcessRow;
      }),
    ofSubject(db, { kind, id }) {
      const workflow = db
        .select()
        .from(workflows)
        .where(and(eq(workflows.subjectKind, kind), eq(workflows.subjectId, id)))
        .orderBy(desc(workflows.startedAt), desc(sql`rowid`))
        .get();
      if (workflow === undefined) return null;
      return rowsOf(openScene(deps, db, deps.clock.now()), [workflow])[0] ?? null;
    },
  };
}

/** Open: it runs, or somebody still has something to do for it. */
function wanted(scene: Scene, query: ProcessQuery): SQL | undefined {
  const left = scene.db
    .select({ id: workflowTasks.workflowId })
    .from(workflowTasks)
    .where(and(eq(workflowTasks.state, 'open'), ne(workflowTasks.kind, 'inform')));
  const open = or(eq(workflows.status, 'running'), inArray(workflows.id, left)) as SQL;
  return and(
    query.tab === 'open' ? open : not(open),
    query.trigger === undefined ? undefined : eq(workflows.trigger, query.trigger),
    query.status === undefined ? undefined : eq(workflows.status, query.status),
    query.from === undefined ? undefined : gte(workflows.startedAt, startOfDay(query.from)),
    query.to === undefined ? undefined : lt(workflows.startedAt, startOfDay(addDays(query.to, 1))),
    query.search === '' ? undefined : matching(scene, query.search),
  );
}

function matching(scene: Scene, search: string): SQL | undefined {
  const folded = search.toLowerCase();
  const named = [...scene.colleagues.values()]
    .filter(({ name }) => name.toLowerCase().includes(folded))
    .map(({ personId }) => personId);
  const pattern = likeAnywhere(folded);
  return or(
    sql`lower(${workflows.title}) LIKE ${pattern} ESCAPE '\\'`,
    inArray(workflows.personId, named),
    inArray(workflows.initiatedBy, named),
  );
}

/** The moment at which a day begins in the Netherlands. */
function startOfDay(date: CalendarDate): number {
  const summer = Date.parse(`${date}T00:00:00+02:00`);
  return today({ now: () => summer }) === date ? summer : Date.parse(`${date}T00:00:00+01:00`);
}

function found(scene: Scene, where: SQL | undefined, limit: number, offset: number): ProcessRow[] {
  const rows = scene.db
    .select()
    .from(workflows)
    .where(where)
    .orderBy(desc(workflows.startedAt), desc(workflows.id))
    .limit(limit)
    .offset(offset)
    .all();
  return rowsOf(scene, rows);
}

function rowsOf(scene: Scene, rows: readonly WorkflowRow[]): ProcessRow[] {
  const tasks = new Map<string, TaskRow[]>();
  const ids = rows.map(({ id }) => id);
  for (const task of tasksOf(scene.db, ids)) {
    const known = tasks.get(task.workflowId) ?? [];
    known.push(task);
    tasks.set(task.workflowId, known);
  }
  const template = templateReader(scene.db);
  return rows.map((row) => processRow(scene, row, tasks.get(row.id) ?? [], template(row.templateId)));
}

/** @throws AppError not_found */
function requireWorkflow(db: EmployerDb, workflowId: string): WorkflowRow {
  const workflow = db.select().from(workflows).where(eq(workflows.id, workflowId)).get();
  if (workflow === undefined) throw new AppError('not_found');
  return workflow;
}

/** A process that somebody may know of: HR, the provider, who it is about, who handed it in, who has or had a task in it. */
function requireVisible(scene: Scene, actor: Actor, workflowId: string) {
  const workflow = requireWorkflow(scene.db, workflowId);
  const tasks = tasksOf(scene.db, [workflowId]);
  const has = (task: TaskRow) =>
    task.decidedBy === actor.personId ||
    holderOf(holdersOfTask(scene, { task, workflow }), actor.personId, actor.role) !== null;
  if (!isKeeper(actor) && !isOwn(workflow, actor) && !tasks.some(has)) throw new AppError('not_found');
  return { workflow, tasks };
}

function eventsOf(
  scene: Scene,
  { id }: WorkflowRow,
  nameOf: (stepKey: string) => EventView['step'],
): EventView[] {
  return scene.db
    .select()
    .from(workflowEvents)
    .where(eq(workflowEvents.workflowId, id))
    .orderBy(asc(workflowEvents.seq))
    .all()
    .map(({ kind, stepKey, by, standsInFor, reason, at }) => ({
      kind,
      step: stepKey === null ? null : nameOf(stepKey),
      by: by === null ? null : scene.named(by),
      standsInFor: standsInFor === null ? null : scene.named(standsInFor).name,
      reason,
      at,
    }));
}
