import type { ChunkHealth, Passage } from './model.ts';

/** Number of words in a text. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

/** What may hurt answers from these passages; shown to HR per document. */
export function healthOf(
  passages: readonly Passage[],
  orphanHeadings: string[],
  emptyPages: number[],
  hiddenText: string[],
): ChunkHealth {
  const counts = passages.map((p) => countWords(p.text)).sort((a, b) => a - b);
  const seen = new Map<string, number>();
  const duplicates: number[] = [];
  for (const p of passages) {
    const key = p.text.toLowerCase().replace(/\W+/g, '');
    if (seen.has(key)) duplicates.push(p.ordinal);
    else seen.set(key, p.ordinal);
  }
  return {
    passages: passages.length,
    words: {
      min: counts[0] ?? 0,
      median: counts[Math.floor(counts.length / 2)] ?? 0,
      max: counts.at(-1) ?? 0,
    },
    orphanHeadings,
    midSentence: passages
      .filter((p) => p.kind === 'text' && /^\p{Ll}/u.test(p.text) && !/^[a-z][.)]/.test(p.text))
      .map((p) => p.ordinal),
    duplicates,
    emptyPages,
    hiddenText,
  };
}
