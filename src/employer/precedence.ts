import { eq, isNull } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { documents } from '../store/employer-schema.ts';
import { findDocument } from './document-access.ts';
import type { DocumentView } from './model.ts';

export const moves = ['up', 'down', 'in', 'out'] as const;
/** One step up or down in the order, into it as the last, or out of it. */
export type Move = (typeof moves)[number];

type Ranked = Pick<DocumentView, 'id' | 'title' | 'precedence'>;

/** Ids of the documents that HR gave a precedence, the one that goes before all others first; equal ones by title. */
export function orderOf(all: readonly Ranked[]): string[] {
  return all
    .filter(({ precedence }) => precedence > 0)
    .sort((a, b) => b.precedence - a.precedence || byText(a.title, b.title) || byText(a.id, b.id))
    .map(({ id }) => id);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order after a move; a step past either end leaves it as it was. */
export function moved(order: readonly string[], id: string, move: Move): string[] {
  const at = order.indexOf(id);
  const others = order.filter((other) => other !== id);
  switch (move) {
    case 'out':
      return others;
    case 'in':
      return at < 0 ? [...order, id] : [...order];
    case 'up':
    case 'down': {
      if (at < 0) return [...order];
      const to = Math.min(Math.max(at + (move === 'up' ? -1 : 1), 0), others.length);
      return [...others.slice(0, to), id, ...others.slice(to)];
    }
  }
}

/** The numbers that make an order: the last one has 1, as 0 is no rule. */
export function precedencesOf(order: readonly string[]): Map<string, number> {
  return new Map(order.map((id, i) => [id, order.length - i]));
}

/**
 * Writes an order. Run it inside a transaction.
 * @param seen the order that the decision was made on
 * @throws AppError not_found, bad_request (an id twice), conflict
 */
export function writeOrder(
  tx: EmployerDb,
  order: readonly string[],
  seen: readonly string[] | undefined,
  now: number,
): string[] {
  if (new Set(order).size < order.length) throw new AppError('bad_request');
  for (const id of order) findDocument(tx, id);
  const { id, title, precedence } = documents;
  const standing = tx
    .select({ id, title, precedence })
    .from(documents)
    .where(isNull(documents.removedAt))
    .all();
  if (seen !== undefined && orderOf(standing).join() !== seen.join()) throw new AppError('conflict');
  const wanted = precedencesOf(order);
  const changed = standing.filter((row) => row.precedence !== (wanted.get(row.id) ?? 0));
  for (const row of changed)
    tx.update(documents)
      .set({ precedence: wanted.get(row.id) ?? 0, updatedAt: now })
      .where(eq(documents.id, row.id))
      .run();
  return changed.map((row) => row.id);
}
