import type { PeriodOverview, Run } from '../../payroll-runs/model.ts';
import { runFilters } from '../../store/run-schema.ts';
import { Icon } from '../icons.tsx';
import { periodText } from '../run-words.ts';
import { count, dateText, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { RUN_MAIL, RUNS, RunFrame, type RunPageProps, runUrl, StatusTag } from './run-parts.tsx';

interface RunsProps extends RunPageProps {
  year: number;
  /** Latest first. */
  periods: readonly PeriodOverview[];
  /** The run that is under way, with its period's name. */
  underWay: { run: Run; title: string } | null;
  hasRuns: boolean;
}

/** Periods that stand open on the page; who works on payroll needs the last few. */
const SHOWN = 4;

/** The provider's overview: periods of a year with their runs and states. Works without scripts. */
export function RunsPage(props: RunsProps) {
  const { view, year, periods, underWay } = props;
  const t = view.t.runs;
  const shown = periods.slice(0, SHOWN);
  const earlier = periods.slice(SHOWN);
  return (
    <RunFrame {...props} title={t.title} lead={t.lead}>
      {underWay && (
        <section class="panel stack" aria-labelledby="onderweg">
          <h2 id="onderweg">{t.underWay}</h2>
          <p class="facts">
            <strong>{fill(t.runTitle, { number: underWay.run.number, period: underWay.title })}</strong>
            <StatusTag view={view} status={underWay.run.status} />
            <span>{t.filter[underWay.run.onCall]}</span>
          </p>
          <p>{t.stepNotes[underWay.run.status]}</p>
          <p>
            <a class="button primary" href={runUrl(underWay.run.id)}>
              {t.goOn}
            </a>
          </p>
        </section>
      )}
      {!props.hasRuns && <p class="panel">{t.none}</p>}
      <nav class="row" aria-label={t.year}>
        {[year - 1, year, year + 1].map((one) => (
          <a
            class="button"
            href={`${RUNS}?jaar=${one}`}
            aria-current={one === year ? 'page' : undefined}
            aria-label={fill(t.yearTo, { year: one })}
          >
            {String(one)}
          </a>
        ))}
        <a class="button plain-button" href={RUN_MAIL}>
          <Icon name="send" />
          {t.toMail}
        </a>
      </nav>
      {periods.length === 0 && <p class="panel">{t.noPeriods}</p>}
      <Periods view={view} periods={shown} mayStart={underWay === null} />
      {earlier.length > 0 && (
        <details class="panel">
          <summary>{count(t.earlier, earlier.length, view.language)}</summary>
          <Periods view={view} periods={earlier} mayStart={underWay === null} />
        </details>
      )}
    </RunFrame>
  );
}

function Periods({
  view,
  periods,
  mayStart,
}: {
  view: SignedInView;
  periods: readonly PeriodOverview[];
  mayStart: boolean;
}) {
  return (
    <ul class="cards">
      {periods.map((period) => (
        <li class="panel card">
          <Period view={view} period={period} mayStart={mayStart} />
        </li>
      ))}
    </ul>
  );
}

function Period({
  view,
  period,
  mayStart,
}: {
  view: SignedInView;
  period: PeriodOverview;
  mayStart: boolean;
}) {
  const t = view.t.runs;
  const title = periodText(period, view.language);
  const about = <span class="hidden-text">{`: ${title}`}</span>;
  return (
    <>
      <div class="group-head">
        <h2>{title}</h2>
        <PeriodState view={view} period={period} />
      </div>
      <p class="note">
        {period.closedAt === null
          ? fill(t.period.until, { date: dateText(period.closesOn, view.language) })
          : fill(t.period.closed, { date: dayOf(period.closedAt, view.language) })}
      </p>
      {period.runs.length > 0 && (
        <ul class="plain-list">
          {period.runs.map((run) => (
            <RunLine view={view} run={run} />
          ))}
        </ul>
      )}
      <Reports view={view} periodId={period.id} />
      <div class="row">
        <form method="post" action={`${RUNS}/periode/${period.id}`} class="row">
          <button type="submit" class="button" name="action" value="fill">
            {t.fill}
            {about}
          </button>
          {period.mayClose && (
            <button type="submit" class="button" name="action" value="close">
              {t.closePeriod}
              {about}
            </button>
          )}
          {period.mayReopen && (
            <button type="submit" class="button" name="action" value="reopen">
              {t.reopenPeriod}
              {about}
            </button>
          )}
        </form>
      </div>
      {mayStart && <StartForm view={view} period={period} title={title} />}
    </>
  );
}

function PeriodState({ view, period }: { view: SignedInView; period: PeriodOverview }) {
  const t = view.t.runs;
  if (period.closedAt !== null) return <span class="tag">{t.shut}</span>;
  if (period.closedScopes.length === 0) return <span class="tag tag-good">{t.open}</span>;
  return (
    <>
      {period.closedScopes.map((scope) => (
        <span class="tag">{t.closedScopes[scope]}</span>
      ))}
    </>
  );
}

function RunLine({ view, run }: { view: SignedInView; run: Run }) {
  const t = view.t.runs;
  return (
    <li>
      <p class="facts">
        <a href={runUrl(run.id)}>{fill(t.runNumber, { number: run.number })}</a>
        <StatusTag view={view} status={run.status} />
        <span>{t.filter[run.onCall]}</span>
        <span>{count(t.holds, run.employments, view.language)}</span>
        {run.openRemarks > 0 && <span>{count(t.openRemarks, run.openRemarks, view.language)}</span>}
      </p>
    </li>
  );
}

function Reports({ view, periodId }: { view: SignedInView; periodId: number }) {
  const { reports } = view.t.runs;
  const links = [
    ['gegevens', reports.grid],
    ['controles', reports.checks],
    ['mutaties', reports.mutations],
    ['vergelijking', reports.comparison],
  ] as const;
  return (
    <p class="facts">
      {links.map(([path, label]) => (
        <a href={`${RUNS}/${path}?periode=${periodId}`}>{label}</a>
      ))}
    </p>
  );
}

function StartForm({ view, period, title }: { view: SignedInView; period: PeriodOverview; title: string }) {
  const t = view.t.runs;
  const first = period.runs.some(({ status, onCall }) => status === 'approved' && onCall !== 'only')
    ? 'only'
    : 'without';
  return (
    <form method="post" action={RUNS} class="row run-form">
      <input type="hidden" name="periodId" value={String(period.id)} />
      <label class="field">
        <span>
          {t.startFor}
          <span class="hidden-text">{`: ${title}`}</span>
        </span>
        <select name="onCall">
          {runFilters.map((filter) => (
            <option value={filter} selected={filter === first}>
              {t.filter[filter]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button">
        <Icon name="plus" />
        {t.start}
        <span class="hidden-text">{`: ${title}`}</span>
      </button>
    </form>
  );
}
