import type { Context, Hono } from 'hono';
import type { MustChoose, MustConfirm, SignedIn, SignInInput } from '../accounts/model.ts';
import { membershipChoiceSchema, signInSchema } from '../accounts/model.ts';
import { agentOf } from '../api/agent.ts';
import { type AppEnv, sessionOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import { clearSessionCookie, setSessionCookie } from '../api/session-cookie.ts';
import { AppError } from '../kernel/errors.ts';
import type { PortalServices } from './model.ts';
import { oidcPages } from './oidc-pages.tsx';
import { AskCodePage } from './pages/ask-code-page.tsx';
import { ChoosePage, SignInPage } from './pages/sign-in-page.tsx';
import { formFields, respond } from './respond.tsx';
import { safePath, viewOf } from './view.ts';

/** What a step of a sign-in can lead to. */
export type Entered = SignedIn | MustChoose | MustConfirm;

/** Signing in and out, choosing and changing the place of work: plain forms. */
export function entrancePages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { accounts, demo } = services;
  const anyone = guard({ public: true });
  const cookie = { secure: services.secureCookies };

  const enter = (c: Context<AppEnv>, { token }: SignedIn, next: string) => {
    setSessionCookie(c, token, cookie);
    return c.redirect(next, 303);
  };
  const entered = (c: Context<AppEnv>, result: Entered, next: string) => {
    const view = viewOf(c, services);
    switch (result.kind) {
      case 'signed_in':
        return enter(c, result, next);
      case 'choose':
        return respond(c, <ChoosePage view={view} next={next} choice={result} />);
      case 'second_factor':
        return respond(
          c,
          <AskCodePage view={view} next={next} challenge={result.challengeToken} fault={null} />,
        );
    }
  };
  const agent = (c: Context<AppEnv>) => agentOf(c.req.header('user-agent'));
  const signIn = async (c: Context<AppEnv>, input: SignInInput, next: string) =>
    entered(c, await accounts.signIn(input, services.clientAddress(c), agent(c)), next);
  const again = (c: Context<AppEnv>, thrown: unknown, next: string, email: string) => {
    const error = toAppError(thrown);
    // What is out of order elsewhere leaves the other ways in; a fault of ours gets its own page.
    if (error.status >= 500 && error.code !== 'oidc_unavailable') throw error;
    const view = viewOf(c, services);
    const atFields = error.code === 'sign_in_failed';
    const failure = { message: problemOf(error, view.language).title, email, atFields };
    const page = <SignInPage view={view} next={next} demo={demo} oidc={accounts.oidc} failure={failure} />;
    return respond(c, page, error.status as 401);
  };
  /** The question for a code again, as long as its challenge is good. */
  const codeAgain = (c: Context<AppEnv>, thrown: unknown, next: string, challenge: string) => {
    const error = toAppError(thrown);
    if (error.code !== 'factor_code_wrong' && error.code !== 'too_many_codes')
      return again(c, error, next, '');
    const view = viewOf(c, services);
    const fault = problemOf(error, view.language).title;
    const page = <AskCodePage view={view} next={next} challenge={challenge} fault={fault} />;
    return respond(c, page, error.status as 401);
  };

  portal.get('/aanmelden', anyone, (c) => {
    const next = safePath(c.req.query('naar'));
    if (c.get('session')) return c.redirect(next, 303);
    return respond(c, <SignInPage view={viewOf(c, services)} next={next} demo={demo} oidc={accounts.oidc} />);
  });
  portal.post('/aanmelden', anyone, async (c) => {
    const field = await formFields(c);
    const next = safePath(field('next'));
    const input = signInSchema.safeParse({ email: field('email'), password: field('password') });
    try {
      if (!input.success) throw new AppError('sign_in_failed');
      return await signIn(c, input.data, next);
    } catch (error) {
      return again(c, error, next, field('email'));
    }
  });
  portal.post('/aanmelden/demo', anyone, async (c) => {
    const field = await formFields(c);
    const email = field('email');
    if (!demo?.people.some((person) => person.email === email)) throw new AppError('not_found');
    return signIn(c, { email, password: demo.password }, safePath(field('next')));
  });
  portal.post('/aanmelden/code', anyone, async (c) => {
    const field = await formFields(c);
    const next = safePath(field('next'));
    const challenge = field('challenge');
    try {
      const code = field('code') || field('recovery');
      return entered(c, await accounts.confirm(challenge, code, agent(c)), next);
    } catch (error) {
      return codeAgain(c, error, next, challenge);
    }
  });
  oidcPages(portal, services, entered, (c, thrown, next) => {
    const { code, cause } = toAppError(thrown);
    // The operator has to know why; the reader only what to do.
    const reason = cause instanceof Error ? cause.message : undefined;
    services.log.warn({ requestId: c.get('requestId'), code, reason }, 'work account refused');
    return again(c, thrown, next, '');
  });
  portal.post('/aanmelden/keuze', anyone, async (c) => {
    const field = await formFields(c);
    const next = safePath(field('next'));
    try {
      return enter(c, await accounts.choose(field('choiceToken'), placeOf(field('place')), agent(c)), next);
    } catch (error) {
      return again(c, error, next, '');
    }
  });
  portal.post('/werkgever', guard({ signedIn: true, beforeFactor: true }), async (c) => {
    const field = await formFields(c);
    return enter(c, await accounts.switchTo(c.get('token'), placeOf(field('place')), agent(c)), '/');
  });
  portal.post('/afmelden', guard({ signedIn: true, beforeFactor: true }), async (c) => {
    sessionOf(c);
    await accounts.endSession(c.get('token'));
    clearSessionCookie(c, cookie);
    return c.redirect('/aanmelden', 303);
  });
}

/** Reads `placeValue` of layout.tsx back. @throws AppError not_found */
function placeOf(value: string) {
  const at = value.indexOf('@');
  const choice = membershipChoiceSchema.safeParse({
    role: value.slice(0, at),
    employerId: value.slice(at + 1),
  });
  if (!choice.success) throw new AppError('not_found');
  return choice.data;
}
