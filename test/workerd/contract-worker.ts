import type { ObjectStorage } from '../../src/adapters/cloudflare/durable-object-store.ts';
import { createDurableObjectStores } from '../../src/adapters/cloudflare/durable-object-store.ts';
import { storeContract } from '../store/store-contract.ts';

/** Runs one case of the store contract on its own, fresh storage; 500 with the reason when it does not hold. */
export class ContractObject {
  readonly #storage: ObjectStorage;

  constructor(context: { storage: ObjectStorage }) {
    this.#storage = context.storage;
  }

  async fetch(request: Request): Promise<Response> {
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
