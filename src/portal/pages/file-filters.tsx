import {
  type DocumentFilter,
  documentSorts,
  documentStates,
  documentUses,
} from '../../employer/document-list.ts';
import { documentKinds } from '../../store/employer-schema.ts';
import { FILE, ORDER } from '../file-urls.ts';
import { foundText } from '../found-text.ts';
import { Icon } from '../icons.tsx';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import type { FileList } from './hr-documents-page.tsx';

/** The filter as a query; the API's names, so that page and download take the same. */
export function filterQuery(filter: DocumentFilter, page?: number): string {
  const query = new URLSearchParams();
  for (const name of ['q', 'use', 'kind', 'state'] as const) if (filter[name]) query.set(name, filter[name]);
  if (filter.sort !== 'newest') query.set('sort', filter.sort);
  if (page !== undefined && page > 1) query.set('pagina', String(page));
  return query.size > 0 ? `?${query}` : '';
}

interface ListProps {
  view: SignedInView;
  list: FileList;
}

/** Search, filters, order and what came of them; a plain GET form, so that every list has its address. */
export function FileFilters({ view, list }: ListProps) {
  const { hrFile: t, documents, hrDocuments } = view.t;
  const { filter } = list;
  const options = <Name extends string>(
    names: readonly Name[],
    chosen: string | undefined,
    label: (name: Name) => string,
  ) =>
    names.map((name) => (
      <option value={name} selected={name === chosen}>
        {label(name)}
      </option>
    ));
  const download = `/api/employers/${encodeURIComponent(view.session.actor.employerId)}/documents/export${filterQuery(filter)}`;
  const narrowed = filterQuery({ ...filter, q: undefined }) !== '';
  return (
    <section class="stack" aria-label={t.filters}>
      <form method="get" action={FILE} class="filters">
        <label class="field grow">
          <span>{t.search}</span>
          <input type="search" name="q" value={filter.q ?? ''} maxlength={200} />
        </label>
        <button type="submit" class="button">
          <Icon name="search" />
          {t.show}
        </button>
        <details class="more-filters" open={narrowed}>
          <summary>{t.more}</summary>
          <div class="fields">
            <label class="field">
              <span>{t.use}</span>
              <select name="use">
                <option value="">{t.allUses}</option>
                {options(documentUses, filter.use, (use) => t.uses[use])}
              </select>
            </label>
            <label class="field">
              <span>{hrDocuments.kind}</span>
              <select name="kind">
                <option value="">{t.allKinds}</option>
                {options(documentKinds, filter.kind, (kind) => documents.kinds[kind])}
              </select>
            </label>
            <label class="field">
              <span>{t.state}</span>
              <select name="state">
                <option value="">{t.allStates}</option>
                {options(documentStates, filter.state, (state) => t.states[state])}
              </select>
            </label>
            <label class="field">
              <span>{t.sort}</span>
              <select name="sort">{options(documentSorts, filter.sort, (sort) => t.sorts[sort])}</select>
            </label>
          </div>
        </details>
      </form>
      <div class="row file-tools">
        <p data-found={String(list.found)} data-all={String(list.all)}>
          {foundText(t, view.language, list.found, list.all)}
        </p>
        <a class="action" href={ORDER}>
          <Icon name="scales" />
          {t.orderLink}
        </a>
        <a class="action" href={download} download>
          <Icon name="download" />
          {t.export}
        </a>
      </div>
    </section>
  );
}

/** The way through a long list. */
export function FilePages({ view, list }: ListProps) {
  const { hrFile: t } = view.t;
  const { page, pages, filter } = list;
  if (pages < 2) return null;
  return (
    <nav class="row" aria-label={t.pages}>
      {page > 1 && (
        <a class="button" href={`${FILE}${filterQuery(filter, page - 1)}`} rel="prev">
          {t.previous}
        </a>
      )}
      <span>{fill(t.pageOf, { page, pages })}</span>
      {page < pages && (
        <a class="button" href={`${FILE}${filterQuery(filter, page + 1)}`} rel="next">
          {t.next}
        </a>
      )}
    </nav>
  );
}
