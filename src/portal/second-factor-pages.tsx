import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import type { PortalServices } from './model.ts';
import { MEMBERS } from './pages/members-page.tsx';
import { RecoveryCodesPage } from './pages/recovery-codes-page.tsx';
import { type FactorFault, SECOND_FACTOR, SecondFactorPage } from './pages/second-factor-page.tsx';
import { formFields, openQuestions, respond } from './respond.tsx';
import { safePath, signedInView } from './view.ts';

/** The second factor of the own account; HR and providers reset somebody else's. */
export function secondFactorPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { postman } = services;
  const { secondFactor } = services.accounts;
  const own = guard({ signedIn: true, beforeFactor: true });

  const page = async (c: Context<AppEnv>, next: string, fault: FactorFault | null, status = 200) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    const shown = (
      <SecondFactorPage
        view={view}
        openQuestions={openQuestions(services, actor)}
        status={secondFactor.status(actor)}
        setup={await secondFactor.pending(actor)}
        next={next}
        fault={fault}
        done={c.req.query('net') === 'uit' ? view.t.secondFactor.disabled : null}
      />
    );
    return respond(c, shown, status as 200);
  };
  /** The page again, with what went wrong beside its form. */
  const again = (c: Context<AppEnv>, thrown: unknown, at: FactorFault['at'], next = '/') => {
    const error = toAppError(thrown);
    if (error.status >= 500) throw error;
    return page(c, next, { at, message: problemOf(error, c.get('language')).detail }, error.status);
  };
  const codes = (c: Context<AppEnv>, recoveryCodes: readonly string[], next: string) => {
    void postman.deliver();
    const view = signedInView(c, services);
    const open = openQuestions(services, actorOf(c));
    return respond(
      c,
      <RecoveryCodesPage view={view} openQuestions={open} codes={recoveryCodes} next={next} />,
    );
  };

  portal.get(SECOND_FACTOR, own, (c) => page(c, nextOf(c.req.query('naar')), null));
  portal.post(SECOND_FACTOR, own, async (c) => {
    const next = nextOf((await formFields(c))('next'));
    try {
      await secondFactor.begin(actorOf(c));
      return c.redirect(`${SECOND_FACTOR}?naar=${encodeURIComponent(next)}`, 303);
    } catch (thrown) {
      return again(c, thrown, 'begin', next);
    }
  });
  portal.post(`${SECOND_FACTOR}/aan`, own, async (c) => {
    const field = await formFields(c);
    const next = nextOf(field('next'));
    try {
      return codes(c, await secondFactor.confirm(actorOf(c), c.get('token'), field('code')), next);
    } catch (thrown) {
      return again(c, thrown, 'aan', next);
    }
  });
  portal.post(`${SECOND_FACTOR}/codes`, own, async (c) => {
    try {
      const code = (await formFields(c))('code');
      return codes(c, await secondFactor.renewCodes(actorOf(c), code), SECOND_FACTOR);
    } catch (thrown) {
      return again(c, thrown, 'codes');
    }
  });
  portal.post(`${SECOND_FACTOR}/uit`, own, async (c) => {
    const field = await formFields(c);
    try {
      await secondFactor.disable(actorOf(c), c.get('token'), field('password'), field('code'));
      void postman.deliver();
      return c.redirect(`${SECOND_FACTOR}?net=uit`, 303);
    } catch (thrown) {
      return again(c, thrown, 'uit');
    }
  });
  portal.post(`${MEMBERS}/:personId/tweede-stap`, guard({ roles: keepers }), (c) => {
    secondFactor.reset(actorOf(c), c.req.param('personId'));
    void postman.deliver();
    return c.redirect(`${MEMBERS}?net=reset`, 303);
  });
}

/** Where to go afterwards; the account page for who came from there. */
function nextOf(path: string | undefined): string {
  return path ? safePath(path) : '/account';
}
