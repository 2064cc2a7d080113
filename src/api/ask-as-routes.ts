import { z } from 'zod';
import { askAsInputSchema, askedAsSchema, sampleInputSchema, sampleSchema } from '../ask-as/model.ts';
import type { Services } from '../services.ts';
import type { ChatLimits } from './chat-limits.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';

const byHr = { roles: keepers };
const tags = ['Vragen als'];
const path = '/api/employers/{employerId}/sample-employees';
const onePath = `${path}/{sampleId}` as const;
const params = idParams('sampleId');
const one = { description: 'De voorbeeldmedewerker', content: json(sampleSchema) };

const list = defineRoute(byHr, {
  method: 'get',
  path,
  tags,
  summary: 'Voorbeeldmedewerkers, op naam',
  request: { params: employerParams },
  responses: {
    200: { description: 'De voorbeelden', content: json(z.object({ samples: z.array(sampleSchema) })) },
  },
});

const add = defineRoute(byHr, {
  method: 'post',
  path,
  tags,
  summary: 'Een voorbeeldmedewerker bewaren',
  description: '`hoursPerWeek` in duizendsten van een uur.',
  request: { params: employerParams, body: jsonBody(sampleInputSchema) },
  responses: { 201: one },
});

const edit = defineRoute(byHr, {
  method: 'put',
  path: onePath,
  tags,
  summary: 'Een voorbeeldmedewerker wijzigen',
  request: { params, body: jsonBody(sampleInputSchema) },
  responses: { 200: one },
});

const remove = defineRoute(byHr, {
  method: 'delete',
  path: onePath,
  tags,
  summary: 'Een voorbeeldmedewerker verwijderen; terugzetten kan',
  request: { params },
  responses: { 200: one },
});

const restore = defineRoute(byHr, {
  method: 'post',
  path: `${onePath}/restore`,
  tags,
  summary: 'Een verwijderde voorbeeldmedewerker terugzetten',
  request: { params },
  responses: { 200: one },
});

const ask = defineRoute(byHr, {
  method: 'post',
  path: '/api/employers/{employerId}/ask-as',
  tags,
  summary: 'Het antwoord dat een voorbeeldmedewerker zou krijgen, en waarom',
  description: 'Niets wordt bewaard: geen logboek, geen lijst met vragen, geen telling.',
  request: { params: employerParams, body: jsonBody(askAsInputSchema) },
  responses: { 200: { description: 'Antwoord met uitleg', content: json(askedAsSchema) } },
});

/** HR asks in the place of somebody who does not exist. */
export function askAsRoutes(api: Api, { askAs }: Services, limits: ChatLimits): void {
  api.openapi(list, (c) => c.json({ samples: askAs.samples(actorOf(c)) }, 200));
  api.openapi(add, (c) => c.json(askAs.save(actorOf(c), null, c.req.valid('json')), 201));
  api.openapi(edit, (c) =>
    c.json(askAs.save(actorOf(c), c.req.valid('param').sampleId, c.req.valid('json')), 200),
  );
  api.openapi(remove, (c) => c.json(askAs.remove(actorOf(c), c.req.valid('param').sampleId), 200));
  api.openapi(restore, (c) => c.json(askAs.restore(actorOf(c), c.req.valid('param').sampleId), 200));
  api.openapi(ask, async (c) => {
    const actor = actorOf(c);
    const leave = limits.enter(actor.personId);
    return c.json(await askAs.ask(actor, c.req.valid('json'), c.req.raw.signal).finally(leave), 200);
  });
}
