import { type FieldIssue, fieldIssues } from '../api/field-messages.ts';
import {
  type Assignee,
  assigneeRoles,
  MAX_STEPS,
  type Step,
  stepKinds,
  type TemplateInput,
  templateInputSchema,
} from '../workflow/model.ts';

/** A step as its fields hold it: texts, so that what is wrong can be shown again. */
export interface StepFields {
  key: string;
  nameNl: string;
  nameEn: string;
  kind: string;
  /** As `codeOf` writes it. */
  assignee: string;
  substituteId: string;
  order: string;
  blocks: boolean;
  deadlineDays: string;
  reminderAfterDays: string;
  escalateTo: string;
}

/** The whole form of a workflow. */
export interface TemplateFields {
  nameNl: string;
  nameEn: string;
  active: boolean;
  readVersion: number;
  steps: readonly StepFields[];
}

/** An assignee as the value of a choice: 'role/hr', 'role/manager/subject', 'user/p1'. */
export function codeOf(assignee: Assignee): string {
  if (assignee.kind === 'user') return `user/${assignee.personId}`;
  return `role/${assignee.role}${assignee.department === null ? '' : '/subject'}`;
}

/** What a choice means; null for a value that no choice has. */
export function assigneeOf(code: string, substituteId: string): Assignee | null {
  const substitute = substituteId === '' ? null : substituteId;
  const [kind, first = '', department] = code.split('/');
  if (kind === 'user' && first !== '')
    return { kind, personId: code.slice('user/'.length), substituteId: substitute };
  const role = assigneeRoles.find((known) => known === first);
  if (kind !== 'role' || role === undefined) return null;
  return { kind, role, department: department === 'subject' ? department : null, substituteId: substitute };
}

/** The fields of a workflow that stands. */
export function fieldsOf({
  name,
  active,
  steps,
  version,
}: TemplateInput & { version: number }): TemplateFields {
  return {
    nameNl: name.nl,
    nameEn: name.en,
    active,
    readVersion: version,
    steps: steps.map(stepFields),
  };
}

function stepFields(step: Step): StepFields {
  const text = (days: number | null) => (days === null ? '' : String(days));
  return {
    key: step.key,
    nameNl: step.name.nl,
    nameEn: step.name.en,
    kind: step.kind,
    assignee: codeOf(step.assignee),
    substituteId: step.assignee.substituteId ?? '',
    order: String(step.order),
    blocks: step.blocks,
    deadlineDays: text(step.deadlineDays),
    reminderAfterDays: text(step.reminderAfterDays),
    escalateTo: step.escalateTo === null ? '' : codeOf(step.escalateTo),
  };
}

/** Reads the posted form. @param field a field by name, '' when it is not there */
export function readFields(field: (name: string) => string): TemplateFields {
  const steps: StepFields[] = [];
  for (let i = 0; i < MAX_STEPS + 1 && field(`steps.${i}.key`) !== ''; i++) {
    const of = (name: string) => field(`steps.${i}.${name}`);
    steps.push({
      key: of('key'),
      nameNl: of('name.nl'),
      nameEn: of('name.en'),
      kind: of('kind'),
      assignee: of('assignee'),
      substituteId: of('substituteId'),
      order: of('order'),
      blocks: of('blocks') === '1',
      deadlineDays: of('deadlineDays'),
      reminderAfterDays: of('reminderAfterDays'),
      escalateTo: of('escalateTo'),
    });
  }
  return {
    nameNl: field('name.nl'),
    nameEn: field('name.en'),
    active: field('active') === '1',
    readVersion: Number(field('readVersion')) || 0,
    steps,
  };
}

/** The form with one more step, behind all others. */
export function withStep(fields: TemplateFields, name: { nl: string; en: string }): TemplateFields {
  if (fields.steps.length >= MAX_STEPS) return fields;
  const keys = new Set(fields.steps.map(({ key }) => key));
  let n = fields.steps.length + 1;
  while (keys.has(`step-${n}`)) n++;
  const last = Math.max(0, ...fields.steps.map(({ order }) => Number(order) || 0));
  const step: StepFields = {
    key: `step-${n}`,
    nameNl: name.nl,
    nameEn: name.en,
    kind: 'task',
    assignee: 'role/hr',
    substituteId: '',
    order: String(Math.min(20, last + 1)),
    blocks: true,
    deadlineDays: '',
    reminderAfterDays: '',
    escalateTo: '',
  };
  return { ...fields, steps: [...fields.steps, step] };
}

export function withoutStep(fields: TemplateFields, at: number): TemplateFields {
  return { ...fields, steps: fields.steps.filter((_, i) => i !== at) };
}

/** What the form says, or its faults by field. An English name that is left empty is the Dutch one. */
export function inputOf(fields: TemplateFields): { input: TemplateInput } | { issues: FieldIssue[] } {
  const days = (text: string) => (text.trim() === '' ? null : Number(text));
  const named = (nl: string, en: string) => ({ nl, en: en.trim() === '' ? nl : en });
  const read = templateInputSchema.safeParse({
    name: named(fields.nameNl, fields.nameEn),
    active: fields.active,
    steps: fields.steps.map((step) => ({
      key: step.key,
      name: named(step.nameNl, step.nameEn),
      kind: stepKinds.find((kind) => kind === step.kind),
      assignee: assigneeOf(step.assignee, step.substituteId),
      order: Number(step.order),
      // Nothing can wait for who only has to know.
      blocks: step.blocks && step.kind !== 'inform',
      deadlineDays: days(step.deadlineDays),
      reminderAfterDays: days(step.reminderAfterDays),
      escalateTo: step.escalateTo === '' ? null : assigneeOf(step.escalateTo, ''),
    })),
  });
  return read.success ? { input: read.data } : { issues: fieldIssues(read.error) };
}
