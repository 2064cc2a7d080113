import type { Hono } from 'hono';
import { registerEmployer, registerPerson } from '../accounts/administration.ts';
import { createTextReader } from '../adapters/cloudflare/document-reader.ts';
import type { ObjectStorage } from '../adapters/cloudflare/durable-object-store.ts';
import {
  createDurableObjectStores,
  openObjectDirectory,
} from '../adapters/cloudflare/durable-object-store.ts';
import { employerIdOf, parseEmployerIds } from '../adapters/cloudflare/employer-route.ts';
import type { Bucket } from '../adapters/cloudflare/file-store.ts';
import { createBucketFileStore, createMemoryFileStore } from '../adapters/cloudflare/file-store.ts';
import { createWorkerReceiptCleaner } from '../adapters/cloudflare/receipt-cleaner.ts';
import { createWorkerIds, createWorkerLogger, workerClock } from '../adapters/cloudflare/runtime.ts';
import { createPasswordHasher } from '../adapters/node/passwords.ts';
import type { AppEnv } from '../api/env.ts';
import { type AppDeps, createApp, createServices } from '../app.ts';
import { createBagEncoder, unpackWeights } from '../retrieval/bag-encoder.ts';
import { createExactIndexes } from '../retrieval/exact-scan.ts';

/** Bindings and variables of wrangler.toml. */
export interface Env {
  EMPLOYER: {
    idFromName(name: string): unknown;
    get(id: unknown): { fetch(request: Request): Promise<Response> };
  };
  FILES?: Bucket;
  /** Ids of the employers that are served, parted by commas. */
  EMPLOYERS: string;
  /** Secret; keys the hashes of session tokens. */
  SESSION_SECRET?: string;
  PUBLIC_URL?: string;
  /** 'optional' lets HR and providers in without a second factor. */
  SECOND_FACTOR?: string;
  /** Name on the screens; the id when absent. */
  EMPLOYER_NAME?: string;
  /** Secrets: the first person who can sign in. Later changes of them change nothing. */
  FIRST_HR_EMAIL?: string;
  FIRST_HR_PASSWORD?: string;
  /** Where the encoder lies in FILES; without it questions are found by words alone. */
  ENCODER_KEY?: string;
}

/** Set by the worker below on each request it passes on; what a client sends under this name is overwritten. */
const employerHeader = 'x-vraagbaak-employer';

/** Set by the worker to the address the platform saw. */
const addressHeader = 'cf-connecting-ip';

/** One employer: its database, its directory and the app that runs on them. */
export class EmployerObject {
  readonly #storage: ObjectStorage;
  readonly #env: Env;
  #app: Promise<Hono<AppEnv>> | null = null;

  constructor(context: { storage: ObjectStorage }, env: Env) {
    this.#storage = context.storage;
    this.#env = env;
  }

  async fetch(request: Request): Promise<Response> {
    const employerId = request.headers.get(employerHeader) ?? '';
    this.#app ??= openObject(this.#storage, this.#env, employerId);
    try {
      return await (await this.#app).fetch(request);
    } catch (error) {
      this.#app = null;
      throw error;
    }
  }
}

async function openObject(storage: ObjectStorage, env: Env, employerId: string): Promise<Hono<AppEnv>> {
  const employers = createDurableObjectStores(storage, employerId);
  employers.create(employerId);
  const weights = await env.FILES?.get(env.ENCODER_KEY ?? 'models/bag/onnx/model_quantized.onnx');
  const deps: AppDeps = {
    clock: workerClock,
    ids: createWorkerIds(),
    log: createWorkerLogger(),
    directory: openObjectDirectory(storage),
    employers,
    files: env.FILES ? createBucketFileStore(env.FILES) : createMemoryFileStore(),
    reader: createTextReader(),
    encoder: weights ? createBagEncoder(unpackWeights(new Uint8Array(await weights.arrayBuffer()))) : null,
    vectorIndexes: createExactIndexes(),
    languageModel: null,
    mailer: null,
    receiptCleaner: createWorkerReceiptCleaner(),
    random: () => Math.random(),
    passwords: createPasswordHasher(),
    sessionSecret: env.SESSION_SECRET ?? '',
    secondFactorRule: env.SECOND_FACTOR === 'optional' ? 'optional' : 'required',
    identityProvider: null,
    publicOrigin: env.PUBLIC_URL ?? null,
    clientAddress: (c) => c.req.header(addressHeader) ?? 'onbekend',
    apiDocs: null,
  };
  const services = createServices(deps);
  registerEmployer(deps, { id: employerId, name: env.EMPLOYER_NAME ?? employerId });
  if (env.FIRST_HR_EMAIL && env.FIRST_HR_PASSWORD) {
    const memberships = (['hr', 'employee'] as const).map((role) => ({ employerId, role }));
    const first = { name: 'HR', email: env.FIRST_HR_EMAIL, password: env.FIRST_HR_PASSWORD, memberships };
    await registerPerson(deps, first);
  }
  await services.documents.resume(employerId);
  services.mutations.tick(employerId);
  return createApp(deps, services);
}

/** Settings without which the service may not run, with what they are. */
function missingSettings(env: Env): string[] {
  const missing: string[] = [];
  if ((env.SESSION_SECRET ?? '').length < 32)
    missing.push('SESSION_SECRET: een geheim van ten minste 32 tekens');
  if (!env.PUBLIC_URL) missing.push('PUBLIC_URL: het adres waarop mensen de dienst bereiken');
  return missing;
}

function notConfigured(missing: readonly string[]): Response {
  return Response.json(
    {
      code: 'not_configured',
      title: 'Deze installatie is niet af.',
      status: 503,
      detail: `Stel in: ${missing.join('; ')}.`,
    },
    { status: 503, headers: { 'content-type': 'application/problem+json' } },
  );
}

export default {
  /** Finds the employer's object and passes the request on; an employer that is not served gets the same 404 as any wrong path. */
  async fetch(request: Request, env: Env): Promise<Response> {
    if (new URL(request.url).pathname === '/health') return Response.json({ status: 'ok' });
    const missing = missingSettings(env);
    if (missing.length > 0) return notConfigured(missing);
    const employerId = employerIdOf(request, parseEmployerIds(env.EMPLOYERS));
    if (employerId === null) return Response.json({ code: 'not_found' }, { status: 404 });
    const inner = new Request(request);
    inner.headers.set(employerHeader, employerId);
    return env.EMPLOYER.get(env.EMPLOYER.idFromName(employerId)).fetch(inner);
  },
};
