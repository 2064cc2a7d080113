import { createMemoryStores } from '../../src/adapters/node/sqlite.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import type { MutationFlow, MutationStart } from '../../src/mutations/flow.ts';
import type { AddressInput, ContactInput } from '../../src/mutations/model.ts';
import { createMutations } from '../../src/mutations/mutations.ts';
import type { SecondFactor } from '../../src/mutations/service.ts';
import type { OutboxDb } from '../../src/notifications/model.ts';
import type { Employment, FactKind } from '../../src/personnel/model.ts';
import { writeEmployee, writeFact } from '../../src/personnel/personnel.ts';
import { factsOf, factsOn } from '../../src/personnel/rows.ts';
import { outbox } from '../../src/store/outbox-schema.ts';

export const employer = 'acme';
export const origin = 'https://vraagbaak.example';
export const DAY = 24 * 60 * 60 * 1000;

export function actorOf(
  personId: string,
  role: Actor['role'] = 'employee',
  more: Partial<Actor> = {},
): Actor {
  return { personId, name: personId, employerId: employer, role, isOnCall: false, ...more };
}
export const hr = actorOf('p-hr', 'hr');
export const provider = actorOf('p-provider', 'provider');
export const sanne = actorOf('sanne');
export const daan = actorOf('daan');

/** What workflows were asked to do. */
export function fakeFlow() {
  const started: MutationStart[] = [];
  const cancelled: string[] = [];
  const done: string[] = [];
  const flow: MutationFlow = {
    start: (_tx, start) => void started.push(start),
    cancel: (_tx, id) => void cancelled.push(id),
    act: (_actor, id) => void done.push(id),
  };
  return { flow, started, cancelled, done };
}

/** Who is in `codes` has an authenticator that shows that code, once. */
function fakeFactor(codes: Map<string, string>): SecondFactor {
  return {
    has: (personId) => codes.has(personId),
    verify: async (personId, code) => {
      const isRight = codes.get(personId) === code;
      if (isRight) codes.set(personId, 'used');
      return isRight;
    },
  };
}

/** An employer with two employees: Sanne, whose data are known since 2024, and Daan, of whom nothing is. */
export function createHouse({ now = '2026-11-19T10:00:00Z' } = {}) {
  const employers = createMemoryStores();
  const db = employers.create(employer);
  let n = 0;
  const clock = { at: Date.parse(now), now: () => clock.at };
  const ids = { next: () => `id${++n}`, secret: () => `secret${++n}` };
  const flow = fakeFlow();
  const authenticators = new Map<string, string>();
  const accounts = new Map([
    ['sanne', 'sanne@account.example'],
    ['daan', 'daan@account.example'],
  ]);
  const logged: unknown[] = [];
  const log = { info: () => {}, warn: () => {}, error: (...line: unknown[]) => void logged.push(line) };
  const mutations = createMutations({
    ...{ clock, ids, employers, log, flow: flow.flow },
    sessionSecret: 'geheim-voor-de-test-van-32-tekens-of-meer',
    secondFactor: fakeFactor(authenticators),
    nameOf: (personId) => personId,
    employerName: () => 'Acme',
    accountEmail: (_employer, personId) => accounts.get(personId) ?? null,
    hrContacts: () => [{ name: 'Fatima', email: 'fatima@acme.example' }],
  });
  const hire = (personId: string, lastName: string, change: Partial<Employment> = {}) =>
    writeEmployee(
      db,
      {
        ...{ personId, employeeNumber: null, firstName: personId, initials: 'X.', prefix: '', lastName },
        dateOfBirth: null,
        employment: {
          ...{ startDate: '2024-03-01', endDate: null, jobTitle: 'Hovenier', departmentId: null },
          ...{ isOnCall: false, calculateWorkingHours: true, hoursPerWeek: 32_000, workDays: [1, 2, 3, 4] },
          ...{ componentSetId: null, excludedFromSelfService: false },
          ...change,
        },
      },
      { clock, ids },
    ).employeeId;
  const start = (employeeId: string, kind: FactKind, value: Record<string, unknown>) =>
    writeFact(db, {
      ...{ id: ids.next(), employeeId, kind, value, validFrom: '2024-03-01' },
      ...{ recordedAt: Date.parse('2024-03-01T09:00:00Z'), recordedBy: 'p-hr', source: 'start' },
    });
  const employees = { sanne: hire('sanne', 'Vermeulen'), daan: hire('daan', 'Bakker') };
  start(employees.sanne, 'address', { ...home });
  start(employees.sanne, 'email', { email: 'sanne@oud.example' });
  start(employees.sanne, 'phone', { phone: '+31302345678' });
  start(employees.sanne, 'bank-account', { iban: 'NL91ABNA0417164300', holder: 'S. Vermeulen' });
  const mails = () => (db as OutboxDb).select().from(outbox).all();
  const mailsTo = (recipient: string) => mails().filter((mail) => mail.recipient === recipient);
  return {
    ...{ db, clock, ids, employers, mutations, authenticators, accounts, employees, hire, start, logged },
    ...{ flow, mails, mailsTo },
    later: (ms: number) => {
      clock.at += ms;
    },
    /** What holds of an employee on a day. */
    on: (date: string, employeeId = employees.sanne) => {
      const facts = factsOn(factsOf(db, employeeId), date);
      return Object.fromEntries(Object.entries(facts).map(([kind, { value }]) => [kind, value]));
    },
    /** The token of the latest mail to somebody that holds a link. */
    tokenTo: (recipient: string) =>
      mailsTo(recipient)
        .map(({ body }) => /\/wijziging\/(\S+)/.exec(body)?.[1])
        .filter((token) => token !== undefined)
        .at(-1) ?? '',
    /** The six digits of the latest mail to somebody. */
    codeTo: (recipient: string) => /\b\d{6}\b/.exec(mailsTo(recipient).at(-1)?.body ?? '')?.[0] ?? '',
  };
}
export type House = ReturnType<typeof createHouse>;

export const home = {
  ...{ street: 'Dorpsstraat', houseNumber: 12, addition: 'a' },
  ...{ postcode: '3511 AB', city: 'Utrecht', country: 'NL' },
};
export const address = (change: Partial<AddressInput> = {}): AddressInput => ({
  ...{ form: 'address', mode: 'change', fromDate: '', street: 'Kerkplein', houseNumber: '3' },
  ...{ addition: '', postcode: '7201 CD', city: 'Zutphen' },
  ...change,
});
export const contact = (change: Partial<ContactInput> = {}): ContactInput => ({
  ...{ form: 'contact', emailConfirmed: false },
  ...change,
});
export const bank = (iban = 'NL20 INGB 0001 2345 67', holder = 'S. Vermeulen') => ({
  ...{ form: 'bank-account' as const, iban, holder },
});

let keys = 0;
export const request = <T>(input: T, requestKey = `request-key-${++keys}`) => ({ input, requestKey });
