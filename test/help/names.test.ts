import { describe, expect, it } from 'vitest';
import { askersOf, identifiable } from '../../src/assistant/askers.ts';
import { anna, bram, curatedHouse, hr, oscar } from '../assistant/curated-house.ts';

const question = 'Mag ik mijn hond meenemen naar kantoor?';
const asking = (personId: string, named = false, sentToHr = named) => ({ personId, named, sentToHr });
const contact = (personId: string, isOnCall = false) =>
  [personId, { personId, name: `Naam ${personId}`, email: '', isOnCall }] as const;

describe('what HR hears of who asks', () => {
  it('is nothing but a number when nobody gave their name', () => {
    const asked = [asking('anna'), asking('bram', false, true)];
    expect(identifiable(asked)).toEqual([]);
    expect(askersOf(asked, new Map())).toEqual({ names: [], onCall: null });
  });
  it('is the name of who let HR know, and of nobody else', () => {
    const asked = [asking('anna', true), asking('bram'), asking('anna')];
    expect(identifiable(asked)).toEqual(['anna']);
    const known = new Map([contact('anna'), contact('bram')]);
    expect(askersOf(asked, known)).toEqual({ names: ['Naam anna'], onCall: null });
  });
  it('counts on-call workers only from three people up, still without a name', () => {
    const two = [asking('anna'), asking('oscar'), asking('oscar')];
    const three = [...two, asking('bram')];
    const known = new Map([contact('anna'), contact('bram'), contact('oscar', true)]);
    expect(askersOf(two, known).onCall).toBeNull();
    expect(askersOf(three, known)).toEqual({ names: [], onCall: 1 });
  });
  it('names nobody who left: the directory does not know them any more', () => {
    expect(askersOf([asking('weg', true)], new Map())).toEqual({ names: [], onCall: null });
  });
  it('does not count a name that was given without sending', () => {
    expect(identifiable([asking('anna', true, false)])).toEqual([]);
  });
});

describe('"Vraag het HR"', () => {
  it('is sent without a name by itself; the asker still gets the answer', async () => {
    const { ask, assistant, curated, groupOf } = curatedHouse();
    const { messageId } = await ask(anna, question);
    assistant.askHr(anna, messageId, { comment: 'Het is een kleine hond.' });
    const group = groupOf(question);
    expect(group).toMatchObject({ people: 1, sentToHr: 1, names: [], onCall: null });
    expect(JSON.stringify(assistant.unanswered(hr))).not.toMatch(/anna/i);
    await curated.answer(hr, group.id, { kind: 'text', question, answer: 'Ja.', scope: 'askers' });
    expect(curated.mine(anna)).toMatchObject([
      { state: 'answered', named: false, hrAnswer: { text: 'Ja.' } },
    ]);
  });

  it('shows HR the name of who wants that, until it is taken away', async () => {
    const { ask, assistant, curated, groupOf } = curatedHouse();
    const { messageId } = await ask(anna, question);
    const { unansweredId } = assistant.askHr(anna, messageId, { named: true });
    await ask(bram, question);
    expect(groupOf(question)).toMatchObject({ people: 2, names: ['Naam anna'] });
    expect(curated.mine(anna)).toMatchObject([{ named: true, sentToHr: true }]);
    assistant.setNamed(anna, unansweredId, false);
    expect(groupOf(question).names).toEqual([]);
    expect(() => assistant.setNamed(bram, unansweredId, true)).toThrow('not_found');
  });

  it('names nobody at three askers either, but says how many work on call', async () => {
    const { ask, assistant, groupOf } = curatedHouse();
    for (const who of [anna, bram, oscar]) await ask(who, question);
    expect(groupOf(question)).toMatchObject({ people: 3, names: [], onCall: 1 });
    expect(JSON.stringify(assistant.unanswered(hr))).not.toContain('Naam ');
  });

  it('cannot put a name on a question that was not sent', async () => {
    const { ask, assistant, curated } = curatedHouse();
    await ask(anna, question);
    const [mine] = curated.mine(anna);
    expect(mine).toMatchObject({ sentToHr: false });
    expect(() => assistant.setNamed(anna, mine?.id ?? '', true)).toThrow('not_found');
  });

  it('sent again without a name takes the name away', async () => {
    const { ask, assistant, groupOf } = curatedHouse();
    const { messageId } = await ask(anna, question);
    assistant.askHr(anna, messageId, { named: true });
    assistant.askHr(anna, messageId, {});
    expect(groupOf(question).names).toEqual([]);
  });
});
