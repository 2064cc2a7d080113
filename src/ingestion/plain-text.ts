import type { Block, ParagraphBlock, TextLine } from './blocks.ts';
import { cleanText } from './clean-text.ts';

const textLine = (text: string): TextLine => ({ text, page: 1, box: null });
const numbered =
  /^(?:(?:artikel|hoofdstuk|bijlage|afdeling|paragraaf|deel)\s+[\w.:]+|§\s*\d[\d.]*|\d{1,2}(?:\.\d{1,2})+\.?)(?:\s|$)/iu;
const chapter = /^(?:hoofdstuk|deel|bijlage)\b/iu;
const underline = /^(?:=|-|~|\*|_){3,}$/;
const listMarker = /^(\d{1,2}[.)]|[a-z][.)]|[-•*])\s+/iu;

/** Plain text: paragraphs by blank lines; numbered, upper-case or underlined lines that open a paragraph are headings. */
export function blocksOfText(source: string): Block[] {
  const blocks: Block[] = [];
  for (const chunk of source.replace(/\r\n?/g, '\n').split(/\n[^\S\n]*\n/)) {
    const lines = chunk
      .split('\n')
      .map(cleanText)
      .filter((line) => line !== '');
    let current: ParagraphBlock | null = null;
    for (const [i, text] of lines.entries()) {
      if (underline.test(text)) continue;
      const level = i === 0 ? headingLevel(text, lines[1] ?? '', lines.length) : 0;
      const marker = listMarker.exec(text)?.[1] ?? null;
      if (level > 0) {
        blocks.push({ kind: 'heading', level, lines: [textLine(text)] });
        current = null;
      } else if (current === null || marker !== null) {
        current = { kind: 'paragraph', lines: [textLine(text)], marker };
        blocks.push(current);
      } else current.lines.push(textLine(text));
    }
  }
  return blocks;
}

function headingLevel(text: string, next: string, lines: number): number {
  if (text.length > 90 || /[;,]$/.test(text)) return 0;
  if (underline.test(next)) return next.startsWith('=') ? 1 : 2;
  if (/[.]$/.test(text)) return 0;
  const isUpper = text === text.toUpperCase() && /\p{L}{3}/u.test(text);
  const isAlone = lines === 1 && /^\d{1,2}\.?\s+\p{Lu}/u.test(text);
  if (numbered.test(text)) return chapter.test(text) ? 1 : 2;
  return isUpper ? 1 : isAlone ? 2 : 0;
}
