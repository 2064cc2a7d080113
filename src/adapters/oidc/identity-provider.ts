import * as client from 'openid-client';
import type { IdentityProvider, OidcSecrets, ProvidedIdentity } from '../../accounts/service.ts';
import { AppError } from '../../kernel/errors.ts';

export interface OidcSettings {
  /** As the provider writes it; https, or http on this machine itself. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string | null;
  /** How long the provider may take to answer one request, in seconds. */
  timeout?: number;
}

const SCOPE = 'openid email profile';

/**
 * An OpenID Connect provider through openid-client: code flow with PKCE (RFC 7636), state and nonce; the ID token's
 * signature, issuer, audience and times are checked there. What the provider offers is read at the first sign-in.
 */
export function createIdentityProvider(settings: OidcSettings): IdentityProvider {
  let known: Promise<client.Configuration> | undefined;
  const configuration = async (): Promise<client.Configuration> => {
    known ??= discover(settings);
    try {
      return await known;
    } catch (error) {
      // The next sign-in asks again: a provider that was down must not stay so until a restart.
      known = undefined;
      throw new AppError('oidc_unavailable', { cause: error });
    }
  };
  return {
    name: settings.name,
    async authorizationUrl(redirectUri, { state, nonce, verifier }) {
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return url.href;
    },
    async redeem(callback, secrets) {
      const config = await configuration();
      try {
        return await trade(config, callback, secrets);
      } catch (error) {
        throw new AppError(isUnreachable(error) ? 'oidc_unavailable' : 'oidc_failed', { cause: error });
      }
    },
  };
}

function discover({ issuer, clientId, clientSecret, timeout = 10 }: OidcSettings) {
  const url = new URL(issuer);
  const execute = url.protocol === 'http:' && isLoopback(url) ? [client.allowInsecureRequests] : [];
  return client.discovery(url, clientId, undefined, client.ClientSecretBasic(clientSecret), {
    execute,
    timeout,
  });
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

async function trade(
  config: client.Configuration,
  callback: URL,
  { state, nonce, verifier }: OidcSecrets,
): Promise<ProvidedIdentity> {
  const tokens = await client.authorizationCodeGrant(config, callback, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new TypeError('no ID token');
  const said = claims.email === undefined ? await userInfo(config, tokens.access_token, claims.sub) : claims;
  return {
    issuer: claims.iss,
    subject: claims.sub,
    // The claim must be there and true: some providers send an address that anybody may set.
    verifiedEmail: said.email_verified === true && typeof said.email === 'string' ? said.email : null,
    amr: Array.isArray(claims.amr) ? claims.amr.filter((method) => typeof method === 'string') : [],
  };
}

/** Many providers keep the address out of the ID token (OpenID Connect Core 1.0, 5.4). */
async function userInfo(
  config: client.Configuration,
  accessToken: string,
  subject: string,
): Promise<{ email?: unknown; email_verified?: unknown }> {
  if (config.serverMetadata().userinfo_endpoint === undefined) return {};
  return client.fetchUserInfo(config, accessToken, subject);
}

/** The provider did not answer, or said that the fault is on its side. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof TypeError) return error.message === 'fetch failed';
  const { code, status, cause } = error as { code?: string; status?: number; cause?: unknown };
  const answered = cause instanceof Response ? cause.status : (status ?? 0);
  return code === 'OAUTH_TIMEOUT' || answered >= 500;
}
