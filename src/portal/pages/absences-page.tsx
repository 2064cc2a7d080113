import type { Absence, PersonName } from '../../workflow/view-model.ts';
import { Page } from '../layout.tsx';
import { dateText, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { ABSENCES, TASKS, TaskTabs } from './task-tabs.tsx';
import { Choice } from './tasks-page.tsx';

/** What stands in the form, with what is wrong. */
export interface AbsenceForm {
  personId: string;
  substituteId: string;
  from: string;
  to: string;
  fault: string | null;
}

export interface AbsencesProps {
  view: SignedInView;
  openQuestions: number | undefined;
  absences: readonly Absence[];
  people: readonly PersonName[];
  form: AbsenceForm;
  done: string | null;
}

/** Who is away, and who does their tasks meanwhile. */
export function AbsencesPage(props: AbsencesProps) {
  const { view, absences, done } = props;
  const t = view.t.absences;
  const day = (date: string) => dateText(date, view.language);
  return (
    <Page view={view} title={t.title} active={TASKS} openQuestions={props.openQuestions}>
      <div class="column wide">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <TaskTabs view={view} active="absences" />
        {done !== null && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        <AddForm {...props} />
        {absences.length === 0 ? (
          <p class="panel">{t.none}</p>
        ) : (
          <section class="panel stack">
            <h2>{t.list}</h2>
            <ul class="plain-list">
              {absences.map(({ id, person, substitute, from, to }) => (
                <li>
                  <p>
                    {fill(t.one, {
                      person: person.name,
                      substitute: substitute.name,
                      from: day(from),
                      to: day(to),
                    })}
                  </p>
                  <form method="post" action={`${ABSENCES}/${encodeURIComponent(id)}`} class="row">
                    <button type="submit" class="button" name="action" value="remove">
                      {t.remove}
                      <span class="hidden-text">{`: ${person.name}`}</span>
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Page>
  );
}

function AddForm({ view, people, form }: AbsencesProps) {
  const t = view.t.absences;
  const { actor } = view.session;
  const others: readonly (readonly [string, string])[] = [
    ['', t.choose],
    ...people.map(({ personId, name }) => [personId, name] as const),
  ];
  // A manager arranges this for nobody else.
  const mine = actor.role === 'manager' ? [[actor.personId, actor.name] as const] : others;
  return (
    <form method="post" action={ABSENCES} class="panel stack">
      <h2>{t.add}</h2>
      {form.fault !== null && (
        <p class="message bad" role="alert">
          {form.fault}
        </p>
      )}
      <div class="fields">
        <Choice name="personId" label={t.person} value={form.personId} options={mine} />
        <Choice name="substituteId" label={t.substitute} value={form.substituteId} options={others} />
        <label class="field">
          <span>{t.from}</span>
          <input type="date" name="from" required value={form.from} />
        </label>
        <label class="field">
          <span>{t.to}</span>
          <input type="date" name="to" required value={form.to} />
        </label>
      </div>
      <div class="row">
        <button type="submit" class="button primary">
          {t.save}
        </button>
      </div>
    </form>
  );
}
