import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildClientAssets } from '../../src/adapters/node/client-assets.ts';
import { routePolicies } from '../../src/api/guard.ts';
import { PASSWORD } from '../api/support.ts';
import { portalApp } from '../browser/support/server.ts';

const origin = 'http://vraagbaak.test';
type Portal = Awaited<ReturnType<typeof portalApp>>;
let portal: Portal;
beforeAll(async () => {
  portal = await portalApp();
});

const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
  body: new URLSearchParams(fields),
});

async function cookieOf(email: string): Promise<{ cookie: string }> {
  const response = await portal.app.request(`${origin}/aanmelden`, form({ email, password: PASSWORD }));
  return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}
const sanne = () => cookieOf('sanne@klaverveld.example');
const fatima = () => cookieOf('fatima@klaverveld.example');
const get = async (path: string, headers: Record<string, string> = {}) =>
  portal.app.request(`${origin}${path}`, { headers });

describe('the portal’s routes', () => {
  it('all have a declared policy', () => {
    const all = routePolicies(portal.portal);
    expect(all.length).toBeGreaterThan(12);
    expect(all.filter((route) => route.policy === null)).toEqual([]);
  });
  it.each(['/', '/documenten', '/documenten/d-gids?page=2', '/hr/vragen', '/hr/documenten', '/vraag-het-hr'])(
    'sends a visitor of %s to the sign-in and back',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(303);
      const to = new URL(response.headers.get('location') ?? '', origin);
      expect(to.pathname).toBe('/aanmelden');
      expect(to.searchParams.get('naar') ?? '/').toBe(path);
    },
  );
  it.each(['/hr/vragen', '/hr/documenten'])('keeps an employee out of %s, in Dutch', async (path) => {
    const response = await get(path, await sanne());
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('Dit mag je niet bekijken');
  });
  it('tells a candidate what comes first', async () => {
    const response = await get('/', await cookieOf('kim@klaverveld.example'));
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('je persoonlijke link');
  });
  it('answers an unknown page with a page, and an unknown part of the API with a problem', async () => {
    const page = await get('/bestaat/niet', await sanne());
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('Deze pagina bestaat niet');
    const api = await get('/api/bestaat-niet', await sanne());
    expect(api.headers.get('content-type')).toContain('application/problem+json');
  });
  it('says on a page that a form was too large, in the reader’s language', async () => {
    const message = 'a'.repeat(100_000);
    const response = await portal.app.request(`${origin}/`, {
      ...form({ message }, { ...(await sanne()), 'content-length': String(message.length) }),
    });
    expect(response.status).toBe(413);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('Dit is te veel tekst in een keer.');
  });
  it('shows no detail of a defect, only the number to tell', async () => {
    const response = await portal.app.request(`${origin}/`, form({ message: 'kapot' }, await sanne()));
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toContain(response.headers.get('x-request-id'));
    expect(text).not.toContain('databank weg');
  });
  it('has no inline script or style on any page', async () => {
    const cookie = await fatima();
    for (const path of [
      '/',
      '/documenten',
      '/documenten/d-gids?page=2&passage=p-gids',
      '/hr/vragen',
      '/hr/documenten',
    ]) {
      const response = await get(path, cookie);
      const text = await response.text();
      expect(text).not.toMatch(/<style|\sstyle=|\son\w+="|<script(?![^>]*\ssrc=)/);
      expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    }
  });
});

describe('a conversation', () => {
  const replyIn = (html: string) => /<div class="reply .*?<\/fieldset>/s.exec(html)?.[0] ?? '';

  it.each([
    ['tegenstrijdig', 'HR heeft aangegeven'],
    ['hondenbeleid', 'class="near"'],
  ])('is drawn as it was when it is opened again: %s', async (message, shown) => {
    const cookie = await sanne();
    const live = replyIn(await (await portal.app.request(`${origin}/`, form({ message }, cookie))).text());
    expect(live).toContain(shown);
    const conversation = /data-conversation="([^"]+)"/.exec(live)?.[1] ?? '';
    expect(replyIn(await (await get(`/?gesprek=${conversation}`, cookie)).text())).toBe(live);
  });
});

describe('the list of HR', () => {
  it('shows what employees wrote with their question, as text', async () => {
    const page = await (await get('/hr/vragen', await fatima())).text();
    expect(page).toMatch(
      /Wat erbij geschreven is<\/p><ul><li>Het gaat om een kleine hond, &lt;b&gt;echt&lt;\/b&gt;\.</,
    );
  });
});

describe('signing in', () => {
  it('keeps the address after a wrong password and says so', async () => {
    const fields = { email: 'sanne@klaverveld.example', password: 'onjuist', next: '/documenten' };
    const response = await portal.app.request(`${origin}/aanmelden`, form(fields));
    const text = await response.text();
    expect(response.status).toBe(401);
    expect(text).toContain('value="sanne@klaverveld.example"');
    expect(text).toContain('value="/documenten"');
    expect(text).not.toContain('onjuist');
  });
  it('never sends on to another site', async () => {
    const fields = { email: 'sanne@klaverveld.example', password: PASSWORD, next: '//elders.example' };
    const response = await portal.app.request(`${origin}/aanmelden`, form(fields));
    expect(response.headers.get('location')).toBe('/');
  });
  it('lets only demo people in without a password', async () => {
    const response = await portal.app.request(
      `${origin}/aanmelden/demo`,
      form({ email: 'iemand@klaverveld.example' }),
    );
    expect(response.status).toBe(404);
  });
  it('refuses a form of another site', async () => {
    const headers = { ...(await sanne()), origin: 'https://elders.example' };
    const response = await portal.app.request(`${origin}/afmelden`, form({}, headers));
    expect(response.status).toBe(403);
  });
});

describe('the language', () => {
  it('is Dutch whatever the browser prefers, until the reader chooses', async () => {
    expect(await (await get('/aanmelden', { 'accept-language': 'en-US' })).text()).toContain(
      '<html lang="nl"',
    );
    const choice = await get('/taal/en?terug=%2Faanmelden');
    expect(choice.headers.get('location')).toBe('/aanmelden');
    const cookie = (choice.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const english = await (await get('/aanmelden', { cookie })).text();
    expect(english).toContain('<html lang="en"');
    expect(english).toContain('Sign in');
  });
});

describe('the assets', () => {
  it('weigh at most 60 kB gzipped for the chat, without the PDF viewer', async () => {
    const assets = await buildClientAssets();
    const seen = new Map<string, number>();
    const add = async (name: string): Promise<void> => {
      if (seen.has(name)) return;
      const asset = await assets.read(name);
      if (!asset) throw new Error(`${name} is missing`);
      seen.set(name, gzipSync(asset.bytes).length);
      const text = new TextDecoder().decode(asset.bytes);
      // Static imports only: `import(…)` is loaded on the first click.
      for (const [, path = ''] of text.matchAll(/(?:from|import)"\.\/([\w-]+\.js)"/g)) await add(path);
    };
    await add('chat.js');
    const total = [...seen.values()].reduce((sum, size) => sum + size, 0);
    console.info(`chat script: ${total} bytes gzip in ${seen.size} files`);
    expect(seen.size).toBeGreaterThan(1);
    expect(total).toBeLessThan(60 * 1024);
    expect(total).toBeGreaterThan(2000);
  });
  it('give nothing from outside their list', async () => {
    const assets = await buildClientAssets();
    for (const name of [
      'pdfjs/../package.json',
      'pdfjs/cmaps/../../package.json',
      'pdfjs/package.json',
      '../model.ts',
      'chat.tsx',
      'pdfjs/cmaps/..',
    ]) {
      expect([name, await assets.read(name)]).toEqual([name, null]);
    }
    expect((await assets.read('pdfjs/pdf.min.mjs'))?.type).toContain('text/javascript');
  });
  it('may be kept by a browser, and are compressed on the way', async () => {
    const page = await (await get('/aanmelden')).text();
    const css = /href="(\/assets\/[^"]+\.css)"/.exec(page)?.[1] ?? '';
    const response = await get(css, { 'accept-encoding': 'gzip' });
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('content-encoding')).toBe('gzip');
  });
});
