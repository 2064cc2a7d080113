import { describe, expect, it } from 'vitest';
import { createMemoryFileStore } from '../../src/adapters/cloudflare/file-store.ts';
import { createDocuments } from '../../src/employer/documents.ts';
import type { DocumentView } from '../../src/employer/model.ts';
import { readTextual } from '../../src/ingestion/textual-document.ts';
import { plainReading } from '../employer/support.ts';
import { bearer, sendJson, testApp, testDeps } from './support.ts';

const base = '/api/employers/alfa/documents';
const text =
  '# Regeling\n## Artikel 1 Reizen\nDe vergoeding is € 0,23.\n## Artikel 2 Verlof\nEr zijn 25 dagen.\n';

/** The routes over real documents. */
async function realFile() {
  const deps = testDeps();
  deps.employers.create('alfa');
  const documents = createDocuments(
    {
      ...deps,
      files: createMemoryFileStore(),
      reader: { read: async (bytes: Uint8Array) => readTextual(bytes, 'markdown') },
      encoder: null,
      vectorIndexes: { open: () => ({ size: 0, search: () => [] }), forget: () => {} },
    },
    plainReading,
  );
  const { app } = await testApp({ documents, deps });
  const headers = await bearer(app, 'hr');
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await app.request(`${base}${path}`, {
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string>) },
    });
    return {
      status: response.status,
      body: (await response
        .clone()
        .json()
        .catch(() => null)) as never,
      response,
    };
  };
  const upload = async (content: string, path = '', fields: Record<string, string> = {}) => {
    const form = new FormData();
    form.set('file', new File([content], 'regeling.md'));
    for (const [name, value] of Object.entries({ title: 'Regeling', kind: 'scheme', ...fields }))
      form.set(name, value);
    const { status, body } = await call(path, { method: 'POST', body: form });
    expect(status).toBe(202);
    await documents.settled('alfa');
    return body as DocumentView;
  };
  const get = async (id: string) => (await call(`/${id}`)).body as DocumentView;
  return { call, upload, get, documents, headers, app };
}

describe('a new version over the API', () => {
  it('replaces at once unless it is asked to wait', async () => {
    const { upload, get } = await realFile();
    const { id } = await upload(text);
    await upload(text.replace('0,23', '0,24'), `/${id}/versions`);
    expect(await get(id)).toMatchObject({ next: null });
    await upload(text.replace('0,23', '0,25'), `/${id}/versions?publish=direct`);
    expect(await get(id)).toMatchObject({ next: null });
    await upload(text.replace('0,23', '0,26'), `/${id}/versions?publish=wait`);
    expect(await get(id)).toMatchObject({ status: 'ready', next: { status: 'waiting', publish: 'wait' } });
  });

  it('is compared, read at the source, and put live once', async () => {
    const { call, upload, get } = await realFile();
    const { id } = await upload(text);
    await upload(text.replace('25 dagen', '26 dagen'), `/${id}/versions?publish=wait`, {
      title: 'Regeling 2',
    });
    const version = `/${id}/versions/${(await get(id)).next?.versionId}`;
    const changes = await call(`${version}/changes`);
    expect(changes.body).toMatchObject({
      becomes: { title: 'Regeling 2' },
      comparison: {
        counts: { same: 1, changed: 1, added: 0, removed: 0 },
        sections: [{ heading: 'Artikel 2 Verlof', blocks: [{ kind: 'text' }] }],
      },
      answers: { changing: [] },
    });
    expect(await (await call(`${version}/file`)).response.text()).toContain('26 dagen');
    expect((await call(`${version}/publish`, { method: 'POST' })).body).toMatchObject({
      title: 'Regeling 2',
    });
    expect(await call(`${version}/publish`, { method: 'POST' })).toMatchObject({ status: 200 });
    expect((await call(`${version}/changes`)).status).toBe(404);
    expect((await call(version, { method: 'DELETE' })).status).toBe(409);
  });

  it('is thrown away', async () => {
    const { call, upload, get } = await realFile();
    const { id } = await upload(text);
    await upload('# Anders\n## Artikel 1 Iets\nTekst.', `/${id}/versions?publish=wait`);
    const version = `/${id}/versions/${(await get(id)).next?.versionId}`;
    expect((await call(version, { method: 'DELETE' })).body).toMatchObject({ next: null });
    expect((await call(version, { method: 'DELETE' })).status).toBe(404);
  });

  it('waits for no other word than direct or wait', async () => {
    const { call } = await realFile();
    const form = new FormData();
    form.set('file', new File([text], 'a.md'));
    const answer = await call('/d1/versions?publish=nu', { method: 'POST', body: form });
    expect(answer.status).toBe(400);
  });
});

describe('the file as a whole over the API', () => {
  it('is put in order, with a check on what the caller saw', async () => {
    const { call, upload, get } = await realFile();
    const [a, b] = [await upload(text), await upload(`${text}b`)].map(({ id }) => id);
    const put = (body: unknown) => call('/precedence', sendJson('PUT', body));
    expect((await put({ order: [b, a], seen: [] })).status).toBe(200);
    expect([(await get(a ?? '')).precedence, (await get(b ?? '')).precedence]).toEqual([1, 2]);
    expect((await put({ order: [a], seen: [a, b] })).body).toMatchObject({ code: 'conflict' });
    expect((await put({ order: ['nergens'] })).body).toMatchObject({ code: 'not_found' });
    expect((await put({ order: [a, a] })).status).toBe(400);
    expect((await put({ order: [a], extra: 1 })).status).toBe(400);
  });

  it('loses a document for a minute, and gets it back', async () => {
    const { call, upload } = await realFile();
    const { id } = await upload(text);
    const removed = await call(`/${id}/removal`, { method: 'POST' });
    expect([removed.status, removed.body]).toEqual([202, expect.objectContaining({ id, undoMs: 60_000 })]);
    expect((await call(`/${id}`)).status).toBe(404);
    expect((await call('')).body).toEqual({ documents: [] });
    expect((await call(`/${id}/removal`, { method: 'DELETE' })).body).toMatchObject({ id, live: true });
    expect((await call(`/${id}`)).status).toBe(200);
  });

  it('goes along as CSV, filtered as on the screen', async () => {
    const { call, upload } = await realFile();
    await upload(text, '', { title: 'Verlof; regeling' });
    await upload(`${text}b`, '', { title: 'Reizen' });
    const { response } = await call('/export?q=verlof&sort=title');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(
      /filename="vraagbaak-dossier-\d{4}-\d\d-\d\d\.csv"/,
    );
    const lines = (await response.text()).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^"Verlof; regeling";regeling;nee;werknemers;/);
    expect((await call('/export?state=weg')).status).toBe(400);
  });
});
