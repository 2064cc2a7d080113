import type { Box } from './model.ts';

/** A line of text with its place. */
export interface TextLine {
  text: string;
  page: number;
  box: Box | null;
}

export interface HeadingBlock {
  kind: 'heading';
  /** 1 is the highest. */
  level: number;
  lines: TextLine[];
}
export interface ParagraphBlock {
  kind: 'paragraph';
  lines: TextLine[];
  /** '2.', 'a.', '-': what a list item or sub-clause starts with; it is part of the text except for '-' of HTML lists. */
  marker: string | null;
}
export interface TableBlock {
  kind: 'table';
  caption: string | null;
  captionLines: TextLine[];
  /** One name per column, '' where there is none. */
  columns: string[];
  /** The rows of headings as they stand in the document. */
  headerLines: TextLine[];
  rows: { cells: string[]; page: number; box: Box | null }[];
}

/** What every format is read into, in reading order. */
export type Block = HeadingBlock | ParagraphBlock | TableBlock;
