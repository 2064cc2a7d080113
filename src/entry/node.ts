import { serve } from '@hono/node-server';
import { buildClientAssets } from '../adapters/node/client-assets.ts';
import { createApp, type Pages } from '../app.ts';
import { type Config, ConfigError, parseConfig } from '../config.ts';
import { AppError, errorTable } from '../kernel/errors.ts';
import { createPortal } from '../portal/portal.tsx';
import { type SeededDemo, seedDemo } from './demo.ts';
import { type House, openHouse } from './house.ts';
import { followReading, reencodingText, startHelp, startScreen } from './start-screen.ts';

/** How long requests may take to finish once the service is told to stop, in milliseconds. */
const GRACE = 5_000;

function readConfig(): Config {
  try {
    return parseConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) fail(error.message);
    throw error;
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

type Server = ReturnType<typeof serve>;

/** The pages on the same services as the api; demo accounts are one click away in the demo only. */
async function openPortal(house: House, config: Config, seeded: SeededDemo | null): Promise<Pages> {
  return createPortal({
    ...house.services,
    assets: await buildClientAssets(),
    clock: house.deps.clock,
    log: house.deps.log,
    demo: seeded === null ? null : { password: seeded.demo.password, people: seeded.demo.people },
    publicOrigin: config.publicOrigin,
    secureCookies: config.publicOrigin?.startsWith('https:') ?? false,
    clientAddress: house.deps.clientAddress,
  });
}

/** Starts listening. @throws the system's error, e.g. EADDRINUSE */
function listen(house: House, config: Config, portal: Pages): Promise<{ server: Server; port: number }> {
  const app = createApp(house.deps, house.services, portal);
  return new Promise((resolve, reject) => {
    const server: Server = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, (info) =>
      resolve({ server, port: info.port }),
    );
    server.once('error', reject);
  });
}

function explainListen(error: unknown, config: Config): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const where = `${config.host}:${config.port}`;
  if (code === 'EADDRINUSE') {
    return `Poort ${config.port} op ${config.host} is al bezet. Stop het andere programma, of kies een poort: VRAAGBAAK_PORT=8788 npm start`;
  }
  if (code === 'EACCES') return `Op ${where} mag dit programma niet luisteren. Kies een poort boven 1024.`;
  return `Op ${where} kan niet worden geluisterd: ${error instanceof Error ? error.message : String(error)}`;
}

/** Lets requests finish, ends streams and background work, and leaves; a second signal leaves at once. */
function stopOnSignal(house: House, server: Server): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    house.stop.abort();
    const hurry = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), GRACE);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ('closeIdleConnections' in server) server.closeIdleConnections();
    });
    clearTimeout(hurry);
    await house.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

/** After an error that nobody caught the state is unknown: log it and leave; databases are whole by themselves. */
function leaveOnDefect(house: House): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      house.deps.log.error({ err: error }, event);
      house.lock.release();
      process.exit(1);
    });
  }
}

/** Settings are in the environment; the only thing to ask for is what they are. */
function readArguments(args: readonly string[]): void {
  const [first] = args;
  if (first === undefined) return;
  const isHelp = first === '--help' || first === '-h';
  if (isHelp) process.stdout.write(startHelp);
  else process.stderr.write(`Onbekende optie: ${first}. Zie npm start -- --help.\n`);
  process.exit(isHelp ? 0 : 2);
}

async function main(): Promise<void> {
  readArguments(process.argv.slice(2));
  const config = readConfig();
  const opened = await openHouse(config);
  if ('holder' in opened) {
    fail(
      `In de map ${config.dataDir} werkt al een Vraagbaak (proces ${opened.holder.pid}${opened.holder.url ? `, ${opened.holder.url}` : ''}). Stop die eerst.`,
    );
  }
  const { house } = opened;
  leaveOnDefect(house);
  const seeded: SeededDemo | null = config.seedDemo ? await seedDemo(house) : null;
  const portal = await openPortal(house, config, seeded);
  const { server, port } = await listen(house, config, portal).catch(async (error: unknown) => {
    await house.close();
    return fail(explainListen(error, config));
  });
  const local = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  house.lock.announce(local);
  stopOnSignal(house, server);
  process.stdout.write(
    startScreen({
      url: config.publicOrigin ?? local,
      encoder: house.deps.encoder?.id ?? null,
      languageModel: house.deps.languageModel?.id ?? null,
      seeded,
    }),
  );
  const { waiting } = house.services.documents.reencoding();
  if (waiting > 0) process.stdout.write(`  ${reencodingText(waiting)}\n`);
  if (seeded && seeded.added > 0)
    await followReading(house, seeded, (line) => void process.stdout.write(`${line}\n`));
}

/** What kept the service from starting, for a person; a defect of ours keeps its stack. */
function explainStart(error: unknown): string {
  if (error instanceof AppError) return `Vraagbaak start niet. ${error.detail ?? errorTable[error.code].nl}`;
  return `Vraagbaak start niet.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

await main().catch((error: unknown) => fail(explainStart(error)));
