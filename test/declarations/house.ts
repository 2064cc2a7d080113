import { createMemoryStores } from '../../src/adapters/node/sqlite.ts';
import { createDeclarations } from '../../src/declarations/declarations.ts';
import type { DeclarationFlow } from '../../src/declarations/flow.ts';
import type { DeclarationInput, ReceiptCleaner, Trip, Worked } from '../../src/declarations/model.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { writeComponent, writeRate, writeSet } from '../../src/pay/pay.ts';
import type { Employment } from '../../src/personnel/model.ts';
import { writeEmployee } from '../../src/personnel/personnel.ts';
import type { EmployerDb } from '../../src/store/db.ts';
import { createMemoryFiles } from '../employer/support.ts';

export const employer = 'acme';

export function actorOf(
  personId: string,
  role: Actor['role'] = 'employee',
  more: Partial<Actor> = {},
): Actor {
  return { personId, name: personId, employerId: employer, role, isOnCall: false, ...more };
}
export const hr = actorOf('p-hr', 'hr');
export const provider = actorOf('p-provider', 'provider');

/** A photo and a PDF that say so are taken, everything else is not. */
const cleaner: ReceiptCleaner = {
  clean: ({ bytes }) =>
    Promise.resolve({
      bytes,
      type: 'image/jpeg' as const,
      sha256: Buffer.from(bytes).toString('hex'),
    }),
};

/** An employer with the sets of the case: A for fixed staff, B for on-call workers (domain 1.4). */
export function createHouse({ now = '2026-11-19T10:00:00Z', flow = null as DeclarationFlow | null } = {}) {
  const employers = createMemoryStores();
  const db = employers.create(employer);
  let n = 0;
  const clock = { at: Date.parse(now), now: () => clock.at };
  const ids = { next: () => `id${++n}`, secret: () => `secret${++n}` };
  const components = seedComponents(db, { clock, ids });
  const files = createMemoryFiles();
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const declarations = createDeclarations({
    ...{ clock, ids, employers, files, log, flow },
    receiptCleaner: cleaner,
    nameOf: (personId) => personId,
  });
  return {
    ...{ db, clock, ids, files, employers, declarations, components },
    hire: (personId: string, change: Partial<Employment> = {}) => hire(db, { clock, ids }, personId, change),
  };
}
export type House = ReturnType<typeof createHouse>;

type SeedDeps = { clock: { now: () => number }; ids: { next: () => string; secret: () => string } };

function seedComponents(db: EmployerDb, deps: SeedDeps) {
  const by = { personId: 'p-provider', at: deps.clock.now() };
  const make = (
    key: number,
    input: Partial<Parameters<typeof writeComponent>[3]> &
      Pick<Parameters<typeof writeComponent>[3], 'form' | 'unit'>,
    rate?: number,
  ) => {
    const component = writeComponent(
      db,
      `c${key}`,
      null,
      {
        ...{ key, description: `C${key}`, employeeLabel: `Component ${key}`, taxTreatment: 'untaxed' },
        ...{ requiresAttachment: false, requiresDate: true, requiresVehicle: false },
        ...input,
      },
      deps,
    );
    if (rate !== undefined) writeRate(db, component.id, { validFrom: '2026-01-01', rate }, by);
    return component.id;
  };
  const untaxed = make(41, { form: 'trip', unit: 'km' }, 230);
  const taxed = make(42, { form: 'trip', unit: 'km', taxTreatment: 'taxed' }, 120);
  const fuel = make(50, { form: 'fuel', unit: 'eur', requiresAttachment: true, requiresVehicle: true });
  const home = make(51, { form: 'home', unit: 'day' }, 2400);
  const hours = make(1, { form: 'worked', unit: 'hour', taxTreatment: 'taxed' });
  const days = make(2, { form: 'worked', unit: 'day', taxTreatment: 'taxed' });
  const set = (name: string, forOnCall: boolean, componentIds: string[]) =>
    writeSet(
      db,
      provider,
      null,
      { name, level: 'provider', isDefault: true, tripSplit: 'perKm', forOnCall, componentIds },
      deps,
    ).id;
  return {
    ...{ untaxed, taxed, fuel, home, hours, days },
    setA: set('A', false, [untaxed, taxed, fuel, home]),
    setB: set('B', true, [hours, days]),
  };
}

function hire(db: EmployerDb, deps: SeedDeps, personId: string, change: Partial<Employment>) {
  return writeEmployee(
    db,
    {
      ...{ personId, employeeNumber: null, firstName: personId, initials: 'P.', prefix: '' },
      ...{ lastName: `Achternaam ${personId}`, dateOfBirth: null },
      employment: {
        ...{ startDate: '2025-03-01', endDate: null, jobTitle: 'Hovenier', departmentId: null },
        ...{ isOnCall: false, calculateWorkingHours: true, hoursPerWeek: 32_000, workDays: [1, 2, 3, 4] },
        ...{ componentSetId: null, excludedFromSelfService: false },
        ...change,
      },
    },
    deps,
  );
}

export const trip = (date: string, km: number, change: Partial<Trip> = {}): Trip => ({
  ...{ date, km: km * 1000, kind: 'business', destination: 'Zwolle', part: 'both' },
  ...change,
});
export const trips = (...all: Trip[]): DeclarationInput => ({ form: 'trip', trips: all });
export const home = (...dates: string[]): DeclarationInput => ({ form: 'home', dates });
export const shift = (date: string, hours: number, change: Partial<Worked> = {}): Worked => ({
  ...{ date, hours: Math.round(hours * 1000), start: null, end: null, breakMinutes: 0, calledHours: null },
  ...change,
});
export const worked = (month: string, ...entries: Worked[]): DeclarationInput => ({
  ...{ form: 'worked', month, entries, total: null },
});
export const fuel = (
  date: string,
  amount: number,
  vehicle: 'own' | 'company' = 'company',
): DeclarationInput => ({ form: 'fuel', date, amount, litres: null, plate: 'V-318-JH', vehicle });

let keys = 0;
export const request = (input: DeclarationInput, requestKey = `request-key-${++keys}`) => ({
  ...{ input, comment: '', requestKey },
});
