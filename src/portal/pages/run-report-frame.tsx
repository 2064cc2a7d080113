import type { Child } from 'hono/jsx';
import type { ComponentSet } from '../../pay/model.ts';
import type { ComparisonQuery, Header } from '../../payroll-runs/report-model.ts';
import { onCallFilters } from '../../personnel/model.ts';
import { Icon } from '../icons.tsx';
import { filterSentence, periodText } from '../run-words.ts';
import { count, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { RUNS, RunFrame, type RunPageProps, runUrl } from './run-parts.tsx';

export const reportPaths = {
  grid: 'gegevens',
  checks: 'controles',
  mutations: 'mutaties',
  comparison: 'vergelijking',
} as const;
export type ReportName = keyof typeof reportPaths;

export interface ReportProps extends RunPageProps {
  name: ReportName;
  header: Header;
  query: ComparisonQuery;
  sets: readonly Pick<ComponentSet, 'id' | 'name'>[];
}

/** A report with its filter in words, a form to change it, and the file with the same filter. */
export function ReportFrame({ children, ...props }: ReportProps & { children: Child }) {
  const { view, name, header, query } = props;
  const t = view.t.runs.reports;
  const back =
    header.run === null
      ? { href: RUNS, label: view.t.runs.back }
      : { href: runUrl(header.run.id), label: fill(view.t.runs.runNumber, { number: header.run.number }) };
  const title = `${t[name]}, ${periodText({ ...header, id: header.periodId }, view.language)}`;
  return (
    <RunFrame {...props} title={title} back={back} wide>
      <nav class="tabs" aria-label={t.nav}>
        {(Object.keys(reportPaths) as ReportName[]).map((one) => (
          <a
            href={`${RUNS}/${reportPaths[one]}?${queryText(query)}`}
            aria-current={one === name ? 'page' : undefined}
          >
            {t[one]}
          </a>
        ))}
      </nav>
      <p class="message run-filter">
        <strong>{filterSentence(header, view)}</strong>{' '}
        {header.leftOut > 0 ? count(t.leftOut, header.leftOut, view.language) : t.complete}
      </p>
      <FilterForm {...props} />
      {children}
    </RunFrame>
  );
}

function queryText({ periodId, onCall, setId, runId, threshold }: ComparisonQuery): string {
  const query = new URLSearchParams({ periode: String(periodId), oproep: onCall });
  if (setId !== undefined) query.set('set', setId);
  if (runId !== undefined) query.set('run', runId);
  if (threshold !== 5) query.set('drempel', String(threshold));
  return query.toString();
}

function FilterForm({ view, name, header, query, sets }: ReportProps) {
  const t = view.t.runs.reports;
  const api = `/api/employers/${encodeURIComponent(view.session.actor.employerId)}/payroll-reports/export`;
  const file = new URLSearchParams({ report: name, periodId: String(query.periodId), onCall: query.onCall });
  if (query.setId !== undefined) file.set('setId', query.setId);
  if (query.runId !== undefined) file.set('runId', query.runId);
  file.set('threshold', String(query.threshold));
  return (
    <form method="get" action={`${RUNS}/${reportPaths[name]}`} class="row run-form no-print">
      <input type="hidden" name="periode" value={String(query.periodId)} />
      {query.runId !== undefined && <input type="hidden" name="run" value={query.runId} />}
      <label class="field">
        <span>{t.onCallLabel}</span>
        <select name="oproep">
          {onCallFilters.map((filter) => (
            <option value={filter} selected={filter === header.onCall}>
              {t.onCall[filter]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{t.setLabel}</span>
        <select name="set">
          <option value="">{t.allSets}</option>
          {sets.map((set) => (
            <option value={set.id} selected={set.id === query.setId}>
              {set.name}
            </option>
          ))}
        </select>
      </label>
      {name === 'comparison' && (
        <label class="field">
          <span>{t.threshold}</span>
          <input type="number" name="drempel" min={0} max={1000} value={String(query.threshold)} />
        </label>
      )}
      <button type="submit" class="button">
        {t.show}
      </button>
      <a class="button plain-button" href={`${api}?${file}`} download>
        <Icon name="download" />
        {t.csv}
      </a>
    </form>
  );
}

/** An employee as a report names them. */
export function Who({
  view,
  row,
}: {
  view: SignedInView;
  row: { employeeNumber: number; name: string; isOnCall: boolean };
}) {
  return (
    <>
      {row.name} <span class="note">{String(row.employeeNumber)}</span>
      {row.isOnCall && (
        <>
          {' '}
          <span class="tag">{view.t.runs.grid.onCall}</span>
        </>
      )}
    </>
  );
}
