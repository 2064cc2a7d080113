import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/kernel/errors.ts';
import { bearer, reply, sendJson, testApp } from './support.ts';

const url = '/api/employers/alfa/chat';

/** The events of a server-sent event body. */
function eventsOf(text: string): { event: string; data: Record<string, unknown> }[] {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('event:'))
    .map((block) => {
      const [event = '', data = ''] = block.split('\n').map((line) => line.slice(line.indexOf(': ') + 2));
      return { event, data: JSON.parse(data) as Record<string, unknown> };
    });
}

describe('chat', () => {
  it('answers with the reply of the assistant, for the person of the session', async () => {
    const { app, assistant } = await testApp();
    const auth = await bearer(app, 'employee');
    const response = await app.request(url, sendJson('POST', { message: 'Hoeveel vakantiedagen?' }, auth));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(reply);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(assistant.calls[0]?.actor).toMatchObject({ employerId: 'alfa', role: 'employee' });
  });

  it('streams stages, bundled text and the reply as the last event', async () => {
    const { app } = await testApp({
      assistant: {
        ask: async (_actor, _request, progress) => {
          progress?.onStage?.('routing');
          progress?.onStage?.('answering');
          for (const piece of ['Je ', 'hebt ', '25 ', 'vakantiedagen.']) progress?.onText?.(piece);
          return reply;
        },
      },
    });
    const headers = { ...(await bearer(app, 'employee')), accept: 'text/event-stream' };
    const response = await app.request(url, sendJson('POST', { message: 'Hoeveel?' }, headers));
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events = eventsOf(await response.text());
    expect(events.map((e) => e.event)).toEqual(['stage', 'stage', 'text', 'reply']);
    expect(events[2]?.data).toEqual({ text: 'Je hebt 25 vakantiedagen.' });
    expect(events[3]?.data).toEqual(reply);
  });

  it('answers an error before the first event with its own status, also to a stream', async () => {
    const { app } = await testApp();
    const headers = { ...(await bearer(app, 'employee')), accept: 'text/event-stream' };
    const foreign = await app.request(
      url,
      sendJson('POST', { message: 'x', conversationId: 'other' }, headers),
    );
    expect(foreign.status).toBe(404);
    expect(foreign.headers.get('content-type')).toContain('application/problem+json');
  });

  it('sends an error after the first event as the event `error`', async () => {
    const { app, logged } = await testApp({
      assistant: {
        ask: async (_actor, _request, progress) => {
          progress?.onStage?.('retrieving');
          await Promise.resolve();
          throw new AppError('employer_unavailable');
        },
      },
    });
    const headers = { ...(await bearer(app, 'employee')), accept: 'text/event-stream' };
    const response = await app.request(url, sendJson('POST', { message: 'x' }, headers));
    const events = eventsOf(await response.text());
    expect(events.at(-1)).toMatchObject({
      event: 'error',
      data: { code: 'employer_unavailable', status: 503 },
    });
    expect(logged.some((line) => line.message === 'chat stream failed')).toBe(true);
  });

  it('stops the assistant when the reader leaves', async () => {
    let seen: AbortSignal | undefined;
    let stopped = (): void => undefined;
    const aborted = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const { app } = await testApp({
      assistant: {
        ask: (_actor, _request, progress, signal) =>
          new Promise((_resolve, reject) => {
            seen = signal;
            progress?.onStage?.('routing');
            signal?.addEventListener('abort', () => {
              stopped();
              reject(new Error('stopped'));
            });
          }),
      },
    });
    const headers = { ...(await bearer(app, 'employee')), accept: 'text/event-stream' };
    const response = await app.request(url, sendJson('POST', { message: 'x' }, headers));
    await response.body?.cancel();
    await aborted;
    expect(seen?.aborted).toBe(true);
  });

  it.each([
    ['message_empty', '   '],
    ['message_too_long', 'x'.repeat(4001)],
    ['message_too_long', 'x'.repeat(50_000)],
  ])('refuses a message with %s', async (code, message) => {
    const { app, assistant } = await testApp();
    const response = await app.request(url, sendJson('POST', { message }, await bearer(app, 'employee')));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code });
    expect(assistant.calls).toEqual([]);
  });

  it('refuses a message of 100,000 characters before reading it', async () => {
    const { app, assistant } = await testApp();
    const init = sendJson('POST', { message: 'x'.repeat(100_000) }, await bearer(app, 'employee'));
    const response = await app.request(url, init);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      code: 'payload_too_large',
      detail: expect.stringContaining('Maak het korter'),
    });
    expect(assistant.calls).toEqual([]);
  });

  it('holds a person to 30 questions a minute and says when to come back', async () => {
    const { app, advance } = await testApp();
    const auth = await bearer(app, 'employee');
    const ask = () => app.request(url, sendJson('POST', { message: 'x' }, auth));
    for (let i = 0; i < 30; i++) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await app.request(url, sendJson('POST', { message: 'x' }, await bearer(app, 'hr')))).status).toBe(
      200,
    );
    advance(60_001);
    expect((await ask()).status).toBe(200);
  });

  it('answers at most three questions of a person at the same time', async () => {
    const waiting: (() => void)[] = [];
    const { app } = await testApp({
      assistant: { ask: () => new Promise((resolve) => waiting.push(() => resolve(reply))) },
    });
    const auth = await bearer(app, 'employee');
    const ask = () => app.request(url, sendJson('POST', { message: 'x' }, auth));
    const running = [ask(), ask(), ask()];
    await expect.poll(() => waiting.length).toBe(3);
    expect((await ask()).status).toBe(429);
    for (const finish of waiting) finish();
    for (const response of await Promise.all(running)) expect(response.status).toBe(200);
    const next = ask();
    await expect.poll(() => waiting.length).toBe(4);
    waiting[3]?.();
    expect((await next).status).toBe(200);
  });

  it('rates, passes on to HR, and shows suggestions and the conversation', async () => {
    const { app, assistant } = await testApp();
    const auth = await bearer(app, 'employee');
    const base = '/api/employers/alfa';
    const rated = await app.request(
      `${base}/messages/m1/rating`,
      sendJson('POST', { rating: 'down', reason: 'outdated' }, auth),
    );
    expect(rated.status).toBe(204);
    const asked = await app.request(
      `${base}/messages/m1/ask-hr`,
      sendJson('POST', { comment: 'graag' }, auth),
    );
    expect(await asked.json()).toEqual({ unansweredId: 'u1' });
    const shown = await app.request(`${base}/suggestions`, { headers: auth });
    expect(await shown.json()).toEqual({ suggestions: ['Hoeveel vakantiedagen heb ik?'] });
    expect((await app.request(`${base}/conversations/c1`, { headers: auth })).status).toBe(200);
    expect(assistant.calls.map((call) => call.method)).toEqual([
      'rate',
      'askHr',
      'suggestions',
      'conversation',
    ]);
    expect(assistant.calls[0]?.args).toEqual(['m1', { rating: 'down', reason: 'outdated' }]);
  });
});

describe('unanswered questions', () => {
  it('are for HR, with a filter, and can be dismissed', async () => {
    const { app, assistant } = await testApp();
    const hr = await bearer(app, 'hr');
    const list = await app.request('/api/employers/alfa/unanswered?status=open', { headers: hr });
    expect(await list.json()).toEqual({ groups: [] });
    const patched = await app.request(
      '/api/employers/alfa/unanswered/g1',
      sendJson('PATCH', { status: 'dismissed' }, hr),
    );
    expect(patched.status).toBe(204);
    expect(assistant.calls.map((call) => call.args)).toEqual([[{ status: 'open' }], ['g1', 'dismissed']]);
    const wrong = await app.request(
      '/api/employers/alfa/unanswered/g1',
      sendJson('PATCH', { status: 'weg' }, hr),
    );
    expect(await wrong.json()).toMatchObject({
      code: 'bad_request',
      errors: [{ field: 'status', message: 'Kies een van: open, dismissed.' }],
    });
  });
});
