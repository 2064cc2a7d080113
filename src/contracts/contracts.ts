import { and, eq, inArray, or } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { addMonths } from '../kernel/calendar.ts';
import { AppError } from '../kernel/errors.ts';
import { contracts } from '../store/contract-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { employees, employments } from '../store/personnel-schema.ts';
import { type ContractDeps, employerName, momentOf, newLinks, openContracts, openForKeeper } from './core.ts';
import { decide } from './decide.ts';
import { createDraft, onCallOf, proposeDraft, removeDraft, reviseDraft } from './drafts.ts';
import { endingMails } from './endings.ts';
import { readPart } from './files.ts';
import { CONTRACT_PAGE, type ContractView } from './model.ts';
import { addEvent, loadFor, readableBy, search, writeDecision } from './rows.ts';
import { sha256 } from './secrets.ts';
import type { Contracts } from './service.ts';
import { createTemplates } from './templates.ts';
import { createTick } from './ticks.ts';
import { contractView, rowView, subjectOf } from './views.ts';

/** Months in which can be signed when nobody says otherwise. */
const EXPIRY_MONTHS = 3;
const CANDIDATES = 30;

/** Contracts of every employer: made, offered to their signers, sealed, kept. */
export function createContracts(deps: ContractDeps): Contracts {
  const view = (actor: Actor, db: EmployerDb, id: string): ContractView => {
    const loaded = loadFor(db, actor, id);
    return contractView(db, loaded, onCallOf(deps, actor, subjectOf(loaded.row)), deps.clock.now());
  };
  return {
    templates: createTemplates(deps),
    candidates(actor, wanted) {
      openForKeeper(deps, actor);
      const query = { search: wanted, onCall: 'with', page: 1 } as const;
      const rows = (['future', 'active'] as const).flatMap(
        (state) => deps.personnel.list(actor, { ...query, state }).rows,
      );
      return rows.slice(0, CANDIDATES).map(({ employment, name }) => ({
        subject: { kind: 'employment' as const, id: employment.id },
        name,
        jobTitle: employment.jobTitle,
        isOnCall: employment.isOnCall,
        startDate: employment.startDate,
      }));
    },
    propose: (actor, templateId, subject) => proposeDraft(deps, actor, templateId, subject),
    list(actor, query) {
      const db = openForKeeper(deps, actor);
      const page = { limit: CONTRACT_PAGE, offset: (query.page - 1) * CONTRACT_PAGE };
      const { found, total } = search(db, actor, query, page);
      return { rows: found.map(rowView), total };
    },
    get: (actor, id) => view(actor, openForKeeper(deps, actor), id),
    async create(actor, input) {
      const id = await createDraft(deps, actor, input);
      return view(actor, openForKeeper(deps, actor), id);
    },
    async revise(actor, id, input) {
      await reviseDraft(deps, actor, id, input);
      return view(actor, openForKeeper(deps, actor), id);
    },
    remove: (actor, id) => removeDraft(deps, actor, id),
    async send(actor, id, input, origin) {
      const db = openForKeeper(deps, actor);
      if (!deps.platformSeal) throw new AppError('signing_unavailable');
      const { row, signers } = loadFor(db, actor, id);
      if (row.status !== 'draft') throw new AppError('contract_state');
      await readPart(deps, actor.employerId, row, 'original');
      const links = await newLinks(deps, actor.employerId, signers.length);
      const moment = momentOf(deps);
      inTransaction(db, (tx) => {
        const loaded = loadFor(tx, actor, id);
        const expiresOn = input.expiresOn ?? addMonths(moment.today, EXPIRY_MONTHS);
        const decision = decide(loaded.state, { kind: 'send', expiresOn }, moment);
        if (!decision.ok) throw new AppError(decision.code);
        if (loaded.row.revision !== input.revision) throw new AppError('conflict');
        addEvent(tx, id, { kind: 'sent', at: moment.now, who: actor.name });
        const employer = employerName(deps, actor.employerId);
        writeDecision(tx, loaded, decision, {
          now: moment.now,
          nextId: deps.ids.next,
          employer,
          origin,
          links,
        });
      });
      return view(actor, db, id);
    },
    withdraw(actor, id, reason) {
      const db = openForKeeper(deps, actor);
      if (reason.trim() === '') throw new AppError('reason_missing');
      const moment = momentOf(deps);
      inTransaction(db, (tx) => {
        const loaded = loadFor(tx, actor, id);
        const decision = decide(loaded.state, { kind: 'withdraw' }, moment);
        if (!decision.ok) throw new AppError(decision.code);
        const employer = employerName(deps, actor.employerId);
        addEvent(tx, id, { kind: 'withdrawn', at: moment.now, who: actor.name, detail: reason.trim() });
        writeDecision(tx, loaded, decision, { now: moment.now, nextId: deps.ids.next, employer, links: [] });
        tx.update(contracts).set({ endReason: reason.trim() }).where(eq(contracts.id, id)).run();
        endingMails(deps, tx, loaded, { how: 'withdrawn', employer });
      });
      return view(actor, db, id);
    },
    async resend(actor, id, signerId) {
      const db = openForKeeper(deps, actor);
      const links = await newLinks(deps, actor.employerId, 1);
      const moment = momentOf(deps);
      inTransaction(db, (tx) => {
        const loaded = loadFor(tx, actor, id);
        const decision = decide(loaded.state, { kind: 'resend', signerId }, moment);
        if (!decision.ok) throw new AppError(decision.code);
        const employer = employerName(deps, actor.employerId);
        writeDecision(tx, loaded, decision, { now: moment.now, nextId: deps.ids.next, employer, links });
      });
      return view(actor, db, id);
    },
    setReaders(actor, id, readers) {
      const db = openForKeeper(deps, actor);
      inTransaction(db, (tx) => {
        loadFor(tx, actor, id);
        tx.update(contracts)
          .set({
            isReadByEmployee: readers.employee,
            isReadByEmployer: readers.employer || actor.role === 'hr',
            isReadByProvider: readers.provider || actor.role === 'provider',
          })
          .where(eq(contracts.id, id))
          .run();
      });
      return view(actor, db, id);
    },
    async file(actor, id, part) {
      const { row } = loadFor(openForKeeper(deps, actor), actor, id);
      return readPart(deps, actor.employerId, row, part);
    },
    mine(actor) {
      return ownRows(openContracts(deps, actor.employerId), actor).map(
        ({ id, title, status, sealFileId, endedAt }) => ({
          id,
          title,
          status,
          sealed: sealFileId !== null,
          endedAt,
        }),
      );
    },
    async ownFile(actor, id) {
      const db = openContracts(deps, actor.employerId);
      const row = ownRows(db, actor).find((one) => one.id === id);
      if (row === undefined) throw new AppError('not_found');
      return readPart(deps, actor.employerId, row, 'sealed');
    },
    async verify(actor, pdf) {
      const db = openForKeeper(deps, actor);
      const sha = await sha256(pdf);
      const row = db
        .select()
        .from(contracts)
        .where(and(or(eq(contracts.sealSha256, sha), eq(contracts.sha256, sha)), readableBy(actor)))
        .get();
      const unsealed = {
        state: 'none',
        ours: false,
        subject: null,
        fingerprint: null,
        signedAt: null,
      } as const;
      return {
        sha256: sha,
        known: row === undefined ? 'unknown' : row.sealSha256 === sha ? 'sealed' : 'original',
        title: row?.title ?? null,
        contractId: row?.id ?? null,
        seal: deps.platformSeal ? await deps.platformSeal.inspect(pdf) : unsealed,
      };
    },
    ...createTick(deps),
  };
}

/** Contracts of who is signed in, that the flag shows and that were offered: by the own employments, or as the concept employee this person was. */
function ownRows(db: EmployerDb, actor: Actor) {
  const own = db
    .select({ id: employees.id })
    .from(employees)
    .where(eq(employees.personId, actor.personId))
    .all()
    .map(({ id }) => id);
  if (own.length === 0) return [];
  const jobs = db
    .select({ id: employments.id })
    .from(employments)
    .where(inArray(employments.employeeId, own))
    .all()
    .map(({ id }) => id);
  return db
    .select()
    .from(contracts)
    .where(
      and(
        eq(contracts.isReadByEmployee, true),
        inArray(contracts.status, ['sent', 'completed']),
        or(
          and(eq(contracts.subjectKind, 'employment'), inArray(contracts.subjectId, jobs)),
          and(eq(contracts.subjectKind, 'concept'), inArray(contracts.subjectId, own)),
        ),
      ),
    )
    .orderBy(contracts.createdAt)
    .all();
}
