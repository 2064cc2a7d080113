import type { Actor } from './actor.ts';
import { AppError } from './errors.ts';

/** For what HR and the payroll provider keep. @throws AppError forbidden for anybody else */
export function requireKeeper(actor: Actor): void {
  if (actor.role !== 'hr' && actor.role !== 'provider') throw new AppError('forbidden');
}

/** @throws AppError forbidden unless provider */
export function requireProvider(actor: Actor): void {
  if (actor.role !== 'provider') throw new AppError('forbidden');
}
