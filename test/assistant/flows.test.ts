import { describe, expect, it } from 'vitest';
import { createMemoryStores } from '../../src/adapters/node/sqlite.ts';
import { createAssistant } from '../../src/assistant/converse.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { createExactIndexes } from '../../src/retrieval/exact-scan.ts';
import { messages } from '../../src/store/employer-schema.ts';

const actor = (personId = 'p-1', isOnCall = false): Actor => ({
  personId,
  name: 'T',
  employerId: 'acme',
  role: 'employee',
  isOnCall,
});

/** A house without documents, on Thursday 19 November 2026. */
function house() {
  const employers = createMemoryStores();
  const db = employers.create('acme');
  let n = 0;
  let now = Date.parse('2026-11-19T12:00:00Z');
  const assistant = createAssistant({
    clock: { now: () => now++ },
    ids: { next: () => `id-${n++}`, secret: () => `secret-${n++}` },
    log: { info() {}, warn() {}, error() {} },
    employers,
    encoder: null,
    vectorIndexes: createExactIndexes(),
    languageModel: null,
  });
  const talk = async (...said: string[]) => {
    let conversationId: string | undefined;
    const replies = [];
    for (const message of said) {
      const reply = await assistant.ask(actor(), { conversationId, message });
      conversationId = reply.conversationId;
      replies.push(reply);
    }
    return { replies, last: replies.at(-1), conversationId: conversationId ?? '' };
  };
  return { db, assistant, talk, rows: () => db.select().from(messages).all() };
}

describe('a declaration in the chat', () => {
  it('is said back, asks the one thing that is missing, and holds the form, filled in', async () => {
    const { last } = await house().talk('gister 42 km naar klant in zwolle gereden');
    expect(last).toMatchObject({
      kind: 'declaration',
      answer: 'Begrepen: 42 km op woensdag 18 november, naar Zwolle (klant). Is 42 km heen en terug samen?',
      flow: {
        name: 'km-untaxed',
        slots: { date: '2026-11-18', km_total: 42, destination: 'Zwolle', purpose: 'klant' },
        missing: ['trip'],
      },
      citations: [],
    });
    expect(last?.flow?.form).toMatch(
      /^\/declareren\/kilometers\?flow=km-untaxed&date=2026-11-18&km_total=42/,
    );
    expect(last?.flows).toBeUndefined();
  });

  it('is completed and corrected by the messages that follow', async () => {
    const { replies } = await house().talk('42 km naar zwolle', 'gister', 'ja', 'maak er 45 van', 'klopt');
    expect(replies.map(({ flow }) => flow?.missing)).toEqual([['date', 'trip'], ['trip'], [], [], []]);
    expect(replies.at(-1)?.flow?.slots).toEqual({
      km_total: 45,
      date: '2026-11-18',
      trip: 'return',
      destination: 'Zwolle',
    });
    expect(replies.at(-1)?.answer).toContain('Het formulier staat klaar');
    expect(replies.at(-1)?.answer).toContain('ik dien niets in');
  });

  it('stands after a question in between, until it is dropped', async () => {
    const { replies } = await house().talk(
      '42 km naar zwolle',
      'hoeveel krijg ik per km?',
      'gister',
      'laat maar',
      'gister',
    );
    expect(replies[1]).toMatchObject({ kind: 'abstention' });
    expect(replies[2]?.flow?.slots).toMatchObject({ date: '2026-11-18', km_total: 42 });
    expect(replies[3]).toMatchObject({
      kind: 'smalltalk',
      answer: 'Goed, dan laten we het zo. Er is niets ingediend.',
    });
    expect(replies[4]?.flow).toBeUndefined();
  });

  it('of several things has a form for each', async () => {
    const { last } = await house().talk('deze maand 62 uur en 9 dagen');
    expect(last?.flows?.map(({ name, slots }) => [name, slots])).toEqual([
      ['hours', { period: '2026-11', hours: 62 }],
      ['days-worked', { period: '2026-11', days: 9 }],
    ]);
    expect(last?.flow?.name).toBe('hours');
    expect(last?.answer).toContain('2 dingen');
  });

  it('of hours tells somebody with a fixed schedule that it is not needed', async () => {
    const { assistant, talk } = house();
    const text = 'heb vrijdag 9 tot 5 gewerkt half uur pauze';
    expect((await talk(text)).last?.answer).toContain('alleen oproepkrachten');
    const reply = await assistant.ask(actor('p-2', true), { message: text });
    expect(reply.answer).not.toContain('alleen oproepkrachten');
    expect(reply.flow?.missing).toEqual([]);
  });

  it('speaks English to who writes English', async () => {
    const { last } = await house().talk('drove 80 km there and back to the customer in Gouda on tuesday');
    expect(last).toMatchObject({ lang: 'en', flow: { missing: [] } });
    expect(last?.answer).toMatch(/^Understood: 80 km on Tuesday 17 November/);
  });
});

describe('the log', () => {
  it('keeps what stands in the chat with the last message alone, and shows its form again', async () => {
    const { assistant, talk, rows } = house();
    const { conversationId } = await talk('42 km naar zwolle', 'gister');
    expect(rows().map(({ details }) => details?.pending !== undefined)).toEqual([false, true]);
    const shown = assistant.conversation(actor(), conversationId);
    expect(shown.map(({ flow }) => flow?.name)).toEqual([undefined, 'km-untaxed']);
    expect(shown[1]).not.toHaveProperty('pending');
    expect(() => assistant.conversation(actor('somebody-else'), conversationId)).toThrow('not_found');
    await expect(assistant.ask(actor('somebody-else'), { conversationId, message: 'ja' })).rejects.toThrow(
      'not_found',
    );
  });

  it.each([
    ['nieuw rekeningnr NL91ABNA0417164300 tnv J. Bakker', 'ABNA0417164300', 'mutation'],
    ['loon graag op nl91 abna 0417 1643 00', '1643', 'mutation'],
    ['mn bsn is 999990019', '999990019', 'handoff'],
    ['verhuisd naar Kade 3 Ede en rekening NL91ABNA0417164300', 'NL91ABNA', 'mutation'],
  ])('holds no account number and no BSN: %s', async (text, secret, kind) => {
    const { talk, rows } = house();
    const { last } = await talk(text);
    expect(last?.kind).toBe(kind);
    expect(JSON.stringify(rows())).not.toContain(secret);
    expect(last?.answer).not.toContain(secret);
    expect(JSON.stringify([last?.flow?.form, last?.flows?.map(({ form }) => form)])).not.toContain(secret);
  });

  it('says a phone number back to the person but keeps no answer with it', async () => {
    const { talk, rows } = house();
    const { last } = await talk('nieuw nummer 06 12345678');
    expect(last?.answer).toContain('+31612345678');
    expect(rows()[0]).toMatchObject({ question: 'nieuw nummer [nummer]' });
    expect(rows()[0]?.answer).not.toContain('12345678');
  });

  it('stores a message once, and nothing but messages', async () => {
    const { talk, rows } = house();
    await talk('gister 42 km naar zwolle', 'ja', 'klopt');
    expect(rows().map(({ kind }) => kind)).toEqual(['declaration', 'declaration', 'declaration']);
  });
});
