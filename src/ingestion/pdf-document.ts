import { AppError } from '../kernel/errors.ts';
import type { Block } from './blocks.ts';
import { cleanText, foldText } from './clean-text.ts';
import { dropContents } from './contents.ts';
import { healthOf } from './health.ts';
import { joinLines, type Vocabulary, vocabularyOf } from './join-lines.ts';
import type { IngestedDocument, Passage } from './model.ts';
import { passagesOf } from './passages.ts';
import { blocksOf } from './pdf-blocks.ts';
import { dropFurniture, isContentsPage } from './pdf-furniture.ts';
import { lineText, type PdfPage } from './pdf-layout.ts';
import { type OrderedLine, orderPage } from './pdf-order.ts';
import { turnedUpright, type UprightPage } from './pdf-turn.ts';

/** Fewer letters than this in a file with pictures: it is a scan with at most a stamp. */
const FEWEST_LETTERS = 12;

/**
 * Pages with placed text to passages.
 * @throws AppError pdf_scan_without_text, document_without_text, pdf_text_unreadable
 */
export function structurePdf(raw: { title: string | null; pages: readonly PdfPage[] }): IngestedDocument {
  checkReadable(raw.pages);
  const upright = raw.pages.map(turnedUpright);
  const pages = upright.map(({ page }) => page);
  const ordered = pages.map((page) => ({ page, lines: orderPage(page) }));
  const kept = dropFurniture(ordered);
  const vocabulary = vocabularyOf(kept.flatMap((lines) => lines.map(lineText)));
  const found = kept.filter(isContentsPage);
  const contents = found.length < kept.length ? found : [];
  const body = kept.flatMap((lines) => (contents.includes(lines) ? [] : lines));
  const rules = new Map(pages.map((page) => [page.number, page.rules]));
  const blocks = blocksOf(body, (page) => rules.get(page) ?? []);
  const { passages, orphanHeadings } = passagesOf(dropContents(blocks), vocabulary);
  if (passages.length === 0) throw new AppError(withoutText(raw.pages));
  const texts = pageTexts(blocks, contents, vocabulary);
  const emptyPages = raw.pages
    .filter((page) => page.items.reduce((sum, item) => sum + item.text.length, 0) < 20)
    .map((page) => page.number);
  const title = usefulTitle(raw.title) ?? firstHeading(blocks);
  const orphans = orphanHeadings.filter((heading) => !foldText(title ?? '').includes(foldText(heading)));
  return {
    format: 'pdf',
    title,
    pages: raw.pages.map((page) => ({
      number: page.number,
      width: page.width,
      height: page.height,
      text: texts.get(page.number) ?? '',
    })),
    passages: asDisplayed(passages, upright),
    health: healthOf(passages, orphans, emptyPages, hiddenTexts(raw.pages)),
  };
}

/** Pages are read upright and shown as they lie: what is marked has to lie with them. */
function asDisplayed(passages: readonly Passage[], pages: readonly UprightPage[]): Passage[] {
  const of = new Map(pages.map((upright) => [upright.page.number, upright]));
  return passages.map((passage) => ({
    ...passage,
    spans: passage.spans.map((span) => ({
      ...span,
      box: span.box === null ? null : (of.get(span.page)?.asDisplayed(span.box) ?? span.box),
    })),
  }));
}

/** The title in the metadata, unless it is what a program puts there by itself. */
function usefulTitle(title: string | null): string | null {
  const clean = title === null ? '' : cleanText(title);
  const useless =
    /^(?:untitled|naamloos|titel|document\d*|microsoft (?:word|powerpoint) -|.*\.(?:docx?|pdf|odt|indd|html?|rtf|xlsx?))/i;
  return clean.length < 3 || useless.test(clean) ? null : clean;
}

function firstHeading(blocks: readonly Block[]): string | null {
  const heading = blocks.find((block) => block.kind === 'heading');
  return heading?.kind === 'heading' ? heading.lines.map((line) => line.text).join(' ') : null;
}

/** Pieces of unseen text that follow each other are one text to HR. */
function hiddenTexts(pages: readonly PdfPage[]): string[] {
  const texts = pages
    .map((page) => cleanText(page.hidden.join(' ')))
    .filter((text) => /[\p{L}\p{N}]{3}/u.test(text));
  return [...new Set(texts)].slice(0, 50).map((text) => text.slice(0, 1000));
}

/** What was read of each page, block by block, tables row by row: every quote of a passage stands in it. */
function pageTexts(
  blocks: readonly Block[],
  contents: readonly (readonly OrderedLine[])[],
  vocabulary: Vocabulary,
): Map<number, string> {
  const texts = new Map<number, string>();
  const add = (page: number, text: string) => {
    const before = texts.get(page);
    texts.set(page, before === undefined ? text : `${before}\n${text}`);
  };
  for (const line of contents.flat()) add(line.page, lineText(line));
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

function withoutText(pages: readonly PdfPage[]): 'pdf_scan_without_text' | 'document_without_text' {
  return pages.some((page) => page.pictures) ? 'pdf_scan_without_text' : 'document_without_text';
}

/** @throws AppError when there are hardly any letters, or letters that mean nothing */
function checkReadable(pages: readonly PdfPage[]): void {
  let letters = 0;
  let odd = 0;
  for (const page of pages) {
    for (const { text } of page.items) {
      letters += text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
      odd += text.match(/[\ue000-\uf8ff\ufffd\u0000-\u0008\u000e-\u001f\u0080-\u009f]/g)?.length ?? 0;
    }
  }
  if (odd > 12 && odd > 0.25 * (letters + odd)) throw new AppError('pdf_text_unreadable');
  const pictures = pages.some((page) => page.pictures);
  if (letters < (pictures ? FEWEST_LETTERS : 2)) throw new AppError(withoutText(pages));
}
