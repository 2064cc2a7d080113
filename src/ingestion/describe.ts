import type { IngestedDocument, Passage } from './model.ts';

/** What was made of a file, for a person at a terminal: every passage with its place, heading, context and text. */
export function describeIngested(document: IngestedDocument): string {
  const { health } = document;
  const lines = [
    `${document.title ?? '(no title)'}: ${document.format}, ${document.pages.length} pages, ${health.passages} passages of ${health.words.min}-${health.words.max} words (median ${health.words.median})`,
    ...listed('headings without text', health.orphanHeadings),
    ...listed('passages that open in the middle of a sentence', health.midSentence.map(String)),
    ...listed('passages that occur twice', health.duplicates.map(String)),
    ...listed('pages with hardly any text', health.emptyPages.map(String)),
    ...listed('text nobody can see', health.hiddenText),
    ...document.passages.map(describePassage),
  ];
  return `${lines.join('\n')}\n`;
}

function listed(name: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`  ${name}: ${items.join('; ')}`];
}

function describePassage(passage: Passage): string {
  const pages =
    passage.pageFrom === passage.pageTo ? `${passage.pageFrom}` : `${passage.pageFrom}-${passage.pageTo}`;
  const head = `\n[${passage.ordinal}] p. ${pages}${passage.article === null ? '' : ` art. ${passage.article}`} | ${passage.headingPath.join(' > ')}`;
  const context = passage.context === '' ? [] : [`  (${passage.context})`];
  const columns = passage.table === null ? [] : [`  columns: ${passage.table.columns.join(' | ')}`];
  const text = passage.text.split('\n').map((line) => `  ${line}`);
  return [head, ...context, ...columns, ...text].join('\n');
}
