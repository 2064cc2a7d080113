import { percentText } from '../../payroll-runs/numbers.ts';
import type { Comparison, Difference } from '../../payroll-runs/report-model.ts';
import { amountText, causeText, differenceText, periodText } from '../run-words.ts';
import { count, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { ReportFrame, type ReportProps, Who } from './run-report-frame.tsx';

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
