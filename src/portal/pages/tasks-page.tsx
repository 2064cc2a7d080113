import { type StepKind, stepKinds } from '../../workflow/model.ts';
import {
  type TaskPage as TaskList,
  type TaskQuery,
  type TaskView,
  taskSorts,
} from '../../workflow/view-model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { count } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { Holders, SubjectLines, TaskActions, TaskFacts, taskUrl } from './task-card.tsx';
import { Paging, TASKS, TaskTabs } from './task-tabs.tsx';

/** Several tasks at once: how many were done, and which were not. */
export interface Together {
  done: number;
  failed: readonly { title: string; why: string }[];
}

export interface TasksProps {
  view: SignedInView;
  openQuestions: number | undefined;
  query: TaskQuery;
  list: TaskList;
  /** What was just done with one task. */
  done: string | null;
  together: Together | null;
  /** Nothing was chosen. */
  nothingChosen: boolean;
}

/** What waits for the reader: decide in place, one by one or together. */
export function TasksPage(props: TasksProps) {
  const { view, query, list } = props;
  const t = view.t.tasks;
  const isNotices = query.list === 'notices';
  const isFiltered = isNarrowed(query);
  const here = tasksUrl(query, query.page);
  return (
    <Page
      view={view}
      title={isNotices ? t.tabs.notices : t.title}
      active={TASKS}
      openQuestions={props.openQuestions}
      scripts={['tasks.js']}
    >
      <div class="column wide">
        <h1>{isNotices ? t.tabs.notices : t.title}</h1>
        <p class="lead">{isNotices ? t.noticesLead : t.lead}</p>
        <TaskTabs view={view} active={isNotices ? 'notices' : 'tasks'} />
        <Notes {...props} />
        {(list.total > 0 || isFiltered) && <Filters view={view} query={query} list={list} />}
        {list.total === 0 ? (
          <p class="panel">{isFiltered ? t.noneFound : isNotices ? t.noNotices : t.none}</p>
        ) : (
          <>
            <h2>{count(isNotices ? t.totalNotices : t.total, list.total, view.language)}</h2>
            <Chosen view={view} list={list} back={here} />
            <ul class="cards">
              {list.tasks.map((task) => (
                <li class="panel card task">
                  <Card view={view} task={task} back={here} />
                </li>
              ))}
            </ul>
            <Paging view={view} page={list.page} pages={list.pages} href={(page) => tasksUrl(query, page)} />
          </>
        )}
      </div>
    </Page>
  );
}

/** The address of a page of this list, filters included. */
export function tasksUrl(query: TaskQuery, page: number): string {
  const given = new URLSearchParams();
  if (query.list === 'notices') given.set('lijst', 'meldingen');
  if (query.kind) given.set('soort', query.kind);
  if (query.subject) given.set('over', query.subject);
  if (query.overdue) given.set('laat', '1');
  if (query.search) given.set('zoek', query.search);
  if (query.sort !== 'due') given.set('op', query.sort);
  if (page > 1) given.set('bladzijde', String(page));
  const text = given.toString();
  return text === '' ? TASKS : `${TASKS}?${text}`;
}

function isNarrowed({ kind, subject, overdue, search }: TaskQuery): boolean {
  return kind !== undefined || subject !== undefined || overdue || search !== '';
}

function Notes({ view, done, together, nothingChosen }: TasksProps) {
  const t = view.t.tasks;
  return (
    <>
      {done !== null && (
        <p class="message good" role="status">
          {done}
        </p>
      )}
      {nothingChosen && (
        <p class="message bad" role="alert">
          {t.chooseFirst}
        </p>
      )}
      {together !== null && together.done > 0 && (
        <p class="message good" role="status">
          {count(t.didMany, together.done, view.language)}
        </p>
      )}
      {together !== null && together.failed.length > 0 && (
        <div class="message bad" role="alert">
          <p>{count(t.didNot, together.failed.length, view.language)}</p>
          <ul class="wordings">
            {together.failed.map(({ title, why }) => (
              <li>{`${title || t.unknownTask}: ${why}`}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Filters({ view, query, list }: Pick<TasksProps, 'view' | 'query' | 'list'>) {
  const t = view.t.tasks;
  const isNotices = query.list === 'notices';
  const kinds = isNotices ? [] : stepKinds.filter((kind) => kind !== 'inform');
  return (
    <details class="panel filters" open={isNarrowed(query)}>
      <summary>{t.filters}</summary>
      <form method="get" action={TASKS} class="stack">
        {isNotices && <input type="hidden" name="lijst" value="meldingen" />}
        <div class="fields">
          <label class="field">
            <span>{t.search}</span>
            <input type="search" name="zoek" value={query.search} maxlength={100} />
          </label>
          {kinds.length > 0 && (
            <Choice
              name="soort"
              label={t.kind}
              value={query.kind ?? ''}
              options={[['', t.all], ...kinds.map((kind): [string, string] => [kind, t.kinds[kind]])]}
            />
          )}
          {list.subjects.length > 1 && (
            <Choice
              name="over"
              label={t.subject}
              value={query.subject ?? ''}
              options={[
                ['', t.all],
                ...list.subjects.map((kind): [string, string] => [kind, t.subjects[kind] ?? kind]),
              ]}
            />
          )}
          <Choice
            name="op"
            label={t.sort}
            value={query.sort}
            options={taskSorts.map((sort) => [sort, t.sorts[sort]])}
          />
        </div>
        {!isNotices && (
          <label class="tick">
            <input type="checkbox" name="laat" value="1" checked={query.overdue} />
            <span>{t.overdueOnly}</span>
          </label>
        )}
        <div class="row">
          <button type="submit" class="button">
            <Icon name="search" />
            {t.show}
          </button>
          {isNarrowed(query) && (
            <a class="button plain-button" href={tasksUrl({ ...query, ...everything }, 1)}>
              {t.clear}
            </a>
          )}
        </div>
      </form>
    </details>
  );
}

const everything = { kind: undefined, subject: undefined, overdue: false, search: '' };

/** A select with its label. */
export function Choice({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
}) {
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        {options.map(([key, text]) => (
          <option value={key} selected={key === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Buttons for the ticked tasks; the ticks stand on the cards and belong to this form. */
function Chosen({ view, list, back }: { view: SignedInView; list: TaskList; back: string }) {
  const t = view.t.tasks;
  if (list.tasks.length < 2) return null;
  const has = (kind: StepKind) => list.tasks.some((task) => task.kind === kind && task.actions.length > 0);
  const buttons = [
    has('approve') && (['approve', t.approveChosen] as const),
    has('process') && (['process', t.processChosen] as const),
    has('task') && (['complete', t.completeChosen] as const),
    has('inform') && (['complete', t.seenChosen] as const),
  ].filter((button) => button !== false);
  return (
    <form method="post" action={`${TASKS}/samen`} id="samen" class="row chosen" aria-label={t.together}>
      <input type="hidden" name="terug" value={back} />
      <label class="tick needs-script">
        <input type="checkbox" id="choose-all" />
        <span>{t.chooseAll}</span>
      </label>
      {buttons.map(([action, label]) => (
        <button type="submit" class="button" name="action" value={action}>
          {label}
        </button>
      ))}
    </form>
  );
}

function Card({ view, task, back }: { view: SignedInView; task: TaskView; back: string }) {
  const t = view.t.tasks;
  return (
    <>
      <div class="task-head">
        {task.actions.length > 0 && (
          <label class="tick">
            <input type="checkbox" name="taak" value={task.id} form="samen" />
            <span class="hidden-text">{t.choose.replace('{title}', task.title)}</span>
          </label>
        )}
        <h3>
          <a href={taskUrl(task.id)}>{task.title}</a>
        </h3>
      </div>
      <TaskFacts view={view} task={task} />
      {task.subject && <SubjectLines subject={task.subject} />}
      <TaskActions view={view} task={task} back={back} />
      {task.kind !== 'inform' && <Holders view={view} task={task} />}
    </>
  );
}
