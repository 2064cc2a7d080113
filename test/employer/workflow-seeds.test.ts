import { beforeEach, describe, expect, it } from 'vitest';
import { colleaguesOf, registerEmployer, registerPerson } from '../../src/accounts/administration.ts';
import { createServices } from '../../src/app.ts';
import { workflowSeeds } from '../../src/employer/workflow-seeds.ts';
import { tickAll } from '../../src/entry/house.ts';
import type { Actor, Role } from '../../src/kernel/actor.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { inTransaction } from '../../src/store/in-transaction.ts';
import { faultsOf } from '../../src/workflow/rules.ts';
import { testDeps } from '../api/support.ts';

describe('the workflows that every employer begins with', () => {
  it('can be saved as they are, and name no person', () => {
    for (const { trigger, steps, requires } of workflowSeeds)
      expect([trigger, faultsOf(steps, requires, () => false)]).toEqual([trigger, []]);
    expect(new Set(workflowSeeds.map(({ trigger }) => trigger)).size).toBe(workflowSeeds.length);
  });

  it('let a move go through at once, and what an employee claims never without a person', () => {
    const of = (trigger: string) => workflowSeeds.find((seed) => seed.trigger === trigger);
    for (const trigger of ['move', 'contact'])
      expect(of(trigger)?.steps.some(({ blocks }) => blocks)).toBe(false);
    for (const trigger of ['declaration', 'declaration.hours']) {
      expect(of(trigger)?.requires).toEqual(['approve']);
      expect(of(trigger)?.steps.map(({ kind, blocks }) => [kind, blocks])).toEqual([
        ['approve', true],
        ['process', true],
      ]);
    }
  });
});

describe('in the house', () => {
  let deps: ReturnType<typeof testDeps>;
  let services: ReturnType<typeof createServices>;
  const ids: Partial<Record<Role, string>> = {};
  const as = (role: Role): Actor => ({
    personId: ids[role] ?? '',
    name: role,
    employerId: 'alfa',
    role,
    isOnCall: false,
  });
  beforeEach(async () => {
    deps = testDeps();
    for (const id of ['alfa', 'beta']) {
      registerEmployer(deps, { id, name: id });
      deps.employers.create(id);
    }
    for (const role of ['employee', 'manager', 'hr', 'provider'] as const)
      ids[role] = await registerPerson(deps, {
        name: `Persoon ${role}`,
        email: `${role}@alfa.example`,
        password: null,
        memberships: [{ employerId: 'alfa', role }],
      });
    services = createServices(deps);
  });
  const start = (trigger: string) =>
    inTransaction(deps.employers.open('alfa'), (tx) =>
      services.workflows.start(
        tx,
        {
          trigger,
          subject: { kind: 'sample', id: trigger, title: 'Iets', personId: ids.employee ?? '' },
          initiatedBy: ids.employee ?? '',
        },
        deps.clock.now(),
      ),
    );

  it('a task for the manager of a department falls to HR while nobody leads one', () => {
    expect(start('move').status).toBe('completed');
    expect(services.workflows.count(as('manager'))).toBe(0);
    expect(services.workflows.count(as('hr'))).toBe(1);
    expect(services.workflows.count(as('provider'))).toBe(1);
  });

  it('the clock goes on past an employer whose file cannot be opened', () => {
    start('declaration');
    deps.advance(5 * 24 * 60 * 60 * 1000);
    const { open } = deps.employers;
    const employers = {
      ...deps.employers,
      open: (id: string) => {
        if (id === 'alfa') throw new AppError('employer_unavailable');
        return open(id);
      },
    };
    const broken = createServices({ ...deps, employers });
    tickAll(deps, broken);
    expect(deps.logged).toMatchObject([{ employerId: 'alfa', message: 'deadlines were not looked at' }]);
    tickAll(deps, services);
    expect(services.postman.list(10).map(({ subject }) => subject)).toContain(
      'Herinnering: Declaratie behandelen: Iets',
    );
  });

  it('who has left keeps a name and has no role', async () => {
    const two = await registerPerson(deps, {
      name: 'Persoon twee',
      email: 'twee@alfa.example',
      password: null,
      memberships: [
        { employerId: 'alfa', role: 'hr' },
        { employerId: 'alfa', role: 'employee' },
        { employerId: 'beta', role: 'manager' },
      ],
    });
    deps.directory.run(
      `UPDATE memberships SET left_on = '2026-03-01' WHERE person_id = '${two}' AND role = 'hr'`,
    );
    const find = (employerId: string, date: string) =>
      colleaguesOf(deps.directory, employerId, date).find(({ personId }) => personId === two);
    expect(find('alfa', '2026-03-01')?.roles.sort()).toEqual(['employee', 'hr']);
    expect(find('alfa', '2026-03-02')?.roles).toEqual(['employee']);
    expect(find('beta', '2026-03-02')?.roles).toEqual(['manager']);
    deps.directory.run(`UPDATE memberships SET left_on = '2026-03-01' WHERE person_id = '${two}'`);
    expect(find('alfa', '2026-03-02')).toEqual({
      personId: two,
      name: 'Persoon twee',
      email: 'twee@alfa.example',
      roles: [],
    });
  });
});
