import { formatMilli } from '../../kernel/money.ts';
import type { ComponentSet } from '../../pay/model.ts';
import {
  type Department,
  type Fact,
  type FactKind,
  onCallFilters,
  STAFF_PAGE,
  type StaffDetail,
  type StaffQuery,
  type StaffRow,
} from '../../personnel/model.ts';
import { factKinds } from '../../store/personnel-schema.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { count, dateText, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

export const STAFF = '/hr/personeel';

interface ListProps {
  view: SignedInView;
  openQuestions: number | undefined;
  rows: readonly StaffRow[];
  total: number;
  query: StaffQuery;
  departments: readonly Department[];
}

/** Employments, filtered; the filter on on-call workers stands in the heading. */
export function StaffPage(props: ListProps) {
  const { view, rows, total, query } = props;
  const t = view.t.staff;
  const onCall = view.t.declarations.hr.onCallFilter[query.onCall].toLowerCase();
  const isFiltered = query.search !== '' || query.departmentId || query.state !== 'active';
  return (
    <Page view={view} title={t.title} active="/hr/documenten" openQuestions={props.openQuestions}>
      <div class="column wide">
        <p>
          <a class="back" href="/hr/documenten">
            <Icon name="left" />
            {view.t.coverage.back}
          </a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <Filters {...props} />
        <h2>
          {count(t.count, total, view.language)}
          <span class="note">{`, ${onCall}`}</span>
        </h2>
        {rows.length === 0 && <p class="panel">{isFiltered ? t.none : t.nothing}</p>}
        <ul class="cards">
          {rows.map((row) => (
            <li class="panel card">
              <p class="card-head">
                <a href={`${STAFF}/${encodeURIComponent(row.employment.id)}`}>
                  <strong>{row.name}</strong>
                </a>
                {row.employment.isOnCall && <span class="tag">{t.onCall}</span>}
              </p>
              <EmploymentFacts view={view} row={row} />
            </li>
          ))}
        </ul>
        <Pager view={view} query={query} total={total} />
      </div>
    </Page>
  );
}

function EmploymentFacts({ view, row }: { view: SignedInView; row: StaffRow }) {
  const t = view.t.staff;
  const { employment, employee, department } = row;
  return (
    <p class="facts">
      <span>{fill(t.number, { n: employee.employeeNumber })}</span>
      <span>{employment.jobTitle}</span>
      <span>{department ?? t.noDepartment}</span>
      {employment.hoursPerWeek !== null && (
        <span>{fill(t.hours, { n: formatMilli(employment.hoursPerWeek) })}</span>
      )}
      <span>{fill(t.since, { date: dateText(employment.startDate, view.language) })}</span>
      {employment.endDate !== null && (
        <span>{fill(t.until, { date: dateText(employment.endDate, view.language) })}</span>
      )}
    </p>
  );
}

function Filters({ view, query, departments }: ListProps) {
  const t = view.t.staff;
  const { hr } = view.t.declarations;
  return (
    <form method="get" action={STAFF} class="panel fields">
      <label class="field grow">
        <span>{t.search}</span>
        <input type="search" name="zoek" value={query.search} maxlength={100} />
      </label>
      <label class="field">
        <span>{hr.onCall}</span>
        <select name="oproep">
          {onCallFilters.map((filter) => (
            <option value={filter} selected={filter === query.onCall}>
              {hr.onCallFilter[filter]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{t.department}</span>
        <select name="afdeling">
          <option value="">{hr.all}</option>
          {departments.map(({ id, name }) => (
            <option value={id} selected={id === query.departmentId}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{t.state}</span>
        <select name="stand">
          {(['active', 'future', 'ended', 'all'] as const).map((state) => (
            <option value={state} selected={state === query.state}>
              {t.states[state]}
            </option>
          ))}
        </select>
      </label>
      <div class="row end">
        <button type="submit" class="button">
          {hr.find}
        </button>
      </div>
    </form>
  );
}

function Pager({ view, query, total }: { view: SignedInView; query: StaffQuery; total: number }) {
  const t = view.t.declarations.hr;
  const pages = Math.max(1, Math.ceil(total / STAFF_PAGE));
  if (pages === 1) return null;
  const to = (page: number) =>
    `${STAFF}?${new URLSearchParams({
      zoek: query.search,
      oproep: query.onCall,
      afdeling: query.departmentId ?? '',
      stand: query.state,
      blad: String(page),
    })}`;
  return (
    <nav class="row pager" aria-label={fill(t.more, { page: query.page, pages })}>
      {query.page > 1 && (
        <a class="button" href={to(query.page - 1)}>
          {t.previous}
        </a>
      )}
      <span>{fill(t.more, { page: query.page, pages })}</span>
      {query.page < pages && (
        <a class="button" href={to(query.page + 1)}>
          {t.next}
        </a>
      )}
    </nav>
  );
}

interface DetailProps {
  view: SignedInView;
  openQuestions: number | undefined;
  staff: StaffDetail;
  departments: readonly Department[];
  sets: readonly ComponentSet[];
  /** How persons are called, by id. */
  names: ReadonlyMap<string, string>;
  done: string | null;
  fault: string | null;
}

/** One employment: what HR and the provider set, the data, and everything that changed. */
export function StaffDetailPage(props: DetailProps) {
  const { view, staff, done, fault } = props;
  const t = view.t.staff;
  return (
    <Page view={view} title={staff.name} active="/hr/documenten" openQuestions={props.openQuestions}>
      <div class="column">
        <p>
          <a class="back" href={STAFF}>
            <Icon name="left" />
            {t.back}
          </a>
        </p>
        <h1>{staff.name}</h1>
        <EmploymentFacts view={view} row={staff} />
        {done !== null && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        {fault !== null && (
          <p class="message bad" role="alert">
            {fault}
          </p>
        )}
        <EmploymentForm {...props} />
        <h2>{t.data}</h2>
        <dl class="data">
          {factKinds.map((kind) => {
            const fact = staff.facts[kind];
            return (
              fact && (
                <>
                  <dt>{t.facts[kind]}</dt>
                  <dd>
                    {factText(fact)}{' '}
                    <span class="note">
                      {fill(t.from, { date: dateText(fact.validFrom, view.language) })}
                    </span>
                  </dd>
                </>
              )
            );
          })}
        </dl>
        <History {...props} />
      </div>
    </Page>
  );
}

/** A fact in one line. */
export function factText({ kind, value }: Pick<Fact, 'kind' | 'value'>): string {
  const said = (name: string) => (value[name] === undefined ? '' : String(value[name]));
  const texts: Record<FactKind, () => string> = {
    address: () =>
      `${said('street')} ${said('houseNumber')}${said('addition')}, ${said('postcode')} ${said('city')}`,
    email: () => said('email'),
    phone: () => said('phone'),
    mobile: () => said('phone'),
    'emergency-contact': () =>
      [said('name'), said('relation'), said('phone')].filter((part) => part !== '').join(', '),
    'bank-account': () => `${said('iban')}, ${said('holder')}`,
  };
  return texts[kind]();
}

function EmploymentForm({ view, staff, departments, sets }: DetailProps) {
  const t = view.t.staff;
  const { employment } = staff;
  return (
    <form method="post" action={`${STAFF}/${encodeURIComponent(employment.id)}`} class="panel stack">
      <div class="fields">
        <label class="field grow">
          <span>{t.jobTitle}</span>
          <input type="text" name="jobTitle" required maxlength={80} value={employment.jobTitle} />
        </label>
        <label class="field">
          <span>{t.department}</span>
          <select name="departmentId">
            <option value="">{t.noDepartment}</option>
            {departments.map(({ id, name }) => (
              <option value={id} selected={id === employment.departmentId}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t.set}</span>
          <select name="componentSetId">
            <option value="">{t.standard}</option>
            {sets.map(({ id, name }) => (
              <option value={id} selected={id === employment.componentSetId}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t.endDate}</span>
          <input
            type="date"
            name="endDate"
            min={employment.startDate}
            value={employment.endDate ?? undefined}
          />
        </label>
      </div>
      {(['isOnCall', 'calculateWorkingHours', 'excludedFromSelfService'] as const).map((name) => (
        <label class="check">
          <input type="checkbox" name={name} value="1" checked={employment[name]} />
          <span>
            {
              {
                isOnCall: t.isOnCall,
                calculateWorkingHours: t.calculate,
                excludedFromSelfService: t.excluded,
              }[name]
            }
          </span>
        </label>
      ))}
      <div class="row">
        <button type="submit" class="button primary">
          {t.save}
        </button>
      </div>
    </form>
  );
}

function History({ view, staff, departments, sets, names }: DetailProps) {
  const t = view.t.staff;
  const shown = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t.empty;
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    const known = [...departments, ...sets].find(({ id }) => id === value);
    return known?.name ?? String(value);
  };
  return (
    <>
      <h2>{t.changes}</h2>
      {staff.changes.length === 0 && <p class="note">{t.noHistory}</p>}
      <ol class="plain-list">
        {staff.changes.toReversed().map(({ field, before, after, changedAt, changedBy }) => (
          <li>
            <strong>{(t.fields as Record<string, string>)[field] ?? field}</strong>
            {`: ${shown(before)} → ${shown(after)} `}
            <span class="note">{`${names.get(changedBy) ?? ''}, ${dayOf(changedAt, view.language)}`}</span>
          </li>
        ))}
      </ol>
      <h2>{t.history}</h2>
      {staff.history.length === 0 && <p class="note">{t.noHistory}</p>}
      <ol class="plain-list">
        {staff.history.map((fact) => (
          <li>
            <strong>{t.facts[fact.kind]}</strong>
            {`: ${factText(fact)} `}
            <span class="note">{fill(t.from, { date: dateText(fact.validFrom, view.language) })}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
