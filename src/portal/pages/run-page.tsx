import type { ImportResult, Run, RunAction, RunStatus } from '../../payroll-runs/model.ts';
import { Icon } from '../icons.tsx';
import { count, dateText, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import {
  CsvField,
  RUN_MAIL,
  RUNS,
  RunFrame,
  type RunPageProps,
  runUrl,
  StatusTag,
  trialPath,
} from './run-parts.tsx';

interface RunProps extends RunPageProps {
  run: Run;
  /** 'november 2026'. */
  period: string;
  /** Day that the form proposes for the employer to look by. */
  deadline: string;
  /** What came of a file that was read in; null for none. */
  imported: ImportResult | null;
}

const path: readonly RunStatus[] = [
  'collecting',
  'closed_for_input',
  'checks_done',
  'trial_started',
  'trial_ready',
  'approved',
];

/** One run as the provider works on it: where it stands, the next step, reports, files. Works without scripts. */
export function RunPage(props: RunProps) {
  const { view, run, period } = props;
  const t = view.t.runs;
  const title = fill(t.runTitle, { number: run.number, period });
  return (
    <RunFrame {...props} title={title} back={{ href: RUNS, label: t.back }}>
      <p class="facts">
        <StatusTag view={view} status={run.status} />
        <span>{t.filter[run.onCall]}</span>
        <span>{count(t.holds, run.employments, view.language)}</span>
        <span>{count(t.lines, run.lines, view.language)}</span>
        {run.openRemarks > 0 && <span>{count(t.openRemarks, run.openRemarks, view.language)}</span>}
        {run.deadline && run.status === 'trial_ready' && (
          <span>{fill(t.deadlineIs, { date: dateText(run.deadline, view.language) })}</span>
        )}
      </p>
      <Steps view={view} status={run.status} />
      <section class="panel stack" aria-labelledby="stap">
        <h2 id="stap">{t.status[run.status]}</h2>
        <p>{t.stepNotes[run.status]}</p>
        {run.reason && <p class="note plain">{fill(t.reasonGiven, { reason: run.reason })}</p>}
        <Next {...props} />
        <Reports view={view} run={run} />
      </section>
      <Files {...props} />
      <Other view={view} run={run} />
    </RunFrame>
  );
}

function Steps({ view, status }: { view: SignedInView; status: RunStatus }) {
  const t = view.t.runs;
  const at = path.indexOf(status === 'remarks' ? 'trial_ready' : status);
  return (
    <ol class="run-steps" aria-label={t.steps}>
      {path.map((step, i) => (
        <li class={i < at ? 'past' : undefined} aria-current={i === at ? 'step' : undefined}>
          {t.status[step]}
        </li>
      ))}
    </ol>
  );
}

/** The step that leads on, as one main button. */
function Next({ view, run, deadline }: RunProps) {
  const t = view.t.runs;
  const onwards: readonly RunAction[] = ['close', 'check', 'start', 'ready'];
  const next = run.status === 'remarks' ? 'ready' : onwards.find((action) => run.allowed.includes(action));
  if (next === undefined || !run.allowed.includes(next)) return null;
  return (
    <form method="post" action={runUrl(run.id)} class="row run-form">
      {run.status === 'collecting' && (
        <button type="submit" class="button" name="action" value="fill">
          {t.fill}
        </button>
      )}
      {next === 'ready' && (
        <label class="field">
          <span>{t.deadline}</span>
          <input type="date" name="deadline" value={run.deadline ?? deadline} />
        </label>
      )}
      <button type="submit" class="button primary" name="action" value={next}>
        <Icon name={next === 'ready' ? 'send' : 'right'} />
        {t.actions[next]}
      </button>
    </form>
  );
}

function Reports({ view, run }: { view: SignedInView; run: Run }) {
  const { reports, toTrial, toEvents, toMail } = view.t.runs;
  const query = `periode=${run.periodId}&run=${encodeURIComponent(run.id)}`;
  return (
    <p class="facts">
      <a href={`${RUNS}/gegevens?${query}`}>{reports.grid}</a>
      <a href={`${RUNS}/controles?${query}`}>{reports.checks}</a>
      <a href={`${RUNS}/mutaties?${query}`}>{reports.mutations}</a>
      <a href={`${RUNS}/vergelijking?${query}`}>{reports.comparison}</a>
      <a href={trialPath(run.id)}>{toTrial}</a>
      <a href={`${trialPath(run.id)}/verloop`}>{toEvents}</a>
      <a href={RUN_MAIL}>{toMail}</a>
    </p>
  );
}

function Files({ view, run, imported }: RunProps) {
  const t = view.t.runs;
  const mayEnter = run.status === 'collecting' || run.status === 'closed_for_input';
  const mayResult = run.status === 'trial_started' || run.status === 'remarks';
  const holds = run.trialStartedAt !== null && run.status !== 'cancelled';
  if (!mayEnter && !mayResult && !holds) return null;
  const api = `/api/employers/${encodeURIComponent(view.session.actor.employerId)}/payroll-runs/${encodeURIComponent(run.id)}`;
  return (
    <section class="panel stack" aria-labelledby="bestanden">
      <h2 id="bestanden">{t.files}</h2>
      {imported && <Imported view={view} imported={imported} />}
      {holds && (
        <p class="row">
          <a class="button" href={`${api}/export`} download>
            <Icon name="download" />
            {t.exportRun}
          </a>
          <a
            class="button"
            href={`${api}/payroll-data`}
            download={`loonrun-${run.periodId}-${run.number}.json`}
          >
            <Icon name="download" />
            {t.exportData}
          </a>
        </p>
      )}
      {mayEnter && <ImportForm view={view} run={run} what="entries" />}
      {mayResult && <ImportForm view={view} run={run} what="results" />}
    </section>
  );
}

function ImportForm({ view, run, what }: { view: SignedInView; run: Run; what: 'entries' | 'results' }) {
  const t = view.t.runs;
  const isEntries = what === 'entries';
  return (
    <form
      method="post"
      action={`${runUrl(run.id)}/inlezen`}
      enctype="multipart/form-data"
      class="stack"
      aria-labelledby={`lees-${what}`}
    >
      <h3 id={`lees-${what}`}>{isEntries ? t.importEntries : t.importResults}</h3>
      <p class="note">{isEntries ? t.importEntriesNote : t.importResultsNote}</p>
      <input type="hidden" name="what" value={what} />
      <div class="row run-form">
        <CsvField view={view} name="file" />
        <button type="submit" class="button">
          <Icon name="upload" />
          {t.importButton}
        </button>
      </div>
    </form>
  );
}

function Imported({ view, imported }: { view: SignedInView; imported: ImportResult }) {
  const t = view.t.runs;
  if (imported.accepted)
    return (
      <p class="message good" role="status">
        {count(t.imported, imported.lines, view.language)}
      </p>
    );
  return (
    <div class="message bad" role="alert">
      <p>{t.notImported}</p>
      <ul class="wordings">
        {imported.faults.slice(0, 50).map((fault) => (
          <li>{`${fill(t.line, { line: fault.line })}: ${fill(t.faults[fault.code], { value: fault.value })}`}</li>
        ))}
      </ul>
    </div>
  );
}

/** Steps back, each with its reason where one is asked. */
function Other({ view, run }: { view: SignedInView; run: Run }) {
  const t = view.t.runs;
  const back = (['reopen', 'start', 'cancel', 'undo'] as const).filter(
    (action) => run.allowed.includes(action) && !(action === 'start' && run.status !== 'remarks'),
  );
  if (back.length === 0) return null;
  const wantsReason = back.includes('cancel') || back.includes('undo');
  return (
    <details class="panel">
      <summary>{t.otherActions}</summary>
      <form method="post" action={runUrl(run.id)} class="stack">
        {wantsReason && (
          <label class="field">
            <span>{t.reason}</span>
            <textarea name="reason" rows={2} maxlength={2000} />
          </label>
        )}
        <div class="row">
          {back.map((action) => (
            <button type="submit" class="button" name="action" value={action}>
              {t.actions[action]}
            </button>
          ))}
        </div>
      </form>
    </details>
  );
}
