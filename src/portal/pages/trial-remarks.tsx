import type { Child } from 'hono/jsx';
import type { Remark, Trial } from '../../payroll-runs/model.ts';
import { Icon } from '../icons.tsx';
import { momentText } from '../run-words.ts';
import { fill } from '../texts/fill.ts';
import { type RunPageProps, trialPath } from './run-parts.tsx';

export interface TrialProps extends RunPageProps {
  trial: Trial;
  /** Makes the request keys of the forms on this page: the same form sent twice makes one remark. */
  formKey: string;
}

function underReview({ run }: Trial): boolean {
  return run.status === 'trial_ready' || run.status === 'remarks';
}

/** A form for one remark, folded until somebody wants it; for HR while the trial is under review. */
export function RemarkForm({
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

/** Remarks on one line, with their answers. */
export function Remarks({ remarks, ...props }: TrialProps & { remarks: readonly Remark[] }) {
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

/** Remarks that are about no line that is shown. */
export function Whole(props: TrialProps): Child {
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
