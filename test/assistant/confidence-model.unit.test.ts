import { describe, expect, it } from 'vitest';
import type { ConfidenceFeatures } from '../../src/assistant/confidence.ts';
import { answerThreshold, confidenceOf, supportOf } from '../../src/assistant/confidence-model.ts';
import data from '../../src/assistant/data/confidence.json' with { type: 'json' };
import { type WordEvidence, wordEvidenceNames } from '../../src/assistant/word-evidence.ts';

/** An answer that is average in every respect. */
const average = Object.fromEntries(
  data.features.map((name, i) => [name, data.mean[i] ?? 0]),
) as unknown as ConfidenceFeatures;
const word = (values: Partial<WordEvidence>): WordEvidence =>
  ({ ...Object.fromEntries(wordEvidenceNames.map((name) => [name, 0])), ...values }) as WordEvidence;
const met = word({
  weight: 0.6,
  literal: 0.7,
  nearUnit: 1,
  nearShown: 1,
  nearPassage: 1,
  inUnit: 1,
  inShown: 1,
  inPassage: 1,
  grams: 1,
});
const missing = word({
  weight: 0.8,
  literal: 0.8,
  nearElsewhere: 1,
  inElsewhere: 1,
  kinKnown: 1,
  kinSibling: 1,
});

describe('the confidence model', () => {
  it('names only features that the code computes', () => {
    expect(data.wordFeatures.toSorted()).toEqual([...wordEvidenceNames].toSorted());
  });
  it('gives chances', () => {
    for (const words of [[], [met], [missing], Array.from({ length: 30 }, () => met)]) {
      const { right, answerable } = confidenceOf(average, words);
      for (const chance of [right, answerable]) {
        expect(chance).toBeGreaterThan(0);
        expect(chance).toBeLessThan(1);
      }
    }
  });
  it('trusts an answer less when a decisive word of the question is missing from it', () => {
    const whole = supportOf(confidenceOf(average, [met, met, met]));
    const holed = supportOf(confidenceOf(average, [missing, met, met]));
    expect(holed).toBeLessThan(whole);
  });
  it('has a threshold between never and always', () => {
    expect(answerThreshold).toBeGreaterThan(0.2);
    expect(answerThreshold).toBeLessThan(0.9);
  });
});
