import type { Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { insightQuerySchema } from '../insights/model.ts';
import type { PortalServices } from './model.ts';
import { INSIGHTS, InsightsPage } from './pages/insights-page.tsx';
import { openQuestions, respond } from './respond.tsx';
import { signedInView } from './view.ts';

/** HR's page of figures. */
export function insightPages(portal: Hono<AppEnv>, services: PortalServices): void {
  portal.get(INSIGHTS, guard({ roles: keepers }), (c) => {
    const actor = actorOf(c);
    const asked = insightQuerySchema.safeParse({ days: c.req.query('dagen') });
    return respond(
      c,
      <InsightsPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        figures={services.insights.read(actor, asked.data?.days ?? 30)}
      />,
    );
  });
}
