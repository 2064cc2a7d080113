/** What somebody wants to see of a list. */
export interface ListQuery {
  /** Words that all have to stand in a row, whatever their case and accents. */
  q: string;
  /** Name of a filter; '' for all rows. */
  filter: string;
  /** Name of an order; '' for the first one. */
  sort: string;
  /** From 1. */
  page: number;
}

/** How a list can be looked through. */
export interface ListSpec<Row> {
  text(row: Row): string;
  filters: Readonly<Record<string, (row: Row) => boolean>>;
  /** The first is the order without a choice. */
  sorts: Readonly<Record<string, (a: Row, b: Row) => number>>;
  /** Rows on a page. */
  size: number;
}

/** One page of what was asked for. */
export interface ListPage<Row> {
  rows: Row[];
  /** Rows on all pages. */
  total: number;
  page: number;
  pages: number;
}

/** Everything that fits, in order; equal rows stay in the order they came in. */
export function selectRows<Row>(
  rows: readonly Row[],
  spec: ListSpec<Row>,
  { q, filter, sort }: Omit<ListQuery, 'page'>,
): Row[] {
  const words = folded(q)
    .split(/\s+/)
    .filter((word) => word !== '');
  const keep = Object.hasOwn(spec.filters, filter) ? spec.filters[filter] : undefined;
  const chosen = Object.hasOwn(spec.sorts, sort) ? spec.sorts[sort] : Object.values(spec.sorts)[0];
  const found = rows.filter((row) => {
    if (keep !== undefined && !keep(row)) return false;
    if (words.length === 0) return true;
    const text = folded(spec.text(row));
    return words.every((word) => text.includes(word));
  });
  return chosen === undefined ? found : found.sort(chosen);
}

/** One page of it; a page that does not exist is the last one. */
export function pageOf<Row>(rows: readonly Row[], size: number, page: number): ListPage<Row> {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const shown = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  return { rows: rows.slice((shown - 1) * size, shown * size), total: rows.length, page: shown, pages };
}

/** By a text, as people read it; ascending. */
export function byText<Row>(text: (row: Row) => string): (a: Row, b: Row) => number {
  const collator = new Intl.Collator('nl', { sensitivity: 'base', numeric: true });
  return (a, b) => collator.compare(text(a), text(b));
}

/** By a number, the largest first. */
export function byMost<Row>(number: (row: Row) => number): (a: Row, b: Row) => number {
  return (a, b) => number(b) - number(a);
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
