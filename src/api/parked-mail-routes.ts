import { z } from 'zod';
import { parkedMailSchema } from '../notifications/model.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams, idParams, json } from './define-route.ts';
import { actorOf } from './env.ts';

const byProvider = { roles: ['provider'] as const };
const tags = ['Mails'];
const path = '/api/employers/{employerId}/parked-mails';
const onePath = `${path}/{mailId}` as const;
const request = { params: idParams('mailId') };

const list = defineRoute(byProvider, {
  method: 'get',
  path,
  tags,
  summary: 'Mails die niet verstuurd konden worden',
  description:
    'Die van deze werkgever, en uitnodigingen en wachtwoordmails aan mensen die hier een plek hebben.',
  request: { params: employerParams },
  responses: {
    200: { description: 'De mails', content: json(z.object({ mails: z.array(parkedMailSchema) })) },
  },
});

const retry = defineRoute(byProvider, {
  method: 'post',
  path: `${onePath}/retry`,
  tags,
  summary: 'Opnieuw versturen',
  request,
  responses: { 204: { description: 'Wordt verstuurd' } },
});

const discard = defineRoute(byProvider, {
  method: 'post',
  path: `${onePath}/discard`,
  tags,
  summary: 'Wegdoen; terugzetten kan',
  request,
  responses: { 204: { description: 'Weggedaan' } },
});

const restore = defineRoute(byProvider, {
  method: 'post',
  path: `${onePath}/restore`,
  tags,
  summary: 'Een weggedane mail terugzetten',
  request,
  responses: { 204: { description: 'Teruggezet' } },
});

/** Mails that were given up on, for who looks after them. */
export function parkedMailRoutes(api: Api, { mailDesk, postman }: Services): void {
  api.openapi(list, (c) => c.json({ mails: mailDesk.list(actorOf(c)) }, 200));
  api.openapi(retry, (c) => {
    mailDesk.retry(actorOf(c), c.req.valid('param').mailId);
    void postman.deliver();
    return c.body(null, 204);
  });
  api.openapi(discard, (c) => {
    mailDesk.discard(actorOf(c), c.req.valid('param').mailId);
    return c.body(null, 204);
  });
  api.openapi(restore, (c) => {
    mailDesk.restore(actorOf(c), c.req.valid('param').mailId);
    return c.body(null, 204);
  });
}
