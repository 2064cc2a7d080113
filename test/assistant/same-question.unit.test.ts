import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadTopics, parseTopics } from '../../eval/curated/questions.ts';
import { fitLogistic } from '../../eval/fitting/logistic.ts';
import calibration from '../../src/assistant/data/same-question.json' with { type: 'json' };
import { marksClash, marksOf } from '../../src/assistant/question-marks.ts';
import {
  leansOnTurns,
  likenessOf,
  readWording,
  type SamenessModel,
  sameness,
  samenessModels,
} from '../../src/assistant/same-question.ts';
import { correctSpelling } from '../../src/retrieval/spelling.ts';
import { encoder } from './curated-house.ts';

const mend = (text: string) => correctSpelling(text, () => false);
const wording = (text: string) => readWording(mend(text), null);
const chance = (a: string, b: string) => sameness(wording(a), wording(b), samenessModels.words);
async function chanceByVectors(a: string, b: string): Promise<number> {
  const [x, y] = await Promise.all([a, b].map((text) => encoder.encodeQuestion(mend(text))));
  return sameness(readWording(mend(a), x ?? null), readWording(mend(b), y ?? null), samenessModels.vectors);
}

/** Each with the reason it must be so. */
const same: [string, string, string][] = [
  [
    'Kan ik een fiets leasen via het werk?',
    'fiets leasen via werk, kan dat?',
    'a question and its key words',
  ],
  ['Wanneer krijg ik mijn vakantiegeld?', 'wnr krijg ik vakantiegeld', 'phone Dutch'],
  ['Krijg ik een dertiende maand?', 'krijg ik een 13e maand?', 'a number in words and in figures'],
  [
    'Wat gebeurt er als ik vergeet in te klokken?',
    'wat gebeurt er als ik het inklokken vergeet?',
    'a verb in two parts',
  ],
  ['Krijg ik werkschoenen vergoed?', 'worden mijn werkschoenen vergoed', 'the same, passive'],
  ['Where can I find my payslip?', 'where do i find my payslip', 'English'],
];
const different: [string, string, string][] = [
  ['Mag ik mijn hond meenemen?', 'Mag ik mijn kat meenemen?', 'another thing'],
  ['Mag ik overwerk weigeren?', 'Mag ik overwerk niet weigeren?', 'a negation'],
  ['Heb ik geen recht op een bonus?', 'Heb ik recht op een bonus?', 'geen'],
  ['Hoeveel vakantiedagen bij 24 uur?', 'Hoeveel vakantiedagen bij 32 uur?', 'a number'],
  ['Hoeveel vakantiedagen heb ik?', 'Hoeveel vakantiedagen heb ik bij 32 uur?', 'a number in one of them'],
  ['Wat is het loon in schaal C?', 'Wat is het loon in schaal D?', 'a grade'],
  ['Wanneer krijg ik mijn loonstrook?', 'Waar vind ik mijn loonstrook?', 'when and where'],
  ['Krijg ik een kerstpakket?', 'Wanneer krijg ik een kerstpakket?', 'whether and when'],
  ['Moet ik een bijbaan melden?', 'Mag ik een bijbaan melden?', 'a duty and a right'],
  ['Krijgen oproepkrachten een kerstpakket?', 'Krijgen wij een kerstpakket?', 'a group'],
  ['Krijg ik vrij als mijn moeder ziek is?', 'Krijg ik vrij als mijn vader ziek is?', 'another person'],
  ['Hoe vaak mag ik thuiswerken?', 'Hoe lang mag ik thuiswerken?', 'another measure'],
  ['Hoeveel mag ik declareren per dag?', 'Hoeveel mag ik declareren per maand?', 'another period'],
  ['Wat als ik ziek word in mijn proeftijd?', 'Wat als ik ziek word na mijn proeftijd?', 'during and after'],
  ['hoe werkt dat?', 'hoe werkt dat?', 'nothing that says what about'],
];

describe('the same question', () => {
  it.each(same)('%s = %s (%s)', async (a, b) => {
    expect(chance(a, b)).toBeGreaterThanOrEqual(samenessModels.words.threshold);
    expect(chance(a, b)).toBe(chance(b, a));
    expect(await chanceByVectors(a, b)).toBeGreaterThanOrEqual(samenessModels.vectors.threshold);
  });
  it.each(different)('%s is not %s (%s)', async (a, b) => {
    expect(chance(a, b)).toBeLessThan(samenessModels.words.threshold);
    expect(await chanceByVectors(a, b)).toBeLessThan(samenessModels.vectors.threshold);
  });

  it('weighs what is missing by how rare it is, and words that only ask hardly at all', () => {
    const base = 'Kan ik een fiets leasen?';
    const [asking, rare] = [
      `${base.slice(0, -1)} via het werk?`,
      'Kan ik een fiets leasen voor ligfietsers?',
    ];
    const missing = (text: string) => likenessOf(wording(base), wording(text)).missing;
    expect(missing(base)).toBe(0);
    expect(missing(asking)).toBeLessThan(0.1);
    expect(missing(rare)).toBeGreaterThan(0.4);
  });

  it('counts nearness only with a model for it, and more of it never makes a match less likely', () => {
    const model: SamenessModel = { bias: -2, weights: { cosine: 4 }, threshold: 0.5 };
    const at = (cosine: number) => {
      const a = readWording('fiets leasen', new Float32Array([1, 0]));
      return sameness(
        a,
        readWording('fiets leasen', new Float32Array([cosine, Math.sqrt(1 - cosine ** 2)])),
        model,
      );
    };
    expect(at(0.9)).toBeGreaterThan(at(0.5));
    expect(at(-0.5)).toBeCloseTo(1 / (1 + Math.exp(2)));
  });

  it('leans on the turns before when it continues them or has one word of its own', () => {
    for (const text of ['en voor oproepkrachten en parttimers?', 'Mag dat ook met vapen?', 'hoe lang?'])
      expect([text, leansOnTurns(wording(text))]).toEqual([text, true]);
    expect(leansOnTurns(wording('Mag mijn hond mee naar het kantoor?'))).toBe(false);
  });
});

describe('the marks of a question', () => {
  it.each([
    ['Is er een regeling waar ik aan mee kan doen?', 'whether'],
    ['loonstrook waar vind ik die', 'place'],
    ['ik ben mijn pas verloren, wat moet ik doen?', 'consequence'],
    ['hoe lang van tevoren krijg ik mijn rooster', 'moment'],
    ['hoe lang is mijn pauze', 'amount'],
    ['hoe laat begint mijn dienst', 'clock'],
    ['Bij wie moet ik me ziek melden?', 'person'],
    ['Hoe vraag ik verlof aan?', 'manner'],
    ['Waarom is mijn loon lager?', 'reason'],
    ['Wat is mijn opzegtermijn?', 'what'],
    ['bureaustoel voor thuis', null],
  ])('%s asks %s', (text, form) => {
    expect(marksOf(text).form).toBe(form);
  });
  it('reads numbers, negation and whom it is about', () => {
    expect(marksOf('Mag mijn zoon van 16 geen twee nachtdiensten draaien?')).toMatchObject({
      numbers: '16 2',
      negated: true,
      about: 'child night',
      duty: 'may',
    });
  });
  it('lets a bare phrase be a yes-or-no question, but no question of when or how much', () => {
    const bare = marksOf('fiets leasen via werk');
    expect(marksClash(bare, marksOf('Kan ik een fiets leasen?'))).toBe(false);
    expect(marksClash(bare, marksOf('Wanneer kan ik een fiets leasen?'))).toBe(true);
    expect(marksClash(bare, marksOf('Hoeveel kost het?'))).toBe(true);
  });
});

describe('the calibration', () => {
  it('was made for the encoder that ships (if not: node --import tsx eval/curated/calibrate.ts --write)', () => {
    const shipped = JSON.parse(
      readFileSync(new URL('../../models/bag/vraagbaak.json', import.meta.url), 'utf8'),
    ) as { id: string };
    expect(calibration.encoderId).toBe(shipped.id);
  });
  it('is right in at least 97 of 100, also on what was not used to set it', () => {
    for (const { figures } of [calibration.vectors, calibration.words]) {
      expect(figures.written.precision).toBeGreaterThanOrEqual(0.97);
      expect(figures.check.precision).toBeGreaterThanOrEqual(0.97);
      expect(figures.check.given).toBeGreaterThan(50);
      expect(figures.trainingPairs.wrongPerThousand).toBeLessThanOrEqual(0.5);
    }
  });
  it('stands on questions whose topics each have both kinds', () => {
    const topics = [...loadTopics('same-question.txt'), ...loadTopics('same-question-check.txt')];
    expect(topics.length).toBeGreaterThan(150);
    for (const { name, same: equal, other } of topics)
      expect([name, equal.length > 1, other.length > 0]).toEqual([name, true, true]);
    expect(() => parseTopics('= zonder onderwerp')).toThrow('line 1');
  });
  it('fits a line where there is one', () => {
    const examples = [0, 1, 2, 3].map((x) => ({ x: [x], y: x > 1, weight: 1 }));
    const { bias, weights } = fitLogistic(examples, 0);
    expect(-bias / (weights[0] ?? 0)).toBeCloseTo(1.5, 1);
  });
});
