import { and, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { mutations } from '../store/mutation-schema.ts';
import { checkMutation } from './checks.ts';
import type { MutationDeps } from './deps.ts';
import { findingText } from './finding-texts.ts';
import { knownOf } from './known.ts';
import { VERIFY_HOURS } from './links.ts';
import type { Change, Finding, MutationInput, MutationStatus } from './model.ts';
import {
  type EmployeeRow,
  findRow,
  type MutationRow,
  openRows,
  requireChanger,
  rowsWhere,
  writeEvent,
} from './rows.ts';
import { applied, takeStep } from './stepping.ts';
import { mailSubmitted, oldAddresses, type Telling, tellWorkflow } from './telling.ts';

const HOUR = 3_600_000;

/** What an earlier request with this key made; empty for a new one. */
export function madeBefore(db: EmployerDb, actor: Actor, requestKey: string): MutationRow[] {
  const mine = eq(mutations.personId, actor.personId);
  return rowsWhere(db, and(mine, eq(mutations.requestKey, requestKey)));
}

/**
 * Checks with the rows of this moment, then writes mutations, facts, notices and mails, all or nothing. The same request again gives what the first made.
 * @throws AppError mutation_blocked with `findings`, left_employment, no_employment, email_taken
 */
export function submitInput(
  tx: EmployerDb,
  deps: MutationDeps,
  actor: Actor,
  request: { input: MutationInput; requestKey: string },
  telling: Omit<Telling, 'old'>,
): MutationRow[] {
  const before = madeBefore(tx, actor, request.requestKey);
  if (before.length > 0) return before;
  const employee = requireChanger(tx, actor, today(deps.clock));
  const { changes, findings } = checkMutation(request.input, knownOf(tx, employee, deps));
  refuse(findings);
  const { employerId } = actor;
  const old = oldAddresses(tx, deps, employerId, { employeeId: employee.id, personId: actor.personId });
  const batchId = deps.ids.next();
  const rows = changes.map((change, i) => {
    const id = i === 0 ? batchId : deps.ids.next();
    const about = { id, batchId, requestKey: request.requestKey, form: request.input.form };
    return writeMutation(tx, deps, { actor, employee }, change, about);
  });
  // A move is told before its day comes; contact data once they are in use.
  tellWorkflow(
    tx,
    deps,
    rows.filter(({ form, status }) => form === 'address' || status === 'applied'),
  );
  mailSubmitted(tx, deps, rows, { ...telling, old });
  return rows;
}

/** @throws AppError mutation_blocked when something stands in the way or still has to be confirmed */
function refuse(findings: readonly Finding[]): void {
  const blocking = findings.filter(({ severity }) => severity === 'block' || severity === 'confirm');
  if (blocking.length === 0) return;
  const issues = blocking.map((found) => ({
    ...{ field: found.field, kind: 'own', value: '' },
    message: findingText(found, 'nl'),
    english: findingText(found, 'en'),
  }));
  throw new AppError('mutation_blocked', { data: { findings: blocking, issues } });
}

const statuses: Record<Change['when'], MutationStatus> = {
  now: 'applied',
  'on-date': 'scheduled',
  verified: 'unverified',
  waited: 'scheduled',
};

function writeMutation(
  tx: EmployerDb,
  deps: MutationDeps,
  { actor, employee }: { actor: Actor; employee: EmployeeRow },
  change: Change,
  about: Pick<MutationRow, 'id' | 'batchId' | 'requestKey' | 'form'>,
): MutationRow {
  const now = deps.clock.now();
  const { kind, mode, before, after, effectiveOn } = change;
  if (kind === 'email') replaceWaiting(tx, deps, actor, employee.id);
  const known = knownOf(tx, employee, deps);
  const base = {
    ...about,
    ...{ kind, mode, before, after, effectiveOn, employeeId: employee.id, personId: actor.personId },
    beforeFactId: known.current[kind]?.id ?? null,
  };
  const status = statuses[change.when];
  const effects = status === 'applied' ? applied(tx, base, deps) : {};
  tx.insert(mutations)
    .values({
      ...base,
      ...{ status, createdAt: now, updatedAt: now, dueAt: dueAt(change, now, known.bankWaitingDays) },
      ...effects,
    })
    .run();
  const { personId } = actor;
  writeEvent(tx, { mutationId: about.id, at: now, personId, action: 'submit', before: null, after: status });
  const row = findRow(tx, about.id);
  if (row === undefined) throw new AppError('internal');
  return row;
}

function dueAt({ when }: Change, now: number, bankWaitingDays: number): number | null {
  if (when === 'verified') return now + VERIFY_HOURS * HOUR;
  return when === 'waited' ? now + bankWaitingDays * 24 * HOUR : null;
}

/** A new address to verify takes the place of the one before: a typing error must not hold somebody up for two days. */
function replaceWaiting(tx: EmployerDb, deps: MutationDeps, actor: Actor, employeeId: string): void {
  const { personId } = actor;
  for (const row of openRows(tx, employeeId).filter(({ kind }) => kind === 'email'))
    takeStep(tx, row, { action: 'withdraw', by: 'owner', personId }, deps);
}
