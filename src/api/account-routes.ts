import { z } from 'zod';
import { roles } from '../kernel/actor.ts';
import type { Services } from '../services.ts';
import { factorProofs } from '../store/directory-schema.ts';
import { type Api, defineRoute, json, jsonBody } from './define-route.ts';
import { actorOf } from './env.ts';
import { originOf } from './member-routes.ts';
import type { SessionRouteOptions } from './session-routes.ts';

const tags = ['Account'];
const anyone = { public: true } as const;
const own = { signedIn: true } as const;
const tokenParams = z.object({ token: z.string().min(1).max(200) });
const password = z.string().max(1000);
const done = { 204: { description: 'Gedaan' } };

const readInvitation = defineRoute(anyone, {
  method: 'get',
  path: '/api/invitations/{token}',
  tags,
  summary: 'Waarvoor een uitnodiging is',
  request: { params: tokenParams },
  responses: {
    200: {
      description: 'De uitnodiging',
      content: json(
        z.object({
          employer: z.string(),
          email: z.string(),
          name: z.string(),
          role: z.enum(roles),
          known: z.boolean(),
        }),
      ),
    },
  },
});

const accept = defineRoute(anyone, {
  method: 'post',
  path: '/api/invitations/{token}',
  tags,
  summary: 'Een uitnodiging aannemen',
  description: 'Wie al een account heeft (`known`), geeft geen wachtwoord.',
  request: { params: tokenParams, body: jsonBody(z.object({ password: password.default('') })) },
  responses: {
    200: { description: 'Aangenomen', content: json(z.object({ email: z.string() })) },
  },
});

const askReset = defineRoute(anyone, {
  method: 'post',
  path: '/api/password-resets',
  tags,
  summary: 'Een link voor een nieuw wachtwoord aanvragen',
  description: 'Het antwoord is hetzelfde, of het adres bekend is of niet.',
  request: { body: jsonBody(z.object({ email: z.string().trim().min(3).max(254) })) },
  responses: { 202: { description: 'Is het adres bekend, dan gaat er een mail' } },
});

const reset = defineRoute(anyone, {
  method: 'post',
  path: '/api/password-resets/{token}',
  tags,
  summary: 'Een nieuw wachtwoord kiezen; alle sessies eindigen',
  request: { params: tokenParams, body: jsonBody(z.object({ password })) },
  responses: done,
});

const changePassword = defineRoute(own, {
  method: 'put',
  path: '/api/account/password',
  tags,
  summary: 'Het eigen wachtwoord wijzigen; andere sessies eindigen',
  request: { body: jsonBody(z.object({ old: password, password })) },
  responses: done,
});

const listSessions = defineRoute(own, {
  method: 'get',
  path: '/api/account/sessions',
  tags,
  summary: 'Waar ben ik aangemeld',
  responses: {
    200: {
      description: 'De sessies',
      content: json(
        z.object({
          sessions: z.array(
            z.object({
              id: z.string(),
              agent: z.string(),
              employer: z.string(),
              createdAt: z.number(),
              lastSeenAt: z.number(),
              current: z.boolean(),
              secondFactor: z.enum(factorProofs),
            }),
          ),
        }),
      ),
    },
  },
});

const endSession = defineRoute(own, {
  method: 'delete',
  path: '/api/account/sessions/{sessionId}',
  tags,
  summary: 'Eén eigen sessie beëindigen',
  request: { params: z.object({ sessionId: z.string().min(1).max(100) }) },
  responses: done,
});

const endOthers = defineRoute(own, {
  method: 'delete',
  path: '/api/account/sessions',
  tags,
  summary: 'Alle andere eigen sessies beëindigen',
  responses: { 200: { description: 'Hoeveel', content: json(z.object({ ended: z.number().int() })) } },
});

/** Invitations and passwords by link, the own password, the own sessions. */
export function accountRoutes(
  api: Api,
  { members, postman }: Services,
  options: Pick<SessionRouteOptions, 'clientAddress'> & { publicOrigin: string | null },
): void {
  api.openapi(readInvitation, async (c) => c.json(await members.invitation(c.req.valid('param').token), 200));
  api.openapi(accept, async (c) =>
    c.json(await members.accept(c.req.valid('param').token, c.req.valid('json').password), 200),
  );
  api.openapi(askReset, async (c) => {
    const { email } = c.req.valid('json');
    await members.requestReset(email, options.clientAddress(c), originOf(c, options.publicOrigin));
    void postman.deliver();
    return c.body(null, 202);
  });
  api.openapi(reset, async (c) => {
    await members.resetPassword(c.req.valid('param').token, c.req.valid('json').password);
    void postman.deliver();
    return c.body(null, 204);
  });
  api.openapi(changePassword, async (c) => {
    const { old, password } = c.req.valid('json');
    await members.changePassword(actorOf(c), c.get('token'), old, password);
    void postman.deliver();
    return c.body(null, 204);
  });
  api.openapi(listSessions, async (c) =>
    c.json({ sessions: await members.sessions(actorOf(c), c.get('token')) }, 200),
  );
  api.openapi(endSession, (c) => {
    members.endSession(actorOf(c), c.req.valid('param').sessionId);
    return c.body(null, 204);
  });
  api.openapi(endOthers, async (c) =>
    c.json({ ended: await members.endOthers(actorOf(c), c.get('token')) }, 200),
  );
}
