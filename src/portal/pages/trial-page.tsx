import type { Trial } from '../../payroll-runs/model.ts';
import { percentText } from '../../payroll-runs/numbers.ts';
import type { Difference } from '../../payroll-runs/report-model.ts';
import { Icon } from '../icons.tsx';
import { amountText, causeText, differenceText, euroText, filterSentence, periodText } from '../run-words.ts';
import { count, dateText, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { RunFrame, runUrl, StatusTag, TRIALS, trialPath } from './run-parts.tsx';
import { RemarkForm, Remarks, type TrialProps, Whole } from './trial-remarks.tsx';

/** The trial as the employer sees it: what changed and why, remarks, the decision. Works without scripts. */
export function TrialPage(props: TrialProps) {
  const { view, trial } = props;
  const t = view.t.trial;
  const { run, header, previous } = trial;
  const period = periodText({ ...header, id: header.periodId }, view.language);
  const before = periodText({ ...previous, id: previous.periodId, kind: header.kind }, view.language);
  const isProvider = view.session.actor.role === 'provider';
  const back = isProvider
    ? { href: runUrl(run.id), label: fill(view.t.runs.runTitle, { number: run.number, period }) }
    : { href: TRIALS, label: t.back };
  return (
    <RunFrame {...props} title={fill(t.title, { period })} back={back} wide lead={t.lead}>
      <p class="facts">
        <StatusTag view={view} status={run.status} />
        {run.deadline && run.status === 'trial_ready' && (
          <span>{fill(view.t.runs.deadlineIs, { date: dateText(run.deadline, view.language) })}</span>
        )}
        <a href={`${trialPath(run.id)}/verloop`}>{t.events}</a>
      </p>
      <p class="message run-filter">
        <strong>{filterSentence(header, view)}</strong>{' '}
        {header.leftOut > 0 && count(view.t.runs.reports.leftOut, header.leftOut, view.language)}
      </p>
      {run.reason && <p class="note plain">{fill(view.t.runs.reasonGiven, { reason: run.reason })}</p>}
      <section class="stack" aria-labelledby="veranderd">
        <h2 id="veranderd">{t.changes}</h2>
        <p class="note">{previous.known ? fill(t.against, { period: before }) : t.previousUnknown}</p>
        {trial.changes.length === 0 && <p class="panel">{t.changesNone}</p>}
        <People {...props} />
        <p class="note">
          {[
            trial.calendarOnly > 0 ? count(t.calendarOnly, trial.calendarOnly, view.language) : '',
            trial.unchanged > 0 ? count(t.unchanged, trial.unchanged, view.language) : '',
          ].join(' ')}
        </p>
      </section>
      <Results view={view} trial={trial} />
      <Whole {...props} />
      <Decision view={view} trial={trial} />
    </RunFrame>
  );
}

/** Everybody with a change, each change with its remarks. */
function People(props: TrialProps) {
  const { view, trial } = props;
  const ids = [...new Set(trial.changes.map(({ employmentId }) => employmentId))];
  return (
    <ul class="cards">
      {ids.map((id) => {
        const mine = trial.changes.filter(({ employmentId }) => employmentId === id);
        const [first] = mine;
        if (first === undefined) return null;
        return (
          <li class="panel card">
            <h3>
              {first.name} <span class="note">{String(first.employeeNumber)}</span>
              {first.isOnCall && <span class="tag">{view.t.runs.grid.onCall}</span>}
            </h3>
            <ul class="plain-list">
              {mine.map((change) => (
                <Change {...props} change={change} />
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

function Change({ change, ...props }: TrialProps & { change: Difference }) {
  const { view, trial } = props;
  const mine = trial.remarks.filter(
    ({ employmentId, componentKey }) => employmentId === change.employmentId && componentKey === change.key,
  );
  const line = `${change.name}, ${change.description}`;
  return (
    <li class="stack">
      <div class="run-change">
        <p>
          <strong>{change.description}</strong>
          <span class="block">
            {`${amountText(change.before, change.unit, view)} → ${amountText(change.now, change.unit, view)}`}
          </span>
        </p>
        <p>
          <span class="run-difference">{differenceText(change.difference, change.unit, view)}</span>
          {change.amountNow !== null && change.amountBefore !== null && (
            <span class="note block">
              {`${euroText(change.amountBefore)} → ${euroText(change.amountNow)}`}
            </span>
          )}
        </p>
        <p>{change.causes.map((cause) => causeText(cause, view)).join('; ')}</p>
      </div>
      <Remarks {...props} remarks={mine} />
      <RemarkForm
        {...props}
        about={line}
        fields={{ employmentId: change.employmentId, componentKey: String(change.key) }}
        label={view.t.trial.remark}
      />
    </li>
  );
}

function Results({ view, trial: { results } }: { view: SignedInView; trial: Trial }) {
  const t = view.t.trial;
  if (results.length === 0) return null;
  return (
    <section class="panel stack">
      <h2>{t.results}</h2>
      <p class="note">{t.resultsLead}</p>
      <section class="scroll-x" tabindex={0} aria-label={t.results}>
        <table class="figures">
          <thead>
            <tr>
              {Object.values(t.resultsHead).map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {results.map((row) => (
              <tr>
                <th scope="row">
                  {row.name} <span class="note">{String(row.employeeNumber)}</span>
                </th>
                <td>{euroText(row.gross)}</td>
                <td>{euroText(row.net)}</td>
                <td>{euroText(row.grossBefore)}</td>
                <td>
                  {row.grossBefore === null ? '–' : euroText(row.gross - row.grossBefore)}
                  {row.permille !== null && <span class="note block">{`${percentText(row.permille)}%`}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function Decision({ view, trial: { run } }: { view: SignedInView; trial: Trial }) {
  const t = view.t.trial;
  const actions = view.t.runs.actions;
  const may = (action: 'approve' | 'return' | 'undo') => run.allowed.includes(action);
  const isHr = view.session.actor.role === 'hr';
  if (!may('approve') && !may('return') && !may('undo')) return null;
  const action = `${trialPath(run.id)}/besluit`;
  return (
    <section class="panel stack no-print" aria-labelledby="besluit">
      <h2 id="besluit">{t.decide}</h2>
      {isHr && may('return') && !may('approve') && <p class="message run-filter">{t.own}</p>}
      {may('approve') && (
        <form method="post" action={action} class="stack">
          <p>{run.openRemarks > 0 ? t.remarksOpen : t.approveLead}</p>
          <div class="row">
            <button type="submit" class="button primary" name="action" value="approve">
              <Icon name="check" />
              {actions.approve}
            </button>
          </div>
        </form>
      )}
      {(may('return') || may('undo')) && (
        <form method="post" action={action} class="stack">
          <p>{may('return') ? t.returnLead : t.undoLead}</p>
          <label class="field">
            <span>{view.t.runs.reason}</span>
            <textarea name="reason" rows={2} maxlength={2000} required />
          </label>
          <div class="row">
            <button type="submit" class="button" name="action" value={may('return') ? 'return' : 'undo'}>
              {may('return') ? actions.return : actions.undo}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
