import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Actor } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { declarations } from '../store/declaration-schema.ts';
import { type DeclarationFlow, declarationTriggers } from './flow.ts';
import type { DeclarationRequest } from './model.ts';
import { findRow, writeEvent, writeLines } from './rows.ts';
import { titleOf } from './titles.ts';
import { takeStep } from './treating.ts';
import { ownRow, reckon } from './view.ts';

export type OwnDeps = Pick<Deps, 'clock' | 'ids'> & { flow: DeclarationFlow | null };

/** Keeps a draft. The same request key again gives back what the first request made. @returns the id */
export function saveDraft(
  tx: EmployerDb,
  actor: Actor,
  request: DeclarationRequest,
  deps: OwnDeps,
  target: { id?: string | undefined; replacesId?: string | undefined } = {},
): string {
  if (actor.hasLeft) throw new AppError('left_employment');
  const now = deps.clock.now();
  const known = tx
    .select({ id: declarations.id })
    .from(declarations)
    .where(and(eq(declarations.personId, actor.personId), eq(declarations.requestKey, request.requestKey)))
    .get();
  if (known !== undefined && target.id === undefined) return known.id;
  const current = target.id === undefined ? null : ownRow(tx, actor, target.id);
  if (current && current.status !== 'draft' && current.status !== 'returned')
    throw new AppError('declaration_state');
  const replacesId = current?.replacesId ?? target.replacesId ?? null;
  const reckoned = reckon(tx, actor.personId, request.input, today(deps.clock), {
    id: current?.id ?? null,
    replacesId,
  });
  const values = {
    employmentId: reckoned.staff.employment.id,
    form: request.input.form,
    input: request.input,
    comment: request.comment,
    updatedAt: now,
    fromDate: reckoned.from,
    toDate: reckoned.to,
    total: reckoned.total,
    flagged: reckoned.findings.some(({ code }) => code === 'short-call'),
  };
  const id = current?.id ?? deps.ids.next();
  if (current) tx.update(declarations).set(values).where(eq(declarations.id, id)).run();
  else {
    tx.insert(declarations)
      .values({
        ...values,
        id,
        personId: actor.personId,
        status: 'draft',
        createdAt: now,
        replacesId,
        requestKey: request.requestKey,
      })
      .run();
    writeEvent(tx, {
      ...{ declarationId: id, at: now, personId: actor.personId },
      ...{ action: 'save', before: null, after: 'draft', reason: null },
    });
  }
  writeLines(tx, id, reckoned.lines);
  return id;
}

/**
 * Hands in: checks with the rows of this moment, fixes lines and rates, takes back what it replaces and starts who treats it, all or nothing.
 * @throws AppError declaration_blocked with `findings`
 */
export function submitDraft(tx: EmployerDb, actor: Actor, id: string, deps: OwnDeps): void {
  if (actor.hasLeft) throw new AppError('left_employment');
  const row = ownRow(tx, actor, id);
  const reckoned = reckon(tx, actor.personId, row.input, today(deps.clock), row);
  const blocking = reckoned.findings.filter(({ severity }) => severity === 'block');
  if (row.status === 'draft' || row.status === 'returned') {
    if (blocking.length > 0) throw new AppError('declaration_blocked', { data: { findings: blocking } });
  }
  takeStep(tx, id, { action: 'submit', actor }, deps);
  tx.update(declarations)
    .set({ periodId: reckoned.periodId, total: reckoned.total })
    .where(eq(declarations.id, id))
    .run();
  writeLines(tx, id, reckoned.lines);
  withdrawReplaced(tx, actor, row.replacesId, deps);
  deps.flow?.start(
    tx,
    {
      declarationId: id,
      trigger: declarationTriggers[row.form],
      title: titleOf(row.form, reckoned.from, reckoned.to),
      personId: actor.personId,
    },
    deps.clock.now(),
  );
}

function withdrawReplaced(tx: EmployerDb, actor: Actor, replacesId: string | null, deps: OwnDeps): void {
  if (replacesId === null) return;
  const old = findRow(tx, replacesId);
  if (old?.status === 'submitted' || old?.status === 'returned') withdrawOwn(tx, actor, old.id, deps);
  // Somebody treated it meanwhile: two of them must not both be paid.
  else if (old?.status === 'approved' || old?.status === 'processed') throw new AppError('declaration_state');
}

/** Takes an own one back, with what was running for it. */
export function withdrawOwn(tx: EmployerDb, actor: Actor, id: string, deps: OwnDeps): void {
  ownRow(tx, actor, id);
  takeStep(tx, id, { action: 'withdraw', actor }, deps);
  deps.flow?.cancel(tx, id, actor, deps.clock.now());
}
