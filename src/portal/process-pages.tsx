import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { type ProcessQuery, processQuerySchema } from '../workflow/view-model.ts';
import type { PortalServices } from './model.ts';
import { ProcessPage } from './pages/process-page.tsx';
import { ProcessesPage } from './pages/processes-page.tsx';
import { PROCESSES } from './pages/task-tabs.tsx';
import { openQuestions, respond } from './respond.tsx';
import { signedInView } from './view.ts';

/** The overview of everybody's processes, for HR and the provider. */
export function processPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { workflows } = services;
  const keeper = guard({ roles: keepers });
  portal.get(PROCESSES, keeper, (c) => {
    const actor = actorOf(c);
    const query = processQuery(c);
    return respond(
      c,
      <ProcessesPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        query={query}
        list={workflows.processes(actor, query)}
        templates={workflows.templates(actor)}
      />,
    );
  });
  portal.get(`${PROCESSES}/:workflowId`, keeper, (c) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    return respond(
      c,
      <ProcessPage
        view={view}
        openQuestions={openQuestions(services, actor)}
        process={workflows.process(actor, c.req.param('workflowId'), view.language)}
      />,
    );
  });
}

/** The list that the address asks for; what it cannot mean is left out. */
function processQuery(c: Context<AppEnv>): ProcessQuery {
  const tab = c.req.query('tab') === 'historisch' ? 'history' : 'open';
  const read = processQuerySchema.safeParse({
    tab,
    trigger: c.req.query('proces') || undefined,
    status: c.req.query('status') || undefined,
    search: c.req.query('zoek')?.slice(0, 100) ?? '',
    from: c.req.query('van') || undefined,
    to: c.req.query('tot') || undefined,
    page: c.req.query('bladzijde') || undefined,
  });
  return read.success ? read.data : processQuerySchema.parse({ tab });
}
