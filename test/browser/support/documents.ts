import type {
  Documents,
  DocumentView,
  PassageView,
  ReadPassage,
  VersionComparison,
} from '../../../src/employer/model.ts';
import { readableVisibilities } from '../../../src/kernel/actor.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { view } from '../../api/support.ts';
import { lineBox, makePdf, PAGE } from './pdf.ts';

export const guideLines = [
  'Personeelsgids 2026',
  'Artikel 4.2 Vakantiedagen',
  'De werknemer heeft per kalenderjaar recht op 25 vakantie-',
  'dagen bij een volledig dienstverband. Wie minder werkt,',
  'krijgt dagen naar rato.',
];
export const guideText =
  'De werknemer heeft per kalenderjaar recht op 25 vakantiedagen bij een volledig dienstverband. Wie minder werkt, krijgt dagen naar rato.';
export const guideQuote =
  'De werknemer heeft per kalenderjaar recht op 25 vakantiedagen bij een volledig dienstverband.';

/** Words that stand in no text layer: as when a font has no text of its own. */
export const pictureText = 'Deze zin staat alleen als plaatje op de bladzijde.';
export const evilText =
  '<img src=x onerror="fetch(`https://elders.example/x`)"><script>document.title="gekaapt"</script> Gewone tekst na de opmaak.';

const pages = [
  { number: 1, width: PAGE.width, height: PAGE.height },
  { number: 2, width: PAGE.width, height: PAGE.height },
];

function span(start: number, end: number, page: number, line: number) {
  return { start, end, page, box: lineBox(line, guideLines[line] ?? ' '.repeat(40)) };
}

function passage(id: string, documentId: string, rest: Partial<PassageView>): PassageView {
  return {
    id,
    documentId,
    headingPath: ['Hoofdstuk 4', 'Artikel 4.2 Vakantiedagen'],
    context: '',
    text: '',
    pageFrom: 2,
    pageTo: 2,
    pages,
    spans: [],
    ...rest,
  };
}

const firstLine = guideText.indexOf('dagen bij');
const secondLine = guideText.indexOf('krijgt');
export const passages: PassageView[] = [
  passage('p-gids', 'd-gids', {
    text: guideText,
    spans: [
      span(0, firstLine, 2, 2),
      span(firstLine, secondLine, 2, 3),
      span(secondLine, guideText.length, 2, 4),
    ],
  }),
  passage('p-plaatje', 'd-gids', { text: pictureText, spans: [span(0, pictureText.length, 2, 12)] }),
  passage('p-notitie', 'd-notitie', {
    headingPath: ['Notitie thuiswerken'],
    text: evilText,
    pageFrom: 1,
    pageTo: 1,
    spans: [{ start: 0, end: evilText.length, page: 1, box: null }],
  }),
];

/** The same as HR sees it: a clause and a table on page 2, the clause marked as one that begins in the middle of a sentence. */
export const read: ReadPassage[] = [
  {
    id: 'p-gids',
    ordinal: 4,
    kind: 'text',
    headingPath: ['Hoofdstuk 4', 'Artikel 4.2 Vakantiedagen'],
    article: '4.2',
    context: 'Vrije dagen zijn:',
    text: guideText,
    table: null,
    pageFrom: 2,
    pageTo: 2,
  },
  {
    id: 'p-tabel',
    ordinal: 5,
    kind: 'table',
    headingPath: ['Bijlage 1'],
    article: null,
    context: '',
    text: '21 jaar | 16,05',
    table: {
      caption: 'Uurlonen <2026>',
      columns: ['Leeftijd', 'Uurloon'],
      rows: [{ cells: ['21 jaar', '16,05'], start: 0, end: 15 }],
    },
    pageFrom: 2,
    pageTo: 2,
  },
];

/** A version of the guide that waits. */
const next = {
  versionId: 'v-2',
  status: 'waiting',
  publish: 'wait',
  fileName: 'personeelsgids-2027.pdf',
  createdAt: 0,
} as const;

const comparison: VersionComparison = {
  counts: { same: 9, changed: 1, added: 1, removed: 1 },
  sections: [
    {
      status: 'changed',
      heading: 'Artikel 4.2 Vakantiedagen',
      headingBefore: null,
      pageBefore: 2,
      page: 2,
      blocks: [
        {
          kind: 'text',
          parts: [
            { text: 'Recht op ', status: 'same' },
            { text: '25', status: 'removed' },
            { text: '26', status: 'added' },
            { text: ' vakantiedagen.', status: 'same' },
          ],
        },
        {
          kind: 'table',
          caption: 'Uurlonen',
          columns: [
            { name: 'Leeftijd', status: 'same' },
            { name: 'Toeslag', status: 'added' },
          ],
          rows: [
            { status: 'added', cells: [[{ text: '22 jaar', status: 'added' }], []] },
            {
              status: 'changed',
              cells: [[{ text: '21 jaar', status: 'same' }], [{ text: '5 %', status: 'added' }]],
            },
          ],
        },
      ],
    },
    {
      status: 'added',
      heading: 'Artikel 4.3 Zorgverlof',
      headingBefore: null,
      pageBefore: null,
      page: 3,
      blocks: [{ kind: 'text', parts: [{ text: 'Twee weken per jaar.', status: 'added' }] }],
    },
    {
      status: 'removed',
      heading: 'Artikel 9 Winterbonus',
      headingBefore: null,
      pageBefore: 4,
      page: null,
      blocks: [{ kind: 'text', parts: [{ text: 'Vervalt.', status: 'removed' }] }],
    },
  ],
};

const health = {
  passages: 12,
  words: { min: 8, median: 64, max: 140 },
  orphanHeadings: ['Bijlage 3'],
  midSentence: [4],
  duplicates: [],
  emptyPages: [2],
  hiddenText: [],
};

export const startDocuments: DocumentView[] = [
  {
    ...view,
    id: 'd-gids',
    title: 'Personeelsgids Klaverveld 2026',
    fileName: 'personeelsgids.pdf',
    pages: 2,
    passages: 12,
    validFrom: '2026-01-01',
    precedence: 2,
    health,
    next,
  },
  {
    ...view,
    id: 'd-notitie',
    title: 'Notitie <b>thuiswerken</b>',
    kind: 'protocol',
    fileName: 'notitie.md',
    format: 'markdown',
    passages: 3,
  },
  {
    ...view,
    id: 'd-scan',
    title: 'Oude scan huisregels',
    kind: 'other',
    usedByAssistant: false,
    live: false,
    status: 'failed',
    stage: 'reading',
    progress: 0.1,
    fileName: 'scan.pdf',
    passages: 0,
    error: { code: 'pdf_scan_without_text', message: 'Deze PDF is een scan: er staat geen tekst in.' },
  },
  {
    ...view,
    id: 'd-hr',
    title: 'Beoordelingsrichtlijn',
    kind: 'protocol',
    visibility: 'hr',
    usedByAssistant: false,
    fileName: 'richtlijn.docx',
    format: 'docx',
    passages: 40,
  },
];

/** Documents in memory: two to read, one that failed, one for HR alone. Uploads wait until `advance` is called. */
export function fakeFile(): Documents & { advance(id: string, step: Partial<DocumentView>): void } {
  const rows = new Map(startDocuments.map((document) => [document.id, document]));
  const removed = new Map<string, DocumentView>();
  const listeners = new Set<(document: DocumentView) => void>();
  const find = (id: string): DocumentView => {
    const row = rows.get(id);
    if (!row) throw new AppError('not_found');
    return row;
  };
  const change = (id: string, step: Partial<DocumentView>): DocumentView => {
    const row = { ...find(id), ...step };
    rows.set(id, row);
    for (const listener of listeners) listener(row);
    return row;
  };
  return {
    advance: change,
    upload: async (_actor, file, input) => {
      const id = `d-nieuw-${rows.size}`;
      rows.set(id, {
        ...view,
        id,
        title: input.title,
        kind: input.kind,
        fileName: file.name,
        bytes: file.bytes.length,
        usedByAssistant: false,
        live: false,
        status: 'queued',
        stage: 'queued',
        progress: 0,
        passages: 0,
      });
      return find(id);
    },
    list: (actor) =>
      [...rows.values()].filter((row) => readableVisibilities(actor.role).includes(row.visibility)),
    get: (_actor, id) => find(id),
    patch(_actor, id, patch) {
      if (patch.usedByAssistant && find(id).visibility === 'hr') {
        throw new AppError('document_not_readable_by_employees');
      }
      return change(id, { usedByAssistant: patch.usedByAssistant ?? find(id).usedByAssistant });
    },
    remove: async (_actor, id) => void rows.delete(find(id).id),
    setAside(_actor, id) {
      removed.set(id, find(id));
      rows.delete(id);
      return { id, title: removed.get(id)?.title ?? '', purgeAt: 60_000, undoMs: 60_000 };
    },
    restore(_actor, id) {
      const row = removed.get(id);
      if (!row) throw new AppError('not_found');
      removed.delete(id);
      rows.set(id, row);
      return row;
    },
    removed: () =>
      [...removed.values()].map(({ id, title }) => ({ id, title, purgeAt: 60_000, undoMs: 60_000 })),
    setPrecedence(_actor, order) {
      for (const id of rows.keys())
        change(id, { precedence: order.includes(id) ? order.length - order.indexOf(id) : 0 });
      return [...rows.values()];
    },
    async compare(_actor, id, versionId) {
      const document = find(id);
      if (document.next?.versionId !== versionId) throw new AppError('not_found');
      const { kind, validTo, visibility, precedence } = document;
      const becomes = {
        title: 'Personeelsgids 2027',
        kind,
        validFrom: '2027-01-01',
        validTo,
        visibility,
        precedence,
      };
      return { document, becomes, comparison, passages: [] };
    },
    publish: async (_actor, id) => change(id, { next: null, title: 'Personeelsgids 2027' }),
    discard: async (_actor, id) => change(id, { next: null }),
    version(_actor, id, versionId) {
      const { fileName, format, pages, health } = find(id);
      const status = versionId === 'v-2' ? 'waiting' : 'ready';
      return { versionId: versionId ?? 'v-1', status, fileName, format, pages, health };
    },
    async versionFile(_actor, id) {
      const { fileName, format } = find(id);
      return { bytes: makePdf([['Voorblad'], guideLines]), fileName, format };
    },
    async file(_actor, id) {
      const { fileName, format } = find(id);
      const bytes =
        format === 'pdf' ? makePdf([['Voorblad'], guideLines]) : new TextEncoder().encode(evilText);
      return { bytes, fileName, format };
    },
    passage(_actor, documentId, passageId) {
      const found = passages.find((p) => p.id === passageId && p.documentId === documentId);
      if (!found) throw new AppError('not_found');
      return found;
    },
    readPages: () => [
      { number: 1, text: '' },
      { number: 2, text: guideLines.join('\n') },
    ],
    readPassages: (_actor, _id, versionId) =>
      read.map((passage) => (versionId === 'v-2' ? { ...passage, id: '' } : passage)),
    retry: (_actor, id) => change(id, { status: 'queued', stage: 'queued', progress: 0, error: null }),
    settled: async () => undefined,
    reencoding: () => ({ waiting: 0, failed: 0 }),
    subscribe(_actor, listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
