import { deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { createDocumentReader } from '../../src/adapters/node/document-reader.ts';
import { checkDocx } from '../../src/ingestion/docx-check.ts';
import { readHtml, readTextual } from '../../src/ingestion/textual-document.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const reader = createDocumentReader();
afterAll(() => reader.close());

describe('Markdown', () => {
  const source = [
    '# Regeling thuiswerken',
    '',
    '## Artikel 1 Vergoeding',
    '',
    'De werkgever betaalt € 2,40 per dag.',
    '',
    '1. Dit geldt per hele dag.',
    '2. Halve dagen tellen niet.',
    '',
    '## Artikel 2 Tabel',
    '',
    '| Groep | Dagen |',
    '|---|---|',
    '| planning | 1 |',
    '| verkoop | 2 |',
    '',
    '<script>alert(1)</script>',
  ].join('\n');

  it('becomes a passage per article, a table apart, on one page', () => {
    const document = readTextual(bytes(source), 'markdown');
    expect(document.title).toBe('Regeling thuiswerken');
    expect(document.pages).toHaveLength(1);
    expect(document.passages.map((p) => [p.kind, p.article, p.headingPath.join(' > ')])).toEqual([
      ['text', '1', 'Artikel 1 Vergoeding'],
      ['table', '2', 'Artikel 2 Tabel'],
      ['text', '2', 'Artikel 2 Tabel'],
    ]);
    expect(document.passages[0]?.text).toBe(
      'De werkgever betaalt € 2,40 per dag.\n1. Dit geldt per hele dag.\n2. Halve dagen tellen niet.',
    );
    expect(document.passages[1]?.table).toMatchObject({ columns: ['Groep', 'Dagen'] });
  });
});

describe('HTML', () => {
  it('leaves out scripts, styles and what nobody sees', () => {
    const source =
      '<title>x</title><style>p{}</style><h1>Verlof</h1><script>nee()</script><p hidden>nee</p><p style="display:none">nee</p><p style="color:#fff">nee</p><p>Iedereen krijgt <b>25 dagen</b> per jaar.</p><!-- nee -->';
    const { passages } = readTextual(bytes(source), 'html');
    expect(passages.map((p) => p.text)).toEqual(['Iedereen krijgt 25 dagen per jaar.']);
  });

  it('reads headings of two levels and cells over several rows', () => {
    const source =
      '<table><caption>Tabel 1 Bedragen</caption><thead><tr><th rowspan=2>Schaal</th><th colspan=2>Periode 2026</th></tr><tr><th>per uur</th><th>per maand</th></tr></thead><tr><td>A</td><td>15,00</td><td>2.400</td></tr><tr><td>B</td><td>16,00</td><td>2.500</td></tr></table>';
    const table = readTextual(bytes(source), 'html').passages[0]?.table;
    expect(table?.caption).toBe('Tabel 1 Bedragen');
    expect(table?.columns).toEqual(['Schaal', 'Periode 2026 / per uur', 'Periode 2026 / per maand']);
    expect(table?.rows.map((row) => row.cells)).toEqual([
      ['A', '15,00', '2.400'],
      ['B', '16,00', '2.500'],
    ]);
  });

  it('takes bold lines and article lines for headings, as Word files without styles have them', () => {
    const source =
      '<p><strong>Artikel 5 Reiskosten</strong></p><p>De vergoeding is 23 cent.</p><p>Artikel 6 Fiets</p><p>Er is een fietsregeling.</p>';
    expect(readHtml(source, 'docx').passages.map((p) => [p.article, p.text])).toEqual([
      ['5', 'De vergoeding is 23 cent.'],
      ['6', 'Er is een fietsregeling.'],
    ]);
  });

  it('survives nesting that no person made', () => {
    const deep = `${'<div>'.repeat(20_000)}diep${'</div>'.repeat(20_000)}<p>Gewone tekst van het document.</p>`;
    expect(() => readTextual(bytes(deep), 'html')).not.toThrow(RangeError);
  });
});

describe('plain text', () => {
  it('finds headings by number, capitals and underlines', () => {
    const source =
      'HUISREGELS\n\nArtikel 1 Roken\nRoken mag buiten.\n\nKleding\n-------\nDraag veiligheidsschoenen.\n';
    expect(readTextual(bytes(source), 'text').passages.map((p) => [p.headingPath.at(-1), p.text])).toEqual([
      ['Artikel 1 Roken', 'Roken mag buiten.'],
      ['Kleding', 'Draag veiligheidsschoenen.'],
    ]);
  });

  it('is read in Windows-1252 where it is no UTF-8', () => {
    const latin = new Uint8Array(
      [...'Vergoeding van ']
        .map((c) => c.charCodeAt(0))
        .concat(
          [0x80],
          [...' 5 per dag, twee'].map((c) => c.charCodeAt(0)),
          [0xeb],
          [0x6e],
        ),
    );
    expect(readTextual(latin, 'text').passages[0]?.text).toBe('Vergoeding van € 5 per dag, tweeën');
  });
});

/** A zip with stored or deflated entries; `claimed` overrides the size in the central directory. */
function zip(entries: readonly { name: string; content: Buffer; claimed?: number }[]): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimed } of entries) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(crc32(content), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc32(content), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimed ?? content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    central.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, directory, end]));
}

function crc32(data: Buffer): number {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const types =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const relations =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
const wordDocument = (body: string) =>
  `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
const docx = (body: string) =>
  zip([
    { name: '[Content_Types].xml', content: Buffer.from(types) },
    { name: '_rels/.rels', content: Buffer.from(relations) },
    { name: 'word/document.xml', content: Buffer.from(wordDocument(body)) },
  ]);

describe('DOCX', () => {
  it('becomes passages', async () => {
    const bold = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Artikel 3 Fietsplan</w:t></w:r></w:p>';
    const text = '<w:p><w:r><w:t>Eens per drie jaar kan een fiets worden gekocht.</w:t></w:r></w:p>';
    const document = await reader.read(docx(bold + text), 'fiets.docx');
    expect(document).toMatchObject({ format: 'docx', title: 'Artikel 3 Fietsplan' });
    expect(document.passages.map((p) => [p.article, p.text])).toEqual([
      ['3', 'Eens per drie jaar kan een fiets worden gekocht.'],
    ]);
  });

  it('that would unpack to more than 50 MB is refused before it is unpacked', () => {
    const bomb = zip([{ name: 'word/document.xml', content: Buffer.alloc(1000), claimed: 60 * 1024 * 1024 }]);
    expect(() => checkDocx(bomb)).toThrow('file_too_large');
  });

  it('that lies about its size is stopped at the limits of its child', async () => {
    const filler = '<w:p><w:r><w:t>bom</w:t></w:r></w:p>'.repeat(2_000_000);
    const liar = zip([
      { name: '[Content_Types].xml', content: Buffer.from(types) },
      { name: '_rels/.rels', content: Buffer.from(relations) },
      { name: 'word/document.xml', content: Buffer.from(wordDocument(filler)), claimed: 5000 },
    ]);
    await expect(reader.read(liar, 'bom.docx')).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:file_too_large|document_damaged)$/),
    });
  }, 40_000);

  it('without a document inside, or cut off, is damaged', () => {
    expect(() => checkDocx(zip([{ name: 'x.txt', content: Buffer.from('x') }]))).toThrow('document_damaged');
    expect(() => checkDocx(docx('').slice(0, 200))).toThrow('document_damaged');
  });
});
