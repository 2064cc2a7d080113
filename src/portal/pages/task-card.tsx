import type { TaskAction } from '../../workflow/model.ts';
import type { TaskView } from '../../workflow/view-model.ts';
import { Icon } from '../icons.tsx';
import { dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { TASKS } from './task-tabs.tsx';

/** What was filled in with an action that was refused, to be shown again. */
export interface RefusedAction {
  action: TaskAction;
  reason: string;
  fault: string;
}

interface TaskProps {
  view: SignedInView;
  task: TaskView;
}

/** Address of one task. */
export function taskUrl(taskId: string): string {
  return `${TASKS}/${encodeURIComponent(taskId)}`;
}

/** Tags and facts: what is asked, about whom, since when, by when. */
export function TaskFacts({ view, task }: TaskProps) {
  const t = view.t.tasks;
  const { language } = view;
  const day = (at: number) => dayOf(at, language);
  return (
    <p class="facts">
      <span class="tag tag-strong">{t.kinds[task.kind]}</span>
      <span>{`${task.process[language]}: ${task.step[language]}`}</span>
      <span>{fill(t.about, { name: task.person.name })}</span>
      {task.initiator.personId !== task.person.personId && (
        <span>{fill(t.handedInBy, { name: task.initiator.name })}</span>
      )}
      <span>{fill(t.since, { date: day(task.since) })}</span>
      {task.dueAt !== null && task.state === 'open' && (
        <span class={task.overdue ? 'tag tag-bad' : undefined}>
          {fill(task.overdue ? t.overdue : t.due, { date: day(task.dueAt) })}
        </span>
      )}
      {task.escalatedAt !== null && <span>{fill(t.escalated, { date: day(task.escalatedAt) })}</span>}
    </p>
  );
}

/** With whom it lies now. */
export function Holders({ view, task }: TaskProps) {
  const t = view.t.tasks;
  if (task.state !== 'open') return null;
  if (task.holders.length === 0) return <p class="message bad">{t.withNobody}</p>;
  const names = task.holders.map(({ name, standsInFor }) =>
    standsInFor === null ? name : fill(t.standsIn, { name, absent: standsInFor }),
  );
  return <p class="note">{fill(t.with, { names: [...new Set(names)].join(', ') })}</p>;
}

/** What the subject's owner tells of it, as a list of names and values. */
export function SubjectLines({ subject }: { subject: NonNullable<TaskView['subject']> }) {
  return (
    <dl class="subject-lines">
      {subject.lines.map(({ label, value }) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/**
 * The rule beside the buttons. Approving or processing is one press; rejecting and sending back ask for a reason first.
 * @param back where to go on afterwards
 */
export function TaskActions({
  view,
  task,
  back,
  refused = null,
}: TaskProps & { back: string; refused?: RefusedAction | null }) {
  const t = view.t.tasks;
  const [first, ...others] = task.actions;
  if (first === undefined) return null;
  const rule = task.subject?.rule;
  return (
    <div class="decide">
      {rule && (
        <aside class="rule" aria-label={t.rule}>
          <p>{rule.text}</p>
          <p class="note">{rule.source}</p>
        </aside>
      )}
      <div class="row decide-actions">
        <form method="post" action={taskUrl(task.id)} class="row">
          <input type="hidden" name="terug" value={back} />
          <Fields task={task} action={first} />
          <button type="submit" class="button primary" name="action" value={first}>
            <Icon name="check" />
            {task.kind === 'inform' ? t.seen : t.actions[first]}
            <span class="hidden-text">{`: ${task.title}`}</span>
          </button>
        </form>
        {others.map((action) => (
          <WithReason
            view={view}
            task={task}
            action={action}
            back={back}
            refused={refused?.action === action ? refused : null}
          />
        ))}
      </div>
    </div>
  );
}

function Fields({ task, action }: { task: TaskView; action: TaskAction }) {
  const fields = task.subject?.fields.filter((field) => field.action === action) ?? [];
  return (
    <>
      {fields.map(({ name, label, value, options }) => (
        <label class="field">
          <span>{label}</span>
          <select name={`input.${name}`}>
            {options.map((option) => (
              <option value={option.value} selected={option.value === value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      ))}
    </>
  );
}

function WithReason({
  view,
  task,
  action,
  back,
  refused,
}: TaskProps & { action: TaskAction; back: string; refused: RefusedAction | null }) {
  const t = view.t.tasks;
  const id = `${action}-${task.id}`;
  return (
    <details class="reason" open={refused !== null}>
      <summary>
        {t.actions[action]}
        <span class="hidden-text">{`: ${task.title}`}</span>
      </summary>
      <form method="post" action={taskUrl(task.id)} class="stack">
        <input type="hidden" name="terug" value={back} />
        <div class="field">
          <label for={id}>{action === 'reject' ? t.rejectReason : t.returnReason}</label>
          <textarea
            id={id}
            name="reason"
            rows={2}
            required
            maxlength={1000}
            aria-describedby={`${id}-note${refused ? ` ${id}-fault` : ''}`}
            aria-invalid={refused ? 'true' : undefined}
          >
            {refused?.reason ?? ''}
          </textarea>
          {refused && (
            <p class="message bad" id={`${id}-fault`} role="alert">
              {refused.fault}
            </p>
          )}
          <p class="note" id={`${id}-note`}>
            {t.reasonNote}
          </p>
        </div>
        <div class="row">
          <button type="submit" class="button" name="action" value={action}>
            {t.actions[action]}
            <span class="hidden-text">{`: ${task.title}`}</span>
          </button>
        </div>
      </form>
    </details>
  );
}
