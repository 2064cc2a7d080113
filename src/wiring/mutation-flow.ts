import { AppError } from '../kernel/errors.ts';
import { MUTATION_SUBJECT, type MutationFlow } from '../mutations/flow.ts';
import { describeMutation } from '../mutations/subject.ts';
import type { EmployerDb } from '../store/db.ts';
import type { SubjectHandler, Workflows } from '../workflow/service.ts';
import { openTasks } from './open-tasks.ts';

/**
 * Mutations over the workflow module.
 * @param workflows taken late, since both are made at once
 */
export function mutationFlow(
  workflows: () => Workflows,
  open: (employerId: string) => EmployerDb,
): MutationFlow {
  return {
    start(tx, { mutationId, trigger, title, personId, link, data }, now) {
      const subject = { kind: MUTATION_SUBJECT, id: mutationId, title, personId, link };
      workflows().start(tx, { trigger, subject, initiatedBy: personId, data }, now);
    },
    cancel(tx, mutationId, actor, now) {
      workflows().cancel(tx, { kind: MUTATION_SUBJECT, id: mutationId }, actor, now);
    },
    act(actor, mutationId, command) {
      const tasks = openTasks(open(actor.employerId), { kind: MUTATION_SUBJECT, id: mutationId });
      const own = tasks.find(({ id }) => mayDo(workflows(), actor, id));
      if (own === undefined) throw new AppError('not_found');
      workflows().act(actor, own.id, command, 'nl');
    },
  };
}

function mayDo(workflows: Workflows, actor: Parameters<Workflows['task']>[0], taskId: string): boolean {
  try {
    return workflows.task(actor, taskId, 'nl').actions.includes('complete');
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** What stands beside a task about a mutation. Neither step holds the change up, so nothing is done when one is decided. */
export const mutationSubject: Record<typeof MUTATION_SUBJECT, SubjectHandler> = {
  [MUTATION_SUBJECT]: {
    onStep: () => undefined,
    onOutcome: () => undefined,
    describe(db, subjectId, reader, language) {
      const shown = describeMutation(db, subjectId, reader, language);
      return shown && { ...shown, rule: null, fields: [] };
    },
  },
};
