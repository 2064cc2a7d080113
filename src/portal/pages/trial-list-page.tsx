import type { Run, RunEvent } from '../../payroll-runs/model.ts';
import { Icon } from '../icons.tsx';
import { momentText } from '../run-words.ts';
import { count, dateText, fill } from '../texts/fill.ts';
import { RUN_MAIL, RunFrame, type RunPageProps, StatusTag, trialPath } from './run-parts.tsx';

/** HR's list of trials. */
export function TrialListPage(props: RunPageProps & { runs: readonly (Run & { title: string })[] }) {
  const { view, runs } = props;
  const t = view.t.trial;
  return (
    <RunFrame {...props} title={t.listTitle} lead={t.listLead}>
      {runs.length === 0 && <p class="panel">{t.listNone}</p>}
      <ul class="cards">
        {runs.map((run) => (
          <li class="panel card">
            <a class="card-link" href={trialPath(run.id)}>
              {fill(t.title, { period: run.title })}
            </a>
            <p class="facts">
              <StatusTag view={view} status={run.status} />
              <span>{view.t.runs.filter[run.onCall]}</span>
              <span>{count(view.t.runs.holds, run.employments, view.language)}</span>
              {run.deadline && run.status === 'trial_ready' && (
                <span>{fill(view.t.runs.deadlineIs, { date: dateText(run.deadline, view.language) })}</span>
              )}
              {run.openRemarks > 0 && (
                <span>{count(view.t.runs.openRemarks, run.openRemarks, view.language)}</span>
              )}
            </p>
          </li>
        ))}
      </ul>
      <p>
        <a class="button" href={RUN_MAIL}>
          <Icon name="send" />
          {view.t.runs.toMail}
        </a>
      </p>
    </RunFrame>
  );
}

/** The audit trail of a run. */
export function TrialEventsPage(
  props: RunPageProps & { run: Run; period: string; events: readonly RunEvent[] },
) {
  const { view, run, period, events } = props;
  const t = view.t.trial;
  const actions: Record<string, string> = t.eventActions;
  const statuses: Record<string, string> = view.t.runs.status;
  const back = { href: trialPath(run.id), label: fill(t.title, { period }) };
  return (
    <RunFrame {...props} title={fill(t.eventsTitle, { period })} back={back} wide lead={t.eventsLead}>
      <p class="message run-filter">
        <strong>
          {`${fill(view.t.runs.runNumber, { number: run.number })}: ${view.t.runs.filter[run.onCall]}`}
        </strong>
      </p>
      <section class="panel scroll-x" tabindex={0} aria-label={t.events}>
        <table class="figures">
          <thead>
            <tr>
              {Object.values(t.eventsHead).map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr>
                <td>{momentText(event.at, view.language)}</td>
                <td>{event.person}</td>
                <td>{actions[event.action] ?? event.action}</td>
                <td>{statuses[event.after] ?? event.after}</td>
                <td class="plain">{event.reason ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </RunFrame>
  );
}
