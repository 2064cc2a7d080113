import { z } from 'zod';
import { ownWordInputSchema, ownWordSchema } from '../assistant/model.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';

const byHr = { roles: keepers };
const tags = ['Eigen woorden'];
const path = '/api/employers/{employerId}/own-words';
const onePath = `${path}/{ownWordId}` as const;
const params = idParams('ownWordId');
const one = { description: 'Het woord', content: json(ownWordSchema) };

const list = defineRoute(byHr, {
  method: 'get',
  path,
  tags,
  summary: 'Woorden die alleen bij deze werkgever iets betekenen',
  request: { params: employerParams },
  responses: {
    200: { description: 'De woorden', content: json(z.object({ words: z.array(ownWordSchema) })) },
  },
});

const add = defineRoute(byHr, {
  method: 'post',
  path,
  tags,
  summary: 'Een eigen woord toevoegen; het werkt vanaf de volgende vraag',
  description:
    'De betekenis staat in de woorden van de documenten; meer betekenissen scheid je met komma’s. Een woord is nooit zelf een antwoord.',
  request: { params: employerParams, body: jsonBody(ownWordInputSchema) },
  responses: { 201: one },
});

const edit = defineRoute(byHr, {
  method: 'patch',
  path: onePath,
  tags,
  summary: 'Een eigen woord wijzigen',
  description: '`revision` is die welke gelezen werd.',
  request: {
    params,
    body: jsonBody(ownWordInputSchema.extend({ revision: z.number().int().min(1) })),
  },
  responses: { 200: one },
});

const remove = defineRoute(byHr, {
  method: 'delete',
  path: onePath,
  tags,
  summary: 'Een eigen woord van de lijst halen; terugzetten kan dertig dagen lang',
  request: { params },
  responses: { 200: one },
});

const restore = defineRoute(byHr, {
  method: 'post',
  path: `${onePath}/restore`,
  tags,
  summary: 'Een verwijderd eigen woord terugzetten',
  request: { params },
  responses: { 200: one },
});

/** HR's list of words that only mean something at this employer. */
export function ownWordRoutes(api: Api, { ownWords }: Services): void {
  api.openapi(list, (c) => c.json({ words: ownWords.list(actorOf(c)) }, 200));
  api.openapi(add, (c) => c.json(ownWords.add(actorOf(c), c.req.valid('json')), 201));
  api.openapi(edit, (c) => {
    const { revision, ...input } = c.req.valid('json');
    return c.json(ownWords.edit(actorOf(c), c.req.valid('param').ownWordId, revision, input), 200);
  });
  api.openapi(remove, (c) => c.json(ownWords.remove(actorOf(c), c.req.valid('param').ownWordId), 200));
  api.openapi(restore, (c) => c.json(ownWords.restore(actorOf(c), c.req.valid('param').ownWordId), 200));
}
