import type { Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { groupList } from '../api/lists.ts';
import { AppError } from '../kernel/errors.ts';
import { doneOf } from './curated-pages.tsx';
import { listQuery, shownList } from './list-tools.tsx';
import type { PortalServices } from './model.ts';
import { HrQuestionsPage } from './pages/hr-questions-page.tsx';
import { formFields, hrCounts, pageData, respond } from './respond.tsx';
import { signedInView } from './view.ts';

/** HR's list of what was not answered. */
export function hrPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { assistant } = services;
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
}
