import { describe, expect, it } from 'vitest';
import { termsOf } from '../../src/retrieval/analyse.ts';
import { kinship } from '../../src/retrieval/families.ts';
import { keySet } from '../../src/retrieval/passage-view.ts';

function kin(word: string, text: string) {
  const [term] = termsOf(word);
  if (term === undefined) throw new Error(`'${word}' is no content word`);
  return kinship(term, keySet(termsOf(text)));
}

describe('kinship', () => {
  it('sees another thing of the same kind', () => {
    expect(kin('bromfiets', 'Met de eigen auto of de fiets: 0,21 per kilometer')).toEqual({
      known: true,
      same: false,
      kind: false,
      sibling: true,
    });
  });
  it('takes a synonym for the thing itself', () => {
    expect(kin('scooter', 'voor de bromfiets geldt een bedrag per maand').same).toBe(true);
  });
  it('sees that the kind as a whole is named', () => {
    expect(kin('trein', 'ongeacht het vervoermiddel').kind).toBe(true);
  });
  it('takes a compound for what its last part is', () => {
    expect(kin('werkbroek', 'alleen schoenen worden vergoed').sibling).toBe(true);
  });
  it('says nothing of a word of no known kind', () => {
    expect(kin('beschikbaarheid', 'auto en fiets').known).toBe(false);
  });
});
