import { today } from '../kernel/dates.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { decide } from './decide.ts';
import type { MutationDeps } from './deps.ts';
import { decisionFacts, dueIds, findRow } from './rows.ts';
import type { Ticked } from './service.ts';
import { takeStep } from './stepping.ts';
import { mailApplied } from './telling.ts';

/**
 * Applies what is due and lets links lapse, each in a transaction of its own: one that fails leaves the others done.
 * @param employeeId of one employee; of all when absent
 */
export function tickMutations(deps: MutationDeps, employerId: string, employeeId?: string): Ticked {
  const db = deps.employers.open(employerId);
  const ticked: Ticked = { applied: 0, expired: 0 };
  for (const id of dueIds(db, deps.clock.now(), today(deps.clock), employeeId)) {
    try {
      const done = inTransaction(db, (tx) => settle(tx, deps, employerId, id));
      if (done !== null) ticked[done]++;
    } catch (err) {
      deps.log.error({ mutation: id, err }, 'a mutation that is due could not be settled');
    }
  }
  return ticked;
}

function settle(tx: EmployerDb, deps: MutationDeps, employerId: string, id: string): keyof Ticked | null {
  const row = findRow(tx, id);
  if (row === undefined) return null;
  const facts = decisionFacts(tx, row, deps.clock);
  const action = (['apply', 'expire'] as const).find(
    (one) => decide(row.status, one, 'clock', facts, deps.clock.now()).ok,
  );
  if (action === undefined) return null;
  const changed = takeStep(tx, row, { action, by: 'clock', personId: null }, deps);
  if (action === 'apply') mailApplied(tx, deps, employerId, changed);
  return action === 'apply' ? 'applied' : 'expired';
}
