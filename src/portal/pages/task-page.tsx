import type { PersonName, ProcessView, TaskView } from '../../workflow/view-model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { FlowSteps } from './flow-drawing.tsx';
import { History } from './history.tsx';
import { Holders, type RefusedAction, SubjectLines, TaskActions, TaskFacts, taskUrl } from './task-card.tsx';
import { TASKS } from './task-tabs.tsx';
import { Choice } from './tasks-page.tsx';

export interface TaskPageProps {
  view: SignedInView;
  openQuestions: number | undefined;
  task: TaskView;
  /** The whole it is a step of. */
  process: ProcessView;
  candidates: readonly PersonName[];
  refused: RefusedAction | null;
  /** Why something was refused that has no field of its own. */
  failure: string | null;
  done: string | null;
}

/** One task: all that is known of its subject, the rule, the buttons, and what happened before. */
export function TaskPage(props: TaskPageProps) {
  const { view, task, process, failure, done } = props;
  const t = view.t.tasks;
  return (
    <Page view={view} title={task.title} active={TASKS} openQuestions={props.openQuestions}>
      <div class="column wide">
        <p>
          <a class="back" href={TASKS}>
            <Icon name="left" />
            {t.back}
          </a>
        </p>
        <h1>{task.title}</h1>
        {failure !== null && (
          <p class="message bad" role="alert">
            {failure}
          </p>
        )}
        {done !== null && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        <section class="panel stack">
          <TaskFacts view={view} task={task} />
          <Settled view={view} task={task} />
          {task.subject && <SubjectLines subject={task.subject} />}
          {task.subject?.link && (
            <p>
              <a class="button" href={task.subject.link}>
                <Icon name="open" />
                {t.toSubject}
              </a>
            </p>
          )}
          <TaskActions view={view} task={task} back={TASKS} refused={props.refused} />
          <Holders view={view} task={task} />
        </section>
        {task.mayReassign && <Give {...props} />}
        <section class="panel stack">
          <h2>{view.t.processes.flow}</h2>
          <FlowSteps view={view} steps={process.steps} />
        </section>
        <History view={view} events={process.events} />
      </div>
    </Page>
  );
}

function Settled({ view, task }: { view: SignedInView; task: TaskView }) {
  const t = view.t.tasks;
  if (task.state === 'open') return null;
  const date = task.decidedAt === null ? '' : dayOf(task.decidedAt, view.language);
  const state = t.states[task.state];
  return (
    <>
      <p>
        <span class={`tag ${task.state === 'done' ? 'tag-good' : 'tag-bad'}`}>
          {task.decidedBy === null
            ? fill(t.settledAlone, { state, date })
            : fill(t.settled, { state, name: task.decidedBy.name, date })}
        </span>
      </p>
      {task.reason !== null && <p class="plain">{`${t.reason}: ${task.reason}`}</p>}
    </>
  );
}

function Give({ view, task, candidates }: TaskPageProps) {
  const t = view.t.tasks;
  return (
    <details class="panel">
      <summary>{t.give}</summary>
      {candidates.length === 0 ? (
        <p>{t.giveNobody}</p>
      ) : (
        <form method="post" action={`${taskUrl(task.id)}/geven`} class="stack">
          <Choice
            name="persoon"
            label={t.giveTo}
            value=""
            options={candidates.map(({ personId, name }) => [personId, name])}
          />
          <div class="row">
            <button type="submit" class="button">
              {t.giveDo}
            </button>
          </div>
        </form>
      )}
    </details>
  );
}
