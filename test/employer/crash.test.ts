import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { bundleChild, startChild } from '../support/killed-child.ts';

const kills = 15;

/** What must hold at every moment, resumed or not: a live version is whole, and nothing else has content. */
function checkWhole(sqlite: Database.Database): void {
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  const live = sqlite.prepare(`
    SELECT v.id, v.status, v.passages, v.pages,
      (SELECT count(*) FROM passages p WHERE p.version_id = v.id) AS passage_rows,
      (SELECT count(*) FROM pages g WHERE g.version_id = v.id) AS page_rows,
      (SELECT count(*) FROM passage_index x WHERE x.rowid IN (SELECT rowid FROM passages p WHERE p.version_id = v.id)) AS terms,
      (SELECT sum(json_array_length(rowids)) FROM vectors w WHERE w.version_id = v.id) AS vectors
    FROM documents d JOIN document_versions v ON v.id = d.live_version_id`);
  for (const row of live.all() as Record<string, number | string>[]) {
    expect(row).toEqual({
      id: row.id,
      status: 'ready',
      passages: 60,
      pages: 60,
      passage_rows: 60,
      page_rows: 60,
      terms: 60,
      vectors: 60,
    });
  }
  const stray = (table: string) =>
    `SELECT count(*) FROM ${table} WHERE version_id NOT IN (SELECT live_version_id FROM documents WHERE live_version_id IS NOT NULL)`;
  for (const table of ['passages', 'pages', 'vectors']) {
    expect(sqlite.prepare(stray(table)).pluck().get()).toBe(0);
  }
  const drafts = sqlite.prepare(`
    SELECT v.status, v.passages,
      (SELECT count(*) FROM draft_pages g WHERE g.version_id = v.id) AS pages,
      (SELECT count(*) FROM draft_passages p WHERE p.version_id = v.id AND p.vector IS NOT NULL) AS vectors
    FROM document_versions v WHERE v.status = 'waiting' OR v.id IN (SELECT version_id FROM version_drafts)`);
  for (const row of drafts.all())
    expect(row).toEqual({ status: 'waiting', passages: 60, pages: 60, vectors: 60 });
  const terms = sqlite.prepare('SELECT count(*) FROM passage_index').pluck().get();
  expect(terms).toBe(sqlite.prepare('SELECT count(*) FROM passages').pluck().get());
}

it(`loses nothing that was told and keeps no half document over ${kills} kills`, async () => {
  const child = await bundleChild(new URL('./crash-child.ts', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'vraagbaak-crash-'));
  const home = join(folder, 'employers', 'acme');
  const acked = new Set<string>();
  const going = new Set<string>();
  const gone = new Set<string>();
  for (let round = 0; round < kills; round++) {
    const killAt = 1 + ((round * 7) % 11);
    let told = 0;
    const ended = await startChild(child, [folder, String(round)], (line, kill) => {
      const [what, id = ''] = line.split(' ');
      if (what === 'ack') acked.add(id);
      if (what === 'going') going.add(id);
      if (what === 'gone') gone.add(id);
      // Not a wait: the moment of the kill has to fall anywhere in the work that follows.
      if (++told === killAt) setTimeout(kill, (round * 13) % 40);
    });
    expect(ended).toBe('SIGKILL');
    const sqlite = new Database(join(home, 'employer.sqlite'));
    checkWhole(sqlite);
    sqlite.close();
  }
  const lines: string[] = [];
  expect(await startChild(child, [folder, 'last', 'resume'], (line) => lines.push(line))).toBe(0);
  expect(lines).toEqual(['done']);

  const sqlite = new Database(join(home, 'employer.sqlite'));
  checkWhole(sqlite);
  const ids = (query: string) => sqlite.prepare(query).pluck().all() as string[];
  const present = new Set(ids('SELECT id FROM documents'));
  expect([...acked].filter((id) => !present.has(id) && !going.has(id))).toEqual([]);
  expect([...gone].filter((id) => present.has(id))).toEqual([]);
  expect(ids("SELECT id FROM document_versions WHERE status IN ('queued', 'processing')")).toEqual([]);
  const unexplained = `SELECT id FROM documents d WHERE live_version_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM document_versions v WHERE v.document_id = d.id AND v.error_code = 'ingestion_interrupted')`;
  expect(ids(unexplained)).toEqual([]);
  expect(ids('SELECT file_id FROM file_removals')).toEqual([]);
  expect(readdirSync(join(home, 'files')).sort()).toEqual(
    ids("SELECT id FROM document_versions WHERE status IN ('ready', 'waiting', 'failed') ORDER BY id").sort(),
  );
  expect(acked.size).toBeGreaterThan(kills);
  expect(ids("SELECT id FROM document_versions WHERE publish = 'wait'").length).toBeGreaterThan(0);
  sqlite.close();
  rmSync(folder, { recursive: true });
}, 120_000);
