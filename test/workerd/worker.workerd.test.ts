import { fileURLToPath } from 'node:url';
import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorker } from './support.ts';

let miniflare: Miniflare;

beforeAll(async () => {
  miniflare = await startWorker({
    entry: fileURLToPath(new URL('../../src/entry/worker.ts', import.meta.url)),
    className: 'EmployerObject',
    binding: 'EMPLOYER',
    vars: { EMPLOYERS: 'acme, borealis' },
  });
});
afterAll(() => miniflare.dispose());

const get = (path: string, headers: Record<string, string> = {}) =>
  miniflare.dispatchFetch(`http://vraagbaak.example${path}`, { headers });

describe('the worker', () => {
  it('is healthy by itself and per employer', async () => {
    expect(await (await get('/health')).json()).toEqual({ status: 'ok' });
    const health = await get('/api/employers/acme/health');
    expect(await health.json()).toEqual({ status: 'ok', employerId: 'acme', generation: 0 });
  });

  it('knows only the employers it serves', async () => {
    for (const path of [
      '/api/employers/nobody/health',
      '/api/employers/%61cme/health',
      '/api/employers/',
      '/',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('decides itself which employer a request is for', async () => {
    const health = await get('/api/employers/borealis/health', { 'x-vraagbaak-employer': 'acme' });
    expect(await health.json()).toMatchObject({ employerId: 'borealis' });
  });
});
