import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingNames } from '../../src/config.ts';
import { readDemo } from '../../src/entry/demo-data.ts';
import { demoFolder, projectRoot } from '../../src/entry/paths.ts';
import { startMisbehavingLlm } from '../support/misbehaving-llm.ts';
import { startTracingService } from '../support/tracing-service.ts';

let folder = '';
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vraagbaak-start-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
});

/** A process of ours with nothing of the test's own settings, and what it says. */
function start(entry: string, args: string[], env: Record<string, string>) {
  const clean = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };
  const child = spawn(process.execPath, ['--import', 'tsx', join('src/entry', entry), ...args], {
    cwd: projectRoot,
    env: { ...clean, VRAAGBAAK_DATA_DIR: folder, VRAAGBAAK_PORT: '0', ...env },
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    said.out += data;
  });
  child.stderr.on('data', (data) => {
    said.err += data;
  });
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return { child, said, exit };
}

/** A served house without demo documents; its address once it listens. */
async function serveHouse(env: Record<string, string> = {}) {
  const house = start('node.ts', [], { VRAAGBAAK_DEMO: '0', ...env });
  await expect.poll(() => house.said.out + house.said.err, { timeout: 25_000 }).toContain('Stoppen: Ctrl+C');
  return { ...house, url: /Portaal\s+(\S+)/.exec(house.said.out)?.[1] ?? '' };
}

/** Signs in whoever keeps the file of this demo employer. */
async function headersOfHr(url: string, employerId: string): Promise<{ authorization: string }> {
  const { people, password } = readDemo(demoFolder);
  const person = people.find((p) =>
    p.memberships.some((m) => m.employerId === employerId && m.role === 'hr'),
  );
  const signedIn = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: person?.email, password }),
  });
  const { token } = (await signedIn.json()) as { token: string };
  return { authorization: `Bearer ${token}` };
}

describe('the service as a process', () => {
  it('answers, keeps its folder to itself, and stops in order on SIGTERM', async () => {
    const { child, exit, url } = await serveHouse();
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ status: 'ok' });
    const second = start('node.ts', [], { VRAAGBAAK_DEMO: '0' });
    expect(await second.exit).toBe(1);
    expect(second.said.err).toContain(`werkt al een Vraagbaak (proces ${child.pid}`);
    const asked = performance.now();
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(existsSync(join(folder, 'vraagbaak.lock'))).toBe(false);
    expect(existsSync(join(folder, 'directory.sqlite-wal'))).toBe(false);
  }, 60_000);

  it('explains its settings, all of them, and starts nothing at a word it does not know', async () => {
    const help = start('node.ts', ['--help'], {});
    expect(await help.exit).toBe(0);
    for (const name of settingNames) expect(help.said.out).toContain(name);
    const wrong = start('node.ts', ['--poort', '80'], {});
    expect(await wrong.exit).toBe(2);
    expect(wrong.said.err).toContain('Onbekende optie: --poort');
    expect(existsSync(join(folder, 'directory.sqlite'))).toBe(false);
  });

  it('refuses to start in production without its settings, naming all of them', async () => {
    const { exit, said } = start('node.ts', [], { NODE_ENV: 'production', VRAAGBAAK_DATA_DIR: '' });
    expect(await exit).toBe(1);
    for (const name of ['PUBLIC_URL', 'DATA_DIR', 'SESSION_SECRET'])
      expect(said.err).toContain(`VRAAGBAAK_${name}`);
    expect(said.err).not.toContain('    at ');
  });

  it('says what is wrong with the folder of ENCODER_DIR, in two languages', async () => {
    const { exit, said } = start('node.ts', [], { VRAAGBAAK_DEMO: '0', ENCODER_DIR: join(folder, 'bge-m3') });
    expect(await exit).toBe(1);
    expect(said.err).toContain('Encoder in map "bge-m3": De map bestaat niet.');
    expect(said.err).toContain('Encoder in folder "bge-m3": The folder does not exist.');
    expect(said.err).not.toContain('    at ');
    expect(existsSync(join(folder, 'vraagbaak.lock'))).toBe(false);
  });

  it('says which port is taken and leaves nothing behind', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const { exit, said } = start('node.ts', [], { VRAAGBAAK_DEMO: '0', VRAAGBAAK_PORT: port });
    expect(await exit).toBe(1);
    expect(said.err).toContain(`Poort ${port} op 127.0.0.1 is al bezet.`);
    expect(existsSync(join(folder, 'vraagbaak.lock'))).toBe(false);
    taken.close();
  });

  it('takes over after a process that died while it read documents, and reads them to the end', async () => {
    const first = await serveHouse({ VRAAGBAAK_DEMO: '1' });
    first.child.kill('SIGKILL');
    await first.exit;
    expect(existsSync(join(folder, 'vraagbaak.lock'))).toBe(true);
    const { url } = await serveHouse();
    const { employers } = readDemo(demoFolder);
    for (const employer of employers) {
      const headers = await headersOfHr(url, employer.id);
      const states = async () => {
        const response = await fetch(`${url}/api/employers/${employer.id}/documents`, { headers });
        const { documents } = (await response.json()) as { documents: { status: string }[] };
        return documents.map(({ status }) => status);
      };
      const all = employer.documents.map(() => 'ready');
      await expect.poll(states, { timeout: 60_000, interval: 500 }).toEqual(all);
    }
  }, 120_000);
});

describe('a damaged file', () => {
  it('of one employer keeps nobody else from being served', async () => {
    const first = await serveHouse({ VRAAGBAAK_DEMO: '1' });
    first.child.kill('SIGTERM');
    await first.exit;
    const { employers } = readDemo(demoFolder);
    const [broken = '', whole = ''] = employers.map((employer) => employer.id);
    writeFileSync(join(folder, 'employers', broken, 'employer.sqlite'), 'dit is geen database'.repeat(500));
    const { url } = await serveHouse();
    const ask = async (employerId: string): Promise<number> => {
      const headers = await headersOfHr(url, employerId);
      return (await fetch(`${url}/api/employers/${employerId}/documents`, { headers })).status;
    };
    expect([await ask(broken), await ask(whole)]).toEqual([503, 200]);
  }, 120_000);

  it('of the directory stops the start with words', async () => {
    writeFileSync(join(folder, 'directory.sqlite'), 'dit is geen database'.repeat(500));
    const { exit, said } = start('node.ts', [], { VRAAGBAAK_DEMO: '0' });
    expect(await exit).toBe(1);
    expect(said.err).toContain('Vraagbaak start niet.');
    expect(said.err).not.toContain('    at ');
    expect(existsSync(join(folder, 'vraagbaak.lock'))).toBe(false);
  });
});

describe('the command line as a process', () => {
  it('explains itself and refuses wrong use', async () => {
    const help = start('cli.ts', ['--help'], {});
    expect(await help.exit).toBe(0);
    expect(help.said.out).toContain('npm run ask');
    const wrong = start('cli.ts', ['ask', '--kleur'], {});
    expect(await wrong.exit).toBe(2);
    expect(wrong.said.err).toContain('Onbekende optie: --kleur');
  });

  it('resets a second factor only with the folder to itself, and of somebody who exists', async () => {
    const unknown = start('cli.ts', ['reset-factor', 'niemand@alfa.example'], {});
    expect(await unknown.exit).toBe(1);
    expect(unknown.said.err).toContain('Niemand heeft het adres niemand@alfa.example.');
    const { child } = await serveHouse();
    const busy = start('cli.ts', ['reset-factor', 'niemand@alfa.example'], {});
    expect(await busy.exit).toBe(2);
    expect(busy.said.err).toContain(`Proces ${child.pid} werkt in ${folder}. Stop de dienst eerst.`);
  }, 120_000);

  it('works beside a running service, through its API, and tells no tracing service', async () => {
    const demo = readDemo(demoFolder);
    const employer = demo.employers[0]?.id ?? '';
    const [llm, tracing] = await Promise.all([startMisbehavingLlm(), startTracingService()]);
    const settings = { VRAAGBAAK_DEMO: '1', LLM_BASE_URL: llm.url, LLM_MODEL: 'test', ...tracing.env };
    const { url, child, exit } = await serveHouse(settings);
    const path = join(folder, 'Fietsplan.md');
    writeFileSync(
      path,
      '# Fietsplan\n\nDe vergoeding voor een bedrijfsfiets bedraagt 750 euro per drie jaar.\n',
    );
    const ingest = start('cli.ts', ['ingest', path, '--employer', employer, '--tick', '--show'], {});
    expect([await ingest.exit, ingest.said.err]).toEqual([0, expect.stringContaining('Fietsplan.md  klaar')]);
    expect(ingest.said.out).toMatch(/^Fietsplan: markdown, 1 bladzijde, 1 passage,/);
    expect(ingest.said.out).toMatch(/\[0\] bladzijde 1 \| Fietsplan\n {2}De vergoeding .* 750 euro/);
    const missing = start('cli.ts', ['ingest', join(folder, 'weg.md'), '--employer', employer], {});
    expect([await missing.exit, missing.said.err]).toEqual([
      1,
      expect.stringContaining('dit bestand bestaat niet'),
    ]);
    const ask = start(
      'cli.ts',
      ['ask', 'wat is de vergoeding voor een bedrijfsfiets?', '--json', '--employer', employer],
      {},
    );
    expect(await ask.exit, ask.said.err).toBe(0);
    expect(JSON.parse(ask.said.out)).toMatchObject({
      kind: 'answer',
      citations: [{ document: 'Fietsplan.md' }],
    });
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    child.kill('SIGINT');
    expect(await exit).toBe(0);
    expect(llm.requests.length).toBeGreaterThan(0);
    expect(tracing.told).toEqual([]);
    await Promise.all([llm.close(), tracing.close()]);
  }, 120_000);
});
