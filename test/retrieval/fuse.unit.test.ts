import { describe, expect, it } from 'vitest';
import { reciprocalRankFusion } from '../../src/retrieval/fuse.ts';

describe('reciprocalRankFusion', () => {
  it('puts what two legs agree on above the top of one leg', () => {
    const fused = reciprocalRankFusion([
      { weight: 1, ids: [1, 2, 3] },
      { weight: 1, ids: [4, 2, 5] },
    ]);
    expect(fused[0]?.id).toBe(2);
  });
  it('adds weight / (k + rank), rank from 1', () => {
    const fused = reciprocalRankFusion([{ weight: 2, ids: [7, 8] }], 60);
    expect(fused).toEqual([
      { id: 7, score: 2 / 61 },
      { id: 8, score: 2 / 62 },
    ]);
  });
  it('breaks ties by the lower id, so that the order is total', () => {
    const fused = reciprocalRankFusion([
      { weight: 1, ids: [9] },
      { weight: 1, ids: [3] },
    ]);
    expect(fused.map((entry) => entry.id)).toEqual([3, 9]);
  });
  it('is empty without votes', () => expect(reciprocalRankFusion([])).toEqual([]));
});
