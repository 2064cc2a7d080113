import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { inspectSeal } from '../../src/adapters/node/seal-inspection.ts';
import { bundleChild, startChild } from '../support/killed-child.ts';

const kills = 24;

interface Row {
  id: string;
  status: string;
  seal_file_id: string | null;
  seal_sha256: string | null;
  signed: number;
  sealed_events: number;
  mails: number;
  jobs: number;
}

const state = `SELECT c.id, c.status, c.seal_file_id, c.seal_sha256,
  (SELECT count(*) FROM contract_signers s WHERE s.contract_id = c.id AND s.signed_at IS NOT NULL) AS signed,
  (SELECT count(*) FROM contract_events e WHERE e.contract_id = c.id AND e.kind = 'sealed') AS sealed_events,
  (SELECT count(*) FROM outbox o WHERE o.id LIKE 'sealed-' || c.id || '-%') AS mails,
  (SELECT count(*) FROM contract_seals j WHERE j.contract_id = c.id) AS jobs
  FROM contracts c`;

/** What must hold at every moment: a contract is complete with its file, its mails and its step in the log, or has none of them. */
function checkWhole(sqlite: Database.Database, files: string): Row[] {
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  const rows = sqlite.prepare(state).all() as Row[];
  for (const row of rows) {
    const complete = row.status === 'completed';
    expect(row).toMatchObject({
      sealed_events: complete ? 1 : 0,
      mails: complete ? 2 : 0,
      jobs: row.signed === 2 ? 1 : 0,
    });
    expect(row.seal_file_id !== null).toBe(complete);
    if (row.seal_file_id === null) continue;
    const bytes = readFileSync(join(files, row.seal_file_id));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(row.seal_sha256);
    expect(inspectSeal(bytes).state).toBe('intact');
  }
  return rows;
}

it(`seals once and mails once each, over ${kills} kills`, async () => {
  const child = await bundleChild(new URL('./crash-child.ts', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'vraagbaak-seal-crash-'));
  const home = join(folder, 'employers', 'acme');
  const file = join(home, 'employer.sqlite');
  const told = new Set<string>();
  let cutOff = 0;
  for (let round = 0; round < kills; round++) {
    let seen = 0;
    const ended = await startChild(child, [folder, String(round)], (line, kill) => {
      const [what, id = ''] = line.split(' ');
      if (what === 'signed') told.add(id);
      // The kill falls anywhere from the last signature to behind the seal of the first or second contract.
      if (++seen === 1 + (round % 4)) setTimeout(kill, (round * 37) % 220);
    });
    expect(ended).toBe('SIGKILL');
    const sqlite = new Database(file);
    const rows = checkWhole(sqlite, join(home, 'files'));
    cutOff += rows.filter(({ signed, status }) => signed === 2 && status === 'sent').length > 0 ? 1 : 0;
    sqlite.close();
  }
  expect(await startChild(child, [folder, 'last', 'resume'], () => {})).toBe(0);
  const sqlite = new Database(file);
  const rows = checkWhole(sqlite, join(home, 'files'));
  const signed = rows.filter((row) => row.signed === 2);
  expect(signed.filter(({ status }) => status !== 'completed')).toEqual([]);
  expect([...told].filter((id) => !signed.some((row) => row.id === id))).toEqual([]);
  // Otherwise no kill fell between the last signature and its seal, and this test proves nothing.
  expect(cutOff).toBeGreaterThan(0);
  const temporary = readdirSync(join(home, 'files')).filter((name) => name.endsWith('.tmp'));
  expect(temporary.length).toBeLessThanOrEqual(kills);
  console.info(
    `${signed.length} contracts sealed, ${cutOff} of ${kills} kills left one signed and not sealed`,
  );
  sqlite.close();
  rmSync(folder, { recursive: true });
}, 600_000);
