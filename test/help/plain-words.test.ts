import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factsOf, numbersOf } from '../../src/assistant/facts.ts';
import { withPlain } from '../../src/assistant/plain.ts';
import { readTextual } from '../../src/ingestion/textual-document.ts';
import { means, say } from '../../src/plain-words/glossary.ts';
import { plainOf } from '../../src/plain-words/plain.ts';
import { sentencesOf } from '../../src/retrieval/text.ts';

const lines = (quote: string) => plainOf(quote)?.lines.map(({ text }) => text);
const root = resolve(import.meta.dirname, '../..');
const monthNames =
  /\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b/giu;

describe('the glossary', () => {
  it('explains at least 150 terms and has 100 everyday words', () => {
    expect(new Set(means.values()).size).toBeGreaterThanOrEqual(150);
    expect(say.size).toBeGreaterThanOrEqual(100);
  });
  it('holds no number, in digits or in letters, and no month', () => {
    const number =
      /\d|(?<!\p{L})(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|honderd|half|halve|helft|dubbele?|eerste|tweede|derde)(?!\p{L})/iu;
    for (const text of [...means.values(), ...say.values()]) {
      expect(text).not.toMatch(number);
      expect(text).not.toMatch(monthNames);
    }
  });
  it('explains no term by itself alone', () => {
    for (const [word, meaning] of means) expect(meaning.toLowerCase()).not.toBe(word.toLowerCase());
  });
});

describe('a quote in plain words', () => {
  it.each([
    [
      'Indien de werknemer ziek is, ontvangt hij gedurende de eerste 52 weken 100% van het loon.',
      ['Als de werknemer ziek is, krijgt hij tijdens de eerste 52 weken 100% van het loon.'],
    ],
    [
      'De werknemer mag ander betaald werk doen, tenzij de werkgever daar bezwaar tegen heeft.',
      [
        'De werknemer mag ander betaald werk doen.',
        'Dit geldt niet als de werkgever daar bezwaar tegen heeft.',
      ],
    ],
    [
      'Hij krijgt per 1 januari één trede erbij, mits hij ten minste zes maanden in de functie werkt.',
      [
        'Hij krijgt per 1 januari één trede erbij.',
        'Voorwaarde is dat hij minstens zes maanden in de functie werkt.',
      ],
    ],
    ['a. te allen tijde een helm;\nb. terstond een melding.', ['altijd een helm;', 'meteen een melding.']],
  ])('%s', (quote, expected) => expect(lines(quote)).toEqual(expected));

  it('leaves a condition in the middle of a sentence where it is', () => {
    expect(
      lines('De toeslag is 10%, tenzij anders afgesproken, en wordt tevens bij overwerk betaald.'),
    ).toEqual(['De toeslag is 10%, behalve als anders afgesproken, en wordt ook bij overwerk betaald.']);
    expect(lines('Indien hij ziek is, tenzij de werkgever anders beslist')).toEqual([
      'Als hij ziek is, behalve als de werkgever anders beslist',
    ]);
  });

  it('explains terms in the order of the quote, the longest first, each once', () => {
    expect(
      plainOf('Bovenwettelijke vakantiedagen verjaren; het verlofsaldo staat op de loonstrook.'),
    ).toEqual({
      lines: [],
      words: [
        {
          word: 'bovenwettelijke vakantiedagen',
          means: 'vakantiedagen die je boven op de dagen van de wet krijgt',
        },
        { word: 'verjaren', means: 'na een tijd vervalt je recht' },
        { word: 'verlofsaldo', means: 'hoeveel vrije tijd je nog hebt' },
        { word: 'loonstrook', means: 'het overzicht bij je loon' },
      ],
    });
  });

  it('takes no part of a word for a word', () => {
    expect(plainOf('De maandelijkse conformiteit en het brutogewicht.')).toBeNull();
  });

  it('is none where the quote is plain already', () => {
    expect(plainOf('Je mag elke dag om negen uur beginnen.')).toBeNull();
  });
});

/** Sentences and clauses of the documents that were written for development. */
function developmentQuotes(): string[] {
  const folder = join(root, 'documents/source');
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.(?:html|md)$/.test(name) && name !== 'README.md');
  const passages = files.flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    return readTextual(bytes, name.endsWith('.md') ? 'markdown' : 'html').passages;
  });
  const cases = readFileSync(join(root, 'eval/suites/dev/questions.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .flatMap((line) => (JSON.parse(line) as { gold: { quote: string }[] }).gold.map(({ quote }) => quote));
  return [...passages.flatMap(({ text }) => [text, ...sentencesOf(text).map((one) => one.text)]), ...cases];
}

describe('over the development documents', () => {
  const quotes = developmentQuotes();
  const made = quotes.flatMap((quote) => {
    const plain = plainOf(quote);
    return plain === null ? [] : [{ quote, plain }];
  });

  it('a good part can be said more plainly', () => {
    expect(quotes.length).toBeGreaterThan(1000);
    console.info(`${made.length} of ${quotes.length} quotes have plain words`);
    expect(made.length / quotes.length).toBeGreaterThan(0.3);
  });

  it('every number, amount, term and date stands in the quote, and none is lost', () => {
    for (const { quote, plain } of made) {
      const said = plain.lines.map(({ text }) => text).join('\n');
      const all = [said, ...plain.words.map((word) => word.means)].join('\n');
      const known = new Set(numbersOf(quote));
      expect([quote, numbersOf(all).filter((number) => !known.has(number))]).toEqual([quote, []]);
      const months = new Set([...quote.matchAll(monthNames)].map(([month]) => month.toLowerCase()));
      const added = [...all.matchAll(monthNames)].filter(([month]) => !months.has(month.toLowerCase()));
      expect(added).toEqual([]);
      if (plain.lines.length === 0) continue;
      const facts = (text: string) => new Set(factsOf(text).map(({ unit, value }) => `${value} ${unit}`));
      const given = facts(quote);
      expect([...facts(said)].filter((fact) => !given.has(fact))).toEqual([]);
      const kept = new Set(numbersOf(said));
      const markers = new Set([...quote.matchAll(/^\s*(\d{1,2})[.)]\s/gm)].map((match) => match[1] ?? ''));
      expect([...known].filter((number) => !kept.has(number) && !markers.has(number))).toEqual([]);
    }
  });

  it('nothing that denies is added or lost', () => {
    const denials = (text: string) =>
      (
        text.match(
          /\b(?:niet|geen|nooit|nimmer|geenszins|tenzij|behalve|behoudens|met uitzondering van)\b/gi,
        ) ?? []
      ).length;
    for (const { quote, plain } of made) {
      if (plain.lines.length === 0) continue;
      const said = plain.lines.map(({ text }) => text).join('\n');
      expect([quote, denials(said)]).toEqual([quote, denials(quote)]);
    }
  });
});

describe('beside a reply', () => {
  const citation = { documentId: 'd', document: 'd', title: 'T', passageId: 'p', page: 1, heading: 'H' };
  it('stands in the order of the citations, and leaves the quotes as they are', () => {
    const citations = [
      { ...citation, quote: 'Je mag om negen uur beginnen.' },
      { ...citation, quote: 'De werknemer ontvangt het loon tijdig.' },
    ];
    const { plain, citations: same } = withPlain({ citations });
    expect(same).toBe(citations);
    expect(plain?.map((one) => one?.lines.map(({ text }) => text) ?? null)).toEqual([
      null,
      ['De werknemer krijgt het loon op tijd.'],
    ]);
  });
  it('is not there for a quote in another language, or when there is nothing to say', () => {
    expect(
      withPlain({ citations: [{ ...citation, quote: 'You get the bonus when you work for us at night.' }] }),
    ).not.toHaveProperty('plain');
    expect(withPlain({ citations: [] })).not.toHaveProperty('plain');
  });
});
