import type { ChatReply, Citation } from '../assistant/model.ts';
import type { DocumentView, ReadPassage } from '../employer/model.ts';

const labels = {
  nl: {
    sources: 'Bronnen',
    page: 'bladzijde',
    near: 'Dit komt in de buurt',
    form: 'Formulier',
    differ: 'De documenten zeggen verschillende dingen',
  },
  en: {
    sources: 'Sources',
    page: 'page',
    near: 'This comes close',
    form: 'Form',
    differ: 'The documents say different things',
  },
};

/** A reply as text for a terminal. */
export function replyText(reply: ChatReply, lang: 'nl' | 'en'): string {
  const label = labels[lang];
  const place = ({ title, heading, page }: Pick<Citation, 'title' | 'heading' | 'page'>) =>
    [title, heading, `${label.page} ${page}`].filter(Boolean).join(', ');
  const quoted = (citations: readonly Citation[]) =>
    citations.flatMap((citation, i) => [
      `  [${i + 1}] ${place(citation)}`,
      `      "${oneLine(citation.quote)}"`,
    ]);
  const lines = [reply.answer];
  if (reply.conflict?.length) lines.push('', `${label.differ}:`, ...quoted(reply.conflict));
  if (reply.citations.length > 0) lines.push('', `${label.sources}:`, ...quoted(reply.citations));
  if (reply.nearMisses?.length)
    lines.push('', `${label.near}:`, ...reply.nearMisses.map((miss) => `  - ${place(miss)}`));
  if (reply.flow) lines.push('', `${label.form}: ${reply.flow.name} ${JSON.stringify(reply.flow.slots)}`);
  return `${lines.join('\n')}\n`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const stages: Record<DocumentView['stage'], string> = {
  queued: 'wacht',
  reading: 'tekst lezen',
  structuring: 'indelen',
  encoding: 'passages coderen',
  publishing: 'opslaan',
  ready: 'klaar',
};

/** How far a document is, on one line. */
export function progressLine(name: string, view: DocumentView): string {
  if (view.status === 'ready') return `${name}  klaar: ${view.pages} bladzijden, ${view.passages} passages`;
  if (view.status === 'failed')
    return `${name}  mislukt: ${view.error?.message ?? view.error?.code ?? 'onbekende reden'}`;
  const width = 20;
  const share = Math.min(1, Math.max(0, view.progress));
  const done = Math.round(share * width);
  const bar = `${'█'.repeat(done)}${'░'.repeat(width - done)}`;
  const page =
    view.stage === 'reading' && view.pages > 0 ? `, bladzijde ${view.pagesRead} van ${view.pages}` : '';
  return `${name}  ${bar} ${Math.round(share * 100)}% ${stages[view.stage]}${page}`;
}

/** What was made of a file: what may hurt answers, then every passage with its place, heading, context and text. */
export function describeRead(view: DocumentView, passages: readonly ReadPassage[]): string {
  const { health } = view;
  const pages = view.pages === 1 ? '1 bladzijde' : `${view.pages} bladzijden`;
  const words = health
    ? `, ${health.words.min} tot ${health.words.max} woorden lang (de middelste ${health.words.median})`
    : '';
  const lines = [
    `${view.title}: ${view.format}, ${pages}, ${passages.length === 1 ? '1 passage' : `${passages.length} passages`}${words}`,
    ...warning('koppen zonder tekst', health?.orphanHeadings),
    ...warning('passages die midden in een zin beginnen', health?.midSentence),
    ...warning('dubbele passages', health?.duplicates),
    ...warning('bijna lege bladzijden', health?.emptyPages),
    ...warning('onzichtbare tekst, weggelaten', health?.hiddenText),
    ...passages.flatMap(describePassage),
  ];
  return `${lines.join('\n')}\n`;
}

function warning(name: string, items: readonly (string | number)[] | undefined): string[] {
  return items === undefined || items.length === 0 ? [] : [`let op: ${name}: ${items.join('; ')}`];
}

function describePassage({
  ordinal,
  article,
  headingPath,
  context,
  table,
  text,
  ...place
}: ReadPassage): string[] {
  const { pageFrom, pageTo } = place;
  const pages = pageFrom === pageTo ? `bladzijde ${pageFrom}` : `bladzijde ${pageFrom}-${pageTo}`;
  const where = [pages, article === null ? '' : `artikel ${article}`, headingPath.join(' > ')];
  return [
    '',
    `[${ordinal}] ${where.filter(Boolean).join(' | ')}`,
    ...(context === '' ? [] : [`  (${context})`]),
    ...(table === null ? [] : [`  kolommen: ${table.columns.join(' | ')}`]),
    ...text.split('\n').map((line) => `  ${line}`),
  ];
}
