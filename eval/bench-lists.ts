import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import { registerEmployer, registerPerson } from '../src/accounts/administration.ts';
import { createMemoryFileStore } from '../src/adapters/cloudflare/file-store.ts';
import { createIds } from '../src/adapters/node/ids.ts';
import { createSqliteStores, openDirectory } from '../src/adapters/node/sqlite.ts';
import { createServices } from '../src/app.ts';
import { seedPersonnel } from '../src/entry/demo-personnel.ts';
import { demoFolder } from '../src/entry/paths.ts';
import type { Actor, Role } from '../src/kernel/actor.ts';
import { addDays, datesBetween, endOfMonth, weekday } from '../src/kernel/calendar.ts';
import { staffWhere } from '../src/personnel/rows.ts';
import { employees } from '../src/store/personnel-schema.ts';
import { testDeps } from '../test/api/support.ts';

const usage = `Time that lists take: employers x the demo staff (about fifty) x months of declarations, each handed in, approved and processed as people do.

  npm run bench:lists -- [--employers 50] [--months 12] [--rounds 40]`;

const { values } = parseArgs({
  options: {
    employers: { type: 'string', default: '50' },
    months: { type: 'string', default: '12' },
    rounds: { type: 'string', default: '40' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const wanted = Number(values.employers);
const months = Number(values.months);
const rounds = Number(values.rounds);
const EMPLOYER = 'klaverveld';

const dir = mkdtempSync(join(tmpdir(), 'vraagbaak-lists-'));
const clock = { at: Date.parse('2026-01-31T12:00:00Z'), now: () => clock.at };
const directory = openDirectory(dir);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const stores = createSqliteStores(dir, log);
const ids = createIds();
const deps = {
  ...testDeps(),
  clock,
  ids,
  directory: directory.db,
  employers: stores,
  files: createMemoryFileStore(),
};

try {
  const actors = [];
  for (let i = 0; i < wanted; i++) actors.push(await employer(`${EMPLOYER}-${i}`));
  console.log(`${wanted} employers made`);
  measure(actors);
} finally {
  stores.close();
  directory.close();
  rmSync(dir, { recursive: true, force: true });
}

/** One employer with the demo staff, each with an account, and their declarations over the months. */
async function employer(id: string) {
  const services = createServices(deps);
  const db = stores.create(id);
  registerEmployer(deps, { id, name: id });
  const make = async (name: string, role: Role): Promise<Actor> => {
    const personId = await registerPerson(deps, {
      name,
      email: `${name}@${id}.example`.toLowerCase(),
      password: null,
      memberships: [{ employerId: id, role }],
    });
    return { personId, name, employerId: id, role, isOnCall: false };
  };
  const hr = await make('hr', 'hr');
  const provider = await make('provider', 'provider');
  seedPersonnel(
    {
      ...deps,
      employers: { ...stores, open: (other: string) => stores.open(other === EMPLOYER ? id : other) },
    },
    demoFolder,
    [EMPLOYER],
  );
  const staff = staffWhere(db, '2026-12-31').filter(({ employment }) => employment.startDate < '2026-06-01');
  const people = [];
  for (const { employee, employment } of staff) {
    const actor = await make(`p${employee.employeeNumber}`, 'employee');
    db.update(employees).set({ personId: actor.personId }).where(eq(employees.id, employee.id)).run();
    people.push({ actor, isOnCall: employment.isOnCall, start: employment.startDate });
  }
  for (let month = 1; month <= months; month++) {
    const first = `2026-${String(month).padStart(2, '0')}-01`;
    const days = datesBetween(first, endOfMonth(first)).filter((date) => weekday(date) <= 4);
    clock.at = Date.parse(`${addDays(endOfMonth(first), 1)}T12:00:00Z`);
    for (const { actor, isOnCall, start } of people) {
      if (start > first) continue;
      const inputs = isOnCall
        ? [
            {
              form: 'worked' as const,
              month: first.slice(0, 7),
              total: null,
              entries: days.slice(0, 8).map((date) => ({
                ...{ date, hours: 6000, start: null, end: null, breakMinutes: 0, calledHours: null },
              })),
            },
          ]
        : [
            { form: 'home' as const, dates: days.slice(0, 6) },
            ...days.slice(6, 9).map((date) => ({
              form: 'trip' as const,
              trips: [
                { date, km: 42_000, kind: 'business' as const, destination: 'Zwolle', part: 'both' as const },
              ],
            })),
          ];
      for (const input of inputs) {
        const { id: declarationId } = services.declarations.save(actor, {
          input,
          comment: '',
          requestKey: ids.next(),
        });
        services.declarations.submit(actor, declarationId);
        // The last month is still on the desks.
        if (month === months) continue;
        services.declarations.treat(hr, declarationId, 'approve');
        services.declarations.process(provider, declarationId);
      }
    }
  }
  return { hr, provider, people: people.map(({ actor }) => actor) };
}

function measure(actors: { hr: Actor; provider: Actor; people: Actor[] }[]): void {
  const services = createServices(deps);
  const all = { search: '', onCall: 'with' as const, page: 1 };
  const tasks = { list: 'tasks' as const, overdue: false, search: '', sort: 'due' as const, page: 1 };
  const lists: Record<string, (who: (typeof actors)[number]) => unknown> = {
    'own declarations': ({ people }) => services.declarations.mine(people[3] as Actor),
    'what can be declared': ({ people }) => services.declarations.options(people[3] as Actor),
    'declarations of HR': ({ hr }) => services.declarations.list(hr, all),
    'declarations, last page': ({ hr }) => services.declarations.list(hr, { ...all, page: 30 }),
    'declarations, search': ({ hr }) => services.declarations.list(hr, { ...all, search: 'berg' }),
    'declarations, only on-call': ({ hr }) => services.declarations.list(hr, { ...all, onCall: 'only' }),
    'tasks of HR': ({ hr }) => services.workflows.tasks(hr, tasks, 'nl'),
    'tasks, count': ({ hr }) => services.workflows.count(hr),
    'processes, open': ({ hr }) => services.workflows.processes(hr, { tab: 'open', search: '', page: 1 }),
    'processes, history': ({ hr }) =>
      services.workflows.processes(hr, { tab: 'history', search: '', page: 1 }),
    'totals of a period': ({ provider }) => services.declarations.totals(provider, 202603, 'with'),
    personnel: ({ hr }) =>
      services.personnel.list(hr, { search: '', onCall: 'with', state: 'active', page: 1 }),
  };
  console.log('list'.padEnd(32), 'p50 ms', 'p95 ms', 'most ms');
  for (const [name, list] of Object.entries(lists)) {
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const who = actors[i % actors.length];
      if (!who) continue;
      const from = performance.now();
      list(who);
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) =>
      (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(1);
    console.log(name.padEnd(32), at(0.5).padStart(6), at(0.95).padStart(6), at(1).padStart(7));
  }
}
