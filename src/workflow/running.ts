import { and, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { workflows } from '../store/workflow-schema.ts';
import { requireTasker } from './access.ts';
import type { TaskCommand } from './model.ts';
import { findTask, type Loaded, templateReader } from './rows.ts';
import { openScene, type Scene, type WorkflowDeps } from './scene.ts';
import type { Language, Workflows } from './service.ts';
import {
  candidatesOf,
  findVisible,
  reassignIn,
  requireReassignable,
  requireTask,
  settle,
} from './settling.ts';
import { cancelIn, dropOpen, startIn } from './starting.ts';
import type { ActResult } from './view-model.ts';
import { taskView } from './views.ts';

type Running = Pick<Workflows, 'start' | 'cancel' | 'task' | 'act' | 'actAll' | 'candidates' | 'reassign'>;

/** What moves workflows: starting them, acting on tasks, taking them back. */
export function createRunning(deps: WorkflowDeps): Running {
  const look = (actor: Actor): Scene => {
    requireTasker(actor);
    return openScene(deps, deps.employers.open(actor.employerId), deps.clock.now());
  };
  const change = (actor: Actor, origin: string | undefined, work: (scene: Scene) => void): void => {
    requireTasker(actor);
    inTransaction(deps.employers.open(actor.employerId), (db) =>
      work(openScene(deps, db, deps.clock.now(), origin)),
    );
  };
  const drawn = (scene: Scene, actor: Actor, loaded: Loaded, language: Language) =>
    taskView(scene, actor, loaded, templateReader(scene.db)(loaded.workflow.templateId), language);
  const view = (actor: Actor, taskId: string, language: Language) => {
    const scene = look(actor);
    return drawn(scene, actor, requireTask(scene, actor, taskId).loaded, language);
  };
  const attempt = (actor: Actor, taskId: string, command: TaskCommand, origin?: string): ActResult => {
    let code: ActResult['code'] = null;
    try {
      change(actor, origin, (scene) => settle(scene, actor, taskId, command));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      code = error.code;
    }
    const title = findVisible(look(actor), actor, taskId)?.loaded.workflow.title ?? '';
    return { taskId, title, ok: code === null, code };
  };
  return {
    start: (tx, input, now) => startIn(openScene(deps, tx, now, input.origin), input),
    cancel(tx, { kind, id }, actor, now) {
      const found = tx
        .select()
        .from(workflows)
        .where(and(eq(workflows.subjectKind, kind), eq(workflows.subjectId, id)))
        .all();
      const scene = openScene(deps, tx, now);
      for (const workflow of found)
        if (!cancelIn(scene, workflow, actor, false)) dropOpen(scene, workflow.id);
    },
    task: view,
    act(actor, taskId, command, language, origin) {
      change(actor, origin, (scene) => settle(scene, actor, taskId, command));
      return view(actor, taskId, language);
    },
    actAll: (actor, taskIds, command, origin) =>
      [...new Set(taskIds)].map((taskId) => attempt(actor, taskId, command, origin)),
    candidates(actor, taskId) {
      const scene = look(actor);
      return candidatesOf(scene, requireReassignable(scene, actor, taskId));
    },
    reassign(actor, taskId, personId, language, origin) {
      change(actor, origin, (scene) => reassignIn(scene, actor, taskId, personId));
      const scene = look(actor);
      const loaded = findTask(scene.db, taskId);
      if (loaded === undefined) throw new AppError('not_found');
      // Whoever gave it away may not see it any more, but does see what came of that.
      return drawn(scene, actor, loaded, language);
    },
  };
}
