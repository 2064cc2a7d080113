import { quantityText } from '../../payroll-runs/numbers.ts';
import type { Check, Checks, Grid, MutationReport } from '../../payroll-runs/report-model.ts';
import { checkText, euroText, fieldText, momentText, valueText } from '../run-words.ts';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { ReportFrame, type ReportProps, Who } from './run-report-frame.tsx';

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
