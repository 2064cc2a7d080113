import wordParts from './data/word-parts.json' with { type: 'json' };
import { stem } from './stem.ts';

const known = new Set<string>(wordParts);
const links = ['', 's', 'e', 'en', 'n'];
const cache = new Map<string, readonly string[]>();

/**
 * The stems of the parts of a Dutch compound: 'reiskostenvergoeding' -> ['reis', 'kost', 'vergoed']; [] when the word
 * does not fall apart into parts we know. The split with the fewest parts wins, then the one with the longest last part.
 */
export function compoundParts(folded: string): readonly string[] {
  if (folded.length < 7 || folded.length > 40 || !/^[a-z]+$/.test(folded)) return [];
  const remembered = cache.get(folded);
  if (remembered !== undefined) return remembered;
  const surfaces = split(folded, 0, 3) ?? [];
  const parts = new Set<string>();
  if (surfaces.length > 1) {
    for (const surface of surfaces) {
      parts.add(stem(surface));
      for (const inner of compoundParts(surface)) parts.add(inner);
    }
  }
  const result = [...parts];
  if (cache.size > 50_000) cache.clear();
  cache.set(folded, result);
  return result;
}

const shortParts = new Set(['dag', 'uur', 'cao', 'rij', 'aow', 'wia', 'zzp', 'bhv', 'lid']);

function isPart(surface: string): boolean {
  return (surface.length >= 4 || shortParts.has(surface)) && known.has(stem(surface));
}

/** Surface forms of the parts of word.slice(from), links taken off; null when there is no split. */
function split(word: string, from: number, budget: number): string[] | null {
  const rest = word.slice(from);
  let best: string[] | null = from > 0 && isPart(rest) ? [rest] : null;
  if (budget === 0) return best;
  for (let length = 3; length <= rest.length - 3; length++) {
    const head = headPart(rest.slice(0, length));
    if (head === null) continue;
    const tail = split(word, from + length, budget - 1);
    if (tail !== null && (best === null || tail.length + 1 < best.length)) best = [head, ...tail];
  }
  return best;
}

/** A non-final part with its linking letters taken off, or null. */
function headPart(head: string): string | null {
  for (const link of links) {
    if (!head.endsWith(link)) continue;
    const bare = head.slice(0, head.length - link.length);
    if (isPart(bare)) return bare;
  }
  return null;
}
