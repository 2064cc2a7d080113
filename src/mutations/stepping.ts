import { and, eq, isNull } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { writeFact } from '../personnel/personnel.ts';
import { factsOf, factsOn } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { mutations } from '../store/mutation-schema.ts';
import { type By, decide } from './decide.ts';
import type { MutationAction } from './model.ts';
import { decisionFacts, emailTaken, type MutationRow, writeEvent } from './rows.ts';

export type StepDeps = Pick<Deps, 'clock' | 'ids'>;

export interface Step {
  action: Exclude<MutationAction, 'submit'>;
  by: By;
  /** Null for the clock, and for who followed a link. */
  personId: string | null;
}

/**
 * One step of a mutation in the caller's transaction: status, fact and event together. The update is guarded by the status that was read, so of two at once
 * one finds nothing left to change.
 * @throws AppError as decide says, email_taken
 */
export function takeStep(tx: EmployerDb, row: MutationRow, step: Step, deps: StepDeps): MutationRow {
  const at = deps.clock.now();
  const decision = decide(row.status, step.action, step.by, decisionFacts(tx, row, deps.clock), at);
  if (!decision.ok) throw new AppError(decision.code);
  const values = { status: decision.to, updatedAt: at, ...effectOf(tx, row, step, deps) };
  const asRead = and(
    eq(mutations.id, row.id),
    eq(mutations.status, row.status),
    step.action === 'report' ? isNull(mutations.reportedAt) : undefined,
  );
  const [changed] = tx.update(mutations).set(values).where(asRead).returning().all();
  if (changed === undefined) throw new AppError('mutation_state');
  const { action, personId } = step;
  writeEvent(tx, { mutationId: row.id, at, personId, action, before: row.status, after: decision.to });
  return changed;
}

function effectOf(tx: EmployerDb, row: MutationRow, step: Step, deps: StepDeps): Partial<MutationRow> {
  switch (step.action) {
    case 'verify':
    case 'apply':
      return applied(tx, row, deps);
    case 'undo':
      putBack(tx, row, step, deps);
      return {};
    case 'stop':
    case 'report':
      return { reportedAt: deps.clock.now() };
    case 'withdraw':
    case 'expire':
      return {};
  }
}

type Applying = Pick<
  MutationRow,
  'id' | 'employeeId' | 'personId' | 'kind' | 'mode' | 'after' | 'effectiveOn' | 'beforeFactId'
>;

/**
 * Records the new value, in the caller's transaction. Only an address can hold from another day than this one.
 * @returns what the row of the mutation says from now on
 * @throws AppError email_taken
 */
export function applied(tx: EmployerDb, row: Applying, deps: StepDeps) {
  const [at, on, factId] = [deps.clock.now(), today(deps.clock), deps.ids.next()];
  const { employeeId, kind } = row;
  if (kind === 'email' && emailTaken(tx, String(row.after?.email), employeeId, on))
    throw new AppError('email_taken');
  const holding = factsOn(factsOf(tx, employeeId), on)[kind];
  const isCorrection = row.mode === 'correction';
  const effectiveOn = kind === 'address' ? row.effectiveOn : on;
  writeFact(tx, {
    ...{ id: factId, employeeId, kind, validFrom: effectiveOn, recordedAt: at, recordedBy: row.personId },
    value: row.after ?? { removed: true },
    source: `mutation:${row.id}`,
    corrects: isCorrection ? row.beforeFactId : null,
  });
  return {
    ...{ appliedAt: at, factId, effectiveOn },
    before: holding?.value ?? null,
    beforeFactId: holding?.id ?? null,
  };
}

/** What stood before stands again, as a correction: what was applied stays in the history. */
function putBack(tx: EmployerDb, row: MutationRow, { personId }: Step, deps: StepDeps): void {
  const { employeeId, kind, before, factId } = row;
  const isBackInUse =
    kind === 'email' &&
    before !== null &&
    emailTaken(tx, String(before.email), employeeId, today(deps.clock));
  if (isBackInUse) throw new AppError('email_taken');
  writeFact(tx, {
    ...{ id: deps.ids.next(), employeeId, kind, validFrom: row.effectiveOn, recordedAt: deps.clock.now() },
    value: before ?? { removed: true },
    recordedBy: personId ?? row.personId,
    source: `mutation:${row.id}`,
    corrects: factId,
  });
}
