import type { EmployeeHistory, MutationDetail } from '../../mutations/model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { HR_MUTATIONS, OneMutation } from './hr-mutations-page.tsx';
import { History } from './my-data-page.tsx';

interface Props {
  view: SignedInView;
  openQuestions: number | undefined;
}

function Back({ view }: { view: SignedInView }) {
  return (
    <p>
      <a class="back" href={HR_MUTATIONS}>
        <Icon name="left" />
        {view.t.hrChanges.back}
      </a>
    </p>
  );
}

/** One change with everything that happened to it. */
export function HrMutationPage({
  view,
  openQuestions,
  mutation,
  done,
}: Props & { mutation: MutationDetail; done: string | null }) {
  const t = view.t.hrChanges;
  const title = fill(t.ofEmployee, { name: mutation.name });
  const moment = new Intl.DateTimeFormat(view.language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Amsterdam',
  });
  return (
    <Page view={view} title={title} active="/hr/documenten" openQuestions={openQuestions}>
      <div class="column">
        <Back view={view} />
        <h1>{title}</h1>
        <p class="lead">{fill(t.number, { number: mutation.employeeNumber })}</p>
        {done !== null && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        {mutation.reportedAt !== null && <p class="message bad">{t.reportedLead}</p>}
        <section class="panel card" aria-labelledby="what">
          <h2 id="what" class="hidden-text">
            {view.t.myData.kinds[mutation.kind]}
          </h2>
          <OneMutation view={view} mutation={mutation} />
        </section>
        <section class="panel stack">
          <h2>{t.events}</h2>
          <ol class="plain-list">
            {mutation.events.map(({ at, person, action }) => (
              <li>
                <strong>{t.actions[action]}</strong>{' '}
                <span class="note block">
                  {fill(person === '' ? t.bySystem : t.byPerson, { date: moment.format(at), name: person })}
                </span>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </Page>
  );
}

/** Every value that an employee's data ever had, and every change that was asked for. */
export function HrEmployeeHistoryPage({ view, openQuestions, about }: Props & { about: EmployeeHistory }) {
  const t = view.t.hrChanges;
  const title = fill(t.history, { name: about.employee.name });
  return (
    <Page view={view} title={title} active="/hr/documenten" openQuestions={openQuestions}>
      <div class="column">
        <Back view={view} />
        <h1>{title}</h1>
        <p class="lead">{fill(t.number, { number: about.employee.number })}</p>
        <section class="panel stack">
          <h2>{view.t.myData.history}</h2>
          <History view={view} entries={about.history} />
        </section>
        <h2>{t.title}</h2>
        {about.mutations.length === 0 && <p class="panel">{t.none}</p>}
        <ul class="cards">
          {about.mutations.map((mutation) => (
            <li class="panel card">
              <OneMutation view={view} mutation={mutation} />
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}
