import { basename, extname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { removeFactorOf } from '../accounts/factor-reset.ts';
import { type Config, ConfigError, parseConfig } from '../config.ts';
import type { DocumentView } from '../employer/model.ts';
import { AppError, errorTable } from '../kernel/errors.ts';
import { type Command, parseCommand, UsageError } from './cli-args.ts';
import { describeRead, progressLine, replyText } from './cli-output.ts';
import { seedDemo } from './demo.ts';
import { readDemo } from './demo-data.ts';
import { type Desk, DeskError, localDesk, remoteDesk } from './desk.ts';
import { openHouse } from './house.ts';
import { demoFolder } from './paths.ts';
import { followReading, reencodingText } from './start-screen.ts';

/** How often progress is looked at, in milliseconds. */
const LOOK = 150;

type Ask = Extract<Command, { name: 'ask' }>;
type Ingest = Extract<Command, { name: 'ingest' }>;

const out = (text: string): void => void process.stdout.write(text);
const err = (text: string): void => void process.stderr.write(`${text}\n`);

/** The services of this data folder: in this process, or of the one that holds the folder. */
async function openDesk(config: Config, employer: string, language: string): Promise<Desk> {
  const opened = await openHouse(config);
  if ('house' in opened) {
    const { house } = opened;
    try {
      if (config.seedDemo) {
        const seeded = await seedDemo(house);
        if (seeded.added > 0) {
          err(`Eenmalig worden ${seeded.added} demodocumenten gelezen.`);
          await followReading(house, seeded, err);
        }
      }
      house.deps.employers.open(employer);
      const { waiting } = house.services.documents.reencoding();
      if (waiting > 0) err(reencodingText(waiting));
    } catch (error) {
      await house.close();
      throw error instanceof AppError && error.code === 'not_found' ? unknownEmployer(employer) : error;
    }
    return localDesk(house, employer);
  }
  const { holder } = opened;
  if (holder.url === null)
    throw new UsageError(`Proces ${holder.pid} werkt al in ${config.dataDir}. Wacht tot het klaar is.`);
  return remoteDesk({ url: holder.url, employerId: employer, language, ...credentials(config, employer) });
}

function unknownEmployer(employer: string): UsageError {
  return new UsageError(`Werkgever "${employer}" bestaat niet in deze map.`);
}

/** Who signs in at a running service: named by the environment, or the people of the demo. */
function credentials(
  config: Config,
  employerId: string,
): { asker: string; keeper: string; password: string } {
  const { VRAAGBAAK_EMAIL: email, VRAAGBAAK_PASSWORD: password } = process.env;
  if (email && password) return { asker: email, keeper: email, password };
  if (!config.seedDemo) {
    throw new UsageError(
      'De dienst draait al. Zet VRAAGBAAK_EMAIL en VRAAGBAAK_PASSWORD om daar aan te melden.',
    );
  }
  const demo = readDemo(demoFolder);
  const find = (role: string) =>
    demo.people.find((p) => p.memberships.some((m) => m.employerId === employerId && m.role === role))?.email;
  const [asker, keeper] = [find('employee'), find('hr')];
  if (!asker || !keeper) throw unknownEmployer(employerId);
  return { asker, keeper, password: demo.password };
}

async function runAsk(config: Config, command: Ask): Promise<number> {
  const desk = await openDesk(config, command.employer, command.lang);
  try {
    const reply = await desk.ask(command.message);
    out(command.json ? `${JSON.stringify(reply, null, 2)}\n` : replyText(reply, command.lang));
    return reply.kind === 'abstention' ? 3 : 0;
  } finally {
    await desk.close();
  }
}

async function runIngest(config: Config, command: Ingest): Promise<number> {
  const desk = await openDesk(config, command.employer, 'nl');
  let failed = 0;
  try {
    for (const file of command.files) {
      const view = await ingestOne(desk, file, command).catch((error: unknown) => {
        err(`${basename(file)}  mislukt: ${messageOf(error, 'nl')}`);
        return null;
      });
      if (view?.status !== 'ready') failed++;
      else if (command.show) out(describeRead(view, await desk.passages(view.id)));
    }
  } finally {
    await desk.close();
  }
  return failed > 0 ? 1 : 0;
}

async function runResetFactor(config: Config, email: string): Promise<number> {
  const opened = await openHouse(config);
  if ('holder' in opened)
    throw new UsageError(`Proces ${opened.holder.pid} werkt in ${config.dataDir}. Stop de dienst eerst.`);
  try {
    const removed = removeFactorOf(opened.house.deps, email);
    out(removed ? `De tweede stap van ${email} is gewist.\n` : `${email} had geen tweede stap.\n`);
    return 0;
  } finally {
    await opened.house.close();
  }
}

async function ingestOne(desk: Desk, file: string, command: Ingest): Promise<DocumentView> {
  const name = basename(file);
  const title = command.title ?? basename(file, extname(file));
  let view = await desk.upload(file, { title, kind: command.kind });
  if (command.tick) view = await desk.tick(view.id);
  const live = process.stderr.isTTY === true;
  while (view.status === 'queued' || view.status === 'processing') {
    if (live) process.stderr.write(`\r\x1b[2K${progressLine(name, view)}`);
    await wait(LOOK);
    view = await desk.document(view.id);
  }
  if (live) process.stderr.write('\r\x1b[2K');
  err(progressLine(name, view));
  return view;
}

function messageOf(error: unknown, lang: 'nl' | 'en'): string {
  if (error instanceof AppError) return error.detail ?? errorTable[error.code][lang];
  if (error instanceof DeskError || error instanceof UsageError || error instanceof ConfigError)
    return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT') return 'dit bestand bestaat niet.';
  if (code === 'EISDIR') return 'dit is een map, geen bestand.';
  return error instanceof Error ? error.message : String(error);
}

async function main(argv: string[]): Promise<number> {
  const command = parseCommand(argv);
  if (command.name === 'help') {
    out(`${command.text}\n`);
    return 0;
  }
  // The command line shows its own messages; the log is for the service.
  if (command.name === 'ask') language = command.lang;
  const config = parseConfig({ VRAAGBAAK_LOG_LEVEL: 'silent', ...process.env });
  switch (command.name) {
    case 'ask':
      return runAsk(config, command);
    case 'ingest':
      return runIngest(config, command);
    case 'reset-factor':
      return runResetFactor(config, command.email);
  }
}

let language: 'nl' | 'en' = 'nl';
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  err(messageOf(error, language));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
