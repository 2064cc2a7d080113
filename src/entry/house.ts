import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { createLanguageModel } from '../adapters/llm/openai-compatible.ts';
import { createSmtpMailer } from '../adapters/mail/smtp.ts';
import { systemClock } from '../adapters/node/clock.ts';
import { createDocumentReader } from '../adapters/node/document-reader.ts';
import { loadEncoder } from '../adapters/node/encoder.ts';
import { createNodeFileStore } from '../adapters/node/file-store.ts';
import { createFormerEncoders } from '../adapters/node/former-encoders.ts';
import { createVectorIndexes } from '../adapters/node/hnsw-index.ts';
import { createIds } from '../adapters/node/ids.ts';
import { createLogger } from '../adapters/node/log.ts';
import { createPasswordHasher } from '../adapters/node/passwords.ts';
import { createPdfFonts } from '../adapters/node/pdf-fonts.ts';
import { createPlatformSeal } from '../adapters/node/platform-seal.ts';
import { createReceiptCleaner } from '../adapters/node/receipt-cleaner.ts';
import { createSqliteStores, openDirectory } from '../adapters/node/sqlite.ts';
import { createIdentityProvider } from '../adapters/oidc/identity-provider.ts';
import type { AssetReader } from '../api/openapi-routes.ts';
import { type AppDeps, createServices } from '../app.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../deps.ts';
import { AppError } from '../kernel/errors.ts';
import { employers } from '../store/directory-schema.ts';
import { encodersInUse } from '../store/vectors.ts';
import { dropForeignSettings } from './foreign-settings.ts';
import { type DataLock, type Holder, lockDataFolder } from './lock.ts';
import { projectRoot } from './paths.ts';

/** How often the outboxes are looked into for mails that wait for another try, in milliseconds. */
const MAIL_ROUND = 5000;
/** How often what waits for its day is looked at, in milliseconds. */
const DUE_ROUND = 60_000;

/** How often deadlines of tasks are looked at, in milliseconds. */
const TASK_ROUND = 60_000;
/** How often contracts are looked at for reminders, expiry and seals that wait, in milliseconds. */
const CONTRACT_ROUND = 60_000;

/** How often reminders that are due are looked for, in milliseconds. */
const REMINDER_ROUND = 10 * 60_000;

/** The service on Node with everything it stands on. */
export interface House {
  deps: AppDeps;
  services: ReturnType<typeof createServices>;
  lock: DataLock;
  /** Fires when the service is stopping: long-lived streams end. */
  stop: AbortController;
  /** Ends background work and closes every file. */
  close(): Promise<void>;
}

/**
 * Builds the service over the data folder of the configuration and takes up interrupted work.
 * @returns the house, or the process that already works in that folder
 */
export async function openHouse(config: Config): Promise<{ house: House } | { holder: Holder }> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const locked = lockDataFolder(config.dataDir);
  if ('holder' in locked) return locked;
  try {
    return { house: await furnish(config, locked.lock) };
  } catch (error) {
    locked.lock.release();
    throw error;
  }
}

async function furnish(config: Config, lock: DataLock): Promise<House> {
  const stop = new AbortController();
  const { deps, close } = await createDeps(config, stop.signal);
  const services = createServices(deps);
  for (const { id } of deps.directory.select({ id: employers.id }).from(employers).all()) {
    await openEmployer(deps, services, id);
  }
  const rounds = setInterval(() => void services.postman.deliver(), MAIL_ROUND);
  rounds.unref();
  const deadlines = setInterval(() => tickAll(deps, services), TASK_ROUND);
  deadlines.unref();
  const dueRounds = setInterval(() => settleDue(deps, services), DUE_ROUND);
  dueRounds.unref();
  settleDue(deps, services);
  void services.contracts.tick();
  const contractRounds = setInterval(() => void services.contracts.tick(), CONTRACT_ROUND);
  contractRounds.unref();
  const reminders = setInterval(() => remindAll(deps, services), REMINDER_ROUND);
  reminders.unref();
  return {
    deps,
    services,
    lock,
    stop,
    async close() {
      stop.abort();
      clearInterval(rounds);
      clearInterval(deadlines);
      clearInterval(dueRounds);
      clearInterval(contractRounds);
      clearInterval(reminders);
      // What is under way is marked before the files close.
      await services.contracts.settled();
      await services.postman.deliver();
      await services.documents.stop();
      close();
      lock.release();
    },
  };
}

/** Reminds and escalates at every employer; one that fails is told of and leaves the others be. */
export function tickAll({ directory, log }: AppDeps, { workflows }: House['services']): void {
  for (const { id } of directory.select({ id: employers.id }).from(employers).all()) {
    try {
      workflows.tick(id);
    } catch (error) {
      log.error({ employerId: id, err: error }, 'deadlines were not looked at');
    }
  }
}

/** Reminders of every employer; one whose file cannot be used keeps none of the others from theirs. */
function remindAll(deps: AppDeps, { payrollRuns, postman }: House['services']): void {
  for (const { id } of deps.directory.select({ id: employers.id }).from(employers).all()) {
    try {
      payrollRuns.tick(id);
    } catch (err) {
      deps.log.error({ employerId: id, err }, 'reminders not sent');
    }
  }
  void postman.deliver();
}

/** Opens one employer's file and takes up its work. A damaged one is left out: the others must be served. */
async function openEmployer(deps: AppDeps, services: House['services'], employerId: string): Promise<void> {
  try {
    const db = deps.employers.create(employerId);
    for (const id of encodersInUse(db)) if (id !== deps.encoder?.id) void deps.formerEncoders?.open(id);
    await services.documents.resume(employerId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.error({ employerId, code: error.code, err: error }, 'employer not opened');
  }
}

/** Does what is due at every employer; one whose file cannot be opened holds up no other. */
function settleDue({ directory, log }: AppDeps, { mutations }: House['services']): void {
  for (const { id } of directory.select({ id: employers.id }).from(employers).all()) {
    try {
      mutations.tick(id);
    } catch (err) {
      log.error({ employerId: id, err }, 'what is due could not be looked at');
    }
  }
}

async function createDeps(config: Config, stopping: AbortSignal): Promise<{ deps: AppDeps; close(): void }> {
  const log = createLogger(config.logLevel);
  const ignored = dropForeignSettings(process.env);
  if (ignored.length > 0) log.warn({ ignored }, 'settings of other programs are not used');
  const directory = openDirectory(config.dataDir);
  const stores = createSqliteStores(config.dataDir, log);
  const encoders = await openEncoders(config, log);
  const deps: AppDeps = {
    clock: systemClock,
    ids: createIds(),
    log,
    directory: directory.db,
    employers: stores,
    files: createNodeFileStore(config.dataDir),
    reader: createDocumentReader(),
    ...encoders,
    vectorIndexes: createVectorIndexes({ dir: join(config.dataDir, 'index') }),
    languageModel: config.languageModel ? createLanguageModel(config.languageModel) : null,
    platformSeal: createPlatformSeal(config.dataDir, systemClock),
    pdfFonts: createPdfFonts(),
    mailer: config.mail ? createSmtpMailer(config.mail) : null,
    random: () => Math.random(),
    passwords: createPasswordHasher(),
    receiptCleaner: createReceiptCleaner(),
    sessionSecret: config.sessionSecret ?? keptSecret(config.dataDir),
    secondFactorRule: config.secondFactor,
    identityProvider: config.oidc ? createIdentityProvider(config.oidc) : null,
    publicOrigin: config.publicOrigin,
    clientAddress: (c) => clientAddress(c, config.trustProxy),
    apiDocs: swaggerAssets(),
    stopping,
  };
  return {
    deps,
    close() {
      stores.close();
      directory.close();
    },
  };
}

/** Today's encoder and those of before. One that is not ours leaves words and sentences to the one that ships. */
async function openEncoders(
  config: Config,
  log: Logger,
): Promise<Pick<AppDeps, 'encoder' | 'formerEncoders'>> {
  const shipped = shippedModel();
  const dir = config.encoderDir ?? shipped;
  if (dir === null) return { encoder: null };
  const quick = config.encoderDir === null || shipped === null ? null : await loadEncoder({ dir: shipped });
  const encoder = await loadEncoder({ dir, quick });
  const register = join(config.dataDir, 'encoders.json');
  return {
    encoder,
    formerEncoders: createFormerEncoders({ register, current: { encoder, dir }, shipped, log }),
  };
}

/** The encoder that ships with the repository: the first folder below models/ that holds one. */
function shippedModel(): string | null {
  const folder = join(projectRoot, 'models');
  if (!existsSync(folder)) return null;
  const names = readdirSync(folder).sort();
  const found = names.find((name) => existsSync(join(folder, name, 'vraagbaak.json')));
  return found === undefined ? null : join(folder, found);
}

/** Development only: a secret made once and kept beside the data, so that a restart keeps people signed in. */
function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'session-secret');
  if (!existsSync(path)) writeFileSync(path, createIds().secret(), { mode: 0o600 });
  return readFileSync(path, 'utf8');
}

function clientAddress(c: Context, trustProxy: boolean): string {
  // The last entry is the one that our own proxy wrote; what stands before it, anyone can send.
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded || getConnInfo(c).remote.address || 'onbekend';
}

const swaggerFiles: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

function swaggerAssets(): AssetReader {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return {
    async read(name) {
      const type = Object.hasOwn(swaggerFiles, name) ? swaggerFiles[name] : undefined;
      return type ? { type, bytes: await readFile(join(folder, name)) } : null;
    },
  };
}
