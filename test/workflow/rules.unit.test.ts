import { describe, expect, it } from 'vitest';
import { decide, dueSteps, LAPSE_DAYS, timesOf } from '../../src/workflow/decide.ts';
import type { Step } from '../../src/workflow/model.ts';
import { stepSchema } from '../../src/workflow/model.ts';
import { faultsOf, isSameTemplate } from '../../src/workflow/rules.ts';
import { DAY, role, seeds, step } from './house.ts';

const known = (id: string) => id.startsWith('hr');
const faults = (steps: Step[], requires: Step['kind'][] = []) => faultsOf(steps, requires, known);

describe('a list of steps', () => {
  it.each(seeds)('of $trigger is right', ({ steps, requires }) => {
    expect(faultsOf(steps, requires, () => true)).toEqual([]);
    expect(steps.map((one) => stepSchema.parse(one))).toEqual(steps);
  });

  it.each([
    ['keys_not_unique', [step('a', {}), step('a', {})]],
    ['inform_blocks', [step('a', { kind: 'inform' })]],
    ['escalation_without_deadline', [step('a', { escalateTo: role('hr') })]],
    ['reminder_after_deadline', [step('a', { deadlineDays: 3, reminderAfterDays: 3 })]],
    ['person_unknown', [step('a', { assignee: { kind: 'user', personId: 'zz', substituteId: null } })]],
    ['person_unknown', [step('a', { assignee: { ...role('hr'), substituteId: 'zz' } })]],
    [
      'person_unknown',
      [step('a', { deadlineDays: 1, escalateTo: { kind: 'user', personId: 'zz', substituteId: null } })],
    ],
  ] as const)('with a fault is found out: %s', (fault, steps) => {
    expect(faults([...steps])).toEqual([fault]);
  });

  it('keeps what must stay, as a step that blocks', () => {
    const required = (steps: Step[]) => faults(steps, ['approve']);
    expect(required([])).toEqual(['required_kind_missing']);
    expect(required([step('a', { blocks: false })])).toEqual(['required_kind_missing']);
    expect(required([step('a', { kind: 'process' })])).toEqual(['required_kind_missing']);
    expect(required([step('a', {})])).toEqual([]);
  });

  it('is the same however its fields are ordered', () => {
    const [two] = seeds;
    if (two === undefined) throw new Error('no seed');
    const turned = { steps: two.steps, active: true, name: { en: two.name.en, nl: two.name.nl } };
    expect(isSameTemplate(two, turned)).toBe(true);
    expect(isSameTemplate(two, { ...turned, active: false })).toBe(false);
    expect(isSameTemplate(two, { ...turned, steps: two.steps.toReversed() })).toBe(false);
  });
});

describe('whose turn it is', () => {
  const steps = [
    step('a', {}),
    step('b', {}),
    step('side', { blocks: false }),
    step('c', { order: 2 }),
    step('late', { order: 2, blocks: false }),
    step('d', { order: 3 }),
  ];
  const due = (done: string[], opened = done) =>
    dueSteps(steps, new Set(done), new Set(opened)).map(({ key }) => key);
  it('waits for everything that blocks before it, and for nothing else', () => {
    expect(due([])).toEqual(['a', 'b', 'side']);
    expect(due(['a'], ['a', 'b', 'side'])).toEqual([]);
    expect(due(['a', 'b'], ['a', 'b', 'side'])).toEqual(['c', 'late']);
    expect(due(['a', 'b', 'c'], ['a', 'b', 'c', 'side', 'late'])).toEqual(['d']);
  });
});

describe('a decision', () => {
  const steps = [step('a', {}), step('b', {}), step('side', { kind: 'task', blocks: false })];
  const task = (key: string, state: 'open' | 'done' = 'open') => ({
    id: key,
    stepKey: key,
    state,
    blocks: key !== 'side',
  });
  const standing = { status: 'running' as const, steps, tasks: [task('a'), task('b'), task('side')] };
  it('on an unknown or settled task, or with what is not of its kind, is none', () => {
    expect(decide(standing, 'x', 'approve')).toBeNull();
    expect(decide(standing, 'side', 'approve')).toBeNull();
    expect(decide({ ...standing, tasks: [task('a', 'done')] }, 'a', 'approve')).toBeNull();
  });
  it('waits for what runs beside it', () => {
    expect(decide(standing, 'a', 'approve')).toMatchObject({ task: 'done', status: 'running', opened: [] });
    const last = { ...standing, tasks: [task('a', 'done'), task('b'), task('side')] };
    expect(decide(last, 'b', 'approve')).toMatchObject({ task: 'done', status: 'completed', cancelled: [] });
  });
  it('against it ends everything at once', () => {
    expect(decide(standing, 'a', 'return')).toEqual({
      task: 'returned',
      status: 'returned',
      cancelled: ['b', 'side'],
      opened: [],
    });
  });
});

it('the clock looks at what has a date, and lets lapse only what holds nothing up', () => {
  const all = step('a', { deadlineDays: 5, reminderAfterDays: 3, escalateTo: role('hr') });
  expect(timesOf(all, 0)).toEqual({
    dueAt: 5 * DAY,
    remindAt: 3 * DAY,
    escalateAt: 5 * DAY,
    expiresAt: null,
  });
  expect(timesOf(step('a', { blocks: false }), 0)).toEqual({
    dueAt: null,
    remindAt: null,
    escalateAt: null,
    expiresAt: LAPSE_DAYS * DAY,
  });
  expect(timesOf(step('a', { blocks: false, deadlineDays: 7 }), 0).expiresAt).toBe((7 + LAPSE_DAYS) * DAY);
});
