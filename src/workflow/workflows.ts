import { createAbsences } from './absences.ts';
import { createProcesses } from './processes.ts';
import { createRunning } from './running.ts';
import type { WorkflowDeps } from './scene.ts';
import type { Workflows } from './service.ts';
import { createTaskLists } from './task-lists.ts';
import { createTemplates } from './templates.ts';
import { createTicking } from './ticking.ts';

/** Workflows over the databases of employers; what they are about comes in with the handlers and the seeds. */
export function createWorkflows(deps: WorkflowDeps): Workflows {
  return {
    ...createRunning(deps),
    ...createTaskLists(deps),
    ...createProcesses(deps),
    ...createTemplates(deps),
    ...createAbsences(deps),
    ...createTicking(deps),
  };
}
