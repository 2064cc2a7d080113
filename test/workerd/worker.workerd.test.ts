import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Miniflare } from 'miniflare';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorker } from './support.ts';

const entry = fileURLToPath(new URL('../../src/entry/worker.ts', import.meta.url));
const origin = 'http://vraagbaak.example';
const vars = {
  EMPLOYERS: 'acme, borealis',
  PUBLIC_URL: origin,
  SESSION_SECRET: 'for this test only: 32 characters',
  EMPLOYER_NAME: 'Acme B.V.',
  FIRST_HR_EMAIL: 'hr@acme.example',
  FIRST_HR_PASSWORD: 'correct horse battery',
};
let miniflare: Miniflare;

beforeAll(async () => {
  miniflare = await startWorker({ entry, className: 'EmployerObject', binding: 'EMPLOYER', vars });
  const bucket = await miniflare.getR2Bucket('FILES');
  const weights = readFileSync(new URL('../../models/bag/onnx/model_quantized.onnx', import.meta.url));
  await bucket.put('models/bag/onnx/model_quantized.onnx', new Uint8Array(weights));
});
afterAll(() => miniflare.dispose());

type Init = Parameters<Miniflare['dispatchFetch']>[1];
const call = (path: string, init: Init = {}) => miniflare.dispatchFetch(`${origin}${path}`, init);
const json = (body: unknown, cookie = ''): Init => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', origin, cookie },
  body: JSON.stringify(body),
});

interface Answer {
  kind: string;
  challengeToken: string;
  session?: { mustSetUpFactor: boolean };
}
const recoveryCodes: string[] = [];

/** Sends JSON to the employer's own address; gives the answer and the session's cookie. */
async function post<T>(path: string, body: unknown, cookie = '') {
  const response = await miniflare.dispatchFetch(`http://acme.example${path}`, json(body, cookie));
  expect(response.status).toBe(200);
  const given = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { body: (await response.json()) as T, cookie: given };
}

/** Signs in and returns the cookie. HR sets up a second factor the first time, and uses its recovery codes from then on. */
async function signIn(role: string): Promise<string> {
  const credentials = { email: vars.FIRST_HR_EMAIL, password: vars.FIRST_HR_PASSWORD };
  const first = await post<Answer>('/api/session', { ...credentials, employerId: 'acme', role });
  if (first.body.kind === 'second_factor') {
    const { challengeToken } = first.body;
    const step = { challengeToken, code: recoveryCodes.pop() };
    return (await post('/api/session/second-factor', step)).cookie;
  }
  if (first.body.session?.mustSetUpFactor) await setUpFactor(first.cookie);
  return first.cookie;
}

async function setUpFactor(cookie: string): Promise<void> {
  const path = '/api/account/second-factor';
  const closed = await call('/api/employers/acme/documents', { headers: { cookie } });
  expect(await closed.json()).toMatchObject({ status: 403, code: 'factor_required' });
  const { body: setup } = await post<{ secret: string }>(path, {}, cookie);
  const code = new TOTP({ secret: setup.secret }).generate();
  const { body } = await post<{ recoveryCodes: string[] }>(`${path}/confirm`, { code }, cookie);
  recoveryCodes.push(...body.recoveryCodes);
}

/** An upload as a browser sends it. */
async function upload(form: FormData, cookie: string): Promise<Response> {
  const whole = new Response(form);
  const response = await call('/api/employers/acme/documents', {
    method: 'POST',
    headers: { origin, cookie, 'content-type': whole.headers.get('content-type') ?? '' },
    body: await whole.arrayBuffer(),
  });
  return response as unknown as Response;
}

describe('the worker', () => {
  it('is healthy by itself and per employer', async () => {
    expect(await (await call('/health')).json()).toEqual({ status: 'ok' });
    const health = await miniflare.dispatchFetch('http://acme.example/api/health');
    expect(await health.json()).toEqual({
      status: 'ok',
      encoder: expect.stringContaining('bag'),
      reencoding: { waiting: 0, failed: 0 },
      languageModel: null,
    });
  });

  it('knows only the employers it serves', async () => {
    for (const path of [
      '/api/employers/nobody/documents',
      '/api/employers/%61cme/documents',
      '/api/employers/',
      '/',
    ]) {
      expect((await call(path)).status).toBe(404);
    }
  });

  it('decides itself which employer a request is for', async () => {
    const cookie = await signIn('hr');
    const headers = { cookie, 'x-vraagbaak-employer': 'acme' };
    expect((await call('/api/employers/acme/documents', { headers })).status).toBe(200);
    expect((await call('/api/employers/borealis/documents', { headers })).status).toBe(401);
  });

  it('wants a second factor of HR, and takes its codes', async () => {
    const headers = { cookie: await signIn('hr') };
    const status = await miniflare.dispatchFetch('http://acme.example/api/account/second-factor', {
      headers,
    });
    expect(await status.json()).toMatchObject({ state: 'on', required: true });
    expect((await call('/api/employers/acme/documents', { headers })).status).toBe(200);
  });

  it('takes a document, a tick and a question, and answers with a quote', async () => {
    const cookie = await signIn('hr');
    const form = new FormData();
    const text =
      '# Regeling\n\n## Artikel 3 Thuiswerken\n\nWie thuis werkt, krijgt € 2,40 per thuiswerkdag. Op een thuiswerkdag is er geen vergoeding voor reiskosten.\n';
    form.set('file', new File([text], 'regeling.md', { type: 'text/markdown' }));
    form.set('title', 'Regeling 2026');
    form.set('kind', 'scheme');
    const taken = await upload(form, cookie);
    expect(taken.status).toBe(202);
    const { id } = (await taken.json()) as { id: string };
    await expect
      .poll(async () => {
        const view = await call(`/api/employers/acme/documents/${id}`, { headers: { cookie } });
        return ((await view.json()) as { status: string }).status;
      })
      .toBe('ready');
    const tick = await call(`/api/employers/acme/documents/${id}`, {
      ...json({ usedByAssistant: true }, cookie),
      method: 'PATCH',
    });
    expect(tick.status).toBe(200);
    const employee = await signIn('employee');
    const reply = await call(
      '/api/employers/acme/chat',
      json({ message: 'Hoeveel krijg ik per thuiswerkdag?' }, employee),
    );
    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({
      kind: 'answer',
      citations: [
        {
          document: 'regeling.md',
          heading: expect.stringContaining('Thuiswerken'),
          quote: expect.stringContaining('€ 2,40'),
        },
      ],
    });
  });

  it('refuses a PDF with what to do, and keeps nothing of it', async () => {
    const cookie = await signIn('hr');
    const form = new FormData();
    form.set('file', new File(['%PDF-1.7 and so on'], 'cao.pdf', { type: 'application/pdf' }));
    form.set('title', 'CAO');
    form.set('kind', 'cao');
    const taken = await upload(form, cookie);
    const { id } = (await taken.json()) as { id: string };
    await expect
      .poll(async () => {
        const view = await call(`/api/employers/acme/documents/${id}`, { headers: { cookie } });
        return (await view.json()) as unknown;
      })
      .toMatchObject({
        status: 'failed',
        error: { code: 'file_type_unsupported', message: expect.stringContaining('Markdown') },
      });
  });
});

describe('a worker that lacks settings', () => {
  it('answers nothing and names them', async () => {
    const bare = await startWorker({
      entry,
      className: 'EmployerObject',
      binding: 'EMPLOYER',
      vars: { EMPLOYERS: 'acme' },
    });
    try {
      const response = await bare.dispatchFetch(`${origin}/api/employers/acme/documents`);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({
        code: 'not_configured',
        detail: expect.stringMatching(/SESSION_SECRET.*PUBLIC_URL/),
      });
    } finally {
      await bare.dispose();
    }
  });
});
