import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { groupList } from '../api/lists.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import { documentInputOf, readUpload } from '../api/upload.ts';
import { AppError } from '../kernel/errors.ts';
import { doneOf } from './curated-pages.tsx';
import { listQuery, shownList } from './list-tools.tsx';
import type { PortalServices } from './model.ts';
import { HrDocumentsPage } from './pages/hr-documents-page.tsx';
import { HrQuestionsPage } from './pages/hr-questions-page.tsx';
import { formFields, hrCounts, openQuestions, pageData, respond } from './respond.tsx';
import { signedInView } from './view.ts';

/** HR's pages: what was not answered, and the documents that answer. */
export function hrPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { assistant, documents } = services;
  const keeper = guard({ roles: keepers });

  portal.get('/hr/vragen', keeper, (c) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    const status = c.req.query('status') === 'dismissed' ? 'dismissed' : 'open';
    return respond(
      c,
      <HrQuestionsPage
        view={view}
        data={pageData(view)}
        status={status}
        list={shownList(groupList, assistant.unanswered(actor, { status }), listQuery(c))}
        moved={assistant.unanswered(actor).find(({ id }) => id === c.req.query('verplaatst')) ?? null}
        counts={hrCounts(services, actor)}
        done={doneOf(c, services)}
      />,
    );
  });
  portal.post('/hr/vragen/:groupId', keeper, async (c) => {
    const status = (await formFields(c))('status');
    if (status !== 'open' && status !== 'dismissed') throw new AppError('bad_request');
    const id = c.req.param('groupId');
    assistant.setUnansweredStatus(actorOf(c), id, status);
    const query = new URLSearchParams({
      ...(status === 'open' && { status: 'dismissed' }),
      verplaatst: id,
    });
    return c.redirect(`/hr/vragen?${query}`, 303);
  });

  const file = (c: Context<AppEnv>, failure?: { message: string; status: 400 }) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    const page = (
      <HrDocumentsPage
        view={view}
        data={pageData(view)}
        documents={documents.list(actor)}
        openQuestions={openQuestions(services, actor) ?? 0}
        {...(failure ? { failure: failure.message } : {})}
      />
    );
    return respond(c, page, failure?.status ?? 200);
  };
  portal.get('/hr/documenten', keeper, (c) => file(c));
  portal.post('/hr/documenten', keeper, async (c) => {
    try {
      const { file: sent, fields } = await readUpload(c);
      await documents.upload(actorOf(c), sent, documentInputOf(fields));
      return c.redirect('/hr/documenten', 303);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.status >= 500) throw error;
      return file(c, { message: problemOf(error, c.get('language')).detail, status: error.status as 400 });
    }
  });
}
