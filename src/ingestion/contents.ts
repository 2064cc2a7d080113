import type { Block } from './blocks.ts';
import { foldText } from './clean-text.ts';

/** Lists of headings count as a table of contents only near the beginning. */
const FIRST_BLOCKS = 60;

/** Takes lists and tables out that only repeat the document's own headings: a table of contents without dotted lines. */
export function dropContents(blocks: readonly Block[]): Block[] {
  const headings = new Set(
    blocks
      .filter((block) => block.kind === 'heading')
      .map((block) => key(block.lines.map((line) => line.text).join(' '))),
  );
  if (headings.size < 4) return [...blocks];
  const repeats = blocks.map((block, i) => i < FIRST_BLOCKS && repeatsHeadings(block, headings));
  return blocks.filter((block, i) => {
    if (repeats[i] === true) return false;
    const titlesList = block.kind === 'heading' && repeats[i + 1] === true;
    return !titlesList;
  });
}

/** Without the page number at its end. */
const key = (text: string) => foldText(text.replace(/[\s.…]*\d{1,3}$/u, ''));

function repeatsHeadings(block: Block, headings: ReadonlySet<string>): boolean {
  if (block.kind === 'heading') return false;
  const entries = (
    block.kind === 'table'
      ? [
          ...block.columns,
          ...block.captionLines.map((line) => line.text),
          ...block.rows.flatMap((row) => row.cells),
        ]
      : block.lines.map((line) => line.text)
  ).filter((entry) => entry !== '');
  const known = entries.filter((entry) => headings.has(key(entry)));
  return known.length >= 1 && known.length >= 0.7 * entries.length;
}
