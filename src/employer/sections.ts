import type { Passage, PassageTable } from '../ingestion/model.ts';

/** An article (or what stands under one heading) of a version: what a comparison is made of. */
export interface Section {
  heading: string;
  /** All headings above it, the nearest last. */
  path: string;
  /** The heading without its number: it stays when articles move up. */
  subject: string;
  page: number;
  /** Its running text, lead-ins included. */
  text: string;
  tables: PassageTable[];
  /** White space folded; equal for sections that say the same. */
  fingerprint: string;
}

export type ComparedPassage = Pick<
  Passage,
  'headingPath' | 'article' | 'context' | 'text' | 'table' | 'pageFrom'
>;

/** Passages as sections: those that follow each other under the same headings belong together. */
export function sectionsOf(passages: readonly ComparedPassage[], title: string): Section[] {
  const groups: ComparedPassage[][] = [];
  for (const passage of passages) {
    const last = groups.at(-1);
    if (last?.[0] && pathOf(last[0]) === pathOf(passage)) last.push(passage);
    else groups.push([passage]);
  }
  return groups.flatMap((group) => (group[0] ? [sectionOf(group[0], group, title)] : []));
}

function pathOf({ headingPath }: ComparedPassage): string {
  return headingPath.join('\n');
}

function sectionOf(first: ComparedPassage, group: readonly ComparedPassage[], title: string): Section {
  const texts: string[] = [];
  for (const { context, text, table } of group) {
    // A table says its caption itself.
    if (table !== null) continue;
    // A lead-in stands with every clause that depends on it; said once is enough.
    if (context !== '' && !texts.some((known) => known.includes(context))) texts.push(context);
    texts.push(text);
  }
  const tables = wholeTables(group.flatMap(({ table }) => table ?? []));
  const text = texts.join('\n');
  const heading = first.headingPath.at(-1) ?? title;
  const cells = tables.flatMap(({ caption, columns, rows }) => [
    [caption ?? ''],
    columns,
    ...rows.map((row) => row.cells),
  ]);
  return {
    heading,
    path: pathOf(first),
    subject: subjectOf(heading),
    page: first.pageFrom,
    text,
    tables,
    fingerprint: folded([text, ...cells.map((row) => row.join('|'))].join('\n')),
  };
}

/** A long table is several passages under the same heads; where it is cut says nothing. */
function wholeTables(tables: readonly PassageTable[]): PassageTable[] {
  const whole: PassageTable[] = [];
  for (const table of tables) {
    const last = whole.at(-1);
    const goesOn = last?.columns.join('\n') === table.columns.join('\n') && last.caption === table.caption;
    if (last && goesOn) whole.splice(-1, 1, { ...last, rows: [...last.rows, ...table.rows] });
    else whole.push(table);
  }
  return whole;
}

const numbered =
  /^(?:(?:artikel|art\.|hoofdstuk|paragraaf|bijlage|§)\s*)?(?:\d+|[ivxlc]+(?=[.:)\s]))(?:[.:]\d+)*[a-z]?[.:)]?\s+/i;

/** The heading without its number: '' where a heading is only a number. */
export function subjectOf(heading: string): string {
  const rest = heading.replace(numbered, '');
  return /^(?:artikel|hoofdstuk|bijlage|paragraaf|§)?\s*[\d.:]+[a-z]?$/i.test(rest) ? '' : folded(rest);
}

export function folded(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}
