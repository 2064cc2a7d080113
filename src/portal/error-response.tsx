import type { Context } from 'hono';
import type { AppEnv } from '../api/env.ts';
import { problemOf, problemResponse, toAppError } from '../api/problem.ts';
import type { PortalServices } from './model.ts';
import { ErrorPage } from './pages/error-page.tsx';
import { SECOND_FACTOR } from './pages/second-factor-page.tsx';
import { respond } from './respond.tsx';
import { fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';
import { pageLanguage, safePath, viewOf } from './view.ts';

/** Anything thrown on the way to a page, as a page in the reader's language; a visitor is sent to the sign-in. */
export function errorResponse(
  c: Context<AppEnv>,
  thrown: unknown,
  services: PortalServices,
): Response | Promise<Response> {
  const error = toAppError(thrown);
  if (c.req.path.startsWith('/api/')) return problemResponse(c, error);
  c.set('language', pageLanguage(c));
  const view = viewOf(c, services);
  if (error.code === 'unauthenticated') {
    const next = safePath(view.here);
    return c.redirect(next === '/' ? '/aanmelden' : `/aanmelden?naar=${encodeURIComponent(next)}`, 303);
  }
  if (error.code === 'factor_required') {
    return c.redirect(`${SECOND_FACTOR}?naar=${encodeURIComponent(safePath(view.here))}`, 303);
  }
  if (error.status >= 500) {
    services.log.error(
      { requestId: c.get('requestId'), code: error.code, err: error.cause ?? error },
      'page failed',
    );
  }
  const isCandidate = c.get('session')?.actor.role === 'candidate';
  const words = wordsFor(error.status, problemOf(error, view.language).detail, view.t.errors, {
    requestId: c.get('requestId'),
    isCandidate,
  });
  const page = <ErrorPage view={view} {...words} signedIn={c.get('session') !== null} />;
  return respond(c, page, error.status as 500);
}

function wordsFor(
  status: number,
  detail: string,
  t: Texts['errors'],
  { requestId, isCandidate }: { requestId: string; isCandidate: boolean },
): { title: string; lead: string } {
  if (status === 404) return { title: t.notFound, lead: t.notFoundLead };
  if (status === 403) return { title: t.forbidden, lead: isCandidate ? t.candidate : t.forbiddenLead };
  if (status === 500) return { title: t.server, lead: fill(t.serverLead, { id: requestId }) };
  return { title: t.other, lead: detail };
}
