import { beforeEach, describe, expect, it } from 'vitest';
import { LAPSE_DAYS } from '../../src/workflow/decide.ts';
import { as, codeOf, DAY, workflowHouse } from './house.ts';

let house: ReturnType<typeof workflowHouse>;
const none = { reminded: 0, escalated: 0, expired: 0 };
const tick = () => house.workflows.tick('acme');
beforeEach(() => {
  house = workflowHouse();
});

describe('the clock', () => {
  it('reminds once, and escalates once, at their time', () => {
    const { workflowId } = house.start('sample.two', { title: 'Monster B' });
    const treat = house.taskOf(workflowId, 'treat');
    expect(tick()).toEqual(none);
    house.advance(3 * DAY - 1);
    expect(tick()).toEqual(none);
    house.advance(1);
    expect(tick()).toEqual({ ...none, reminded: 1 });
    expect(tick()).toEqual(none);
    expect(house.mailed('Herinnering')).toEqual(['hr1', 'hr2']);
    expect(house.mails().find(({ subject }) => subject.startsWith('Herinnering'))?.body).toContain(
      'wacht al 3 dagen op jou',
    );
    expect(codeOf(() => house.workflows.act(as('prov'), treat, { action: 'approve' }, 'nl'))).toBe(
      'forbidden',
    );
    house.advance(2 * DAY);
    expect(tick()).toEqual({ ...none, escalated: 1 });
    expect(tick()).toEqual(none);
    expect(house.mailed('Te laat')).toEqual(['prov']);
    expect(house.mails().find(({ subject }) => subject.startsWith('Te laat'))?.body).toContain(
      'Ze ligt bij Hanna Riemers, Henk Rosier',
    );
    expect(house.workflows.task(as('hr1'), treat, 'nl')).toMatchObject({ overdue: true });
    expect(codeOf(() => house.workflows.act(as('prov'), treat, { action: 'approve' }, 'nl'))).toBe('ok');
    const kinds = house.workflows.process(as('hr1'), workflowId, 'nl').events.map(({ kind }) => kind);
    expect(kinds).toEqual(['started', 'opened', 'reminded', 'escalated', 'approved', 'opened']);
  });

  it('does both at once when it slept, and nothing for what is settled', () => {
    house.start('sample.two');
    const settled = house.start('sample.two').workflowId;
    house.workflows.act(as('hr1'), house.taskOf(settled, 'treat'), { action: 'return', reason: 'x' }, 'nl');
    house.advance(40 * DAY);
    expect(tick()).toEqual({ reminded: 1, escalated: 1, expired: 0 });
    expect(tick()).toEqual(none);
  });

  it('lets lapse what holds nothing up, and never what does', () => {
    const side = house.start('sample.side').workflowId;
    const two = house.start('sample.two').workflowId;
    house.advance(LAPSE_DAYS * DAY);
    expect(tick()).toEqual({ reminded: 1, escalated: 1, expired: 2 });
    expect(house.states(side)).toEqual({ flowers: 'open', check: 'expired', note: 'expired' });
    house.advance(7 * DAY);
    expect(tick()).toEqual({ ...none, expired: 1 });
    expect(house.states(side)).toEqual({ flowers: 'expired', check: 'expired', note: 'expired' });
    house.advance(400 * DAY);
    expect(tick()).toEqual(none);
    expect(house.states(two)).toEqual({ treat: 'open' });
    expect(
      codeOf(() =>
        house.workflows.act(as('mgrN'), house.taskOf(side, 'flowers'), { action: 'complete' }, 'nl'),
      ),
    ).toBe('task_settled');
  });

  it('writes to who stands in for who is away that day', () => {
    house.workflows.addAbsence(as('hr1'), {
      personId: 'hr2',
      substituteId: 'mgrZ',
      from: '2026-11-28',
      to: '2026-11-28',
    });
    house.start('sample.two');
    house.advance(3 * DAY);
    tick();
    expect(house.mailed('Herinnering')).toEqual(['hr1', 'mgrZ']);
  });
});

describe('an absence', () => {
  const absence = { personId: 'mgrN', substituteId: 'hr2', from: '2026-11-26', to: '2026-11-27' };
  it('lasts from its first to its last day', () => {
    house.workflows.addAbsence(as('mgrN'), absence);
    const { workflowId } = house.start('sample.wide');
    const boss = house.taskOf(workflowId, 'boss');
    const holders = () =>
      house.workflows
        .task(as('hr1'), boss, 'nl')
        .holders.map(({ personId, standsInFor }) => [personId, standsInFor]);
    expect(holders()).toEqual([['mgrN', null]]);
    house.advance(DAY);
    expect(holders()).toEqual([['hr2', 'Mark Noordhof']]);
    expect(house.workflows.count(as('hr2'))).toBe(2);
    house.advance(2 * DAY);
    expect(holders()).toEqual([['mgrN', null]]);
    house.advance(-2 * DAY);
    expect(house.workflows.act(as('hr2'), boss, { action: 'approve' }, 'nl')).toMatchObject({
      state: 'done',
      decidedBy: { personId: 'hr2' },
    });
    expect(house.workflows.process(as('hr1'), workflowId, 'nl').events.at(-1)).toMatchObject({
      kind: 'approved',
      standsInFor: 'Mark Noordhof',
    });
  });

  it('is arranged by oneself, or by HR and the provider for everybody', () => {
    const add = (who: string, values = {}) =>
      codeOf(() => house.workflows.addAbsence(as(who), { ...absence, ...values }));
    expect(add('mgrZ')).toBe('forbidden');
    expect(add('emp1')).toBe('forbidden');
    expect(add('mgrN', { substituteId: 'mgrN' })).toBe('absence_person');
    expect(add('mgrN', { substituteId: 'emp1' })).toBe('absence_person');
    expect(add('hr1', { personId: 'emp1' })).toBe('absence_person');
    expect(add('mgrN')).toBe('ok');
    expect(add('mgrN')).toBe('ok');
    expect(add('hr1', { substituteId: 'mgrZ' })).toBe('absence_overlap');
    expect(add('hr1', { from: '2026-11-28', to: '2026-12-01' })).toBe('ok');
    expect(house.workflows.absences(as('hr1'))).toHaveLength(2);
    expect(house.workflows.absences(as('mgrN'))).toMatchObject([
      { person: { name: 'Mark Noordhof' }, substitute: { name: 'Henk Rosier' }, from: '2026-11-26' },
      { from: '2026-11-28' },
    ]);
    expect(house.workflows.absences(as('mgrZ'))).toEqual([]);
  });

  it('can be taken back, and ends by itself', () => {
    const { id } = house.workflows.addAbsence(as('mgrN'), absence);
    expect(codeOf(() => house.workflows.removeAbsence(as('mgrZ'), id))).toBe('not_found');
    expect(codeOf(() => house.workflows.removeAbsence(as('mgrZ'), 'onzin'))).toBe('not_found');
    house.advance(3 * DAY);
    expect(house.workflows.absences(as('mgrN'))).toEqual([]);
    house.advance(-3 * DAY);
    house.workflows.removeAbsence(as('mgrN'), id);
    expect(house.workflows.absences(as('mgrN'))).toEqual([]);
  });
});
