import { AppError } from '../kernel/errors.ts';
import type { Block } from './blocks.ts';
import { healthOf } from './health.ts';
import { blocksOfHtml, blocksOfMarkdown } from './html-blocks.ts';
import { noVocabulary } from './join-lines.ts';
import type { DocumentFormat, IngestedDocument } from './model.ts';
import { passagesOf } from './passages.ts';
import { blocksOfText } from './plain-text.ts';

const MAX_CHARACTERS = 5_000_000;

/** UTF-8 or UTF-16 by its mark, otherwise Windows-1252. */
export function decode(bytes: Uint8Array): string {
  const bom =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(bom, { fatal: true }).decode(bytes);
  } catch {
    return fromWindows1252(bytes);
  }
}

/** What 0x80-0x9f stand for. Node 20's own decoder takes them for control characters: a euro sign would be lost. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function fromWindows1252(bytes: Uint8Array): string {
  const text = new TextDecoder('latin1').decode(bytes);
  return text.replace(/[\u0080-\u009f]/g, (control) => windows1252[control.charCodeAt(0) - 0x80] ?? control);
}

/** Markdown, HTML and text; runs everywhere. @throws AppError document_without_text, file_too_large */
export function readTextual(
  bytes: Uint8Array,
  format: Exclude<DocumentFormat, 'pdf' | 'docx'>,
): IngestedDocument {
  const source = decode(bytes);
  if (source.length > MAX_CHARACTERS) throw new AppError('file_too_large');
  const blocks =
    format === 'markdown'
      ? blocksOfMarkdown(source)
      : format === 'html'
        ? blocksOfHtml(source)
        : blocksOfText(source);
  return fromBlocks(blocks, format);
}

/** HTML that another format was turned into. @throws AppError document_without_text */
export function readHtml(source: string, format: DocumentFormat): IngestedDocument {
  return fromBlocks(blocksOfHtml(source), format);
}

function fromBlocks(blocks: Block[], format: DocumentFormat): IngestedDocument {
  const { passages, orphanHeadings } = passagesOf(withoutTitleLevel(blocks), noVocabulary);
  if (passages.length === 0) throw new AppError('document_without_text');
  const text = blocks
    .map((block) =>
      block.kind === 'table'
        ? [
            ...block.captionLines.map((l) => l.text),
            ...block.headerLines.map((l) => l.text),
            ...block.rows.map((row) => row.cells.filter((c) => c !== '').join(' | ')),
          ].join('\n')
        : block.lines.map((line) => line.text).join(' '),
    )
    .join('\n');
  const heading = blocks.find((block) => block.kind === 'heading');
  const title = heading?.kind === 'heading' ? heading.lines.map((line) => line.text).join(' ') : null;
  return {
    format,
    title,
    pages: [{ number: 1, width: 0, height: 0, text }],
    passages,
    health: healthOf(
      passages,
      orphanHeadings.filter((orphan) => orphan !== title),
      [],
      [],
    ),
  };
}

/** A single heading of the first level at the top is the title: the levels below move up, so that it doesn't stand in every path. */
function withoutTitleLevel(blocks: readonly Block[]): Block[] {
  const headings = blocks.filter((block) => block.kind === 'heading');
  const top = headings.filter((heading) => heading.level === 1);
  if (headings.length < 3 || top.length !== 1 || top[0] !== headings[0]) return [...blocks];
  return blocks.map((block) =>
    block.kind === 'heading' && block.level > 1 ? { ...block, level: block.level - 1 } : block,
  );
}
