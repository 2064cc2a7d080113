import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { assigneeRoles } from './model.ts';

/** HR and the provider see everybody's processes and keep the templates. */
export function isKeeper(actor: Actor): boolean {
  return (actor.role === 'hr' || actor.role === 'provider') && !actor.hasLeft;
}

/** @throws AppError forbidden unless hr or provider */
export function requireKeeper(actor: Actor): void {
  if (!isKeeper(actor)) throw new AppError('forbidden');
}

/** True for who can have tasks. */
export function mayHaveTasks(actor: Actor): boolean {
  return assigneeRoles.some((role) => role === actor.role) && !actor.hasLeft;
}

/** @throws AppError forbidden unless manager, hr or provider */
export function requireTasker(actor: Actor): void {
  if (!mayHaveTasks(actor)) throw new AppError('forbidden');
}
