import type { Context, Handler, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import { documentInputOf, readUpload } from '../api/upload.ts';
import { changesOf } from '../api/version-routes.ts';
import type { Documents } from '../employer/model.ts';
import { today } from '../kernel/dates.ts';
import { FILE, versionUrl } from './file-urls.ts';
import type { PortalServices } from './model.ts';
import { ComparePage } from './pages/compare-page.tsx';
import { ReadPage } from './pages/read-page.tsx';
import { VersionPage } from './pages/version-page.tsx';
import { filePageData, openQuestions, pageData, respond } from './respond.tsx';
import { signedInView } from './view.ts';

const shownKinds = ['changed', 'added', 'removed'] as const;

/** One document of the employer file: what was read of it, and its new version until HR has decided. */
export function versionPages(portal: Hono<AppEnv>, services: PortalServices): void {
  readPages(portal, services);
  uploadPages(portal, services);
  comparePages(portal, services);
}

/** The page of a document's new version. @param failure why something was refused */
function versionPage(
  c: Context<AppEnv>,
  services: PortalServices,
  documentId: string,
  failure?: string,
  status: 200 | 400 | 404 = 200,
) {
  const actor = actorOf(c);
  const view = signedInView(c, services);
  return respond(
    c,
    <VersionPage
      view={view}
      data={filePageData(view)}
      openQuestions={openQuestions(services, actor)}
      document={services.documents.get(actor, documentId)}
      failure={failure}
    />,
    status,
  );
}

function readPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { documents } = services;
  portal.get(`${FILE}/:documentId/gelezen`, guard({ roles: keepers }), (c) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    const document = documents.get(actor, c.req.param('documentId'));
    const version = documents.version(actor, document.id, c.req.query('versie') || undefined);
    const pages = documents.readPages(actor, document.id, version.versionId);
    const passages = documents.readPassages(actor, document.id, version.versionId);
    const marked = passages.find(({ id }) => id !== '' && id === c.req.query('passage'));
    const asked = Number(c.req.query('pagina') ?? marked?.pageFrom ?? 1);
    const page = Number.isInteger(asked) ? Math.min(Math.max(1, asked), Math.max(1, version.pages)) : 1;
    return respond(
      c,
      <ReadPage
        view={view}
        data={pageData(view)}
        openQuestions={openQuestions(services, actor)}
        document={document}
        version={version}
        page={page}
        text={pages.find(({ number }) => number === page)?.text ?? ''}
        passages={passages.filter(({ pageFrom, pageTo }) => pageFrom <= page && page <= pageTo)}
        marked={marked?.id ?? ''}
      />,
    );
  });
}

function uploadPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { documents } = services;
  const keeper = guard({ roles: keepers });
  portal.get(`${FILE}/:documentId/versie`, keeper, (c) =>
    versionPage(c, services, c.req.param('documentId')),
  );
  portal.post(`${FILE}/:documentId/versie`, keeper, async (c) => {
    const actor = actorOf(c);
    const { id, kind, title } = documents.get(actor, c.req.param('documentId'));
    try {
      const { file, fields } = await readUpload(c);
      const input = documentInputOf({ kind, title, ...fields });
      await documents.upload(actor, file, input, { replaces: id, publish: 'wait' });
      return c.redirect(versionUrl(id), 303);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.status >= 500 || error.code === 'not_found') throw error;
      return versionPage(c, services, id, problemOf(error, c.get('language')).detail, 400);
    }
  });
}

function comparePages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { documents } = services;
  const keeper = guard({ roles: keepers });
  portal.get(`${FILE}/:documentId/versies/:versionId`, keeper, async (c) => {
    const actor = actorOf(c);
    const { documentId, versionId } = c.req.param();
    const { next } = documents.get(actor, documentId);
    // Not read yet, or failed: the page of the version says how far it is.
    if (next?.versionId === versionId && next.status !== 'waiting') return c.redirect(versionUrl(documentId));
    if (next?.versionId !== versionId) return gone(c, services, documentId);
    return respond(
      c,
      <ComparePage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        versionId={versionId}
        {...(await changesOf(services, actor, documentId, versionId))}
        today={today(services.clock)}
        only={shownKinds.find((kind) => kind === c.req.query('toon')) ?? null}
      />,
    );
  });
  const decide =
    (done: 'live' | 'weg', act: Documents['publish']): Handler<AppEnv, '/:documentId/:versionId'> =>
    async (c) => {
      const { documentId, versionId } = c.req.param();
      try {
        await act(actorOf(c), documentId, versionId);
        return c.redirect(`${FILE}?${done}=${encodeURIComponent(documentId)}`, 303);
      } catch (thrown) {
        const { code } = toAppError(thrown);
        if (code !== 'not_found' && code !== 'conflict') throw thrown;
        return gone(c, services, documentId);
      }
    };
  portal.post(`${FILE}/:documentId/versies/:versionId/live`, keeper, decide('live', documents.publish));
  portal.post(`${FILE}/:documentId/versies/:versionId/weg`, keeper, decide('weg', documents.discard));
}

/** Somebody decided on this version meanwhile. @throws AppError not_found when there is no such document */
function gone(c: Context<AppEnv>, services: PortalServices, documentId: string) {
  return versionPage(c, services, documentId, signedInView(c, services).t.hrFile.goneMeanwhile, 404);
}
