import type { Assignee, Step, StepKind, TemplateFault, TemplateInput } from './model.ts';

/**
 * What is wrong with a list of steps; empty when it can be saved.
 * @param requires kinds of which a blocking step must stay
 * @param isKnown tells whether a person can be given tasks here
 */
export function faultsOf(
  steps: readonly Step[],
  requires: readonly StepKind[],
  isKnown: (personId: string) => boolean,
): TemplateFault[] {
  const found: [TemplateFault, boolean][] = [
    ['keys_not_unique', new Set(steps.map(({ key }) => key)).size < steps.length],
    ['inform_blocks', steps.some(({ kind, blocks }) => kind === 'inform' && blocks)],
    [
      'escalation_without_deadline',
      steps.some(({ escalateTo, deadlineDays }) => escalateTo !== null && deadlineDays === null),
    ],
    [
      'reminder_after_deadline',
      steps.some(
        ({ reminderAfterDays, deadlineDays }) =>
          reminderAfterDays !== null && deadlineDays !== null && reminderAfterDays >= deadlineDays,
      ),
    ],
    [
      'required_kind_missing',
      requires.some((kind) => !steps.some((step) => step.kind === kind && step.blocks)),
    ],
    ['person_unknown', steps.flatMap(peopleOf).some((personId) => !isKnown(personId))],
  ];
  return found.filter(([, isWrong]) => isWrong).map(([fault]) => fault);
}

function peopleOf(step: Step): string[] {
  return [step.assignee, step.escalateTo].flatMap((assignee) => (assignee === null ? [] : namedIn(assignee)));
}

function namedIn(assignee: Assignee): string[] {
  const substitute = assignee.substituteId === null ? [] : [assignee.substituteId];
  return assignee.kind === 'user' ? [assignee.personId, ...substitute] : substitute;
}

/** True when both say the same; the order in which fields were written does not count. */
export function isSameTemplate(a: TemplateInput, b: TemplateInput): boolean {
  const plain = ({ name, active, steps }: TemplateInput) => stable({ name, active, steps });
  return plain(a) === plain(b);
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
