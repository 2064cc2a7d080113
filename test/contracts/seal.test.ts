import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPlatformSeal } from '../../src/adapters/node/platform-seal.ts';
import { logText } from '../../src/contracts/evidence.ts';
import { contractEvents, contractSeals, contracts as table } from '../../src/store/contract-schema.ts';
import { readPdf } from '../support/pdf-text.ts';
import { type ContractHouse, contractHouse, testSeal, visitor } from './support.ts';

const run = promisify(execFile);
const LUKASZ = 'lukasz@alfa.example';
const FATIMA = 'fatima@alfa.example';
const folder = mkdtempSync(join(tmpdir(), 'vraagbaak-sealed-'));
let house: ContractHouse;
let sealed: Uint8Array;
let id: string;

/** A contract that one signed by typing and the other by drawing. */
beforeAll(async () => {
  house = await contractHouse();
  ({ id } = await house.sent());
  await house.sign(LUKASZ, 'Łukasz Şahin');
  const { token, access } = await house.enter(FATIMA);
  await house.signing.read(token, access, visitor);
  const strokes = [
    [100, 200, 300, 50, 500, 350],
    [700, 100],
  ];
  await house.signing.sign(token, access, { method: 'drawn', strokes, agreed: true }, visitor);
  await house.contracts.tick();
  sealed = (await house.contracts.file(house.people.hr, id, 'sealed')).bytes;
});

/** What poppler's own checker says of the file; this test may not pass without it. */
async function pdfsig(bytes: Uint8Array): Promise<string> {
  const file = join(folder, 'sealed.pdf');
  writeFileSync(file, bytes);
  const { stdout } = await run('pdfsig', [file]).catch(
    (error: Error & { stdout?: string; code?: string }) => {
      if (error.code === 'ENOENT') throw new Error('pdfsig is missing: install the package poppler-utils');
      return { stdout: error.stdout ?? '' };
    },
  );
  return stdout;
}

describe('the sealed contract', () => {
  it('verifies with an independent tool over the whole file, and says honestly who issued the certificate', async () => {
    const said = await pdfsig(sealed);
    expect(said).toContain('Signature is Valid');
    expect(said).toContain('Total document signed');
    expect(said).toContain('Vraagbaak platformzegel');
    expect(said).toContain('Certificate issuer');
  });

  it('breaks in that tool with one changed byte', async () => {
    for (const place of [2000, 20_000, sealed.length - 200]) {
      const bent = sealed.slice();
      bent[place] = (bent[place] ?? 0) ^ 1;
      expect(await pdfsig(bent)).not.toContain('Signature is Valid');
    }
  });

  it('holds the contract, both signatures, the evidence and the hashes', async () => {
    const text = (await readPdf(sealed)).replace(/\s+/g, ' ');
    const { sha256 } = house.contracts.get(house.people.hr, id);
    const row = house.db.select().from(table).get();
    for (const part of [
      'De werknemer werkt als plukker.',
      'Bewijs van ondertekening',
      'Łukasz Şahin (werknemer)',
      'Wijze: zelf getekende handtekening',
      'Wijze: getypte naam',
      'IP-adres: 192.0.2.7',
      'Browser: Mozilla/5.0 (test)',
      'niet om gekwalificeerde',
    ])
      expect(text).toContain(part);
    const tight = text.replaceAll(' ', '');
    expect(tight).toContain(sha256);
    expect(tight).toContain(row?.logSha256);
    expect(text).toContain('Pagina 1 van 1');
    expect(text).toContain('Bewijs, pagina 1 van');
  });

  it('keeps the hash of the log as it was when it was sealed', () => {
    const events = house.db.select().from(contractEvents).where(eq(contractEvents.contractId, id)).all();
    const before = events.filter(({ kind }) => kind !== 'sealed');
    const hash = createHash('sha256').update(logText(before)).digest('hex');
    expect(house.db.select().from(table).get()?.logSha256).toBe(hash);
    const forged = before.map((event, i) => (i === 3 ? { ...event, address: '198.51.100.1' } : event));
    expect(createHash('sha256').update(logText(forged)).digest('hex')).not.toBe(hash);
  });
});

describe('checking a file', () => {
  const verify = (bytes: Uint8Array) => house.contracts.verify(house.people.hr, bytes);

  it('knows the sealed and the offered one to the byte', async () => {
    expect(await verify(sealed)).toMatchObject({
      known: 'sealed',
      contractId: id,
      seal: { state: 'intact', ours: true },
    });
    const { bytes } = await house.contracts.file(house.people.hr, id, 'original');
    expect(await verify(bytes)).toMatchObject({ known: 'original', seal: { state: 'none', ours: false } });
    expect(await house.contracts.verify(house.people.foreign, sealed)).toMatchObject({
      known: 'unknown',
      title: null,
      seal: { ours: true },
    });
    expect(await verify(new TextEncoder().encode('geen pdf'))).toMatchObject({
      known: 'unknown',
      seal: { state: 'none' },
    });
  });

  it('never takes a changed file for a sealed one: 1,000 single bytes, spread over the file', async () => {
    let [broken, unknown] = [0, 0];
    for (let i = 0; i < 1000; i++) {
      const bent = sealed.slice();
      const place = Math.floor(((i + 0.5) * sealed.length) / 1000);
      bent[place] = (bent[place] ?? 0) ^ (1 << (i % 8));
      const { known, seal } = await verify(bent);
      if (known === 'unknown') unknown++;
      if (seal.state !== 'intact' || !seal.ours) broken++;
    }
    expect(unknown).toBe(1000);
    // The structure of the signature itself has a few bytes that it does not cover; the hash of the whole file does.
    expect(broken).toBeGreaterThanOrEqual(995);
  });

  it('sees what was put behind the sealed part', async () => {
    const more = new Uint8Array([...sealed, ...new TextEncoder().encode('\n%%EOF')]);
    expect(await verify(more)).toMatchObject({ known: 'unknown', seal: { state: 'added-to', ours: true } });
  });

  it('tells a seal of another installation from an own one', async () => {
    const other = createPlatformSeal(mkdtempSync(join(tmpdir(), 'vraagbaak-other-')), {
      now: () => Date.now(),
    });
    const { bytes } = await house.contracts.file(house.people.hr, id, 'original');
    const foreign = await other.seal(bytes, { reason: 'proef', at: Date.parse('2026-03-02T10:00:00Z') });
    const { seal } = await verify(foreign);
    expect(seal).toMatchObject({
      state: 'intact',
      ours: false,
      signedAt: Date.parse('2026-03-02T10:00:00Z'),
    });
  });
});

describe('the key of the seal', () => {
  it('is made once, also by two at once, kept for this user only, and used again after a restart', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'vraagbaak-key-'));
    const clock = { now: () => Date.parse('2026-03-02T10:00:00Z') };
    const [one, two] = await Promise.all([
      createPlatformSeal(dir, clock).identity(),
      createPlatformSeal(dir, clock).identity(),
    ]);
    expect(one).toEqual(two);
    expect(new Date(one.validTo).getUTCFullYear()).toBe(2046);
    expect(await createPlatformSeal(dir, clock).identity()).toEqual(one);
    expect(statSync(join(dir, 'platform-seal.p12')).mode & 0o777).toBe(0o600);
    expect(existsSync(join(dir, 'platform-seal.p12'))).toBe(true);
    expect(readFileSync(join(dir, 'platform-seal.p12')).length).toBeGreaterThan(1000);
  });
});

it('a seal that fails is tried again later, and the others are not kept waiting', async () => {
  let broken = true;
  const real = testSeal();
  const flaky = {
    ...real,
    seal: (...args: Parameters<typeof real.seal>) =>
      broken ? Promise.reject(new Error('de sleutel is weg')) : real.seal(...args),
  };
  const own = await contractHouse({ platformSeal: flaky });
  const made = await own.sent();
  await own.sign(LUKASZ);
  await own.sign(FATIMA);
  await own.contracts.tick();
  const job = () => own.db.select().from(contractSeals).get();
  expect(job()).toMatchObject({ attempts: 1, lastError: 'de sleutel is weg', doneAt: null });
  expect(own.contracts.get(own.people.hr, made.id)).toMatchObject({ status: 'sent', sealing: true });
  await own.contracts.tick();
  expect(job()?.attempts).toBe(1);
  own.deps.advance(16 * 60_000);
  expect(own.contracts.get(own.people.hr, made.id).warnings).toContain('seal-late');
  broken = false;
  await own.contracts.tick();
  expect(own.contracts.get(own.people.hr, made.id)).toMatchObject({ status: 'completed', warnings: [] });
  expect(job()).toMatchObject({ attempts: 2, lastError: null });
  expect(own.db.all<{ file_id: string }>('SELECT file_id FROM file_removals')).toEqual([
    { file_id: `seal-${made.id}-1` },
  ]);
});
