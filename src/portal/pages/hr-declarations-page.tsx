import {
  DECLARATION_PAGE,
  type DeclarationQuery,
  type DeclarationSummary,
} from '../../declarations/model.ts';
import type { PayrollPeriod } from '../../pay/model.ts';
import { onCallFilters } from '../../personnel/model.ts';
import { declarationStatuses } from '../../store/declaration-schema.ts';
import { declarationForms } from '../../store/pay-schema.ts';
import { Page } from '../layout.tsx';
import { count, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { periodText, spanText, statusTag, sumText } from './declaration-texts.ts';
import { DECLARATIONS } from './declarations-page.tsx';

export const HR_DECLARATIONS = '/hr/declaraties';

interface Props {
  view: SignedInView;
  openQuestions: number | undefined;
  rows: readonly DeclarationSummary[];
  total: number;
  query: DeclarationQuery;
  periods: readonly PayrollPeriod[];
}

/** What was handed in, for HR and the provider. */
export function HrDeclarationsPage(props: Props) {
  const { view, rows, total, query } = props;
  const t = view.t.declarations.hr;
  const isFiltered = query.search !== '' || query.status || query.form || query.onCall !== 'with';
  return (
    <Page view={view} title={t.title} active={HR_DECLARATIONS} openQuestions={props.openQuestions}>
      <div class="column wide">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <Filters {...props} />
        <h2>
          {count(t.count, total, view.language)}
          <span class="note">{`, ${t.onCallFilter[query.onCall].toLowerCase()}`}</span>
        </h2>
        {rows.length === 0 ? (
          <p class="panel">{isFiltered ? t.none : t.nothing}</p>
        ) : (
          <ul class="cards">
            {rows.map((row) => (
              <Row view={view} row={row} />
            ))}
          </ul>
        )}
        <Pager view={view} query={query} total={total} />
        <Totals {...props} />
      </div>
    </Page>
  );
}

function Row({ view, row }: { view: SignedInView; row: DeclarationSummary }) {
  const t = view.t.declarations;
  return (
    <li class="panel card">
      <p class="card-head">
        <a href={`${DECLARATIONS}/${encodeURIComponent(row.id)}`}>
          <strong>{row.name}</strong>
          {`: ${t.kinds[row.form].title}, ${spanText(view, row.fromDate, row.toDate)}`}
        </a>
        <span class={statusTag(row.status)}>{t.status[row.status]}</span>
      </p>
      <p class="facts">
        <span>{sumText(view, row)}</span>
        {row.submittedAt !== null && <span>{dayOf(row.submittedAt, view.language)}</span>}
        {row.isOnCall && <span class="tag">{view.t.staff.onCall}</span>}
        {row.flagged && <span class="tag tag-busy">{t.hr.flagged}</span>}
      </p>
    </li>
  );
}

function Filters({ view, query }: Props) {
  const t = view.t.declarations;
  return (
    <form method="get" action={HR_DECLARATIONS} class="panel fields">
      <label class="field grow">
        <span>{t.hr.search}</span>
        <input type="search" name="zoek" value={query.search} maxlength={100} />
      </label>
      <label class="field">
        <span>{t.hr.status}</span>
        <select name="status">
          <option value="">{t.hr.all}</option>
          {declarationStatuses
            .filter((status) => status !== 'draft')
            .map((status) => (
              <option value={status} selected={status === query.status}>
                {t.status[status]}
              </option>
            ))}
        </select>
      </label>
      <label class="field">
        <span>{t.hr.kind}</span>
        <select name="soort">
          <option value="">{t.hr.all}</option>
          {declarationForms.map((form) => (
            <option value={form} selected={form === query.form}>
              {t.kinds[form].title}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{t.hr.onCall}</span>
        <select name="oproep">
          {onCallFilters.map((filter) => (
            <option value={filter} selected={filter === query.onCall}>
              {t.hr.onCallFilter[filter]}
            </option>
          ))}
        </select>
      </label>
      <div class="row end">
        <button type="submit" class="button">
          {t.hr.find}
        </button>
      </div>
    </form>
  );
}

function Pager({ view, query, total }: { view: SignedInView; query: DeclarationQuery; total: number }) {
  const t = view.t.declarations.hr;
  const pages = Math.max(1, Math.ceil(total / DECLARATION_PAGE));
  if (pages === 1) return null;
  const to = (page: number) => {
    const search = new URLSearchParams({
      zoek: query.search,
      status: query.status ?? '',
      soort: query.form ?? '',
      oproep: query.onCall,
      blad: String(page),
    });
    return `${HR_DECLARATIONS}?${search}`;
  };
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

function Totals({ view, periods, query }: Props) {
  const t = view.t.declarations.hr;
  return (
    <form method="get" action={`${HR_DECLARATIONS}/totalen`} class="panel fields">
      <h2 class="whole">{t.totals}</h2>
      <label class="field">
        <span>{t.period}</span>
        <select name="periode">
          {periods.map((period) => (
            <option value={String(period.id)}>{periodText(view, period.id, period.kind)}</option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{t.onCall}</span>
        <select name="oproep">
          {onCallFilters.map((filter) => (
            <option value={filter} selected={filter === query.onCall}>
              {t.onCallFilter[filter]}
            </option>
          ))}
        </select>
      </label>
      <div class="row end">
        <button type="submit" class="button">
          {t.export}
        </button>
      </div>
    </form>
  );
}
