import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBucketFileStore, createMemoryFileStore } from '../../src/adapters/cloudflare/file-store.ts';
import { createNodeFileStore } from '../../src/adapters/node/file-store.ts';
import type { FileStore } from '../../src/deps.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vraagbaak-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = new Uint8Array([0, 1, 254, 255]);

/** An R2 bucket as far as the store uses one. */
function createBucket() {
  const objects = new Map<string, Uint8Array>();
  return {
    async put(key: string, value: Uint8Array) {
      objects.set(key, value);
    },
    async get(key: string) {
      const value = objects.get(key);
      return value ? { arrayBuffer: async () => new Uint8Array(value).buffer } : null;
    },
    async delete(key: string) {
      objects.delete(key);
    },
  };
}

const makers: Record<string, () => FileStore> = {
  files: () => createNodeFileStore(folder),
  memory: () => createMemoryFileStore(),
  bucket: () => createBucketFileStore(createBucket()),
};

describe.each(Object.entries(makers))('the file store on %s', (_name, make) => {
  it('gives back what was put, per employer, and null for what is not there', async () => {
    const files = make();
    await files.put('acme', 'id1', bytes);
    expect(await files.get('acme', 'id1')).toEqual(bytes);
    expect(await files.get('borealis', 'id1')).toBeNull();
    expect(await files.get('acme', 'id2')).toBeNull();
  });

  it('removes a file, and one that is not there without complaint', async () => {
    const files = make();
    await files.put('acme', 'id1', bytes);
    await files.remove('acme', 'id1');
    await files.remove('acme', 'id1');
    expect(await files.get('acme', 'id1')).toBeNull();
  });
});

describe('the file store on files', () => {
  it('takes no id that could lead elsewhere', async () => {
    const files = createNodeFileStore(folder);
    for (const [employer, id] of [
      ['acme', '../x'],
      ['acme', 'a/b'],
      ['acme', ''],
      ['acme', 'a.tmp'],
      ['..', 'x'],
      ['A', 'x'],
    ] as const) {
      await expect(files.put(employer, id, bytes)).rejects.toMatchObject({ code: 'not_found' });
      await expect(files.get(employer, id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(files.remove(employer, id)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps files to their owner and leaves nothing half written', async () => {
    const files = createNodeFileStore(folder);
    await files.put('acme', 'id1', bytes);
    const home = join(folder, 'employers', 'acme', 'files');
    expect(readdirSync(home)).toEqual(['id1']);
    expect(statSync(join(home, 'id1')).mode & 0o777).toBe(0o600);
    expect(statSync(home).mode & 0o777).toBe(0o700);
  });

  it('clears what a killed process left beside a file', async () => {
    const home = join(folder, 'employers', 'acme', 'files');
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'id1.tmp'), 'half');
    const files = createNodeFileStore(folder);
    expect(await files.get('acme', 'id1')).toBeNull();
    await files.remove('acme', 'id1');
    expect(readdirSync(home)).toEqual([]);
  });
});
