import { describe, expect, it } from 'vitest';
import { curatedChanges, curatedWordings } from '../../src/store/curated-schema.ts';
import { messages } from '../../src/store/employer-schema.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { anna, bram, curatedHouse, hr, oscar, person, regeling } from './curated-house.ts';

const dog = 'Mag ik mijn hond meenemen naar kantoor?';
const dogAgain = 'mag mijn hond mee naar kantoor';
const bike = 'Kan ik een fiets leasen via het werk?';

describe('the next who asks', () => {
  it('gets at once what HR answered, marked with role and date', async () => {
    const { ask, answered } = curatedHouse();
    const { reply: first, view } = await answered(anna, dog);
    expect(first.kind).toBe('abstention');
    const reply = await ask(bram, dogAgain);
    expect(reply).toMatchObject({
      kind: 'answer',
      basis: 'curated',
      answer: 'Ja, als je afdeling het goed vindt.',
      citations: [],
      curated: { answerId: view.id, role: 'hr', approvedAt: view.approvedAt },
    });
    expect(reply.confidence).toBeGreaterThan(0.8);
    expect(reply.unansweredId).toBeUndefined();
  });

  it.each([
    ['another thing', 'Mag ik mijn kat meenemen naar kantoor?'],
    ['another place', 'Mag ik mijn hond meenemen in de bedrijfsauto?'],
    ['a negation', 'Mag ik mijn hond niet meenemen naar kantoor?'],
    ['a number', 'Mag ik mijn 2 honden meenemen naar kantoor?'],
    ['another form', 'Wanneer mag ik mijn hond meenemen naar kantoor?'],
    ['a duty', 'Moet ik mijn hond meenemen naar kantoor?'],
    ['somebody else', 'Mag mijn partner haar hond meenemen naar kantoor?'],
  ])('does not for %s', async (_, question) => {
    const { ask, answered } = curatedHouse();
    await answered(anna, dog);
    expect((await ask(bram, question)).basis).not.toBe('curated');
  });

  it('gets it before what the documents say, and HR sees how often it was given', async () => {
    const { ask, answered, curated, upload, tick } = curatedHouse();
    const { view } = await answered(anna, dog);
    tick(await upload(regeling));
    expect((await ask(bram, dog)).basis).toBe('curated');
    expect((await ask(anna, dog)).basis).toBe('curated');
    expect(curated.get(hr, view.id)).toMatchObject({ uses: 2, people: 1 });
  });

  it('gets it for every wording of the group, and for the one HR chose', async () => {
    const { ask, curated, groupOf } = curatedHouse();
    await ask(anna, bike);
    await ask(bram, 'fiets leasen via werk, kan dat?');
    const group = groupOf(bike);
    expect(group.people).toBe(2);
    const { wordings } = await curated.answer(hr, group.id, {
      kind: 'text',
      question: 'Is er een regeling om via het werk een fiets te leasen?',
      answer: 'Dat kan niet.',
      scope: 'everybody',
    });
    expect(wordings).toHaveLength(3);
    for (const again of ['fiets leasen via het werk kan dat', 'is er een regeling om een fiets te leasen'])
      expect((await ask(oscar, again)).answer).toBe('Dat kan niet.');
  });

  it('is not given it for a message that leans on the turns before', async () => {
    const { ask, answered } = curatedHouse();
    await answered(anna, 'Mag ik vapen?');
    const before = await ask(bram, 'Waar mag ik roken?');
    expect((await ask(bram, 'en vapen?', before.conversationId)).basis).not.toBe('curated');
    expect((await ask(oscar, 'mag ik vapen')).basis).toBe('curated');
  });

  it('gets it without an encoder too, by words alone', async () => {
    const { ask, answered } = curatedHouse({ encoder: null });
    await answered(anna, dog);
    expect((await ask(bram, dogAgain)).basis).toBe('curated');
    expect((await ask(bram, 'Mag ik mijn kat meenemen naar kantoor?')).basis).not.toBe('curated');
  });

  it('is compared by vectors of the encoder in use, made anew after a change of encoder', async () => {
    const { ask, answered, deps, db } = curatedHouse({ encoder: null });
    await answered(anna, dog);
    expect(db.select().from(curatedWordings).all()).toMatchObject([{ encoderId: null, vector: null }]);
    const { encoder } = await import('./curated-house.ts');
    deps.encoder = encoder;
    await ask(bram, dogAgain);
    const [wording] = db.select().from(curatedWordings).all();
    expect(wording).toMatchObject({ encoderId: encoder.id });
    expect(wording?.vector?.byteLength).toBe(4 * encoder.dimension);
  });
});

describe('scope', () => {
  it('for on-call workers is never shown to others, not in the chat, not among their questions', async () => {
    const { ask, answered, assistant, curated } = curatedHouse();
    const { reply } = await answered(anna, dog, { scope: 'on_call', answer: 'Alleen voor oproepkrachten.' });
    expect((await ask(oscar, dogAgain)).basis).toBe('curated');
    for (const other of [anna, bram, hr, person('manager', { role: 'manager' })])
      expect((await ask(other, dogAgain)).answer).not.toContain('Alleen voor oproepkrachten');
    const shown = JSON.stringify([assistant.conversation(anna, reply.conversationId), curated.mine(anna)]);
    expect(shown).not.toContain('Alleen voor oproepkrachten');
    expect(curated.mine(anna).at(-1)).toMatchObject({
      state: 'answered',
      hrAnswer: { state: 'other_group', text: '', citations: [] },
    });
    expect(curated.unseen(anna)).toBe(0);
  });

  it('for those who asked is shown to them only', async () => {
    const { ask, answered } = curatedHouse();
    await answered(anna, dog, { scope: 'askers', answer: 'Jij wel.' });
    expect((await ask(anna, dogAgain)).answer).toBe('Jij wel.');
    expect((await ask(bram, dogAgain)).answer).not.toContain('Jij wel');
  });

  it('also holds for a passage that HR points at', async () => {
    const { ask, answered, curated, upload, tick } = curatedHouse();
    const question = 'Mag ik een pinautomaat bouwen in de kantine?';
    await answered(anna, question, async () => {
      tick(await upload(regeling));
      const [place] = await curated.places(hr, 'huisdieren in de gebouwen');
      return { kind: 'passage', passageId: place?.passageId ?? '', scope: 'on_call' };
    });
    expect((await ask(bram, question)).kind).toBe('abstention');
    expect((await ask(oscar, question)).basis).toBe('curated');
  });

  it('keeps answers from other employers', async () => {
    const { ask, answered, curated } = curatedHouse();
    const { view } = await answered(anna, dog);
    expect((await ask(person('zoe', { employerId: 'other' }), dog)).kind).toBe('abstention');
    expect(() => curated.get({ ...hr, employerId: 'other' }, view.id)).toThrow('not_found');
  });
});

describe('those who asked', () => {
  it('see it in their conversation and among their questions, once as new', async () => {
    const { answered, assistant, curated } = curatedHouse();
    const { reply, view } = await answered(anna, dog);
    expect(assistant.conversation(anna, reply.conversationId)).toMatchObject([
      {
        kind: 'abstention',
        hrAnswer: { state: 'given', text: view.answer, role: 'hr', approvedAt: view.approvedAt },
      },
    ]);
    expect(curated.unseen(anna)).toBe(1);
    expect(curated.unseen(bram)).toBe(0);
    expect(curated.mine(anna)).toMatchObject([
      { question: dog, state: 'answered', isNew: true, hrAnswer: { state: 'given', text: view.answer } },
    ]);
    curated.seen(anna);
    expect(curated.unseen(anna)).toBe(0);
    expect(curated.mine(anna)).toMatchObject([{ isNew: false }]);
    expect(curated.mine(bram)).toEqual([]);
  });

  it('may ask again when it did not help: a new question for HR', async () => {
    const { answered, assistant, curated } = curatedHouse();
    const { reply } = await answered(anna, dog);
    assistant.askHr(anna, reply.messageId, { comment: 'Het is een grote hond.' });
    expect(assistant.unanswered(hr, { status: 'open' })).toMatchObject([
      { count: 1, comments: ['Het is een grote hond.'] },
    ]);
    expect(assistant.unanswered(hr, { status: 'answered' })).toHaveLength(1);
    expect(curated.mine(anna)).toMatchObject([{ state: 'waiting', hrAnswer: null }]);
  });

  it('may pass a curated answer on to HR', async () => {
    const { ask, answered, assistant } = curatedHouse();
    await answered(anna, dog);
    const { messageId } = await ask(bram, dogAgain);
    assistant.askHr(bram, messageId, {});
    expect(assistant.unanswered(hr, { status: 'open' })).toMatchObject([{ count: 1, sentToHr: 1 }]);
  });

  it('find the mark back in an older conversation', async () => {
    const { ask, answered, assistant } = curatedHouse();
    const { view } = await answered(anna, dog);
    const { conversationId } = await ask(bram, dogAgain);
    expect(assistant.conversation(bram, conversationId)).toMatchObject([
      { curated: { answerId: view.id, role: 'hr', approvedAt: view.approvedAt } },
    ]);
  });
});

describe('a passage that HR points at', () => {
  const question = 'Kan mijn teckel op de afdeling liggen?';

  async function pointed() {
    const house = curatedHouse();
    let documentId = '';
    const { view } = await house.answered(anna, question, async () => {
      documentId = await house.upload(regeling);
      house.tick(documentId);
      const [place] = await house.curated.places(hr, 'huisdieren in de gebouwen');
      return { kind: 'passage', passageId: place?.passageId ?? '', answer: '' };
    });
    return { ...house, documentId, view };
  }

  it('is quoted with its place', async () => {
    const { ask, view, documentId } = await pointed();
    expect(view).toMatchObject({ kind: 'passage', sourceState: 'same', source: { documentId, page: 1 } });
    const reply = await ask(bram, 'kan mijn teckel op de afdeling liggen');
    expect(reply).toMatchObject({
      kind: 'answer',
      basis: 'curated',
      curated: { role: 'hr' },
      citations: [{ documentId, heading: 'Artikel 7 Dieren', page: 1 }],
    });
    expect(regeling).toContain(reply.citations[0]?.quote);
    expect(reply.answer).toContain('Bron: Regeling, Artikel 7 Dieren');
  });

  it('is surer found by the question it was pointed at for, when a paraphrase is not the same question', async () => {
    const { ask, documentId, tick } = await pointed();
    const paraphrase = 'teckel op de afdeling onder mijn bureau?';
    const reply = await ask(bram, paraphrase);
    expect(reply.basis).toBe('literal');
    expect(reply.citations).toMatchObject([{ heading: 'Artikel 7 Dieren' }]);
    const fresh = curatedHouse();
    fresh.tick(await fresh.upload(regeling));
    const before = await fresh.ask(bram, paraphrase);
    // An abstention says how sure it is that nothing answers.
    const chance = before.kind === 'answer' ? before.confidence : 1 - before.confidence;
    expect(reply.confidence).toBeGreaterThan(chance);
    tick(documentId, false);
    expect((await ask(bram, paraphrase)).citations).toEqual([]);
  });

  it('must stand in a document that is ticked and that all employees may read', async () => {
    const { curated, groupOf, ask, tick, documentId, db } = await pointed();
    const passageId = db.all<{ id: string }>('SELECT id FROM passages LIMIT 1')[0]?.id ?? '';
    tick(documentId, false);
    await ask(bram, bike);
    const input = { kind: 'passage' as const, question: bike, answer: '', scope: 'everybody' as const };
    for (const id of [passageId, 'bestaat-niet'])
      await expect(curated.answer(hr, groupOf(bike).id, { ...input, passageId: id })).rejects.toMatchObject({
        code: 'curated_passage_unusable',
      });
    await expect(curated.answer(hr, groupOf(bike).id, input)).rejects.toMatchObject({
      code: 'curated_answer_empty',
    });
  });
});

describe('a source', () => {
  const changed = regeling.replace('aangelijnd is', 'aangelijnd en ingeënt is');

  async function sourced() {
    const house = curatedHouse();
    let documentId = '';
    const { view, reply } = await house.answered(anna, dog, async () => {
      documentId = await house.upload(regeling);
      house.tick(documentId);
      const [place] = await house.curated.places(hr, 'huisdieren in de gebouwen');
      return { passageId: place?.passageId ?? '' };
    });
    return { ...house, documentId, id: view.id, reply };
  }

  it('is cited beside HR’s own words', async () => {
    const { ask } = await sourced();
    const reply = await ask(bram, dogAgain);
    expect(reply).toMatchObject({ basis: 'curated', answer: 'Ja, als je afdeling het goed vindt.' });
    expect(reply.citations).toMatchObject([{ heading: 'Artikel 7 Dieren' }]);
    expect(regeling).toContain(reply.citations[0]?.quote);
  });

  it('that changes with a new version takes the answer out, until HR renews it', async () => {
    const { ask, upload, curated, documentId, id, assistant, reply } = await sourced();
    await upload(changed, documentId);
    expect((await ask(bram, dogAgain)).basis).not.toBe('curated');
    const stale = curated.get(hr, id);
    expect(stale).toMatchObject({ state: 'review', sourceState: 'changed' });
    expect(stale.source?.text).toContain('aangelijnd is');
    expect(stale.place?.text).toContain('ingeënt');
    expect(curated.list(hr, { state: 'review' })).toHaveLength(1);
    expect(assistant.conversation(anna, reply.conversationId)).toMatchObject([
      { hrAnswer: { state: 'review', text: '', citations: [] } },
    ]);
    const { question, answer, scope, revision } = stale;
    await curated.edit(hr, id, revision, {
      kind: 'text',
      question,
      answer,
      scope,
      passageId: stale.place?.passageId,
    });
    expect(curated.get(hr, id)).toMatchObject({ state: 'active', sourceState: 'same' });
    expect((await ask(bram, dogAgain)).citations[0]?.quote).toContain('ingeënt');
  });

  it('that moves to another place in a new version is the same source', async () => {
    const { ask, upload, curated, documentId, id } = await sourced();
    const moved = regeling
      .replace('## Artikel 7 Dieren', '## Artikel 0 Nieuw\nIets nieuws staat hier.\n## Artikel 8 Dieren')
      .replace('€ 0,23', '€ 0,25');
    await upload(moved, documentId);
    expect(curated.get(hr, id)).toMatchObject({ state: 'active', sourceState: 'same' });
    expect((await ask(bram, dogAgain)).citations).toMatchObject([{ heading: 'Artikel 8 Dieren' }]);
  });

  it.each([
    ['unticked', { usedByAssistant: false }],
    ['out_of_date', { validTo: '2026-11-22' }],
    ['out_of_date', { validFrom: '2026-11-24' }],
  ] as const)('in a document that is %s takes the answer out and brings it back', async (state, patch) => {
    const { ask, documents, curated, documentId, id } = await sourced();
    documents.patch(hr, documentId, patch);
    expect((await ask(bram, dogAgain)).basis).not.toBe('curated');
    expect(curated.get(hr, id)).toMatchObject({ state: 'review', sourceState: state });
    documents.patch(hr, documentId, { usedByAssistant: true, validFrom: null, validTo: null });
    expect((await ask(bram, dogAgain)).basis).toBe('curated');
  });

  it('in a document that is removed leaves no words of it behind', async () => {
    const { documents, curated, documentId, id, db } = await sourced();
    const { question, answer, scope, revision } = curated.get(hr, id);
    await curated.edit(hr, id, revision, { kind: 'text', question, answer: `${answer} Echt.`, scope });
    await documents.remove(hr, documentId);
    expect(curated.get(hr, id)).toMatchObject({ state: 'review', sourceState: 'removed', place: null });
    expect(JSON.stringify([curated.get(hr, id), db.select().from(curatedChanges).all()])).not.toContain(
      'aangelijnd',
    );
  });

  it('can be let go of', async () => {
    const { ask, tick, curated, documentId, id } = await sourced();
    tick(documentId, false);
    const { question, answer, scope, revision } = curated.get(hr, id);
    await curated.edit(hr, id, revision, { kind: 'text', question, answer, scope, passageId: null });
    expect(curated.get(hr, id)).toMatchObject({ state: 'active', sourceState: 'none', source: null });
    expect(await ask(bram, dogAgain)).toMatchObject({ basis: 'curated', citations: [] });
  });
});

describe('HR', () => {
  it('changes an answer, and those who asked hear of it again', async () => {
    const { ask, answered, curated } = curatedHouse();
    const { view } = await answered(anna, dog);
    curated.seen(anna);
    const next = { kind: 'text' as const, question: dog, answer: 'Nee.', scope: 'everybody' as const };
    const edited = await curated.edit(hr, view.id, view.revision, next);
    expect(edited).toMatchObject({ answer: 'Nee.', revision: 2, lastChange: 'edited', undoable: true });
    expect((await ask(bram, dogAgain)).answer).toBe('Nee.');
    expect(curated.unseen(anna)).toBe(1);
    await expect(curated.edit(hr, view.id, view.revision, next)).rejects.toMatchObject({ code: 'conflict' });
    const back = curated.undo(hr, view.id, edited.revision);
    expect(back).toMatchObject({ answer: view.answer, approvedAt: view.approvedAt, undoable: false });
    expect((await ask(bram, dogAgain)).answer).toBe(view.answer);
    expect(() => curated.undo(hr, view.id, back.revision)).toThrow('conflict');
  });

  it('withdraws and brings back', async () => {
    const { ask, answered, curated } = curatedHouse();
    const { view } = await answered(anna, dog);
    const gone = curated.withdraw(hr, view.id, view.revision);
    expect(gone.state).toBe('withdrawn');
    expect((await ask(bram, dogAgain)).kind).toBe('abstention');
    expect(curated.mine(anna)).toMatchObject([{ hrAnswer: { state: 'withdrawn', text: '' } }]);
    expect(() => curated.withdraw(hr, view.id, gone.revision)).toThrow('conflict');
    curated.undo(hr, view.id, gone.revision);
    expect((await ask(bram, dogAgain)).basis).toBe('curated');
  });

  it('takes an answer back as if it was never given', async () => {
    const { ask, answered, assistant, curated } = curatedHouse();
    const { view } = await answered(anna, dog);
    expect(assistant.unanswered(hr, { status: 'open' })).toEqual([]);
    expect(curated.undo(hr, view.id, view.revision)).toMatchObject({ state: 'withdrawn', people: 0 });
    expect(assistant.unanswered(hr, { status: 'open' })).toMatchObject([{ question: dog, count: 1 }]);
    expect(curated.mine(anna)).toMatchObject([{ state: 'waiting', hrAnswer: null }]);
    expect((await ask(bram, dogAgain)).kind).toBe('abstention');
  });

  it('lets an earlier answer stand for a question in other words, from then on', async () => {
    const { ask, answered, curated, groupOf } = curatedHouse();
    const { view } = await answered(anna, dog);
    const other = 'is het goed als mijn hond op kantoor bij mij ligt';
    expect((await ask(bram, other)).kind).toBe('abstention');
    const group = groupOf(other);
    expect((await curated.similar(hr, group.id)).map(({ id }) => id)).toEqual([view.id]);
    const extended = await curated.answerAs(hr, group.id, view.id);
    expect(extended).toMatchObject({ people: 2, lastChange: 'extended' });
    expect(extended.wordings).toContain(other);
    expect((await ask(oscar, other)).basis).toBe('curated');
    expect(curated.mine(bram)).toMatchObject([{ state: 'answered' }]);
    const back = curated.undo(hr, view.id, extended.revision);
    expect(back).toMatchObject({ state: 'active', people: 1 });
    expect(groupOf(other).status).toBe('open');
    expect((await ask(person('piet'), other)).kind).toBe('abstention');
  });

  it('is refused an answer without words, a question nobody can understand alone, and a group twice', async () => {
    const { ask, answered, assistant, curated, groupOf } = curatedHouse();
    await ask(anna, dog);
    const { id } = groupOf(dog);
    const input = { kind: 'text' as const, question: dog, answer: 'Ja.', scope: 'everybody' as const };
    for (const answer of ['', '  ', '?!'])
      await expect(curated.answer(hr, id, { ...input, answer })).rejects.toMatchObject({
        code: 'curated_answer_empty',
      });
    for (const question of ['En dan?', 'hoe werkt dat?', 'en voor oproepkrachten?'])
      await expect(curated.answer(hr, id, { ...input, question })).rejects.toMatchObject({
        code: 'curated_question_unclear',
      });
    expect(assistant.unanswered(hr, { status: 'open' })).toHaveLength(1);
    await curated.answer(hr, id, input);
    await expect(curated.answer(hr, id, input)).rejects.toMatchObject({ code: 'conflict' });
    expect(() => assistant.setUnansweredStatus(hr, id, 'open')).toThrow('conflict');
    await expect(curated.answer(hr, 'bestaat-niet', input)).rejects.toMatchObject({ code: 'not_found' });
    await answered(bram, bike);
  });

  it('keeps a follow-up out of the wordings: its words alone are another question', async () => {
    const { ask, curated, groupOf } = curatedHouse();
    const before = await ask(anna, 'Kan ik een fiets leasen?');
    const followUp = 'en krijg ik dat ook als oproepkracht?';
    await ask(anna, followUp, before.conversationId);
    const { wordings } = await curated.answer(hr, groupOf(followUp).id, {
      kind: 'text',
      question: 'Kan een oproepkracht een fiets leasen via het werk?',
      answer: 'Nee.',
      scope: 'everybody',
    });
    expect(wordings).toEqual(['Kan een oproepkracht een fiets leasen via het werk?']);
  });

  it('finds answers by word and by state', async () => {
    const { answered, curated } = curatedHouse();
    const { view } = await answered(anna, dog);
    await answered(bram, bike, { answer: 'Nee, dat kan niet.' });
    expect(curated.list(hr).map(({ question }) => question)).toEqual([bike, dog]);
    expect(curated.list(hr, { q: 'FIETS kan' }).map(({ question }) => question)).toEqual([bike]);
    curated.withdraw(hr, view.id, 1);
    expect(curated.list(hr, { state: 'active' }).map(({ question }) => question)).toEqual([bike]);
    expect(curated.list(hr, { state: 'withdrawn' }).map(({ question }) => question)).toEqual([dog]);
  });

  it('is the only one who may, and no name of an asker is in what HR sees', async () => {
    const { answered, curated } = curatedHouse();
    const { view } = await answered(anna, dog);
    const input = { kind: 'text' as const, question: dog, answer: 'x', scope: 'everybody' as const };
    for (const other of [anna, person('m', { role: 'manager' }), person('c', { role: 'candidate' })]) {
      expect(() => curated.list(other)).toThrow('forbidden');
      expect(() => curated.get(other, view.id)).toThrow('forbidden');
      expect(() => curated.withdraw(other, view.id, 1)).toThrow('forbidden');
      expect(() => curated.undo(other, view.id, 1)).toThrow('forbidden');
      await expect(curated.answer(other, 'g', input)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(curated.edit(other, view.id, 1, input)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(curated.places(other, 'x')).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(JSON.stringify(curated.get(hr, view.id))).not.toContain('anna');
  });
});

it('logs what was said, by whom approved, and nothing else of the person', async () => {
  const { ask, answered, db } = curatedHouse();
  await answered(anna, dog);
  await ask(bram, dogAgain);
  expect(db.select().from(messages).all().at(-1)).toMatchObject({
    basis: 'curated',
    retrieved: [],
    details: { curated: { role: 'hr' } },
  });
});

describe('those who asked', () => {
  const mailsOf = ({ db }: ReturnType<typeof curatedHouse>) =>
    db
      .select()
      .from(outbox as never)
      .all() as (typeof outbox.$inferSelect)[];
  const own = { kind: 'text' as const, question: bike, answer: 'Dat kan niet.', scope: 'everybody' as const };

  it('get a mail each, with a link and no word of question or answer', async () => {
    const house = curatedHouse();
    await house.ask(anna, bike);
    await house.ask(anna, bike);
    await house.ask(bram, bike);
    await house.curated.answer(hr, house.groupOf(bike).id, own, 'https://vraagbaak.example');
    const mails = mailsOf(house);
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual([
      'anna@acme.example',
      'bram@acme.example',
    ]);
    for (const { body, html, subject } of mails) {
      expect(body).toContain('https://vraagbaak.example/mijn-vragen');
      expect(`${subject}${body}${html}`).not.toMatch(/fiets|Dat kan niet/);
    }
  });

  it('are left alone when HR takes it back before the mail has left', async () => {
    const house = curatedHouse();
    await house.ask(anna, bike);
    const view = await house.curated.answer(hr, house.groupOf(bike).id, own, 'https://vraagbaak.example');
    expect(mailsOf(house)[0]?.dueAt).toBeGreaterThan(view.approvedAt + 60_000);
    house.curated.undo(hr, view.id, view.revision);
    expect(mailsOf(house)).toEqual([]);
  });

  it('are not called to what is for on-call workers only', async () => {
    const house = curatedHouse();
    await house.ask(anna, bike);
    await house.ask(oscar, bike);
    await house.curated.answer(hr, house.groupOf(bike).id, { ...own, scope: 'on_call' });
    const [mail, ...others] = mailsOf(house);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ recipient: 'oscar@acme.example' });
    expect(mail?.body).not.toContain('http');
  });
});
