import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { setCookie } from 'hono/cookie';
import type { AppEnv } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { AppError } from '../kernel/errors.ts';
import { absencePages } from './absence-pages.tsx';
import { askAsPages } from './ask-as-pages.tsx';
import { carePages } from './care-pages.tsx';
import { chatPages } from './chat-pages.tsx';
import { contractPages } from './contract-pages.tsx';
import { coveragePages } from './coverage-pages.tsx';
import { curatedPages } from './curated-pages.tsx';
import { declarationPages } from './declaration-pages.tsx';
import { documentPages } from './document-pages.tsx';
import { entrancePages } from './entrance-pages.tsx';
import { errorResponse } from './error-response.tsx';
import { filePages } from './file-pages.tsx';
import { hrMutationPages } from './hr-mutation-pages.tsx';
import { hrPages } from './hr-pages.tsx';
import { insightPages } from './insight-pages.tsx';
import { mailDeskPages } from './mail-desk-pages.tsx';
import type { PortalServices } from './model.ts';
import { mutationLinkPages } from './mutation-link-pages.tsx';
import { myDataPages } from './my-data-pages.tsx';
import { orderPages } from './order-pages.tsx';
import { ownWordPages } from './own-word-pages.tsx';
import { payPages } from './pay-pages.tsx';
import { peoplePages } from './people-pages.tsx';
import { processPages } from './process-pages.tsx';
import { runPages } from './run-pages.tsx';
import { runReportPages } from './run-report-pages.tsx';
import { secondFactorPages } from './second-factor-pages.tsx';
import { signingPages } from './signing-pages.tsx';
import { taskPages } from './task-pages.tsx';
import { templatePages } from './template-pages.tsx';
import { trialPages } from './trial-pages.tsx';
import { versionPages } from './version-pages.tsx';
import { LANGUAGE_COOKIE, pageLanguage, safePath } from './view.ts';

const YEAR = 365 * 24 * 60 * 60;

/**
 * The pages, to be mounted at '/' as the last of the app: it answers every path that nothing else knows.
 * The middleware of createApp (request id, session, origin check, headers) must run before it.
 */
export function createPortal(services: PortalServices): {
  routes: Hono<AppEnv>;
  errorPage: (c: Context<AppEnv>, error: unknown) => Response | Promise<Response>;
} {
  const portal = new Hono<AppEnv>();
  const errorPage = (c: Context<AppEnv>, error: unknown) => errorResponse(c, error, services);
  portal.onError((error, c) => errorPage(c, error));
  portal.use('*', pageDefaults());
  assetRoutes(portal, services);
  languageRoute(portal, services);
  entrancePages(portal, services);
  chatPages(portal, services);
  declarationPages(portal, services);
  documentPages(portal, services);
  hrPages(portal, services);
  orderPages(portal, services);
  versionPages(portal, services);
  filePages(portal, services);
  contractPages(portal, services);
  signingPages(portal, services);
  coveragePages(portal, services);
  curatedPages(portal, services);
  insightPages(portal, services);
  myDataPages(portal, services);
  mutationLinkPages(portal, services);
  hrMutationPages(portal, services);
  askAsPages(portal, services);
  carePages(portal, services);
  mailDeskPages(portal, services);
  ownWordPages(portal, services);
  payPages(portal, services);
  secondFactorPages(portal, services);
  runReportPages(portal, services);
  runPages(portal, services);
  trialPages(portal, services);
  peoplePages(portal, services);
  absencePages(portal, services);
  taskPages(portal, services);
  processPages(portal, services);
  templatePages(portal, services);
  portal.all('*', guard({ public: true }), () => {
    throw new AppError('not_found');
  });
  return { routes: portal, errorPage };
}

function pageDefaults(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!c.req.path.startsWith('/api/')) {
      c.set('language', pageLanguage(c));
      // With 'no-referrer' browsers send 'Origin: null' along with a form, and the origin check would refuse it.
      c.header('Referrer-Policy', 'same-origin');
    }
    await next();
  };
}

function assetRoutes(portal: Hono<AppEnv>, { assets }: PortalServices): void {
  portal.use('/assets/*', compress());
  portal.get('/assets/:version/:name{.+}', guard({ public: true }), async (c) => {
    const asset = await assets.read(c.req.param('name'));
    if (!asset || c.req.param('version') !== assets.version) return c.text('', 404);
    return c.body(new Uint8Array(asset.bytes), 200, {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
  portal.get('/favicon.ico', guard({ public: true }), (c) =>
    c.redirect(`/assets/${assets.version}/icon.svg`),
  );
}

function languageRoute(portal: Hono<AppEnv>, { secureCookies }: PortalServices): void {
  portal.get('/taal/:language', guard({ public: true }), (c: Context<AppEnv, '/taal/:language'>) => {
    const language = c.req.param('language');
    if (language !== 'nl' && language !== 'en') throw new AppError('not_found');
    setCookie(c, LANGUAGE_COOKIE, language, {
      path: '/',
      sameSite: 'Lax',
      httpOnly: true,
      secure: secureCookies,
      maxAge: YEAR,
    });
    return c.redirect(safePath(c.req.query('terug')), 303);
  });
}
