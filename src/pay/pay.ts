import { and, eq, ne } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { requireKeeper, requireProvider } from '../kernel/access.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EmployerDb } from '../store/db.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { componentRates, componentSets, payrollPeriods, wageComponents } from '../store/pay-schema.ts';
import type { ComponentInput, ComponentRate, ComponentSet, Pay, SetInput, WageComponent } from './model.ts';
import {
  componentsById,
  findPeriod,
  periodsOfYear,
  readComponents,
  readSets,
  writeSetItems,
} from './rows.ts';

export type PayDeps = Pick<Deps, 'clock' | 'ids' | 'employers'>;

/** Components, sets and periods of one employer, from its rows. */
export function createPay(deps: PayDeps): Pay {
  const open = (actor: Actor) => deps.employers.open(actor.employerId);
  return {
    components(actor) {
      requireKeeper(actor);
      return readComponents(open(actor));
    },
    saveComponent(actor, id, input) {
      requireProvider(actor);
      return inTransaction(open(actor), (tx) => writeComponent(tx, id ?? deps.ids.next(), id, input, deps));
    },
    setRate(actor, id, { validFrom, rate }) {
      requireProvider(actor);
      return inTransaction(open(actor), (tx) => {
        findComponent(tx, id);
        const recorded = { rate, recordedAt: deps.clock.now(), recordedBy: actor.personId };
        tx.insert(componentRates)
          .values({ componentId: id, validFrom, ...recorded })
          .onConflictDoUpdate({
            target: [componentRates.componentId, componentRates.validFrom],
            set: recorded,
          })
          .run();
        return findComponent(tx, id);
      });
    },
    sets(actor) {
      requireKeeper(actor);
      return readSets(open(actor));
    },
    saveSet(actor, id, input) {
      requireKeeper(actor);
      if (input.level === 'provider' && actor.role !== 'provider') throw new AppError('forbidden');
      return inTransaction(open(actor), (tx) => writeSet(tx, actor, id, input, deps));
    },
    periods(actor, year) {
      requireKeeper(actor);
      return periodsOfYear(open(actor), year);
    },
    setClosing(actor, periodId, closesOn) {
      requireKeeper(actor);
      return inTransaction(open(actor), (tx) => {
        const period = findPeriod(tx, periodId);
        if (period === undefined) throw new AppError('not_found');
        if (period.closedAt !== null) throw new AppError('period_closed');
        if (closesOn < period.startsOn) throw new AppError('bad_request');
        tx.update(payrollPeriods).set({ closesOn }).where(eq(payrollPeriods.id, periodId)).run();
        return { ...period, closesOn };
      });
    },
  };
}

function findComponent(db: EmployerDb, id: string): WageComponent {
  const found = readComponents(db).find((component) => component.id === id);
  if (found === undefined) throw new AppError('not_found');
  return found;
}

/** @throws AppError component_exists for a number that another component has, not_found */
export function writeComponent(
  tx: EmployerDb,
  newId: string,
  id: string | null,
  input: ComponentInput,
  deps: Pick<PayDeps, 'clock'>,
): WageComponent {
  if (id !== null) findComponent(tx, id);
  const clash = tx
    .select({ id: wageComponents.id })
    .from(wageComponents)
    .where(and(eq(wageComponents.key, input.key), ne(wageComponents.id, newId)))
    .get();
  if (clash !== undefined) throw new AppError('component_exists');
  const row = { ...input, id: newId, updatedAt: deps.clock.now() };
  tx.insert(wageComponents).values(row).onConflictDoUpdate({ target: wageComponents.id, set: row }).run();
  return findComponent(tx, newId);
}

/** Writes a set with what it holds; a default ends the older default for the same people. */
export function writeSet(
  tx: EmployerDb,
  actor: Pick<Actor, 'role'>,
  id: string | null,
  input: SetInput,
  deps: Pick<PayDeps, 'clock' | 'ids'>,
): ComponentSet {
  const known = id === null ? undefined : readSets(tx).find((set) => set.id === id);
  if (id !== null && known === undefined) throw new AppError('not_found');
  if (known?.level === 'provider' && actor.role !== 'provider') throw new AppError('forbidden');
  const { componentIds, ...values } = input;
  if (componentsById(tx, componentIds).size < new Set(componentIds).size) throw new AppError('not_found');
  const setId = id ?? deps.ids.next();
  const row = { ...values, id: setId, updatedAt: deps.clock.now() };
  if (input.isDefault)
    tx.update(componentSets)
      .set({ isDefault: false })
      .where(eq(componentSets.forOnCall, input.forOnCall))
      .run();
  tx.insert(componentSets).values(row).onConflictDoUpdate({ target: componentSets.id, set: row }).run();
  writeSetItems(tx, setId, componentIds);
  return readSets(tx).find((set) => set.id === setId) as ComponentSet;
}

/** Records a rate while the caller's transaction runs. */
export function writeRate(
  tx: EmployerDb,
  componentId: string,
  { validFrom, rate }: ComponentRate,
  by: { personId: string; at: number },
): void {
  tx.insert(componentRates)
    .values({ componentId, validFrom, rate, recordedAt: by.at, recordedBy: by.personId })
    .onConflictDoNothing()
    .run();
}
