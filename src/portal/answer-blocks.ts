import type { Citation } from '../assistant/model.ts';

/** A paragraph of an answer; where its last line names a source, that line became `citation`. */
export interface AnswerBlock {
  text: string;
  /** Index in the citations, or null for a paragraph without a source of its own. */
  citation: number | null;
  /** The quote can be read in `text` already. */
  holdsQuote: boolean;
}

const MAX_SOURCE_LABEL = 20;

/**
 * Cuts an answer into paragraphs and ties each to the citation its last line names ('Bron: Titel, Kop (pagina 3).').
 * Nothing is lost: a line that names no known source stays text.
 */
export function blocksOf(answer: string, citations: readonly Citation[]): AnswerBlock[] {
  const placed = new Set<number>();
  return answer
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => {
      const lines = paragraph.split('\n');
      const last = lines.at(-1) ?? '';
      const index = citations.findIndex((citation, i) => !placed.has(i) && namesSource(last, citation));
      const citation = citations[index];
      if (!citation || lines.length < 2) return { text: paragraph, citation: null, holdsQuote: false };
      placed.add(index);
      const text = lines.slice(0, -1).join('\n');
      return { text, citation: index, holdsQuote: folded(text).includes(folded(citation.quote)) };
    });
}

function namesSource(line: string, citation: Citation): boolean {
  const at = line.indexOf(`: ${citation.title}, ${citation.heading} (`);
  return at > 0 && at <= MAX_SOURCE_LABEL && new RegExp(`\\D${citation.page}\\D`).test(line.slice(at));
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A piece of text, or the number of the citation that stands at this place. */
export type TextPiece = { text: string } | { citation: number };

/** Splits at '[1]' where the citation exists; other brackets stay text. */
export function piecesOf(text: string, citations: readonly Citation[]): TextPiece[] {
  return text
    .split(/(\[\d{1,2}\])/)
    .filter((part) => part !== '')
    .map((part) => {
      const n = Number(/^\[(\d{1,2})\]$/.exec(part)?.[1] ?? 0);
      return n > 0 && citations[n - 1] ? { citation: n - 1 } : { text: part };
    });
}

type Place = Pick<Citation, 'documentId' | 'passageId' | 'page'> & { quote?: string };

/** Address of the page that shows a place in a document; works in mail and print too. */
export function placeUrl(place: Place): string {
  const query = new URLSearchParams({ page: String(place.page), passage: place.passageId });
  if (place.quote) query.set('quote', place.quote);
  return `/documenten/${encodeURIComponent(place.documentId)}?${query}`;
}
