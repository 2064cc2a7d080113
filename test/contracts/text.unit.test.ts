import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPdfFonts } from '../../src/adapters/node/pdf-fonts.ts';
import { blocksOf, plainText } from '../../src/contracts/blocks.ts';
import { fixedStaff } from '../../src/contracts/data/fixed-staff.ts';
import { onCall } from '../../src/contracts/data/on-call.ts';
import { fieldsOf, listInWords } from '../../src/contracts/fields.ts';
import { makeContractPdf } from '../../src/contracts/pdf/contract-pdf.ts';
import { breakLines, linesHere } from '../../src/contracts/pdf/lines.ts';
import { characterMap, readTrueType } from '../../src/contracts/pdf/truetype.ts';
import { subsetOf } from '../../src/contracts/pdf/truetype-subset.ts';
import {
  exampleOf,
  labelOf,
  missingIn,
  namesIn,
  placeholders,
  problemsOf,
} from '../../src/contracts/placeholders.ts';
import { readPdf } from '../support/pdf-text.ts';

const run = (text: string, bold = false, italic = false) => ({ text, bold, italic });
/** Every letter is one point wide, bold ones two. */
const measure = (text: string, { bold }: { bold: boolean }) => text.length * (bold ? 2 : 1);
const linesOf = (runs: ReturnType<typeof run>[], width: number) =>
  breakLines(runs, width, measure).map(({ pieces }) => pieces.map(({ text }) => text).join('|'));

describe('placeholders', () => {
  it('that are unknown or not closed are named all at once, with their lines', () => {
    expect(
      problemsOf(
        '{{werknemer.naam}} {{ functie }}\n{{werknemer.schoen}} {{vrij.maat-2}}\n{{loon} en }}\n{{vrij.Maat}}',
      ),
    ).toEqual([
      { kind: 'unknown', name: 'werknemer.schoen', line: 2 },
      { kind: 'unfinished', name: '{{loon} en }}', line: 3 },
      { kind: 'unknown', name: 'vrij.Maat', line: 4 },
    ]);
  });

  it('without a value are named once each', () => {
    expect(missingIn('{{loon}}\n{{uren}} {{loon}}', { uren: '  ' })).toEqual([
      { kind: 'empty', name: 'loon', line: 1 },
      { kind: 'empty', name: 'uren', line: 2 },
    ]);
  });

  it('have a label in both languages, and own ones one from their name', () => {
    for (const { label, example } of placeholders) {
      expect(label.nl).not.toBe('');
      expect(label.en).not.toBe('');
      expect(example).not.toBe('');
    }
    expect(labelOf('vrij.kleding-maat', 'nl')).toBe('kleding maat');
    expect(exampleOf('vrij.kleding-maat')).toBe('kleding maat');
  });

  it('of what comes along all exist, and all kinds are used by one of them', () => {
    expect([...problemsOf(fixedStaff), ...problemsOf(onCall)]).toEqual([]);
    expect(namesIn(fixedStaff)).toContain('contract.opzegtermijn');
    expect(namesIn(onCall)).toContain('oproep.termijn');
  });
});

describe('a contract as blocks', () => {
  it('numbers articles and their clauses, and letters below them', () => {
    const blocks = blocksOf(
      '# Titel\n\n## Een\n\n1. a\n2. b\n   1. diep\n   2. dieper\n\n- punt\n\n## Twee\n\n1. c\n\n   nog c',
      () => '',
    );
    expect(
      blocks.map((block) =>
        'marker' in block ? block.marker : 'number' in block ? block.number : block.kind,
      ),
    ).toEqual([...['', '1', '1.1', '1.2', 'a.', 'b.', '•', '2', '2.1', '']]);
    expect(plainText(blocks)).toContain('Artikel 2 Twee');
  });

  it('lets no value become more than text', () => {
    const evil = '# kop\n\n1. **vet** {{loon}} <b>';
    const blocks = blocksOf('Naam: *{{werknemer.naam}}*', () => evil);
    expect(blocks).toEqual([{ kind: 'paragraph', runs: [run('Naam: '), run(evil, false, true)] }]);
    expect(blocksOf('<b>x</b> [a](http://x.example) ![b](c.png)', () => '')).toEqual([
      { kind: 'paragraph', runs: [run('<b>x</b> [a](http://x.example) ![b](c.png)')] },
    ]);
  });

  it('leaves a gap visible', () => {
    expect(plainText(blocksOf('Loon: {{loon}}', () => ''))).toBe('Loon: {{loon}}');
  });
});

describe('setting lines', () => {
  it.each<[string, ReturnType<typeof run>[], number, string[]]>([
    ['breaks at spaces', [run('aap noot mies')], 8, ['aap noot', 'mies']],
    ['never at a no-break space', [run('aap noot\u00a0mies')], 8, ['aap', 'noot\u00a0mie', 's']],
    [
      'keeps a word whole that changes face',
      [run('ab'), run('cd', true), run('ef gh')],
      9,
      ['ab|cd|ef', 'gh'],
    ],
    ['cuts what fits no line', [run('abcdefgh ij')], 3, ['abc', 'def', 'gh', 'ij']],
    ['begins anew where told', [run('a\nb\n\nc')], 9, ['a', 'b', '', 'c']],
    ['measures each face', [run('aa bb', true)], 9, ['aa', 'bb']],
  ])('%s', (_, runs, width, expected) => {
    expect(linesOf(runs, width)).toEqual(expected);
  });

  it.each([
    [5, 9, 5],
    [5, 4, 3],
    [5, 3, 3],
    [3, 2, 0],
    [5, 1, 0],
    [1, 0, 0],
  ])('of %i lines with room for %i, %i stay: none alone on either side', (lines, room, expected) => {
    expect(linesHere(lines, room)).toBe(expected);
  });
});

describe('the font', () => {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const font = readTrueType(
    new Uint8Array(readFileSync(join(folder, 'standard_fonts/LiberationSans-Regular.ttf'))),
  );

  it('knows the names of people who work here', () => {
    const map = characterMap(font);
    const names = 'Łukasz Şahin-Öztürk Žofie Çağrı Ñ IJsbrand ĳ Ștefan Őrs Ελένη Ірина é ë ï € – „ ” …';
    expect([...names].filter((sign) => !map.has(sign.codePointAt(0) ?? 0))).toEqual([]);
  });

  it('is cut to the glyphs used, with the parts of those that are put together', () => {
    const map = characterMap(font);
    const subset = subsetOf(font);
    expect(
      ['é', 'A', 'é'].map((sign) => subset.includeGlyph(map.get(sign.codePointAt(0) ?? 0) ?? 0)),
    ).toEqual([1, 2, 1]);
    const cut = readTrueType(subset.encode());
    expect(cut.bytes.length).toBeLessThan(font.bytes.length / 2);
    // 'é' is made of 'e' and its accent in this font: both came along, behind what was asked for.
    expect(cut.glyphs).toBe(5);
  });
});

describe('the PDF', () => {
  const contract = (source: string, title = 'Contract') => ({
    title,
    employer: 'Alfa B.V.',
    mark: 'abc12345',
    blocks: blocksOf(source, exampleOf),
    signers: [
      { name: 'Łukasz Şahin', role: 'employee' as const },
      { name: 'Fatima el Amrani', role: 'employer' as const },
      { name: 'J. Ouder', role: 'other' as const },
    ],
    now: Date.parse('2026-03-02T09:00:00Z'),
  });
  const fonts = () => createPdfFonts().read();

  it('holds the whole text with numbers, names, pages and a box for each signer, in some tens of kilobytes', async () => {
    const made = await makeContractPdf(contract(fixedStaff), await fonts());
    const text = (await readPdf(made.bytes)).replace(/\s+/g, ' ');
    for (const part of [
      '1.1 De werknemer treedt op 1 april 2026',
      'Łukasz Şahin',
      'Medeondertekenaar',
      'Kenmerk abc12345',
      `Pagina ${made.pages} van ${made.pages}`,
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('{{');
    expect(made.boxes).toHaveLength(3);
    expect(new Set(made.boxes.map(({ page, x, y }) => `${page}/${x}/${y}`)).size).toBe(3);
    for (const { page, x, y, width } of made.boxes) {
      expect(page).toBe(made.pages - 1);
      expect(y).toBeGreaterThan(70);
      expect(x + width).toBeLessThan(596);
    }
    expect(made.bytes.length).toBeLessThan(100_000);
  });

  it('never leaves a heading alone at the foot of a page', async () => {
    for (let lines = 28; lines < 36; lines++) {
      const source = `# T\n\n${'Regel.\n\n'.repeat(lines)}## Kopje\n\nEerste regel van het artikel.\n\nTweede.`;
      const pages = (await readPdf((await makeContractPdf(contract(source), await fonts())).bytes)).split(
        /-- \d+ of \d+ --/,
      );
      const page = pages.find((text) => text.includes('Kopje'));
      expect(page).toContain('Eerste regel van het artikel');
    }
  });

  it('without font files prints Western names, and refuses others by name', async () => {
    expect((await makeContractPdf({ ...contract('# Één'), signers: [] }, null)).pages).toBe(1);
    await expect(makeContractPdf(contract('# Één'), null)).rejects.toMatchObject({
      code: 'contract_text_unprintable',
      data: { problems: [{ kind: 'unprintable', name: 'Ł: Łukasz Şahin' }] },
    });
  });
});

it('an employment in the words of a contract', () => {
  expect(listInWords([])).toBe('');
  expect(listInWords(['a', 'b', 'c'])).toBe('a, b en c');
  const staff = {
    name: 'Jan van der Berg',
    department: null,
    state: 'active' as const,
    employee: {
      id: 'e',
      employeeNumber: 1,
      personId: null,
      firstName: 'Jan',
      initials: 'J.',
      prefix: 'van der',
      lastName: 'Berg',
    },
    employment: {
      ...{
        id: 'm',
        employeeId: 'e',
        startDate: '2026-04-01',
        endDate: null,
        jobTitle: 'chauffeur',
        departmentId: null,
      },
      ...{
        isOnCall: false,
        calculateWorkingHours: true,
        hoursPerWeek: null,
        workDays: [],
        componentSetId: null,
      },
      excludedFromSelfService: false,
    },
    facts: {},
    history: [],
    changes: [],
  };
  expect(fieldsOf(staff, null)).toMatchObject({
    'werknemer.achternaam': 'van der Berg',
    'werknemer.geboortedatum': '',
    'werknemer.adres': '',
    'contract.duur': 'voor onbepaalde tijd',
    'contract.ingangsdatum': '1 april 2026',
    uren: '',
  });
});
