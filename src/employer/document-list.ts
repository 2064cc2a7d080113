import { z } from 'zod';
import { type CalendarDate, isValidOn } from '../kernel/dates.ts';
import { documentKinds } from '../store/employer-schema.ts';
import type { DocumentView } from './model.ts';
import { folded } from './sections.ts';

export const documentUses = ['used', 'unused'] as const;
/** 'waiting': a new version waits for HR's word; 'outdated': not valid today. */
export const documentStates = ['ready', 'busy', 'failed', 'waiting', 'outdated'] as const;
export type DocumentState = (typeof documentStates)[number];
export const documentSorts = ['newest', 'title', 'kind', 'until'] as const;

/** What a list is narrowed to; what is left out narrows nothing. */
export const documentFilterSchema = z.object({
  /** Words that must all stand in title or file name. */
  q: z.string().max(200).optional(),
  use: z.enum(documentUses).optional(),
  kind: z.enum(documentKinds).optional(),
  state: z.enum(documentStates).optional(),
  sort: z.enum(documentSorts).default('newest'),
});
export type DocumentFilter = z.infer<typeof documentFilterSchema>;

/** All that is true of a document now; it can be several things at once. */
export function statesOf(document: DocumentView, today: CalendarDate): DocumentState[] {
  const { status, next } = document;
  const states: DocumentState[] = [];
  if (status === 'queued' || status === 'processing') states.push('busy');
  else states.push(status);
  if (next?.status === 'waiting') states.push('waiting');
  if (!isValidOn(document, today)) states.push('outdated');
  return states;
}

/**
 * The documents that fit, in the order asked for.
 * @param all newest first, as Documents.list gives them
 */
export function selectDocuments(
  all: readonly DocumentView[],
  { q = '', use, kind, state, sort }: DocumentFilter,
  today: CalendarDate,
): DocumentView[] {
  const words = folded(q)
    .split(' ')
    .filter((word) => word !== '');
  const found = all.filter((document) => {
    const text = folded(`${document.title} ${document.fileName}`);
    return (
      words.every((word) => text.includes(word)) &&
      (use === undefined || document.usedByAssistant === (use === 'used')) &&
      (kind === undefined || document.kind === kind) &&
      (state === undefined || statesOf(document, today).includes(state))
    );
  });
  return sort === 'newest' ? found : found.sort(orders[sort]);
}

type Order = (a: DocumentView, b: DocumentView) => number;

const byTitle: Order = (a, b) => a.title.localeCompare(b.title, 'nl') || (a.id < b.id ? -1 : 1);
/** Without an end comes last: it needs no looking after. */
const untilOf = ({ validTo }: DocumentView): string => validTo ?? '9999-12-31';

const orders: Record<Exclude<DocumentFilter['sort'], 'newest'>, Order> = {
  title: byTitle,
  kind: (a, b) => documentKinds.indexOf(a.kind) - documentKinds.indexOf(b.kind) || byTitle(a, b),
  until: (a, b) => (untilOf(a) === untilOf(b) ? byTitle(a, b) : untilOf(a) < untilOf(b) ? -1 : 1),
};
