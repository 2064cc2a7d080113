import { describe, expect, it } from 'vitest';
import type { Citation } from '../../src/assistant/model.ts';
import { frameTexts } from '../../src/assistant/texts.ts';
import type { PassageView } from '../../src/employer/model.ts';
import { blocksOf, piecesOf, placeUrl } from '../../src/portal/answer-blocks.ts';
import { markOn } from '../../src/portal/client/passage-mark.ts';
import { readEvents } from '../../src/portal/client/sse.ts';
import { en } from '../../src/portal/texts/en.ts';
import { count, fill } from '../../src/portal/texts/fill.ts';
import { nl } from '../../src/portal/texts/nl.ts';
import { safePath } from '../../src/portal/view.ts';

const citation: Citation = {
  documentId: 'd1',
  document: 'gids.pdf',
  title: 'Gids (2026)',
  passageId: 'p1',
  page: 3,
  heading: 'Artikel 4.2: Verlof',
  quote: 'Je hebt 25 dagen.',
};

describe('blocksOf', () => {
  it.each(Object.entries(frameTexts))(
    'ties a paragraph to the source its last line names, in %s',
    (_lang, frame) => {
      const source = frame.source(citation.title, citation.heading, citation.page);
      expect(blocksOf(`Inleiding\n\nJe hebt\n25 dagen.\n${source}`, [citation])).toEqual([
        { text: 'Inleiding', citation: null, holdsQuote: false },
        { text: 'Je hebt\n25 dagen.', citation: 0, holdsQuote: true },
      ]);
    },
  );
  it('keeps a source line of another page or title as text', () => {
    const line = 'Bron: Gids (2026), Artikel 4.2: Verlof (pagina 13).';
    expect(blocksOf(`Tekst\n${line}`, [citation])).toEqual([
      { text: `Tekst\n${line}`, citation: null, holdsQuote: false },
    ]);
  });
  it('says when the quote is not to be read in the paragraph', () => {
    const text = `• dagen: 25\nBron: Gids (2026), Artikel 4.2: Verlof (pagina 3).`;
    expect(blocksOf(text, [citation])[0]?.holdsQuote).toBe(false);
  });
});

describe('piecesOf', () => {
  it('makes numbers of known sources, and leaves the rest', () => {
    expect(piecesOf('Zo is het [1]. Artikel [7] niet.', [citation])).toEqual([
      { text: 'Zo is het ' },
      { citation: 0 },
      { text: '. Artikel ' },
      { text: '[7]' },
      { text: ' niet.' },
    ]);
  });
});

describe('placeUrl', () => {
  it('survives signs of every kind', () => {
    const url = new URL(placeUrl({ ...citation, documentId: 'a/b', quote: 'x & "y" #1' }), 'http://x');
    expect(url.pathname).toBe('/documenten/a%2Fb');
    expect(url.searchParams.get('quote')).toBe('x & "y" #1');
  });
});

describe('markOn', () => {
  const box = (y: number) => ({ x0: 0, y0: y, x1: 100, y1: y + 10 });
  const passage: PassageView = {
    id: 'p',
    documentId: 'd',
    headingPath: [],
    context: '',
    text: 'Eerste regel. Tweede regel. Derde regel.',
    pageFrom: 1,
    pageTo: 2,
    pages: [],
    spans: [
      { start: 0, end: 13, page: 1, box: box(700) },
      { start: 14, end: 27, page: 1, box: box(720) },
      { start: 28, end: 40, page: 2, box: null },
    ],
  };
  it('gives the part of the quote on the page, with the boxes of its lines', () => {
    expect(markOn(passage, 'regel. Tweede', 1)).toEqual({
      text: 'regel. Tweede',
      boxes: [box(700), box(720)],
    });
    expect(markOn(passage, 'Tweede regel. Derde', 2)).toEqual({ text: 'Derde', boxes: [] });
  });
  it('gives the whole passage without a quote, and null where nothing stands', () => {
    expect(markOn(passage, '', 1)?.text).toBe('Eerste regel. Tweede regel.');
    expect(markOn(passage, 'Eerste', 2)).toBeNull();
  });
});

describe('readEvents', () => {
  async function* pieces(text: string, size: number): AsyncGenerator<string> {
    for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
  }
  it.each([1, 3, 1000])('reads events cut into pieces of %i', async (size) => {
    const text = ': leeft\n\nevent: text\ndata: {"a":1}\n\nevent: reply\r\ndata: een\r\ndata: twee\r\n\r\n';
    const events = [];
    for await (const event of readEvents(pieces(text, size))) events.push(event);
    expect(events).toEqual([
      { event: 'text', data: '{"a":1}' },
      { event: 'reply', data: 'een\ntwee' },
    ]);
  });
});

describe('texts', () => {
  const leaves = (value: unknown, path: string): [string, string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
  it('have the same places to fill in both languages', () => {
    const slots = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    const english = new Map(leaves(en, ''));
    for (const [path, text] of leaves(nl, ''))
      expect([path, slots(english.get(path) ?? '')]).toEqual([path, slots(text)]);
  });
  it('fills and counts', () => {
    expect(fill('p. {page} van {pages}', { page: 2 })).toBe('p. 2 van {pages}');
    expect(count({ one: '1 bron', other: '{n} bronnen' }, 1, 'nl')).toBe('1 bron');
    expect(count({ one: '1 bron', other: '{n} bronnen' }, 1200, 'nl')).toBe('1.200 bronnen');
  });
});

describe('safePath', () => {
  it.each([
    '//elders.example',
    '/\\elders.example',
    'https://elders.example',
    'javascript:alert(1)',
    '',
    '/a b',
  ])('sends %s to the front page', (path) => expect(safePath(path)).toBe('/'));
  it('keeps a path with its query', () => {
    expect(safePath('/documenten/d1?page=2&quote=a%20b')).toBe('/documenten/d1?page=2&quote=a%20b');
  });
});
