import type { Context, Hono } from 'hono';
import { invitationInputSchema, memberChangeSchema } from '../accounts/model.ts';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { fieldIssues, fieldMessage } from '../api/field-messages.ts';
import { guard } from '../api/guard.ts';
import { memberList } from '../api/lists.ts';
import { originOf } from '../api/member-routes.ts';
import { roles } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { listQuery, shownList } from './list-tools.tsx';
import type { PortalServices } from './model.ts';
import {
  AccountPage,
  EntranceDonePage,
  ForgotPage,
  InvitationPage,
  MailsPage,
  NewPasswordPage,
} from './pages/account-pages.tsx';
import { type ChangedMember, MEMBERS, MembersPage, type MembersProps } from './pages/members-page.tsx';
import { faultOf, formFields, openQuestions, respond } from './respond.tsx';
import { fill } from './texts/fill.ts';
import { signedInView, viewOf } from './view.ts';

const MAILS_SHOWN = 100;

/** Invitations, passwords, own sessions and the people of an employer: plain forms. */
export function peoplePages(portal: Hono<AppEnv>, services: PortalServices): void {
  entrance(portal, services);
  account(portal, services);
  members(portal, services);
}

function entrance(portal: Hono<AppEnv>, services: PortalServices): void {
  const { members: people, postman } = services;
  const anyone = guard({ public: true });
  const origin = (c: Context<AppEnv>) => originOf(c, services.publicOrigin);

  portal.get('/uitnodiging/:token', anyone, async (c) => {
    const token = c.req.param('token');
    const invitation = await people.invitation(token);
    return respond(
      c,
      <InvitationPage view={viewOf(c, services)} token={token} invitation={invitation} fault={null} />,
    );
  });
  portal.post('/uitnodiging/:token', anyone, async (c) => {
    const token = c.req.param('token');
    const view = viewOf(c, services);
    const invitation = await people.invitation(token);
    try {
      const { email } = await people.accept(token, (await formFields(c))('password'));
      const t = view.t.people;
      const title = fill(t.welcome, { employer: invitation.employer });
      return respond(c, <EntranceDonePage view={view} title={title} text={fill(t.accepted, { email })} />);
    } catch (thrown) {
      const fault = faultOf(c, thrown);
      return respond(
        c,
        <InvitationPage view={view} token={token} invitation={invitation} fault={fault} />,
        400,
      );
    }
  });
  portal.get('/wachtwoord-vergeten', anyone, (c) =>
    respond(c, <ForgotPage view={viewOf(c, services)} fault={null} />),
  );
  portal.post('/wachtwoord-vergeten', anyone, async (c) => {
    const view = viewOf(c, services);
    const t = view.t.people;
    try {
      const email = (await formFields(c))('email').slice(0, 254);
      await people.requestReset(email, services.clientAddress(c), origin(c));
      void postman.deliver();
      return respond(c, <EntranceDonePage view={view} title={t.forgotTitle} text={t.forgotSent} />);
    } catch (thrown) {
      return respond(c, <ForgotPage view={view} fault={faultOf(c, thrown)} />, 429);
    }
  });
  portal.get('/wachtwoord/:token', anyone, (c) =>
    respond(c, <NewPasswordPage view={viewOf(c, services)} token={c.req.param('token')} fault={null} />),
  );
  portal.post('/wachtwoord/:token', anyone, async (c) => {
    const view = viewOf(c, services);
    const token = c.req.param('token');
    try {
      await people.resetPassword(token, (await formFields(c))('password'));
      void postman.deliver();
      const t = view.t.people;
      return respond(c, <EntranceDonePage view={view} title={t.forgotTitle} text={t.chosen} />);
    } catch (thrown) {
      return respond(c, <NewPasswordPage view={view} token={token} fault={faultOf(c, thrown)} />, 400);
    }
  });
  portal.get('/mails', anyone, (c) => {
    // Outside the demo there is no such page: what is in a mail is for its reader alone.
    if (services.demo === null) throw new AppError('not_found');
    return respond(c, <MailsPage view={viewOf(c, services)} mails={postman.list(MAILS_SHOWN)} />);
  });
}

function account(portal: Hono<AppEnv>, services: PortalServices): void {
  const { members: people, postman } = services;
  const { oidc } = services.accounts;
  const signedIn = guard({ signedIn: true });
  const page = async (c: Context<AppEnv>, fault: string | null, done: string | null) => {
    const actor = actorOf(c);
    return respond(
      c,
      <AccountPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        sessions={await people.sessions(actor, c.get('token'))}
        factor={services.accounts.secondFactor.status(actor)}
        linked={oidc?.isLinked(actor) ? { name: oidc.name } : null}
        fault={fault}
        done={done}
      />,
      fault === null ? 200 : 400,
    );
  };
  portal.get('/account', signedIn, (c) => {
    const { t } = viewOf(c, services);
    const said = new Map([
      ['wachtwoord', t.people.passwordChanged],
      ['sessie', t.people.ended],
      ['koppeling', t.oidc.unlinked],
    ]);
    return page(c, null, said.get(c.req.query('net') ?? '') ?? null);
  });
  portal.post('/account/wachtwoord', signedIn, async (c) => {
    const field = await formFields(c);
    try {
      await people.changePassword(actorOf(c), c.get('token'), field('old'), field('password'));
      void postman.deliver();
      return c.redirect('/account?net=wachtwoord', 303);
    } catch (thrown) {
      return page(c, faultOf(c, thrown), null);
    }
  });
  portal.post('/account/sessies', signedIn, async (c) => {
    const id = (await formFields(c))('session');
    if (id === '') await people.endOthers(actorOf(c), c.get('token'));
    else people.endSession(actorOf(c), id);
    return c.redirect('/account?net=sessie', 303);
  });
}

/** Somebody as they were before the change that the address tells of. */
function changedOf(c: Context<AppEnv>): ChangedMember | null {
  const personId = c.req.query('wie');
  const role = roles.find((known) => known === c.req.query('rol'));
  if (!personId || role === undefined) return null;
  return { personId, role, leftOn: c.req.query('uit') || null, isOnCall: c.req.query('oproep') === '1' };
}

function members(portal: Hono<AppEnv>, services: PortalServices): void {
  const { members: people, postman } = services;
  const keeper = guard({ roles: keepers });
  const page = (
    c: Context<AppEnv>,
    form: MembersProps['form'] = { values: {}, fault: null },
    done: string | null = null,
  ) => {
    const actor = actorOf(c);
    const { members, invitations } = people.list(actor);
    return respond(
      c,
      <MembersPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        invitations={invitations}
        list={shownList(memberList, members, listQuery(c))}
        form={form}
        done={done}
        changed={done === null ? null : changedOf(c)}
      />,
      form.fault === null ? 200 : 400,
    );
  };
  portal.get(MEMBERS, keeper, (c) => {
    const { people: t, secondFactor } = viewOf(c, services).t;
    const said = c.req.query('net');
    if (said === 'reset') return page(c, undefined, secondFactor.resetDone);
    if (said !== 'resent' && said !== 'withdrawn' && said !== 'changed') return page(c);
    return page(c, undefined, t[said]);
  });
  portal.post(MEMBERS, keeper, async (c) => {
    const field = await formFields(c);
    const typed = {
      name: field('name'),
      email: field('email'),
      role: field('role'),
      isOnCall: field('isOnCall') === '1',
    };
    const input = invitationInputSchema.safeParse(typed);
    const values = typed as MembersProps['form']['values'];
    const language = c.get('language');
    if (!input.success) {
      const [issue] = fieldIssues(input.error);
      return page(c, { values, fault: issue === undefined ? '' : fieldMessage(issue, language) });
    }
    try {
      const { name, email } = await people.invite(actorOf(c), input.data, originOf(c, services.publicOrigin));
      void postman.deliver();
      return page(c, undefined, fill(viewOf(c, services).t.people.sent, { name, email }));
    } catch (thrown) {
      return page(c, { values, fault: faultOf(c, thrown) });
    }
  });
  portal.post(`${MEMBERS}/uitnodiging/:invitationId`, keeper, async (c) => {
    const action = (await formFields(c))('action');
    const id = c.req.param('invitationId');
    if (action === 'withdraw') people.withdraw(actorOf(c), id);
    else if (action === 'resend') {
      await people.resend(actorOf(c), id, originOf(c, services.publicOrigin));
      void postman.deliver();
    } else throw new AppError('bad_request');
    return c.redirect(`${MEMBERS}?net=${action === 'withdraw' ? 'withdrawn' : 'resent'}`, 303);
  });
  portal.post(`${MEMBERS}/:personId`, keeper, async (c) => {
    const field = await formFields(c);
    const role = roles.find((known) => known === field('role'));
    const change = memberChangeSchema.safeParse({
      ...(role === 'employee' && { isOnCall: field('isOnCall') === '1' }),
      leftOn: field('leftOn') || null,
    });
    if (role === undefined || !change.success) throw new AppError('bad_request');
    const personId = c.req.param('personId');
    const before = people
      .list(actorOf(c))
      .members.find((one) => one.personId === personId && one.role === role);
    people.change(actorOf(c), personId, role, change.data);
    const query = new URLSearchParams({
      net: 'changed',
      wie: personId,
      rol: role,
      uit: before?.leftOn ?? '',
      oproep: before?.isOnCall ? '1' : '',
    });
    return c.redirect(`${MEMBERS}?${query}`, 303);
  });
}
