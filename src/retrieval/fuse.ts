/** One ranked list of ids, best first, with its weight in the vote. */
export interface Ranking {
  weight: number;
  ids: readonly number[];
}

/** Rank constant of reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009). */
export const RRF_K = 60;

/**
 * Reciprocal rank fusion: score(d) = sum over rankings of weight / (k + rank), rank from 1.
 * Total order: higher score first, then the lower id.
 */
export function reciprocalRankFusion(
  rankings: readonly Ranking[],
  k: number = RRF_K,
): { id: number; score: number }[] {
  const scores = new Map<number, number>();
  for (const { ids, weight } of rankings) {
    ids.forEach((id, i) => {
      scores.set(id, (scores.get(id) ?? 0) + weight / (k + i + 1));
    });
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score || a.id - b.id);
}
