import { z } from 'zod';
import { careInputSchema, careViewSchema } from '../care/model.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';

const byHr = { roles: keepers };
const tags = ['Gezondheid en conflict'];
const path = '/api/employers/{employerId}/care-contacts';
const onePath = `${path}/{reason}` as const;
const params = idParams('reason');
const revision = z.object({ revision: z.number().int().min(0) });
const one = { description: 'Wie er genoemd wordt', content: json(careViewSchema) };

const read = defineRoute(byHr, {
  method: 'get',
  path,
  tags,
  summary: 'Wie de Assistent noemt bij gezondheid en bij een conflict',
  request: { params: employerParams },
  responses: {
    200: { description: 'Per reden', content: json(z.object({ contacts: z.array(careViewSchema) })) },
  },
});

const save = defineRoute(byHr, {
  method: 'put',
  path: onePath,
  tags,
  summary: 'Iemand noemen; het werkt vanaf het volgende bericht',
  description: '`reason` is health of conflict; `revision` is die welke gelezen werd, 0 voor de eerste.',
  request: { params, body: jsonBody(careInputSchema.extend(revision.shape)) },
  responses: { 200: one },
});

const remove = defineRoute(byHr, {
  method: 'post',
  path: `${onePath}/remove`,
  tags,
  summary: 'Niemand noemen',
  request: { params, body: jsonBody(revision) },
  responses: { 200: one },
});

const restore = defineRoute(byHr, {
  method: 'post',
  path: `${onePath}/restore`,
  tags,
  summary: 'Wie er genoemd werd weer noemen',
  request: { params, body: jsonBody(revision) },
  responses: { 200: one },
});

/** Whom the assistant sends people to with what is not for HR's list. */
export function careRoutes(api: Api, { care }: Services): void {
  api.openapi(read, (c) => c.json({ contacts: care.read(actorOf(c)) }, 200));
  api.openapi(save, (c) => {
    const { revision: read, ...input } = c.req.valid('json');
    return c.json(care.save(actorOf(c), c.req.valid('param').reason, read, input), 200);
  });
  api.openapi(remove, (c) =>
    c.json(care.remove(actorOf(c), c.req.valid('param').reason, c.req.valid('json').revision), 200),
  );
  api.openapi(restore, (c) =>
    c.json(care.restore(actorOf(c), c.req.valid('param').reason, c.req.valid('json').revision), 200),
  );
}
