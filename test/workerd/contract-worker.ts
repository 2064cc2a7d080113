import { sql } from 'drizzle-orm';
import type { ObjectStorage } from '../../src/adapters/cloudflare/durable-object-store.ts';
import { createDurableObjectStores } from '../../src/adapters/cloudflare/durable-object-store.ts';
import { createDocuments } from '../../src/employer/documents.ts';
import { readVectors } from '../../src/store/vectors.ts';
import {
  actorOf,
  bytesOf,
  createFakeEncoder,
  createFakeReader,
  createMemoryFiles,
  plainReading,
} from '../employer/support.ts';
import { storeContract } from '../store/store-contract.ts';

/** Runs one case of the store contract on its own, fresh storage; 500 with the reason when it does not hold. */
export class ContractObject {
  readonly #storage: ObjectStorage;

  constructor(context: { storage: ObjectStorage }) {
    this.#storage = context.storage;
  }

  async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).pathname === '/documents') return documentsTrial(this.#storage);
    const name = new URL(request.url).searchParams.get('case');
    const found = storeContract.find((candidate) => candidate.name === name);
    if (!found) return new Response('no such case', { status: 404 });
    try {
      const stores = createDurableObjectStores(this.#storage, 'contract');
      found.run(stores.create('contract'), { maxRowBytes: 2_097_152 });
      return new Response('holds');
    } catch (error) {
      return new Response(error instanceof Error ? (error.stack ?? error.message) : String(error), {
        status: 500,
      });
    }
  }
}

/** A document's whole life inside an object: upload, read, publish, replace, replace after waiting, remove. Answers what was found at each step. */
async function documentsTrial(storage: ObjectStorage): Promise<Response> {
  const employers = createDurableObjectStores(storage, 'acme');
  const db = employers.create('acme');
  const files = createMemoryFiles();
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  let ids = 0;
  const documents = createDocuments(
    {
      clock: { now: () => Date.now() },
      ids: { next: () => `id${++ids}`, secret: () => '' },
      log,
      employers,
      files,
      reader: createFakeReader(),
      encoder: createFakeEncoder(),
      vectorIndexes: { open: () => ({ size: 0, search: () => [] }), forget: () => {} },
    },
    plainReading,
  );
  const hr = actorOf('hr');
  const input = { title: 'Verlof', kind: 'scheme' as const };
  const found = () => ({
    texts: db.all<{ text: string }>(sql`
      SELECT p.text FROM passage_index JOIN passages p ON p.rowid = passage_index.rowid
      WHERE passage_index MATCH 'verlof'`),
    vectors: readVectors(db, 'fake-1').length,
    files: files.held.size,
  });
  const file = (text: string) => ({ name: 'a.txt', bytes: bytesOf(text) });
  const { id } = await documents.upload(hr, file('oud verlof'), input);
  await documents.settled('acme');
  const first = found();
  await documents.upload(hr, file('nieuw verlof'), input, { replaces: id });
  await documents.settled('acme');
  const second = found();
  await documents.upload(hr, file('later verlof'), input, { replaces: id, publish: 'wait' });
  await documents.settled('acme');
  const waiting = found();
  await documents.publish(hr, id, documents.get(hr, id).next?.versionId ?? '');
  const third = found();
  await documents.remove(hr, id);
  return Response.json([first, second, waiting, third, found()]);
}

interface Env {
  CONTRACT: {
    idFromName(name: string): unknown;
    get(id: unknown): { fetch(request: Request): Promise<Response> };
  };
}

const worker = {
  fetch(request: Request, env: Env): Promise<Response> {
    const name = new URL(request.url).searchParams.get('case') ?? '';
    return env.CONTRACT.get(env.CONTRACT.idFromName(name)).fetch(request);
  },
};

// biome-ignore lint/style/noDefaultExport: workerd takes the default export as the worker
export default worker;
