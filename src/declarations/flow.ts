import type { Actor } from '../kernel/actor.ts';
import type { DeclarationForm } from '../pay/model.ts';
import type { EmployerDb } from '../store/db.ts';

/** Subject kind and triggers under which declarations run through workflows. */
export const DECLARATION_SUBJECT = 'declaration';
export const declarationTriggers: Record<DeclarationForm, string> = {
  trip: 'declaration',
  fuel: 'declaration',
  home: 'declaration',
  worked: 'declaration.hours',
};

export interface FlowStart {
  declarationId: string;
  trigger: string;
  /** In both lists and mails: no amounts. */
  title: string;
  personId: string;
}

/** Who treats and who processes, as declarations see it; the workflow module stands behind it. */
export interface DeclarationFlow {
  /** In the caller's transaction. */
  start(tx: EmployerDb, start: FlowStart, now: number): void;
  /** In the caller's transaction; silent when nothing runs. */
  cancel(tx: EmployerDb, declarationId: string, actor: Actor, now: number): void;
  /**
   * Does the open task of a declaration that this command is for.
   * @returns false when no such task is open: no workflow runs, or its steps leave this to the roles
   * @throws AppError task_own, task_settled, forbidden
   */
  act(actor: Actor, declarationId: string, command: FlowCommand): boolean;
  /** With whom it lies; null when nothing is open. */
  holder(db: EmployerDb, declarationId: string): { who: string; since: number } | null;
  /** Blocking approvals that are still open, for one that needs more than one. */
  openApprovals(tx: EmployerDb, declarationId: string): number;
}

export type FlowCommand =
  | { action: 'approve' }
  | { action: 'process'; periodId: number | null }
  | { action: 'reject' | 'return'; reason: string };
