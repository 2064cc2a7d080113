import { eq } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { createMemoryFileStore } from '../../src/adapters/cloudflare/file-store.ts';
import { createServices } from '../../src/app.ts';
import { bumpCurated } from '../../src/assistant/curated-library.ts';
import { readTextual } from '../../src/ingestion/textual-document.ts';
import { createRegression } from '../../src/regression/regression.ts';
import { curatedAnswers, curatedWordings } from '../../src/store/curated-schema.ts';
import { messages } from '../../src/store/employer-schema.ts';
import { testDeps } from '../api/support.ts';
import { anna, bram, curatedHouse, hr, oscar, person, regeling } from '../assistant/curated-house.ts';

const dog = 'Mag ik mijn hond meenemen naar kantoor?';
const roster = 'Hoe geef ik mijn beschikbaarheid door?';

function house() {
  const base = curatedHouse();
  /** One more wording that an answer should be found by, as when HR says that it holds for another group of questions too. */
  const alsoAsked = (answerId: string, question: string) => {
    base.db
      .insert(curatedWordings)
      .values({ id: `wording-${question}`, answerId, question })
      .run();
    base.db.update(curatedAnswers).set({ revision: 9 }).where(eq(curatedAnswers.id, answerId)).run();
    bumpCurated(base.db);
  };
  return { ...base, alsoAsked, regression: createRegression(base.deps) };
}

describe('asking HR’s answers again', () => {
  it('finds them all given, in each wording, and keeps nothing of the asking', async () => {
    const { answered, ask, regression, db } = house();
    await ask(bram, 'mag mijn hond mee naar kantoor');
    await answered(anna, dog);
    await answered(oscar, roster, { scope: 'on_call' });
    const logged = db.select().from(messages).all().length;
    expect(await regression.complete(hr)).toMatchObject({ state: 'ready', total: 2, done: 2, lost: [] });
    expect((await regression.complete(hr)).wordings).toBeGreaterThanOrEqual(3);
    expect(db.select().from(messages).all()).toHaveLength(logged);
    expect(
      db
        .select()
        .from(curatedAnswers)
        .all()
        .map(({ uses }) => uses),
    ).toEqual([0, 0]);
  });

  it('asks in the place of somebody an answer is for', async () => {
    const { answered, regression } = house();
    await answered(anna, dog, { scope: 'askers' });
    await answered(oscar, roster, { scope: 'on_call' });
    expect((await regression.complete(hr)).lost).toEqual([]);
  });

  it('tells which wording gets another answer of HR now', async () => {
    const { answered, alsoAsked, regression } = house();
    const { view: first } = await answered(anna, dog);
    const { view: second } = await answered(bram, roster);
    alsoAsked(first.id, roster);
    expect((await regression.complete(hr)).lost).toEqual([
      {
        answerId: first.id,
        question: dog,
        wordings: 2,
        lost: [{ wording: roster, got: { kind: 'other_answer', answerId: second.id, question: roster } }],
      },
    ]);
  });

  it('starts anew by itself when documents or answers changed, and not otherwise', async () => {
    const { answered, regression, upload, tick } = house();
    await answered(anna, dog);
    await regression.complete(hr);
    expect(regression.read(hr).state).toBe('ready');
    tick(await upload(regeling));
    expect(regression.read(hr).state).toBe('working');
    expect((await regression.complete(hr)).state).toBe('ready');
    await answered(bram, roster);
    expect(regression.read(hr)).toMatchObject({ state: 'working', total: 2 });
    expect((await regression.complete(hr)).lost).toEqual([]);
  });

  it('leaves out what HR has to look at anyway, and what was withdrawn', async () => {
    const { answered, regression, upload, tick, curated } = house();
    const id = await upload(regeling);
    const { view } = await answered(anna, roster, { answer: 'Via het rooster.' });
    tick(id);
    curated.withdraw(hr, view.id, view.revision);
    expect(await regression.complete(hr)).toMatchObject({ total: 0, lost: [] });
  });

  it.each([
    ['ik word gepest door mijn chef', { kind: 'person' }],
    ['hallo', { kind: 'other' }],
    ['Hoe laat gaat de kantine in Zaandam open?', { kind: 'nothing' }],
  ])('tells that "%s" gets something else', async (wording, got) => {
    const { answered, alsoAsked, regression } = house();
    const { view } = await answered(anna, roster);
    alsoAsked(view.id, wording);
    const { lost } = await regression.complete(hr);
    // A wording always finds its own answer, unless the message is read as something else before it is looked up.
    expect(lost.flatMap((one) => one.lost)).toEqual(got.kind === 'nothing' ? [] : [{ wording, got }]);
  });

  it('is for hr and provider, of their own employer', async () => {
    const { answered, regression } = house();
    await answered(anna, dog);
    expect(() => regression.read(anna)).toThrow('forbidden');
    expect(() => regression.run(anna)).toThrow('forbidden');
    expect((await regression.complete({ ...hr, employerId: 'other' })).total).toBe(0);
  });
});

describe('the service', () => {
  it('asks again after a document changed, before anybody looks', async () => {
    const deps = {
      ...testDeps(),
      files: createMemoryFileStore(),
      reader: { read: async (bytes: Uint8Array) => readTextual(bytes, 'markdown') },
    };
    deps.employers.create('acme');
    const services = createServices(deps);
    const keeper = person('keeper', { role: 'hr' });
    await services.assistant.ask(anna, { message: dog });
    const [group] = services.assistant.unanswered(keeper);
    const answer = { kind: 'text', question: dog, answer: 'Ja.', scope: 'everybody' } as const;
    await services.curated.answer(keeper, group?.id ?? '', answer);
    await services.regression.complete(keeper);
    const refresh = vi.spyOn(services.regression, 'refresh');
    const file = { name: 'regeling.md', bytes: new TextEncoder().encode(regeling) };
    const { id } = await services.documents.upload(keeper, file, { title: 'Regeling', kind: 'scheme' });
    await services.documents.settled('acme');
    services.documents.patch(keeper, id, { usedByAssistant: true });
    expect(refresh).toHaveBeenCalledWith('acme');
    refresh.mockClear();
    await services.documents.remove(keeper, id);
    expect(refresh).toHaveBeenCalledWith('acme');
    expect((await services.regression.complete(keeper)).lost).toEqual([]);
    await services.documents.stop();
  });
});
