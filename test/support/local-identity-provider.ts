import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Adapter, type AdapterPayload } from 'oidc-provider';

export interface LocalAccount {
  email?: string;
  email_verified?: boolean;
  /** How this account signs in there. */
  amr?: string[];
}

export const CLIENT = { clientId: 'vraagbaak', clientSecret: 'geheim-van-de-test-geheim-van-de-test' };

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signingKey = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };

/** What the provider keeps, for as long as it runs. */
function memoryAdapter() {
  const rows = new Map<string, AdapterPayload>();
  const find = async (test: (payload: AdapterPayload) => boolean) => [...rows.values()].find(test);
  return (model: string): Adapter => ({
    upsert: async (id, payload) => void rows.set(`${model}:${id}`, payload),
    find: async (id) => rows.get(`${model}:${id}`),
    findByUserCode: (code) => find(({ userCode }) => userCode === code),
    findByUid: (uid) => find((payload) => payload.uid === uid),
    async consume(id) {
      const payload = rows.get(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => void rows.delete(`${model}:${id}`),
    async revokeByGrantId(grantId) {
      for (const [key, payload] of rows) if (payload.grantId === grantId) rows.delete(key);
    },
  });
}

/**
 * A real OpenID Connect provider on this machine. Whoever comes to sign in is the account named by `signedIn`, without a
 * page to fill in.
 * @param redirectUri where it may send people back to
 * @param emailIn whether the address stands in the ID token or is to be asked for at the userinfo endpoint
 * @param port 0 for a free one
 */
export async function startIdentityProvider(
  redirectUri: string,
  emailIn: 'id_token' | 'userinfo' = 'userinfo',
  port = 0,
) {
  const accounts = new Map<string, LocalAccount>();
  const state = { signedIn: '' };
  let answer: (req: IncomingMessage, res: ServerResponse) => unknown = () => undefined;
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri] },
    ],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
    adapter: memoryAdapter(),
    jwks: { keys: [signingKey] },
    conformIdTokenClaims: emailIn === 'userinfo',
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['voor deze test'] },
    interactions: { url: (_ctx, interaction) => `/meld-aan/${interaction.uid}` },
    findAccount: (_ctx, sub) => {
      const account = accounts.get(sub);
      if (account === undefined) return undefined;
      const { amr: _, ...claims } = account;
      return { accountId: sub, claims: () => ({ sub, ...claims }) };
    },
    async loadExistingGrant({ oidc }) {
      const accountId = oidc.session?.accountId;
      const clientId = oidc.client?.clientId;
      if (accountId === undefined || clientId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ accountId, clientId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  answer = async (req, res) => {
    if (!req.url?.startsWith('/meld-aan/')) return handle(req, res);
    const amr = accounts.get(state.signedIn)?.amr;
    const login = { accountId: state.signedIn, ...(amr && { amr }) };
    return provider.interactionFinished(req, res, { login });
  };
  return {
    issuer,
    accounts,
    /** Makes this account the one that signs in from now on. */
    signedIn(sub: string, account: LocalAccount): void {
      accounts.set(sub, account);
      state.signedIn = sub;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a browser does at the provider: follows it around with its cookies, up to the address it is sent back to. */
export async function walkProvider(start: string, back: string): Promise<URL> {
  const jar = new Map<string, string>();
  let url = new URL(start);
  for (let hop = 0; hop < 10; hop++) {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${response.status} at ${url.pathname}: ${await response.text()}`);
    url = new URL(location, url);
    if (url.href.startsWith(back)) return url;
  }
  throw new Error('the provider did not send the browser back');
}
