import { beforeEach, describe, expect, it } from 'vitest';
import type { CuratedImpact } from '../../src/assistant/model.ts';
import { anna, curatedHouse, hr, regeling } from './curated-house.ts';

let house: ReturnType<typeof curatedHouse>;
let documentId: string;

beforeEach(async () => {
  house = curatedHouse();
  documentId = await house.upload(regeling);
  // The documents answer the first question themselves once they are ticked, so that comes after the asking.
  await house.answered(anna, 'Mag ik mijn hond meenemen naar kantoor?', async () => {
    house.tick(documentId);
    const places = await house.curated.places(hr, 'huisdieren in de gebouwen');
    const place = places.find(({ heading }) => heading === 'Artikel 7 Dieren');
    return { answer: 'Ja.', passageId: place?.passageId ?? '' };
  });
  await house.answered(anna, 'Krijg ik korting op een sportschool?', { answer: 'Nee.' });
});

/** What this text would do to the answers, as a version that waits. */
async function impactOf(text: string, period: { validFrom?: string } = {}): Promise<CuratedImpact> {
  const file = { name: 'nieuw.md', bytes: new TextEncoder().encode(text) };
  const input = { title: 'Regeling', kind: 'scheme' as const, ...period };
  await house.documents.upload(hr, file, input, { replaces: documentId, publish: 'wait' });
  await house.documents.settled('acme');
  const versionId = house.documents.get(hr, documentId).next?.versionId ?? '';
  const { passages, becomes } = await house.documents.compare(hr, documentId, versionId);
  const impact = house.curated.impact(hr, documentId, { passages, ...becomes });
  await house.documents.publish(hr, documentId, versionId);
  return impact;
}

const inReview = () => house.curated.list(hr, { state: 'review' }).map(({ question }) => question);

describe('what a waiting version does to approved answers', () => {
  it('is nothing where the passages they rest on stay', async () => {
    const impact = await impactOf(regeling.replace('€ 0,23', '€ 0,25'));
    expect(impact).toEqual({ total: 2, changing: [] });
    expect(inReview()).toEqual([]);
  });

  it('tells the words of before and after where a passage reads otherwise, and is right', async () => {
    const impact = await impactOf(regeling.replace('aangelijnd is', 'in een mand blijft'));
    expect(impact).toMatchObject({
      total: 2,
      changing: [{ fate: 'changed', heading: 'Artikel 7 Dieren', question: expect.stringMatching(/hond/) }],
    });
    expect(impact.changing[0]?.was).toContain('aangelijnd is');
    expect(impact.changing[0]?.now?.text).toContain('in een mand blijft');
    expect(inReview()).toEqual(impact.changing.map(({ question }) => question));
  });

  it('tells that a passage is gone', async () => {
    const impact = await impactOf(regeling.slice(0, regeling.indexOf('## Artikel 7')));
    expect(impact.changing).toMatchObject([{ fate: 'gone', now: null }]);
    expect(inReview()).toHaveLength(1);
  });

  it('tells that a version is not valid today', async () => {
    const impact = await impactOf(`${regeling}\n## Artikel 8 Fiets\nEen fiets.`, { validFrom: '2027-01-01' });
    expect(impact.changing).toMatchObject([{ fate: 'out_of_date', now: null }]);
    expect(inReview()).toHaveLength(1);
  });

  it('counts only answers that are given today, and is not told to employees', async () => {
    const [dog] = house.curated.list(hr, { q: 'hond' });
    house.curated.withdraw(hr, dog?.id ?? '', dog?.revision ?? 0);
    expect(await impactOf('# Leeg\n## Artikel 1 Iets\nNiets.')).toEqual({ total: 1, changing: [] });
    const next = { passages: [], validFrom: null, validTo: null };
    expect(() => house.curated.impact(anna, documentId, next)).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    expect(house.curated.impact(hr, 'een ander document', next).changing).toEqual([]);
  });
});
