import MarkdownIt from 'markdown-it';
import { type DefaultTreeAdapterTypes, parse, defaultTreeAdapter as tree } from 'parse5';
import type { Block, ParagraphBlock, TextLine } from './blocks.ts';
import { cleanText } from './clean-text.ts';
import { tableOf } from './html-table.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Deeper nesting than this holds no text of a person. */
const MAX_DEPTH = 200;
const skippedTags = new Set(
  'script style template noscript head svg math iframe object canvas audio video select button nav'.split(
    ' ',
  ),
);
const blockTags = new Set(
  'p div section article main header footer blockquote pre figure figcaption dt dd address body html aside dl form fieldset details summary center hr'.split(
    ' ',
  ),
);
const textLine = (text: string): TextLine => ({ text, page: 1, box: null });

/** Markdown goes through HTML: one way for both; raw HTML in it stays text. */
export function blocksOfMarkdown(source: string): Block[] {
  const withoutMatter = source.replace(/^---\r?\n[\s\S]{0,4000}?\r?\n---\r?\n/, '');
  return blocksOfHtml(new MarkdownIt({ html: false, linkify: false }).render(withoutMatter));
}

/** Headings, paragraphs, list items with their marker, and tables of an HTML document. */
export function blocksOfHtml(source: string): Block[] {
  const reading: Reading = { blocks: [], bold: new Set(), captions: new Set() };
  walk(parse(source).childNodes, reading, 0);
  return withCaptions(promoted(reading), reading.captions);
}

interface Reading {
  blocks: Block[];
  /** Paragraphs that are bold throughout. */
  bold: Set<Block>;
  /** Paragraphs with the class 'caption'. */
  captions: Set<Block>;
}

/** Does a reader of the page not see this? */
function isHidden(node: Node): boolean {
  if (!tree.isElementNode(node)) return tree.isCommentNode(node);
  const style = node.attrs.find((attr) => attr.name === 'style')?.value ?? '';
  return (
    skippedTags.has(node.tagName) ||
    node.attrs.some((attr) => attr.name === 'hidden') ||
    /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)/i.test(
      style,
    ) ||
    /(?:^|;)\s*color\s*:\s*(?:white|#fff(?:fff)?|transparent)\b/i.test(style)
  );
}

function walk(nodes: readonly Node[], reading: Reading, depth: number, className = ''): void {
  if (depth > MAX_DEPTH) return;
  const inline = { text: '', bold: 0 };
  const flush = () => {
    const text = cleanText(inline.text);
    const letters = inline.text.replace(/\s/g, '').length;
    if (text !== '') {
      const block: ParagraphBlock = { kind: 'paragraph', lines: [textLine(text)], marker: null };
      reading.blocks.push(block);
      if (inline.bold >= letters) reading.bold.add(block);
      if (/\bcaption\b/.test(className)) reading.captions.add(block);
    }
    inline.text = '';
    inline.bold = 0;
  };
  for (const node of nodes) {
    if (isHidden(node)) continue;
    if (tree.isTextNode(node)) inline.text += node.value;
    else if (!tree.isElementNode(node)) continue;
    else if (!isBlock(node)) {
      const text = node.tagName === 'br' ? '\n' : textOf(node);
      inline.text += text;
      if (/^(?:strong|b)$/.test(node.tagName)) inline.bold += text.replace(/\s/g, '').length;
    } else {
      flush();
      readBlock(node, reading, depth);
    }
  }
  flush();
}

function isBlock(node: Element): boolean {
  return blockTags.has(node.tagName) || /^(?:h[1-6]|table|ul|ol|li)$/.test(node.tagName);
}

function readBlock(node: Element, reading: Reading, depth: number): void {
  const level = /^h([1-6])$/.exec(node.tagName)?.[1];
  if (level !== undefined) {
    const text = cleanText(textOf(node));
    if (text !== '') reading.blocks.push({ kind: 'heading', level: Number(level), lines: [textLine(text)] });
  } else if (node.tagName === 'table') {
    const table = tableOf(node, textOf, isHidden);
    if (table !== null) reading.blocks.push(table);
    else
      walk(
        node.childNodes.flatMap((part) => cellsOf(part, 0)),
        reading,
        depth + 1,
      );
  } else if (node.tagName === 'ul' || node.tagName === 'ol') list(node, reading, depth);
  else
    walk(node.childNodes, reading, depth + 1, node.attrs.find((attr) => attr.name === 'class')?.value ?? '');
}

/** What stands in a table that only lays out a page. */
function cellsOf(node: Node, depth: number): Node[] {
  if (!tree.isElementNode(node) || depth > 4) return [];
  if (/^t[dh]$/.test(node.tagName)) return [...node.childNodes];
  return node.childNodes.flatMap((child) => cellsOf(child, depth + 1));
}

function list(node: Element, reading: Reading, depth: number): void {
  const start = Number(node.attrs.find((attr) => attr.name === 'start')?.value ?? '1');
  const type = node.attrs.find((attr) => attr.name === 'type')?.value ?? '1';
  let n = Number.isFinite(start) ? start : 1;
  for (const item of node.childNodes) {
    if (!tree.isElementNode(item) || item.tagName !== 'li' || isHidden(item)) continue;
    const from = reading.blocks.length;
    walk(item.childNodes, reading, depth + 1);
    const first = reading.blocks[from];
    const marker = node.tagName === 'ol' ? markerOf(n++, type) : '-';
    if (first?.kind !== 'paragraph' || first.marker !== null) continue;
    first.marker = marker;
    reading.bold.delete(first);
    const text = first.lines.map((line) => line.text).join(' ');
    if (marker !== '-') first.lines = [textLine(`${marker} ${text}`)];
  }
}

function markerOf(n: number, type: string): string {
  if (/^a$/i.test(type) && n >= 1 && n <= 26) {
    const letter = String.fromCharCode(96 + n);
    return `${type === 'A' ? letter.toUpperCase() : letter}.`;
  }
  return `${n}.`;
}

/** The visible text inside a node. */
function textOf(node: Node, depth = 0): string {
  if (depth > MAX_DEPTH || isHidden(node)) return '';
  if (tree.isTextNode(node)) return node.value;
  if (!tree.isElementNode(node)) return '';
  if (node.tagName === 'br') return '\n';
  const text = node.childNodes.map((child) => textOf(child, depth + 1)).join('');
  return isBlock(node) || /^t[dhr]$/.test(node.tagName) ? `${text}\n` : text;
}

const chapter = /^(?:hoofdstuk|deel|bijlage|titel)\s+(?:\d{1,3}|[ivxlc]{1,6}|[a-z])\b/iu;
const numbered =
  /^(?:artikel\s+\d[\w.:]*|§\s*\d[\d.]*|\d{1,2}(?:\.\d{1,2}){1,3}\.?)(?:\s+\p{Lu}|\s*$|\s*[:–-])/iu;

/** Bold lines that stand alone, and lines that open with 'Artikel 4', are headings to a reader, whatever the author's program made of them. */
function promoted({ blocks, bold }: Reading): Block[] {
  let deepest = 0;
  return blocks.map((block) => {
    if (block.kind === 'heading') deepest = block.level;
    if (block.kind !== 'paragraph' || block.marker !== null) return block;
    const text = block.lines.map((line) => line.text).join(' ');
    const isShort = text.length <= 110 && !/[.;,:]$/.test(text);
    if (!isShort || !(bold.has(block) || (chapter.test(text) && text.length < 80) || numbered.test(text)))
      return block;
    const level = chapter.test(text) ? 1 : numbered.test(text) ? 2 : 3;
    return { kind: 'heading', level: Math.max(level, Math.min(6, deepest + 1)), lines: block.lines };
  });
}

/** A caption above a table, or a line that names it ('Tabel 3 ...'), belongs to the table. */
function withCaptions(blocks: readonly Block[], captions: ReadonlySet<Block>): Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    const above = result.at(-1);
    const text =
      above === undefined || above.kind === 'table' ? '' : above.lines.map((line) => line.text).join(' ');
    const isCaption = above !== undefined && (captions.has(above) || /^tabel\s+\d+\b.{0,150}$/i.test(text));
    if (
      block.kind === 'table' &&
      block.caption === null &&
      above !== undefined &&
      above.kind !== 'table' &&
      isCaption
    ) {
      result.pop();
      result.push({ ...block, caption: text, captionLines: above.lines });
    } else result.push(block);
  }
  return result;
}
