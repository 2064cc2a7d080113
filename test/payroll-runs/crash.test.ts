import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createSqliteStores } from '../../src/adapters/node/sqlite.ts';
import { createPayrollRuns } from '../../src/payroll-runs/runs.ts';
import { bundleChild, startChild } from '../support/killed-child.ts';
import { hire, provider, seedPay } from './support.ts';

const kills = 35;

/** A house on disk with one trial that was made. */
function trialIn(folder: string): void {
  const employers = createSqliteStores(folder);
  let at = Date.parse('2026-11-30T09:00:00Z');
  let count = 0;
  const deps = {
    ...{ employers, clock: { now: () => at++ }, ids: { next: () => `s${++count}`, secret: () => '' } },
    ...{ employerName: () => 'Acme', nameOf: () => null, contacts: () => [], holders: () => [] },
    ...{ providerAt: () => [], publicOrigin: null },
  };
  const db = employers.create('acme');
  seedPay(db, deps);
  for (let i = 0; i < 20; i++) hire(db, deps);
  const runs = createPayrollRuns(deps);
  runs.fillHours(provider, 202611);
  const { id } = runs.create(provider, { periodId: 202611, onCall: 'without' });
  for (const action of ['close', 'check', 'start'] as const)
    runs.act(provider, id, { action, reason: '' }, null);
  employers.close();
}

/** What must hold at every moment: status, slot, lines, events and mails of each round together. */
function checkWhole(sqlite: Database.Database): { status: string; round: number } {
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  const run = sqlite.prepare('SELECT * FROM payroll_runs').get() as Record<string, string | number | null>;
  const last = sqlite
    .prepare('SELECT action, after FROM run_events ORDER BY seq DESC LIMIT 1')
    .get() as Record<string, string>;
  expect(last.after).toBe(run.status);
  expect(run.open_slot).toBe(run.status === 'approved' ? null : 1);
  expect(run.approved_seq === null).toBe(run.status !== 'approved');
  expect(sqlite.prepare('SELECT count(*) FROM payroll_entries WHERE run_id IS NOT NULL').pluck().get()).toBe(
    20,
  );
  const readies = sqlite.prepare("SELECT count(*) FROM run_events WHERE action = 'ready'").pluck().get();
  expect(readies).toBe(run.round);
  return { status: String(run.status), round: Number(run.round) };
}

it(`is whole after each of ${kills} kills between ready and approved, and mails each recipient of a round once`, async () => {
  const child = await bundleChild(new URL('./crash-child.ts', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'vraagbaak-runs-'));
  trialIn(folder);
  const file = join(folder, 'employers', 'acme', 'employer.sqlite');
  for (let round = 0; round < kills; round++) {
    const killAt = 1 + ((round * 5) % 9);
    let told = 0;
    let acked = '';
    const ended = await startChild(child, [folder, String(round)], (line, kill) => {
      if (line.startsWith('ack ')) acked = line;
      // Not a wait: the moment of the kill has to fall anywhere in the work that follows.
      if (++told === killAt) setTimeout(kill, (round * 7) % 23);
    });
    expect(ended).toBe('SIGKILL');
    const sqlite = new Database(file);
    const { round: reached } = checkWhole(sqlite);
    // What was told before the kill is there; of a later step all or nothing is.
    expect(reached).toBeGreaterThanOrEqual(Number(acked.split(' ')[2]));
    sqlite.close();
  }
  const lines: string[] = [];
  expect(await startChild(child, [folder, String(kills + 1), 'finish'], (line) => lines.push(line))).toBe(0);
  expect(lines).toEqual(['done']);

  const sqlite = new Database(file);
  const { status, round } = checkWhole(sqlite);
  expect(status).toBe('approved');
  const left = sqlite.prepare('SELECT status, count(*) AS n FROM outbox GROUP BY status').all();
  expect(left).toEqual([{ status: 'sent', n: expect.any(Number) }]);
  const rows = sqlite.prepare('SELECT message_id, recipient FROM outbox').all() as Record<string, string>[];
  const taken = readFileSync(join(folder, 'server.log'), 'utf8').trimEnd().split('\n');
  // Everything that was in the outbox came out; what came out more than once, a kill between the server's yes and our mark, has the same Message-ID.
  const distinct = new Set(taken.map((line) => line.trim().split(' ').slice(0, 2).join(' ')));
  expect(distinct).toEqual(new Set(rows.map((row) => `${row.message_id} ${row.recipient}`)));
  expect(taken.length - distinct.size).toBeLessThanOrEqual(kills);
  const ready = rows.filter(({ message_id: id }) => id?.startsWith('<run-'));
  const perRound = new Set(ready.map((row) => `${row.message_id?.split('-').at(-2)} ${row.recipient}`));
  expect(perRound.size).toBe(ready.length);
  expect(ready.length).toBeLessThanOrEqual(round * 2);
  expect(round).toBeGreaterThan(10);
  sqlite.close();
  rmSync(folder, { recursive: true });
}, 240_000);
