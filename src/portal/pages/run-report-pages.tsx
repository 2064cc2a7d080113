import type { Child } from 'hono/jsx';
import type { ComponentSet } from '../../pay/model.ts';
import { percentText, quantityText } from '../../payroll-runs/numbers.ts';
import type {
  Check,
  Checks,
  Comparison,
  ComparisonQuery,
  Difference,
  Grid,
  Header,
  MutationReport,
} from '../../payroll-runs/report-model.ts';
import { onCallFilters } from '../../personnel/model.ts';
import { Icon } from '../icons.tsx';
import {
  amountText,
  causeText,
  checkText,
  differenceText,
  euroText,
  fieldText,
  filterSentence,
  momentText,
  periodText,
  valueText,
} from '../run-words.ts';
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
function ReportFrame({ children, ...props }: ReportProps & { children: Child }) {
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

function Who({
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

/** The browser of variable data. */
export function GridPage({ grid, ...props }: ReportProps & { grid: Grid }) {
  const { view } = props;
  const t = view.t.runs.grid;
  return (
    <ReportFrame {...props}>
      {grid.rows.length === 0 ? (
        <p class="panel">{t.none}</p>
      ) : (
        <section class="panel scroll-x" tabindex={0} aria-label={view.t.runs.reports.grid}>
          <table class="figures grid">
            <thead>
              <tr>
                <th scope="col">{t.employee}</th>
                {grid.components.map((component) => (
                  <th scope="col">
                    {component.description}
                    <span class="note block">{`${component.key}, ${view.t.runs.units[component.unit]}`}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {grid.rows.map((row) => (
                <tr>
                  <th scope="row">
                    <Who view={view} row={row} />
                    {row.change && <span class="tag tag-strong">{t[row.change]}</span>}
                  </th>
                  {grid.components.map(({ key }) => (
                    <GridCell view={view} cell={row.cells.find((cell) => cell.key === key)} />
                  ))}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t.total}</th>
                {grid.totals.map((total) => (
                  <td>
                    {quantityText(total.quantity)}
                    {total.amount !== null && total.amount !== 0 && (
                      <span class="note block">{euroText(total.amount)}</span>
                    )}
                  </td>
                ))}
              </tr>
            </tfoot>
          </table>
        </section>
      )}
    </ReportFrame>
  );
}

function GridCell({
  view,
  cell,
}: {
  view: SignedInView;
  cell: Grid['rows'][number]['cells'][number] | undefined;
}) {
  const t = view.t.runs.grid;
  if (cell === undefined)
    return (
      <td>
        <span aria-hidden="true">–</span>
        <span class="hidden-text">{t.empty}</span>
      </td>
    );
  return (
    <td class={cell.quantity < 0 ? 'below-zero' : undefined}>
      {quantityText(cell.quantity)}
      {cell.amount !== null && <span class="note block">{euroText(cell.amount)}</span>}
      <span class="note block">{cell.sources.map((source) => t.sources[source]).join(' + ')}</span>
    </td>
  );
}

/** What somebody should look at before the trial. */
export function ChecksPage({ checks, ...props }: ReportProps & { checks: Checks }) {
  const { view } = props;
  const t = view.t.runs.checks;
  const severities = ['block', 'warn', 'info'] as const;
  return (
    <ReportFrame {...props}>
      {checks.checks.length === 0 && <p class="message good">{t.none}</p>}
      {severities.map((severity) => {
        const found = checks.checks.filter((check) => check.severity === severity);
        if (found.length === 0) return null;
        return (
          <section class="panel stack">
            <h2>{`${t.severity[severity]} (${found.length})`}</h2>
            <ul class="plain-list">
              {found.map((check) => (
                <CheckLine view={view} check={check} />
              ))}
            </ul>
          </section>
        );
      })}
    </ReportFrame>
  );
}

function CheckLine({ view, check }: { view: SignedInView; check: Check }) {
  return (
    <li>
      <p class="run-line">
        <strong>
          <Who view={view} row={check} />
        </strong>
      </p>
      <p>{checkText(check, view)}</p>
    </li>
  );
}

/** Who changed what and when. */
export function MutationsPage({ report, ...props }: ReportProps & { report: MutationReport }) {
  const { view } = props;
  const t = view.t.runs.mutations;
  const from = report.sinceRun === null ? t.sincePeriod : t.sinceRun;
  return (
    <ReportFrame {...props}>
      <p class="note">{`${fill(t.since, { date: momentText(report.since, view.language) })} (${from}).`}</p>
      {report.rows.length === 0 ? (
        <p class="panel">{t.none}</p>
      ) : (
        <section class="panel scroll-x" tabindex={0} aria-label={view.t.runs.reports.mutations}>
          <table class="figures">
            <thead>
              <tr>
                {Object.values(t.head).map((name) => (
                  <th scope="col">{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {report.rows.map((row) => (
                <tr>
                  <td>{momentText(row.at, view.language)}</td>
                  <td>{row.person || t.system}</td>
                  <td>
                    {row.name || t.everybody}
                    {row.isOnCall && <span class="tag">{view.t.runs.grid.onCall}</span>}
                  </td>
                  <td>
                    <span class="note block">{t.kinds[row.kind]}</span>
                    {fieldText(row.field, view.t)}
                  </td>
                  <td>{valueText(row, row.before, view)}</td>
                  <td>{valueText(row, row.after, view)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </ReportFrame>
  );
}

/** The period against the one before. */
export function ComparisonPage({ comparison, ...props }: ReportProps & { comparison: Comparison }) {
  const { view } = props;
  const t = view.t.runs.comparison;
  const { previous, rows, threshold } = comparison;
  const period = periodText(
    { ...previous, id: previous.periodId, kind: comparison.header.kind },
    view.language,
  );
  const above = rows.filter((row) => row.above);
  const below = rows.filter((row) => !row.above);
  return (
    <ReportFrame {...props}>
      <p class="note">{fill(previous.known ? t.against : t.unknown, { period })}</p>
      {rows.length === 0 && <p class="panel">{t.none}</p>}
      {above.length > 0 && <Differences view={view} rows={above} />}
      {below.length > 0 && (
        <details class="panel">
          <summary>{fill(count(t.below, below.length, view.language), { threshold })}</summary>
          <Differences view={view} rows={below} />
        </details>
      )}
      <p class="note">{count(t.unchanged, comparison.unchanged, view.language)}</p>
    </ReportFrame>
  );
}

function Differences({ view, rows }: { view: SignedInView; rows: readonly Difference[] }) {
  const { head } = view.t.runs.comparison;
  return (
    <section class="panel scroll-x" tabindex={0} aria-label={view.t.runs.reports.comparison}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{view.t.runs.grid.employee}</th>
            {Object.values(head).map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                <Who view={view} row={row} />
              </th>
              <td>{row.description}</td>
              <td>{amountText(row.before, row.unit, view)}</td>
              <td>{amountText(row.now, row.unit, view)}</td>
              <td>
                {differenceText(row.difference, row.unit, view)}
                {row.permille !== null && <span class="note block">{`${percentText(row.permille)}%`}</span>}
              </td>
              <td>{row.causes.map((cause) => causeText(cause, view)).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
