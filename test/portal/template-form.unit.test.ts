import { describe, expect, it } from 'vitest';
import {
  assigneeOf,
  codeOf,
  fieldsOf,
  inputOf,
  readFields,
  type TemplateFields,
  withoutStep,
  withStep,
} from '../../src/portal/template-form.ts';
import { MAX_STEPS } from '../../src/workflow/model.ts';
import { role, seeds } from '../workflow/house.ts';

/** The form as a browser posts it. */
function posted({ nameNl, nameEn, active, readVersion, steps }: TemplateFields): Map<string, string> {
  const fields = new Map<string, string>([
    ['name.nl', nameNl],
    ['name.en', nameEn],
    ['active', active ? '1' : ''],
    ['readVersion', String(readVersion)],
  ]);
  steps.forEach((step, i) => {
    const { nameNl: nl, nameEn: en, blocks, ...rest } = step;
    for (const [name, value] of Object.entries({ ...rest, 'name.nl': nl, 'name.en': en }))
      fields.set(`steps.${i}.${name}`, value);
    if (blocks) fields.set(`steps.${i}.blocks`, '1');
  });
  return fields;
}

describe('the form of a workflow', () => {
  it.each(seeds)('holds all of $trigger, there and back', (seed) => {
    const fields = fieldsOf({ ...seed, version: 3 });
    const form = posted(fields);
    const read = readFields((name) => form.get(name) ?? '');
    expect(read).toEqual(fields);
    const { name, active, steps } = seed;
    expect(inputOf(read)).toEqual({ input: { name, active, steps } });
  });

  it('gets a step with a key of its own at the end, up to the most there may be', () => {
    const start = fieldsOf({ name: { nl: 'A', en: 'A' }, active: true, steps: [], version: 1 });
    const add = (fields: TemplateFields) => withStep(fields, { nl: 'Nieuw', en: 'New' });
    const two = add(add(start));
    expect(two.steps.map(({ key, order }) => [key, order])).toEqual([
      ['step-1', '1'],
      ['step-2', '2'],
    ]);
    expect(add(withoutStep(two, 0)).steps.map(({ key }) => key)).toEqual(['step-2', 'step-3']);
    let full = start;
    for (let i = 0; i < MAX_STEPS + 3; i++) full = add(full);
    expect(full.steps).toHaveLength(MAX_STEPS);
    expect(inputOf(full)).toHaveProperty('input');
  });

  it('takes the Dutch name for an English one that is empty, and lets nothing wait for a notice', () => {
    const fields = withStep(fieldsOf({ name: { nl: 'A', en: '' }, active: true, steps: [], version: 1 }), {
      nl: 'Weten',
      en: '',
    });
    const notice = { ...fields, steps: fields.steps.map((step) => ({ ...step, kind: 'inform' })) };
    expect(inputOf(notice)).toMatchObject({
      input: { name: { en: 'A' }, steps: [{ name: { en: 'Weten' }, blocks: false }] },
    });
  });

  it.each([
    [{ nameNl: '' }, 'steps.0.name.nl'],
    [{ order: '0' }, 'steps.0.order'],
    [{ order: 'x' }, 'steps.0.order'],
    [{ deadlineDays: '1.5' }, 'steps.0.deadlineDays'],
    [{ reminderAfterDays: '-1' }, 'steps.0.reminderAfterDays'],
    [{ kind: 'onzin' }, 'steps.0.kind'],
    [{ assignee: 'role/baas' }, 'steps.0.assignee'],
  ])('names the field at fault: %j', (values, field) => {
    const fields = withStep(fieldsOf({ name: { nl: 'A', en: 'A' }, active: true, steps: [], version: 1 }), {
      nl: 'B',
      en: 'B',
    });
    const broken = { ...fields, steps: fields.steps.map((step) => ({ ...step, ...values })) };
    const read = inputOf(broken);
    expect('issues' in read ? read.issues.map((issue) => issue.field) : []).toContain(field);
  });
});

describe('an assignee as a choice', () => {
  it.each([
    [role('hr'), 'role/hr'],
    [role('manager', 'subject'), 'role/manager/subject'],
    [{ kind: 'user', personId: 'a/b', substituteId: null } as const, 'user/a/b'],
  ])('is read as it was written: %j', (assignee, code) => {
    expect(codeOf(assignee)).toBe(code);
    expect(assigneeOf(code, '')).toEqual(assignee);
    expect(assigneeOf(code, 's1')).toEqual({ ...assignee, substituteId: 's1' });
  });
  it.each(['', 'hr', 'role/', 'role/employee', 'user/', 'x/hr'])('is nobody for %j', (code) => {
    expect(assigneeOf(code, '')).toBeNull();
  });
});
