import type { Hono } from 'hono';
import type { AppEnv } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { originOf } from '../api/member-routes.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import type { PortalServices } from './model.ts';
import { MutationLinkPage } from './pages/mutation-link-page.tsx';
import { respond } from './respond.tsx';
import { viewOf } from './view.ts';

/** Links in mails about changed data: whoever reads the mail follows them, signed in or not. */
export function mutationLinkPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { mutations, postman } = services;
  const anyone = guard({ public: true });
  portal.get('/wijziging/:token', anyone, async (c) => {
    const token = c.req.param('token');
    const link = await mutations.link(token);
    return respond(c, <MutationLinkPage view={viewOf(c, services)} token={token} link={link} fault={null} />);
  });
  portal.post('/wijziging/:token', anyone, async (c) => {
    const token = c.req.param('token');
    const view = viewOf(c, services);
    try {
      const link = await mutations.follow(token, originOf(c, services.publicOrigin));
      void postman.deliver();
      return respond(c, <MutationLinkPage view={view} token={token} link={link} fault={null} />);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'email_taken') throw error;
      const fault = problemOf(error, view.language).detail;
      const link = await mutations.link(token);
      return respond(c, <MutationLinkPage view={view} token={token} link={link} fault={fault} />, 400);
    }
  });
}
