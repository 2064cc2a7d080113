import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerPerson } from '../../src/accounts/administration.ts';
import { createIdentityProvider } from '../../src/adapters/oidc/identity-provider.ts';
import type { AppDeps } from '../../src/app.ts';
import { identities, memberships, people, sessions } from '../../src/store/directory-schema.ts';
import { codeAt, STEP } from '../accounts/factor-house.ts';
import { portalApp } from '../browser/support/server.ts';
import { CLIENT, startIdentityProvider, walkProvider } from '../support/local-identity-provider.ts';

const origin = 'http://vraagbaak.test';
const START = '/aanmelden/werkaccount';
const BACK = `${origin}${START}/terug`;
const SANNE = 'sanne@klaverveld.example';
const FATIMA = 'fatima@klaverveld.example';
let portal: Awaited<ReturnType<typeof portalApp>>;
let provider: Awaited<ReturnType<typeof startIdentityProvider>>;

const open = async (given: Partial<AppDeps> = {}) => {
  const settings = { issuer: provider.issuer, ...CLIENT, name: 'Klaverveld', timeout: 2 };
  portal = await portalApp({ identityProvider: createIdentityProvider(settings), ...given });
};
beforeEach(async () => {
  provider = await startIdentityProvider(BACK);
  await open();
});
afterEach(() => provider.close());

const send = (path: string, init: RequestInit = {}) => portal.app.request(new URL(path, origin).href, init);
const cookieOf = (response: Response, name: string) =>
  response.headers
    .getSetCookie()
    .find((line) => line.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';
const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
  body: new URLSearchParams(fields),
});

/** Leaves for the provider; `change` is what somebody does to the address on the way. */
async function leave(next = '/documenten', change: (url: URL) => void = () => undefined) {
  const response = await send(`${START}?naar=${encodeURIComponent(next)}`);
  const url = new URL(response.headers.get('location') ?? '');
  change(url);
  return { cookie: cookieOf(response, 'vb_werkaccount'), url };
}
/** The whole way: out, through the provider, back. */
async function throughProvider(
  next?: string,
  change: { out?: (url: URL) => void; back?: (url: URL) => void } = {},
): Promise<Response> {
  const { cookie, url } = await leave(next, change.out);
  const back = await walkProvider(url.href, BACK);
  change.back?.(back);
  return send(back.href, { headers: { cookie } });
}
const rows = () => {
  const { directory } = portal.deps;
  const count = (table: typeof people | typeof memberships | typeof identities | typeof sessions) =>
    directory.select().from(table).all().length;
  return {
    people: count(people),
    places: count(memberships),
    linked: count(identities),
    sessions: count(sessions),
  };
};
const mailsTo = (recipient: string) =>
  portal.deps.directory.all<{ subject: string }>(
    `SELECT subject FROM outbox WHERE recipient = '${recipient}'`,
  );

describe('signing in with a work account', () => {
  it.each(['userinfo', 'id_token'] as const)(
    'finds the person by the address in the %s, and links once',
    async (where) => {
      await provider.close();
      provider = await startIdentityProvider(BACK, where);
      await open();
      provider.signedIn('sub-1', { email: 'Sanne@Klaverveld.example', email_verified: true });
      const before = rows();
      const entered = await throughProvider('/documenten');
      expect(entered.headers.get('location')).toBe('/documenten');
      expect(cookieOf(entered, 'vb_werkaccount')).toBe('vb_werkaccount=');
      const session = { cookie: cookieOf(entered, 'vb_session') };
      expect((await send('/documenten', { headers: session })).status).toBe(200);
      expect(rows()).toEqual({ ...before, linked: 1, sessions: 1 });
      expect(mailsTo(SANNE)).toEqual([{ subject: 'Je account is gekoppeld' }]);
      await throughProvider();
      expect(rows()).toEqual({ ...before, linked: 1, sessions: 2 });
      expect(mailsTo(SANNE)).toHaveLength(1);
    },
  );

  it('goes by issuer and subject from then on, whatever the address says later', async () => {
    provider.signedIn('sub-1', { email: SANNE, email_verified: true });
    await throughProvider();
    provider.signedIn('sub-1', { email: FATIMA, email_verified: false });
    const entered = await throughProvider('/account');
    const account = await send('/account', { headers: { cookie: cookieOf(entered, 'vb_session') } });
    expect(await account.text()).toContain('Sanne Vermeulen');
  });

  it('does not open an account for the next owner of its address', async () => {
    provider.signedIn('sub-1', { email: SANNE, email_verified: true });
    await throughProvider();
    provider.signedIn('sub-2', { email: SANNE, email_verified: true });
    const refused = await throughProvider();
    expect(refused.status).toBe(403);
    expect(rows().linked).toBe(1);
  });

  it('lets who has more places choose', async () => {
    provider.signedIn('sub-3', { email: 'esmee@loonwijs.example', email_verified: true });
    const choice = await throughProvider();
    const html = await choice.text();
    expect(html).toContain('Waar wil je aan het werk?');
    expect(cookieOf(choice, 'vb_session')).toBe('');
    const choiceToken = /name="choiceToken" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const chosen = await send('/aanmelden/keuze', form({ choiceToken, place: 'provider@meerhaven' }));
    expect(cookieOf(chosen, 'vb_session')).not.toBe('');
  });

  it('is offered on the page, shown on the account, and can be unlinked', async () => {
    expect(await (await send('/aanmelden?naar=%2Fdocumenten')).text()).toContain(
      `href="${START}?naar=%2Fdocumenten">Aanmelden met Klaverveld`,
    );
    provider.signedIn('sub-1', { email: SANNE, email_verified: true });
    const session = { cookie: cookieOf(await throughProvider(), 'vb_session') };
    expect(await (await send('/account', { headers: session })).text()).toContain('Ontkoppelen');
    const gone = await send('/account/koppeling', form({}, session));
    expect(gone.headers.get('location')).toBe('/account?net=koppeling');
    expect(rows().linked).toBe(0);
    expect(await (await send('/account?net=koppeling', { headers: session })).text()).toContain(
      'De koppeling is weg.',
    );
  });

  it('does not exist where no provider is set', async () => {
    portal = await portalApp();
    expect(await (await send('/aanmelden')).text()).not.toContain(START);
    expect((await send(START)).status).toBe(404);
    expect((await send(`${START}/terug?code=x&state=y`)).status).toBe(404);
  });
});

describe('a second factor there', () => {
  const placeOf = async (response: Response) => {
    const token = cookieOf(response, 'vb_session').slice('vb_session='.length);
    return portal.accounts.session(token);
  };

  it('counts when the provider says so', async () => {
    await open({ secondFactorRule: 'required' });
    provider.signedIn('sub-f', { email: FATIMA, email_verified: true, amr: ['pwd', 'mfa'] });
    const entered = await throughProvider('/hr/vragen');
    expect(await placeOf(entered)).toMatchObject({ secondFactor: 'provider', mustSetUpFactor: false });
    expect((await send('/hr/vragen', { headers: { cookie: cookieOf(entered, 'vb_session') } })).status).toBe(
      200,
    );
  });

  it('is ours to ask when it does not', async () => {
    await open({ secondFactorRule: 'required' });
    provider.signedIn('sub-f', { email: FATIMA, email_verified: true, amr: ['pwd'] });
    const entered = await throughProvider('/hr/vragen');
    expect(await placeOf(entered)).toMatchObject({ secondFactor: 'none', mustSetUpFactor: true });
    const led = await send('/hr/vragen', { headers: { cookie: cookieOf(entered, 'vb_session') } });
    expect(led.headers.get('location')).toContain('/account/tweede-stap');
  });

  it('is asked of who has one here, with the code of the app', async () => {
    provider.signedIn('sub-1', { email: SANNE, email_verified: true });
    const first = await throughProvider();
    const token = cookieOf(first, 'vb_session').slice('vb_session='.length);
    const { secondFactor } = portal.accounts;
    const actor = (await portal.accounts.session(token))?.actor;
    if (!actor) throw new Error('not signed in');
    const { secret } = await secondFactor.begin(actor);
    await secondFactor.confirm(actor, token, codeAt(secret, portal.deps.clock.now()));
    portal.deps.advance(STEP);
    const asked = await throughProvider('/documenten');
    const html = await asked.text();
    expect(cookieOf(asked, 'vb_session')).toBe('');
    const challenge = /name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const code = codeAt(secret, portal.deps.clock.now());
    const entered = await send('/aanmelden/code', form({ challenge, code, next: '/documenten' }));
    expect(entered.headers.get('location')).toBe('/documenten');
  });
});

describe('nobody gets in', () => {
  const refusal = async (response: Response) => {
    expect(cookieOf(response, 'vb_session')).toBe('');
    expect(rows()).toMatchObject({ linked: 0, sessions: 0 });
    return { status: response.status, text: await response.text() };
  };
  beforeEach(() => provider.signedIn('sub-1', { email: SANNE, email_verified: true }));

  it.each([
    ['another state', { back: (url: URL) => url.searchParams.set('state', 'x') }],
    ['no state', { back: (url: URL) => url.searchParams.delete('state') }],
    ['another nonce', { out: (url: URL) => url.searchParams.set('nonce', 'x'.repeat(40)) }],
    ['no nonce', { out: (url: URL) => url.searchParams.delete('nonce') }],
    [
      'a challenge of somebody else',
      { out: (url: URL) => url.searchParams.set('code_challenge', 'x'.repeat(43)) },
    ],
    ['another code', { back: (url: URL) => url.searchParams.set('code', 'x') }],
    ['another issuer', { back: (url: URL) => url.searchParams.set('iss', 'https://elders.example') }],
    [
      'a refusal',
      {
        back: (url: URL) => {
          url.searchParams.delete('code');
          url.searchParams.set('error', 'access_denied');
        },
      },
    ],
  ] as [string, { out?: (url: URL) => void; back?: (url: URL) => void }][])(
    'with %s',
    async (_what, change) => {
      const { status, text } = await refusal(await throughProvider('/', change));
      expect(status).toBe(401);
      expect(text).toContain('Het aanmelden met je werkaccount is niet gelukt');
    },
  );

  it('without the ticket of this browser, with a forged one, and after ten minutes', async () => {
    const { cookie, url } = await leave();
    const back = await walkProvider(url.href, BACK);
    for (const wrong of ['', 'vb_werkaccount=onzin', cookie.slice(0, -3), (await leave()).cookie])
      expect((await refusal(await send(back.href, { headers: { cookie: wrong } }))).status).toBe(401);
    portal.deps.advance(10 * 60_000);
    expect((await refusal(await send(back.href, { headers: { cookie } }))).status).toBe(401);
  });

  it('twice with one answer', async () => {
    const { cookie, url } = await leave();
    const back = await walkProvider(url.href, BACK);
    expect((await send(back.href, { headers: { cookie } })).status).toBe(303);
    const replayed = await send(back.href, { headers: { cookie } });
    expect(replayed.status).toBe(401);
    expect(rows().sessions).toBe(1);
  });

  it.each([
    ['an address that was not checked', { email: SANNE, email_verified: false }, 'is gecontroleerd'],
    ['an address nobody says was checked', { email: SANNE }, 'is gecontroleerd'],
    ['no address', {}, 'is gecontroleerd'],
    [
      'a person who is unknown here',
      { email: 'vreemd@elders.example', email_verified: true },
      'hier niet bekend',
    ],
  ])('with %s', async (_what, account, said) => {
    provider.signedIn('sub-9', account);
    const { status, text } = await refusal(await throughProvider());
    expect(status).toBe(403);
    expect(text).toContain(said);
  });

  it('who has no place any more', async () => {
    await registerPerson(portal.deps, {
      name: 'Oud',
      email: 'oud@klaverveld.example',
      password: null,
      memberships: [],
    });
    provider.signedIn('sub-o', { email: 'oud@klaverveld.example', email_verified: true });
    const response = await throughProvider();
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('hier niet bekend');
  });
});

describe('a provider that does not answer', () => {
  it('is said in Dutch, with the password as the way in, and is asked again later', async () => {
    const port = Number(new URL(provider.issuer).port);
    await provider.close();
    const down = await send(`${START}?naar=%2Fdocumenten`);
    const text = await down.text();
    expect(down.status).toBe(503);
    expect(text).toContain('de dienst van je organisatie antwoordt niet');
    expect(text).toContain('name="password"');
    expect(text).not.toContain('aria-invalid');
    expect(text).toContain('value="/documenten"');
    provider = await startIdentityProvider(BACK, 'userinfo', port);
    expect((await send(START)).status).toBe(303);
  });

  it('is said as well when it goes while somebody is there', async () => {
    provider.signedIn('sub-1', { email: SANNE, email_verified: true });
    const { cookie, url } = await leave();
    const back = await walkProvider(url.href, BACK);
    await provider.close();
    const response = await send(back.href, { headers: { cookie } });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('antwoordt niet');
    expect(rows()).toMatchObject({ linked: 0, sessions: 0 });
  });

  it('is never spoken to over plain http elsewhere', async () => {
    const far = createIdentityProvider({ issuer: 'http://elders.example', ...CLIENT, name: null });
    const secrets = { state: 's', nonce: 'n', verifier: 'v'.repeat(43) };
    await expect(far.authorizationUrl(BACK, secrets)).rejects.toMatchObject({
      code: 'oidc_unavailable',
      cause: expect.objectContaining({ message: expect.stringMatching(/https/i) }),
    });
  });
});
