import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/assistant/answer.ts';
import { composeAnswer, promptFor, sentenceHolds } from '../../src/assistant/compose.ts';
import type { LanguageModel, Logger } from '../../src/deps.ts';
import { type StoredPassage, viewPassage } from '../../src/retrieval/passage-view.ts';

const passage: StoredPassage = {
  rowid: 1,
  id: 'p1',
  documentId: 'd1',
  document: 'regeling.pdf',
  title: 'Bedrijfsregeling',
  documentKind: 'scheme',
  precedence: 0,
  ordinal: 0,
  kind: 'text',
  headingPath: ['Artikel 6.2 Reiskosten'],
  article: '6.2',
  context: '',
  text: 'De werknemer ontvangt € 0,23 per kilometer. De vergoeding wordt betaald tot ten hoogste 40 kilometer enkele reis.',
  table: null,
  pageFrom: 4,
  pageTo: 4,
  spans: [],
};
const view = viewPassage(passage);
const whole = { start: 0, end: passage.text.length };
const draft: Draft = {
  kind: 'answer',
  answer: passage.text,
  citations: [],
  basis: 'literal',
  confidence: 0.8,
  selections: [{ view, ranges: [whole], main: whole, rows: [], unit: null, fit: 1 }],
};
const log: Logger = { info() {}, warn() {}, error() {} };

function modelSaying(pieces: readonly string[], fault?: Error): LanguageModel {
  return {
    id: 'test',
    async *stream() {
      for (const piece of pieces) yield piece;
      if (fault !== undefined) throw fault;
    },
  };
}

async function compose(pieces: readonly string[], fault?: Error) {
  const shown: string[] = [];
  const result = await composeAnswer(
    modelSaying(pieces, fault),
    log,
    'wat krijg ik per km',
    draft,
    'nl',
    (piece) => shown.push(piece),
    new AbortController().signal,
  );
  return { result, shown: shown.join('') };
}

describe('composeAnswer', () => {
  it('shows an answer whose sentences name their source, piece by piece', async () => {
    const { result, shown } = await compose([
      'Je krijgt € 0,',
      '23 per kilometer [1]. Dat geldt',
      ' tot 40 kilometer enkele reis [1].',
    ]);
    expect(result?.basis).toBe('composed');
    expect(result?.answer).toBe(
      'Je krijgt € 0,23 per kilometer [1]. Dat geldt tot 40 kilometer enkele reis [1].',
    );
    expect(shown).toBe(result?.answer);
  });
  it('accepts the source number after the full stop', async () => {
    const { result } = await compose(['Je krijgt € 0,23 per kilometer. [1] Dat geldt tot 40 kilometer. [1]']);
    expect(result?.answer).toContain('0,23');
  });
  it.each([
    ['a wrong number', 'Je krijgt € 0,25 per kilometer [1].'],
    ['an invented quote', 'Er staat “altijd recht op een leaseauto van de zaak” [1].'],
    ['no source', 'Je krijgt € 0,23 per kilometer.'],
    ['a source that does not exist', 'Je krijgt € 0,23 per kilometer [7].'],
    ['a link', 'Kijk op https://voorbeeld.nl [1].'],
    ['an image', 'Kijk ![x](y) [1].'],
    ['its own refusal', 'GEEN ANTWOORD'],
    ['nothing', ''],
    ['garbage', '\u0000\u0001{"tool":"x"}'],
  ])('refuses %s and shows none of it', async (_, text) => {
    const { result, shown } = await compose([text]);
    expect(result).toBeNull();
    expect(shown).toBe('');
  });
  it('stops at the first bad sentence and falls back', async () => {
    const { result, shown } = await compose([
      'Je krijgt € 0,23 per kilometer [1]. Verder krijg je 12 extra dagen [1]. Klaar [1].',
    ]);
    expect(result).toBeNull();
    expect(shown).not.toContain('12 extra');
  });
  it('falls back when the endpoint breaks off', async () => {
    const { result } = await compose(['Je krijgt € 0,23 per kilometer [1].'], new Error('reset'));
    expect(result).toBeNull();
  });
  it('falls back on an endless answer', async () => {
    const { result } = await compose(Array.from({ length: 500 }, () => 'Je krijgt € 0,23 [1]. '));
    expect(result).toBeNull();
  });
});

describe('promptFor', () => {
  it('holds the passages and the question, and nobody else', () => {
    const text = promptFor('wat krijg ik per km', draft, 'nl')
      .map((message) => message.content)
      .join('\n');
    expect(text).toContain(passage.text);
    expect(text).toContain('wat krijg ik per km');
    expect(text).not.toContain('p1');
  });
});

describe('sentenceHolds', () => {
  const sources = [{ label: 'Regeling, Artikel 1', text: 'Je krijgt 25 dagen.' }];
  it('lets the article number of the source be named', () => {
    expect(sentenceHolds('Volgens artikel 1 zijn het 25 dagen [1].', sources)).toBe(true);
    expect(sentenceHolds('Volgens artikel 2 zijn het 25 dagen [1].', sources)).toBe(false);
  });
});
