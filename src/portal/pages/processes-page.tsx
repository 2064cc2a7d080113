import { type TemplateSummary, workflowStatuses } from '../../workflow/model.ts';
import type { ProcessPage as ProcessList, ProcessQuery, ProcessRow } from '../../workflow/view-model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { count, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { Paging, PROCESSES, TASKS, TaskTabs } from './task-tabs.tsx';
import { Choice } from './tasks-page.tsx';

export interface ProcessesProps {
  view: SignedInView;
  openQuestions: number | undefined;
  query: ProcessQuery;
  list: ProcessList;
  templates: readonly TemplateSummary[];
}

/** Everybody's processes: what runs and with whom it lies, and what came of what is over. */
export function ProcessesPage({ view, openQuestions, query, list, templates }: ProcessesProps) {
  const t = view.t.processes;
  const isFiltered = isNarrowed(query);
  return (
    <Page view={view} title={t.title} active={TASKS} openQuestions={openQuestions}>
      <div class="column wide">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <TaskTabs view={view} active="processes" />
        <nav class="row" aria-label={t.title}>
          {(['open', 'history'] as const).map((tab) => (
            <a
              class="button"
              href={processesUrl({ ...query, tab, status: undefined }, 1)}
              aria-current={tab === query.tab ? 'page' : undefined}
            >
              {t[tab]}
            </a>
          ))}
          <a class="button plain-button" href={exportUrl(view, query)} download>
            <Icon name="download" />
            {t.export}
          </a>
        </nav>
        {(list.total > 0 || isFiltered) && <Filters view={view} query={query} templates={templates} />}
        {list.total === 0 ? (
          <p class="panel">{isFiltered ? t.noneFound : query.tab === 'open' ? t.none : t.noneHistory}</p>
        ) : (
          <>
            <h2>{count(t.total, list.total, view.language)}</h2>
            <Table view={view} list={list} />
            <Paging
              view={view}
              page={list.page}
              pages={list.pages}
              href={(page) => processesUrl(query, page)}
            />
          </>
        )}
      </div>
    </Page>
  );
}

function isNarrowed({ trigger, status, search, from, to }: ProcessQuery): boolean {
  return [trigger, status, from, to].some((value) => value !== undefined) || search !== '';
}

/** The address of a page of this list, filters included. */
export function processesUrl(query: ProcessQuery, page: number): string {
  const given = new URLSearchParams();
  if (query.tab === 'history') given.set('tab', 'historisch');
  if (query.trigger) given.set('proces', query.trigger);
  if (query.status) given.set('status', query.status);
  if (query.search) given.set('zoek', query.search);
  if (query.from) given.set('van', query.from);
  if (query.to) given.set('tot', query.to);
  if (page > 1) given.set('bladzijde', String(page));
  const text = given.toString();
  return text === '' ? PROCESSES : `${PROCESSES}?${text}`;
}

function exportUrl(view: SignedInView, { page: _, ...query }: ProcessQuery): string {
  const given = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
  );
  return `/api/employers/${encodeURIComponent(view.session.actor.employerId)}/workflows/export?${given}`;
}

function Filters({ view, query, templates }: Pick<ProcessesProps, 'view' | 'query' | 'templates'>) {
  const { tasks: t, processes: p } = view.t;
  const statuses = workflowStatuses.filter((status) => query.tab === 'open' || status !== 'running');
  return (
    <details class="panel filters" open={isNarrowed(query)}>
      <summary>{t.filters}</summary>
      <form method="get" action={PROCESSES} class="stack">
        {query.tab === 'history' && <input type="hidden" name="tab" value="historisch" />}
        <div class="fields">
          <label class="field">
            <span>{t.search}</span>
            <input type="search" name="zoek" value={query.search} maxlength={100} />
          </label>
          <Choice
            name="proces"
            label={p.process}
            value={query.trigger ?? ''}
            options={[
              ['', t.all],
              ...templates.map(({ trigger, name }): [string, string] => [trigger, name[view.language]]),
            ]}
          />
          <Choice
            name="status"
            label={p.status}
            value={query.status ?? ''}
            options={[
              ['', t.all],
              ...statuses.map((status): [string, string] => [status, p.statuses[status]]),
            ]}
          />
          <label class="field">
            <span>{p.from}</span>
            <input type="date" name="van" value={query.from ?? ''} />
          </label>
          <label class="field">
            <span>{p.to}</span>
            <input type="date" name="tot" value={query.to ?? ''} />
          </label>
        </div>
        <div class="row">
          <button type="submit" class="button">
            <Icon name="search" />
            {t.show}
          </button>
          {isNarrowed(query) && (
            <a
              class="button plain-button"
              href={query.tab === 'open' ? PROCESSES : `${PROCESSES}?tab=historisch`}
            >
              {t.clear}
            </a>
          )}
        </div>
      </form>
    </details>
  );
}

function Table({ view, list }: { view: SignedInView; list: ProcessList }) {
  const t = view.t.processes;
  return (
    <section class="panel" aria-label={t.title}>
      <table class="figures processes">
        <thead>
          <tr>
            {[t.employee, t.process, t.date, t.status, t.where].map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.processes.map((row) => (
            <Row view={view} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Colour of a status. */
export const statusTone: Record<ProcessRow['status'], string> = {
  running: 'tag tag-busy',
  completed: 'tag tag-good',
  rejected: 'tag tag-bad',
  returned: 'tag tag-bad',
  cancelled: 'tag',
};

function Row({ view, row }: { view: SignedInView; row: ProcessRow }) {
  const t = view.t.processes;
  const day = (at: number) => dayOf(at, view.language);
  return (
    <tr>
      <th scope="row">{row.person.name}</th>
      <td>
        <a href={`${PROCESSES}/${encodeURIComponent(row.workflowId)}`}>{row.title}</a>
        <span class="note block">{row.process[view.language]}</span>
      </td>
      <td data-label={t.date}>
        {day(row.startedAt)}
        {row.initiator.personId !== row.person.personId && (
          <span class="note block">{fill(view.t.tasks.handedInBy, { name: row.initiator.name })}</span>
        )}
      </td>
      <td data-label={t.status}>
        <span class={statusTone[row.status]}>{t.statuses[row.status]}</span>
        {row.endedAt !== null && (
          <span class="note block">{fill(t.endedOn, { date: day(row.endedAt) })}</span>
        )}
      </td>
      <td>
        <Where view={view} row={row} />
      </td>
    </tr>
  );
}

function Where({ view, row }: { view: SignedInView; row: ProcessRow }) {
  const { tasks: t, processes: p } = view.t;
  return (
    <>
      {row.open.map((step) => (
        <span class="block">
          {step.holders.join(', ') || p.nobody}
          <span class="note block">
            {`${step.step[view.language]}, ${fill(t.since, { date: dayOf(step.since, view.language) })}`}
          </span>
          {step.overdue && step.dueAt !== null && (
            <span class="tag tag-bad">{fill(t.overdue, { date: dayOf(step.dueAt, view.language) })}</span>
          )}
        </span>
      ))}
    </>
  );
}
