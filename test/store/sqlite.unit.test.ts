import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertDurable, createSqliteStores, openDirectory } from '../../src/adapters/node/sqlite.ts';
import { people } from '../../src/store/directory-schema.ts';
import { documents } from '../../src/store/employer-schema.ts';
import { inTransaction } from '../../src/store/in-transaction.ts';
import { writeSetting } from '../../src/store/settings.ts';
import { storageError } from '../../src/store/storage-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vraagbaak-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fileOf = (id: string) => join(folder, 'employers', id, 'employer.sqlite');
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const unavailable = expect.objectContaining({ code: 'employer_unavailable' });

/** Makes employers with one setting each, and closes them. */
function makeEmployers(...ids: string[]): void {
  const stores = createSqliteStores(folder);
  for (const id of ids) writeSetting(stores.create(id), 'mark', id);
  stores.close();
}

describe('an employer file', () => {
  it('syncs every commit, on the first open and on every later one', () => {
    for (let round = 0; round < 3; round++) {
      const stores = createSqliteStores(folder);
      const db = stores.create('acme');
      writeSetting(db, 'round', String(round));
      expect(db.get(sql`PRAGMA synchronous`)).toEqual({ synchronous: 2 });
      expect(db.get(sql`PRAGMA journal_mode`)).toEqual({ journal_mode: 'wal' });
      expect(db.get(sql`PRAGMA foreign_keys`)).toEqual({ foreign_keys: 1 });
      stores.close();
    }
  });

  it('is refused when the connection would not sync', () => {
    const sqlite = new Database(join(folder, 'plain.sqlite'));
    sqlite.pragma('journal_mode = WAL');
    sqlite.exec('CREATE TABLE t (x)');
    expect(() => assertDurable(sqlite)).toThrow('not FULL');
    sqlite.pragma('synchronous = FULL');
    expect(() => assertDurable(sqlite)).not.toThrow();
    sqlite.close();
  });

  it('is readable by its owner only', () => {
    const stores = createSqliteStores(folder);
    stores.create('acme');
    expect(modeOf(join(folder, 'employers', 'acme'))).toBe('700');
    for (const suffix of ['', '-wal', '-shm']) expect(modeOf(`${fileOf('acme')}${suffix}`)).toBe('600');
    stores.close();
  });

  it('is one handle however often it is opened', () => {
    const stores = createSqliteStores(folder);
    const db = stores.create('acme');
    expect(stores.open('acme')).toBe(db);
    expect(stores.create('acme')).toBe(db);
    stores.close();
    expect(() => stores.open('acme')).toThrow(unavailable);
  });

  it('does not exist for an unknown id, and no id leads out of the folder', () => {
    makeEmployers('acme');
    const stores = createSqliteStores(folder);
    const missing = expect.objectContaining({ code: 'not_found' });
    for (const id of ['nobody', '', '..', '../acme', 'acme/../acme', 'ACME', 'a'.repeat(65), 'a\0', '-a']) {
      expect(() => stores.open(id)).toThrow(missing);
    }
    for (const id of ['', '..', '../out', 'a/b', 'A']) {
      expect(() => stores.create(id)).toThrow(expect.objectContaining({ code: 'bad_request' }));
    }
    stores.close();
  });
});

describe('a damaged file', () => {
  const damages: Record<string, (bytes: Buffer) => Buffer> = {
    'a wrong header': (bytes) =>
      Buffer.concat([Buffer.from('not a database, not at all'), bytes.subarray(26)]),
    'a cut file': (bytes) => bytes.subarray(0, bytes.length / 2),
    'a page of zeros': (bytes) =>
      Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(4096), bytes.subarray(8192)]),
    'noise in the schema': (bytes) =>
      Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(3996, 0x5a), bytes.subarray(4096)]),
  };
  for (const [name, damage] of Object.entries(damages)) {
    it(`makes only its own employer unavailable: ${name}`, () => {
      makeEmployers('acme', 'borealis');
      const damaged = damage(readFileSync(fileOf('acme')));
      writeFileSync(fileOf('acme'), damaged);
      const stores = createSqliteStores(folder);
      expect(() => stores.open('acme')).toThrow(unavailable);
      expect(() => stores.open('acme')).toThrow(unavailable);
      expect(stores.open('borealis').get(sql`SELECT value FROM settings WHERE key = 'mark'`)).toEqual({
        value: 'borealis',
      });
      expect(readFileSync(fileOf('acme')).equals(damaged)).toBe(true);
      stores.close();
    });
  }

  it('is also a file that belongs to another employer', () => {
    makeEmployers('acme', 'borealis');
    copyFileSync(fileOf('borealis'), fileOf('acme'));
    const stores = createSqliteStores(folder);
    expect(() => stores.open('acme')).toThrow(unavailable);
    stores.close();
  });

  it('is made whole by a start after a kill between making the file and its tables', () => {
    mkdirSync(join(folder, 'employers', 'acme'), { recursive: true });
    writeFileSync(fileOf('acme'), '');
    const stores = createSqliteStores(folder);
    expect(stores.open('acme').select().from(documents).all()).toEqual([]);
    stores.close();
  });
});

describe('a full disk', () => {
  it('is storage_full, leaves the state as it was, and is over as soon as there is room', () => {
    const stores = createSqliteStores(folder);
    const db = stores.create('acme');
    const pages = db.get<{ page_count: number }>(sql`PRAGMA page_count`)?.page_count ?? 0;
    db.get(sql.raw(`PRAGMA max_page_count = ${pages + 5}`));
    const fill = (id: string) =>
      inTransaction(db, (tx) => {
        tx.insert(documents).values({ id, title: 'x', kind: 'other', createdAt: 1, updatedAt: 1 }).run();
        writeSetting(tx, id, 'x'.repeat(100_000));
      });
    expect(() => fill('a')).toThrow(expect.objectContaining({ code: 'storage_full' }));
    expect(db.select().from(documents).all()).toEqual([]);
    expect(db.get(sql`PRAGMA integrity_check`)).toEqual({ integrity_check: 'ok' });
    db.get(sql.raw('PRAGMA max_page_count = 100000'));
    fill('a');
    expect(db.select().from(documents).all()).toHaveLength(1);
    stores.close();
  });

  it('is told apart from other faults by the code of the driver, also inside another error', () => {
    const fault = (code: string) => Object.assign(new Error('disk'), { code });
    expect(storageError(fault('SQLITE_IOERR_WRITE'))?.code).toBe('storage_full');
    expect(storageError(new Error('outer', { cause: fault('SQLITE_FULL') }))?.code).toBe('storage_full');
    expect(storageError(new Error('database or disk is full: SQLITE_FULL'))?.code).toBe('storage_full');
    expect(storageError(fault('SQLITE_CORRUPT_VTAB'))?.code).toBe('employer_unavailable');
    expect(storageError(fault('SQLITE_CONSTRAINT'))).toBeNull();
    expect(storageError('SQLITE_FULL')).toBeNull();
  });
});

describe('the directory', () => {
  it('keeps people over a restart and syncs every commit', () => {
    const first = openDirectory(folder);
    first.db.insert(people).values({ id: 'p', name: 'Noor', email: 'noor@example.nl', createdAt: 1 }).run();
    first.close();
    const second = openDirectory(folder);
    expect(second.db.select().from(people).all()).toHaveLength(1);
    expect(second.db.get(sql`PRAGMA synchronous`)).toEqual({ synchronous: 2 });
    expect(modeOf(join(folder, 'directory.sqlite'))).toBe('600');
    second.close();
  });
});
