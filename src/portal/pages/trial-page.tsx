import type { Child } from 'hono/jsx';
import type { Remark, Trial } from '../../payroll-runs/model.ts';
import { percentText } from '../../payroll-runs/numbers.ts';
import type { Difference } from '../../payroll-runs/report-model.ts';
import { Icon } from '../icons.tsx';
import {
  amountText,
  causeText,
  differenceText,
  euroText,
  filterSentence,
  momentText,
  periodText,
} from '../run-words.ts';
import { count, dateText, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { RunFrame, type RunPageProps, runUrl, StatusTag, TRIALS, trialPath } from './run-parts.tsx';

interface TrialProps extends RunPageProps {
  trial: Trial;
  /** Makes the request keys of the forms on this page: the same form sent twice makes one remark. */
  formKey: string;
}

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

function underReview({ run }: Trial): boolean {
  return run.status === 'trial_ready' || run.status === 'remarks';
}

function RemarkForm({
  view,
  trial,
  formKey,
  about,
  fields,
  label,
}: TrialProps & { about: string; fields: Record<string, string>; label: string }) {
  const t = view.t.trial;
  if (view.session.actor.role !== 'hr' || !underReview(trial)) return null;
  const key = [formKey, ...Object.values(fields)].join('/').slice(0, 100);
  return (
    <details>
      <summary>
        {label}
        {about !== '' && <span class="hidden-text">{`: ${about}`}</span>}
      </summary>
      <form method="post" action={`${trialPath(trial.run.id)}/opmerkingen`} class="stack">
        {Object.entries({ ...fields, requestKey: key }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label class="field">
          <span>{t.remarkText}</span>
          <textarea name="body" rows={2} maxlength={2000} required />
        </label>
        <div class="row">
          <button type="submit" class="button">
            {t.remarkSend}
          </button>
        </div>
      </form>
    </details>
  );
}

function Remarks({ remarks, ...props }: TrialProps & { remarks: readonly Remark[] }) {
  if (remarks.length === 0) return null;
  return (
    <ul class="run-remarks">
      {remarks.map((remark) => (
        <OneRemark {...props} remark={remark} />
      ))}
    </ul>
  );
}

function OneRemark({ view, trial, remark }: TrialProps & { remark: Remark }) {
  const t = view.t.trial;
  const { role } = view.session.actor;
  const open = remark.settledAt === null && underReview(trial);
  const action = `${trialPath(trial.run.id)}/opmerkingen/${encodeURIComponent(remark.id)}`;
  const when = (at: number) => momentText(at, view.language);
  return (
    <li class="stack" id={`opmerking-${remark.id}`}>
      <p>
        <span class="note block">
          {fill(t.remarkAbout, { person: remark.person, date: when(remark.at) })}
        </span>
        <span class="plain">{remark.body}</span>
      </p>
      {remark.answers.map((answer) => (
        <p class="run-answer">
          <span class="note block">{fill(t.answerBy, { person: answer.person, date: when(answer.at) })}</span>
          <span class="plain">{answer.body}</span>
        </p>
      ))}
      {remark.settledAt !== null && (
        <p class="note">
          <Icon name="check" /> {fill(t.settled, { date: when(remark.settledAt) })}
        </p>
      )}
      {open && role === 'provider' && (
        <form method="post" action={action} class="stack">
          <label class="field">
            <span>{t.answerText}</span>
            <textarea name="body" rows={2} maxlength={2000} required />
          </label>
          <div class="row">
            <button type="submit" class="button" name="action" value="answer">
              {t.answerSend}
            </button>
          </div>
        </form>
      )}
      {open && role === 'hr' && (
        <form method="post" action={action}>
          <button type="submit" class="button" name="action" value="settle">
            <Icon name="check" />
            {t.settle}
            <span class="hidden-text">{`: ${remark.body.slice(0, 60)}`}</span>
          </button>
        </form>
      )}
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

/** Remarks that are about no line that is shown. */
function Whole(props: TrialProps): Child {
  const { view, trial } = props;
  const t = view.t.trial;
  const shown = new Set(trial.changes.map(({ employmentId, key }) => `${employmentId} ${key}`));
  const rest = trial.remarks.filter(
    ({ employmentId, componentKey }) => !shown.has(`${employmentId} ${componentKey}`),
  );
  if (rest.length === 0 && (view.session.actor.role !== 'hr' || !underReview(trial))) return null;
  return (
    <section class="panel stack" aria-labelledby="geheel">
      <h2 id="geheel">{t.remarks}</h2>
      <Remarks {...props} remarks={rest} />
      <RemarkForm {...props} about="" fields={{}} label={t.remarkWhole} />
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
