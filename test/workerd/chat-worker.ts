import type { ObjectStorage } from '../../src/adapters/cloudflare/durable-object-store.ts';
import { createDurableObjectStores } from '../../src/adapters/cloudflare/durable-object-store.ts';
import { createMemoryFileStore } from '../../src/adapters/cloudflare/file-store.ts';
import { createAssistant } from '../../src/assistant/converse.ts';
import { createCuratedAnswers } from '../../src/assistant/curated.ts';
import type { CuratedInput } from '../../src/assistant/model.ts';
import { createOwnWordList } from '../../src/assistant/own-words.ts';
import type { Encoder } from '../../src/deps.ts';
import { createDocuments } from '../../src/employer/documents.ts';
import type { IngestedDocument } from '../../src/ingestion/model.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { createBagEncoder, unpackWeights } from '../../src/retrieval/bag-encoder.ts';
import { createExactIndexes } from '../../src/retrieval/exact-scan.ts';
import { passageReading } from '../../src/retrieval/reading.ts';

const employerId = 'acme';
const actor = (role: Actor['role'], personId = `p-${role}`): Actor => ({
  personId,
  name: 'T',
  employerId,
  role,
  isOnCall: false,
});

function services(storage: ObjectStorage, encoder: Encoder | null) {
  const employers = createDurableObjectStores(storage, employerId);
  employers.create(employerId);
  const deps = {
    clock: { now: () => Date.parse('2026-11-23T12:00:00Z') },
    ids: { next: () => crypto.randomUUID(), secret: () => crypto.randomUUID() },
    log: { info() {}, warn() {}, error() {} },
    employers,
    files: createMemoryFileStore(),
    // PDFs are read elsewhere: what comes in is what the reader on Node made of them.
    reader: {
      read: async (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as IngestedDocument,
    },
    encoder,
    vectorIndexes: createExactIndexes(),
    languageModel: null,
  };
  return {
    documents: createDocuments(deps, passageReading),
    assistant: createAssistant(deps),
    curated: createCuratedAnswers(deps),
    ownWords: createOwnWordList(deps),
  };
}

/** The production services inside an object, driven by a test. */
export class ChatObject {
  readonly #storage: ObjectStorage;
  #services: ReturnType<typeof services>;

  constructor(context: { storage: ObjectStorage }) {
    this.#storage = context.storage;
    this.#services = services(context.storage, null);
  }

  async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).pathname === '/encoder') {
      const weights = unpackWeights(new Uint8Array(await request.arrayBuffer()));
      this.#services = services(this.#storage, createBagEncoder(weights));
      return Response.json(weights.id);
    }
    const { documents, assistant, curated, ownWords } = this.#services;
    const body = (await request.json()) as Record<string, string | boolean>;
    const text = (name: string) => String(body[name] ?? '');
    switch (new URL(request.url).pathname) {
      case '/upload': {
        const bytes = new TextEncoder().encode(text('ingested'));
        const view = await documents.upload(
          actor('hr'),
          { name: text('name'), bytes },
          { title: text('title'), kind: 'scheme' },
        );
        await documents.settled(employerId);
        return Response.json(documents.get(actor('hr'), view.id));
      }
      case '/tick':
        return Response.json(
          documents.patch(actor('hr'), text('id'), { usedByAssistant: body.ticked === true }),
        );
      case '/ask':
        return Response.json(
          await assistant.ask(actor('employee', text('person') || undefined), { message: text('message') }),
        );
      case '/answer': {
        const group = assistant
          .unanswered(actor('hr'), { status: 'open' })
          .find(({ wordings }) => wordings.includes(text('question')));
        const { person: _, ...input } = body;
        return Response.json(
          await curated.answer(actor('hr'), group?.id ?? '', input as unknown as CuratedInput),
        );
      }
      case '/places':
        return Response.json(await curated.places(actor('hr'), text('text')));
      case '/curated':
        return Response.json(curated.list(actor('hr')));
      case '/undo': {
        const answer = curated.get(actor('hr'), text('id'));
        return Response.json(curated.undo(actor('hr'), answer.id, answer.revision));
      }
      case '/own-word':
        return Response.json(ownWords.add(actor('hr'), { word: text('word'), meaning: text('meaning') }));
      case '/own-word/remove':
        return Response.json(ownWords.remove(actor('hr'), text('id')));
      case '/own-word/restore':
        return Response.json(ownWords.restore(actor('hr'), text('id')));
      case '/mine':
        return Response.json(curated.mine(actor('employee', text('person'))));
      case '/remove':
        await documents.remove(actor('hr'), text('id'));
        return Response.json(true);
      case '/unanswered':
        return Response.json(assistant.unanswered(actor('hr')));
      default:
        return new Response(null, { status: 404 });
    }
  }
}

interface Env {
  CHAT: {
    idFromName(name: string): unknown;
    get(id: unknown): { fetch(request: Request): Promise<Response> };
  };
}

// biome-ignore lint/style/noDefaultExport: a worker's entry is its default export
export default {
  fetch: (request: Request, env: Env) => env.CHAT.get(env.CHAT.idFromName(employerId)).fetch(request),
};
