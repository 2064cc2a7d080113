import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryFileStore } from '../../src/adapters/cloudflare/file-store.ts';
import { createDocumentReader } from '../../src/adapters/node/document-reader.ts';
import { createMemoryStores } from '../../src/adapters/node/sqlite.ts';
import { createAssistant } from '../../src/assistant/converse.ts';
import type { AskedQuestion, ChatReply, CuratedView, OwnWord, Place } from '../../src/assistant/model.ts';
import type { Assistant, UnansweredGroup } from '../../src/assistant/service.ts';
import { createDocuments } from '../../src/employer/documents.ts';
import type { DocumentView } from '../../src/employer/model.ts';
import type { IngestedDocument } from '../../src/ingestion/model.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { createBagEncoder, unpackWeights } from '../../src/retrieval/bag-encoder.ts';
import { createExactIndexes } from '../../src/retrieval/exact-scan.ts';
import { passageReading } from '../../src/retrieval/reading.ts';
import { startWorker } from './support.ts';

const files = ['cao-orv-2026-2027.pdf', 'bedrijfsregeling-meerhaven-2026.pdf'];
/** Nothing near it is in the documents. What is refused of closer ones is the evaluation's to measure, not this test's. */
const unknown = 'Welke planeet staat het verst van de zon?';
const questions = [
  'Hoeveel vakantiedagen heb ik per jaar?',
  'Wat is de opzegtermijn van de werkgever bij 7 dienstjaren?',
  'Hoeveel toeslag krijg ik op zondag?',
  'Wat is de maximale proeftijd bij een jaarcontract?',
  'Hoeveel nachtdiensten mag ik maximaal draaien?',
  'krijg ik vrij als me vader overlijd',
  'Wanneer vervallen adv-uren?',
  'Wat krijg ik in de vriescel per uur extra?',
  'how many vacation days do I get',
  'Mag ik mijn hond meenemen naar het magazijn?',
  unknown,
];

const weights = new Uint8Array(
  readFileSync(new URL('../../models/bag/onnx/model_quantized.onnx', import.meta.url)),
);

let miniflare: Miniflare;
let node: Assistant;
let documentIds: string[] = [];
const actor = (role: Actor['role']): Actor => ({
  personId: `p-${role}`,
  name: 'T',
  employerId: 'acme',
  role,
  isOnCall: false,
});

async function call<T>(path: string, body: unknown): Promise<T> {
  const response = await miniflare.dispatchFetch(`http://vraagbaak.example${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

async function readDocuments(): Promise<{ name: string; ingested: string }[]> {
  const reader = createDocumentReader();
  const read = files.map(async (name) => {
    const path = fileURLToPath(new URL(`../../documents/meerhaven/${name}`, import.meta.url));
    return { name, ingested: JSON.stringify(await reader.read(new Uint8Array(readFileSync(path)), name)) };
  });
  return Promise.all(read).finally(() => reader.close());
}

/** The same services on Node, over the same passages. */
async function onNode(read: readonly { name: string; ingested: string }[]): Promise<Assistant> {
  const employers = createMemoryStores();
  employers.create('acme');
  let n = 0;
  const deps = {
    clock: { now: () => Date.parse('2026-11-23T12:00:00Z') },
    ids: { next: () => `id-${n++}`, secret: () => `secret-${n++}` },
    log: { info() {}, warn() {}, error() {} },
    employers,
    files: createMemoryFileStore(),
    reader: {
      read: async (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as IngestedDocument,
    },
    encoder: createBagEncoder(unpackWeights(weights)),
    vectorIndexes: createExactIndexes(),
    languageModel: null,
  };
  const documents = createDocuments(deps, passageReading);
  for (const { name, ingested } of read) {
    const bytes = new TextEncoder().encode(ingested);
    const { id } = await documents.upload(actor('hr'), { name, bytes }, { title: name, kind: 'scheme' });
    await documents.settled('acme');
    documents.patch(actor('hr'), id, { usedByAssistant: true });
  }
  return createAssistant(deps);
}

/** The object forgets it when it is left alone for long: on a busy machine, while Node reads. */
async function giveEncoder(): Promise<void> {
  const response = await miniflare.dispatchFetch('http://vraagbaak.example/encoder', {
    method: 'POST',
    body: weights,
  });
  expect(response.status).toBe(200);
}

beforeAll(async () => {
  miniflare = await startWorker({
    entry: fileURLToPath(new URL('./chat-worker.ts', import.meta.url)),
    className: 'ChatObject',
    binding: 'CHAT',
  });
  const read = await readDocuments();
  await giveEncoder();
  for (const { name, ingested } of read) {
    const view = await call<DocumentView>('/upload', { name, title: name, ingested });
    expect(view).toMatchObject({ status: 'ready' });
    documentIds = [...documentIds, view.id];
    await call('/tick', { id: view.id, ticked: true });
  }
  node = await onNode(read);
  await giveEncoder();
}, 120_000);
afterAll(() => miniflare.dispose());

const shape = (reply: ChatReply) => ({
  kind: reply.kind,
  answer: reply.answer,
  quotes: reply.citations.map(({ document, page, quote }) => ({ document, page, quote })),
});

describe('the chat inside a Durable Object', () => {
  it.each(questions)('answers as on Node: %s', async (message) => {
    const inside = await call<ChatReply>('/ask', { message });
    expect(shape(inside)).toEqual(shape(await node.ask(actor('employee'), { message })));
  });

  it('answered with quotes, and brought what is not there to HR', async () => {
    const answered = await call<ChatReply>('/ask', { message: questions[0] });
    expect(answered.kind).toBe('answer');
    expect(answered.citations.length).toBeGreaterThan(0);
    const groups = await call<UnansweredGroup[]>('/unanswered', {});
    expect(groups.map((group) => group.question)).toContain(unknown);
  });

  it('gives the next who asks what HR answered, by own words and by a passage, until its source is gone', async () => {
    const input = { kind: 'text', question: unknown, answer: 'Neptunus.', scope: 'everybody' };
    const answered = await call<CuratedView>('/answer', input);
    expect(answered).toMatchObject({ state: 'active', people: 1, wordings: [unknown] });
    const next = { person: 'ander', message: 'welke planeet staat het verst van de zon' };
    expect(await call<ChatReply>('/ask', next)).toMatchObject({ basis: 'curated', answer: 'Neptunus.' });
    expect(await call<AskedQuestion[]>('/mine', { person: 'p-employee' })).toContainEqual(
      expect.objectContaining({ question: unknown, state: 'answered', isNew: true }),
    );
    await call('/undo', { id: answered.id });
    expect((await call<ChatReply>('/ask', next)).kind).toBe('abstention');

    const [place] = await call<Place[]>('/places', { text: 'toeslag voor werk op zondag' });
    const pointed = { kind: 'passage', question: unknown, answer: '', scope: 'everybody' };
    await call('/answer', { ...pointed, passageId: place?.passageId });
    const quoted = await call<ChatReply>('/ask', next);
    expect(quoted).toMatchObject({ basis: 'curated', citations: [{ passageId: place?.passageId }] });
    await call('/tick', { id: place?.documentId, ticked: false });
    expect((await call<ChatReply>('/ask', next)).basis).not.toBe('curated');
    await call('/tick', { id: place?.documentId, ticked: true });
    expect((await call<ChatReply>('/ask', next)).basis).toBe('curated');
  });

  it('knows an own word from the next question on, until it is removed', async () => {
    const message = 'Wanneer vervallen mijn kwartels?';
    const reply = () => call<ChatReply>('/ask', { message });
    const wanted = await call<ChatReply>('/ask', { message: 'Wanneer vervallen adv-uren?' });
    const passage = wanted.citations[0]?.passageId;
    const cited = async () => (await reply()).citations.map(({ passageId }) => passageId);
    expect(await cited()).not.toContain(passage);
    const { id } = await call<OwnWord>('/own-word', { word: 'kwartels', meaning: 'adv-uren' });
    expect(await cited()).toContain(passage);
    await call('/own-word/remove', { id });
    expect(await cited()).not.toContain(passage);
    await call('/own-word/restore', { id });
    expect(await cited()).toContain(passage);
    await call('/own-word/remove', { id });
  });

  it('stops using a document at the next question after it is unticked', async () => {
    for (const id of documentIds) await call('/tick', { id, ticked: false });
    const reply = await call<ChatReply>('/ask', { message: questions[0] });
    expect(reply).toMatchObject({ kind: 'abstention', citations: [] });
  });

  it('keeps no words of a removed document in an answer that rested on it', async () => {
    for (const id of documentIds) await call('/remove', { id });
    const kept = await call<CuratedView[]>('/curated', {});
    expect(kept.filter(({ source }) => source !== null)).toMatchObject([
      { state: 'review', sourceState: 'removed', source: { text: '' }, place: null },
    ]);
  });
});
