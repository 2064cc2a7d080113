import type { Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import type { PortalServices } from './model.ts';
import { COVERAGE, CoveragePage } from './pages/coverage-page.tsx';
import { formFields, openQuestions, pageData, respond } from './respond.tsx';
import { signedInView } from './view.ts';

/** HR's page of what the ticked documents answer, and of the contradictions between them. */
export function coveragePages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { coverage } = services;
  const keeper = guard({ roles: keepers });
  portal.get(COVERAGE, keeper, (c) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    const said = c.req.query('net');
    return respond(
      c,
      <CoveragePage
        view={view}
        data={pageData(view)}
        openQuestions={openQuestions(services, actor)}
        coverage={coverage.read(actor)}
        missingOnly={c.req.query('toon') === 'zonder'}
        done={said === 'vast' ? 'saved' : said === 'terug' ? 'takenBack' : null}
      />,
    );
  });
  portal.post(`${COVERAGE}/:conflictId`, keeper, async (c) => {
    const prevails = (await formFields(c))('prevails');
    coverage.settle(actorOf(c), c.req.param('conflictId'), prevails === '' ? null : prevails);
    return c.redirect(`${COVERAGE}?net=${prevails === '' ? 'terug' : 'vast'}`, 303);
  });
}
