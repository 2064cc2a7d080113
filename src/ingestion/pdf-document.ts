import { AppError } from '../kernel/errors.ts';
import type { Block } from './blocks.ts';
import type { IngestedDocument } from './model.ts';
import { healthOf, joinLines, passagesOf } from './passages.ts';
import { blocksOf } from './pdf-blocks.ts';
import { dropFurniture, isContentsPage, lineText } from './pdf-furniture.ts';
import { cleanText, type PdfPage } from './pdf-layout.ts';
import { type OrderedLine, orderPage } from './pdf-order.ts';

export interface RawPdfPage extends PdfPage {
  items: (PdfPage['items'][number] & { turned: boolean })[];
  hidden: string[];
}

/** Pages with place to passages. @throws AppError pdf_scan_without_text, pdf_text_unreadable */
export function structurePdf(raw: { title: string | null; pages: readonly RawPdfPage[] }): IngestedDocument {
  const upright = raw.pages.map((page) => ({
    ...page,
    items: mostlyTurned(page) ? turn(page) : page.items.filter((item) => !item.turned),
  }));
  const ordered = upright.map((page) => ({ page, lines: orderPage(page) }));
  checkReadable(raw.pages);
  const kept = dropFurniture(ordered);
  const vocabulary = hyphenated(kept);
  const body = kept.flatMap((lines) => (isContentsPage(lines) ? [] : lines));
  const blocks = blocksOf(body);
  const { passages, orphanHeadings } = passagesOf(blocks, vocabulary);
  const texts = pageTexts(blocks, vocabulary);
  if (passages.length === 0) throw new AppError('pdf_scan_without_text');
  const emptyPages = raw.pages
    .filter((page) => page.items.reduce((sum, item) => sum + item.text.length, 0) < 20)
    .map((page) => page.number);
  const hidden = raw.pages.flatMap((page) => page.hidden.map(cleanText)).filter((text) => text.length > 3);
  return {
    format: 'pdf',
    title: raw.title !== null && raw.title.trim() !== '' ? cleanText(raw.title) : null,
    pages: upright.map((page) => ({
      number: page.number,
      width: page.width,
      height: page.height,
      text: texts.get(page.number) ?? '',
    })),
    passages,
    health: healthOf(passages, orphanHeadings, emptyPages, [...new Set(hidden)].slice(0, 50)),
  };
}

/** What was read of each page, block by block, tables row by row: every quote of a passage stands in it. */
function pageTexts(blocks: readonly Block[], vocabulary: ReadonlySet<string>): Map<number, string> {
  const texts = new Map<number, string>();
  const add = (page: number, text: string) => {
    const before = texts.get(page);
    texts.set(page, before === undefined ? text : `${before}\n${text}`);
  };
  for (const block of blocks) {
    if (block.kind === 'table') {
      for (const line of [...block.captionLines, ...block.headerLines]) add(line.page, line.text);
      for (const row of block.rows) add(row.page, row.cells.filter((cell) => cell !== '').join(' | '));
      continue;
    }
    const { text, spans } = joinLines(block.lines, vocabulary);
    for (const page of new Set(spans.map((span) => span.page))) {
      const own = spans.filter((span) => span.page === page);
      add(page, text.slice(own[0]?.start ?? 0, own.at(-1)?.end ?? 0));
    }
  }
  return texts;
}

function mostlyTurned(page: RawPdfPage): boolean {
  const turned = page.items.filter((item) => item.turned).length;
  return turned > 0.6 * page.items.length;
}

/** A page whose text runs upwards or downwards is read in the order the file gives it. */
function turn(page: RawPdfPage): RawPdfPage['items'] {
  return page.items.map((item, i) => ({ ...item, x: 0, y: i * item.size * 1.4 + item.size, turned: false }));
}

/** Words written with a hyphen inside a line: those keep it at a line end too. */
function hyphenated(pages: readonly (readonly OrderedLine[])[]): Set<string> {
  const found = new Set<string>();
  for (const lines of pages)
    for (const line of lines)
      for (const match of lineText(line).matchAll(/\p{L}+-\p{L}+/gu)) found.add(match[0].toLowerCase());
  return found;
}

/** @throws AppError when there are hardly any letters, or letters that mean nothing */
function checkReadable(pages: readonly RawPdfPage[]): void {
  const text = pages.flatMap((page) => page.items.map((item) => item.text)).join(' ');
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const odd = text.match(/[\ue000-\uf8ff\ufffd\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0;
  if (odd > 20 && odd > 0.25 * (letters + odd)) throw new AppError('pdf_text_unreadable');
  if (letters < 12) throw new AppError('pdf_scan_without_text');
}
