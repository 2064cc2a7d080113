import { describe, expect, it } from 'vitest';
import { noOwnWords, ownMeaning, ownWordKey } from '../../src/retrieval/own-words.ts';
import { analyseQuestion } from '../../src/retrieval/question.ts';
import { weighTerms } from '../../src/retrieval/score.ts';

const words = new Map([
  ['klaverpoort', 'het personeelsportaal, salarisstrook bekijken'],
  ['loods', 'magazijn Noord'],
  ['vroege', 'dagdienst 06.00'],
  ['vroege loods', 'ochtendploeg'],
]);
const readAs = (text: string) => ownMeaning(text, words)?.readAs;

describe('the form of an own word', () => {
  it.each([
    ['Klaverpoort', 'klaverpoort'],
    ['  de  Loods ', 'loods'],
    ['’t Höfke', 'hofke'],
    ['K-Poort 2', 'kpoort k poort 2'],
    ['Ploeg De Beer', 'ploeg de beer'],
    ['de', ''],
    ['!?', ''],
  ])('%s is %s', (word, key) => {
    expect(ownWordKey(word)).toBe(key);
  });
});

describe('own words in a question', () => {
  it('are found whatever capitals, accents and articles', () => {
    expect(readAs('Waar staat dat in KLÁVERPOORT?')).toBe(
      'Waar staat dat in het personeelsportaal, salarisstrook bekijken?',
    );
    expect(readAs('werk ik morgen in de Loods')).toBe('werk ik morgen in de magazijn Noord');
  });

  it('are whole words in that very form; only a long one may be bent or misspelt', () => {
    for (const text of ['in klaverport', 'de Klaverpoorten'])
      expect(ownMeaning(text, words)?.concepts).toHaveLength(1);
    for (const text of ['Hoe vroeg moet ik er zijn?', 'Mag ik het loodsen?', 'Klaverveld', ''])
      expect(ownMeaning(text, words)).toBeNull();
    expect(ownMeaning('Klaverpoort', noOwnWords)).toBeNull();
  });

  it('are the longest that fit, and three at most', () => {
    expect(readAs('de vroege loods')).toBe('de ochtendploeg');
    expect(ownMeaning('loods vroege klaverpoort loods', words)?.concepts).toHaveLength(3);
  });

  it('mean one thing or the other of what is listed; a decimal comma lists nothing', () => {
    const meant = ownMeaning('Klaverpoort', words);
    expect(meant?.terms.map(({ term, share }) => [term.form, share])).toEqual([
      ['personeelsportaal', 0.5],
      ['salarisstrook', 0.5],
      ['bekijken', 0.5],
    ]);
    const price = ownMeaning('kaart', new Map([['kaart', 'lunch van 2,50']]));
    expect(price?.terms.map(({ share }) => share)).toEqual([1, 1]);
  });
});

describe('an analysed question', () => {
  it('has no trace of own words that it does not use', () => {
    const text = 'Hoeveel vakantiedagen heb ik?';
    expect(analyseQuestion(text, [], words)).toEqual(analyseQuestion(text));
  });

  it('counts what is meant for less than what is asked, and the name itself hardly', () => {
    const question = analyseQuestion('Waar vind ik de Loods op de plattegrond?', [], words);
    const frequency = new Map([
      ['magazijn', 3],
      ['plattegrond', 3],
    ]);
    const weighed = new Map(
      weighTerms(question, 40, frequency, new Set()).map(({ term, ...rest }) => [term.form, rest]),
    );
    const weight = (form: string) => weighed.get(form)?.weight ?? 0;
    expect(weight('magazijn')).toBeGreaterThan(0);
    expect(weight('magazijn')).toBeLessThan(weight('plattegrond'));
    expect(weight('loods')).toBeLessThan(weight('magazijn'));
    expect(weighed.get('loods')?.unknown).toBe(false);
  });

  it('takes what is meant over from the turn that a follow-up leans on', () => {
    const { meant } = analyseQuestion('En op zondag?', ['Hoe laat begint de vroege?'], words);
    expect(meant.now).toBeNull();
    expect(meant.earlier?.terms.map(({ term }) => term.form)).toContain('dagdienst');
  });
});
