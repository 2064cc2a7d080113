import type { Actor } from '../kernel/actor.ts';
import { mayHaveTasks, requireTasker } from './access.ts';
import { holdersOfTask, type Loaded, openTasks, templateReader } from './rows.ts';
import { openScene, type Scene, type WorkflowDeps } from './scene.ts';
import type { Workflows } from './service.ts';
import type { TaskQuery } from './view-model.ts';
import { isOverdue, taskView } from './views.ts';
import { type Holder, holderOf } from './who.ts';

/** Tasks on a page. */
export const TASKS_SHOWN = 25;

/** The lists of who has tasks. */
export function createTaskLists(deps: WorkflowDeps): Pick<Workflows, 'tasks' | 'count'> {
  const look = (actor: Actor) => openScene(deps, deps.employers.open(actor.employerId), deps.clock.now());
  return {
    tasks(actor, query, language) {
      requireTasker(actor);
      const scene = look(actor);
      const mine = tasksOfActor(scene, actor).filter(
        ({ task }) => (task.kind === 'inform') === (query.list === 'notices'),
      );
      const found = sorted(
        scene,
        mine.filter((loaded) => isWanted(scene, loaded, query)),
        query.sort,
      );
      const pages = Math.max(1, Math.ceil(found.length / TASKS_SHOWN));
      const page = Math.min(query.page, pages);
      const template = templateReader(scene.db);
      return {
        tasks: found
          .slice((page - 1) * TASKS_SHOWN, page * TASKS_SHOWN)
          .map((loaded) => taskView(scene, actor, loaded, template(loaded.workflow.templateId), language)),
        total: found.length,
        page,
        pages,
        subjects: [...new Set(mine.map(({ workflow }) => workflow.subjectKind))].sort(),
      };
    },
    count: (actor) =>
      mayHaveTasks(actor)
        ? tasksOfActor(look(actor), actor).filter(({ task }) => task.kind !== 'inform').length
        : 0,
  };
}

/** Open tasks that somebody may settle. What many tasks have in common is worked out once. */
function tasksOfActor(scene: Scene, actor: Actor): Loaded[] {
  const known = new Map<string, readonly Holder[]>();
  return openTasks(scene.db).filter((loaded) => {
    const { task, workflow } = loaded;
    const key = JSON.stringify([
      task.kind,
      task.assignee,
      task.escalatedAt !== null && task.escalateTo,
      workflow.personId,
      workflow.initiatedBy,
      workflow.departmentId,
    ]);
    const holders = known.get(key) ?? holdersOfTask(scene, loaded);
    known.set(key, holders);
    return holderOf(holders, actor.personId, actor.role) !== null;
  });
}

function isWanted(scene: Scene, { task, workflow }: Loaded, query: TaskQuery): boolean {
  if (query.kind !== undefined && task.kind !== query.kind) return false;
  if (query.subject !== undefined && workflow.subjectKind !== query.subject) return false;
  if (query.overdue && !isOverdue(task, scene.now)) return false;
  const names = [workflow.personId, workflow.initiatedBy].map((id) => scene.named(id).name);
  return `${workflow.title} ${names.join(' ')}`.toLowerCase().includes(query.search.toLowerCase());
}

function sorted(scene: Scene, found: readonly Loaded[], by: TaskQuery['sort']): Loaded[] {
  const name = ({ workflow }: Loaded) => scene.named(workflow.personId).name;
  const oldest = (a: Loaded, b: Loaded) => a.task.since - b.task.since || (a.task.id < b.task.id ? -1 : 1);
  const compare: Record<TaskQuery['sort'], (a: Loaded, b: Loaded) => number> = {
    due: (a, b) => (a.task.dueAt ?? Infinity) - (b.task.dueAt ?? Infinity) || oldest(a, b),
    oldest,
    newest: (a, b) => oldest(b, a),
    person: (a, b) => name(a).localeCompare(name(b), 'nl') || oldest(a, b),
  };
  return [...found].sort(compare[by]);
}
