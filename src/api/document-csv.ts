import type { DocumentView } from '../employer/model.ts';
import { csvOf } from '../kernel/csv.ts';

const kinds: Record<DocumentView['kind'], string> = {
  scheme: 'regeling',
  cao: 'cao',
  pension: 'pensioen',
  protocol: 'protocol',
  handbook: 'handboek',
  other: 'overig',
};
const readers: Record<DocumentView['visibility'], string> = {
  employees: 'werknemers',
  managers: 'managers en HR',
  hr: 'alleen HR',
};
const statuses: Record<DocumentView['status'], string> = {
  ready: 'verwerkt',
  queued: 'wacht',
  processing: 'bezig',
  failed: 'mislukt',
};

/** The employer file as a list for a spreadsheet, in the order given. */
export function documentsCsv(documents: readonly DocumentView[]): string {
  return csvOf(
    [
      'titel',
      'soort',
      'gebruikt',
      'zichtbaar voor',
      'geldig vanaf',
      'geldig tot en met',
      'voorrang',
      'stand',
      'bestand',
      "pagina's",
      'passages',
      'toegevoegd op',
    ],
    documents.map((document) => [
      document.title,
      kinds[document.kind],
      document.usedByAssistant ? 'ja' : 'nee',
      readers[document.visibility],
      document.validFrom ?? '',
      document.validTo ?? '',
      document.precedence,
      document.next?.status === 'waiting' ? 'nieuwe versie wacht' : statuses[document.status],
      document.fileName,
      document.pages,
      document.passages,
      new Date(document.createdAt).toISOString().slice(0, 10),
    ]),
  );
}
