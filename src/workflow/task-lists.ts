import type { Actor } from '../kernel/actor.ts';
import { mayHaveTasks, requireTasker } from './access.ts';
import type { Assignee } from './model.ts';
import { findTask, type OpenTask, openTasks, templateReader } from './rows.ts';
import { openScene, type Scene, type WorkflowDeps } from './scene.ts';
import type { Workflows } from './service.ts';
import type { TaskQuery } from './view-model.ts';
import { isOverdue, taskView } from './views.ts';
import { holderOf, holdersOf } from './who.ts';

/** Tasks on a page. */
export const TASKS_SHOWN = 25;

/** The lists of who has tasks. */
export function createTaskLists(deps: WorkflowDeps): Pick<Workflows, 'tasks' | 'count'> {
  const look = (actor: Actor) => openScene(deps, deps.employers.open(actor.employerId), deps.clock.now());
  return {
    tasks(actor, query, language) {
      requireTasker(actor);
      const scene = look(actor);
      const mine = tasksOfActor(scene, actor, query.list === 'notices');
      const found = mine.filter((task) => isWanted(scene, task, query)).sort(orders(scene)[query.sort]);
      const pages = Math.max(1, Math.ceil(found.length / TASKS_SHOWN));
      const page = Math.min(query.page, pages);
      const template = templateReader(scene.db);
      return {
        tasks: found.slice((page - 1) * TASKS_SHOWN, page * TASKS_SHOWN).flatMap(({ id }) => {
          const loaded = findTask(scene.db, id);
          if (loaded === undefined) return [];
          return [taskView(scene, actor, loaded, template(loaded.workflow.templateId), language)];
        }),
        total: found.length,
        page,
        pages,
        subjects: [...new Set(mine.map(({ subjectKind }) => subjectKind))].sort(),
      };
    },
    count: (actor) => (mayHaveTasks(actor) ? tasksOfActor(look(actor), actor, false).length : 0),
  };
}

/** Open tasks that somebody may settle. What many tasks have in common is worked out once. */
function tasksOfActor(scene: Scene, actor: Actor, notices: boolean): OpenTask[] {
  const known = new Map<string, boolean>();
  return openTasks(scene.db, { notices }).filter((task) => {
    const { kind, assignee, escalatedTo, personId, initiatedBy, departmentId } = task;
    const key = [kind, assignee, escalatedTo, personId, initiatedBy, departmentId].join('\n');
    let isMine = known.get(key);
    if (isMine === undefined) {
      const holders = holdersOf(
        {
          kind,
          assignee: JSON.parse(assignee) as Assignee,
          escalatedTo: escalatedTo === null ? null : (JSON.parse(escalatedTo) as Assignee),
          personId,
          initiatedBy,
          departmentId,
        },
        scene.world,
      );
      isMine = holderOf(holders, actor.personId, actor.role) !== null;
      known.set(key, isMine);
    }
    return isMine;
  });
}

function isWanted(scene: Scene, task: OpenTask, query: TaskQuery): boolean {
  if (query.kind !== undefined && task.kind !== query.kind) return false;
  if (query.subject !== undefined && task.subjectKind !== query.subject) return false;
  if (query.overdue && !isOverdue({ state: 'open', dueAt: task.dueAt }, scene.now)) return false;
  if (query.search === '') return true;
  const names = [task.personId, task.initiatedBy].map((id) => scene.named(id).name);
  return `${task.title} ${names.join(' ')}`.toLowerCase().includes(query.search.toLowerCase());
}

function orders(scene: Scene): Record<TaskQuery['sort'], (a: OpenTask, b: OpenTask) => number> {
  const name = ({ personId }: OpenTask) => scene.named(personId).name;
  const oldest = (a: OpenTask, b: OpenTask) => a.since - b.since || (a.id < b.id ? -1 : 1);
  return {
    due: (a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || oldest(a, b),
    oldest,
    newest: (a, b) => oldest(b, a),
    person: (a, b) => name(a).localeCompare(name(b), 'nl') || oldest(a, b),
  };
}
