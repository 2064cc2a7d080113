import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMemoryFileStore } from '../../src/adapters/cloudflare/file-store.ts';
import { createMemoryStores } from '../../src/adapters/node/sqlite.ts';
import { createAssistant } from '../../src/assistant/converse.ts';
import { createCoverage } from '../../src/coverage/coverage.ts';
import { coverageTopics } from '../../src/coverage/model.ts';
import { standardQuestions } from '../../src/coverage/standard-questions.ts';
import { createDocuments } from '../../src/employer/documents.ts';
import { readTextual } from '../../src/ingestion/textual-document.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { createBagEncoder, unpackWeights } from '../../src/retrieval/bag-encoder.ts';
import { createExactIndexes } from '../../src/retrieval/exact-scan.ts';
import { passageReading } from '../../src/retrieval/reading.ts';
import { messages, unansweredGroups } from '../../src/store/employer-schema.ts';

const weights = new Uint8Array(
  readFileSync(new URL('../../models/bag/onnx/model_quantized.onnx', import.meta.url)),
);
const encoder = createBagEncoder(unpackWeights(weights));
const scheme = `# Regeling 2026
## Artikel 1 Zakelijke kilometers
Voor een zakelijke kilometer met de eigen auto krijgt de werknemer € 0,23.
## Artikel 2 Proeftijd
De proeftijd is één maand bij een contract van langer dan zes maanden en twee maanden bij een vast contract.
## Artikel 3 Maaltijdvergoeding
De maaltijdvergoeding bij overwerk is € 12,50 per maaltijd.
`;
const handbook = `# Handboek
## Zakelijke kilometers
Voor een zakelijke kilometer met de eigen auto krijgt de werknemer € 0,21.
`;
const pension = `# Pensioenovereenkomst
## Artikel 4 Pensioenpremie
De deelnemer betaalt zelf 6% van de pensioengrondslag aan pensioenpremie.
`;
const actor = (role: Actor['role']): Actor => ({
  personId: `p-${role}`,
  name: 'T',
  employerId: 'acme',
  role,
  isOnCall: false,
});
const hr = actor('hr');
/** All hundred would take long, and say no more. */
const few = standardQuestions.filter(({ id }) =>
  ['contract-1', 'pension-2', 'travel-2', 'conduct-5'].includes(id),
);

async function house() {
  const employers = createMemoryStores();
  const db = employers.create('acme');
  let n = 0;
  let now = Date.parse('2026-11-23T12:00:00Z');
  const deps = {
    clock: { now: () => now++ },
    ids: { next: () => `id-${n++}`, secret: () => `secret-${n++}` },
    log: { info() {}, warn() {}, error() {} },
    employers,
    files: createMemoryFileStore(),
    reader: { read: async (bytes: Uint8Array) => readTextual(bytes, 'markdown') },
    encoder,
    vectorIndexes: createExactIndexes(),
    languageModel: null,
  };
  const documents = createDocuments(deps, passageReading);
  const add = async (title: string, text: string, ticked: boolean, visibility?: 'hr') => {
    const sent = { name: `${title}.md`, bytes: new TextEncoder().encode(text) };
    const { id } = await documents.upload(hr, sent, {
      title,
      kind: 'scheme',
      ...(visibility && { visibility }),
    });
    await documents.settled('acme');
    if (ticked) documents.patch(hr, id, { usedByAssistant: true });
    return id;
  };
  return { db, documents, add, assistant: createAssistant(deps), coverage: createCoverage(deps, few) };
}

const one = (view: Awaited<ReturnType<ReturnType<typeof createCoverage>['complete']>>, id: string) => {
  const found = view.questions.find((question) => question.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
};
const probation = 'contract-1';
const premium = 'pension-2';
const kilometres = 'travel-2';

describe('the standard questions', () => {
  it('are at least eighty, each with an id of its own, over every subject', () => {
    expect(standardQuestions.length).toBeGreaterThanOrEqual(80);
    expect(new Set(standardQuestions.map(({ id }) => id)).size).toBe(standardQuestions.length);
    expect(new Set(standardQuestions.map(({ nl }) => nl)).size).toBe(standardQuestions.length);
    expect(new Set(standardQuestions.map(({ topic }) => topic))).toEqual(new Set(coverageTopics));
  });
});

describe('coverage', () => {
  it('is for hr and provider only', async () => {
    const { coverage } = await house();
    for (const role of ['employee', 'manager', 'candidate'] as const) {
      expect(() => coverage.read(actor(role))).toThrow('forbidden');
      expect(() => coverage.settle(actor(role), 'x', null)).toThrow('forbidden');
    }
  });

  it('tells what ticked documents answer and what others would add, and leaves no trace', async () => {
    const { add, coverage, db, documents } = await house();
    await add('Regeling', scheme, true);
    const pensionId = await add('Pensioen', pension, false);
    await add('Directie', pension.replace('6%', '7%'), false, 'hr');
    expect(coverage.read(hr)).toMatchObject({ state: 'working', done: 0, total: few.length });
    const view = await coverage.complete(hr);
    expect(view).toMatchObject({ state: 'ready', done: few.length });
    expect(one(view, probation)).toMatchObject({
      answeredBy: 'document',
      source: { title: 'Regeling', heading: 'Artikel 2 Proeftijd' },
    });
    expect(one(view, premium)).toMatchObject({
      answeredBy: null,
      wouldAnswer: [{ documentId: pensionId, title: 'Pensioen' }],
    });
    expect(view.gains[0]).toMatchObject({ documentId: pensionId });
    expect(view.gains.map(({ title }) => title)).not.toContain('Directie');
    expect([db.select().from(messages).all(), db.select().from(unansweredGroups).all()]).toEqual([[], []]);
    documents.patch(hr, pensionId, { usedByAssistant: true });
    expect(coverage.read(hr).state).toBe('working');
    const after = await coverage.complete(hr);
    expect(one(after, premium)).toMatchObject({ answeredBy: 'document', wouldAnswer: [] });
    expect(after.answered).toBeGreaterThan(view.answered);
  });

  it('knows nothing of an empty employer file', async () => {
    const { coverage } = await house();
    expect(await coverage.complete(hr)).toMatchObject({
      state: 'ready',
      answered: 0,
      gains: [],
      conflicts: [],
    });
  });
});

describe('a contradiction', () => {
  it('is decided once, said with the answer, taken back, and falls with a new text', async () => {
    const { add, coverage, documents, assistant } = await house();
    await add('Regeling', scheme, true);
    const handbookId = await add('Handboek', handbook, true);
    const found = (await coverage.complete(hr)).conflicts.find(({ questionIds }) =>
      questionIds.includes(kilometres),
    );
    if (found === undefined) throw new Error('no contradiction found');
    expect(found.prevails).toBeNull();
    const ask = () =>
      assistant.ask(actor('employee'), {
        message: 'Hoeveel krijg ik per zakelijke kilometer met de eigen auto?',
      });
    expect((await ask()).conflict?.some(({ prevails }) => prevails)).toBe(false);
    const side = found.sides.find(({ title }) => title === 'Handboek');
    expect(() => coverage.settle(hr, 'nothing', 'x')).toThrow('not_found');
    expect(() => coverage.settle(hr, found.id, 'x')).toThrow('not_found');
    const decided = coverage.settle(hr, found.id, side?.key ?? '');
    expect(decided.conflicts.find(({ id }) => id === found.id)?.prevails).toBe(side?.key);
    const reply = await ask();
    expect(reply.answer).toContain('HR heeft bevestigd dat hier geldt wat in Handboek staat.');
    expect(reply.conflict?.map(({ title, prevails }) => [title, prevails])).toEqual([
      ['Handboek', true],
      ['Regeling', false],
    ]);
    coverage.settle(hr, found.id, null);
    expect((await ask()).answer).not.toContain('HR heeft bevestigd');
    coverage.settle(hr, found.id, side?.key ?? '');
    const bytes = new TextEncoder().encode(handbook.replace('0,21', '0,20'));
    await documents.upload(
      hr,
      { name: 'Handboek.md', bytes },
      { title: 'Handboek', kind: 'scheme' },
      { replaces: handbookId },
    );
    await documents.settled('acme');
    const renewed = await ask();
    expect(renewed.conflict).toBeDefined();
    expect(renewed.answer).not.toContain('HR heeft bevestigd');
  });
});
