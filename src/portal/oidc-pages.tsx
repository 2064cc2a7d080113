import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { OidcSignIn } from '../accounts/service.ts';
import { agentOf } from '../api/agent.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { originOf } from '../api/member-routes.ts';
import { AppError } from '../kernel/errors.ts';
import type { Entered } from './entrance-pages.tsx';
import type { PortalServices } from './model.ts';
import { safePath } from './view.ts';

/** Where the browser leaves for the identity provider, and where it comes back. */
export const OIDC = '/aanmelden/werkaccount';
const BACK = `${OIDC}/terug`;
const TICKET_COOKIE = 'vb_werkaccount';
/** As long as the ticket inside is good for, in seconds. */
const TICKET_AGE = 600;

/**
 * Signing in with a work account.
 * @param entered what follows on any first step of a sign-in
 * @param refused the sign-in page with what went wrong
 */
export function oidcPages(
  portal: Hono<AppEnv>,
  services: PortalServices,
  entered: (c: Context<AppEnv>, result: Entered, next: string) => Response | Promise<Response>,
  refused: (c: Context<AppEnv>, thrown: unknown, next: string) => Response | Promise<Response>,
): void {
  const { oidc } = services.accounts;
  const anyone = guard({ public: true });
  const cookie = { path: OIDC, httpOnly: true, sameSite: 'Lax', secure: services.secureCookies } as const;
  const redirectUri = (c: Context<AppEnv>) => `${originOf(c, services.publicOrigin)}${BACK}`;
  const required = (): OidcSignIn => {
    if (oidc === null) throw new AppError('not_found');
    return oidc;
  };

  portal.get(OIDC, anyone, async (c) => {
    const next = safePath(c.req.query('naar'));
    const way = required();
    try {
      const { url, ticket } = await way.begin(redirectUri(c), next);
      setCookie(c, TICKET_COOKIE, ticket, { ...cookie, maxAge: TICKET_AGE });
      return c.redirect(url, 303);
    } catch (thrown) {
      return refused(c, thrown, next);
    }
  });
  portal.get(BACK, anyone, async (c) => {
    const way = required();
    const ticket = getCookie(c, TICKET_COOKIE) ?? '';
    deleteCookie(c, TICKET_COOKIE, cookie);
    try {
      // Behind a proxy the request's own address is not the one that the provider was told.
      const callback = new URL(`${redirectUri(c)}${new URL(c.req.url).search}`);
      const { next, result } = await way.finish(ticket, callback, agentOf(c.req.header('user-agent')));
      return await entered(c, result, next);
    } catch (thrown) {
      return refused(c, thrown, '/');
    }
  });
  portal.post('/account/koppeling', guard({ signedIn: true }), (c) => {
    required().unlink(actorOf(c));
    return c.redirect('/account?net=koppeling', 303);
  });
}
