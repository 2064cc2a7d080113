import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { payrollEntries, runAnswers, runRemarks } from '../store/run-schema.ts';
import type { PayrollRunDeps } from './deps.ts';
import type { Remark, RemarkInput } from './model.ts';
import { findRun, type RunRow, writeRunEvent } from './rows.ts';

type By = Pick<PayrollRunDeps, 'clock' | 'ids'>;

/** A remark of HR on a line, a person or the whole. The same request key again gives back what the first made. */
export function writeRemark(
  tx: EmployerDb,
  actor: Actor,
  runId: string,
  input: RemarkInput,
  deps: By,
): string {
  if (actor.role !== 'hr') throw new AppError('forbidden');
  const run = requireUnderReview(tx, runId);
  const known = tx
    .select({ id: runRemarks.id })
    .from(runRemarks)
    .where(and(eq(runRemarks.runId, runId), eq(runRemarks.requestKey, input.requestKey)))
    .get();
  if (known !== undefined) return known.id;
  requireLine(tx, run, input);
  const id = deps.ids.next();
  const at = deps.clock.now();
  tx.insert(runRemarks)
    .values({ ...input, id, runId, personId: actor.personId, at })
    .run();
  note(tx, actor, run, 'remark', at);
  return id;
}

/** A remark is about somebody in this period's lines, or about the whole. */
function requireLine(tx: EmployerDb, run: RunRow, { employmentId, componentKey }: RemarkInput): void {
  if (employmentId === null) {
    if (componentKey !== null) throw new AppError('bad_request');
    return;
  }
  const found = tx
    .select({ id: payrollEntries.id })
    .from(payrollEntries)
    .where(eq(payrollEntries.employmentId, employmentId))
    .get();
  if (found === undefined || run.status === 'cancelled') throw new AppError('not_found');
}

/** The provider's word on a remark. */
export function writeAnswer(
  tx: EmployerDb,
  actor: Actor,
  runId: string,
  remark: { id: string; body: string },
  deps: By,
): void {
  if (actor.role !== 'provider') throw new AppError('forbidden');
  const run = requireUnderReview(tx, runId);
  findRemark(tx, runId, remark.id);
  const at = deps.clock.now();
  const last = tx.select({ n: count() }).from(runAnswers).where(eq(runAnswers.remarkId, remark.id)).get();
  tx.insert(runAnswers)
    .values({ remarkId: remark.id, seq: (last?.n ?? 0) + 1, body: remark.body, personId: actor.personId, at })
    .run();
  note(tx, actor, run, 'answer', at);
}

/** HR is content with it; a second time changes nothing. */
export function settleRemark(tx: EmployerDb, actor: Actor, runId: string, id: string, deps: By): void {
  if (actor.role !== 'hr') throw new AppError('forbidden');
  const run = requireUnderReview(tx, runId);
  if (findRemark(tx, runId, id).settledAt !== null) return;
  const at = deps.clock.now();
  tx.update(runRemarks).set({ settledAt: at }).where(eq(runRemarks.id, id)).run();
  note(tx, actor, run, 'settle', at);
}

function requireUnderReview(tx: EmployerDb, runId: string): RunRow {
  const run = findRun(tx, runId);
  if (run.status !== 'trial_ready' && run.status !== 'remarks') throw new AppError('run_state');
  return run;
}

function findRemark(tx: EmployerDb, runId: string, id: string) {
  const row = tx
    .select()
    .from(runRemarks)
    .where(and(eq(runRemarks.id, id), eq(runRemarks.runId, runId)))
    .get();
  if (row === undefined) throw new AppError('not_found');
  return row;
}

function note(
  tx: EmployerDb,
  actor: Actor,
  run: RunRow,
  action: 'remark' | 'answer' | 'settle',
  at: number,
): void {
  const { status } = run;
  writeRunEvent(tx, { runId: run.id, at, personId: actor.personId, action, before: status, after: status });
}

/** Remarks with their answers, oldest first. */
export function remarksOf(db: EmployerDb, runId: string, nameOf: PayrollRunDeps['nameOf']): Remark[] {
  const rows = db
    .select()
    .from(runRemarks)
    .where(eq(runRemarks.runId, runId))
    .orderBy(asc(runRemarks.at), asc(runRemarks.id))
    .all();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const answers = db
    .select()
    .from(runAnswers)
    .where(inArray(runAnswers.remarkId, ids))
    .orderBy(asc(runAnswers.seq))
    .all();
  return rows.map(({ id, employmentId, componentKey, body, personId, at, settledAt }) => ({
    ...{ id, employmentId, componentKey, body, at, settledAt },
    person: nameOf(personId) ?? '',
    answers: answers
      .filter(({ remarkId }) => remarkId === id)
      .map((answer) => ({ body: answer.body, person: nameOf(answer.personId) ?? '', at: answer.at })),
  }));
}
