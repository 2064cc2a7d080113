import type { PassageView } from '../retrieval/passage-view.ts';
import type { EmployerDb } from '../store/db.ts';
import { settledConflicts as rows } from '../store/settled-conflict-schema.ts';
import { fingerprintOfView } from './curated-source.ts';

/** The passage of two that HR decided for; null where it decided nothing about these two texts. */
export type SettledConflicts = (a: PassageView, b: PassageView) => PassageView | null;

export const noneSettled: SettledConflicts = () => null;

/** One id for two texts, whichever comes first. */
export function conflictId(a: string, b: string): string {
  return [a, b].sort().join('-');
}

/** What HR decided at this employer, straight from the rows: it holds from the next question on. */
export function settledConflicts(db: EmployerDb): SettledConflicts {
  const prevailing = new Map(
    db
      .select({ id: rows.id, prevails: rows.prevails })
      .from(rows)
      .all()
      .map(({ id, prevails }) => [id, prevails]),
  );
  if (prevailing.size === 0) return noneSettled;
  return (a, b) => {
    const [left, right] = [fingerprintOfView(a), fingerprintOfView(b)];
    const prevails = prevailing.get(conflictId(left, right));
    if (prevails === undefined) return null;
    return prevails === left ? a : b;
  };
}
