import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { createDocumentReader } from '../../src/adapters/node/document-reader.ts';
import { readingLimits } from '../../src/adapters/node/document-reader-process.ts';
import { foldText } from '../../src/ingestion/clean-text.ts';
import type { IngestedDocument } from '../../src/ingestion/model.ts';
import { AppError } from '../../src/kernel/errors.ts';
import {
  countLie,
  doubleFlateBomb,
  encrypted,
  pageTreeLoop,
  rootFirst,
  scan,
  withoutPage,
} from './hostile-pdf.ts';
import { linesAt, makePdf, type Piece } from './make-pdf.ts';

const reader = createDocumentReader();
afterAll(() => reader.close());

async function outcome(bytes: Uint8Array, name: string, from = reader): Promise<string> {
  try {
    await from.read(bytes, name);
    return 'text';
  } catch (error) {
    return error instanceof AppError ? error.code : `escaped: ${String(error)}`;
  }
}

/** Every line of every passage stands on one of its pages, letters and digits compared. */
function misquoted(document: IngestedDocument): string[] {
  const pages = new Map(document.pages.map((page) => [page.number, foldText(page.text)]));
  return document.passages.flatMap((passage) =>
    passage.spans
      .map((span) => ({ text: passage.text.slice(span.start, span.end), page: pages.get(span.page) ?? '' }))
      .filter(({ text, page }) => !page.includes(foldText(text)))
      .map(({ text }) => text),
  );
}

const article = makePdf(
  [
    {
      pieces: [
        ...linesAt(60, 100, ['Artikel 1 Verlof'], { size: 14, bold: true }),
        ...linesAt(60, 130, [
          'De werknemer heeft per jaar recht op 25 dagen vakan-',
          'tie. Dit geldt bij een volledig dienstverband en naar',
          'evenredigheid bij deeltijd.',
        ]),
      ],
    },
  ],
  { title: 'Regeling verlof' },
);

describe('what a file is', () => {
  const pdf = article;
  const zip = new Uint8Array(Buffer.from('PK\u0003\u0004 and so on', 'latin1'));
  const html = new TextEncoder().encode('<!doctype html><h1>Verlof</h1><p>Ieder jaar 25 dagen.</p>');
  it.each([
    ['nothing at all', new Uint8Array(), 'leeg.pdf', 'file_empty'],
    ['HTML named pdf', html, 'regeling.pdf', 'pdf_not_a_pdf'],
    ['a zip (or DOCX) named pdf', zip, 'regeling.pdf', 'pdf_not_a_pdf'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'foto.png', 'file_type_unsupported'],
    ['a zip that is no DOCX', zip, 'regeling.docx', 'document_damaged'],
    ['binary named txt', new Uint8Array([1, 0, 2, 0, 3]), 'tekst.txt', 'file_type_unsupported'],
    ['26 MB', new Uint8Array(26 * 1024 * 1024), 'groot.pdf', 'file_too_large'],
    ['blank text', new TextEncoder().encode(' \n \n'), 'leeg.txt', 'document_without_text'],
    ['HTML named html', html, 'regeling.html', 'text'],
    ['PDF named pdf', pdf, 'regeling.pdf', 'text'],
  ])('%s', async (_, bytes, name, expected) => {
    expect(await outcome(bytes, name)).toBe(expected);
  });
});

const rounded = (document: IngestedDocument) =>
  document.passages.flatMap(({ spans }) =>
    spans.map(({ box }) => box && { x0: ~~box.x0, y0: ~~box.y0, x1: ~~box.x1, y1: ~~box.y1 }),
  );

describe('a PDF', () => {
  it('becomes passages with heading, article, page, boxes and undone hyphens', async () => {
    const document = await reader.read(article, 'regeling.pdf');
    expect(document).toMatchObject({ format: 'pdf', title: 'Regeling verlof' });
    const [passage, ...others] = document.passages;
    expect(others).toEqual([]);
    expect(passage).toMatchObject({
      headingPath: ['Artikel 1 Verlof'],
      article: '1',
      pageFrom: 1,
      pageTo: 1,
    });
    expect(passage?.text).toContain('25 dagen vakantie. Dit geldt');
    expect(passage?.spans).toHaveLength(3);
    expect(passage?.spans[0]?.box?.x0).toBeCloseTo(60, 0);
    expect(misquoted(document)).toEqual([]);
  });

  it('tells how far it is, page by page', async () => {
    const page = { pieces: linesAt(60, 100, ['Elke bladzijde heeft haar eigen regel tekst.']) };
    const seen: string[] = [];
    await reader.read(makePdf([page, page, page]), 'drie.pdf', {
      onProgress: ({ stage, page: n, pages }) => seen.push(`${stage} ${n}/${pages}`),
    });
    expect(seen).toEqual(
      expect.arrayContaining(['reading 1/3', 'reading 2/3', 'reading 3/3', 'structuring 3/3']),
    );
  });

  it('keeps text that nobody can see out of the passages and tells HR', async () => {
    const seen: Piece[] = linesAt(60, 100, [
      'De reiskosten zijn 23 cent per kilometer.',
      'Dat geldt voor iedereen.',
    ]);
    const unseen: Piece[] = [
      { text: 'witte tekst zegt ja', x: 60, y: 300, colour: [1, 1, 1] },
      { text: 'onzichtbare tekst zegt ja', x: 60, y: 320, mode: 3 },
      { text: 'minuscule tekst zegt ja', x: 60, y: 340, size: 1 },
      { text: 'tekst naast het blad zegt ja', x: 900, y: 360 },
      { text: 'blauw op blauw zegt ja', x: 60, y: 400, colour: [0, 0, 0.5] },
      { text: 'Wit op blauw is leesbaar.', x: 60, y: 440, colour: [1, 1, 1] },
    ];
    const bars = [{ x: 50, y: 385, width: 400, height: 80, colour: [0, 0, 0.5] as const }];
    const document = await reader.read(makePdf([{ pieces: [...seen, ...unseen], bars }]), 'wit.pdf');
    const text = document.passages.map((passage) => passage.text).join('\n');
    expect(text).toContain('Wit op blauw is leesbaar');
    expect(text).not.toContain('zegt ja');
    const hidden = document.health.hiddenText.join(' ');
    for (const word of ['witte', 'onzichtbare', 'minuscule', 'naast', 'blauw op blauw'])
      expect(hidden).toContain(word);
  });

  it('sees white headings on the colour that is painted behind them, cell by cell', async () => {
    const dark = { height: 18, colour: [0.1, 0.3, 0.1] as const, clipped: true };
    const light = { height: 90, colour: [1, 1, 1] as const, clipped: true };
    const bars = [
      { x: 50, y: 88, width: 140, ...dark },
      { x: 190, y: 88, width: 200, ...dark },
      { x: 50, y: 106, width: 340, ...light },
    ];
    const head = { size: 10, bold: true, colour: [1, 1, 1] as const };
    const pieces: Piece[] = [
      { text: 'Soort', x: 60, y: 100, ...head },
      { text: 'Bedrag', x: 200, y: 100, ...head },
      ...linesAt(60, 124, ['fiets', 'auto', 'trein'], { leading: 2 }),
      ...linesAt(200, 124, ['1,00', '0,23', '0,30'], { leading: 2 }),
      { text: 'nee', x: 300, y: 124, size: 10, colour: [1, 1, 1] },
    ];
    const document = await reader.read(makePdf([{ pieces, bars }]), 'tabel.pdf');
    expect(document.passages[0]?.table?.columns).toEqual(['Soort', 'Bedrag']);
    expect(document.health.hiddenText).toEqual(['nee']);
  });

  it('keeps the invisible layer that text recognition lays under a scan', async () => {
    const pieces = linesAt(60, 100, ['De gescande regeling noemt', 'vijf dagen verlof per jaar.']).map(
      (p) => ({ ...p, mode: 3 }),
    );
    const document = await reader.read(makePdf([{ pieces }]), 'ocr.pdf');
    expect(document.passages[0]?.text).toContain('vijf dagen verlof');
    expect(document.health.hiddenText).toEqual([]);
  });

  it('reads a page that lies on its side', async () => {
    const pieces = linesAt(60, 100, ['De eerste regel van het blad.', 'De tweede regel van het blad.']);
    const document = await reader.read(makePdf([{ pieces, rotate: 90 }]), 'gedraaid.pdf');
    expect(document.passages[0]?.text).toBe('De eerste regel van het blad. De tweede regel van het blad.');
    // Turned by the file itself: displayed 842 wide, the lines run down its right side.
    expect(document.pages[0]).toMatchObject({ width: 842, height: 595 });
    expect(rounded(document)).toEqual([
      { x0: 739, y0: 60, x1: 750, y1: 188 },
      { x0: 726, y0: 60, x1: 736, y1: 192 },
    ]);
  });

  it.each([
    [90, 400, 60, { x0: 397, y0: 60, x1: 408, y1: 188 }],
    [180, 500, 300, { x0: 371, y0: 297, x1: 500, y1: 308 }],
    [270, 100, 700, { x0: 92, y0: 571, x1: 102, y1: 700 }],
  ] as const)('marks text that runs %i degrees where it stands on the page', async (turn, x, y, box) => {
    const text = 'De eerste regel van het blad.';
    const sideways = makePdf([{ pieces: [{ text, x, y, turn }] }]);
    const document = await reader.read(sideways, 'gedraaid.pdf');
    expect(document.passages[0]?.text).toBe(text);
    expect(document.pages[0]).toMatchObject({ width: 595, height: 842 });
    expect(rounded(document)).toEqual([box]);
    // The same piece as a note in the margin of a page that is read otherwise.
    const pieces = [...linesAt(60, 100, ['Dit blad leest van links naar rechts.']), { text, x, y, turn }];
    const aside = await reader.read(makePdf([{ pieces }]), 'kantlijn.pdf');
    expect(rounded(aside)).toContainEqual(box);
  });
});

describe('a PDF that is not whole never becomes half a document', () => {
  const pages = Array.from({ length: 12 }, (_, i) => ({
    pieces: linesAt(
      60,
      100,
      Array.from({ length: 30 }, (_, line) => `Regel ${line} van bladzijde ${i + 1} over verlof en loon.`),
    ),
  }));

  it('wherever it was cut off', async () => {
    const whole = rootFirst(makePdf(pages));
    expect(await outcome(whole, 'regeling.pdf')).toBe('text');
    for (const share of [0.2, 0.4, 0.6, 0.8, 0.96]) {
      const cut = whole.slice(0, Math.floor(whole.length * share));
      expect([share, await outcome(cut, 'regeling.pdf')]).toEqual([share, 'pdf_damaged']);
    }
  });

  it('and says which page can not be read', async () => {
    const broken = withoutPage(makePdf(pages), 3);
    await expect(reader.read(broken, 'regeling.pdf')).rejects.toMatchObject({
      code: 'pdf_damaged',
      detail: expect.stringContaining('Bladzijde 3 van deze PDF kan niet worden gelezen'),
    });
  });
});

describe('a hostile PDF ends as a named code', () => {
  it.each([
    ['truncated in the middle', article.slice(0, 300), ['pdf_damaged', 'document_without_text']],
    ['only a header', new TextEncoder().encode('%PDF-1.7\n'), ['pdf_damaged']],
    ['a page tree that loops', pageTreeLoop(), ['pdf_damaged']],
    [
      'a hundred million pages that are not there',
      countLie(),
      ['pdf_too_large', 'pdf_damaged', 'document_without_text'],
    ],
    ['a password', encrypted(), ['pdf_password']],
    ['a scan', scan(), ['pdf_scan_without_text']],
    ['no text and no picture', makePdf([{ pieces: [] }]), ['document_without_text']],
    [
      'letters without meaning',
      makePdf([{ pieces: linesAt(60, 100, ['\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008'.repeat(6)]) }]),
      ['pdf_text_unreadable', 'document_without_text'],
    ],
  ])('%s', async (_, bytes, expected) => {
    expect(expected).toContain(await outcome(bytes, 'vijandig.pdf'));
  });

  it('a bomb is stopped at its limits while another file is read', async () => {
    const narrow = createDocumentReader({ ...readingLimits, rssBytes: 300 * 1024 * 1024, wallMs: 10_000 });
    const bytes = doubleFlateBomb(700);
    const before = process.memoryUsage().rss;
    const [bomb, other] = await Promise.all([
      outcome(bytes, 'bom.pdf', narrow),
      outcome(article, 'regeling.pdf', narrow),
    ]);
    expect(['pdf_too_large', 'pdf_too_slow']).toContain(bomb);
    expect(other).toBe('text');
    expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
  }, 40_000);

  it('a child that says too much is stopped', async () => {
    const talkative = createDocumentReader({ ...readingLimits, outputBytes: 200 });
    expect(await outcome(article, 'regeling.pdf', talkative)).toBe('pdf_too_large');
  });

  it('a child that takes too long is stopped', async () => {
    const hasty = createDocumentReader({ ...readingLimits, wallMs: 1 });
    expect(await outcome(article, 'regeling.pdf', hasty)).toBe('pdf_too_slow');
  });
});

describe('the queue', () => {
  it('reads many files two at a time, each whole', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => outcome(article, 'regeling.pdf')));
    expect(results).toEqual(Array.from({ length: 6 }, () => 'text'));
  });

  it('stops a file that is being read, and one that waits, when asked', async () => {
    const single = createDocumentReader({ ...readingLimits, parallel: 1 });
    const stop = new AbortController();
    const reason = new Error('no longer needed');
    const first = single.read(doubleFlateBomb(300), 'bom.pdf', { signal: stop.signal });
    const second = single.read(article, 'regeling.pdf', { signal: stop.signal });
    const both = Promise.allSettled([first, second]);
    stop.abort(reason);
    expect(await both).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    expect(await outcome(article, 'regeling.pdf', single)).toBe('text');
  });
});

describe('the documents of the demo employers', () => {
  const names = [
    'meerhaven/bedrijfsregeling-meerhaven-2026',
    'meerhaven/cao-orv-2026-2027',
    'meerhaven/huisregels-magazijn',
    'meerhaven/pensioenreglement-orv',
    'klaverveld/bedrijfsregeling-2026',
  ];
  const file = (name: string) =>
    new Uint8Array(readFileSync(new URL(`../../documents/${name}.pdf`, import.meta.url)));

  it.each(names)('%s: every line of every passage can be quoted from its page', async (name) => {
    const document = await reader.read(file(name), `${name}.pdf`);
    expect(misquoted(document)).toEqual([]);
    expect(document.passages.length).toBeGreaterThan(5);
    expect(document.passages.filter((p) => / -? ?pagina \d+ van \d+/.test(p.text))).toEqual([]);
    expect(document.health).toMatchObject({ midSentence: [], hiddenText: [], duplicates: [] });
  });

  it('finds the articles, sub-clauses and tables of the cao', async () => {
    const document = await reader.read(file('meerhaven/cao-orv-2026-2027'), 'cao.pdf');
    const articles = new Set(document.passages.map((passage) => passage.article));
    for (let n = 1; n <= 83; n++) expect(articles).toContain(String(n));
    const wages = document.passages.filter((p) => p.table?.caption?.startsWith('Tabel 13') === true);
    const rows = wages.flatMap((p) => p.table?.rows ?? []);
    // 8 scales in steps, over three pages: one table, its repeated heading dropped.
    expect(rows.find((row) => row.cells[0] === 'E5')?.cells).toEqual([
      'E5',
      '3.202,00',
      '19,41',
      '3.266,00',
      '19,79',
    ]);
    expect(wages[0]?.table?.columns[0]).toBe('Schaal en trede');
    expect(rows.filter((row) => row.cells[0] === 'Schaal en trede')).toEqual([]);
  });

  it('reads the wage table of the scheme, white headings on green', async () => {
    const document = await reader.read(file('klaverveld/bedrijfsregeling-2026'), 'regeling.pdf');
    const wages = document.passages.filter((p) => p.table?.caption?.startsWith('Tabel 3') === true);
    expect(wages[0]?.table?.columns).toEqual(['Schaal', 'Trede', 'Maandloon', 'Uurloon']);
    expect(wages.flatMap((p) => p.table?.rows ?? [])).toHaveLength(35);
    expect(wages[0]).toMatchObject({ article: '3.1', pageFrom: 8 });
  });

  it('reads the two columns of the pension scheme one after the other', async () => {
    const document = await reader.read(file('meerhaven/pensioenreglement-orv'), 'pensioen.pdf');
    const table = document.passages.find((p) => p.table?.caption === 'Toedeling naar leeftijd')?.table;
    expect(table?.columns).toEqual(['Leeftijd', 'Deel van het overrendement', 'Bescherming tegen rente']);
    expect(table?.rows.map((row) => row.cells)).toContainEqual(['62 jaar en ouder', '50%', '95%']);
    const reserve = document.passages.find((p) => p.article === '4.2');
    expect(reserve?.text).toMatch(
      /^1\. Het fonds houdt.*\n2\. De reserve wordt gevuld.*\n3\. De reserve wordt gebruikt/,
    );
  });
});
