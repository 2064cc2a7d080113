import { describe, expect, it } from 'vitest';
import { parseCommand, UsageError } from '../../src/entry/cli-args.ts';
import { describeRead, progressLine, replyText } from '../../src/entry/cli-output.ts';
import { reply, view } from '../api/support.ts';

describe('the command line', () => {
  it('asks with the words as one question', () => {
    expect(parseCommand(['ask', 'hoeveel', 'vakantiedagen', '--employer', 'meerhaven', '--json'])).toEqual({
      name: 'ask',
      message: 'hoeveel vakantiedagen',
      employer: 'meerhaven',
      json: true,
      lang: 'nl',
    });
  });

  it('ingests several files', () => {
    expect(parseCommand(['ingest', 'a.pdf', 'b.md', '--kind', 'cao', '--tick'])).toEqual({
      name: 'ingest',
      files: ['a.pdf', 'b.md'],
      employer: 'klaverveld',
      kind: 'cao',
      title: null,
      tick: true,
      show: false,
    });
  });

  it('takes one address to reset a second factor', () => {
    const email = 'anne@alfa.example';
    expect(parseCommand(['reset-factor', email])).toEqual({ name: 'reset-factor', email });
  });

  it.each([[[]], [['--help']], [['ask', '--help']], [['ingest', '-h']], [['reset-factor', '-h']]])(
    'explains itself at %j',
    (argv: string[]) => {
      const command = parseCommand(argv);
      expect(command.name).toBe('help');
      if (command.name === 'help') expect(command.text).toContain('npm run');
    },
  );

  it.each([
    [['dans'], 'Onbekende opdracht: dans'],
    [['reset-factor'], 'Noem één e-mailadres'],
    [['reset-factor', 'a@b.example', 'c@b.example'], 'Noem één e-mailadres'],
    [['ask'], 'Stel een vraag'],
    [['ask', 'x', '--kleur'], 'Onbekende optie: --kleur'],
    [['ask', 'x', '--employer'], 'De optie --employer'],
    [['ask', 'x', '--lang', 'fr'], '--lang kan nl of en zijn'],
    [['ingest'], 'Noem ten minste een bestand'],
    [['ingest', 'a', 'b', '--title', 'T'], '--title kan alleen bij een bestand'],
    [['ingest', 'a', '--kind', 'boek'], '--kind kan scheme, cao'],
  ])('refuses %j', (argv: string[], message) => {
    expect(() => parseCommand(argv)).toThrow(UsageError);
    expect(() => parseCommand(argv)).toThrow(message);
  });
});

const citation = {
  documentId: 'd1',
  document: 'gids.pdf',
  title: 'Gids',
  passageId: 'p1',
  page: 4,
  heading: 'Artikel 3.1',
  quote: 'Je hebt recht op\n25 dagen.',
};

describe('a reply in the terminal', () => {
  it('shows the answer with its sources', () => {
    expect(replyText({ ...reply, citations: [citation] }, 'nl')).toBe(
      [
        'Je hebt 25 vakantiedagen.',
        '',
        'Bronnen:',
        '  [1] Gids, Artikel 3.1, bladzijde 4',
        '      "Je hebt recht op 25 dagen."',
        '',
      ].join('\n'),
    );
  });

  it('shows a conflict, what came close and a form, in the language asked for', () => {
    const text = replyText(
      {
        ...reply,
        conflict: [{ ...citation, precedence: 1, prevails: true }],
        nearMisses: [
          { documentId: 'd1', document: 'gids.pdf', title: 'Gids', passageId: 'p2', heading: '', page: 9 },
        ],
        flow: { name: 'km-untaxed', slots: { km_total: 40 }, missing: [], form: '/x' },
      },
      'en',
    );
    expect(text).toContain('The documents say different things:\n  [1] Gids, Artikel 3.1, page 4');
    expect(text).toContain('This comes close:\n  - Gids, page 9');
    expect(text).toContain('Form: km-untaxed {"km_total":40}');
  });
});

describe('progress in the terminal', () => {
  it.each([
    [
      { status: 'processing', stage: 'reading', progress: 0.25, pagesRead: 12, pages: 48 },
      'a.pdf  █████░░░░░░░░░░░░░░░ 25% tekst lezen, bladzijde 12 van 48',
    ],
    [
      { status: 'processing', stage: 'encoding', progress: 2 },
      'a.pdf  ████████████████████ 100% passages coderen',
    ],
    [{ status: 'ready', pages: 3, passages: 14 }, 'a.pdf  klaar: 3 bladzijden, 14 passages'],
    [
      { status: 'failed', error: { code: 'pdf_password', message: 'Wachtwoord.' } },
      'a.pdf  mislukt: Wachtwoord.',
    ],
  ] as const)('%j', (state, line) => {
    expect(progressLine('a.pdf', { ...view, ...state })).toBe(line);
  });
});

describe('what was read, in the terminal', () => {
  const passage = {
    id: 'p1',
    ordinal: 0,
    kind: 'text' as const,
    headingPath: ['Hoofdstuk 1', 'Artikel 1 Vergoeding'],
    article: '1',
    context: 'Dit geldt bij:',
    text: 'De vergoeding is € 2,40.\nPer dag.',
    table: null,
    pageFrom: 1,
    pageTo: 2,
  };
  const health = {
    passages: 2,
    words: { min: 3, median: 6, max: 9 },
    orphanHeadings: ['Bijlage'],
    midSentence: [0],
    duplicates: [],
    emptyPages: [2, 3],
    hiddenText: ['wit op wit'],
  };

  it('is every passage with its place, after what may hurt answers', () => {
    const table = {
      ...passage,
      ordinal: 1,
      headingPath: [],
      article: null,
      context: '',
      text: 'planning | 1',
      table: { caption: null, columns: ['Groep', 'Dagen'], rows: [] },
      pageFrom: 3,
      pageTo: 3,
    };
    expect(describeRead({ ...view, pages: 3, health }, [passage, table])).toBe(
      [
        'Personeelsgids: pdf, 3 bladzijden, 2 passages, 3 tot 9 woorden lang (de middelste 6)',
        'let op: koppen zonder tekst: Bijlage',
        'let op: passages die midden in een zin beginnen: 0',
        'let op: bijna lege bladzijden: 2; 3',
        'let op: onzichtbare tekst, weggelaten: wit op wit',
        '',
        '[0] bladzijde 1-2 | artikel 1 | Hoofdstuk 1 > Artikel 1 Vergoeding',
        '  (Dit geldt bij:)',
        '  De vergoeding is € 2,40.',
        '  Per dag.',
        '',
        '[1] bladzijde 3',
        '  kolommen: Groep | Dagen',
        '  planning | 1',
        '',
      ].join('\n'),
    );
  });
});
