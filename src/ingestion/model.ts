/**
 * What ingestion makes of a file. Everything here is plain JSON: it crosses the process border of the PDF child
 * and is what the store keeps. All offsets are UTF-16 positions, ends exclusive.
 */
export const documentFormats = ['pdf', 'docx', 'markdown', 'html', 'text'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** Position on a page in PDF points; the origin is the top left corner of the page as it is displayed. */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** One page as read: `text` is in reading order, without running headers and footers. Formats without pages have one. */
export interface ReadPage {
  /** 1-based physical page number. */
  number: number;
  /** In points; 0 where the format has no pages. */
  width: number;
  height: number;
  text: string;
}

/** Where a part of a passage's text stands: a line, a cell or a paragraph. Spans are in text order and may leave gaps (separators). */
export interface PassageSpan {
  start: number;
  end: number;
  page: number;
  box: Box | null;
}

/** A table row inside a passage. `cells[i]` stands under `columns[i]`; `cells[0]` is the row heading. */
export interface TableRow {
  cells: string[];
  /** The row's place in the passage text (cells joined by ' | '). */
  start: number;
  end: number;
}

export interface PassageTable {
  caption: string | null;
  /** Column headings, '' where a column has none; joined group headings: 'Periode 2026 / per uur'. */
  columns: string[];
  rows: TableRow[];
}

/**
 * The unit of retrieval and of citation: an article, a sub-clause with its lead-in, or (part of) a table.
 * `text` holds only words that stand in the document, in reading order, hyphenation undone; every quote is a substring of it.
 */
export interface Passage {
  /** 0-based order in the document. */
  ordinal: number;
  kind: 'text' | 'table';
  /** From chapter to the nearest heading, e.g. ['Hoofdstuk 4 Verlof', 'Artikel 4.3 Bijzonder verlof']. */
  headingPath: string[];
  /** The article or section number where the document has one: '4.3', '34', '5:3'. */
  article: string | null;
  /**
   * The lead-in or condition this passage depends on but that is not part of `text`: the sentence that opens the
   * enumeration ('De werknemer heeft recht op verlof bij:'), the opening sentence of a split article, a table's caption. '' when none.
   */
  context: string;
  text: string;
  table: PassageTable | null;
  pageFrom: number;
  pageTo: number;
  spans: PassageSpan[];
}

/** Chunk health, shown to HR per document: what may hurt answers. */
export interface ChunkHealth {
  passages: number;
  words: { min: number; median: number; max: number };
  /** Headings without any text below them. */
  orphanHeadings: string[];
  /** Ordinals of passages that open in the middle of a sentence. */
  midSentence: number[];
  /** Ordinals of passages whose text occurs earlier in the same document. */
  duplicates: number[];
  /** Pages with hardly any text (a scanned annex, a picture). */
  emptyPages: number[];
  /** Text that a reader can't see (white, tiny or off the page), left out of the passages; shown to HR as a warning. */
  hiddenText: string[];
}

export interface IngestedDocument {
  format: DocumentFormat;
  /** From the metadata or the first heading. */
  title: string | null;
  pages: ReadPage[];
  passages: Passage[];
  health: ChunkHealth;
}

/** Followed by HR while a file is processed. */
export interface IngestionProgress {
  stage: 'queued' | 'reading' | 'structuring' | 'encoding' | 'publishing' | 'ready';
  /** Pages read so far and in all (0 while unknown). */
  page: number;
  pages: number;
  passages: number;
}
