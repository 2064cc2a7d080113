import type { Actor } from '../kernel/actor.ts';
import type { EmployerDb } from '../store/db.ts';

/** Subject kind under which mutations run through workflows. */
export const MUTATION_SUBJECT = 'mutation';
/** A move gives tasks (flowers, commuting allowance); contact data a notice. Neither holds the change up. */
export type MutationTrigger = 'move' | 'contact';

export interface MutationStart {
  mutationId: string;
  trigger: MutationTrigger;
  /** In lists and mails: no address, no number. */
  title: string;
  personId: string;
  /** Path where who handed it in can see it. */
  link: string;
  /** What whoever does the tasks must know. */
  data: { effectiveOn: string; retroactive: boolean };
}

/** Who hears of a change, as mutations see it; the workflow module stands behind it. */
export interface MutationFlow {
  /** In the caller's transaction. */
  start(tx: EmployerDb, start: MutationStart, now: number): void;
  /** In the caller's transaction; silent when nothing runs. */
  cancel(tx: EmployerDb, mutationId: string, actor: Actor, now: number): void;
  /**
   * Does the open task of a mutation that this actor may do.
   * @throws AppError not_found when there is none, task_own, task_settled
   */
  act(actor: Actor, mutationId: string, command: { action: 'complete' }): void;
}
