import type { PassageView } from '../../employer/model.ts';

/** A place on a page as displayed, in PDF points from its top left corner. */
export type PageBox = NonNullable<PassageView['spans'][number]['box']>;

/** What to mark on one page: the text that stands there, and the boxes of its lines for when it can't be found. */
export interface PageMark {
  text: string;
  boxes: PageBox[];
}

/**
 * The part of the quote (of the whole passage without one) on this page; null when nothing of it stands there.
 */
export function markOn(passage: PassageView, quote: string, page: number): PageMark | null {
  const at = quote === '' ? -1 : passage.text.indexOf(quote);
  const range = at < 0 ? { start: 0, end: passage.text.length } : { start: at, end: at + quote.length };
  const spans = passage.spans.filter(
    (span) => span.page === page && span.start < range.end && span.end > range.start,
  );
  const first = spans[0];
  const last = spans.at(-1);
  if (!first || !last) return null;
  const text = passage.text.slice(Math.max(first.start, range.start), Math.min(last.end, range.end));
  return { text, boxes: spans.flatMap((span) => (span.box ? [span.box] : [])) };
}
