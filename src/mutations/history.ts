import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { fullName } from '../personnel/names.ts';
import { factsOf, factsOn } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { mutationEvents, mutations } from '../store/mutation-schema.ts';
import { openStatuses } from './decide.ts';
import type { MutationDeps } from './deps.ts';
import type { EmployeeHistory, HistoryEntry, MutationDetail, MyData } from './model.ts';
import {
  changerFault,
  type EmployeeRow,
  employeeBehind,
  employeeById,
  findRow,
  mutationViews,
} from './rows.ts';
import { shielded } from './show.ts';

type ReadDeps = Pick<MutationDeps, 'clock' | 'nameOf'>;
const WEEK = 7 * 24 * 60 * 60 * 1000;

/** The own data, with what waits and what changed lately. */
export function myData(db: EmployerDb, actor: Actor, deps: ReadDeps): MyData {
  const employee = employeeBehind(db, actor.personId);
  const mayChange = changerFault(db, actor, today(deps.clock)) === null;
  if (employee === undefined) return { employee: null, mayChange, current: {}, recent: [], history: [] };
  const history = historyOf(db, employee.id, deps);
  const current = Object.fromEntries(history.filter(({ holds }) => holds).map((one) => [one.kind, one]));
  const lately = or(
    inArray(mutations.status, [...openStatuses]),
    gt(mutations.updatedAt, deps.clock.now() - WEEK),
  );
  const mine = and(eq(mutations.employeeId, employee.id), lately);
  const recent = mutationViews(db, actor, deps.clock, mine);
  return { employee: named(employee), mayChange, current, recent, history };
}

/** Everything that ever stood in an employee's data, and every mutation. @throws AppError not_found */
export function employeeHistory(
  db: EmployerDb,
  reader: Actor,
  employeeId: string,
  deps: ReadDeps,
): EmployeeHistory {
  const employee = employeeById(db, employeeId);
  return {
    employee: named(employee),
    history: historyOf(db, employeeId, deps),
    mutations: mutationViews(db, reader, deps.clock, eq(mutations.employeeId, employeeId)),
  };
}

function named(employee: EmployeeRow): EmployeeHistory['employee'] {
  return { id: employee.id, name: fullName(employee), number: employee.employeeNumber };
}

/** Latest recorded first. */
function historyOf(db: EmployerDb, employeeId: string, deps: ReadDeps): HistoryEntry[] {
  const facts = factsOf(db, employeeId);
  const holding = new Set(Object.values(factsOn(facts, today(deps.clock))).map(({ id }) => id));
  const corrected = new Set(facts.map(({ corrects }) => corrects));
  return facts.map(({ id, kind, value, validFrom, recordedAt, recordedBy, corrects }) => ({
    ...{ factId: id, kind, value: shielded(kind, value), validFrom, recordedAt },
    by: deps.nameOf(recordedBy) ?? '',
    isCorrection: corrects !== null,
    wasCorrected: corrected.has(id),
    holds: holding.has(id),
  }));
}

/** An own mutation, or any for hr and provider, with what happened to it. @throws AppError not_found */
export function mutationDetail(db: EmployerDb, actor: Actor, id: string, deps: ReadDeps): MutationDetail {
  requireVisible(db, actor, id);
  const [view] = mutationViews(db, actor, deps.clock, eq(mutations.id, id));
  if (view === undefined) throw new AppError('not_found');
  const events = db
    .select()
    .from(mutationEvents)
    .where(eq(mutationEvents.mutationId, id))
    .orderBy(asc(mutationEvents.seq))
    .all()
    .map(({ at, personId, action, before, after }) => ({
      at,
      person: personId === null ? '' : (deps.nameOf(personId) ?? ''),
      action: action as MutationDetail['events'][number]['action'],
      before: before as MutationDetail['events'][number]['before'],
      after: after as MutationDetail['events'][number]['after'],
    }));
  return { ...view, events };
}

/** @throws AppError not_found, the same for a foreign and a missing one */
export function requireVisible(db: EmployerDb, actor: Actor, id: string) {
  const row = findRow(db, id);
  const isKeeper = actor.role === 'hr' || actor.role === 'provider';
  if (row === undefined || !(isKeeper || row.personId === actor.personId)) throw new AppError('not_found');
  return row;
}
