import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { createMemoryStores, createSqliteStores } from '../../src/adapters/node/sqlite.ts';
import { storeContract } from './store-contract.ts';

describe('better-sqlite3 in memory keeps the store contract', () => {
  for (const { name, run } of storeContract) {
    it(name, () => {
      const stores = createMemoryStores();
      run(stores.create('contract'), { maxRowBytes: null });
      stores.close();
    });
  }
});

describe('better-sqlite3 in a file keeps the store contract', () => {
  for (const { name, run } of storeContract) {
    it(name, () => {
      const folder = mkdtempSync(join(tmpdir(), 'vraagbaak-'));
      const stores = createSqliteStores(folder);
      try {
        run(stores.create('contract'), { maxRowBytes: null });
      } finally {
        stores.close();
        rmSync(folder, { recursive: true });
      }
    });
  }
});
