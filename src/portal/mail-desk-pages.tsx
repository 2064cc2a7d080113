import type { Context, Hono } from 'hono';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { toAppError } from '../api/problem.ts';
import { AppError } from '../kernel/errors.ts';
import type { PortalServices } from './model.ts';
import { MAIL_DESK, MailDeskPage, type MailDone } from './pages/mail-desk-page.tsx';
import { formFields, openQuestions, respond } from './respond.tsx';
import { signedInView } from './view.ts';

const actions = ['retry', 'discard', 'restore'] as const;

/** The provider's page of mails that stayed behind. */
export function mailDeskPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { mailDesk, postman } = services;
  const provider = guard({ roles: ['provider'] });
  portal.get(MAIL_DESK, provider, (c) => {
    const actor = actorOf(c);
    return respond(
      c,
      <MailDeskPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        mails={mailDesk.list(actor)}
        done={doneOf(c, services)}
      />,
    );
  });
  portal.post(`${MAIL_DESK}/:mailId`, provider, async (c) => {
    const said = (await formFields(c))('action');
    const action = actions.find((one) => one === said);
    if (action === undefined) throw new AppError('bad_request');
    const id = c.req.param('mailId');
    mailDesk[action](actorOf(c), id);
    if (action === 'retry') void postman.deliver();
    const query = new URLSearchParams({ net: action, ...(action === 'retry' ? {} : { mail: id }) });
    return c.redirect(`${MAIL_DESK}?${query}`, 303);
  });
}

function doneOf(c: Context<AppEnv>, { mailDesk }: PortalServices): MailDone | null {
  const did = actions.find((one) => one === c.req.query('net'));
  if (did === undefined) return null;
  if (did === 'retry') return { did };
  try {
    return { did, mail: mailDesk.get(actorOf(c), c.req.query('mail') ?? '') };
  } catch (error) {
    if (toAppError(error).code === 'not_found') return null;
    throw error;
  }
}
