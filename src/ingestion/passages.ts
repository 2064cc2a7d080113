import type { Block, TextLine } from './blocks.ts';
import { joinLines, type Vocabulary } from './join-lines.ts';
import type { ChunkHealth, Passage, PassageSpan, TableRow } from './model.ts';

const MAX_WORDS = 180;
const MAX_ROWS = 25;
const words = (text: string) => text.split(/\s+/).filter((w) => w !== '').length;

type TextBlock = Extract<Block, { kind: 'paragraph' }>;

interface Section {
  headingPath: string[];
  blocks: Exclude<Block, { kind: 'heading' }>[];
  page: number;
}

/** Text under the nearest heading is one section; sections become passages, never across a heading. */
export function passagesOf(
  blocks: readonly Block[],
  vocabulary: Vocabulary,
): { passages: Passage[]; orphanHeadings: string[] } {
  const join = (lines: readonly TextLine[]) => joinLines(lines, vocabulary);
  const { sections, orphanHeadings } = sectionsOf(blocks, join);
  const passages: Passage[] = [];
  for (const section of sections) {
    let text: TextBlock[] = [];
    const flush = () => {
      for (const passage of textPassages(section, text, join))
        passages.push({ ...passage, ordinal: passages.length });
      text = [];
    };
    for (const block of section.blocks) {
      if (block.kind === 'paragraph') text.push(block);
      else {
        const intro = text.at(-1);
        const introText = intro === undefined ? '' : lastSentence(join(intro.lines).text);
        flush();
        for (const passage of tablePassages(section, block, introText))
          passages.push({ ...passage, ordinal: passages.length });
      }
    }
    flush();
  }
  return { passages, orphanHeadings };
}

function sectionsOf(blocks: readonly Block[], join: (lines: readonly TextLine[]) => { text: string }) {
  const sections: Section[] = [];
  const orphanHeadings: string[] = [];
  let path: { level: number; text: string; used: boolean }[] = [];
  let current: Section | null = null;
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const text = join(block.lines).text;
      const dropped = path.filter((h) => h.level >= block.level);
      for (const h of dropped) if (!h.used) orphanHeadings.push(h.text);
      path = [...path.filter((h) => h.level < block.level), { level: block.level, text, used: false }];
      current = null;
      continue;
    }
    if (current === null) {
      for (const h of path) h.used = true;
      current = { headingPath: path.map((h) => h.text), blocks: [], page: 1 };
      sections.push(current);
    }
    current.blocks.push(block);
  }
  for (const h of path) if (!h.used) orphanHeadings.push(h.text);
  return { sections, orphanHeadings };
}

interface Piece {
  text: string;
  spans: PassageSpan[];
  marker: string | null;
}

function textPassages(
  section: Section,
  blocks: readonly TextBlock[],
  join: (lines: readonly TextLine[]) => { text: string; spans: PassageSpan[] },
): Passage[] {
  if (blocks.length === 0) return [];
  const pieces: Piece[] = blocks.map((block) => ({ ...join(block.lines), marker: block.marker }));
  const total = pieces.reduce((sum, piece) => sum + words(piece.text), 0);
  if (total <= MAX_WORDS) return [assemble(section, pieces, '')];
  const groups: { pieces: Piece[]; context: string }[] = [];
  let opening = '';
  let lead = '';
  let size = 0;
  for (const piece of pieces) {
    const last = groups.at(-1);
    const count = words(piece.text);
    const nested = piece.marker !== null && /^\(?[a-z][.)]|^[-•–▪]/i.test(piece.marker);
    const fits = last !== undefined && size + count <= (nested ? MAX_WORDS : 110);
    if (last !== undefined && fits) {
      last.pieces.push(piece);
      size += count;
    } else {
      groups.push({ pieces: [piece], context: nested ? lead : groups.length === 0 ? '' : opening });
      size = count;
    }
    if (piece.text.endsWith(':')) lead = lastSentence(piece.text);
    else if (!nested) lead = '';
    if (opening === '') opening = firstSentence(piece.text);
  }
  return groups.map((group) => assemble(section, group.pieces, group.context));
}

function firstSentence(text: string): string {
  const clean = text.replace(/^\d{1,2}\.\s+/, '');
  const end = /[.:](?=\s+\p{Lu}|$)/u.exec(clean);
  const sentence = end === null ? clean : clean.slice(0, end.index + 1);
  return words(sentence) <= 40 ? sentence : '';
}

function lastSentence(text: string): string {
  const parts = text.split(/(?<=[.;])\s+(?=\p{Lu})/u);
  return parts.at(-1) ?? text;
}

function assemble(section: Section, pieces: readonly Piece[], context: string): Passage {
  let text = '';
  const spans: PassageSpan[] = [];
  for (const piece of pieces) {
    if (text !== '') text += '\n';
    const offset = text.length;
    text += piece.text;
    for (const span of piece.spans)
      spans.push({ ...span, start: span.start + offset, end: span.end + offset });
  }
  return passage(section, 'text', text, spans, context, null);
}

function passage(
  section: Section,
  kind: Passage['kind'],
  text: string,
  spans: PassageSpan[],
  context: string,
  table: Passage['table'],
): Passage {
  const pageNumbers = spans.map((span) => span.page);
  return {
    ordinal: 0,
    kind,
    headingPath: section.headingPath,
    article: articleOf(section.headingPath.at(-1) ?? ''),
    context,
    text,
    table,
    pageFrom: Math.min(...pageNumbers),
    pageTo: Math.max(...pageNumbers),
    spans,
  };
}

/** '4.3' of 'Artikel 4.3 Bijzonder verlof'; null for a heading without a number, a date and an annex (its numbers are not those of articles). */
export function articleOf(heading: string): string | null {
  if (
    /^(?:bijlage|\d{1,2}\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december))\b/iu.test(
      heading,
    )
  )
    return null;
  return (
    /^(?:artikel|art\.|§|hoofdstuk|paragraaf)?\s*(\d{1,3}(?:[.:]\d{1,3})*[a-z]?)(?![\p{L}\d%]|,\d)/iu.exec(
      heading,
    )?.[1] ?? null
  );
}

function tablePassages(section: Section, table: Extract<Block, { kind: 'table' }>, intro: string): Passage[] {
  const result: Passage[] = [];
  const columns = table.columns;
  const parts = Math.max(1, Math.ceil(table.rows.length / MAX_ROWS));
  const size = Math.max(1, Math.ceil(table.rows.length / parts));
  const context = table.caption ?? intro;
  for (let p = 0; p < parts; p++) {
    let text = '';
    const spans: PassageSpan[] = [];
    const rows: TableRow[] = [];
    const add = (line: string, page: number, box: PassageSpan['box']) => {
      if (text !== '') text += '\n';
      const start = text.length;
      text += line;
      spans.push({ start, end: text.length, page, box });
      return { start, end: text.length };
    };
    if (p === 0)
      for (const header of [...table.captionLines, ...table.headerLines])
        add(header.text, header.page, header.box);
    for (const row of table.rows.slice(p * size, (p + 1) * size)) {
      const at = add(row.cells.filter((c) => c !== '').join(' | '), row.page, row.box);
      rows.push({ cells: row.cells, ...at });
    }
    if (spans.length === 0) continue;
    result.push(passage(section, 'table', text, spans, context, { caption: table.caption, columns, rows }));
  }
  return result;
}

export function healthOf(
  passages: readonly Passage[],
  orphanHeadings: string[],
  emptyPages: number[],
  hiddenText: string[],
): ChunkHealth {
  const counts = passages.map((p) => words(p.text)).sort((a, b) => a - b);
  const seen = new Map<string, number>();
  const duplicates: number[] = [];
  for (const p of passages) {
    const key = p.text.toLowerCase().replace(/\W+/g, '');
    if (seen.has(key)) duplicates.push(p.ordinal);
    else seen.set(key, p.ordinal);
  }
  return {
    passages: passages.length,
    words: {
      min: counts[0] ?? 0,
      median: counts[Math.floor(counts.length / 2)] ?? 0,
      max: counts.at(-1) ?? 0,
    },
    orphanHeadings,
    midSentence: passages
      .filter((p) => p.kind === 'text' && /^\p{Ll}/u.test(p.text) && !/^[a-z][.)]/.test(p.text))
      .map((p) => p.ordinal),
    duplicates,
    emptyPages,
    hiddenText,
  };
}
