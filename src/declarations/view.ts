import { eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import type { Clock } from '../kernel/dates.ts';
import { type CalendarDate, today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { periodsFor } from '../pay/closings.ts';
import { landingPeriod } from '../pay/periods.ts';
import { periodsAround, readSets, setOf } from '../pay/rows.ts';
import type { StaffRow } from '../personnel/model.ts';
import { employmentOn, latestEmployment } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { declarations } from '../store/declaration-schema.ts';
import { checkDeclaration } from './checks.ts';
import { allowedActions } from './decide.ts';
import { datesOf, linesOf, totalOf } from './lines.ts';
import type { Declaration, DeclarationInput, Finding, Line } from './model.ts';
import {
  type DeclarationRow,
  declaredDays,
  eventsOf,
  findRow,
  linesOfRow,
  receiptsOf,
  receiptUsedElsewhere,
  summaries,
} from './rows.ts';

export interface Reckoned {
  staff: StaffRow;
  lines: Line[];
  findings: Finding[];
  total: number | null;
  periodId: number | null;
  from: CalendarDate;
  to: CalendarDate;
}

/**
 * Lines, sum, findings and landing period of an input, from the rows as they are.
 * @param self the declaration itself and the one it replaces: what they hold is not held against it
 * @throws AppError no_employment for who never worked here
 */
export function reckon(
  db: EmployerDb,
  personId: string,
  input: DeclarationInput,
  now: CalendarDate,
  self: { id: string | null; replacesId: string | null } = { id: null, replacesId: null },
): Reckoned {
  const dates = datesOf(input, now);
  const from = dates[0] ?? now;
  const to = dates.at(-1) ?? now;
  const staff = employmentOn(db, personId, to) ?? latestEmployment(db, personId, now);
  if (staff === null) throw new AppError('no_employment');
  const set = setOf(readSets(db), staff.employment);
  const lines = linesOf(input, set, now);
  const periods = periodsFor(db, periodsAround(db, from < now ? from : now, now), staff.employment.isOnCall);
  const findings = checkDeclaration(input, {
    today: now,
    employment: staff.employment,
    set,
    lines,
    periods,
    declared: declaredDays(db, staff.employment.id, {
      from: `${from.slice(0, 7)}-01`,
      to: `${to.slice(0, 7)}-31`,
      except: [self.id, self.replacesId].filter((id) => id !== null),
    }),
    receipts: self.id === null ? 0 : receiptsOf(db, self.id).length,
    receiptUsed: self.id === null ? false : receiptUsedElsewhere(db, self.id),
  });
  const lands = landingPeriod(periods, to, now);
  return { staff, lines, findings, total: totalOf(lines), periodId: lands?.id ?? null, from, to };
}

/** One that the actor may see. @throws AppError not_found, the same for a foreign and a missing one */
export function visibleRow(db: EmployerDb, actor: Actor, id: string): DeclarationRow {
  const row = findRow(db, id);
  const keeper = actor.role === 'hr' || actor.role === 'provider';
  if (row === undefined || !(row.personId === actor.personId || (keeper && row.status !== 'draft')))
    throw new AppError('not_found');
  return row;
}

/** An own one. @throws AppError not_found */
export function ownRow(db: EmployerDb, actor: Actor, id: string): DeclarationRow {
  const row = findRow(db, id);
  if (row?.personId !== actor.personId) throw new AppError('not_found');
  return row;
}

/** Whole, as this actor sees it. @throws AppError not_found */
export function viewOf(
  db: EmployerDb,
  actor: Actor,
  id: string,
  deps: { clock: Clock; nameOf: (personId: string) => string | null },
): Declaration {
  const row = visibleRow(db, actor, id);
  const [summary] = summaries(db, eq(declarations.id, id));
  if (summary === undefined) throw new AppError('not_found');
  const open = row.status === 'draft' || row.status === 'returned';
  // Once it is decided nothing of it is weighed any more.
  const reckoned =
    open || row.status === 'submitted' ? reckon(db, row.personId, row.input, today(deps.clock), row) : null;
  return {
    ...summary,
    input: row.input,
    comment: row.comment,
    // What was handed in stays as it was; a draft is reckoned with today's rates.
    lines: open && reckoned ? reckoned.lines : (linesOfRow(db, [id]).get(id) ?? []),
    findings: reckoned?.findings ?? [],
    events: eventsOf(db, id).map(({ declarationId: _a, seq: _b, ...event }) => ({
      ...event,
      action: event.action as Declaration['events'][number]['action'],
      before: event.before as Declaration['events'][number]['before'],
      after: event.after as Declaration['events'][number]['after'],
      person: deps.nameOf(event.personId) ?? '',
    })),
    receipts: receiptsOf(db, id).map((receipt) => ({
      id: receipt.id,
      fileName: receipt.fileName,
      type: receipt.type,
      bytes: receipt.bytes,
    })),
    replacesId: row.replacesId,
    allowed: allowedActions(row.status, {
      role: actor.role,
      isOwner: row.personId === actor.personId,
    }),
  };
}
