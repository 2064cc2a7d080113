import { describe, expect, it } from 'vitest';
import { createAskAs } from '../../src/ask-as/ask-as.ts';
import { withFactsTold } from '../../src/ask-as/facts-told.ts';
import type { SampleInput } from '../../src/ask-as/model.ts';
import { curatedAnswers } from '../../src/store/curated-schema.ts';
import { conversations, messages, unansweredQuestions } from '../../src/store/employer-schema.ts';
import { anna, curatedHouse, hr, oscar, regeling } from '../assistant/curated-house.ts';

const vera: SampleInput = {
  name: 'Vera',
  role: 'employee',
  isOnCall: false,
  hoursPerWeek: null,
  inServiceSince: null,
  ageGroup: null,
  department: '',
};
const roster = 'Hoe geef ik mijn beschikbaarheid door?';

async function house() {
  const base = curatedHouse();
  const documentId = await base.upload(regeling);
  base.tick(documentId);
  const askAs = createAskAs(base.deps);
  const ask = (question: string, sample: Partial<SampleInput> = {}, tellFacts = false) =>
    askAs.ask(hr, { sample: { ...vera, ...sample }, question, tellFacts });
  const kept = () =>
    [conversations, messages, unansweredQuestions].map((table) => base.db.select().from(table).all().length);
  return { ...base, askAs, ask, kept, documentId };
}

describe('asking as a sample employee', () => {
  it('gives the answer the employee gets, and keeps nothing', async () => {
    const { ask, kept, assistant } = await house();
    const before = kept();
    const seen = await ask('Wat krijg ik per kilometer?');
    expect(kept()).toEqual(before);
    const real = await assistant.ask(anna, { message: 'Wat krijg ik per kilometer?' });
    const { conversationId: _c, messageId: _m, ...same } = real;
    expect(seen.reply).toEqual(same);
    expect(seen.reply.kind).toBe('answer');
    expect(seen.passages[0]).toMatchObject({ heading: 'Artikel 1 Reiskosten', page: 1, used: true });
    expect(seen.weighed).toHaveLength(1);
    expect(seen.weighed[0]?.support).toBeGreaterThanOrEqual(seen.weighed[0]?.threshold ?? 1);
  });

  it('puts nothing on the list of what was not answered, and says how far it fell short', async () => {
    const { ask, kept, assistant } = await house();
    const seen = await ask('Hoe laat gaat de kantine in Zaandam open?');
    expect(seen.reply.kind).toBe('abstention');
    expect(seen.weighed[0]?.support).toBeLessThan(seen.weighed[0]?.threshold ?? 0);
    expect(seen.words.find(({ word }) => word === 'zaandam')).toEqual({ word: 'zaandam', unknown: true });
    expect(assistant.unanswered(hr)).toEqual([]);
    expect(kept()).toEqual([0, 0, 0]);
  });

  it('takes on-call into account as for a real person, and counts no use of the answer of HR', async () => {
    const { ask, answered, db } = await house();
    const { view } = await answered(oscar, roster, {
      answer: 'In het rooster.',
      scope: 'on_call',
    });
    const onCall = await ask(roster, { isOnCall: true });
    expect(onCall.reply).toMatchObject({ basis: 'curated', answer: 'In het rooster.' });
    expect(onCall.curated[0]).toMatchObject({ answerId: view.id, verdict: 'given', scope: 'on_call' });
    const fixed = await ask(roster);
    expect(fixed.reply.basis).not.toBe('curated');
    expect(fixed.curated[0]).toMatchObject({ answerId: view.id, verdict: 'other_group' });
    expect(db.select().from(curatedAnswers).get()?.uses).toBe(0);
  });

  it('gives nobody what HR said to its askers alone', async () => {
    const { ask, answered } = await house();
    await answered(anna, roster, { scope: 'askers' });
    const seen = await ask(roster);
    expect(seen.reply.basis).not.toBe('curated');
    expect(seen.curated[0]?.verdict).toBe('other_group');
  });

  it('says of each document what keeps it out, by role', async () => {
    const { ask, documents, documentId, tick } = await house();
    const bars = async (sample: Partial<SampleInput> = {}) =>
      (await ask('Wat krijg ik per kilometer?', sample)).documents[0]?.bars;
    expect(await bars()).toEqual([]);
    tick(documentId, false);
    documents.patch(hr, documentId, { visibility: 'managers' });
    expect(await bars()).toEqual(['not_ticked', 'not_visible']);
    expect(await bars({ role: 'manager' })).toEqual(['not_ticked']);
    documents.patch(hr, documentId, { validTo: '2026-11-01' });
    expect(await bars({ role: 'manager' })).toEqual(['not_ticked', 'not_valid']);
  });

  it('says when a message is not looked up at all', async () => {
    const { ask } = await house();
    const seen = await ask('ik word gepest door mijn chef');
    expect(seen).toMatchObject({ route: 'handoff', readAs: null, weighed: [], passages: [] });
  });

  it('tells the facts only when asked to', async () => {
    const { ask } = await house();
    const sample = { hoursPerWeek: 24_000, ageGroup: '55-59' as const };
    expect((await ask('Hoeveel vakantiedagen heb ik?', sample)).question).toBe(
      'Hoeveel vakantiedagen heb ik?',
    );
    expect((await ask('Hoeveel vakantiedagen heb ik?', sample, true)).question).toBe(
      'Ik werk 24 uur per week en ben tussen 55 en 59 jaar. Hoeveel vakantiedagen heb ik?',
    );
  });

  it('is for hr and provider only', async () => {
    const { askAs } = await house();
    await expect(askAs.ask(anna, { sample: vera, question: 'x', tellFacts: false })).rejects.toThrow(
      'forbidden',
    );
    expect(() => askAs.samples(anna)).toThrow('forbidden');
    expect(() => askAs.save(anna, null, vera)).toThrow('forbidden');
  });
});

describe('the facts in the question', () => {
  it.each([
    [{}, 'Hoe?'],
    [{ hoursPerWeek: 31_500 }, 'Ik werk 31,5 uur per week. Hoe?'],
    [
      { hoursPerWeek: 24_000, inServiceSince: '2020-03-01', department: 'Magazijn' },
      'Ik werk 24 uur per week, ben in dienst sinds 1 maart 2020 en werk op de afdeling Magazijn. Hoe?',
    ],
  ])('%j', (facts, told) => {
    expect(withFactsTold({ ...vera, ...facts }, 'Hoe?')).toBe(told);
  });
});

describe('saved samples', () => {
  it('are kept, changed, removed and put back, per employer', async () => {
    const { askAs } = await house();
    const kept = askAs.save(hr, null, { ...vera, hoursPerWeek: 24_000 });
    expect(askAs.samples(hr)).toEqual([kept]);
    expect(askAs.samples({ ...hr, employerId: 'other' })).toEqual([]);
    askAs.save(hr, kept.id, { ...vera, name: 'Anders' });
    expect(askAs.sample(hr, kept.id)).toMatchObject({ name: 'Anders', hoursPerWeek: null });
    expect(askAs.remove(hr, kept.id).removed).toBe(true);
    expect(askAs.samples(hr)).toEqual([]);
    expect(() => askAs.save(hr, kept.id, vera)).toThrow('not_found');
    expect(askAs.restore(hr, kept.id).removed).toBe(false);
    expect(askAs.samples(hr)).toHaveLength(1);
    expect(() => askAs.sample({ ...hr, employerId: 'other' }, kept.id)).toThrow('not_found');
  });

  it('are fifty at most, also when one is put back', async () => {
    const { askAs } = await house();
    const first = askAs.save(hr, null, vera);
    askAs.remove(hr, first.id);
    for (let i = 0; i < 50; i++) askAs.save(hr, null, { ...vera, name: `Vera ${i}` });
    expect(() => askAs.save(hr, null, vera)).toThrow('samples_full');
    expect(() => askAs.restore(hr, first.id)).toThrow('samples_full');
  });
});
