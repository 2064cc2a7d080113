import { connect } from 'node:net';
import { serve } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import { bearer, testApp, view } from './support.ts';

type Server = ReturnType<typeof serve>;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(app: { fetch: (request: Request) => Response | Promise<Response> }) {
  return new Promise<{ port: number; server: Server }>((resolve) => {
    const server: Server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({ port, server }),
    );
    servers.push(server);
  });
}

/** Sends raw text over a socket and closes it, or reads until the other side does. */
function talk(port: number, text: string, hangUp: boolean): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(text, () => hangUp && socket.destroy());
    });
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}

/** Other tests may keep the machine busy. */
const patient = { timeout: 10_000 };
const requestsIn = (logged: readonly Record<string, unknown>[]) =>
  logged.filter((line) => line.message === 'request').length;

describe('over a real connection', () => {
  it('a line cut in the middle of an upload stores nothing and hurts nobody', async () => {
    const { app, documents, logged } = await testApp();
    const { authorization } = await bearer(app, 'hr');
    const { port } = await listen(app);
    const head = [
      'POST /api/employers/alfa/documents HTTP/1.1',
      'Host: 127.0.0.1',
      `Authorization: ${authorization}`,
      'Content-Type: multipart/form-data; boundary=grens',
      'Content-Length: 100000',
      '',
      '--grens\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 half',
    ].join('\r\n');
    await talk(port, head, true);
    await expect.poll(() => requestsIn(logged), patient).toBe(2);
    expect(documents.uploads).toEqual([]);
    expect(logged.at(-1)).toMatchObject({ path: '/api/employers/alfa/documents', status: 400 });
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
  });

  it('somebody who hangs up before the answer is a line in the log, not a fault', async () => {
    const { app, logged } = await testApp({
      assistant: {
        ask: (_actor, _request, _progress, signal) =>
          new Promise((_resolve, reject) => {
            if (signal?.aborted) reject(signal.reason);
            signal?.addEventListener('abort', () => reject(signal.reason));
          }),
      },
    });
    const { authorization } = await bearer(app, 'employee');
    const { port } = await listen(app);
    const body = '{"message":"hoeveel?"}';
    const head = [
      'POST /api/employers/alfa/chat HTTP/1.1',
      'Host: 127.0.0.1',
      `Authorization: ${authorization}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n');
    await talk(port, head, true);
    await expect.poll(() => requestsIn(logged), patient).toBe(2);
    expect(logged.at(-1)).toMatchObject({ path: '/api/employers/alfa/chat', status: 400 });
    expect(logged.filter((line) => line.message === 'request failed')).toEqual([]);
  });

  it('a request with a lying or missing length is refused or cut, never run', async () => {
    const { app, documents } = await testApp();
    const { authorization } = await bearer(app, 'hr');
    const { port } = await listen(app);
    const common = ['Host: 127.0.0.1', `Authorization: ${authorization}`, 'Connection: close'];
    const patch = 'PATCH /api/employers/alfa/documents/d1 HTTP/1.1';
    const both = [
      patch,
      ...common,
      'Content-Type: application/json',
      'Content-Length: 5',
      'Transfer-Encoding: chunked',
    ];
    expect(await talk(port, [...both, '', '0\r\n\r\n'].join('\r\n'), false)).toMatch(/^HTTP\/1\.1 400/);
    const huge = [patch, ...common, 'Content-Type: application/json', 'Content-Length: 99999999', '', '{}'];
    expect(await talk(port, huge.join('\r\n'), false)).toMatch(/^HTTP\/1\.1 413/);
    expect(documents.uploads).toEqual([]);
  });

  it('lets go of a progress stream when the reader hangs up', async () => {
    const { app, documents } = await testApp();
    const { authorization } = await bearer(app, 'hr');
    const { port } = await listen(app);
    const stop = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}/api/employers/alfa/documents/events`, {
      headers: { authorization },
      signal: stop.signal,
    });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    expect(documents.listeners).toBe(1);
    stop.abort();
    await expect.poll(() => documents.listeners).toBe(0);
    documents.announce(view);
  });

  it('ends progress streams when the service stops', async () => {
    const stopping = new AbortController();
    const { app, documents } = await testApp({ deps: { stopping: stopping.signal } });
    const { authorization } = await bearer(app, 'hr');
    const { port } = await listen(app);
    const response = await fetch(`http://127.0.0.1:${port}/api/employers/alfa/documents/events`, {
      headers: { authorization },
    });
    stopping.abort();
    expect(await response.text()).toContain('event: document');
    expect(documents.listeners).toBe(0);
  });
});

describe('the health of the service', () => {
  it('tells how many documents wait for the vectors of its encoder', async () => {
    const { app } = await testApp({ documents: { reencoding: () => ({ waiting: 3, failed: 1 }) } });
    expect(await (await app.request('/api/health')).json()).toMatchObject({
      status: 'ok',
      reencoding: { waiting: 3, failed: 1 },
    });
  });
});
