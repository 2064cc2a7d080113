import { beforeEach, describe, expect, it } from 'vitest';
import { registerEmployer, registerPerson } from '../../src/accounts/administration.ts';
import { createServices } from '../../src/app.ts';
import { readDemo } from '../../src/entry/demo-data.ts';
import { seedPersonnel } from '../../src/entry/demo-personnel.ts';
import { demoFolder } from '../../src/entry/paths.ts';
import type { Actor, Role } from '../../src/kernel/actor.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { testDeps } from '../api/support.ts';
import { home, request, trip, trips } from '../declarations/house.ts';

const EMPLOYER = 'klaverveld';
let services: ReturnType<typeof createServices>;
let deps: ReturnType<typeof testDeps>;
let people: Record<string, Actor>;

beforeEach(async () => {
  const now = Date.parse('2026-11-19T10:00:00Z');
  deps = { ...testDeps(), clock: { now: () => now } };
  services = createServices(deps);
  people = {};
  for (const { id, name } of readDemo(demoFolder).employers) {
    registerEmployer(deps, { id, name });
    deps.employers.create(id);
  }
  for (const { name, email, memberships } of readDemo(demoFolder).people) {
    const personId = await registerPerson(deps, { name, email, password: null, memberships });
    const place = memberships.find(({ employerId }) => employerId === EMPLOYER);
    const role: Role = place?.role ?? 'employee';
    const first = name.split(' ')[0] ?? '';
    if (place) people[first] = { personId, name, employerId: EMPLOYER, role, isOnCall: false };
  }
  seedPersonnel(deps, demoFolder);
});

const who = (name: string): Actor => people[name] as Actor;
const tasksOf = (name: string) =>
  services.workflows.tasks(
    who(name),
    { list: 'tasks', overdue: false, search: '', sort: 'due', page: 1 },
    'nl',
  ).tasks;
const handIn = (km = 42) => {
  const draft = services.declarations.save(who('Sanne'), request(trips(trip('2026-11-18', km))));
  return services.declarations.submit(who('Sanne'), draft.id);
};

describe('a declaration and its tasks', () => {
  it('lies with HR first, with the rule and the sum beside the button, then with the provider', () => {
    const { id } = handIn();
    const [task] = tasksOf('Fatima');
    expect(task).toMatchObject({
      title: 'Kilometers 18 november',
      kind: 'approve',
      actions: ['approve', 'reject', 'return'],
    });
    expect(task?.subject?.lines.map(({ value }) => value)).toEqual([
      'Sanne Vermeulen',
      '42 km × € 0,23 = € 9,66',
      '42 km × € 0,12 = € 5,04',
      '€ 14,70',
    ]);
    expect(services.declarations.holder(who('Sanne'), id)?.who).toContain('Fatima el Amrani');
    expect(tasksOf('Esmée')).toEqual([]);
    services.workflows.act(who('Fatima'), task?.id ?? '', { action: 'approve' }, 'nl');
    expect(services.declarations.read(who('Sanne'), id).status).toBe('approved');
    const [process] = tasksOf('Esmée');
    expect(process?.subject?.fields[0]).toMatchObject({ name: 'periodId', value: '202611' });
    services.workflows.act(
      who('Esmée'),
      process?.id ?? '',
      { action: 'process', input: { periodId: '202612' } },
      'nl',
    );
    expect(services.declarations.read(who('Sanne'), id)).toMatchObject({
      status: 'processed',
      periodId: 202612,
    });
    expect(services.declarations.holder(who('Sanne'), id)).toBeNull();
  });

  it('is one thing, whether it is treated on its own page or in the task centre', () => {
    const { id } = handIn();
    services.declarations.treat(who('Fatima'), id, 'approve');
    expect(tasksOf('Fatima')).toEqual([]);
    services.declarations.process(who('Esmée'), id);
    const processes = services.workflows.processes(who('Fatima'), { tab: 'history', search: '', page: 1 });
    expect(processes.processes).toMatchObject([{ subjectId: id, status: 'completed' }]);
  });

  it('tells the employee of a refusal by mail, without amounts', () => {
    const { id } = handIn();
    services.declarations.treat(who('Fatima'), id, 'reject', 'Deze klant was niet jouw klant.');
    expect(services.declarations.read(who('Sanne'), id)).toMatchObject({
      status: 'rejected',
      reason: 'Deze klant was niet jouw klant.',
    });
    const mails = deps.employers.open(EMPLOYER).select().from(outbox).all();
    const told = mails.filter(({ recipient }) => recipient === 'sanne@klaverveld.example');
    expect(told).toHaveLength(1);
    expect(`${told[0]?.subject} ${told[0]?.body}`).not.toMatch(/€|14,70|9,66/);
  });

  it('takes its tasks along when it is withdrawn, and starts anew when it was sent back', () => {
    const first = handIn();
    services.declarations.withdraw(who('Sanne'), first.id);
    expect(tasksOf('Fatima')).toEqual([]);
    const second = handIn(43);
    services.declarations.treat(who('Fatima'), second.id, 'return', 'Welke klant?');
    services.declarations.submit(who('Sanne'), second.id);
    expect(tasksOf('Fatima')).toHaveLength(1);
  });

  it('reports many at once one by one: what is refused leaves the others done', () => {
    const ids = Array.from({ length: 20 }, (_, i) => handIn(i + 1).id);
    const own = services.declarations.save(who('Fatima'), request(home('2026-11-18')));
    services.declarations.submit(who('Fatima'), own.id);
    const tasks = tasksOf('Fatima').map(({ id }) => id);
    const results = services.workflows.actAll(who('Fatima'), [...tasks, 'bestaat-niet'], {
      action: 'approve',
    });
    expect(results.filter(({ ok }) => ok)).toHaveLength(20);
    expect(results.filter(({ ok }) => !ok).map(({ code }) => code)).toContain('not_found');
    for (const id of ids) expect(services.declarations.read(who('Sanne'), id).status).toBe('approved');
    expect(services.declarations.read(who('Fatima'), own.id).status).toBe('submitted');
  });

  it('needs every approval where HR asks for two', () => {
    const { template } = services.workflows.template(who('Fatima'), 'declaration');
    const [treat] = template.steps;
    if (!treat) throw new Error('no step');
    const second = {
      ...treat,
      key: 'manager',
      assignee: { kind: 'role', role: 'manager', department: null, substituteId: null } as const,
    };
    services.workflows.saveTemplate(who('Fatima'), 'declaration', template.version, {
      name: template.name,
      active: true,
      steps: [...template.steps, second],
    });
    const { id } = handIn();
    services.declarations.treat(who('Fatima'), id, 'approve');
    expect(services.declarations.read(who('Sanne'), id).status).toBe('submitted');
    const [task] = tasksOf('Joris');
    services.workflows.act(who('Joris'), task?.id ?? '', { action: 'approve' }, 'nl');
    expect(services.declarations.read(who('Sanne'), id).status).toBe('approved');
  });
});

describe('a move and its tasks', () => {
  it('gives flowers to the manager and the allowance to the provider, and takes both back with the move', async () => {
    const sanne = who('Sanne');
    const [move] = await services.mutations.submit(
      sanne,
      {
        input: {
          ...{ form: 'address', mode: 'change', fromDate: '2026-12-15', street: 'Molenweg' },
          ...{ houseNumber: '12', addition: '', postcode: '8043 CD', city: 'Zwolle' },
        },
        requestKey: 'verhuizing-1',
      },
      'http://localhost',
    );
    if (move === undefined) throw new Error('nothing changed');
    expect(tasksOf('Joris').map(({ stepKey }) => stepKey)).toEqual(['flowers']);
    expect(tasksOf('Esmée').map(({ stepKey }) => stepKey)).toEqual(['commuting']);
    services.mutations.withdraw(sanne, move.id);
    expect(tasksOf('Joris')).toEqual([]);
    expect(tasksOf('Esmée')).toEqual([]);
  });
});
