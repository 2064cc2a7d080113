import type { Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { AppError } from '../kernel/errors.ts';
import { doneOf } from './curated-pages.tsx';
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
        groups={assistant.unanswered(actor, { status })}
        counts={hrCounts(services, actor)}
        done={doneOf(c, services)}
      />,
    );
  });
  portal.post('/hr/vragen/:groupId', keeper, async (c) => {
    const status = (await formFields(c))('status');
    if (status !== 'open' && status !== 'dismissed') throw new AppError('bad_request');
    assistant.setUnansweredStatus(actorOf(c), c.req.param('groupId'), status);
    return c.redirect(status === 'open' ? '/hr/vragen?status=dismissed' : '/hr/vragen', 303);
  });
}
