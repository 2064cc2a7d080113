import { headingOf, type StoredPassage } from '../retrieval/passage-view.ts';
import type { Citation, NearMiss } from './model.ts';
import type { Range } from './select.ts';

/** The page on which a position of the passage's text stands. */
export function pageAt(passage: Pick<StoredPassage, 'spans' | 'pageFrom'>, position: number): number {
  let page = passage.pageFrom;
  for (const span of passage.spans) {
    if (span.start > position) break;
    page = span.page;
  }
  return page;
}

/** A range cut at page breaks; the longest piece is what can be marked on one page. */
export function onOnePage(passage: StoredPassage, range: Range): Range & { page: number } {
  const pieces: (Range & { page: number })[] = [];
  for (const span of passage.spans) {
    const start = Math.max(span.start, range.start);
    const end = Math.min(span.end, range.end);
    if (start >= end) continue;
    const last = pieces.at(-1);
    if (last !== undefined && last.page === span.page) last.end = end;
    else pieces.push({ start, end, page: span.page });
  }
  const longest = pieces.sort((a, b) => b.end - b.start - (a.end - a.start) || a.page - b.page)[0];
  if (pieces.length === 1 || longest === undefined)
    return { ...range, page: longest?.page ?? passage.pageFrom };
  return longest;
}

export function citationOf(passage: StoredPassage, range: Range): Citation {
  const piece = onOnePage(passage, range);
  return {
    documentId: passage.documentId,
    document: passage.document,
    title: passage.title,
    passageId: passage.id,
    page: piece.page,
    heading: headingOf(passage),
    quote: passage.text.slice(piece.start, piece.end).trim(),
  };
}

export function nearMissOf(passage: StoredPassage): NearMiss {
  return {
    documentId: passage.documentId,
    document: passage.document,
    title: passage.title,
    passageId: passage.id,
    heading: headingOf(passage),
    page: passage.pageFrom,
  };
}
