import { describe, expect, it } from 'vitest';
import {
  hasForbiddenMarkup,
  inventedQuotes,
  quotesHold,
  unsupportedNumbers,
} from '../../src/assistant/checks.ts';
import { differingUnits, factsOf, numbersOf } from '../../src/assistant/facts.ts';
import { detectLanguage } from '../../src/assistant/language.ts';
import { intervalOf, proseFit, rowFit } from '../../src/assistant/ranges.ts';
import { redact } from '../../src/assistant/redact.ts';
import { groupingStems, jaccard } from '../../src/assistant/unanswered.ts';

describe('redact', () => {
  it.each([
    ['mijn bsn is 999990019', '999990019'],
    ['bsn 9999 90 019 klopt niet', '9999 90 019'],
    ['nieuwe rekening NL91 ABNA 0417 1643 00', 'ABNA'],
    ['bel me op 06-12345678', '12345678'],
    ['of +31 6 12 34 56 78', '56 78'],
    ['mail naar jan@voorbeeld.nl', 'jan@'],
    ['ik heb een burn-out', 'burn-out'],
    ['ik slik antidepressiva sinds mei', 'antidepress'],
  ])('%s', (text, secret) => expect(redact(text)).not.toContain(secret));
  it.each([
    'Wat krijg ik per 01-01-2026 als ik 40 uur werk?',
    'hoeveel zwangerschapsverlof krijg ik',
    'krijg ik loon als ik ziek ben',
    'van 2026-01-01 tot 2026-12-31',
    'ik verdien € 2.345,67 per maand',
  ])('keeps: %s', (text) => expect(redact(text)).toBe(text));
});

describe('factsOf', () => {
  it('reads amounts, terms, dates and times with their unit', () => {
    expect(factsOf('€ 0,23 per kilometer, uiterlijk 5 dagen voor 1 januari 2026 om 09.30 uur, 35%')).toEqual([
      { unit: 'eur', value: '0.23' },
      { unit: 'day', value: '5' },
      { unit: 'date', value: '2026-01-01' },
      { unit: 'time', value: '09:30' },
      { unit: 'percent', value: '35' },
    ]);
  });
  it('reads number words before a unit', () => {
    expect(factsOf('binnen drie maanden')).toContainEqual({ unit: 'month', value: '3' });
  });
  it('sees that two clauses differ in the same unit only', () => {
    expect(differingUnits(factsOf('vier dagen'), factsOf('zeven dagen'))).toEqual(['day']);
    expect(differingUnits(factsOf('4 dagen'), factsOf('vier dagen of 2 weken'))).toEqual([]);
    expect(differingUnits(factsOf('4 dagen'), factsOf('€ 10'))).toEqual([]);
  });
});

describe('checks', () => {
  it('a quote must stand in its passage to the letter', () => {
    expect(quotesHold([{ quote: 'recht op 25 dagen', passageText: 'Je hebt recht op 25 dagen.' }])).toBe(
      true,
    );
    expect(quotesHold([{ quote: 'recht op 26 dagen', passageText: 'Je hebt recht op 25 dagen.' }])).toBe(
      false,
    );
    expect(quotesHold([])).toBe(false);
  });
  it('names the numbers that no source has', () => {
    expect(unsupportedNumbers('Je krijgt € 0,23 en 12 dagen.', ['€ 0,23 per km'])).toEqual(['12']);
    expect(unsupportedNumbers('Je krijgt € 1.250,50.', ['een bedrag van € 1250,5'])).toEqual([]);
    expect(numbersOf('om 14:30 uur')).toEqual(expect.arrayContaining(['14', '30']));
  });
  it('finds quotes that were made up', () => {
    const source = ['De werknemer heeft recht op vijf dagen geboorteverlof.'];
    expect(inventedQuotes('Er staat “recht op vijf dagen geboorteverlof”.', source)).toEqual([]);
    expect(inventedQuotes('Er staat “recht op tien dagen geboorteverlof”.', source)).toHaveLength(1);
  });
  it.each(['zie https://x.nl', '![a](b)', '[klik](b)', '<b>vet</b>', 'a\u202eb'])('refuses %j', (text) =>
    expect(hasForbiddenMarkup(text)).toBe(true),
  );
  it('lets prose with brackets and smaller-than signs pass', () =>
    expect(hasForbiddenMarkup('Bij < 18 jaar (zie artikel 3) geldt 50% [1].')).toBe(false));
});

describe('ranges of table rows', () => {
  it.each([
    ['45 t/m 49 jaar', 45, 49],
    ['vanaf 50 jaar', 50, Number.POSITIVE_INFINITY],
    ['60 jaar en ouder', 60, Number.POSITIVE_INFINITY],
    ['tot en met 17 jaar', Number.NEGATIVE_INFINITY, 17],
    ['Schaal 5', 5, 5],
  ])('%s', (cell, from, to) => expect(intervalOf(cell)).toEqual({ from, to }));
  it('jonger dan 18 leaves 18 out', () => expect(intervalOf('jonger dan 18')?.to).toBeLessThan(18));
  it('picks the row in whose interval the number of the question lies', () => {
    const columns = ['Leeftijd', 'Extra dagen'];
    expect(rowFit('ik ben 47, hoeveel dagen?', ['45 t/m 49 jaar', '2'], columns)).toBeGreaterThan(0);
    expect(rowFit('ik ben 47, hoeveel dagen?', ['50 t/m 54 jaar', '3'], columns)).toBeLessThan(0);
    expect(rowFit('hoeveel dagen?', ['50 t/m 54 jaar', '3'], columns)).toBe(0);
  });
  it.each([
    [
      'welke proeftijd bij een jaarcontract',
      'langer dan zes maanden en korter dan twee jaar',
      'Duur van de overeenkomst',
      true,
    ],
    ['welke proeftijd bij een jaarcontract', 'zes maanden of korter', 'Duur van de overeenkomst', false],
    [
      'welke proeftijd bij een contract van twee jaar',
      'twee jaar of langer',
      'Duur van de overeenkomst',
      true,
    ],
    ['ik ben 60 procent afgekeurd', '55% tot 65%', 'Mate van arbeidsongeschiktheid', true],
    ['ik ben 60 procent afgekeurd', '65% tot 80%', 'Mate van arbeidsongeschiktheid', false],
    ['ik ben 12 jaar in dienst', '10 tot 15 jaar', 'Duur van het dienstverband', true],
    ['bij twaalf dienstjaren', '10 tot 15 jaar', 'Duur van het dienstverband', true],
    ['ik ben 47', '45 tot en met 47 jaar', 'Leeftijd', true],
    ['ik ben 9 uur weg geweest', '8 tot 12 uur', 'Duur van de rit', true],
    ['ik ben 9 uur weg geweest', 'minder dan 4 uur', 'Duur van de rit', false],
    ['ik woon 12 km van mijn werk', '10 – 15 km', 'Afstand', true],
  ])('%s: %s', (question, cell, column, fits) => {
    const fit = rowFit(question, [cell, 'x'], [column, 'Waarde']);
    expect(fit > 0).toBe(fits);
  });
  it('does not hold a percentage against an age', () => {
    expect(rowFit('ik werk 60 procent', ['55 jaar of ouder', '2'], ['Leeftijd', 'Dagen'])).toBe(0);
  });
});

describe('detectLanguage', () => {
  it.each([
    ['hoeveel km krijg ik', 'nl'],
    ['hvl vrije dgn', 'nl'],
    ['bonus?', 'nl'],
    ['how many days off do I get', 'en'],
    ['ile mam dni urlopu', 'pl'],
    ['wie viele Urlaubstage habe ich im Jahr', 'de'],
    ['krijg ik overtime uitbetaald', 'nl'],
  ])('%s is %s', (text, lang) => expect(detectLanguage(text)).toBe(lang));
});

describe('grouping of unanswered questions', () => {
  const similarity = (a: string, b: string) => jaccard(groupingStems(a), groupingStems(b));
  it('sees the same question in other words order and form', () => {
    expect(
      similarity('kan ik een fiets leasen via het werk', 'fiets leasen via werk mogelijk'),
    ).toBeGreaterThanOrEqual(0.5);
  });
  it('keeps other questions apart', () => {
    expect(similarity('kan ik een fiets leasen', 'kan ik een auto leasen')).toBeLessThan(0.5);
    expect(jaccard([], [])).toBe(0);
  });
});

describe('proseFit', () => {
  it.each([
    ['Ik ben 17 jaar, mag ik overwerken?', 'Jongeren onder de 18 jaar mogen niet overwerken.', 1],
    ['ik ben 56 jaar', 'De werknemer van 55 jaar of ouder is niet verplicht tot overwerk.', 1],
    ['ik werk 7 maanden hier', 'Wie ten minste één jaar in dienst is, kan verlof krijgen.', -0.25],
    ['ik woon op 2 km', 'alleen als je verder dan 3 kilometer van je standplaats woont', 0],
    ['hoeveel dagen?', 'ten minste 12 maanden in dienst', 0],
  ])('%s | %s', (question, clause, fit) => expect(proseFit(question, clause)).toBe(fit));
});
