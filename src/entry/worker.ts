import { Hono } from 'hono';
import type { ObjectStorage } from '../adapters/cloudflare/durable-object-store.ts';
import {
  createDurableObjectStores,
  openObjectDirectory,
} from '../adapters/cloudflare/durable-object-store.ts';
import { employerIdOf, parseEmployerIds } from '../adapters/cloudflare/employer-route.ts';
import type { Bucket } from '../adapters/cloudflare/file-store.ts';
import { createBucketFileStore, createMemoryFileStore } from '../adapters/cloudflare/file-store.ts';
import type { Deps } from '../deps.ts';
import { readGeneration } from '../store/settings.ts';

/** Bindings and variables of wrangler.toml. */
export interface Env {
  EMPLOYER: {
    idFromName(name: string): unknown;
    get(id: unknown): { fetch(request: Request): Promise<Response> };
  };
  FILES?: Bucket;
  /** Ids of the employers that are served, parted by commas. */
  EMPLOYERS: string;
}

/** The part of Deps that an object's own storage gives. */
type StorageDeps = Pick<Deps, 'directory' | 'employers' | 'files'>;

/** Set by the worker below on each request it passes on; what a client sends under this name is overwritten. */
const employerHeader = 'x-vraagbaak-employer';

/** One employer: its database, its directory and the app that runs on them. */
export class EmployerObject {
  readonly #storage: ObjectStorage;
  readonly #env: Env;
  #app: Hono | null = null;

  constructor(context: { storage: ObjectStorage }, env: Env) {
    this.#storage = context.storage;
    this.#env = env;
  }

  async fetch(request: Request): Promise<Response> {
    const employerId = request.headers.get(employerHeader) ?? '';
    this.#app ??= createObjectApp(this.#deps(employerId), employerId);
    return this.#app.fetch(request);
  }

  #deps(employerId: string): StorageDeps {
    const employers = createDurableObjectStores(this.#storage, employerId);
    employers.create(employerId);
    return {
      employers,
      directory: openObjectDirectory(this.#storage),
      files: this.#env.FILES ? createBucketFileStore(this.#env.FILES) : createMemoryFileStore(),
    };
  }
}

function createObjectApp(deps: StorageDeps, employerId: string): Hono {
  const app = new Hono();
  app.get('/api/employers/:employerId/health', (c) =>
    c.json({ status: 'ok', employerId, generation: readGeneration(deps.employers.open(employerId)) }),
  );
  return app;
}

export default {
  /** Finds the employer's object and passes the request on; an employer that is not served gets the same 404 as any wrong path. */
  async fetch(request: Request, env: Env): Promise<Response> {
    if (new URL(request.url).pathname === '/health') return Response.json({ status: 'ok' });
    const employerId = employerIdOf(request, parseEmployerIds(env.EMPLOYERS));
    if (employerId === null) return Response.json({ code: 'not_found' }, { status: 404 });
    const inner = new Request(request);
    inner.headers.set(employerHeader, employerId);
    return env.EMPLOYER.get(env.EMPLOYER.idFromName(employerId)).fetch(inner);
  },
};
