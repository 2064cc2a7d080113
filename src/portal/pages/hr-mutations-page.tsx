import {
  MUTATION_PAGE,
  type Mutation,
  type MutationQuery,
  type MutationSettings,
} from '../../mutations/model.ts';
import { textOf } from '../../mutations/show.ts';
import { mutationForms, mutationStatuses } from '../../store/mutation-schema.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { count, dateText, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { Actions } from './my-data-page.tsx';

/** Address of the page. */
export const HR_MUTATIONS = '/hr/wijzigingen';

interface HrMutationsProps {
  view: SignedInView;
  openQuestions: number | undefined;
  query: MutationQuery;
  rows: readonly Mutation[];
  total: number;
  settings: MutationSettings;
  /** What was just done. */
  done: string | null;
  /** What was wrong with the settings. */
  failure: string | null;
}

/** Every change that employees made. Works without scripts. */
export function HrMutationsPage(props: HrMutationsProps) {
  const { view, rows, total, query, done } = props;
  const t = view.t.hrChanges;
  const api = `/api/employers/${encodeURIComponent(view.session.actor.employerId)}/mutations/export`;
  return (
    <Page view={view} title={t.title} active="/hr/documenten" openQuestions={props.openQuestions}>
      <div class="column">
        <p>
          <a class="back" href="/hr/documenten">
            <Icon name="left" />
            {view.t.coverage.back}
          </a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {done !== null && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        <Filter view={view} query={query} />
        <div class="group-head">
          <h2>{count(t.count, total, view.language)}</h2>
          <a class="button plain-button" href={`${api}${apiSearch(query)}`} download>
            <Icon name="download" />
            {t.export}
          </a>
        </div>
        {rows.length === 0 && <p class="panel">{t.none}</p>}
        <ul class="cards">
          {rows.map((mutation) => (
            <li class="panel card">
              <OneMutation view={view} mutation={mutation} />
            </li>
          ))}
        </ul>
        <Paging view={view} query={query} total={total} />
        <Settings {...props} />
      </div>
    </Page>
  );
}

function Filter({ view, query }: { view: SignedInView; query: MutationQuery }) {
  const t = view.t.hrChanges;
  return (
    <form method="get" action={HR_MUTATIONS} class="panel stack">
      <div class="fields">
        <label class="field">
          <span>{t.form}</span>
          <select name="soort">
            <option value="">{t.all}</option>
            {mutationForms.map((form) => (
              <option value={form} selected={form === query.form}>
                {t.forms[form]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t.statusLabel}</span>
          <select name="status">
            <option value="">{t.all}</option>
            {mutationStatuses.map((status) => (
              <option value={status} selected={status === query.status}>
                {t.status[status]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t.search}</span>
          <input type="search" name="zoek" value={query.search} maxlength={100} />
        </label>
      </div>
      <label class="check">
        <input type="checkbox" name="gemeld" value="true" checked={query.reported} />
        <span>{t.onlyReported}</span>
      </label>
      <div class="row">
        <button type="submit" class="button">
          <Icon name="search" />
          {t.find}
        </button>
      </div>
    </form>
  );
}

/** What never took effect has no day from which it holds. */
const dated: readonly Mutation['status'][] = ['scheduled', 'applied', 'undone'];

/** A mutation in short: whose, what, from old to new, and where it stands. */
export function OneMutation({ view, mutation }: { view: SignedInView; mutation: Mutation }) {
  const t = view.t.hrChanges;
  const none = view.t.myData.none;
  const { kind, before, after, name } = mutation;
  return (
    <>
      <h3>
        <a href={`${HR_MUTATIONS}/medewerker/${encodeURIComponent(mutation.employeeId)}`}>{name}</a>
        {`: ${view.t.myData.kinds[kind]}`}
      </h3>
      <p>{`${textOf(kind, before) || none} → ${textOf(kind, after) || none}`}</p>
      <p class="facts">
        <span class="tag">{t.status[mutation.status]}</span>
        {mutation.reportedAt !== null && <span class="tag tag-bad">{t.reported}</span>}
        {mutation.mode === 'correction' && <span class="tag">{t.correction}</span>}
        {mutation.retroactive && <span class="tag tag-busy">{t.retroactive}</span>}
        {dated.includes(mutation.status) && (
          <span>{fill(t.from, { date: dateText(mutation.effectiveOn, view.language) })}</span>
        )}
        <span>{fill(t.asked, { date: dayOf(mutation.createdAt, view.language) })}</span>
        <a href={`${HR_MUTATIONS}/${encodeURIComponent(mutation.id)}`}>
          {t.open}
          <span class="hidden-text">{`: ${name}, ${view.t.myData.kinds[kind]}`}</span>
        </a>
      </p>
      <Actions view={view} mutation={mutation} action={HR_MUTATIONS} />
    </>
  );
}

function Paging({ view, query, total }: { view: SignedInView; query: MutationQuery; total: number }) {
  const t = view.t.hrChanges;
  const pages = Math.ceil(total / MUTATION_PAGE);
  if (pages <= 1) return null;
  const to = (page: number) => `${HR_MUTATIONS}${pageSearch({ ...query, page })}`;
  return (
    <nav class="row" aria-label={t.pages}>
      {query.page > 1 && (
        <a class="button" href={to(query.page - 1)} rel="prev">
          {t.previous}
        </a>
      )}
      <span>{fill(t.page, { page: query.page, pages })}</span>
      {query.page < pages && (
        <a class="button" href={to(query.page + 1)} rel="next">
          {t.next}
        </a>
      )}
    </nav>
  );
}

function Settings({ view, settings, failure }: HrMutationsProps) {
  const t = view.t.hrChanges;
  if (view.session.actor.role !== 'hr') return null;
  return (
    <details class="panel" open={failure !== null}>
      <summary>{t.settings}</summary>
      <form method="post" action={`${HR_MUTATIONS}/instellingen`} class="stack">
        <p>{t.settingsLead}</p>
        <div class="field">
          <label for="days">{t.days}</label>
          <input
            type="number"
            id="days"
            name="days"
            min={1}
            max={30}
            required
            value={String(settings.bankWaitingDays)}
            aria-invalid={failure === null ? undefined : 'true'}
            aria-describedby={failure === null ? undefined : 'days-fault'}
          />
          {failure !== null && (
            <span class="fault" id="days-fault" role="alert">
              {failure}
            </span>
          )}
        </div>
        <div class="row">
          <button type="submit" class="button">
            {t.save}
          </button>
        </div>
      </form>
    </details>
  );
}

function pageSearch({ form, status, search, reported, page }: MutationQuery): string {
  return searchOf({ soort: form, status, zoek: search, gemeld: reported && 'true', pagina: page });
}

function apiSearch({ form, status, search, reported }: MutationQuery): string {
  return searchOf({ form, status, search, reported: reported && 'true' });
}

/** '?a=b' of what is not empty. */
function searchOf(values: Record<string, string | number | false | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) search.set(name, String(value));
  return search.size === 0 ? '' : `?${search}`;
}
