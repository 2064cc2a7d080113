import type { Context } from 'hono';
import { type ListKind, listQuerySchema } from '../api/lists.ts';
import { type ListPage, type ListQuery, pageOf, selectRows } from '../kernel/lists.ts';
import { Icon } from './icons.tsx';
import { count, fill } from './texts/fill.ts';
import type { SignedInView } from './view.ts';

/** What the address asks of a list; what it does not know falls away. */
export function listQuery(c: Context): ListQuery {
  const read = listQuerySchema.safeParse({
    q: c.req.query('q'),
    filter: c.req.query('filter'),
    sort: c.req.query('sort'),
    page: c.req.query('page'),
  });
  return read.success
    ? read.data
    : { q: (c.req.query('q') ?? '').slice(0, 200), filter: '', sort: '', page: 1 };
}

/** The page of a list that the address asks for, and how it was asked. */
export interface ShownList<Row> extends ListPage<Row> {
  query: ListQuery;
  /** The list as a whole holds nothing. */
  empty: boolean;
}

export function shownList<Row>(kind: ListKind<Row>, rows: readonly Row[], query: ListQuery): ShownList<Row> {
  const page = pageOf(selectRows(rows, kind, query), kind.size, query.page);
  return { ...page, query, empty: rows.length === 0 };
}

type Choices = readonly (readonly [value: string, label: string])[];

interface ListFormProps {
  view: SignedInView;
  /** Address of the page. */
  action: string;
  list: ShownList<unknown>;
  filters?: Choices;
  sorts: Choices;
  /** Last part of the address of the file. */
  file: string;
  /** Fields of the address that stay as they are. */
  kept?: Readonly<Record<string, string>>;
}

/** Search, filter, order and the list as a file. Works without scripts. */
export function ListForm({ view, action, list, filters = [], sorts, file, kept = {} }: ListFormProps) {
  const t = view.t.lists;
  if (list.empty) return null;
  const { q, filter, sort } = list.query;
  const asked = new URLSearchParams({ ...(q && { q }), ...(filter && { filter }), ...(sort && { sort }) });
  const employer = encodeURIComponent(view.session.actor.employerId);
  return (
    <form method="get" action={action} class="filters list-form">
      {Object.entries(kept).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label class="field grow">
        <span>{t.search}</span>
        <input type="search" name="q" value={q} maxlength={200} />
      </label>
      {filters.length > 0 && (
        <Choice name="filter" label={t.filter} chosen={filter} choices={[['', t.all] as const, ...filters]} />
      )}
      <Choice name="sort" label={t.sort} chosen={sort} choices={sorts} />
      <button type="submit" class="button">
        <Icon name="search" />
        {t.show}
      </button>
      <a class="button plain-button" href={`/api/employers/${employer}/exports/${file}?${asked}`} download>
        <Icon name="download" />
        {t.csv}
      </a>
    </form>
  );
}

function Choice({
  name,
  label,
  chosen,
  choices,
}: {
  name: string;
  label: string;
  chosen: string;
  choices: Choices;
}) {
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        {choices.map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ListFootProps {
  view: SignedInView;
  action: string;
  list: ShownList<unknown>;
  kept?: Readonly<Record<string, string>>;
}

/** What was found, and the way to the other pages. */
export function ListFoot({ view, action, list, kept = {} }: ListFootProps) {
  const t = view.t.lists;
  const { page, pages, total, query } = list;
  if (list.empty) return null;
  if (total === 0)
    return (
      <div class="panel stack">
        <p>{t.nothing}</p>
        <p>
          <a class="button" href={address(action, kept, {})}>
            {t.everything}
          </a>
        </p>
      </div>
    );
  const to = (n: number) =>
    address(action, kept, {
      q: query.q,
      filter: query.filter,
      sort: query.sort,
      page: n > 1 ? String(n) : '',
    });
  return (
    <nav class="row pager" aria-label={t.pages}>
      <span class="note">{count(t.found, total, view.language)}</span>
      {pages > 1 && (
        <>
          {page > 1 && (
            <a class="button" href={to(page - 1)} rel="prev">
              <Icon name="left" />
              {t.previous}
            </a>
          )}
          <span>{fill(t.page, { page, pages })}</span>
          {page < pages && (
            <a class="button" href={to(page + 1)} rel="next">
              {t.next}
              <Icon name="right" />
            </a>
          )}
        </>
      )}
    </nav>
  );
}

function address(action: string, ...parts: readonly Readonly<Record<string, string>>[]): string {
  const fields = parts.flatMap((part) => Object.entries(part)).filter(([, value]) => value !== '');
  const query = new URLSearchParams(fields).toString();
  return query === '' ? action : `${action}?${query}`;
}
