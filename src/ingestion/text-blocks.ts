import MarkdownIt from 'markdown-it';
import { type DefaultTreeAdapterTypes, parse, defaultTreeAdapter as tree } from 'parse5';
import type { Block, TextLine } from './blocks.ts';
import { cleanText } from './clean-text.ts';

const textLine = (text: string): TextLine => ({ text, page: 1, box: null });

/** Markdown goes through HTML: one way for both; raw HTML in it stays text. */
export function blocksOfMarkdown(source: string): Block[] {
  return blocksOfHtml(new MarkdownIt({ html: false, linkify: false }).render(source));
}

type Node = DefaultTreeAdapterTypes.ChildNode;
const hiddenTags = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'head',
  'svg',
  'iframe',
  'object',
  'nav',
]);
const blockTags = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'header',
  'footer',
  'blockquote',
  'pre',
  'figure',
  'figcaption',
  'dt',
  'dd',
  'address',
  'body',
  'html',
  'aside',
  'dl',
  'form',
  'fieldset',
]);

/** Headings, paragraphs, list items with their marker, and tables of an HTML document. */
export function blocksOfHtml(source: string): Block[] {
  const blocks: Block[] = [];
  walk(parse(source).childNodes, blocks, 0);
  return blocks.filter((block) => block.kind === 'table' || block.lines.some((line) => line.text !== ''));
}

function hidden(node: Node): boolean {
  if (!tree.isElementNode(node)) return tree.isCommentNode(node);
  const style = node.attrs.find((attr) => attr.name === 'style')?.value ?? '';
  return (
    hiddenTags.has(node.tagName) ||
    node.attrs.some((attr) => attr.name === 'hidden') ||
    /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0/i.test(style)
  );
}

function walk(nodes: readonly Node[], blocks: Block[], depth: number): void {
  if (depth > 200) return;
  let inline = '';
  const flush = () => {
    const text = cleanText(inline);
    inline = '';
    if (text !== '') blocks.push({ kind: 'paragraph', lines: [textLine(text)], marker: null });
  };
  for (const node of nodes) {
    if (hidden(node)) continue;
    if (tree.isTextNode(node)) inline += node.value;
    else if (tree.isElementNode(node)) {
      const level = /^h([1-6])$/.exec(node.tagName)?.[1];
      if (level !== undefined) {
        flush();
        blocks.push({ kind: 'heading', level: Number(level), lines: [textLine(cleanText(textOf(node)))] });
      } else if (node.tagName === 'table') {
        flush();
        const table = tableOf(node);
        if (table !== null) blocks.push(table);
      } else if (node.tagName === 'ul' || node.tagName === 'ol') {
        flush();
        list(node, blocks, depth);
      } else if (node.tagName === 'br') inline += '\n';
      else if (blockTags.has(node.tagName)) {
        flush();
        walk(node.childNodes, blocks, depth + 1);
      } else inline += textOf(node);
    }
  }
  flush();
}

function list(node: DefaultTreeAdapterTypes.Element, blocks: Block[], depth: number): void {
  const start = Number(node.attrs.find((attr) => attr.name === 'start')?.value ?? '1');
  let n = Number.isFinite(start) ? start : 1;
  for (const item of node.childNodes) {
    if (!tree.isElementNode(item) || item.tagName !== 'li' || hidden(item)) continue;
    const inner: Block[] = [];
    walk(item.childNodes, inner, depth + 1);
    const marker = node.tagName === 'ol' ? `${n++}.` : '-';
    inner.forEach((block, i) => {
      if (i === 0 && block.kind === 'paragraph') {
        const text = block.lines.map((line) => line.text).join(' ');
        blocks.push({
          kind: 'paragraph',
          marker,
          lines: [textLine(marker === '-' ? text : `${marker} ${text}`)],
        });
      } else blocks.push(block);
    });
  }
}

function textOf(node: Node, depth = 0): string {
  if (depth > 200 || hidden(node)) return '';
  if (tree.isTextNode(node)) return node.value;
  if (!tree.isElementNode(node)) return '';
  if (node.tagName === 'br') return '\n';
  return node.childNodes.map((child) => textOf(child, depth + 1)).join('');
}

function tableOf(node: DefaultTreeAdapterTypes.Element): Block | null {
  const rows: { cells: string[]; head: boolean }[] = [];
  let caption: string | null = null;
  const visit = (element: DefaultTreeAdapterTypes.Element, depth: number) => {
    for (const child of element.childNodes) {
      if (!tree.isElementNode(child) || hidden(child) || depth > 20) continue;
      if (child.tagName === 'caption') caption = cleanText(textOf(child));
      else if (child.tagName === 'tr') {
        const cells = child.childNodes.filter(
          (cell): cell is DefaultTreeAdapterTypes.Element =>
            tree.isElementNode(cell) && (cell.tagName === 'td' || cell.tagName === 'th'),
        );
        rows.push({
          cells: cells.map((cell) => cleanText(textOf(cell))),
          head: cells.length > 0 && cells.every((cell) => cell.tagName === 'th'),
        });
      } else visit(child, depth + 1);
    }
  };
  visit(node, 0);
  const filled = rows.filter((row) => row.cells.some((cell) => cell !== ''));
  const [head, ...rest] = filled;
  if (head === undefined) return null;
  return {
    kind: 'table',
    caption,
    captionLines: caption === null ? [] : [textLine(caption)],
    columns: head.cells,
    headerLines: [textLine(head.cells.filter((c) => c !== '').join(' | '))],
    rows: rest.map(({ cells }) => ({ cells, page: 1, box: null })),
  };
}

/** Plain text: paragraphs by blank lines; short numbered or upper-case lines that stand alone are headings. */
export function blocksOfText(source: string): Block[] {
  const blocks: Block[] = [];
  for (const chunk of source.replace(/\r\n?/g, '\n').split(/\n\s*\n/)) {
    const lines = chunk
      .split('\n')
      .map(cleanText)
      .filter((line) => line !== '' && !/^[=\-_*]{3,}$/.test(line));
    let current: Extract<Block, { kind: 'paragraph' }> | null = null;
    for (const [i, text] of lines.entries()) {
      const heading =
        i === 0 &&
        text.length <= 90 &&
        !/[.;,]$/.test(text) &&
        (/^(?:artikel|hoofdstuk|bijlage|§|\d{1,2}(?:\.\d{1,2})*\.?)\s+\S/iu.test(text) ||
          (text === text.toUpperCase() && /\p{L}{3}/u.test(text)));
      const marker = /^(\d{1,2}[.)]|[a-z][.)]|[-•*])\s+/iu.exec(text)?.[1] ?? null;
      if (heading && !(marker !== null && lines.length > 1 && !/^\d/.test(text))) {
        blocks.push({
          kind: 'heading',
          level: /^hoofdstuk|^[A-Z\s]+$/iu.test(text) ? 1 : 2,
          lines: [textLine(text)],
        });
        current = null;
      } else if (current === null || marker !== null) {
        current = { kind: 'paragraph', lines: [textLine(text)], marker };
        blocks.push(current);
      } else current.lines.push(textLine(text));
    }
  }
  return blocks;
}
