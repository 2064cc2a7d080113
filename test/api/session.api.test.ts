import { describe, expect, it } from 'vitest';
import { registerPerson } from '../../src/accounts/administration.ts';
import { languageOf } from '../../src/api/middleware.ts';
import { bearer, PASSWORD, sendJson, testApp } from './support.ts';

const credentials = { email: 'hr@alfa.example', password: PASSWORD };

/** The name=value part of the session cookie that a response sets. */
function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('signing in', () => {
  it('sets a cookie that scripts and other sites do not get, and opens the session', async () => {
    const { app } = await testApp();
    const response = await app.request('/api/session', sendJson('POST', credentials));
    expect(response.status).toBe(200);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^vb_session=\S+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    const session = await app.request('/api/session', { headers: { cookie: cookieOf(response) } });
    expect(await session.json()).toMatchObject({
      name: 'Persoon hr',
      employerId: 'alfa',
      role: 'hr',
      memberships: [{ employerId: 'alfa', employer: 'Alfa', role: 'hr', isOnCall: false }],
    });
  });

  it('marks the cookie Secure under https', async () => {
    const { app } = await testApp({ deps: { publicOrigin: 'https://vraagbaak.example' } });
    const response = await app.request('/api/session', sendJson('POST', credentials));
    expect(response.headers.get('set-cookie')).toContain('; Secure');
    expect(response.headers.get('strict-transport-security')).toContain('max-age=31536000');
  });

  it('answers the same for an unknown address and a wrong password', async () => {
    const { app } = await testApp();
    const send = async (email: string) => {
      const response = await app.request('/api/session', sendJson('POST', { email, password: 'verkeerd' }));
      return [response.status, await response.text()];
    };
    const unknown = await send('niemand@alfa.example');
    expect(unknown).toEqual(await send('hr@alfa.example'));
    expect(unknown[0]).toBe(401);
    expect(unknown[1]).toContain('Dit e-mailadres en wachtwoord horen niet bij elkaar.');
  });

  it('lets a person with several places choose, and switch later', async () => {
    const { app, deps } = await testApp();
    await registerPerson(deps, {
      name: 'Twee plekken',
      email: 'twee@alfa.example',
      password: PASSWORD,
      memberships: [
        { employerId: 'alfa', role: 'provider' },
        { employerId: 'beta', role: 'provider' },
      ],
    });
    const first = await app.request(
      '/api/session',
      sendJson('POST', { email: 'twee@alfa.example', password: PASSWORD }),
    );
    const choice = (await first.json()) as { kind: string; choiceToken: string; memberships: unknown[] };
    expect(choice.kind).toBe('choose');
    expect(choice.memberships).toHaveLength(2);
    expect(first.headers.get('set-cookie')).toBeNull();
    const place = { employerId: 'beta', role: 'provider' };
    const chosen = await app.request(
      '/api/session/choice',
      sendJson('POST', { choiceToken: choice.choiceToken, ...place }),
    );
    const { token } = (await chosen.json()) as { token: string };
    const auth = { authorization: `Bearer ${token}` };
    expect((await app.request('/api/employers/alfa/suggestions', { headers: auth })).status).toBe(404);
    const switched = await app.request(
      '/api/session',
      sendJson('PUT', { employerId: 'alfa', role: 'provider' }, auth),
    );
    const next = (await switched.json()) as { token: string; session: { employerId: string } };
    expect(next.session.employerId).toBe('alfa');
    expect((await app.request('/api/session', { headers: auth })).status).toBe(401);
    const nowhere = await app.request(
      '/api/session',
      sendJson('PUT', { employerId: 'alfa', role: 'hr' }, { authorization: `Bearer ${next.token}` }),
    );
    expect(nowhere.status).toBe(404);
  });

  it('says when to come back after too many attempts', async () => {
    const { app } = await testApp();
    const attempt = () => app.request('/api/session', sendJson('POST', { ...credentials, password: 'x' }));
    for (let i = 0; i < 10; i++) expect((await attempt()).status).toBe(401);
    const refused = await attempt();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('900');
    expect(await refused.json()).toMatchObject({ code: 'too_many_sign_ins' });
  });

  it('ends at sign-out', async () => {
    const { app } = await testApp();
    const auth = await bearer(app, 'hr');
    const response = await app.request('/api/session', { method: 'DELETE', headers: auth });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await app.request('/api/session', { headers: auth })).status).toBe(401);
  });
});

describe('changes asked for by another website', () => {
  const signedIn = async (publicOrigin: string | null = null) => {
    const { app, assistant } = await testApp({ deps: { publicOrigin } });
    const cookie = cookieOf(await app.request('/api/session', sendJson('POST', credentials)));
    const chat = (headers: Record<string, string>) =>
      app.request('/api/employers/alfa/chat', sendJson('POST', { message: 'x' }, { cookie, ...headers }));
    return { chat, assistant };
  };

  it.each([
    [{ origin: 'https://kwaad.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost:8787' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{}],
  ])('with %j are refused', async (headers: Record<string, string>) => {
    const { chat, assistant } = await signedIn();
    const response = await chat(headers);
    expect(await response.json()).toMatchObject({ status: 403, code: 'origin_mismatch' });
    expect(assistant.calls).toEqual([]);
  });

  it.each([[{ origin: 'http://localhost' }], [{ 'sec-fetch-site': 'same-origin' }]])(
    'are not those with %j',
    async (headers: Record<string, string>) => {
      const { chat } = await signedIn();
      expect((await chat(headers)).status).toBe(200);
    },
  );

  it('are measured by the public address in production', async () => {
    const { chat } = await signedIn('https://vraagbaak.example');
    expect((await chat({ origin: 'https://vraagbaak.example' })).status).toBe(200);
    expect((await chat({ origin: 'http://localhost' })).status).toBe(403);
  });

  it('cannot sign anyone in either', async () => {
    const { app } = await testApp();
    const response = await app.request(
      '/api/session',
      sendJson('POST', credentials, { origin: 'https://kwaad.example' }),
    );
    expect(response.status).toBe(403);
  });
});

describe('every response', () => {
  it('carries the strict policy, an id, and stays out of caches', async () => {
    const { app, logged } = await testApp();
    for (const path of ['/api/health', '/bestaat-niet', '/api/session']) {
      const { headers } = await app.request(path);
      const csp = headers.get('content-security-policy') ?? '';
      expect(csp).toContain("default-src 'none'");
      expect(csp).toContain("script-src 'self'");
      expect(csp).toContain("worker-src 'self'");
      expect(csp).not.toContain('unsafe');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-request-id')).toBe(logged.at(-1)?.requestId);
    }
  });

  it('tells nothing about a fault of ours, and the log tells all', async () => {
    const { app, logged } = await testApp({
      assistant: {
        suggestions: () => {
          throw new Error('geheim pad');
        },
      },
    });
    const response = await app.request('/api/employers/alfa/suggestions', {
      headers: await bearer(app, 'hr'),
    });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('geheim');
    expect(logged.find((line) => line.message === 'request failed')).toMatchObject({ code: 'internal' });
  });

  it('logs no body and no token', async () => {
    const { app, logged } = await testApp();
    const auth = await bearer(app, 'employee');
    await app.request('/api/employers/alfa/chat', sendJson('POST', { message: 'mijn geheime vraag' }, auth));
    const text = JSON.stringify(logged);
    expect(text).toContain('/api/employers/alfa/chat');
    for (const secret of ['geheime vraag', PASSWORD, auth.authorization.slice(7)])
      expect(text).not.toContain(secret);
  });
});

describe('the language of errors', () => {
  it.each([
    [undefined, 'nl'],
    ['nl-NL,nl;q=0.9,en-US;q=0.8', 'nl'],
    ['en-US,en;q=0.9,nl;q=0.5', 'en'],
    ['en', 'en'],
    ['de,en;q=0.7', 'en'],
    ['pl', 'nl'],
    ['*', 'nl'],
    ['en;q=banaan', 'en'],
  ])('%s gives %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
