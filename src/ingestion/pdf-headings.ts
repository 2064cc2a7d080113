import { lineText } from './pdf-layout.ts';
import type { OrderedLine } from './pdf-order.ts';
import { alike, type BodyStyle, fontOf, isBold, sameFlow, taggedLevel } from './pdf-style.ts';

/** What a heading starts a list with, and no heading has unless it is set apart: '1.', 'a.', '-'. */
export const listMarker = /^(\d{1,2}[.)]|\(?[a-z]\)|[a-z]\.|[ivx]{1,4}\.|[-•–▪○◦‣·])\s+/iu;

const chapter =
  /^(?:hoofdstuk|deel|bijlage|afdeling|titel|paragraaf|chapter|annex)\s+(?:\d{1,3}|[ivxlc]{1,6}|[a-z])\b[.:]?/iu;
const article = /^(?:artikel|art\.)\s+\d[\w.:]*/iu;
/** 'Artikel 12, lid 3, is ...': a sentence that opens with a reference. */
const reference =
  /^(?:artikel|art\.|hoofdstuk|bijlage|paragraaf|afdeling)\s+[\w.:]+\s*,?\s+(?:eerste|tweede|derde|vierde|vijfde|lid|leden|van|is|en|of|geldt|gelden|tot|wordt|worden|bepaalt|regelt|onder|aanhef)\b/iu;
const decimal = /^(?:§\s*)?\d{1,3}(?:[.:]\d{1,3}){1,4}\.?\s+\p{L}/u;
const section = /^§\s*\d/u;
const month =
  /^\d{1,2}\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b/iu;

/** Longest heading, in characters; and most lines it wraps over. */
const MAX_LENGTH = 150;
const MAX_LINES = 4;

/** Number of lines from `at` that make one heading; 0 when a heading doesn't start there. */
export function headingRun(lines: readonly OrderedLine[], at: number, body: BodyStyle): number {
  const first = lines[at];
  if (first === undefined) return 0;
  const above = lines[at - 1];
  let count = 1;
  for (; count < MAX_LINES; count++) {
    const last = lines[at + count - 1];
    const next = lines[at + count];
    if (last === undefined || next === undefined || !sameFlow(last, next) || !alike(first, next)) break;
    if ((next.y - last.y) / next.size > 1.6 || next.y <= last.y) break;
    if (listMarker.test(lineText(next)) || chapter.test(lineText(next)) || article.test(lineText(next)))
      break;
    if (decimal.test(lineText(next)) || taggedLevel(next) !== taggedLevel(first)) break;
  }
  const opened =
    above === undefined ||
    !sameFlow(above, first) ||
    (first.y - above.y) / body.size > 1.15 * body.leading ||
    !alike(above, first);
  const wide =
    opened &&
    above !== undefined &&
    sameFlow(above, first) &&
    (first.y - above.y) / body.size > 1.25 * body.leading;
  const set = isSetApart(first, body);
  if (count > 1 && !set.large && !set.bold && !set.other && taggedLevel(first) === 0) {
    // Set like the body: the heading is one line, and what follows must not run on from it.
    const text = lineText(lines[at + 1] ?? first);
    if (/^\p{Ll}/u.test(text)) return 0;
    count = 1;
  }
  const run = lines.slice(at, at + count);
  return isHeading(run, { ...set, opened, wide }) ? count : 0;
}

interface Setting {
  large: boolean;
  bold: boolean;
  other: boolean;
  ratio: number;
}

function isSetApart(line: OrderedLine, body: BodyStyle): Setting {
  const ratio = line.size / body.size;
  const font = fontOf(line);
  return {
    ratio,
    large: ratio >= 1.1,
    bold: isBold(line) && !body.bold && ratio >= 0.85,
    other: font !== null && font !== body.font && ratio >= 0.9,
  };
}

function isHeading(run: readonly OrderedLine[], look: Setting & { opened: boolean; wide: boolean }): boolean {
  const first = run[0];
  if (first === undefined) return false;
  const text = run.map(lineText).join(' ');
  if (text.length > MAX_LENGTH || !/\p{L}/u.test(text) || first.fragments.length > 3) return false;
  if (run.some((line) => taggedLevel(line) > 0)) return true;
  if (/[;,]$/.test(text)) return false;
  const likeSentence = /[.:]$/.test(text) && !/\b(?:B\.V|N\.V|e\.d|c\.s)\.$/.test(text);
  const strong = look.large || look.bold;
  const numbered = chapter.test(text) || article.test(text) || decimal.test(text) || section.test(text);
  if (numbered && !reference.test(text) && !month.test(text)) {
    if ((strong || look.other) && look.opened) return !likeSentence || text.length < 60;
    return look.wide && !likeSentence && text.length <= 110 && run.length === 1;
  }
  if (likeSentence && !/^\d{1,2}\.?\s/.test(text) && !look.large) return false;
  if (/^(?:\(?[a-z][.)]|[-•–▪○◦‣·])\s/iu.test(text)) return false;
  if (look.ratio >= 1.3) return !(likeSentence && text.length > 60);
  if (!/^[\p{Lu}\d'"‘“(§]/u.test(text) || likeSentence || !look.opened) return false;
  if (strong) return text.length <= 110 || run.length <= 2;
  return look.other && look.wide && text.length <= 80 && run.length === 1 && !listMarker.test(text);
}

export interface HeadingStyle {
  text: string;
  size: number;
  bold: boolean;
  /** Level by its tag, 0 without. */
  tagged: number;
}

const keywordRanks: readonly (readonly [RegExp, number])[] = [
  [/^deel\b/iu, 1],
  [/^(?:hoofdstuk|bijlage|titel|chapter|annex)\b/iu, 2],
  [/^afdeling\b/iu, 3],
  [/^(?:paragraaf\b|§)/iu, 4],
  [/^(?:artikel|art\.)\s/iu, 5],
];

const keywordRank = (text: string) => keywordRanks.find(([pattern]) => pattern.test(text))?.[1] ?? null;
/** 2 for 'Bijlage 1.1', which hangs under 'Bijlage 1'. */
const keywordDepth = (text: string) =>
  /^\S+\s+([\p{L}\d]+(?:[.:]\d+)*)/u.exec(text)?.[1]?.split(/[.:]/).length ?? 1;
const numberDepth = (text: string) =>
  month.test(text)
    ? null
    : (/^(?:§\s*)?(\d{1,3}(?:[.:]\d{1,3})*)\.?\s/u.exec(text)?.[1]?.split(/[.:]/).length ?? null);

/**
 * Levels of a document's headings, 1 the highest: a heading hangs under the nearest one before it that outranks it. The title of the
 * document outranks nothing, so it doesn't stand in every path.
 */
export function headingLevels(headings: readonly HeadingStyle[]): number[] {
  const useTags = headings.filter((heading) => heading.tagged > 0).length >= 0.5 * headings.length;
  const title = titleIndex(headings);
  let stack: HeadingStyle[] = [];
  return headings.map((heading, i) => {
    if (i === title) return 1;
    while (stack.length > 0 && !outranks(stack.at(-1), heading, useTags)) stack = stack.slice(0, -1);
    stack = [...stack, heading];
    return stack.length;
  });
}

/** One of the first headings, where it is larger than all others and not numbered. */
function titleIndex(headings: readonly HeadingStyle[]): number {
  if (headings.length < 4) return -1;
  return headings
    .slice(0, 3)
    .findIndex(
      (heading) =>
        keywordRank(heading.text) === null &&
        numberDepth(heading.text) === null &&
        headings.every((other) => other === heading || other.size < heading.size - 0.4),
    );
}

function outranks(above: HeadingStyle | undefined, below: HeadingStyle, useTags: boolean): boolean {
  if (above === undefined) return true;
  if (useTags && above.tagged > 0 && below.tagged > 0) return above.tagged < below.tagged;
  const [ka, kb] = [keywordRank(above.text), keywordRank(below.text)];
  if (ka !== null && kb !== null)
    return ka < kb || (ka === kb && keywordDepth(above.text) < keywordDepth(below.text));
  const [da, db] = [numberDepth(above.text), numberDepth(below.text)];
  if (da !== null && db !== null && da !== db) return da < db;
  if (Math.abs(above.size - below.size) > 0.6) return above.size > below.size;
  if (ka !== null && ka <= 2) return true;
  if (kb !== null && kb <= 2) return false;
  if ((da !== null || ka !== null) && db === null && kb === null) return above.bold && !below.bold;
  return above.bold && !below.bold;
}
