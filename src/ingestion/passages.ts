import type { Block, ParagraphBlock, TableBlock, TextLine } from './blocks.ts';
import { countWords as words } from './health.ts';
import { joinLines, type Vocabulary } from './join-lines.ts';
import type { Passage, PassageSpan, TableRow } from './model.ts';

const MAX_WORDS = 180;
const MAX_ROWS = 25;

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
    let text: ParagraphBlock[] = [];
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

/** A split starts a new passage from this many words on, except inside an enumeration. */
const SPLIT_WORDS = 110;
/** 'a.', '-', '1.1.a': an item that hangs on the sentence before it. */
const nestedMarker = /^(?:\(?[a-z][.)]|[-•–▪○◦·]|\d{1,3}(?:\.\d{1,3})*\.?[a-z]\b)/iu;

function textPassages(
  section: Section,
  blocks: readonly ParagraphBlock[],
  join: (lines: readonly TextLine[]) => { text: string; spans: PassageSpan[] },
): Passage[] {
  if (blocks.length === 0) return [];
  const whole: Piece[] = blocks.map((block) => ({ ...join(block.lines), marker: block.marker }));
  const total = whole.reduce((sum, piece) => sum + words(piece.text), 0);
  if (total <= MAX_WORDS) return [assemble(section, whole, '')];
  const pieces = whole.flatMap(sentencesOf);
  const opening = firstSentence(pieces[0]?.text ?? '');
  return groupsOf(pieces).map((group, i) => {
    const isNested = nestedMarker.test(group.pieces[0]?.text ?? '') || group.pieces[0]?.marker === '-';
    return assemble(
      section,
      group.pieces,
      isNested && group.lead !== '' ? group.lead : i === 0 ? '' : opening,
    );
  });
}

/** Pieces to passages: parted at sub-clauses, a lead-in never parted from the first of its items. */
function groupsOf(pieces: readonly Piece[]): { pieces: Piece[]; lead: string }[] {
  const groups: { pieces: Piece[]; lead: string }[] = [];
  let lead = '';
  let size = 0;
  for (const piece of pieces) {
    const count = words(piece.text);
    const nested = nestedMarker.test(piece.text) || piece.marker === '-';
    const last = groups.at(-1);
    if (last !== undefined && size + count <= (nested ? MAX_WORDS : SPLIT_WORDS)) {
      last.pieces.push(piece);
      size += count;
    } else {
      const before = last?.pieces.at(-1);
      const carried =
        last !== undefined && last.pieces.length > 1 && before?.text.endsWith(':') === true ? before : null;
      if (carried !== null) last?.pieces.pop();
      groups.push({ pieces: carried === null ? [piece] : [carried, piece], lead });
      size = count + (carried === null ? 0 : words(carried.text));
    }
    if (piece.text.endsWith(':')) lead = lastSentence(piece.text);
    else if (!nested) lead = '';
  }
  return groups;
}

/** A paragraph too long for one passage, cut between sentences. */
function sentencesOf(piece: Piece): Piece[] {
  if (words(piece.text) <= MAX_WORDS) return [piece];
  const ends = [...piece.text.matchAll(/[.;!?](?=\s+[\p{Lu}\d])/gu)].map((match) => match.index + 1);
  const parts: Piece[] = [];
  let start = 0;
  for (const [i, end] of [...ends, piece.text.length].entries()) {
    const next = ends[i + 1] ?? piece.text.length;
    if (end < piece.text.length && words(piece.text.slice(start, next)) <= SPLIT_WORDS) continue;
    const from = start + (/^\s*/.exec(piece.text.slice(start))?.[0].length ?? 0);
    if (end > from) parts.push(slicePiece(piece, from, end));
    start = end;
  }
  return parts;
}

function slicePiece(piece: Piece, from: number, to: number): Piece {
  const spans = piece.spans
    .map((span) => ({
      ...span,
      start: Math.max(span.start, from) - from,
      end: Math.min(span.end, to) - from,
    }))
    .filter((span) => span.end > span.start);
  return { text: piece.text.slice(from, to), spans, marker: from === 0 ? piece.marker : null };
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
    article: articleOfPath(section.headingPath),
    context,
    text,
    table,
    pageFrom: Math.min(...pageNumbers),
    pageTo: Math.max(...pageNumbers),
    spans,
  };
}

/** The number of the nearest numbered heading; a chapter's number is not an article's. */
function articleOfPath(path: readonly string[]): string | null {
  for (const heading of [...path].reverse()) {
    const article = articleOf(heading);
    if (article !== null || /^(?:hoofdstuk|bijlage|deel|titel|afdeling)\b/iu.test(heading)) return article;
  }
  return null;
}

/** '4.3' of 'Artikel 4.3 Bijzonder verlof'; null for a heading without a number, for a date, a chapter and an annex. */
export function articleOf(heading: string): string | null {
  if (
    /^(?:bijlage|hoofdstuk|\d{1,2}\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december))\b/iu.test(
      heading,
    )
  )
    return null;
  return (
    /^(?:artikel|art\.|§|paragraaf)?\s*(\d{1,3}(?:[.:]\d{1,3})*[a-z]?)(?![\p{L}\d%]|,\d)/iu.exec(
      heading,
    )?.[1] ?? null
  );
}

function tablePassages(section: Section, table: TableBlock, intro: string): Passage[] {
  const result: Passage[] = [];
  const columns = table.columns;
  const parts = Math.max(1, Math.ceil(table.rows.length / MAX_ROWS));
  const size = Math.max(1, Math.ceil(table.rows.length / parts));
  const context = [table.caption ?? '', intro]
    .filter((part) => part !== '')
    .map((part) => (/[.:;!?]$/.test(part) ? part : `${part}.`))
    .join(' ');
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
