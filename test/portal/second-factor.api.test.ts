import { beforeEach, describe, expect, it } from 'vitest';
import { codeAt, STEP } from '../accounts/factor-house.ts';
import { PASSWORD } from '../api/support.ts';
import { portalApp } from '../browser/support/server.ts';

const origin = 'http://vraagbaak.test';
const page = '/account/tweede-stap';
const SANNE = 'sanne@klaverveld.example';
const FATIMA = 'fatima@klaverveld.example';
let portal: Awaited<ReturnType<typeof portalApp>>;

const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
  body: new URLSearchParams(fields),
});
const send = (path: string, init: RequestInit = {}) => portal.app.request(`${origin}${path}`, init);
const cookieIn = (response: Response) => ({
  cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
});
const signIn = (email: string, next = '/') => send('/aanmelden', form({ email, password: PASSWORD, next }));
const fieldIn = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** Sets it up with nothing but what the page shows. */
async function setUp(headers: { cookie: string }, next = '/documenten') {
  const begun = await send(page, form({ next }, headers));
  const shown = await (await send(begun.headers.get('location') ?? '', { headers })).text();
  const secret = /<code class="secret">([^<]+)</.exec(shown)?.[1]?.replaceAll(' ', '') ?? '';
  const code = () => codeAt(secret, portal.deps.clock.now());
  const done = await send(`${page}/aan`, form({ code: code(), next: fieldIn(shown, 'next') }, headers));
  portal.deps.advance(STEP);
  return { shown, code, text: await done.text() };
}
const codesIn = (html: string) => [...html.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code]) => code ?? '');

beforeEach(async () => {
  portal = await portalApp();
});

describe('the page of the second step', () => {
  it('shows QR code and secret, and after the code ten recovery codes and the way on', async () => {
    const cookie = cookieIn(await signIn(SANNE));
    expect(await (await send('/account', { headers: cookie })).text()).toContain(`href="${page}"`);
    const { shown, text } = await setUp(cookie);
    expect(shown).toContain('role="img" aria-label="QR-code om Vraagbaak');
    expect(codesIn(text)).toHaveLength(10);
    expect(text).toContain('href="/documenten"');
    expect(await (await send('/account', { headers: cookie })).text()).toContain('met tweede stap');
    expect(await (await send(page, { headers: cookie })).text()).toContain('Je hebt nog 10 herstelcodes.');
  });

  it('says beside the field what was wrong, and keeps the same secret', async () => {
    const cookie = cookieIn(await signIn(SANNE));
    await send(page, form({}, cookie));
    const secretIn = (html: string) => /<code class="secret">([^<]+)</.exec(html)?.[1];
    const before = secretIn(await (await send(page, { headers: cookie })).text());
    const wrong = await send(`${page}/aan`, form({ code: '12' }, cookie));
    const text = await wrong.text();
    expect(wrong.status).toBe(422);
    expect(text).toContain('aria-describedby="fault-aan"');
    expect(text).toContain('Deze code klopt niet, of is al gebruikt.');
    expect(secretIn(text)).toBe(before);
  });

  it('makes new codes and switches off, each with a code', async () => {
    const cookie = cookieIn(await signIn(SANNE));
    const { text, code } = await setUp(cookie);
    const renewed = await (await send(`${page}/codes`, form({ code: code() }, cookie))).text();
    expect(codesIn(renewed)).not.toEqual(codesIn(text));
    const off = (password: string, typed: string) =>
      send(`${page}/uit`, form({ password, code: typed }, cookie));
    expect(await (await off('fout', code())).text()).toContain('Je huidige wachtwoord klopt niet.');
    portal.deps.advance(STEP);
    const gone = await off(PASSWORD, code());
    expect(gone.headers.get('location')).toBe(`${page}?net=uit`);
    expect((await signIn(SANNE)).status).toBe(303);
  });

  it('sends nobody to another site afterwards', async () => {
    const cookie = cookieIn(await signIn(SANNE));
    const { text } = await setUp(cookie, '//elders.example');
    expect(text).not.toContain('elders.example');
  });
});

describe('signing in with a code', () => {
  it('asks it, keeps where to go, and takes a recovery code too', async () => {
    const { text, code } = await setUp(cookieIn(await signIn(SANNE)));
    const asked = await signIn(SANNE, '/documenten');
    const html = await asked.text();
    expect(asked.status).toBe(200);
    expect(asked.headers.get('set-cookie')).toBeNull();
    const challenge = fieldIn(html, 'challenge');
    const answer = (fields: Record<string, string>) =>
      send('/aanmelden/code', form({ challenge, next: fieldIn(html, 'next'), ...fields }));
    const wrong = await answer({ code: '000000' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('aria-describedby="code-fault"');
    const entered = await answer({ code: code() });
    expect(entered.headers.get('location')).toBe('/documenten');
    expect((await send('/documenten', { headers: cookieIn(entered) })).status).toBe(200);
    const byRecovery = await answer({ recovery: codesIn(text)[0] ?? '' });
    expect(byRecovery.status).toBe(303);
  });

  it('starts over when it took too long', async () => {
    await setUp(cookieIn(await signIn(SANNE)));
    const challenge = fieldIn(await (await signIn(SANNE)).text(), 'challenge');
    portal.deps.advance(300_000);
    const late = await send('/aanmelden/code', form({ challenge, code: '123456', next: '/documenten' }));
    expect(late.status).toBe(401);
    const text = await late.text();
    expect(text).toContain('Het aanmelden duurde te lang.');
    expect(fieldIn(text, 'next')).toBe('/documenten');
  });

  it('holds for the demo’s buttons as well', async () => {
    await setUp(cookieIn(await signIn(SANNE)));
    const asked = await send('/aanmelden/demo', form({ email: SANNE }));
    expect(await asked.text()).toContain('name="challenge"');
  });
});

describe('where HR needs one', () => {
  it('every page leads to setting it up, and from there to where HR was going', async () => {
    portal = await portalApp({ secondFactorRule: 'required' });
    const cookie = cookieIn(await signIn(FATIMA, '/hr/vragen'));
    for (const path of ['/', '/hr/vragen', '/hr/medewerkers', '/account']) {
      const led = await send(path, { headers: cookie });
      expect([path, led.headers.get('location')]).toEqual([path, `${page}?naar=${encodeURIComponent(path)}`]);
    }
    const first = await (await send(`${page}?naar=%2Fhr%2Fvragen`, { headers: cookie })).text();
    expect(first).toContain('Met jouw rol zie je gegevens van anderen.');
    expect(first).not.toContain('href="/hr/documenten"');
    const { text } = await setUp(cookie, fieldIn(first, 'next'));
    expect(text).toContain('href="/hr/vragen"');
    expect((await send('/hr/vragen', { headers: cookie })).status).toBe(200);
  });

  it('lets HR leave instead', async () => {
    portal = await portalApp({ secondFactorRule: 'required' });
    const cookie = cookieIn(await signIn(FATIMA));
    expect((await send('/afmelden', form({}, cookie))).headers.get('location')).toBe('/aanmelden');
  });
});

describe('the list of people', () => {
  it('shows who has one, and HR resets it', async () => {
    await setUp(cookieIn(await signIn(SANNE)));
    const fatima = cookieIn(await signIn(FATIMA));
    const list = await (await send('/hr/medewerkers', { headers: fatima })).text();
    const action = /action="(\/hr\/medewerkers\/[^"]+\/tweede-stap)"/.exec(list)?.[1] ?? '';
    const reset = await send(action, form({}, fatima));
    expect(reset.headers.get('location')).toBe('/hr/medewerkers?net=reset');
    const after = await (await send('/hr/medewerkers?net=reset', { headers: fatima })).text();
    expect(after).toContain('De tweede stap is gewist.');
    expect(after).not.toContain('/tweede-stap"');
    expect((await signIn(SANNE)).status).toBe(303);
  });
});

describe('in English', () => {
  it('every word of the page is English', async () => {
    const { cookie } = cookieIn(await signIn(SANNE));
    const english = { cookie: `${cookie}; vb_taal=en` };
    expect(await (await send(page, { headers: english })).text()).toContain('Second step at sign-in');
    const { text } = await setUp(english);
    expect(text).toContain('Your recovery codes');
    expect(text).not.toContain('herstelcode');
  });
});
