import type { Box } from './model.ts';

/** A line of text with its place. */
export interface TextLine {
  text: string;
  page: number;
  box: Box | null;
}
export type Block =
  | { kind: 'heading'; level: number; lines: TextLine[] }
  | { kind: 'paragraph'; lines: TextLine[]; marker: string | null }
  | {
      kind: 'table';
      caption: string | null;
      captionLines: TextLine[];
      columns: string[];
      headerLines: TextLine[];
      rows: { cells: string[]; page: number; box: Box | null }[];
    };
