import { readFileSync } from 'node:fs';
import { createMemoryFileStore } from '../../src/adapters/cloudflare/file-store.ts';
import { createMemoryStores } from '../../src/adapters/node/sqlite.ts';
import { createAssistant } from '../../src/assistant/converse.ts';
import { createCuratedAnswers } from '../../src/assistant/curated.ts';
import type { CuratedInput } from '../../src/assistant/model.ts';
import type { Encoder } from '../../src/deps.ts';
import { createDocuments } from '../../src/employer/documents.ts';
import { readTextual } from '../../src/ingestion/textual-document.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { createBagEncoder, unpackWeights } from '../../src/retrieval/bag-encoder.ts';
import { createExactIndexes } from '../../src/retrieval/exact-scan.ts';
import { passageReading } from '../../src/retrieval/reading.ts';

const weights = new Uint8Array(
  readFileSync(new URL('../../models/bag/onnx/model_quantized.onnx', import.meta.url)),
);
export const encoder = createBagEncoder(unpackWeights(weights));

export const regeling = `# Regeling 2026
## Artikel 1 Reiskosten
De werknemer ontvangt voor zakelijke ritten een kilometervergoeding van € 0,23 per kilometer.
## Artikel 2 Vakantiedagen
De werknemer met een volledig dienstverband heeft recht op 25 vakantiedagen per kalenderjaar.
## Artikel 7 Dieren
Huisdieren van werknemers worden in de gebouwen toegelaten wanneer de afdeling daarmee instemt en het dier aangelijnd is.
`;

export const person = (personId: string, rest: Partial<Actor> = {}): Actor => ({
  personId,
  name: `Naam ${personId}`,
  employerId: 'acme',
  role: 'employee',
  isOnCall: false,
  ...rest,
});
export const hr = person('hr', { role: 'hr', name: 'Fatima' });
export const anna = person('anna');
export const bram = person('bram');
export const oscar = person('oscar', { isOnCall: true });

/** The assistant, HR's answers and the documents over memory, at noon of a day that `advance` moves. */
export function curatedHouse(options: { encoder?: Encoder | null } = {}) {
  const employers = createMemoryStores();
  const db = employers.create('acme');
  employers.create('other');
  let n = 0;
  let now = Date.parse('2026-11-23T12:00:00Z');
  const deps = {
    clock: { now: () => now++ },
    ids: { next: () => `id-${n++}`, secret: () => `secret-${n++}` },
    log: { info() {}, warn() {}, error() {} },
    employers,
    files: createMemoryFileStore(),
    reader: { read: async (bytes: Uint8Array) => readTextual(bytes, 'markdown') },
    encoder: options.encoder === undefined ? encoder : options.encoder,
    vectorIndexes: createExactIndexes(),
    languageModel: null,
    contacts: (_employerId: string, ids: readonly string[]) =>
      ids.map((personId) => ({
        personId,
        name: `Naam ${personId}`,
        email: `${personId}@acme.example`,
        isOnCall: personId === 'oscar',
      })),
  };
  const documents = createDocuments(deps, passageReading);
  const assistant = createAssistant(deps);
  const curated = createCuratedAnswers(deps);
  const upload = async (text: string, replaces?: string) => {
    const file = { name: 'regeling.md', bytes: new TextEncoder().encode(text) };
    const input = { title: 'Regeling', kind: 'scheme' as const };
    const { id } = await documents.upload(hr, file, input, replaces === undefined ? {} : { replaces });
    await documents.settled('acme');
    return id;
  };
  const ask = (actor: Actor, message: string, conversationId?: string) =>
    assistant.ask(actor, conversationId === undefined ? { message } : { message, conversationId });
  /** The open group that holds this question. */
  const groupOf = (question: string) => {
    const group = assistant
      .unanswered(hr, { status: 'open' })
      .find(({ wordings }) => wordings.includes(question));
    if (group === undefined) throw new Error(`no open group with "${question}"`);
    return group;
  };
  return {
    deps,
    db,
    documents,
    assistant,
    curated,
    upload,
    ask,
    groupOf,
    advance: (ms: number) => {
      now += ms;
    },
    tick: (id: string, used = true) => documents.patch(hr, id, { usedByAssistant: used }),
    /** HR answers what this person asks, in own words. @param input made after the question was asked */
    async answered(
      actor: Actor,
      question: string,
      input: Partial<CuratedInput> | (() => Promise<Partial<CuratedInput>>) = {},
    ) {
      const reply = await ask(actor, question);
      const own = typeof input === 'function' ? await input() : input;
      const view = await curated.answer(hr, groupOf(question).id, {
        kind: 'text',
        question,
        answer: 'Ja, als je afdeling het goed vindt.',
        scope: 'everybody',
        ...own,
      });
      return { reply, view };
    },
  };
}
