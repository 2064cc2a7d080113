import { eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { unansweredQuestions } from '../store/employer-schema.ts';
import type { Contact } from './tell-askers.ts';

/** From so many people on HR hears anything about who they are beside their number; fewer could be guessed. */
export const MANY = 3;

/** What of the asked questions tells who asked. */
export type Asking = Pick<typeof unansweredQuestions.$inferSelect, 'personId' | 'named' | 'sentToHr'>;

export interface Askers {
  /** People who let HR know that they ask, by name. Nobody else is ever named. */
  names: string[];
  /** How many of them work on call; null below three people. */
  onCall: number | null;
}

/** Ids whose name or contract HR may hear of: who said so, and everybody of a group of three or more. */
export function identifiable(asked: readonly Asking[]): string[] {
  const people = new Set(asked.map(({ personId }) => personId));
  return people.size >= MANY ? [...people] : consenting(asked);
}

function consenting(asked: readonly Asking[]): string[] {
  return [...new Set(asked.filter((one) => one.named && one.sentToHr).map(({ personId }) => personId))];
}

/** @param contacts of those that `identifiable` names; who left is not among them */
export function askersOf(asked: readonly Asking[], contacts: ReadonlyMap<string, Contact>): Askers {
  const people = [...new Set(asked.map(({ personId }) => personId))];
  const names = consenting(asked).flatMap((id) => contacts.get(id)?.name ?? []);
  const onCall = people.filter((id) => contacts.get(id)?.isOnCall === true).length;
  return { names: names.sort(), onCall: people.length >= MANY ? onCall : null };
}

/**
 * Lets HR know who asks, or takes the name away again; of an own question that was sent to HR.
 * @throws AppError not_found
 */
export function setNamed(db: EmployerDb, actor: Actor, unansweredId: string, named: boolean): void {
  const row = db.select().from(unansweredQuestions).where(eq(unansweredQuestions.id, unansweredId)).get();
  if (row === undefined || row.personId !== actor.personId || !row.sentToHr) throw new AppError('not_found');
  db.update(unansweredQuestions).set({ named }).where(eq(unansweredQuestions.id, unansweredId)).run();
}
