import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { AppError } from '../kernel/errors.ts';
import { mutationQuerySchema, mutationSettingsSchema } from '../mutations/model.ts';
import type { PortalServices } from './model.ts';
import { HrEmployeeHistoryPage, HrMutationPage } from './pages/hr-mutation-detail-page.tsx';
import { HR_MUTATIONS, HrMutationsPage } from './pages/hr-mutations-page.tsx';
import { formFields, openQuestions, respond } from './respond.tsx';
import { signedInView } from './view.ts';

/** HR's list of changes, one of them, and the history of one employee. */
export function hrMutationPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { mutations } = services;
  const keeper = guard({ roles: keepers });
  const frame = (c: Context<AppEnv>) => ({
    view: signedInView(c, services),
    openQuestions: openQuestions(services, actorOf(c)),
  });
  portal.get(HR_MUTATIONS, keeper, (c) => listPage(c, services, null));
  portal.post(`${HR_MUTATIONS}/instellingen`, guard({ roles: ['hr'] }), async (c) => {
    const days = (await formFields(c))('days');
    const settings = mutationSettingsSchema.safeParse({ bankWaitingDays: days === '' ? null : Number(days) });
    if (!settings.success) return listPage(c, services, 'wrongDays');
    mutations.saveSettings(actorOf(c), settings.data);
    return c.redirect(`${HR_MUTATIONS}?net=bewaard`, 303);
  });
  portal.get(`${HR_MUTATIONS}/medewerker/:employeeId`, keeper, (c) => {
    const about = mutations.historyOf(actorOf(c), c.req.param('employeeId'));
    return respond(c, <HrEmployeeHistoryPage {...frame(c)} about={about} />);
  });
  portal.get(`${HR_MUTATIONS}/:mutationId`, keeper, (c) => {
    const mutation = mutations.read(actorOf(c), c.req.param('mutationId'));
    const { view, openQuestions: open } = frame(c);
    const said = c.req.query('net');
    const done = said === 'withdraw' || said === 'undo' ? view.t.hrChanges.did[said] : null;
    return respond(c, <HrMutationPage view={view} openQuestions={open} mutation={mutation} done={done} />);
  });
  portal.post(`${HR_MUTATIONS}/:mutationId/actie`, keeper, async (c) => {
    const action = (await formFields(c))('action');
    const id = c.req.param('mutationId');
    if (action !== 'withdraw' && action !== 'undo') throw new AppError('bad_request');
    mutations[action](actorOf(c), id);
    return c.redirect(`${HR_MUTATIONS}/${encodeURIComponent(id)}?net=${action}`, 303);
  });
}

function listPage(c: Context<AppEnv>, services: PortalServices, fault: 'wrongDays' | null) {
  const actor = actorOf(c);
  const { mutations } = services;
  const view = signedInView(c, services);
  const asked = mutationQuerySchema.safeParse({
    form: c.req.query('soort') || undefined,
    status: c.req.query('status') || undefined,
    reported: c.req.query('gemeld') === 'true' ? 'true' : 'false',
    search: c.req.query('zoek'),
    page: c.req.query('pagina'),
  });
  // An address that somebody changed by hand shows everything.
  const query = asked.data ?? mutationQuerySchema.parse({});
  return respond(
    c,
    <HrMutationsPage
      view={view}
      openQuestions={openQuestions(services, actor)}
      query={query}
      {...mutations.list(actor, query)}
      settings={mutations.settings(actor)}
      done={c.req.query('net') === 'bewaard' ? view.t.hrChanges.saved : null}
      failure={fault && view.t.hrChanges[fault]}
    />,
    fault === null ? 200 : 400,
  );
}
