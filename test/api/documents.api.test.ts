import { describe, expect, it } from 'vitest';
import { contentDisposition, parseRange } from '../../src/api/file-response.ts';
import { MAX_UPLOAD } from '../../src/api/middleware.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { bearer, sendJson, testApp, view } from './support.ts';

const base = '/api/employers/alfa/documents';

function uploadForm(fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  form.set('file', new File(['%PDF-1.7 inhoud'], 'Regeling verlof.pdf', { type: 'application/pdf' }));
  for (const [name, value] of Object.entries({ title: 'Verlof', kind: 'scheme', ...fields }))
    form.set(name, value);
  return form;
}

describe('upload', () => {
  it('accepts a file with its description and answers 202', async () => {
    const { app, documents } = await testApp();
    const body = uploadForm({ validFrom: '2026-01-01', validTo: '', precedence: '3' });
    const response = await app.request(base, { method: 'POST', body, headers: await bearer(app, 'hr') });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ id: 'd1', status: 'queued' });
    const [actor, file, input, options] = documents.uploads[0] ?? [];
    expect(actor).toMatchObject({ role: 'hr', employerId: 'alfa' });
    expect(file).toEqual({ name: 'Regeling verlof.pdf', bytes: new TextEncoder().encode('%PDF-1.7 inhoud') });
    expect(input).toEqual({ title: 'Verlof', kind: 'scheme', validFrom: '2026-01-01', precedence: 3 });
    expect(options).toBeUndefined();
  });

  it('keeps a title on one line, without characters that steer a screen', async () => {
    const { app, documents } = await testApp();
    const headers = await bearer(app, 'hr');
    const title = ' \u001b[2JVerlof\r\n\u202eregeling\u0000 2026 ';
    await app.request(base, { method: 'POST', body: uploadForm({ title }), headers });
    expect(documents.uploads[0]?.[2]).toMatchObject({ title: '[2JVerlof regeling 2026' });
    const changed = await app.request(`${base}/d1`, sendJson('PATCH', { title }, headers));
    expect(await changed.json()).toMatchObject({ title: '[2JVerlof regeling 2026' });
  });

  it('stores a new version under the document it replaces', async () => {
    const { app, documents } = await testApp();
    const form = new FormData();
    form.set('file', new File(['nieuw'], 'gids-2.txt'));
    const response = await app.request(`${base}/d1/versions`, {
      method: 'POST',
      body: form,
      headers: await bearer(app, 'hr'),
    });
    expect(response.status).toBe(202);
    expect(documents.uploads[0]?.slice(2)).toEqual([
      { title: view.title, kind: view.kind },
      { replaces: 'd1', publish: 'direct' },
    ]);
  });

  it('takes fifty at once by turns, two in memory at a time, and forgets none', async () => {
    let inside = 0;
    let most = 0;
    const upload = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
      return view;
    };
    const { app } = await testApp({ documents: { upload } });
    const headers = await bearer(app, 'hr');
    const send = () => app.request(base, { method: 'POST', body: uploadForm(), headers });
    const responses = await Promise.all(Array.from({ length: 50 }, send));
    expect(responses.map((response) => response.status)).toEqual(Array.from({ length: 50 }, () => 202));
    expect(most).toBe(2);
  });

  it('reads no large form of somebody who may not upload', async () => {
    const { app, documents } = await testApp();
    const form = new FormData();
    form.set('file', new File([new Uint8Array(100_000)], 'a.txt'));
    const bytes = new Uint8Array(await new Response(form).arrayBuffer());
    const headers = {
      ...(await bearer(app, 'employee')),
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': String(bytes.length),
    };
    const response = await app.request(base, { method: 'POST', body: bytes, headers });
    expect(await response.json()).toMatchObject({ status: 413, code: 'payload_too_large' });
    expect(documents.uploads).toEqual([]);
  });

  it('stores nothing of an upload that breaks off', async () => {
    const { app, documents } = await testApp();
    const whole = new Response(uploadForm());
    const type = whole.headers.get('content-type') ?? '';
    const bytes = new Uint8Array(await whole.arrayBuffer());
    const headers = { ...(await bearer(app, 'hr')), 'content-type': type };
    for (const share of [0.3, 0.6, 0.97]) {
      const body = bytes.slice(0, Math.floor(bytes.length * share));
      const response = await app.request(base, { method: 'POST', body, headers });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'file_incomplete' });
    }
    expect(documents.uploads).toEqual([]);
  });

  it('names every field at fault, in the language of the client', async () => {
    const { app } = await testApp();
    const body = uploadForm({ title: ' ', kind: 'brief', validFrom: '2026-02-30', precedence: '9999' });
    const headers = await bearer(app, 'hr');
    const send = (language: string) =>
      app.request(base, { method: 'POST', body, headers: { ...headers, 'accept-language': language } });
    const dutch = (await (await send('nl-NL,nl;q=0.9,en;q=0.8')).json()) as {
      errors: unknown[];
      title: string;
    };
    expect(dutch.title).toMatch(/^De aanvraag klopt niet/);
    expect(dutch.errors).toEqual([
      { field: 'title', message: 'Vul dit veld in.' },
      { field: 'kind', message: 'Kies een van: scheme, cao, pension, protocol, handbook, other.' },
      { field: 'validFrom', message: 'Gebruik een bestaande datum als 2026-01-31.' },
      { field: 'precedence', message: 'Gebruik ten hoogste 1000.' },
    ]);
    const english = (await (await send('en')).json()) as { errors: unknown[] };
    expect(english.errors[0]).toEqual({ field: 'title', message: 'Fill in this field.' });
  });

  it('asks for the file when it is missing, and for multipart when it is something else', async () => {
    const { app } = await testApp();
    const headers = await bearer(app, 'hr');
    const form = new FormData();
    form.set('title', 'Zonder bestand');
    const without = await app.request(base, { method: 'POST', body: form, headers });
    expect(await without.json()).toMatchObject({ code: 'bad_request', errors: [{ field: 'file' }] });
    const wrong = await app.request(base, sendJson('POST', { title: 'x' }, headers));
    expect(wrong.status).toBe(400);
  });

  it('names the document that holds the same file already', async () => {
    const upload = async () =>
      Promise.reject(new AppError('document_duplicate', { data: { documentId: 'd1' } }));
    const { app } = await testApp({ documents: { upload } });
    const response = await app.request(base, {
      method: 'POST',
      body: uploadForm(),
      headers: await bearer(app, 'hr'),
    });
    expect(await response.json()).toMatchObject({
      status: 409,
      code: 'document_duplicate',
      documentId: 'd1',
    });
  });

  it('refuses what is too large before reading it', async () => {
    const { app, documents } = await testApp();
    const headers = { ...(await bearer(app, 'hr')), 'content-type': 'multipart/form-data; boundary=x' };
    const size = String(MAX_UPLOAD + 1);
    const told = await app.request(base, {
      method: 'POST',
      body: 'x',
      headers: { ...headers, 'content-length': size },
    });
    expect(await told.json()).toMatchObject({ status: 413, code: 'file_too_large' });
    const chunk = new Uint8Array(1024 * 1024);
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const init = { method: 'POST', body: endless, headers, duplex: 'half' };
    expect((await app.request(base, init)).status).toBe(413);
    expect(sent).toBeLessThan(MAX_UPLOAD + 4 * chunk.length);
    expect(documents.uploads).toEqual([]);
  });
});

describe('a JSON body', () => {
  it.each([
    ['{"title":', 400, 'bad_request'],
    [`{"title":"${'x'.repeat(70_000)}"}`, 413, 'payload_too_large'],
    ['{"title":"Nieuw","status":"ready"}', 400, 'bad_request'],
    ['[]', 400, 'bad_request'],
  ])('%.20s is answered with a problem', async (body, status, code) => {
    const { app } = await testApp();
    const headers = { ...(await bearer(app, 'hr')), 'content-type': 'application/json' };
    const sent = { ...headers, 'content-length': String(body.length) };
    const response = await app.request(`${base}/d1`, { method: 'PATCH', body, headers: sent });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  it('sent as another type is refused', async () => {
    const { app } = await testApp();
    const headers = { ...(await bearer(app, 'hr')), 'content-type': 'text/plain' };
    const response = await app.request(`${base}/d1`, { method: 'PATCH', body: '{"title":"Nieuw"}', headers });
    expect(response.status).toBe(400);
  });
});

describe('the file at the source', () => {
  it('is a PDF that can do nothing on our origin', async () => {
    const { app } = await testApp();
    const response = await app.request(`${base}/d1/file`, { headers: await bearer(app, 'employee') });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('%PDF-1.7 x');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(response.headers.get('content-disposition')).toBe(
      `inline; filename="gids.pdf"; filename*=UTF-8''gids.pdf`,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('is served in parts', async () => {
    const { app } = await testApp();
    const auth = await bearer(app, 'employee');
    const part = await app.request(`${base}/d1/file`, { headers: { ...auth, range: 'bytes=1-3' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 1-3/10',
      'PDF',
    ]);
    const beyond = await app.request(`${base}/d1/file`, { headers: { ...auth, range: 'bytes=10-' } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);
  });

  it('shows HTML as text and hands other formats over as a download', async () => {
    const bytes = new TextEncoder().encode('<script>alert(1)</script>');
    for (const [format, type, disposition] of [
      ['html', 'text/plain; charset=utf-8', 'inline'],
      ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'attachment'],
      ['svg', 'application/octet-stream', 'attachment'],
    ]) {
      const file = async () => ({ bytes, fileName: `a.${format}`, format: format ?? '' });
      const { app } = await testApp({ documents: { file } });
      const response = await app.request(`${base}/d1/file`, { headers: await bearer(app, 'employee') });
      expect(response.headers.get('content-type')).toBe(type);
      expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^${disposition};`));
    }
  });

  it.each([
    ['../../etc/passwd', `inline; filename="passwd"; filename*=UTF-8''passwd`],
    [
      'C:\\tmp\\règlement "nieuw".pdf',
      `inline; filename="reglement _nieuw_.pdf"; filename*=UTF-8''r%C3%A8glement%20%22nieuw%22.pdf`,
    ],
    [
      'a\r\nSet-Cookie: x.pdf',
      `inline; filename="aSet-Cookie_ x.pdf"; filename*=UTF-8''aSet-Cookie%3A%20x.pdf`,
    ],
    ['\u202efdp.exe', `inline; filename="fdp.exe"; filename*=UTF-8''fdp.exe`],
    ['', `inline; filename="document"; filename*=UTF-8''document`],
  ])('names %j safely', (name, expected) => {
    expect(contentDisposition(true, name)).toBe(expected);
  });

  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=5-', { start: 5, end: 9 }],
    ['bytes=-4', { start: 6, end: 9 }],
    ['bytes=-400', { start: 0, end: 9 }],
    ['bytes=5-400', { start: 5, end: 9 }],
    ['bytes=10-12', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=7-5', null],
    ['bytes=0-1,3-4', null],
    ['bytes=-', null],
    ['lines=1-2', null],
    [undefined, null],
  ] as const)('reads the range %s of ten bytes', (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected);
  });
});

describe('progress', () => {
  it('opens with what there is, sends changes, and lets go when the reader leaves', async () => {
    const { app, documents } = await testApp();
    const response = await app.request(`${base}/events`, { headers: await bearer(app, 'hr') });
    const body = response.body as ReadableStream<Uint8Array<ArrayBuffer>>;
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader.read();
    expect(first.value).toContain('event: document');
    expect(first.value).toContain('"status":"ready"');
    documents.announce({ ...view, status: 'processing', progress: 0.4 });
    expect((await reader.read()).value).toContain('"progress":0.4');
    expect(documents.listeners).toBe(1);
    await reader.cancel();
    await expect.poll(() => documents.listeners).toBe(0);
  });

  it('ends when the session ends', async () => {
    const { app, documents } = await testApp();
    const auth = await bearer(app, 'hr');
    const response = await app.request(`${base}/events`, { headers: auth });
    await app.request('/api/session', { method: 'DELETE', headers: auth });
    documents.announce({ ...view, progress: 0.7 });
    expect(await response.text()).not.toContain('"progress":0.7');
    expect(documents.listeners).toBe(0);
  });
});
