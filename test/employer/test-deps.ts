import { createMemoryStores } from '../../src/adapters/node/sqlite.ts';
import type { IngestionDeps } from '../../src/ingestion/ingest-version.ts';
import type { FakeReader, MemoryFiles, TestClock } from './support.ts';
import { createFakeEncoder, createFakeReader, createMemoryFiles, createTestClock } from './support.ts';

export interface TestDeps extends IngestionDeps {
  files: MemoryFiles;
  reader: FakeReader;
  clock: TestClock;
  logged: { level: string; message: string }[];
  forgotten: string[];
}

export function createTestDeps(overrides: Partial<IngestionDeps> = {}): TestDeps {
  const logged: TestDeps['logged'] = [];
  const forgotten: string[] = [];
  const log = (level: string) => (_fields: Record<string, unknown>, message: string) => {
    logged.push({ level, message });
  };
  let id = 0;
  const employers = createMemoryStores();
  employers.create('acme');
  employers.create('borealis');
  return {
    clock: createTestClock(),
    ids: { next: () => `id${++id}`, secret: () => `secret${++id}` },
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    employers,
    files: createMemoryFiles(),
    reader: createFakeReader(),
    encoder: createFakeEncoder(),
    vectorIndexes: {
      open: () => ({ size: 0, search: () => [] }),
      forget: (key) => void forgotten.push(key),
    },
    logged,
    forgotten,
    ...overrides,
  } as TestDeps;
}
