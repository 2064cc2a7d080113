import type { Actor } from '../kernel/actor.ts';
import type { DeclarationForm } from '../pay/model.ts';
import type { EmployerDb } from '../store/db.ts';

/** Subject kind and triggers under which declarations run through workflows. */
export const DECLARATION_SUBJECT = 'declaration';
export const declarationTriggers: Record<DeclarationForm, string> = {
  trip: 'declaration',
  fuel: 'declaration',
  home: 'declaration',
  worked: 'declaration.worked',
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
   * Does the open task of a declaration that this actor may do.
   * @throws AppError not_found when there is none, task_own, task_settled
   */
  act(actor: Actor, declarationId: string, command: FlowCommand): void;
  /** With whom it lies; null when nothing is open. */
  holder(db: EmployerDb, declarationId: string): { who: string; since: number } | null;
  /** Blocking approvals that are still open, for one that needs more than one. */
  openApprovals(tx: EmployerDb, declarationId: string): number;
}

export type FlowCommand =
  | { action: 'approve' }
  | { action: 'process'; periodId: number | null }
  | { action: 'reject' | 'return'; reason: string };
