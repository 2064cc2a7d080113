import {
  CONTRACT_PAGE,
  type ContractQuery,
  type ContractRow,
  contractFilters,
} from '../../contracts/model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { count, dateText, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

/** Address of the list; everything of HR about contracts lies below it. */
export const CONTRACTS = '/hr/contracten';
export const CONTRACT_TEMPLATES = `${CONTRACTS}/sjablonen`;
export const CONTRACT_VERIFY = `${CONTRACTS}/controleren`;

export function contractUrl(id: string): string {
  return `${CONTRACTS}/${encodeURIComponent(id)}`;
}

interface ContractsProps {
  view: SignedInView;
  openQuestions: number | undefined;
  query: ContractQuery;
  rows: readonly ContractRow[];
  total: number;
  /** What was just done. */
  done: string | null;
}

/** HR's contracts, with how far each is. Works without scripts. */
export function ContractsPage({ view, openQuestions, query, rows, total, done }: ContractsProps) {
  const t = view.t.contracts;
  const isAll = query.search === '' && query.show === 'all';
  return (
    <Page view={view} title={t.title} active="/hr/documenten" openQuestions={openQuestions}>
      <div class="column">
        <p>
          <a class="back" href="/hr/documenten">
            <Icon name="left" />
            {t.toFile}
          </a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {done !== null && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        <p class="row">
          <a class="button primary" href={`${CONTRACTS}/nieuw`}>
            <Icon name="plus" />
            {t.make}
          </a>
          <a class="button" href={CONTRACT_TEMPLATES}>
            {t.templates}
          </a>
          <a class="button" href={CONTRACT_VERIFY}>
            {t.verify}
          </a>
        </p>
        {!(isAll && total === 0) && <Filters view={view} query={query} />}
        {total === 0 ? (
          <p class="panel">{isAll ? t.none : t.noneFound}</p>
        ) : (
          <h2>{count(t.found, total, view.language)}</h2>
        )}
        <ul class="cards">
          {rows.map((row) => (
            <li class="panel card">
              <Row view={view} row={row} />
            </li>
          ))}
        </ul>
        <Pages view={view} query={query} total={total} />
      </div>
    </Page>
  );
}

function Filters({ view, query }: Pick<ContractsProps, 'view' | 'query'>) {
  const t = view.t.contracts;
  return (
    <form method="get" action={CONTRACTS} class="filters">
      <label class="field grow">
        <span>{t.search}</span>
        <input type="search" name="zoek" value={query.search} />
      </label>
      <label class="field">
        <span>{t.show}</span>
        <select name="toon">
          {contractFilters.map((name) => (
            <option value={name} selected={name === query.show}>
              {t.filters[name]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button">
        {t.find}
      </button>
    </form>
  );
}

function Row({ view, row }: { view: SignedInView; row: ContractRow }) {
  const t = view.t.contracts;
  const { language } = view;
  return (
    <>
      <a class="card-link" href={contractUrl(row.id)}>
        <Icon name="file" />
        <span>{row.title}</span>
      </a>
      <p class="facts">
        <StatusTag view={view} row={row} />
        {row.isOnCall && <span class="tag">{t.onCall}</span>}
        {row.turn.length > 0 && <span>{fill(t.turn, { names: row.turn.join(', ') })}</span>}
        {row.status === 'sent' && !row.sealing && row.expiresOn !== null && (
          <span>{fill(t.until, { date: dateText(row.expiresOn, language) })}</span>
        )}
        <span>{fill(t.changed, { date: dayOf(row.updatedAt, language) })}</span>
      </p>
    </>
  );
}

const tones = {
  draft: 'tag',
  sent: 'tag tag-busy',
  completed: 'tag tag-good',
  declined: 'tag tag-bad',
  expired: 'tag tag-bad',
  withdrawn: 'tag',
} as const;

/** '1 van 2 getekend' and the like; the words carry it, the colour only helps. */
export function StatusTag({
  view,
  row,
}: {
  view: SignedInView;
  row: Pick<ContractRow, 'status' | 'sealing' | 'signed' | 'signers'>;
}) {
  const t = view.t.contracts.status;
  const text = row.sealing ? t.sealing : fill(t[row.status], { signed: row.signed, signers: row.signers });
  return <span class={tones[row.status]}>{text}</span>;
}

function Pages({ view, query, total }: Pick<ContractsProps, 'view' | 'query' | 'total'>) {
  const t = view.t.contracts;
  const last = Math.max(1, Math.ceil(total / CONTRACT_PAGE));
  if (last === 1) return null;
  const to = (page: number) =>
    `${CONTRACTS}?${new URLSearchParams({ zoek: query.search, toon: query.show, pagina: String(page) })}`;
  return (
    <nav class="row" aria-label={fill(t.pageOf, { page: query.page, pages: last })}>
      {query.page > 1 && (
        <a class="button" href={to(query.page - 1)}>
          {t.previous}
        </a>
      )}
      <span>{fill(t.pageOf, { page: query.page, pages: last })}</span>
      {query.page < last && (
        <a class="button" href={to(query.page + 1)}>
          {t.next}
        </a>
      )}
    </nav>
  );
}
