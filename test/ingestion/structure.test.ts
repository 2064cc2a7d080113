import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/ingestion/clean-text.ts';
import { hyphenAtEnd, joinCell, vocabularyOf } from '../../src/ingestion/join-lines.ts';
import { headingLevels } from '../../src/ingestion/pdf-headings.ts';
import { tagsOf } from '../../src/ingestion/pdf-tags.ts';
import { item, page, prose, row, structured } from './pages.ts';

describe('clean text', () => {
  it.each([
    ['a ligature is its letters', '\ufb01etsvergoeding e\ufb00ect', 'fietsvergoeding effect'],
    ['marks join their letter', 'e\u0301e\u0301n', 'één'],
    ['soft hyphens and zero-width spaces go', 'ver\u00adlof\u200bdag', 'verlofdag'],
    ['bidi controls go', 'a\u202eb\u202cc', 'abc'],
    ['letters of the tag block go: instructions nobody sees', 'ja\u{e0049}\u{e0067}', 'ja'],
    ['a Wingdings bullet is a bullet', '\uf0b7 jas', '• jas'],
  ])('%s', (_, raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
  });
});

describe('a hyphen at the end of a line', () => {
  const vocabulary = vocabularyOf([
    'het woon-werkverkeer en de vakantiedagen',
    'in bruto-nettotraject bedoeld',
  ]);
  it.each([
    ['goes inside a word', 'recht op vakan-', 'tie heeft', 'drop'],
    ['goes where the document has the word whole', 'de vakantie-', 'dagen', 'drop'],
    ['stays where the document writes it', 'het bruto-', 'nettotraject', 'keep'],
    ['stays in woon-werkverkeer, always', 'de woon-', 'werkvergoeding', 'keep'],
    ['is a half word before "en"', 'op zon-', 'en feestdagen', 'part'],
    ['stays after an abbreviation', 'de AOW-', 'leeftijd', 'keep'],
    ['stays between clashing vowels', 'de zee-', 'eend', 'keep'],
    ['stays before a name', 'Noord-', 'Holland', 'keep'],
    ['goes before "als": zo-als', 'zo-', 'als bedoeld', 'drop'],
    ['is a dash after a space', 'verlof -', 'zonder loon', 'part'],
  ])('%s', (_, before, after, expected) => {
    expect(hyphenAtEnd(before, after, vocabulary)).toBe(expected);
  });

  it('is undone in a cell too', () => {
    expect(joinCell(['loondoorbe-', 'taling bij', 'ziekte'])).toBe('loondoorbetaling bij ziekte');
  });
});

describe('headings', () => {
  it('hang under the nearest one that outranks them, by size, word and number', () => {
    const look = (text: string, size: number, bold = true) => ({ text, size, bold, tagged: 0 });
    const headings = [
      look('Regeling 2026', 30),
      look('Hoofdstuk 1 Verlof', 17),
      look('Artikel 1 Vakantie', 12),
      look('Artikel 2 Bijzonder verlof', 12),
      look('Hoofdstuk 2 Loon', 17),
      look('2.1 Betaling', 12),
      look('2.1.1 Datum', 12),
    ];
    expect(headingLevels(headings)).toEqual([1, 1, 2, 2, 1, 2, 3]);
  });

  it('are bold, large or numbered lines that stand apart; sub-clauses and references are not', () => {
    const { passages } = structured(
      page(1, [
        item('Artikel 4.3 Bijzonder verlof', 60, 80, { bold: true }),
        ...prose(60, 100, [
          '1. De werknemer heeft recht op verlof bij verhuizing van een dag per',
          'jaar, op te nemen in overleg met de werkgever en de collega van dienst.',
          '2. Het verlof wordt ten minste een week van tevoren gevraagd. Zie ook',
        ]),
        item('Artikel 9 van de wet geldt hier niet voor.', 60, 139),
        item('Rouw', 60, 175, { bold: true }),
        ...prose(60, 195, ['Bij overlijden van een naaste bestaat recht op vijf dagen verlof.']),
      ]),
    );
    expect(passages.map((p) => [p.headingPath.at(-1), p.article])).toEqual([
      ['Artikel 4.3 Bijzonder verlof', '4.3'],
      ['Rouw', null],
    ]);
    expect(passages[0]?.text).toContain('2. Het verlof wordt');
    expect(passages[0]?.text).toContain('Artikel 9 van de wet');
  });
});

describe('reading order', () => {
  const left = [
    'De werknemer die in de linker kolom',
    'staat wordt eerst gelezen, en wel',
    'van boven naar beneden, tot het',
    'einde van de kolom is bereikt en',
    'er geen regels meer volgen die in',
    'deze kolom horen te staan.',
  ];
  const right = [
    'Daarna komt de rechter kolom, die',
    'op dezelfde hoogte begint maar pas',
    'gelezen wordt als de linker klaar',
    'is. Zo leest een mens het ook, dus',
    'zo leest de machine het. Hier is',
    'het einde van deze kolom.',
  ];
  it('two columns one after the other, a full-width heading before both', () => {
    const { pages } = structured(
      page(1, [
        item('Een kop over de volle breedte van de bladzijde van deze regeling', 60, 80, {
          size: 14,
          bold: true,
        }),
        ...prose(60, 110, left),
        ...prose(320, 110, right),
      ]),
    );
    expect(pages[0]?.text.replace(/\s+/g, ' ')).toBe(
      `Een kop over de volle breedte van de bladzijde van deze regeling ${left.join(' ')} ${right.join(' ')}`,
    );
  });

  it('a paragraph goes on over the page', () => {
    const { passages } = structured(
      page(1, prose(60, 750, ['De werkgever betaalt het loon uiterlijk op de vierentwintigste van'])),
      page(2, prose(60, 100, ['de maand, en in december op de twintigste van de maand.'])),
    );
    expect(passages).toHaveLength(1);
    expect(passages[0]).toMatchObject({ pageFrom: 1, pageTo: 2 });
    expect(passages[0]?.text).toBe(
      'De werkgever betaalt het loon uiterlijk op de vierentwintigste van de maand, en in december op de twintigste van de maand.',
    );
  });
});

describe('what is not text of the document', () => {
  it('running headers, footers and page numbers go; what stands once stays', () => {
    const pages = [1, 2, 3, 4].map((n) =>
      page(n, [
        item('Regeling 2026', 60, 40),
        item(`Hoofdstuk ${n}`, 450, 40),
        ...prose(60, 120, [`Dit is de eigen tekst van bladzijde ${'abcd'[n - 1]} van de regeling.`]),
        item(`pagina ${n} van 4`, 280, 810),
      ]),
    );
    const text = structured(...pages)
      .pages.map((p) => p.text)
      .join('\n');
    expect(text).not.toMatch(/Regeling 2026|Hoofdstuk|pagina/);
    expect(text).toContain('bladzijde a van de regeling');
  });

  it('a table of contents makes no passages, but is text of its page', () => {
    const entries = Array.from(
      { length: 8 },
      (_, i) => `Artikel ${i + 1} Onderwerp ${'.'.repeat(40)} ${i + 2}`,
    );
    const document = structured(
      page(1, [item('Inhoud', 60, 100, { size: 16, bold: true }), ...prose(60, 140, entries)]),
      page(2, prose(60, 120, ['De regeling begint hier met een gewone zin.'])),
    );
    expect(document.passages.map((p) => p.text)).toEqual(['De regeling begint hier met een gewone zin.']);
    expect(document.pages[0]?.text).toContain('Artikel 3 Onderwerp');
  });
});

describe('tables', () => {
  const head = { bold: true };
  const wages = (number: number, from: number, steps: readonly number[]) =>
    page(number, [
      ...row(
        from,
        [
          [60, 'Schaal'],
          [200, 'Per maand'],
          [350, 'Per uur'],
        ],
        head,
      ),
      ...steps.flatMap((n, i) =>
        row(from + 20 * (i + 1), [
          [60, `A${n}`],
          [200, `2.${n}00,00`],
          [350, `1${n},50`],
        ]),
      ),
    ]);

  it('go on over the page as one, their repeated heading dropped', () => {
    const { passages } = structured(wages(1, 700, [1, 2, 3]), wages(2, 110, [4, 5, 6]));
    expect(passages).toHaveLength(1);
    expect(passages[0]?.table?.columns).toEqual(['Schaal', 'Per maand', 'Per uur']);
    expect(passages[0]?.table?.rows.map((r) => r.cells[0])).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6']);
    expect(passages[0]).toMatchObject({ kind: 'table', pageFrom: 1, pageTo: 2 });
  });

  it('have their caption and the sentence before them as context, and headings of two levels', () => {
    const { passages } = structured(
      page(1, [
        ...prose(60, 80, ['De werknemer ontvangt de bedragen van de tabel hieronder.']),
        item('Tabel 3. Bedragen per periode', 60, 120, head),
        ...row(145, [[240, 'Periode 2026']], head),
        ...row(
          160,
          [
            [60, 'Schaal'],
            [210, 'per uur'],
            [320, 'per maand'],
            [450, 'Toeslag'],
          ],
          head,
        ),
        ...row(180, [
          [60, 'A'],
          [210, '15,00'],
          [320, '2.400'],
          [450, '10%'],
        ]),
        ...row(200, [
          [60, 'B'],
          [210, '16,00'],
          [320, '2.500'],
          [450, '12%'],
        ]),
        ...row(220, [
          [60, 'C'],
          [210, '17,00'],
          [320, '2.600'],
          [450, '14%'],
        ]),
      ]),
    );
    const table = passages.find((p) => p.kind === 'table');
    expect(table?.table?.caption).toBe('Tabel 3. Bedragen per periode');
    expect(table?.context).toContain('de bedragen van de tabel hieronder');
    expect(table?.table?.columns[0]).toBe('Schaal');
    expect(table?.table?.columns[1]).toBe('Periode 2026 / per uur');
    expect(table?.table?.rows[1]?.cells).toEqual(['B', '16,00', '2.500', '12%']);
  });

  it('join the lines of a cell and keep rows apart', () => {
    const { passages } = structured(
      page(1, [
        ...row(
          100,
          [
            [60, 'Gebeurtenis'],
            [320, 'Verlof'],
          ],
          head,
        ),
        ...row(125, [
          [60, 'verhuizing op verzoek'],
          [320, '2 dagen'],
        ]),
        item('van de werkgever', 60, 137),
        ...row(162, [
          [60, 'huwelijk van een kind,'],
          [320, '1 dag, op de'],
        ]),
        ...row(174, [
          [60, 'broer of zuster'],
          [320, 'dag zelf'],
        ]),
        ...row(199, [
          [60, 'jubileum'],
          [320, '1 dag'],
        ]),
      ]),
    );
    expect(passages[0]?.table?.rows.map((r) => r.cells)).toEqual([
      ['verhuizing op verzoek van de werkgever', '2 dagen'],
      ['huwelijk van een kind, broer of zuster', '1 dag, op de dag zelf'],
      ['jubileum', '1 dag'],
    ]);
  });

  it('part their rows where rules stand, however tight', () => {
    const line = (y: number) => ({ x0: 55, y0: y, x1: 500, y1: y + 0.5 });
    const { passages } = structured(
      page(
        1,
        [
          ...row(
            100,
            [
              [60, 'Soort'],
              [320, 'Termijn'],
            ],
            head,
          ),
          ...row(113, [
            [60, 'reiskosten'],
            [320, 'drie maanden na'],
          ]),
          item('de rit', 320, 125),
          ...row(138, [
            [60, 'studiekosten'],
            [320, 'zes maanden na'],
          ]),
          item('de betaling', 320, 150),
          ...row(163, [
            [60, 'maaltijd'],
            [320, 'een maand'],
          ]),
        ],
        { rules: [line(103), line(128), line(153), line(166)] },
      ),
    );
    expect(passages[0]?.table?.rows.map((r) => r.cells)).toEqual([
      ['reiskosten', 'drie maanden na de rit'],
      ['studiekosten', 'zes maanden na de betaling'],
      ['maaltijd', 'een maand'],
    ]);
  });

  it('of more than 25 rows are parted; every part has the columns, none repeats text', () => {
    const many = page(1, [
      ...row(
        60,
        [
          [60, 'Trede'],
          [200, 'Bedrag'],
        ],
        head,
      ),
      ...Array.from({ length: 40 }, (_, i) =>
        row(80 + 18 * i, [
          [60, `T${i}`],
          [200, `${1000 + i}`],
        ]),
      ).flat(),
    ]);
    const { passages } = structured(many);
    expect(passages.map((p) => p.table?.rows.length)).toEqual([20, 20]);
    expect(passages[1]?.table?.columns).toEqual(['Trede', 'Bedrag']);
    expect(passages[1]?.text.startsWith('T20 | 1020')).toBe(true);
    for (const p of passages)
      for (const r of p.table?.rows ?? []) expect(p.text.slice(r.start, r.end)).toBe(r.cells.join(' | '));
  });
});

describe('passages', () => {
  const sentence = 'Dit is een zin van precies tien woorden voor de test.';
  it('a long article is parted at its sub-clauses; items keep the sentence they hang on', () => {
    const lines = [
      '1. De werknemer heeft recht op verlof met behoud van loon bij:',
      ...Array.from({ length: 12 }, (_, i) => [
        `${'abcdefghijkl'[i]}. een gebeurtenis die hier in een flink aantal woorden wordt beschreven,`,
        'en die nog een tweede regel nodig heeft om geheel te kunnen passen;',
      ]).flat(),
      `2. ${sentence}`,
    ];
    const { passages } = structured(
      page(1, [item('Artikel 7 Verlof', 60, 60, { bold: true }), ...prose(60, 85, lines)]),
    );
    expect(passages.length).toBeGreaterThan(1);
    expect(new Set(passages.map((p) => p.headingPath.join()))).toEqual(new Set(['Artikel 7 Verlof']));
    expect(passages[0]?.text.startsWith('1. De werknemer heeft recht op verlof')).toBe(true);
    expect(passages[1]?.context).toBe('De werknemer heeft recht op verlof met behoud van loon bij:');
    for (const p of passages) expect(p.text.split(/\s+/).length).toBeLessThanOrEqual(185);
  });

  it('spans give each line of a passage its page and place', () => {
    const { passages } = structured(
      page(1, prose(60, 100, ['De eerste regel van de alinea loopt', 'hier door op de tweede regel.'])),
    );
    const [passage] = passages;
    expect(passage?.spans.map((s) => passage.text.slice(s.start, s.end))).toEqual([
      'De eerste regel van de alinea loopt',
      'hier door op de tweede regel.',
    ]);
    expect(passage?.spans[1]?.box).toMatchObject({ x0: 60, y1: 115.5 });
  });
});

describe('tags of a tagged PDF', () => {
  it('tell headings and the cells of tables', () => {
    const content = (id: string) => ({ type: 'content', id });
    const tags = tagsOf({
      role: 'Root',
      children: [
        { role: 'H2', children: [content('a')] },
        {
          role: 'Table',
          children: [
            { role: 'Caption', children: [content('b')] },
            {
              role: 'TR',
              children: [
                { role: 'TH', children: [content('c')] },
                { role: 'TH', children: [content('d')] },
              ],
            },
            {
              role: 'TR',
              children: [
                { role: 'TD', children: [content('e')] },
                { role: 'TD', children: [content('f')] },
              ],
            },
          ],
        },
      ],
    });
    expect(tags.get('a')?.heading).toBe(2);
    expect(tags.get('b')?.caption).toBe(0);
    expect(tags.get('d')?.cell).toEqual({ table: 0, row: 0, column: 1, head: true });
    expect(tags.get('e')?.cell).toEqual({ table: 0, row: 1, column: 0, head: false });
  });

  it('of a page without tags are none', () => {
    expect(tagsOf(null).size).toBe(0);
  });
});
