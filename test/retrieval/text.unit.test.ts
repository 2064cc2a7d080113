import { describe, expect, it } from 'vitest';
import { compoundParts } from '../../src/retrieval/compounds.ts';
import { stem } from '../../src/retrieval/stem.ts';
import { fold, foldNumber, sentencesOf, squash, tokenise } from '../../src/retrieval/text.ts';

const forms = (text: string) => tokenise(text).map((token) => token.form);

describe('tokenise', () => {
  it('folds case and diacritics', () => {
    expect(forms('Coördinatie én beëindiging')).toEqual(['coordinatie', 'en', 'beeindiging']);
  });
  it('gives one spelling to a number', () => {
    expect(forms('€ 1.250,00 of 0,23 om 14:30 uur, artikel 4.3.')).toEqual([
      '1250',
      'of',
      '0_23',
      'om',
      '14_30',
      'uur',
      'artikel',
      '4_3',
    ]);
  });
  it('keeps a hyphenated word whole and in halves', () => {
    expect(forms('woon-werkverkeer')).toEqual(['woonwerkverkeer', 'woon', 'werkverkeer']);
  });
  it('tells where a token stands', () => {
    const text = 'De cao geldt.';
    expect(tokenise(text).map((token) => text.slice(token.start, token.end))).toEqual(['De', 'cao', 'geldt']);
  });
});

describe('foldNumber', () => {
  it.each([
    ['1.250', '1250'],
    ['1.250,50', '1250_50'],
    ['25,-', '25'],
    ['2026.', '2026'],
  ])('%s is %s', (raw, folded) => expect(foldNumber(raw)).toBe(folded));
});

describe('stem', () => {
  const same = [
    ['uren', 'uur'],
    ['reizen', 'reis'],
    ['gewerkt', 'werkt', 'werken'],
    ['declaratie', 'declaraties', 'declareren', 'gedeclareerd'],
    ['vergoeding', 'vergoedingen', 'vergoed'],
    ['verhuisd', 'verhuizen', 'verhuizing'],
    ['opgezegd', 'opzeggen'],
    ['premie', 'premies'],
    ['salaris', 'salarissen'],
    ['vakantiedag', 'vakantiedagen'],
  ];
  it.each(same.map((group) => [group.join(' = '), group]))('%s', (_, group) => {
    expect(new Set((group as string[]).map(stem)).size).toBe(1);
  });
  it.each([
    ['verlof', 'verloop'],
    ['dienst', 'dien'],
    ['loon', 'lon'.concat('g')],
    ['maand', 'man'],
  ])('keeps %s and %s apart', (a, b) => expect(stem(a)).not.toBe(stem(b)));
});

describe('compoundParts', () => {
  it('splits a compound with linking letters into stems', () => {
    expect(compoundParts('vakantiedagen')).toEqual(['vakanti', 'dag']);
    expect(compoundParts('arbeidsovereenkomst')).toEqual(['arbeid', 'overenkomst']);
  });
  it('gives the inner parts of a part too', () => {
    expect(compoundParts('reiskostenvergoeding')).toEqual(
      expect.arrayContaining(['reis', 'kost', 'vergoed']),
    );
  });
  it.each(['werkgever', 'bevestiging', 'verantwoordelijkheid', 'ja', '2026'])('leaves %s whole', (word) => {
    expect(compoundParts(word)).toEqual([]);
  });
});

describe('sentencesOf', () => {
  const texts = (text: string) => sentencesOf(text).map((sentence) => sentence.text);
  it('does not end a sentence at an abbreviation or a list marker', () => {
    expect(texts('1. Volgens art. 3 geldt o.a. de cao. De rest vervalt.')).toEqual([
      '1. Volgens art. 3 geldt o.a. de cao.',
      'De rest vervalt.',
    ]);
  });
  it('keeps amounts and articles whole', () => {
    expect(texts('De vergoeding is € 0,23 (art. 4.3). Dat is netto.')).toEqual([
      'De vergoeding is € 0,23 (art. 4.3).',
      'Dat is netto.',
    ]);
  });
  it('ends one at a new line, and offsets point into the text', () => {
    const text = 'Je krijgt vrij bij:\na. een huwelijk;\nb. een verhuizing.';
    expect(texts(text)).toEqual(['Je krijgt vrij bij:', 'a. een huwelijk;', 'b. een verhuizing.']);
    for (const sentence of sentencesOf(text))
      expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
  });
});

describe('squash', () => {
  it('keeps letters and digits only', () => {
    expect(squash('“Zon- en feestdagen”: 35 %')).toBe('zonenfeestdagen35');
    expect(fold('Łódź')).toBe('lodz');
  });
});
