import { createRateLimit } from '../accounts/rate-limit.ts';
import { requireKeeper } from '../kernel/access.ts';
import type { Actor } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { OutboxDb } from '../notifications/model.ts';
import { enqueue } from '../notifications/outbox.ts';
import { fullName } from '../personnel/names.ts';
import { factsOf } from '../personnel/rows.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { settledEmail } from './addresses.ts';
import { checkMutation } from './checks.ts';
import { CODE_MINUTES, hashCode, keepCode, newCode, useCode } from './codes.ts';
import { standing } from './decide.ts';
import type { MutationDeps } from './deps.ts';
import { findLink, followLink, linkView } from './following.ts';
import { employeeHistory, mutationDetail, myData, requireVisible } from './history.ts';
import { knownOf, readMutationSettings, writeMutationSettings } from './known.ts';
import { newLink } from './links.ts';
import { codeMail } from './mails.ts';
import { MUTATION_EXPORT, MUTATION_PAGE, type Mutation, type MutationQuery } from './model.ts';
import { maskEmail } from './read-email.ts';
import {
  conditionOf,
  countMutations,
  employeeBehind,
  type MutationRow,
  mutationViews,
  requireChanger,
} from './rows.ts';
import type { Mutations } from './service.ts';
import { shielded } from './show.ts';
import { type Step, takeStep } from './stepping.ts';
import { madeBefore, submitInput } from './submitting.ts';
import { tellWorkflow } from './telling.ts';
import { tickMutations } from './ticking.ts';

const MINUTE = 60_000;

/** Changes of personal data of one employer, from its rows. */
export function createMutations(deps: MutationDeps): Mutations {
  const open = (actor: Actor) => deps.employers.open(actor.employerId);
  const rows = (actor: Actor, query: MutationQuery, page: { limit: number; offset: number }) => {
    requireKeeper(actor);
    return mutationViews(open(actor), actor, deps.clock, conditionOf(query), page);
  };
  return {
    mine: (actor) => myData(open(actor), actor, deps),
    preview(actor, input) {
      const db = open(actor);
      const employee = requireChanger(db, actor, today(deps.clock));
      const { changes, findings } = checkMutation(input, knownOf(db, employee, deps));
      // Whoever typed the new account may read it back; the old one is shown by its end.
      const shown = changes.map((change) => ({ ...change, before: shielded(change.kind, change.before) }));
      return { changes: shown, findings, requestKey: `form-${deps.ids.next()}` };
    },
    ...submitting(deps),
    withdraw: (actor, id) => step(deps, actor, id, 'withdraw'),
    undo: (actor, id) => step(deps, actor, id, 'undo'),
    complete(actor, id) {
      requireVisible(open(actor), actor, id);
      if (deps.flow === null) throw new AppError('not_found');
      deps.flow.act(actor, id, { action: 'complete' });
      return mutationDetail(open(actor), actor, id, deps);
    },
    read: (actor, id) => mutationDetail(open(actor), actor, id, deps),
    list(actor, query) {
      const page = { limit: MUTATION_PAGE, offset: (query.page - 1) * MUTATION_PAGE };
      return { rows: rows(actor, query, page), total: countMutations(open(actor), query) };
    },
    exportRows: (actor, query) => rows(actor, query, { limit: MUTATION_EXPORT, offset: 0 }),
    historyOf(actor, employeeId) {
      requireKeeper(actor);
      return employeeHistory(open(actor), actor, employeeId, deps);
    },
    settings(actor) {
      requireKeeper(actor);
      return readMutationSettings(open(actor));
    },
    saveSettings(actor, settings) {
      if (actor.role !== 'hr') throw new AppError('forbidden');
      writeMutationSettings(open(actor), settings);
      return settings;
    },
    link: async (token) => linkView(await findLink(deps, token)),
    follow: (token, origin) => followLink(deps, token, origin),
    tick: (employerId) => tickMutations(deps, employerId),
  };
}

/** Takes back what waits, or puts back what stood before, with what was told about it. */
function step(deps: MutationDeps, actor: Actor, id: string, action: 'withdraw' | 'undo'): Mutation {
  const db = deps.employers.open(actor.employerId);
  return inTransaction(db, (tx) => {
    const row = requireVisible(tx, actor, id);
    const { personId } = actor;
    const by = standing(actor.role, row.personId === personId);
    if (by === null) throw new AppError('forbidden');
    const taken: Step = { action, by, personId };
    if (action === 'undo' && actor.hasLeft) throw new AppError('left_employment');
    const changed = takeStep(tx, row, taken, deps);
    if (action === 'withdraw') deps.flow?.cancel(tx, id, actor, deps.clock.now());
    else tellWorkflow(tx, deps, [changed], true);
    return mutationDetail(tx, actor, id, deps);
  });
}

type Submitting = Pick<Mutations, 'submit' | 'proof' | 'mailCode' | 'submitBank'>;

function submitting(deps: MutationDeps): Submitting {
  const open = (actor: Actor) => deps.employers.open(actor.employerId);
  const verifications = createRateLimit(5, 60 * MINUTE, deps.clock);
  const codes = createRateLimit(5, 60 * MINUTE, deps.clock);
  const tries = createRateLimit(5, CODE_MINUTES * MINUTE, deps.clock);
  const linksOf = async ({ employerId }: Actor, origin: string) => {
    const [report, verify] = await Promise.all([newLink(deps, employerId), newLink(deps, employerId)]);
    return { employerId, origin, report, verify };
  };
  /** What came due before this request stands before it in the history, however long ago the clock went round. */
  const settleFirst = (db: EmployerDb, actor: Actor) => {
    const employee = employeeBehind(db, actor.personId);
    if (employee !== undefined) tickMutations(deps, actor.employerId, employee.id);
  };
  const views = (db: EmployerDb, actor: Actor, made: readonly MutationRow[]) =>
    made.map(({ id }) => mutationDetail(db, actor, id, deps)).map(({ events: _, ...view }) => view);
  return {
    async submit(actor, request, origin) {
      const db = open(actor);
      const telling = await linksOf(actor, origin);
      settleFirst(db, actor);
      const made = inTransaction(db, (tx) => {
        const isNew = madeBefore(tx, actor, request.requestKey).length === 0;
        const all = submitInput(tx, deps, actor, request, telling);
        // Anybody's mailbox can be typed here: nobody gets many of these mails.
        const isMailed = isNew && all.some(({ status }) => status === 'unverified');
        if (isMailed) takeTurn(verifications, actor.personId);
        return all;
      });
      return views(db, actor, made);
    },
    proof(actor) {
      if (deps.secondFactor.has(actor.personId)) return { by: 'factor' };
      return { by: 'mail', to: maskEmail(codeAddress(deps, open(actor), actor).email) };
    },
    async mailCode(actor) {
      const db = open(actor);
      const { email, name } = codeAddress(deps, db, actor);
      takeTurn(codes, actor.personId);
      const code = await newCode(deps);
      const codeHash = await hashCode(deps, actor.personId, code);
      const now = deps.clock.now();
      const employer = deps.employerName(actor.employerId);
      inTransaction(db, (tx) => {
        keepCode(tx, actor.personId, codeHash, now);
        const text = codeMail({ name, employer, code, minutes: CODE_MINUTES });
        enqueue(tx as OutboxDb, { id: deps.ids.next(), recipient: email, text, now });
      });
    },
    async submitBank(actor, request, origin) {
      const db = open(actor);
      const before = madeBefore(db, actor, request.requestKey);
      const byFactor = deps.secondFactor.has(actor.personId);
      if (byFactor && before.length === 0) {
        requireChanger(db, actor, today(deps.clock));
        takeTurn(tries, actor.personId);
        const isRight = await deps.secondFactor.verify(actor.personId, request.code);
        // The same request may have used the code up meanwhile.
        const isDone = madeBefore(db, actor, request.requestKey).length > 0;
        if (!isRight && !isDone) throw new AppError('second_factor_wrong');
      }
      const codeHash = await hashCode(deps, actor.personId, request.code);
      const telling = await linksOf(actor, origin);
      settleFirst(db, actor);
      const made = inTransaction(db, (tx) => {
        const again = madeBefore(tx, actor, request.requestKey);
        if (again.length > 0) return again;
        const isProven = byFactor || useCode(tx, actor.personId, codeHash, deps.clock.now());
        return isProven ? submitInput(tx, deps, actor, request, telling) : null;
      });
      const [view] = made === null ? [] : views(db, actor, made);
      if (view === undefined) throw new AppError('second_factor_wrong');
      return view;
    },
  };
}

/** @throws AppError too_many_requests */
function takeTurn(limit: ReturnType<typeof createRateLimit>, key: string): void {
  const retryAfter = limit.retryAfter(key);
  if (retryAfter !== null) throw new AppError('too_many_requests', { data: { retryAfter } });
  limit.hit(key);
}

/** Where a code goes: the address that stood before this week. @throws AppError mail_address_missing, left_employment, no_employment */
function codeAddress(deps: MutationDeps, db: EmployerDb, actor: Actor): { email: string; name: string } {
  const employee = requireChanger(db, actor, today(deps.clock));
  const account = deps.accountEmail(actor.employerId, actor.personId);
  const email = settledEmail(factsOf(db, employee.id), deps.clock.now(), account);
  if (email === null) throw new AppError('mail_address_missing');
  return { email, name: fullName(employee) };
}
