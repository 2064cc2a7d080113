import { AppError } from '../kernel/errors.ts';
import type { OutboxDb } from '../notifications/model.ts';
import { enqueue } from '../notifications/outbox.ts';
import { fullName } from '../personnel/names.ts';
import { factsOf } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { oldEmails } from './addresses.ts';
import type { MutationDeps } from './deps.ts';
import { keepLink, type NewLink, VERIFY_HOURS } from './links.ts';
import { bankAppliedMail, bankAskedMail, contactChangedMail, type Greeting, verifyMail } from './mails.ts';
import { ibanEnd } from './read-bank.ts';
import { employeeById, isRetroactive, type MutationRow } from './rows.ts';
import { contactTitle, moveTitle } from './titles.ts';

/** Page where somebody sees the own changes. */
const MY_DATA = '/gegevens';

/** Tells a workflow of what was changed at once: a move gives tasks, contact data a notice; a correction and an emergency contact neither. */
export function tellWorkflow(
  tx: EmployerDb,
  deps: Pick<MutationDeps, 'flow' | 'clock'>,
  rows: readonly MutationRow[],
  undone = false,
): void {
  const [first] = rows;
  if (deps.flow === null || first === undefined) return;
  const isMove = first.form === 'address' && first.mode === 'change';
  if (!isMove && first.form !== 'contact') return;
  const retroactive = isMove && isRetroactive(first);
  const kinds = rows.map(({ kind }) => kind);
  try {
    deps.flow.start(
      tx,
      {
        ...{ mutationId: first.id, personId: first.personId, link: MY_DATA },
        trigger: isMove ? 'move' : 'contact',
        title: isMove ? moveTitle(first.effectiveOn, retroactive) : contactTitle(kinds, undone),
        data: { effectiveOn: first.effectiveOn, retroactive },
      },
      deps.clock.now(),
    );
  } catch (error) {
    // HR may turn a workflow off: then nobody gets a task, and the change itself goes on.
    const isOff = error instanceof AppError && String(error.code) === 'workflow_inactive';
    if (!isOff) throw error;
  }
}

export interface Telling {
  employerId: string;
  origin: string;
  /** Read before anything was changed. */
  old: readonly string[];
  report: NewLink;
  verify: NewLink;
}

/** Where the old addresses of an employee are, as they stand now. */
export function oldAddresses(
  tx: EmployerDb,
  deps: MutationDeps,
  employerId: string,
  row: Pick<MutationRow, 'employeeId' | 'personId'>,
): string[] {
  const account = deps.accountEmail(employerId, row.personId);
  return oldEmails(factsOf(tx, row.employeeId), deps.clock.now(), account);
}

function greeting(tx: EmployerDb, deps: MutationDeps, employerId: string, employeeId: string): Greeting {
  return { name: fullName(employeeById(tx, employeeId)), employer: deps.employerName(employerId) };
}

/** The mails of what was handed in: to every old address with a way to object, and to a new one with the link to verify. */
export function mailSubmitted(
  tx: EmployerDb,
  deps: MutationDeps,
  rows: readonly MutationRow[],
  telling: Telling,
): void {
  const [first] = rows;
  if (first === undefined || (first.form !== 'contact' && first.form !== 'bank-account')) return;
  const now = deps.clock.now();
  const hello = greeting(tx, deps, telling.employerId, first.employeeId);
  const url = telling.report.url(telling.origin);
  keepLink(tx, telling.report, first.id, 'report', now);
  const text =
    first.form === 'contact'
      ? contactChangedMail({ ...hello, kinds: rows.map(({ kind }) => kind), url })
      : bankAskedMail({
          ...hello,
          end: ibanEnd(String(first.after?.iban)),
          appliesOn: first.effectiveOn,
          url,
        });
  const send = (recipient: string, mail: typeof text) =>
    enqueue(tx as OutboxDb, { id: deps.ids.next(), recipient, text: mail, now });
  for (const recipient of telling.old) send(recipient, text);
  const fresh = rows.find(({ status }) => status === 'unverified');
  if (fresh === undefined) return;
  keepLink(tx, telling.verify, fresh.id, 'verify', now);
  const link = telling.verify.url(telling.origin);
  send(String(fresh.after?.email), verifyMail({ ...hello, url: link, hours: VERIFY_HOURS }));
}

/** Tells the old addresses that another account is in use. */
export function mailApplied(tx: EmployerDb, deps: MutationDeps, employerId: string, row: MutationRow): void {
  if (row.form !== 'bank-account') return;
  const text = bankAppliedMail({
    ...greeting(tx, deps, employerId, row.employeeId),
    end: ibanEnd(String(row.after?.iban)),
  });
  for (const recipient of oldAddresses(tx, deps, employerId, row))
    enqueue(tx as OutboxDb, { id: deps.ids.next(), recipient, text, now: deps.clock.now() });
}
