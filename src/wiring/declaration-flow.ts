import { DECLARATION_SUBJECT, type DeclarationFlow, type FlowCommand } from '../declarations/flow.ts';
import { DECLARATIONS_PATH } from '../declarations/titles.ts';
import type { EmployerDb } from '../store/db.ts';
import type { StepKind, TaskCommand } from '../workflow/model.ts';
import type { Workflows } from '../workflow/service.ts';
import { openTasks } from './open-tasks.ts';

/** Which task a command is for; a refusal is for whichever of the two is open. */
const kindsOf: Record<FlowCommand['action'], readonly StepKind[]> = {
  approve: ['approve'],
  process: ['process'],
  reject: ['approve', 'process'],
  return: ['approve', 'process'],
};

/**
 * Declarations over the workflow module.
 * @param workflows taken late, since both are made at once
 */
export function declarationFlow(
  workflows: () => Workflows,
  open: (employerId: string) => EmployerDb,
): DeclarationFlow {
  return {
    start(tx, { declarationId, trigger, title, personId }, now) {
      const link = `${DECLARATIONS_PATH}/${declarationId}`;
      const subject = { kind: DECLARATION_SUBJECT, id: declarationId, title, personId, link };
      workflows().start(tx, { trigger, subject, initiatedBy: personId }, now);
    },
    cancel(tx, declarationId, actor, now) {
      workflows().cancel(tx, { kind: DECLARATION_SUBJECT, id: declarationId }, actor, now);
    },
    act(actor, declarationId, command) {
      const task = openTasks(open(actor.employerId), subjectOf(declarationId)).find(
        ({ kind, blocks }) => blocks && kindsOf[command.action].includes(kind),
      );
      if (task === undefined) return false;
      workflows().act(actor, task.id, commandOf(command), 'nl');
      return true;
    },
    openApprovals: (tx, declarationId) =>
      openTasks(tx, subjectOf(declarationId)).filter(({ kind, blocks }) => blocks && kind === 'approve')
        .length,
    holder(db, declarationId) {
      const process = workflows().ofSubject(db, { kind: DECLARATION_SUBJECT, id: declarationId });
      const [task] = process?.open.filter(({ blocks }) => blocks) ?? [];
      if (process?.status !== 'running' || task === undefined) return null;
      return { who: task.holders.join(', '), since: task.since };
    },
  };
}

const subjectOf = (id: string) => ({ kind: DECLARATION_SUBJECT, id });

function commandOf(command: FlowCommand): TaskCommand {
  if (command.action !== 'process') return command;
  const { periodId } = command;
  return { action: 'process', ...(periodId === null ? {} : { input: { periodId: String(periodId) } }) };
}
