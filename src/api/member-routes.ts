import type { Context } from 'hono';
import { z } from 'zod';
import {
  invitationInputSchema,
  invitationSchema,
  memberChangeSchema,
  memberSchema,
} from '../accounts/model.ts';
import { roles } from '../kernel/actor.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { type AppEnv, actorOf } from './env.ts';

const byHr = { roles: keepers };
const tags = ['Medewerkers'];
const path = '/api/employers/{employerId}/members';
const invitationsPath = '/api/employers/{employerId}/invitations';
const one = { description: 'De uitnodiging', content: json(invitationSchema) };

const list = defineRoute(byHr, {
  method: 'get',
  path,
  tags,
  summary: 'Wie hier werken, en wie uitgenodigd zijn',
  request: { params: employerParams },
  responses: {
    200: {
      description: 'Mensen en uitnodigingen',
      content: json(z.object({ members: z.array(memberSchema), invitations: z.array(invitationSchema) })),
    },
  },
});

const change = defineRoute(byHr, {
  method: 'patch',
  path: `${path}/{personId}`,
  tags,
  summary: 'Oproepkracht of laatste werkdag wijzigen',
  description:
    '`leftOn` is de laatste dag van het dienstverband: vanaf de dag erna leest een medewerker nog documenten en eerdere antwoorden, en vraagt niets meer. Null neemt dat terug.',
  request: {
    params: idParams('personId'),
    body: jsonBody(memberChangeSchema.extend({ role: z.enum(roles) })),
  },
  responses: { 200: { description: 'De medewerker', content: json(memberSchema) } },
});

const invite = defineRoute(byHr, {
  method: 'post',
  path: invitationsPath,
  tags,
  summary: 'Iemand uitnodigen; de link gaat per e-mail',
  request: { params: employerParams, body: jsonBody(invitationInputSchema) },
  responses: { 201: one },
});

const resend = defineRoute(byHr, {
  method: 'post',
  path: `${invitationsPath}/{invitationId}/resend`,
  tags,
  summary: 'Een nieuwe link sturen; de oude werkt niet meer',
  request: { params: idParams('invitationId') },
  responses: { 200: one },
});

const withdraw = defineRoute(byHr, {
  method: 'delete',
  path: `${invitationsPath}/{invitationId}`,
  tags,
  summary: 'Een uitnodiging intrekken',
  request: { params: idParams('invitationId') },
  responses: { 200: one },
});

/** Where links in mails lead: the address the service is known by, in development the one of the request. */
export function originOf(c: Context<AppEnv>, publicOrigin: string | null): string {
  return publicOrigin ?? new URL(c.req.url).origin;
}

/** The people of an employer. */
export function memberRoutes(
  api: Api,
  { members, postman }: Services,
  { publicOrigin }: { publicOrigin: string | null },
): void {
  api.openapi(list, (c) => c.json(members.list(actorOf(c)), 200));
  api.openapi(change, (c) => {
    const { role, ...input } = c.req.valid('json');
    return c.json(members.change(actorOf(c), c.req.valid('param').personId, role, input), 200);
  });
  api.openapi(invite, async (c) => {
    const made = await members.invite(actorOf(c), c.req.valid('json'), originOf(c, publicOrigin));
    void postman.deliver();
    return c.json(made, 201);
  });
  api.openapi(resend, async (c) => {
    const { invitationId } = c.req.valid('param');
    const made = await members.resend(actorOf(c), invitationId, originOf(c, publicOrigin));
    void postman.deliver();
    return c.json(made, 200);
  });
  api.openapi(withdraw, (c) => c.json(members.withdraw(actorOf(c), c.req.valid('param').invitationId), 200));
}
