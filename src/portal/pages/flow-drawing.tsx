import type { Child } from 'hono/jsx';
import type { Assignee, Step, StepKind } from '../../workflow/model.ts';
import type { PersonName, ProcessView } from '../../workflow/view-model.ts';
import { count, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

interface Drawn {
  key: string;
  name: { nl: string; en: string };
  kind: StepKind;
  order: number;
  blocks: boolean;
}

/** Steps in rounds: what goes at the same time stands together. An ordered list that is drawn as boxes with arrows. */
function Rounds<S extends Drawn>({
  view,
  steps,
  of,
}: {
  view: SignedInView;
  steps: readonly S[];
  of: (step: S) => Child;
}) {
  const t = view.t.workflows;
  const orders = [...new Set(steps.map(({ order }) => order))].sort((a, b) => a - b);
  const rounds = orders.map((order) => steps.filter((step) => step.order === order));
  return (
    <ol class="flow">
      <li class="flow-end">{t.start}</li>
      {rounds.map((round) => (
        <li class="flow-round">
          {round.length > 1 && <p class="note">{t.together}</p>}
          <ul class="flow-boxes">
            {round.map((step) => (
              <li class={step.blocks ? 'flow-box' : 'flow-box flow-aside'}>
                <strong>{step.name[view.language]}</strong>
                {of(step)}
              </li>
            ))}
          </ul>
        </li>
      ))}
      <li class="flow-end">{t.end}</li>
    </ol>
  );
}

/** A workflow as it is laid down: who does what, and by when. */
export function FlowPlan({
  view,
  steps,
  people,
}: {
  view: SignedInView;
  steps: readonly Step[];
  people: readonly PersonName[];
}) {
  const t = view.t.workflows;
  if (steps.length === 0) return <p>{t.noSteps}</p>;
  const facts = (step: Step) =>
    [
      `${t.kinds[step.kind]}: ${assigneeText(view, step.assignee, people)}`,
      !step.blocks && t.notBlocking,
      step.deadlineDays !== null && count(t.deadline, step.deadlineDays, view.language),
      step.reminderAfterDays !== null && count(t.reminder, step.reminderAfterDays, view.language),
      step.escalateTo !== null && fill(t.escalates, { who: assigneeText(view, step.escalateTo, people) }),
    ].filter((text) => text !== false);
  return (
    <>
      <Rounds
        view={view}
        steps={steps}
        of={(step) => facts(step).map((text) => <span class="note">{text}</span>)}
      />
      {steps.every(({ blocks }) => !blocks) && <p class="note">{t.allAside}</p>}
    </>
  );
}

/** The steps of a process with how far each is. */
export function FlowSteps({ view, steps }: { view: SignedInView; steps: ProcessView['steps'] }) {
  const t = view.t;
  if (steps.length === 0) return <p>{t.workflows.noSteps}</p>;
  const tone = (state: ProcessView['steps'][number]['state']) =>
    state === 'done'
      ? 'tag tag-good'
      : state === 'open'
        ? 'tag tag-busy'
        : state === null
          ? 'tag'
          : 'tag tag-bad';
  return (
    <Rounds
      view={view}
      steps={steps}
      of={({ kind, blocks, state }) => (
        <>
          <span class="note">
            {blocks ? t.workflows.kinds[kind] : `${t.workflows.kinds[kind]}, ${t.workflows.notBlocking}`}
          </span>
          <span>
            <span class={tone(state)}>{state === null ? '–' : t.tasks.states[state]}</span>
          </span>
        </>
      )}
    />
  );
}

/** An assignee in words. */
export function assigneeText(
  { t: { workflows: t } }: SignedInView,
  assignee: Assignee,
  people: readonly PersonName[],
): string {
  const named = (id: string) => people.find(({ personId }) => personId === id)?.name ?? t.unknownPerson;
  const first = () => {
    if (assignee.kind === 'user') return named(assignee.personId);
    if (assignee.department === null) return t.roles[assignee.role];
    return assignee.role === 'manager'
      ? t.managerOfSubject
      : fill(t.roleOfSubject, { role: t.roles[assignee.role] });
  };
  return assignee.substituteId === null
    ? first()
    : `${first()} (${fill(t.substitute, { name: named(assignee.substituteId) })})`;
}
