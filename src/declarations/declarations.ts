import { and, eq, inArray, like, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { requireKeeper } from '../kernel/access.ts';
import type { Actor } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { periodsFor } from '../pay/closings.ts';
import { findPeriod, periodsAround, readSets, setOf } from '../pay/rows.ts';
import { latestEmployment } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { declarations, receipts } from '../store/declaration-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { likeAnywhere } from '../store/like.ts';
import { employees } from '../store/personnel-schema.ts';
import type { DeclarationFlow, FlowCommand } from './flow.ts';
import {
  DECLARATION_PAGE,
  type DeclarationQuery,
  type Declarations,
  type ReceiptCleaner,
  type ReceiptFile,
} from './model.ts';
import { saveDraft, submitDraft, withdrawOwn } from './own.ts';
import { countWhere, receiptsOf, summaries } from './rows.ts';
import { noteExport, onCallCondition, periodTotals } from './totals.ts';
import { type Step, takeStep } from './treating.ts';
import { ownRow, reckon, viewOf, visibleRow } from './view.ts';

export interface DeclarationDeps extends Pick<Deps, 'clock' | 'ids' | 'employers' | 'files' | 'log'> {
  /** Null: who treats and processes follows from roles alone. */
  flow: DeclarationFlow | null;
  receiptCleaner: ReceiptCleaner;
  /** How a person is called; null for one who is unknown. */
  nameOf: (personId: string) => string | null;
}

const MAX_RECEIPTS = 5;

/** Declarations of one employer, from its rows. */
export function createDeclarations(deps: DeclarationDeps): Declarations {
  const open = (actor: Actor) => deps.employers.open(actor.employerId);
  const change = (actor: Actor, fn: (tx: EmployerDb) => string) => {
    const db = open(actor);
    const id = inTransaction(db, fn);
    return viewOf(db, actor, id, deps);
  };
  const step = (actor: Actor, id: string, what: Omit<Step, 'actor'>) =>
    change(actor, (tx) => {
      takeStep(tx, id, { ...what, actor }, deps);
      return id;
    });
  /** Through the task that is open for it, otherwise by the role alone. */
  const treated = (actor: Actor, id: string, command: FlowCommand, plain: Omit<Step, 'actor'>) => {
    visibleRow(open(actor), actor, id);
    if (deps.flow?.act(actor, id, command)) return viewOf(open(actor), actor, id, deps);
    return step(actor, id, plain);
  };
  return {
    options(actor) {
      const db = open(actor);
      const now = today(deps.clock);
      const staff = latestEmployment(db, actor.personId, now);
      const set = staff && !actor.hasLeft ? setOf(readSets(db), staff.employment) : null;
      return {
        set,
        isOnCall: staff?.employment.isOnCall ?? false,
        employmentId: staff?.employment.id ?? null,
        workDays: staff?.employment.workDays ?? [],
        periods: periodsFor(db, periodsAround(db, now, now), staff?.employment.isOnCall ?? false),
        today: now,
      };
    },
    preview(actor, input, declarationId) {
      const db = open(actor);
      const row = declarationId === undefined ? null : ownRow(db, actor, declarationId);
      const { lines, findings, total, periodId } = reckon(
        db,
        actor.personId,
        input,
        today(deps.clock),
        row ?? undefined,
      );
      return { lines, findings, total, periodId };
    },
    save: (actor, request, id) => change(actor, (tx) => saveDraft(tx, actor, request, deps, { id })),
    submit: (actor, id) =>
      change(actor, (tx) => {
        submitDraft(tx, actor, id, deps);
        return id;
      }),
    withdraw: (actor, id) =>
      change(actor, (tx) => {
        withdrawOwn(tx, actor, id, deps);
        return id;
      }),
    correct: (actor, id, requestKey) =>
      change(actor, (tx) => {
        const row = ownRow(tx, actor, id);
        if (row.status !== 'submitted' && row.status !== 'returned' && row.status !== 'rejected')
          throw new AppError('declaration_state');
        const request = { input: row.input, comment: row.comment, requestKey };
        return saveDraft(tx, actor, request, deps, { replacesId: id });
      }),
    ...receiptActions(deps, change),
    read: (actor, id) => viewOf(open(actor), actor, id, deps),
    holder(actor, id) {
      const db = open(actor);
      visibleRow(db, actor, id);
      return deps.flow?.holder(db, id) ?? null;
    },
    mine: (actor) => summaries(open(actor), eq(declarations.personId, actor.personId)),
    list(actor, query) {
      requireKeeper(actor);
      const db = open(actor);
      const condition = conditionOf(query);
      const rows = summaries(db, condition, {
        limit: DECLARATION_PAGE,
        offset: (query.page - 1) * DECLARATION_PAGE,
      });
      return { rows, total: countWhere(db, condition) };
    },
    treat(actor, id, action, reason = '') {
      if (action !== 'approve' && reason.trim() === '') throw new AppError('reason_missing');
      const command = action === 'approve' ? { action } : { action, reason };
      return treated(actor, id, command, { action, reason });
    },
    process: (actor, id, periodId = undefined) =>
      treated(
        actor,
        id,
        { action: 'process', periodId: periodId ?? null },
        { action: 'process', periodId: periodId ?? null },
      ),
    fail: (actor, id, reason) => treated(actor, id, { action: 'reject', reason }, { action: 'fail', reason }),
    totals(actor, periodId, onCall) {
      requireKeeper(actor);
      return totalsOf(open(actor), periodId, onCall);
    },
    exportTotals(actor, periodId, onCall) {
      if (actor.role !== 'provider') throw new AppError('forbidden');
      return inTransaction(open(actor), (tx) => {
        const rows = totalsOf(tx, periodId, onCall);
        noteExport(tx, periodId, rows, deps.clock.now());
        return rows;
      });
    },
  };
}

type ReceiptActions = Pick<Declarations, 'attach' | 'detach' | 'receipt'>;

/** Files are written before the row that names them and removed after it is gone: a stop in between leaves at most a file that nothing names. */
function receiptActions(
  deps: DeclarationDeps,
  change: (actor: Actor, fn: (tx: EmployerDb) => string) => ReturnType<Declarations['read']>,
): ReceiptActions {
  const open = (actor: Actor) => deps.employers.open(actor.employerId);
  const requireOpen = (db: EmployerDb, actor: Actor, id: string) => {
    const { status } = ownRow(db, actor, id);
    if (status !== 'draft' && status !== 'returned') throw new AppError('declaration_state');
  };
  return {
    async attach(actor, id, file: ReceiptFile) {
      requireOpen(open(actor), actor, id);
      if (receiptsOf(open(actor), id).length >= MAX_RECEIPTS) throw new AppError('receipt_too_large');
      const { bytes, type, sha256 } = await deps.receiptCleaner.clean(file);
      const known = receiptsOf(open(actor), id).find((receipt) => receipt.sha256 === sha256);
      if (known !== undefined) return change(actor, () => id);
      const fileId = deps.ids.next();
      await deps.files.put(actor.employerId, fileId, bytes);
      return change(actor, (tx) => {
        requireOpen(tx, actor, id);
        tx.insert(receipts)
          .values({
            ...{ id: fileId, declarationId: id, fileName: file.name.slice(0, 200), type },
            ...{ bytes: bytes.byteLength, sha256, createdAt: deps.clock.now() },
          })
          .run();
        return id;
      });
    },
    async detach(actor, id, receiptId) {
      const view = change(actor, (tx) => {
        requireOpen(tx, actor, id);
        const gone = tx
          .delete(receipts)
          .where(and(eq(receipts.id, receiptId), eq(receipts.declarationId, id)))
          .returning({ id: receipts.id })
          .all();
        if (gone.length === 0) throw new AppError('not_found');
        return id;
      });
      await deps.files.remove(actor.employerId, receiptId);
      return view;
    },
    async receipt(actor, id, receiptId) {
      const db = open(actor);
      visibleRow(db, actor, id);
      const found = receiptsOf(db, id).find((receipt) => receipt.id === receiptId);
      const bytes = found ? await deps.files.get(actor.employerId, receiptId) : null;
      if (!found || !bytes) throw new AppError('not_found');
      return { bytes, type: found.type, fileName: found.fileName };
    },
  };
}

function totalsOf(db: EmployerDb, periodId: number, onCall: DeclarationQuery['onCall']) {
  if (findPeriod(db, periodId) === undefined) throw new AppError('not_found');
  return periodTotals(db, periodId, onCall);
}

function conditionOf(query: DeclarationQuery): SQL | undefined {
  const search = likeAnywhere(query.search);
  return and(
    query.status === undefined
      ? ne(declarations.status, 'draft')
      : and(eq(declarations.status, query.status), ne(declarations.status, 'draft')),
    query.form === undefined ? undefined : inArray(declarations.form, [query.form]),
    query.periodId === undefined ? undefined : eq(declarations.periodId, query.periodId),
    onCallCondition(query.onCall),
    query.search === ''
      ? undefined
      : or(
          like(employees.lastName, search),
          sql`(${employees.firstName} || ' ' || ${employees.prefix} || ' ' || ${employees.lastName}) LIKE ${search} ESCAPE '\\'`,
        ),
  );
}
