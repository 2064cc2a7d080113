import MarkdownIt, { type Token } from 'markdown-it';
import type { Block, Run } from './model.ts';
import { filled } from './placeholders.ts';

const markdown = new MarkdownIt('commonmark', { html: false }).disable(['image', 'link', 'code', 'fence']);

/**
 * A contract from its Markdown. `#` is the title, `##` an article (numbered here), `###` a heading in it; a numbered list straight below an article
 * is numbered on from it ('3.1'). Values go in after the Markdown is read, so that no name can become a heading.
 * @param lookUp the value of a placeholder, '' for none
 */
export function blocksOf(source: string, lookUp: (name: string) => string): Block[] {
  const place: Place = { blocks: [], lists: [], article: 0, clause: 0, level: 0, opens: false };
  for (const token of markdown.parse(source, {})) take(place, token, lookUp);
  return place.blocks;
}

/** Where the walk through the tokens is. */
interface Place {
  blocks: Block[];
  /** The lists around; `at` is the number of the item at hand. */
  lists: { ordered: boolean; at: number }[];
  article: number;
  /** Numbers already given in this article. */
  clause: number;
  /** Of the heading around; 0 for none. */
  level: number;
  /** The next paragraph begins an item; a second paragraph in it has no marker. */
  opens: boolean;
}

function take(place: Place, token: Token, lookUp: (name: string) => string): void {
  switch (token.type) {
    case 'heading_open':
      place.level = Number(token.tag.slice(1));
      return;
    case 'heading_close':
      place.level = 0;
      return;
    case 'bullet_list_open':
      place.lists.push({ ordered: false, at: 0 });
      return;
    case 'ordered_list_open':
      place.lists.push({ ordered: true, at: Number(token.attrGet('start') ?? 1) - 1 });
      return;
    case 'bullet_list_close':
    case 'ordered_list_close':
      place.lists.pop();
      return;
    case 'list_item_open':
      place.opens = true;
      return;
    case 'hr':
      place.blocks.push({ kind: 'rule' });
      return;
    case 'inline':
      place.blocks.push(blockOf(place, runsOf(token.children ?? [], lookUp)));
      return;
  }
}

function blockOf(place: Place, runs: Run[]): Block {
  if (place.level === 1) return { kind: 'title', number: '', runs };
  if (place.level === 2) {
    place.clause = 0;
    return { kind: 'article', number: String(++place.article), runs };
  }
  if (place.level > 2) return { kind: 'heading', number: '', runs };
  const depth = place.lists.length - 1;
  if (depth < 0) return { kind: 'paragraph', runs };
  const marker = place.opens ? nextMarker(place, depth) : '';
  place.opens = false;
  return { kind: 'item', marker, depth, runs };
}

function nextMarker(place: Place, depth: number): string {
  const list = place.lists[depth];
  if (!list?.ordered) return '•';
  list.at++;
  if (depth > 0) return `${String.fromCharCode(96 + Math.min(list.at, 26))}.`;
  return place.article > 0 ? `${place.article}.${++place.clause}` : `${list.at}.`;
}

function runsOf(tokens: readonly Token[], lookUp: (name: string) => string): Run[] {
  const runs: Run[] = [];
  let [bold, italic] = [false, false];
  for (const { type, content } of tokens) {
    if (type === 'strong_open' || type === 'strong_close') bold = type === 'strong_open';
    else if (type === 'em_open' || type === 'em_close') italic = type === 'em_open';
    else if (type === 'hardbreak') runs.push({ text: '\n', bold, italic });
    else if (type === 'softbreak') runs.push({ text: ' ', bold, italic });
    else if (content !== '') runs.push({ text: filled(content, lookUp), bold, italic });
  }
  return runs;
}

/** The contract as plain text, for the evidence that somebody could read it and for looking through it. */
export function plainText(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'rule') return '';
      const text = block.runs.map((run) => run.text).join('');
      if (block.kind === 'article') return `Artikel ${block.number} ${text}`;
      return block.kind === 'item' && block.marker !== '' ? `${block.marker} ${text}` : text;
    })
    .join('\n\n');
}
