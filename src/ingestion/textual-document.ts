import { AppError } from '../kernel/errors.ts';
import type { Block } from './blocks.ts';
import { noVocabulary } from './join-lines.ts';
import type { DocumentFormat, IngestedDocument } from './model.ts';
import { healthOf, passagesOf } from './passages.ts';
import { blocksOfHtml, blocksOfMarkdown, blocksOfText } from './text-blocks.ts';

const MAX_CHARACTERS = 5_000_000;

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
    return new TextDecoder('windows-1252').decode(bytes);
  }
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

export function readHtml(source: string, format: DocumentFormat): IngestedDocument {
  return fromBlocks(blocksOfHtml(source), format);
}

function fromBlocks(blocks: Block[], format: DocumentFormat): IngestedDocument {
  const { passages, orphanHeadings } = passagesOf(blocks, noVocabulary);
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
  const title = blocks.find((block) => block.kind === 'heading');
  return {
    format,
    title:
      title === undefined || title.kind !== 'heading' ? null : title.lines.map((line) => line.text).join(' '),
    pages: [{ number: 1, width: 0, height: 0, text }],
    passages,
    health: healthOf(passages, orphanHeadings, [], []),
  };
}
