import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { expect, it } from 'vitest';
import * as schema from '../../src/store/employer-schema.ts';
import { migrate } from '../../src/store/migrate.ts';
import { employerMigrations } from '../../src/store/migrations-employer.ts';
import { bundleChild, startChild } from '../support/killed-child.ts';

const employers = 200;
const kills = 20;
const names = Object.keys(employerMigrations);
const poisoned = 'employer-100';
const ids = Array.from({ length: employers }, (_, i) => `employer-${i}`);
/** How many migrations this employer's database had before the upgrade. */
const levelOf = (i: number) => i % 3;

/** A database as a version with only the first so many migrations left it, with a question in its log. */
function makeOld(path: string, level: number, spoil = ''): void {
  const sqlite = new Database(path);
  sqlite.pragma('journal_mode = WAL');
  migrate(
    drizzle(sqlite, { schema }),
    Object.fromEntries(Object.entries(employerMigrations).slice(0, level)),
  );
  if (level > 0) {
    sqlite.exec(`INSERT INTO settings VALUES ('generation', '${level}')`);
    sqlite.exec(`INSERT INTO conversations VALUES ('c', 'p', 1, 1)`);
    sqlite.exec(
      `INSERT INTO messages (id, conversation_id, person_id, asked_at, question, lang, kind, answer, basis, confidence, citations, retrieved, duration_ms)
       VALUES ('m', 'c', 'p', 1, 'oude vraag', 'nl', 'answer', 'oud antwoord', 'literal', 1, '[]', '[]', 1)`,
    );
  }
  sqlite.exec(spoil);
  sqlite.close();
}

/** The migrations that are recorded, after a check that exactly those have been made, and nothing of the next. */
function appliedIn(path: string): string[] {
  const sqlite = new Database(path);
  try {
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    const has = (table: string) =>
      sqlite.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table) !== undefined;
    const applied = has('migrations')
      ? (sqlite.prepare('SELECT name FROM migrations ORDER BY name').pluck().all() as string[])
      : [];
    expect(applied).toEqual(names.slice(0, applied.length));
    const tables = ['conversations', 'documents', 'messages', 'unanswered_questions', 'vectors'];
    expect(tables.filter(has)).toEqual(applied.length > 0 ? tables : []);
    expect(has('passage_index')).toBe(applied.length > 1);
    const columns = sqlite.pragma('table_info(messages)') as { name: string }[];
    expect(columns.some(({ name }) => name === 'details')).toBe(applied.length > 2);
    return applied;
  } finally {
    sqlite.close();
  }
}

it(`brings ${employers} databases of three old versions up to date over ${kills} kills, each whole or not at all`, async () => {
  const child = await bundleChild(new URL('./migration-child.ts', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'vraagbaak-migration-'));
  const fileOf = (id: string) => join(folder, 'employers', id, 'employer.sqlite');
  for (const level of [0, 1, 2]) makeOld(join(folder, `old-${level}.sqlite`), level);
  ids.forEach((id, i) => {
    mkdirSync(join(folder, 'employers', id), { recursive: true });
    copyFileSync(join(folder, `old-${levelOf(i)}.sqlite`), fileOf(id));
  });
  rmSync(fileOf(poisoned));
  makeOld(fileOf(poisoned), 2, 'ALTER TABLE messages ADD details integer');

  const others = ids.filter((id) => id !== poisoned);
  const run = (onLine: (line: string, kill: () => void) => void) =>
    startChild(child, [folder, ids.join(',')], onLine);
  for (let round = 0; round < kills; round++) {
    let told = 0;
    const ended = await run((_line, kill) => {
      // Not a wait: the moment of the kill has to fall anywhere in the migrations that follow.
      if (++told === 1 + round * 9) setTimeout(kill, (round * 7) % 12);
    });
    expect(ended).toBe('SIGKILL');
    for (const id of others) appliedIn(fileOf(id));
  }

  const lines: string[] = [];
  expect(await run((line) => lines.push(line))).toBe(0);
  expect(lines).toEqual([...ids.map((id) => `${id === poisoned ? 'refused' : 'open'} ${id}`), 'done']);
  const kept = others.map((id) => {
    expect(appliedIn(fileOf(id))).toEqual(names);
    const sqlite = new Database(fileOf(id), { readonly: true });
    const asked = sqlite.prepare('SELECT question FROM messages').pluck().all();
    sqlite.close();
    return asked;
  });
  const expected = ids.flatMap((id, i) => (id === poisoned ? [] : [levelOf(i) > 0 ? ['oude vraag'] : []]));
  expect(kept).toEqual(expected);
  rmSync(folder, { recursive: true });
}, 180_000);
