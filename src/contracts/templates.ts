import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { AppError } from '../kernel/errors.ts';
import { contractTemplates, contractTemplateVersions } from '../store/contract-schema.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { type ContractDeps, openForKeeper } from './core.ts';
import { fixedStaff } from './data/fixed-staff.ts';
import { onCall } from './data/on-call.ts';
import type { Template, TemplateInput } from './model.ts';
import { missingIn, problemsOf } from './placeholders.ts';
import type { ContractTemplates } from './service.ts';

/** What comes along, once for each employer; who archives one does not get it back. */
const supplied = [
  { seed: 'fixed-staff', name: 'Arbeidsovereenkomst', forOnCall: false, body: fixedStaff },
  { seed: 'on-call', name: 'Oproepovereenkomst', forOnCall: true, body: onCall },
];

/** Templates with every version they had. */
export function createTemplates(deps: ContractDeps): ContractTemplates {
  const { clock, ids } = deps;
  return {
    list(actor) {
      const db = openForKeeper(deps, actor);
      supply(deps, db);
      return db
        .select()
        .from(contractTemplates)
        .innerJoin(contractTemplateVersions, isCurrent)
        .where(isNull(contractTemplates.archivedAt))
        .orderBy(asc(contractTemplates.name))
        .all()
        .map(({ contract_templates: row, contract_template_versions: { body } }) => viewOf(row, body));
    },
    get(actor, id) {
      const db = openForKeeper(deps, actor);
      const versions = db
        .select()
        .from(contractTemplateVersions)
        .where(eq(contractTemplateVersions.templateId, id))
        .orderBy(desc(contractTemplateVersions.version))
        .all()
        .map(({ templateId: _, ...version }) => version);
      return { ...findTemplate(db, id), versions };
    },
    check(actor, body, fields) {
      openForKeeper(deps, actor);
      return [...problemsOf(body), ...(fields === undefined ? [] : missingIn(body, fields))];
    },
    add(actor, input) {
      const db = openForKeeper(deps, actor);
      requireSound(input);
      return inTransaction(db, (tx) => {
        const id = ids.next();
        const { body, ...rest } = input;
        const row = { id, seed: null, ...rest, version: 1, archivedAt: null, updatedAt: clock.now() };
        tx.insert(contractTemplates).values(row).run();
        addVersion(tx, row, body, actor.name);
        return viewOf(row, body);
      });
    },
    save(actor, id, version, input) {
      const db = openForKeeper(deps, actor);
      requireSound(input);
      return inTransaction(db, (tx) => {
        const before = findTemplate(tx, id);
        if (before.version !== version) throw new AppError('conflict');
        const { body, ...rest } = input;
        const isNew = before.body !== body || before.name !== input.name;
        const next = { ...rest, version: isNew ? version + 1 : version, updatedAt: clock.now() };
        tx.update(contractTemplates).set(next).where(eq(contractTemplates.id, id)).run();
        if (isNew) addVersion(tx, { id, ...next }, body, actor.name);
        return findTemplate(tx, id);
      });
    },
    archive(actor, id) {
      const db = openForKeeper(deps, actor);
      inTransaction(db, (tx) => {
        findTemplate(tx, id);
        tx.update(contractTemplates)
          .set({ archivedAt: clock.now() })
          .where(eq(contractTemplates.id, id))
          .run();
      });
    },
  };
}

const isCurrent = and(
  eq(contractTemplateVersions.templateId, contractTemplates.id),
  eq(contractTemplateVersions.version, contractTemplates.version),
);

type TemplateRow = typeof contractTemplates.$inferSelect;

function viewOf(row: TemplateRow, body: string): Template {
  const { id, name, forOnCall, version, seed, updatedAt } = row;
  return { id, name, forOnCall, version, supplied: seed !== null, body, updatedAt };
}

/** A template that is offered. @throws AppError not_found */
export function findTemplate(db: EmployerDb, id: string): Template {
  const found = db
    .select()
    .from(contractTemplates)
    .innerJoin(contractTemplateVersions, isCurrent)
    .where(and(eq(contractTemplates.id, id), isNull(contractTemplates.archivedAt)))
    .get();
  if (found === undefined) throw new AppError('not_found');
  return viewOf(found.contract_templates, found.contract_template_versions.body);
}

function addVersion(
  tx: EmployerDb,
  { id, version, name, updatedAt }: Pick<TemplateRow, 'id' | 'version' | 'name' | 'updatedAt'>,
  body: string,
  savedBy: string,
): void {
  tx.insert(contractTemplateVersions)
    .values({ templateId: id, version, name, body, savedBy, savedAt: updatedAt })
    .run();
}

function requireSound({ body }: TemplateInput): void {
  const problems = problemsOf(body);
  if (problems.length > 0) throw new AppError('contract_template_faulty', { data: { problems } });
}

/** Puts in what came along and is not there yet. */
function supply({ clock, ids }: ContractDeps, db: EmployerDb): void {
  const there = db.select({ seed: contractTemplates.seed }).from(contractTemplates).all();
  const known = new Set(there.map(({ seed }) => seed));
  const missing = supplied.filter(({ seed }) => !known.has(seed));
  if (missing.length === 0) return;
  inTransaction(db, (tx) => {
    for (const { body, ...rest } of missing) {
      const row = { id: ids.next(), ...rest, version: 1, archivedAt: null, updatedAt: clock.now() };
      tx.insert(contractTemplates).values(row).run();
      addVersion(tx, row, body, 'Vraagbaak');
    }
  });
}
