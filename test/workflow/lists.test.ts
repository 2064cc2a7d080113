import { beforeEach, describe, expect, it } from 'vitest';
import {
  type ProcessQuery,
  processQuerySchema,
  type TaskQuery,
  taskQuerySchema,
} from '../../src/workflow/view-model.ts';
import { as, codeOf, DAY, seeds, step, workflowHouse } from './house.ts';

let house: ReturnType<typeof workflowHouse>;
const list = (who: string, values: Partial<TaskQuery> = {}) =>
  house.workflows.tasks(as(who), { ...taskQuerySchema.parse({}), ...values }, 'nl');
const titles = (who: string, values: Partial<TaskQuery> = {}) =>
  list(who, values).tasks.map((task) => task.title);
const all = (values: Partial<ProcessQuery> = {}) =>
  house.workflows.processes(as('hr1'), { ...processQuerySchema.parse({}), ...values });
const names = (values: Partial<ProcessQuery> = {}) => all(values).processes.map(({ title }) => title);
beforeEach(() => {
  house = workflowHouse();
});

describe('my tasks', () => {
  it('are those that I may settle, with what they are about and the rule', () => {
    const { workflowId } = house.start('sample.two', { id: 'een', title: 'Monster Een' });
    house.start('sample.side', { title: 'Monster Twee' });
    const page = list('hr1');
    expect(page).toMatchObject({ total: 1, page: 1, pages: 1, subjects: ['sample'] });
    expect(page.tasks[0]).toMatchObject({
      workflowId,
      process: { nl: 'Monster in twee stappen' },
      step: { en: 'Step treat' },
      person: { name: 'Els Een' },
      actions: ['approve', 'reject', 'return'],
      holders: [
        { personId: 'hr1', role: 'hr' },
        { personId: 'hr2', role: 'hr' },
      ],
      subject: {
        lines: [{ label: 'Gewicht', value: '42 kg' }],
        rule: { source: 'Monsterregeling, artikel 2' },
      },
    });
    expect(titles('hr1', { list: 'notices' })).toEqual(['Monster Twee']);
    expect([titles('mgrN'), titles('mgrZ'), titles('prov')]).toEqual([
      ['Monster Twee'],
      [],
      ['Monster Twee'],
    ]);
    expect(['hr1', 'mgrN', 'mgrZ', 'emp1'].map((who) => house.workflows.count(as(who)))).toEqual([
      1, 1, 0, 0,
    ]);
    for (const who of ['emp1', 'gone']) expect(codeOf(() => list(who))).toBe('forbidden');
    expect(
      codeOf(() => house.workflows.tasks({ ...as('hr1'), hasLeft: true }, taskQuerySchema.parse({}), 'nl')),
    ).toBe('forbidden');
  });

  it('are filtered, sorted, searched', () => {
    house.start('sample.two', { kind: 'sample', title: 'Oud', personId: 'emp2' }, 'emp2');
    house.advance(DAY);
    house.start('sample.wide', { kind: 'other', title: 'Zonder datum' });
    house.start('sample.two', { kind: 'sample', title: 'Nieuw', personId: 'emp1' }, 'emp1');
    expect(titles('hr1')).toEqual(['Oud', 'Nieuw', 'Zonder datum']);
    expect(titles('hr1', { sort: 'newest' })).toEqual(['Nieuw', 'Zonder datum', 'Oud']);
    expect(titles('hr1', { sort: 'oldest' })).toEqual(['Oud', 'Zonder datum', 'Nieuw']);
    expect(titles('hr1', { sort: 'person' })).toEqual(['Oud', 'Zonder datum', 'Nieuw']);
    expect(titles('hr1', { subject: 'other' })).toEqual(['Zonder datum']);
    expect(titles('hr1', { kind: 'process' })).toEqual([]);
    expect(titles('hr1', { search: 'ed twee' })).toEqual(['Oud']);
    expect(titles('hr1', { search: 'NIEUW' })).toEqual(['Nieuw']);
    expect(titles('hr1', { overdue: true })).toEqual([]);
    house.advance(4 * DAY);
    expect(titles('hr1', { overdue: true })).toEqual(['Oud']);
    expect(list('hr1').subjects).toEqual(['other', 'sample']);
  });

  it('come in pages, and the last one is as far as it goes', () => {
    for (let i = 0; i < 30; i++) {
      house.start('sample.two', { title: `M${String(i).padStart(2, '0')}` });
      house.advance(1);
    }
    expect(list('hr1')).toMatchObject({ total: 30, page: 1, pages: 2 });
    expect(titles('hr1', { page: 2 })).toEqual(['M25', 'M26', 'M27', 'M28', 'M29']);
    expect(list('hr1', { page: 9 }).page).toBe(2);
  });

  it('tell of a subject only what its owner tells this reader', () => {
    const { workflowId } = house.start('sample.wide', { id: 'secret' });
    const boss = house.taskOf(workflowId, 'boss');
    expect(house.workflows.task(as('mgrN'), boss, 'nl').subject).toBeNull();
    expect(house.workflows.task(as('hr1'), boss, 'en').subject?.lines[0]?.label).toBe('Weight');
    expect(house.workflows.task(as('hr1'), boss, 'en').actions).toEqual([]);
    expect(codeOf(() => house.workflows.task(as('mgrZ'), boss, 'nl'))).toBe('not_found');
    expect(codeOf(() => house.workflows.task(as('mgrZ'), 'onzin', 'nl'))).toBe('not_found');
  });
});

describe('the overview', () => {
  it('shows with whom everything lies, since when; and what is over apart', () => {
    const two = house.start('sample.two', { title: 'Loopt' }).workflowId;
    const side = house.start('sample.side', { title: 'Bijzaken' }).workflowId;
    const over = house.start('sample.two', { title: 'Voorbij' }, 'hr1').workflowId;
    house.workflows.act(as('hr2'), house.taskOf(over, 'treat'), { action: 'reject', reason: 'dubbel' }, 'nl');
    expect(names()).toEqual(expect.arrayContaining(['Loopt', 'Bijzaken']));
    expect(all().total).toBe(2);
    expect(all().processes.find(({ workflowId }) => workflowId === two)?.open).toMatchObject([
      { step: { nl: 'Stap treat' }, holders: ['Hanna Riemers', 'Henk Rosier'], overdue: false },
    ]);
    expect(all({ tab: 'history' }).processes).toMatchObject([
      { title: 'Voorbij', status: 'rejected', reason: 'dubbel', initiator: { name: 'Hanna Riemers' } },
    ]);
    for (const key of ['flowers', 'check'])
      house.workflows.act(
        as(key === 'check' ? 'prov' : 'mgrN'),
        house.taskOf(side, key),
        { action: 'complete' },
        'nl',
      );
    // A notice that nobody looked at keeps nothing open.
    expect(names()).toEqual(['Loopt']);
    expect(names({ tab: 'history' })).toEqual(expect.arrayContaining(['Bijzaken', 'Voorbij']));
    for (const who of ['mgrN', 'emp1'])
      expect(codeOf(() => house.workflows.processes(as(who), processQuerySchema.parse({})))).toBe(
        'forbidden',
      );
  });

  it('is filtered on process, status, name, words, and days in Dutch time', () => {
    house.advance(Date.parse('2026-11-30T22:59:00Z') - house.deps.clock.now());
    house.start('sample.two', { title: '50% monster', personId: 'emp2' });
    house.advance(2 * 60_000);
    house.start('sample.wide', { title: 'December_monster' });
    expect(names({ from: '2026-12-01' })).toEqual(['December_monster']);
    expect(names({ to: '2026-11-30' })).toEqual(['50% monster']);
    expect(names({ trigger: 'sample.wide' })).toEqual(['December_monster']);
    expect(names({ status: 'completed' })).toEqual([]);
    expect(names({ search: 'ed twee' })).toEqual(['50% monster']);
    expect(names({ search: '0%' })).toEqual(['50% monster']);
    expect(names({ search: '_' })).toEqual(['December_monster']);
    expect(names({ search: 'niemand' })).toEqual([]);
    expect(house.workflows.exportRows(as('prov'), processQuerySchema.parse({}))).toHaveLength(2);
  });

  it('opens one with its history for who has to do with it', () => {
    const { workflowId } = house.start('sample.wide', {}, 'emp1');
    const see = (who: string) => codeOf(() => house.workflows.process(as(who), workflowId, 'nl'));
    expect(['hr1', 'prov', 'mgrN', 'emp1'].map(see)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(['mgrZ', 'emp2'].map(see)).toEqual(['not_found', 'not_found']);
    expect(house.workflows.process(as('emp1'), workflowId, 'nl').mayCancel).toBe(true);
    expect(house.workflows.process(as('hr1'), workflowId, 'nl').mayCancel).toBe(false);
    expect(house.workflows.ofSubject(house.db, { kind: 'sample', id: 'none' })).toBeNull();
  });

  it('tells the owner of a subject how its latest one stands', () => {
    const first = house.start('sample.two', { id: 's' }).workflowId;
    house.workflows.act(as('hr1'), house.taskOf(first, 'treat'), { action: 'return', reason: 'bon' }, 'nl');
    expect(house.workflows.ofSubject(house.db, { kind: 'sample', id: 's' })).toMatchObject({
      status: 'returned',
      reason: 'bon',
    });
    const second = house.start('sample.two', { id: 's' }).workflowId;
    expect(house.workflows.ofSubject(house.db, { kind: 'sample', id: 's' })).toMatchObject({
      workflowId: second,
      status: 'running',
      open: [{ holders: ['Hanna Riemers', 'Henk Rosier'] }],
    });
  });
});

describe('the editor', () => {
  const read = () => house.workflows.template(as('hr1'), 'sample.two');
  it('lists every trigger as it stands', () => {
    house.start('sample.two');
    expect(
      house.workflows
        .templates(as('prov'))
        .map(({ trigger, version, running, isSeed }) => [trigger, version, running, isSeed]),
    ).toEqual([
      ['sample.two', 1, 1, true],
      ['sample.side', 1, 0, true],
      ['sample.wide', 1, 0, true],
    ]);
    for (const who of ['mgrN', 'emp1'])
      expect(codeOf(() => house.workflows.templates(as(who)))).toBe('forbidden');
    expect(house.workflows.colleagues(as('mgrN')).map(({ name }) => name)).toEqual([
      'Hanna Riemers',
      'Henk Rosier',
      'Mark Noordhof',
      'Mira Zuidema',
      'Petra Overbeek',
    ]);
  });

  it('saves a new version over the one that was read, once', () => {
    const { template } = read();
    const input = { ...template, steps: [...template.steps, step('extra', { order: 3 })] };
    const save = (version: number, values = input) =>
      house.workflows.saveTemplate(as('hr1'), 'sample.two', version, values);
    expect(save(1)).toMatchObject({ version: 2, origin: 'edit', changedBy: 'hr1', isSeed: false });
    expect(save(1)).toMatchObject({ version: 2 });
    expect(codeOf(() => house.workflows.saveTemplate(as('hr2'), 'sample.two', 1, template))).toBe('conflict');
    expect(read().history.map(({ version }) => version)).toEqual([2, 1]);
    expect(codeOf(() => save(2, { ...input, steps: [] }))).toBe('template_faulty');
    expect(house.workflows.checkTemplate(as('hr1'), 'sample.two', { ...input, steps: [] }).faults).toEqual([
      'required_kind_missing',
    ]);
    expect(codeOf(() => house.workflows.template(as('hr1'), 'onzin'))).toBe('not_found');
  });

  it('goes back to an earlier version or to what was delivered, as a new version', () => {
    const { template } = read();
    const shorter = { ...template, name: { nl: 'Kort', en: 'Short' } };
    house.workflows.saveTemplate(as('hr1'), 'sample.two', 1, shorter);
    const back = house.workflows.restoreTemplate(as('hr2'), 'sample.two', 2, 'seed');
    expect(back).toMatchObject({ version: 3, isSeed: true, origin: 'seed', name: seeds[0]?.name });
    expect(house.workflows.restoreTemplate(as('hr2'), 'sample.two', 3, 2)).toMatchObject({
      version: 4,
      name: { nl: 'Kort' },
    });
    expect(codeOf(() => house.workflows.restoreTemplate(as('hr2'), 'sample.two', 4, 9))).toBe('not_found');
  });

  it('takes over what is delivered anew only where nobody changed it', () => {
    const { template } = read();
    house.start('sample.side');
    house.workflows.saveTemplate(as('hr1'), 'sample.two', 1, { ...template, active: false });
    house.deps.seeds = seeds.map((seed) => ({ ...seed, name: { nl: 'Opnieuw', en: 'Anew' } }));
    expect(house.workflows.templates(as('hr1')).map(({ name, version }) => [name.nl, version])).toEqual([
      ['Monster in twee stappen', 2],
      ['Opnieuw', 2],
      ['Opnieuw', 1],
    ]);
  });
});
