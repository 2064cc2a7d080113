import { stepKinds } from '../../workflow/model.ts';
import type { PersonName } from '../../workflow/view-model.ts';
import { codeOf, type StepFields } from '../template-form.ts';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { assigneeText } from './flow-drawing.tsx';

type Faults = Readonly<Record<string, string>>;

/** A field of one line with its label, and what is wrong beside it. */
export function TextField({
  name,
  label,
  value,
  faults,
  type = 'text',
  required = false,
}: {
  name: string;
  label: string;
  value: string;
  faults: Faults;
  type?: 'text' | 'number';
  required?: boolean;
}) {
  const fault = faults[name];
  const numbers = type === 'number' ? { min: 1, max: name.endsWith('order') ? 20 : 365 } : { maxlength: 80 };
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type={type}
        name={name}
        value={value}
        required={required}
        aria-invalid={fault === undefined ? undefined : 'true'}
        aria-describedby={fault === undefined ? undefined : `${name}-fault`}
        {...numbers}
      />
      {fault !== undefined && (
        <span class="message bad" id={`${name}-fault`}>
          {fault}
        </span>
      )}
    </label>
  );
}

/** All fields of one step. */
export function StepFieldset({
  view,
  people,
  step,
  at,
  faults,
}: {
  view: SignedInView;
  people: readonly PersonName[];
  step: StepFields;
  at: number;
  faults: Faults;
}) {
  const t = view.t.workflows;
  const named = (name: string) => `steps.${at}.${name}`;
  const title = fill(t.step, { n: at + 1 });
  const persons: readonly (readonly [string, string])[] = people.map(({ personId, name }) => [
    personId,
    name,
  ]);
  return (
    <fieldset class="step-fields stack">
      <legend>{`${title}: ${step.nameNl}`}</legend>
      <input type="hidden" name={named('key')} value={step.key} />
      <div class="fields">
        <TextField name={named('name.nl')} label={t.nameNl} value={step.nameNl} faults={faults} required />
        <TextField name={named('name.en')} label={t.nameEn} value={step.nameEn} faults={faults} />
        <Select
          name={named('kind')}
          label={t.kind}
          value={step.kind}
          groups={[['', stepKinds.map((kind) => [kind, t.kinds[kind]])]]}
        />
        <TextField
          name={named('order')}
          label={t.order}
          value={step.order}
          faults={faults}
          type="number"
          required
        />
        <Select
          name={named('assignee')}
          label={t.assignee}
          value={step.assignee}
          groups={assigneeGroups(view, people)}
        />
        <Select
          name={named('substituteId')}
          label={t.substituteId}
          value={step.substituteId}
          groups={[['', [['', t.nobody], ...persons]]]}
        />
        <TextField
          name={named('deadlineDays')}
          label={t.deadlineDays}
          value={step.deadlineDays}
          faults={faults}
          type="number"
        />
        <TextField
          name={named('reminderAfterDays')}
          label={t.reminderAfterDays}
          value={step.reminderAfterDays}
          faults={faults}
          type="number"
        />
        <Select
          name={named('escalateTo')}
          label={t.escalateTo}
          value={step.escalateTo}
          groups={[['', [['', t.nobody]]], ...assigneeGroups(view, people)]}
        />
      </div>
      <div class="row">
        <label class="check">
          <input type="checkbox" name={named('blocks')} value="1" checked={step.blocks} />
          <span>{t.blocks}</span>
        </label>
        <button type="submit" class="button" name="action" value={`remove.${at}`} formnovalidate>
          {t.remove}
          <span class="hidden-text">{`: ${step.nameNl}`}</span>
        </button>
      </div>
    </fieldset>
  );
}

type Options = readonly (readonly [string, string])[];
/** A name with its options; a group without a name stands bare. */
type Groups = readonly (readonly [string, Options])[];

function Select({
  name,
  label,
  value,
  groups,
}: {
  name: string;
  label: string;
  value: string;
  groups: Groups;
}) {
  const all = groups.flatMap(([, options]) => options.map(([key]) => key));
  const option = ([key, text]: readonly [string, string]) => (
    <option value={key} selected={key === value}>
      {text}
    </option>
  );
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        {/* Somebody who left is shown as chosen until another choice is made. */}
        {!all.includes(value) && option([value, '–'])}
        {groups.map(([group, options]) =>
          group === '' ? options.map(option) : <optgroup label={group}>{options.map(option)}</optgroup>,
        )}
      </select>
    </label>
  );
}

function assigneeGroups(view: SignedInView, people: readonly PersonName[]): Groups {
  const t = view.t.workflows;
  const roles = (['hr', 'manager', 'provider'] as const).flatMap((role) =>
    ([null, 'subject'] as const)
      // A provider has no departments.
      .filter((department) => !(role === 'provider' && department === 'subject'))
      .map((department) => ({ kind: 'role' as const, role, department, substituteId: null })),
  );
  return [
    [t.roleGroup, roles.map((role) => [codeOf(role), assigneeText(view, role, people)] as const)],
    [t.peopleGroup, people.map(({ personId, name }) => [`user/${personId}`, name] as const)],
  ];
}
