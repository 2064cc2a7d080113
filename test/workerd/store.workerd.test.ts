import { fileURLToPath } from 'node:url';
import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeContract } from '../store/store-contract.ts';
import { startWorker } from './support.ts';

let miniflare: Miniflare;

beforeAll(async () => {
  miniflare = await startWorker({
    entry: fileURLToPath(new URL('./contract-worker.ts', import.meta.url)),
    className: 'ContractObject',
    binding: 'CONTRACT',
  });
});
afterAll(() => miniflare.dispose());

describe('a Durable Object keeps the store contract', () => {
  for (const { name } of storeContract) {
    it(name, async () => {
      const response = await miniflare.dispatchFetch(`http://contract/?case=${encodeURIComponent(name)}`);
      expect({ status: response.status, told: await response.text() }).toEqual({
        status: 200,
        told: 'holds',
      });
    });
  }
});

describe('documents in a Durable Object', () => {
  it('come, are replaced whole and go without a trace', async () => {
    const response = await miniflare.dispatchFetch('http://contract/documents');
    expect(await response.json()).toEqual([
      { texts: [{ text: 'oud verlof' }], vectors: 1, files: 1 },
      { texts: [{ text: 'nieuw verlof' }], vectors: 1, files: 1 },
      { texts: [{ text: 'nieuw verlof' }], vectors: 1, files: 2 },
      { texts: [{ text: 'later verlof' }], vectors: 1, files: 1 },
      { texts: [], vectors: 0, files: 0 },
    ]);
  });
});
