import { describe, expect, it } from 'vitest';
import {
  candidatesFor,
  holderOf,
  holdersOf,
  type Matter,
  reachable,
  type World,
} from '../../src/workflow/who.ts';
import { cast, role } from './house.ts';

const world = (given: Partial<World> & { away?: Record<string, string> } = {}): World => ({
  inRole: (name) =>
    Object.entries(cast)
      .filter(([, { roles }]) => roles.includes(name))
      .map(([id]) => id),
  managerOf: (id) => ({ noord: 'mgrN', zuid: 'mgrZ' })[id] ?? null,
  departmentOf: (id) => cast[id]?.department ?? null,
  substituteOf: (id) => given.away?.[id] ?? null,
  ...given,
});
const matter = (values: Partial<Matter> = {}): Matter => ({
  kind: 'approve',
  assignee: role('hr'),
  escalatedTo: null,
  personId: 'emp1',
  initiatedBy: 'emp1',
  departmentId: 'noord',
  ...values,
});
const who = (values: Partial<Matter>, place = world()) =>
  holdersOf(matter(values), place).map(({ personId }) => personId);

describe('a task is for', () => {
  it.each([
    ['everybody in a role', { assignee: role('hr') }, ['hr1', 'hr2']],
    ['the manager of the department of who it is about', { assignee: role('manager', 'subject') }, ['mgrN']],
    ['all managers without a department', { assignee: role('manager') }, ['mgrN', 'mgrZ']],
    ['HR of the department only', { assignee: role('hr', 'subject') }, ['hr1']],
    [
      'HR when the department is unknown',
      { assignee: role('manager', 'subject'), departmentId: null },
      ['hr1', 'hr2'],
    ],
    [
      'HR when the department has no manager',
      { assignee: role('manager', 'subject'), departmentId: 'oost' },
      ['hr1', 'hr2'],
    ],
    [
      'HR when the manager is who it is about',
      { assignee: role('manager', 'subject'), personId: 'mgrN' },
      ['hr1', 'hr2'],
    ],
    ['the other of HR when one handed it in', { initiatedBy: 'hr1' }, ['hr2']],
    ['the provider when both of HR are in it', { initiatedBy: 'hr1', personId: 'hr2' }, ['prov']],
    [
      'a manager with own things to do',
      { kind: 'task', assignee: role('manager', 'subject'), personId: 'mgrN' },
      ['mgrN'],
    ],
    ['one person', { assignee: { kind: 'user', personId: 'mgrZ', substituteId: null } }, ['mgrZ']],
    [
      'HR when that person has left',
      { assignee: { kind: 'user', personId: 'gone', substituteId: null } },
      ['hr1', 'hr2'],
    ],
    ['also to whom it was escalated', { escalatedTo: role('provider') }, ['hr1', 'hr2', 'prov']],
    [
      'nobody to whom it was escalated and who is in it',
      { escalatedTo: role('provider'), personId: 'prov' },
      ['hr1', 'hr2'],
    ],
  ] as const)('%s', (_, values, expected) => {
    expect(who(values as Partial<Matter>)).toEqual(expected);
  });

  it('nobody when all who decide are in it', () => {
    const few = world({ inRole: (name) => (name === 'hr' ? ['hr1'] : []) });
    expect(who({ personId: 'hr1' }, few)).toEqual([]);
    expect(reachable([])).toEqual([]);
  });
});

describe('a substitute', () => {
  const boss = { assignee: role('manager', 'subject') };
  it('may do it for who is away, and gets the mail; who is away may still', () => {
    const away = world({ away: { mgrN: 'hr2' } });
    const holders = holdersOf(matter(boss), away);
    expect(holders.map(({ personId, standsInFor }) => [personId, standsInFor])).toEqual([
      ['mgrN', null],
      ['hr2', 'mgrN'],
    ]);
    expect(reachable(holders)).toEqual(['hr2']);
    expect(holderOf(holders, 'hr2', 'hr')).toMatchObject({ standsInFor: 'mgrN' });
    expect(holderOf(holders, 'mgrN', 'manager')).toMatchObject({ standsInFor: null });
  });

  it('of a substitute stands in as well, and a circle ends', () => {
    expect(who(boss, world({ away: { mgrN: 'mgrZ', mgrZ: 'hr1' } }))).toEqual(['mgrN', 'mgrZ', 'hr1']);
    expect(who(boss, world({ away: { mgrN: 'mgrZ', mgrZ: 'mgrN' } }))).toEqual(['mgrN', 'mgrZ']);
  });

  it('never decides on what is their own, nor instead of who it is about', () => {
    expect(who({ ...boss, initiatedBy: 'hr2' }, world({ away: { mgrN: 'hr2' } }))).toEqual(['mgrN']);
    expect(who({ initiatedBy: 'hr1' }, world({ away: { hr1: 'mgrZ' } }))).toEqual(['hr2']);
  });

  it('who cannot have tasks does not count', () => {
    expect(who(boss, world({ away: { mgrN: 'emp2' } }))).toEqual(['mgrN']);
  });

  it('that stands by is there for when nobody else is', () => {
    const named = (id: string) => ({
      assignee: { kind: 'user', personId: id, substituteId: 'hr2' } as const,
    });
    expect(reachable(holdersOf(matter(named('mgrZ')), world()))).toEqual(['mgrZ']);
    expect(who(named('mgrZ'))).toEqual(['mgrZ', 'hr2']);
    expect(reachable(holdersOf(matter(named('gone')), world()))).toEqual(['hr2']);
  });
});

describe('acting', () => {
  it('is done in the role that the task asks for', () => {
    const holders = holdersOf(matter(), world());
    expect(holderOf(holders, 'hr1', 'hr')).not.toBeNull();
    expect(holderOf(holders, 'hr1', 'employee')).toBeNull();
    const one = holdersOf(
      matter({ assignee: { kind: 'user', personId: 'hr1', substituteId: null } }),
      world(),
    );
    expect(holderOf(one, 'hr1', 'provider')).not.toBeNull();
    expect(holderOf(one, 'hr1', 'employee')).toBeNull();
  });

  it('can be passed on to others of the role, not to who is in it', () => {
    const about = { personId: 'emp1', initiatedBy: 'hr1' };
    const to = (kind: Matter['kind'], assignee: Matter['assignee']) =>
      candidatesFor({ kind, assignee }, about, world());
    expect(to('approve', role('hr'))).toEqual(['hr2']);
    expect(to('approve', role('manager', 'subject'))).toEqual(['mgrN', 'mgrZ', 'hr2']);
    expect(to('task', role('hr'))).toEqual(['hr1', 'hr2']);
    expect(to('process', { kind: 'user', personId: 'prov', substituteId: null })).toEqual([
      'mgrN',
      'mgrZ',
      'hr2',
      'prov',
    ]);
    const without = world({ inRole: (name) => (name === 'hr' ? ['hr2'] : []) });
    expect(candidatesFor({ kind: 'process', assignee: role('provider') }, about, without)).toEqual(['hr2']);
  });
});
