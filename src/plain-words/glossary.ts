import { z } from 'zod';
import meansData from './data/means.json' with { type: 'json' };
import sayData from './data/say.json' with { type: 'json' };

const meansSchema = z.array(z.object({ words: z.array(z.string()).min(1), means: z.string() }));

/** Formal words with an everyday one that fits in the same place of a sentence. Our own writing. */
export const say: ReadonlyMap<string, string> = new Map(
  Object.entries(z.record(z.string(), z.string()).parse(sayData)),
);

/** Terms of work and law with what they mean, in plain Dutch and without a number. Our own writing. */
export const means: ReadonlyMap<string, string> = new Map(
  meansSchema.parse(meansData).flatMap((entry) => entry.words.map((word) => [word, entry.means] as const)),
);

/** Finds any of these, the longest first, as whole words. */
export function finderOf(words: Iterable<string>): RegExp {
  const inOrder = [...words].sort((a, b) => b.length - a.length);
  const escaped = inOrder.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{N}-])(?:${escaped.join('|')})(?![\\p{L}\\p{N}-])`, 'giu');
}

/** A found word as it stands in the glossary. */
export function keyOf(found: string): string {
  return found.toLowerCase().replace(/\s+/g, ' ');
}
