import { eq } from 'drizzle-orm';
import { createMemoryStores } from '../../src/adapters/node/sqlite.ts';
import { createDeclarations } from '../../src/declarations/declarations.ts';
import type { DeclarationStatus } from '../../src/declarations/model.ts';
import { writeEvent, writeLines } from '../../src/declarations/rows.ts';
import type { Actor, Role } from '../../src/kernel/actor.ts';
import type { ComponentInput } from '../../src/pay/model.ts';
import { writeComponent, writeRate, writeSet } from '../../src/pay/pay.ts';
import { readComponents } from '../../src/pay/rows.ts';
import type { PayrollRunDeps } from '../../src/payroll-runs/deps.ts';
import type { RunAction } from '../../src/payroll-runs/model.ts';
import { createPayrollRuns } from '../../src/payroll-runs/runs.ts';
import type { Employment } from '../../src/personnel/model.ts';
import { writeEmployee } from '../../src/personnel/personnel.ts';
import type { EmployerDb } from '../../src/store/db.ts';
import { declarations } from '../../src/store/declaration-schema.ts';
import { inTransaction } from '../../src/store/in-transaction.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { employees, employments } from '../../src/store/personnel-schema.ts';

export const ORIGIN = 'https://vraagbaak.example';

export function actorOf(role: Role, personId = `p-${role}`): Actor {
  return { personId, name: `Persoon ${role}`, employerId: 'acme', role, isOnCall: false };
}
export const provider = actorOf('provider');
export const hr = actorOf('hr');

const components: ComponentInput[] = [
  { key: 1, description: 'UREN GEWERKT', employeeLabel: 'Gewerkte uren', unit: 'hour', form: 'worked' },
  { key: 41, description: 'KM ONBELAST', employeeLabel: 'Kilometers', unit: 'km', form: 'trip' },
  { key: 50, description: 'DGN THUISWERK', employeeLabel: 'Thuiswerkdagen', unit: 'day', form: 'home' },
].map((one) => ({
  ...one,
  taxTreatment: 'untaxed',
  requiresAttachment: false,
  requiresDate: true,
  requiresVehicle: false,
})) as ComponentInput[];

export interface StaffInput extends Partial<Employment> {
  firstName?: string;
  lastName?: string;
  personId?: string | null;
}

/** One employer in memory with components, sets and nobody in service yet. */
export function stage(start = '2026-11-20T09:00:00Z') {
  const employers = createMemoryStores();
  const db = employers.create('acme');
  employers.create('borealis');
  let now = Date.parse(start);
  let count = 0;
  const ids = { next: () => `id-${String(++count).padStart(6, '0')}`, secret: () => 'geheim' };
  const clock = { now: () => now };
  const deps: PayrollRunDeps = {
    employers,
    clock,
    ids,
    employerName: () => 'Acme B.V.',
    nameOf: (id) => (id.startsWith('p-') ? `Persoon ${id.slice(2)}` : null),
    contacts: (_employer, people) =>
      people.map((personId) => ({ personId, name: personId, email: `${personId}@acme.example` })),
    holders: (_employer, role) =>
      role === 'hr'
        ? [
            { personId: 'p-hr', name: 'Persoon hr', email: 'hr@acme.example' },
            { personId: 'p-hr2', name: 'Persoon hr2', email: 'hr2@acme.example' },
          ]
        : [],
    providerAt: () => ['acme', 'borealis'],
    publicOrigin: ORIGIN,
  };
  seedPay(db, { clock, ids });
  const files = { put: async () => undefined, get: async () => null, remove: async () => undefined };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const declared = createDeclarations({
    ...{ clock, ids, employers, files, log, flow: null, nameOf: deps.nameOf },
    receiptCleaner: { clean: async () => Promise.reject(new Error('no receipts here')) },
  });
  const runs = createPayrollRuns(deps);
  return {
    db,
    deps,
    runs,
    declared,
    at: (moment: string) => {
      now = Date.parse(moment);
    },
    advance: (ms: number) => {
      now += ms;
    },
    hire: (input: StaffInput = {}) => hire(db, deps, input),
    declare: (employmentId: string, input: DeclareInput) => declare(db, deps, employmentId, input),
    /** Steps of one run, the provider's by the provider and the others by HR. */
    go: (runId: string, ...actions: RunAction[]) => {
      for (const action of actions) {
        const byHr = action === 'approve' || action === 'return';
        const reason = ['return', 'cancel', 'undo'].includes(action) ? 'omdat' : '';
        runs.act(byHr ? hr : provider, runId, { action, reason }, ORIGIN);
      }
      return runs.read(provider, runId);
    },
    mails: () => db.select().from(outbox).all(),
  };
}

export function seedPay(db: EmployerDb, deps: Pick<PayrollRunDeps, 'clock' | 'ids'>): void {
  inTransaction(db, (tx) => {
    const ids = components.map((input) => writeComponent(tx, `c-${input.key}`, null, input, deps).id);
    writeRate(
      tx,
      'c-41',
      { validFrom: '2026-01-01', rate: 230 },
      { personId: 'p-provider', at: Date.parse('2026-01-01T00:00:00Z') },
    );
    const set = { level: 'employer', isDefault: true, tripSplit: 'perKm', componentIds: ids } as const;
    writeSet(tx, { role: 'provider' }, null, { ...set, name: 'Vast', forOnCall: false }, deps);
    writeSet(tx, { role: 'provider' }, null, { ...set, name: 'Oproep', forOnCall: true }, deps);
  });
}

let people = 0;

export function hire(db: EmployerDb, deps: PayrollRunDeps, input: StaffInput = {}): string {
  const {
    firstName = `Voor${++people}`,
    lastName = `Achternaam${people}`,
    personId = `p-w${people}`,
    ...employment
  } = input;
  return inTransaction(
    db,
    (tx) =>
      writeEmployee(
        tx,
        {
          personId,
          employeeNumber: null,
          ...{ firstName, initials: 'V.', prefix: '', lastName, dateOfBirth: null },
          employment: {
            startDate: '2025-01-01',
            endDate: null,
            jobTitle: 'Medewerker',
            departmentId: null,
            isOnCall: false,
            calculateWorkingHours: !employment.isOnCall,
            hoursPerWeek: employment.isOnCall ? null : 40_000,
            workDays: employment.isOnCall ? [] : [1, 2, 3, 4, 5],
            componentSetId: null,
            excludedFromSelfService: false,
            ...employment,
          },
        },
        deps,
      ).employmentId,
  );
}

export interface DeclareInput {
  date: string;
  key?: number;
  /** Thousandths. */
  quantity?: number;
  status?: DeclarationStatus;
  /** The period it was handed in for; that of its date when absent. */
  periodId?: number;
}

let requests = 0;

/** A declaration as it stands after its treatment, with one line. */
export function declare(
  db: EmployerDb,
  deps: PayrollRunDeps,
  employmentId: string,
  input: DeclareInput,
): string {
  const { date, key = 1, quantity = 8000, status = 'approved' } = input;
  const id = deps.ids.next();
  const at = deps.clock.now();
  const component = readComponents(db).find((one) => one.key === key);
  const form = key === 1 ? 'worked' : key === 41 ? 'trip' : 'home';
  const amount = key === 41 ? Math.round((quantity * 230) / 10_000) : null;
  inTransaction(db, (tx) => {
    tx.insert(declarations)
      .values({
        ...{ id, employmentId, personId: personOf(db, employmentId), form, status },
        input: { form: 'home', dates: [date] },
        ...{ createdAt: at, updatedAt: at, submittedAt: at, fromDate: date, toDate: date },
        ...{
          total: amount,
          periodId: input.periodId ?? Number(date.slice(0, 7).replace('-', '')),
          requestKey: `verzoek-${++requests}`,
        },
      })
      .run();
    writeLines(tx, id, [
      {
        componentId: component?.id ?? '',
        ...{ label: '', unit: 'hour', taxTreatment: 'untaxed', date, quantity, amount },
        rate: key === 41 ? 230 : null,
        rateFrom: null,
      },
    ]);
    writeEvent(tx, {
      ...{ declarationId: id, at, personId: 'p-hr', action: 'approve', before: 'submitted' },
      ...{ after: status, reason: null },
    });
  });
  return id;
}

function personOf(db: EmployerDb, employmentId: string): string {
  const row = db
    .select({ personId: employees.personId })
    .from(employees)
    .innerJoin(employments, eq(employments.employeeId, employees.id))
    .where(eq(employments.id, employmentId))
    .get();
  return row?.personId ?? '';
}
