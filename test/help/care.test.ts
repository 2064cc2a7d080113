import { describe, expect, it } from 'vitest';
import { sensitiveReason } from '../../src/assistant/sensitive.ts';
import { createCare } from '../../src/care/care.ts';
import type { CareInput } from '../../src/care/model.ts';
import { phoneOf, phoneText } from '../../src/care/phone.ts';
import { messages, unansweredQuestions } from '../../src/store/employer-schema.ts';
import { anna, curatedHouse, hr, regeling } from '../assistant/curated-house.ts';

const mila: CareInput = {
  name: 'Mila Postma',
  jobTitle: 'vertrouwenspersoon',
  phone: '06 12345678',
  email: 'mila@acme.example',
  text: '',
};
const bullied = 'ik word gepest door mijn chef';
const migraine = 'Ik heb migraine, mag ik met een zonnebril achter de balie?';

async function house() {
  const base = curatedHouse();
  base.tick(await base.upload(regeling));
  const care = createCare(base.deps);
  const logged = () => base.db.select().from(messages).all();
  const listed = () => base.db.select().from(unansweredQuestions).all();
  return { ...base, care, logged, listed };
}

describe('a message about a conflict', () => {
  it('gets the text of the house while nobody is named', async () => {
    const { ask } = await house();
    const reply = await ask(anna, bullied);
    expect(reply).toMatchObject({ kind: 'handoff', citations: [] });
    expect(reply.answer).toContain('vertrouwenspersoon');
    expect(reply.care).toBeUndefined();
  });

  it('gets the person HR named, with the ways to reach them, and so does the conversation when it is reopened', async () => {
    const { ask, care, assistant } = await house();
    care.save(hr, 'conflict', 0, mila);
    const reply = await ask(anna, bullied);
    const person = {
      name: 'Mila Postma',
      jobTitle: 'vertrouwenspersoon',
      phone: '+31612345678',
      phoneShown: '06 12345678',
      email: 'mila@acme.example',
    };
    expect(reply.care).toEqual(person);
    expect(reply.answer).toContain('Je kunt terecht bij Mila Postma (vertrouwenspersoon).');
    expect(assistant.conversation(anna, reply.conversationId)[0]?.care).toEqual(person);
  });

  it('says what HR wrote, and always that nothing was kept', async () => {
    const { ask, care } = await house();
    care.save(hr, 'conflict', 0, { ...mila, text: 'Bel Mila gerust, ook na werktijd.' });
    const reply = await ask(anna, bullied);
    expect(reply.answer).toBe(
      'Bel Mila gerust, ook na werktijd.\n\nWat je schreef is niet bewaard en komt niet op de lijst van HR.',
    );
    const english = await ask(anna, 'I am bullied by my boss and he threatens me');
    expect(english.answer).not.toContain('Bel Mila');
  });

  it('is kept without its words, comes on no list, and cannot be put there', async () => {
    const { ask, assistant, logged, listed } = await house();
    const { messageId } = await ask(anna, bullied);
    expect(logged()).toMatchObject([{ question: '[niet bewaard]', kind: 'handoff', retrieved: [] }]);
    expect(listed()).toEqual([]);
    expect(() => assistant.askHr(anna, messageId, {})).toThrow('forbidden');
    expect(assistant.unanswered(hr)).toEqual([]);
  });
});

describe('a question about somebody’s own health without an answer', () => {
  it('goes to the person named for health instead of HR’s list, always with the number of 113', async () => {
    const { ask, care, logged, listed } = await house();
    care.save(hr, 'health', 0, { ...mila, jobTitle: 'bedrijfsarts' });
    const reply = await ask(anna, migraine);
    expect(reply).toMatchObject({ kind: 'handoff', care: { name: 'Mila Postma' } });
    expect(reply.answer).toContain('113');
    expect(reply.answer).toContain('komt je vraag niet op de lijst van HR');
    expect(reply.nearMisses).toBeUndefined();
    expect(listed()).toEqual([]);
    expect(logged()).toMatchObject([{ question: '[niet bewaard]', retrieved: [], details: { care: {} } }]);
  });

  it('streams nothing that is taken back', async () => {
    const { assistant } = await house();
    const pieces: string[] = [];
    await assistant.ask(anna, { message: migraine }, { onText: (piece) => pieces.push(piece) });
    expect(pieces).toEqual([]);
  });

  it('leaves a question about a rule on the list, without its medical word', async () => {
    const { ask, assistant } = await house();
    await ask(anna, 'Wordt een sportmassage vergoed na een hernia?');
    expect(assistant.unanswered(hr)[0]?.question).toBe('Wordt een sportmassage vergoed na een [gezondheid]?');
  });
});

describe('what is sensitive', () => {
  it.each([
    ['Ik heb een burn-out en wil minder werken', 'health'],
    ['mag ik met mijn rugklachten zittend werk doen', 'health'],
    ['vanwege migraine kan ik niet naar een scherm kijken, wat nu', 'health'],
    ['wat moet ik doen als mijn leidinggevende mij lastigvalt of gepest heeft', 'conflict'],
    ['ik heb ruzie met een collega, wie helpt', 'conflict'],
    ['my manager is bullying me, who can I talk to', 'conflict'],
    ['Krijg ik vrij voor een operatie?', null],
    ['Wordt de griep als ziekte gezien?', null],
    ['Hoe werkt de klachtenregeling bij pesten?', null],
    ['Welke regel geldt bij een conflict tussen cao en handboek voor mij?', null],
    ['Hoeveel vakantiedagen heb ik?', null],
  ])('%s: %s', (text, reason) => {
    expect(sensitiveReason(text)).toBe(reason);
  });
});

describe('naming somebody', () => {
  it('asks for a way to reach them, and for a phone number that exists', async () => {
    const { care } = await house();
    const save = (change: Partial<CareInput>) => () => care.save(hr, 'health', 0, { ...mila, ...change });
    expect(save({ phone: '', email: '' })).toThrow('care_contact_unreachable');
    expect(save({ phone: '12' })).toThrow('phone_invalid');
    expect(save({ phone: '' })().person).toMatchObject({ phone: '', phoneShown: '' });
  });

  it('holds to what was read, and takes somebody off and back', async () => {
    const { care, ask } = await house();
    expect(care.read(hr).map(({ revision, person }) => [revision, person])).toEqual([
      [0, null],
      [0, null],
    ]);
    care.save(hr, 'conflict', 0, mila);
    expect(() => care.save(hr, 'conflict', 0, mila)).toThrow('conflict');
    care.remove(hr, 'conflict', 1);
    expect((await ask(anna, bullied)).care).toBeUndefined();
    expect(care.restore(hr, 'conflict', 2)).toMatchObject({
      removed: false,
      person: { name: 'Mila Postma' },
    });
    expect((await ask(anna, bullied)).care?.name).toBe('Mila Postma');
    expect(() => care.remove(hr, 'health', 0)).toThrow('not_found');
    expect(() => care.save(hr, 'anders', 0, mila)).toThrow('not_found');
  });

  it('is for hr and provider, of their own employer', async () => {
    const { care } = await house();
    expect(() => care.read(anna)).toThrow('forbidden');
    expect(() => care.save(anna, 'health', 0, mila)).toThrow('forbidden');
    care.save(hr, 'health', 0, mila);
    expect(care.read({ ...hr, employerId: 'other' })[0]?.person).toBeNull();
  });
});

describe('phone numbers', () => {
  it.each([
    ['06-12345678', '+31612345678', '06 12345678'],
    ['+32 470 12 34 56', '+32470123456', '+32 470 12 34 56'],
    ['030 2345678', '+31302345678', '030 234 5678'],
  ])('%s', (typed, number, shown) => {
    expect(phoneOf(typed)).toBe(number);
    expect(phoneText(number)).toBe(shown);
  });
  it.each(['', '12', 'bel me', '0612'])('refuses "%s"', (typed) => expect(phoneOf(typed)).toBeNull());
});
