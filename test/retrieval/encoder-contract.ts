import { describe, expect, it } from 'vitest';
import type { Encoder } from '../../src/deps.ts';

const texts = [
  'De werknemer heeft recht op 25 vakantiedagen per jaar.',
  'Reiskosten',
  'Bij ziekte meldt u zich vóór 9.00 uur bij uw leidinggevende; zie artikel 12, lid 3.',
];

/** What every encoder promises, whatever it is made of. */
export function encoderContract(name: string, open: () => Promise<Encoder>): void {
  describe(`encoder contract: ${name}`, () => {
    it('gives each text a vector of its dimension and of length one, in the order given', async () => {
      const encoder = await open();
      const vectors = await encoder.encodePassages(texts);
      expect(vectors).toHaveLength(texts.length);
      for (const [i, vector] of vectors.entries()) {
        expect(vector).toHaveLength(encoder.dimension);
        expect(lengthOf(vector)).toBeCloseTo(1, 4);
        const [alone] = await encoder.encodePassages([texts[i] ?? '']);
        expect(cosine(vector, alone ?? new Float32Array())).toBeGreaterThan(0.999);
      }
    });

    it('says the same of the same text, and something else of another', async () => {
      const encoder = await open();
      const [a, b] = [
        await encoder.encodeQuestion('hoeveel vakantie heb ik'),
        await encoder.encodeQuestion('hoeveel vakantie heb ik'),
      ];
      expect([...a]).toEqual([...b]);
      expect(cosine(a, await encoder.encodeQuestion('reiskosten per dag'))).toBeLessThan(0.999);
    });

    it('has no numbers that are none, whatever it is given', async () => {
      const encoder = await open();
      const odd = ['', ' ', '\u0000', '🙂🙂', 'ık', 'x'.repeat(20_000), '漢字 кирилиця', '1'];
      for (const vector of [
        ...(await encoder.encodePassages(odd)),
        ...(await Promise.all(odd.map((text) => encoder.encodeQuestion(text)))),
      ]) {
        expect(vector).toHaveLength(encoder.dimension);
        expect(vector.every(Number.isFinite)).toBe(true);
      }
    });

    it('encodes nothing into nothing, and names itself', async () => {
      const encoder = await open();
      expect(await encoder.encodePassages([])).toEqual([]);
      expect(encoder.id).not.toBe('');
    });

    it('places single words, where it can, as it places texts', async () => {
      const encoder = await open();
      const vector = encoder.encodeWord?.('vakantie');
      if (vector !== undefined) {
        expect(vector).toHaveLength(encoder.dimension);
        expect(lengthOf(vector)).toBeCloseTo(1, 4);
      }
    });
  });
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

export function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
