import { type DefaultTreeAdapterTypes, defaultTreeAdapter as tree } from 'parse5';
import type { TableBlock, TextLine } from './blocks.ts';
import { cleanText } from './clean-text.ts';

type Element = DefaultTreeAdapterTypes.Element;
interface Cell {
  text: string;
  head: boolean;
}

const MAX_SPAN = 50;
const MAX_ROWS = 5000;
const textLine = (text: string): TextLine => ({ text, page: 1, box: null });

/**
 * A table of an HTML document; null for an empty one and for one that only lays out a page (a single column).
 * @param textOf the text of a cell
 * @param isHidden cells and rows that nobody sees
 */
export function tableOf(
  node: Element,
  textOf: (node: Element) => string,
  isHidden: (node: Element) => boolean,
): TableBlock | null {
  const found: { caption: string | null; rows: Element[] } = { caption: null, rows: [] };
  collect(node, found, textOf, isHidden, 0);
  const grid = gridOf(found.rows, textOf, isHidden).filter((row) => row.some((cell) => cell.text !== ''));
  const width = Math.max(0, ...grid.map((row) => row.length));
  if (grid.length === 0 || width < 2) return null;
  const head = headCount(grid);
  const full = grid.map((row) => Array.from({ length: width }, (_, c) => row[c]?.text ?? ''));
  const { caption } = found;
  return {
    kind: 'table',
    caption,
    captionLines: caption === null ? [] : [textLine(caption)],
    columns: names(full.slice(0, head), width),
    headerLines: grid
      .slice(0, head)
      .map((row) => textLine(distinct(row.map((cell) => cell.text)).join(' | '))),
    rows: grid.slice(head).map((row, r) => ({
      cells: (full[head + r] ?? []).map((cell, c) => (row[c] === undefined ? '' : cell)),
      page: 1,
      box: null,
    })),
  };
}

function collect(
  node: Element,
  found: { caption: string | null; rows: Element[] },
  textOf: (node: Element) => string,
  isHidden: (node: Element) => boolean,
  depth: number,
): void {
  for (const child of node.childNodes) {
    if (!tree.isElementNode(child) || depth > 4 || found.rows.length >= MAX_ROWS || isHidden(child)) continue;
    if (child.tagName === 'caption') found.caption = cleanText(textOf(child)) || null;
    else if (child.tagName === 'tr') found.rows.push(child);
    else if (/^(?:thead|tbody|tfoot)$/.test(child.tagName))
      collect(child, found, textOf, isHidden, depth + 1);
  }
}

/** Rows with cells that run over several columns repeated in each; those that run over several rows stand in the first only. */
function gridOf(
  rows: readonly Element[],
  textOf: (node: Element) => string,
  isHidden: (node: Element) => boolean,
): Cell[][] {
  const reserved = new Map<number, number>();
  return rows.map((row) => {
    const cells: Cell[] = [];
    const skip = () => {
      for (let left = reserved.get(cells.length) ?? 0; left > 0; left = reserved.get(cells.length) ?? 0) {
        reserved.set(cells.length, left - 1);
        cells.push({ text: '', head: false });
      }
    };
    const inHead =
      row.parentNode !== null && 'tagName' in row.parentNode && row.parentNode.tagName === 'thead';
    for (const node of row.childNodes) {
      if (!tree.isElementNode(node) || !/^t[dh]$/.test(node.tagName) || isHidden(node)) continue;
      skip();
      const text = cleanText(textOf(node));
      const head = inHead || node.tagName === 'th';
      const below = span(node, 'rowspan') - 1;
      for (let i = 0; i < span(node, 'colspan'); i++) {
        if (below > 0) reserved.set(cells.length, below);
        cells.push({ text, head });
      }
    }
    skip();
    return cells;
  });
}

function span(node: Element, name: 'colspan' | 'rowspan'): number {
  const value = Number(node.attrs.find((attr) => attr.name === name)?.value ?? '1');
  return Number.isInteger(value) ? Math.min(MAX_SPAN, Math.max(1, value)) : 1;
}

/** Rows of headings: marked so; otherwise the first, unless it holds figures like the rows below. */
function headCount(grid: readonly Cell[][]): number {
  const marked = grid.findIndex((row) => !row.every((cell) => cell.head || cell.text === ''));
  if (marked > 0) return Math.min(marked, 3);
  if (marked === -1 || grid.length < 2) return 0;
  const figures = (grid[0] ?? []).slice(1).some((cell) => /^[€\s\d.,%-]+$/.test(cell.text));
  return figures ? 0 : 1;
}

function names(head: readonly string[][], width: number): string[] {
  return Array.from({ length: width }, (_, c) => distinct(head.map((row) => row[c] ?? '')).join(' / '));
}

/** Without empty ones and repetitions next to each other. */
function distinct(texts: readonly string[]): string[] {
  return texts.filter((text, i) => text !== '' && text !== texts[i - 1]);
}
