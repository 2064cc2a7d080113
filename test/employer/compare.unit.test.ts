import { describe, expect, it } from 'vitest';
import { compareTables } from '../../src/employer/compare-tables.ts';
import { compareTexts } from '../../src/employer/compare-text.ts';
import { compareVersions } from '../../src/employer/compare-versions.ts';
import { likeness } from '../../src/employer/match-sections.ts';
import type { ComparedBlock, TextPart } from '../../src/employer/model.ts';
import { type ComparedPassage, sectionsOf, subjectOf } from '../../src/employer/sections.ts';
import type { PassageTable } from '../../src/ingestion/model.ts';

/** An article under one chapter; '(..)' marks nothing, it is only text. */
function article(heading: string, text: string, rest: Partial<ComparedPassage> = {}): ComparedPassage {
  return {
    headingPath: ['Hoofdstuk 4 Verlof', heading],
    article: /\d[\d.]*/.exec(heading)?.[0] ?? null,
    context: '',
    text,
    table: null,
    pageFrom: 1,
    ...rest,
  };
}

function tableOf(columns: string[], ...rows: string[][]): PassageTable {
  return { caption: null, columns, rows: rows.map((cells) => ({ cells, start: 0, end: 1 })) };
}

const compare = (before: ComparedPassage[], after: ComparedPassage[]) =>
  compareVersions({ title: 'Regeling 2026', passages: before }, { title: 'Regeling 2027', passages: after });

/** '[-old-]' and '{+new+}' around what changed. */
const marked = (parts: readonly TextPart[]) =>
  parts
    .map(({ text, status }) =>
      status === 'same' ? text : status === 'added' ? `{+${text}+}` : `[-${text}-]`,
    )
    .join('');
const textOf = (block: ComparedBlock | undefined) => (block?.kind === 'text' ? marked(block.parts) : '');

const holidays = article(
  'Artikel 4.1 Vakantiedagen',
  'De werknemer heeft recht op 25 vakantiedagen per jaar.',
);
const care = article(
  'Artikel 4.2 Zorgverlof',
  'Kortdurend zorgverlof is twee weken per jaar, met 70 % loon.',
);
const moving = article('Artikel 4.3 Verhuizen', 'Bij een verhuizing is er een dag vrij met behoud van loon.');

describe('versions of a document', () => {
  it('are the same when nothing changed', () => {
    expect(compare([holidays, care], [holidays, care])).toEqual({
      counts: { same: 2, changed: 0, added: 0, removed: 0 },
      sections: [],
    });
  });

  it('show the words that changed, with the pages of both', () => {
    const now = { ...holidays, text: holidays.text.replace('25', '26'), pageFrom: 3 };
    const { counts, sections } = compare([holidays, care], [now, care]);
    expect(counts).toEqual({ same: 1, changed: 1, added: 0, removed: 0 });
    expect(sections[0]).toMatchObject({
      status: 'changed',
      heading: 'Artikel 4.1 Vakantiedagen',
      headingBefore: null,
      pageBefore: 1,
      page: 3,
    });
    expect(textOf(sections[0]?.blocks[0])).toBe(
      'De werknemer heeft recht op [-25-]{+26+} vakantiedagen per jaar.',
    );
  });

  it('tell what came and what went, each in its place', () => {
    const birth = article('Artikel 4.4 Geboorteverlof', 'De partner heeft na de bevalling een week vrij.');
    const { counts, sections } = compare([holidays, care, moving], [holidays, birth, moving]);
    expect(counts).toEqual({ same: 2, changed: 0, added: 1, removed: 1 });
    expect(sections.map(({ status, heading }) => [status, heading])).toEqual([
      ['removed', 'Artikel 4.2 Zorgverlof'],
      ['added', 'Artikel 4.4 Geboorteverlof'],
    ]);
  });

  it('put what was removed at the beginning first', () => {
    const { sections } = compare([holidays, care, moving], [moving]);
    expect(sections.map(({ heading }) => heading)).toEqual([holidays, care].map((p) => p.headingPath[1]));
  });

  it('know articles again that moved up because one was put in before them', () => {
    const added = article('Artikel 4.2 Mantelzorg', 'Wie mantelzorg geeft, mag zijn rooster ruilen.');
    const later = [
      { ...care, headingPath: ['Hoofdstuk 4 Verlof', 'Artikel 4.3 Zorgverlof'] },
      { ...moving, headingPath: ['Hoofdstuk 4 Verlof', 'Artikel 4.4 Verhuizen'] },
    ];
    const { counts, sections } = compare([holidays, care, moving], [holidays, added, ...later]);
    expect(counts).toEqual({ same: 1, changed: 2, added: 1, removed: 0 });
    expect(sections.map(({ status, heading, headingBefore }) => [status, heading, headingBefore])).toEqual([
      ['added', 'Artikel 4.2 Mantelzorg', null],
      ['changed', 'Artikel 4.3 Zorgverlof', 'Artikel 4.2 Zorgverlof'],
      ['changed', 'Artikel 4.4 Verhuizen', 'Artikel 4.3 Verhuizen'],
    ]);
    expect(sections[1]?.blocks).toEqual([]);
  });

  it('do not call another article under the same bare number the same', () => {
    const bare = (text: string) => article('Artikel 7', text);
    const { counts } = compare(
      [bare('Huisdieren zijn toegestaan in het kantoor.')],
      [bare('Reiskosten worden vergoed per kilometer.')],
    );
    expect(counts).toEqual({ same: 0, changed: 0, added: 1, removed: 1 });
  });

  it('call an article under the same words the same, however it was rewritten', () => {
    const { counts } = compare(
      [article('Artikel 7 Dieren', 'Huisdieren zijn toegestaan.')],
      [article('Artikel 7 Dieren', 'Neem niets mee naar kantoor.')],
    );
    expect(counts).toEqual({ same: 0, changed: 1, added: 0, removed: 0 });
  });

  it('find an article under another heading by its words', () => {
    const now = article('Artikel 9 Zorg', care.text.replace('twee', 'drie'));
    const { counts, sections } = compare([holidays, care], [holidays, now]);
    expect(counts).toMatchObject({ changed: 1, added: 0, removed: 0 });
    expect(sections[0]).toMatchObject({ heading: 'Artikel 9 Zorg', headingBefore: 'Artikel 4.2 Zorgverlof' });
  });

  it('do not mind another chapter title or white space', () => {
    const now = { ...care, headingPath: ['Hoofdstuk 5 Zorg', 'Artikel 4.2 Zorgverlof'] };
    const spaced = { ...now, text: care.text.replaceAll(' ', '\n ') };
    expect(compare([care], [spaced]).counts).toMatchObject({ same: 1, changed: 0 });
  });

  it('do not show the title of the document as a changed heading', () => {
    const loose = (text: string): ComparedPassage => ({ ...holidays, headingPath: [], text });
    expect(compare([loose('Een tekst.')], [loose('Een tekst.')]).counts).toMatchObject({ same: 1 });
  });

  it('lay tables over each other', () => {
    const scale = (pay: string) =>
      article('Artikel 4.9 Loon', 'tabel', {
        table: tableOf(['Trede', 'Uurloon'], ['1', pay], ['2', '17,10']),
      });
    const { sections } = compare([scale('16,05')], [scale('16,40')]);
    const [block] = sections[0]?.blocks ?? [];
    expect(block?.kind === 'table' && block.rows.map(({ status }) => status)).toEqual(['changed', 'same']);
  });
});

describe('sections', () => {
  it('take passages under the same headings together, and say a lead-in once', () => {
    const context = 'De werknemer heeft recht op verlof bij:';
    const [section, ...rest] = sectionsOf(
      [
        { ...holidays, text: 'a. huwelijk', context },
        { ...holidays, text: 'b. overlijden', context },
      ],
      'Regeling',
    );
    expect(rest).toEqual([]);
    expect(section?.text).toBe(`${context}\na. huwelijk\nb. overlijden`);
  });

  it('mend a table that was cut in two', () => {
    const part = (row: string[]) => article('Bijlage', 'x', { table: tableOf(['Functie', 'Trede'], row) });
    const [section] = sectionsOf([part(['Monteur', '4']), part(['Planner', '5'])], 'Regeling');
    expect(section?.tables.map(({ rows }) => rows.length)).toEqual([2]);
  });

  it.each([
    ['Artikel 4.3 Bijzonder verlof', 'bijzonder verlof'],
    ['4.3 Bijzonder verlof', 'bijzonder verlof'],
    ['§ 12: Loon', 'loon'],
    ['Hoofdstuk IV. Loon', 'loon'],
    ['Artikel 12a Loon', 'loon'],
    ['Artikel 7', ''],
    ['7.1', ''],
    ['Verlof in 2026', 'verlof in 2026'],
    ['Vergoedingen', 'vergoedingen'],
  ])('%s is about "%s"', (heading, subject) => {
    expect(subjectOf(heading)).toBe(subject);
  });
});

describe('texts and tables', () => {
  it('keep every word of both texts', () => {
    const [before, after] = ['Recht op 24 dagen,\nnaar rato.', 'Recht op 25 dagen, altijd\nnaar rato.'];
    const parts = compareTexts(before, after);
    const without = (status: string) =>
      parts
        .flatMap((part) => (part.status === status ? [] : part.text))
        .join('')
        .replace(/\s+/g, ' ');
    expect([without('added'), without('removed')]).toEqual(
      [before, after].map((text) => text.replace(/\s+/g, ' ')),
    );
  });

  it('mark amounts and words in a row as one change', () => {
    expect(marked(compareTexts('Je krijgt € 4,45 per uur.', 'Je krijgt € 5,35 per uur.'))).toBe(
      'Je krijgt € [-4,45-]{+5,35+} per uur.',
    );
    expect(marked(compareTexts('na elke vijf jaar dienst', 'bij een vast jaar dienst'))).toBe(
      '[-na elke vijf-]{+bij een vast+} jaar dienst',
    );
    expect(marked(compareTexts('een twee', 'drie twee vier'))).toBe('[-een-]{+drie+} twee{+ vier+}');
  });

  it('do not mind where lines break', () => {
    expect(marked(compareTexts('een twee\ndrie vier', 'een\n\ntwee drie vijf'))).toBe(
      'een\n\ntwee drie [-vier-]{+vijf+}',
    );
  });

  it('give up on marks where nothing is left of the old text', () => {
    const words = (from: number) => Array.from({ length: 1500 }, (_, i) => `woord${from + i}`).join(' ');
    expect(compareTexts(words(0), words(5000)).map(({ status }) => status)).toEqual(['removed', 'added']);
  });

  it('align columns by their heads and rows by their first cell', () => {
    const table = compareTables(
      tableOf(['Trede', '2026', 'Bron'], ['1', '16,05', 'cao'], ['2', '17,10', 'cao']),
      tableOf(['Trede', '2026', '2027'], ['1', '16,05', '16,40'], ['3', '18,00', '18,50']),
    );
    expect(table.columns).toEqual([
      { name: 'Trede', status: 'same' },
      { name: '2026', status: 'same' },
      { name: 'Bron', status: 'removed' },
      { name: '2027', status: 'added' },
    ]);
    expect(table.rows.map(({ status, cells }) => [status, ...cells.map(marked)])).toEqual([
      ['changed', '1', '16,05', '[-cao-]', '{+16,40+}'],
      ['removed', '[-2-]', '[-17,10-]', '[-cao-]', ''],
      ['added', '{+3+}', '{+18,00+}', '', '{+18,50+}'],
    ]);
  });

  it('measure likeness by words in common', () => {
    const words = (text: string) => new Set(text.split(' '));
    expect(likeness(words('a b c d'), words('a b c d'))).toBe(1);
    expect(likeness(words('a b c d'), words('a b x y'))).toBe(0.5);
    expect(likeness(words('a'), words('b'))).toBe(0);
  });
});
