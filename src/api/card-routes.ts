import { z } from 'zod';
import { cardListSchema } from '../cards/model.ts';
import type { Services } from '../services.ts';
import { askers } from './chat-routes.ts';
import { type Api, defineRoute, employerParams, idParams, json } from './define-route.ts';
import { actorOf } from './env.ts';

const byAskers = { roles: askers };
const tags = ['Assistent'];
const path = '/api/employers/{employerId}/cards';
const request = { params: idParams('cardKey') };

const list = defineRoute(byAskers, {
  method: 'get',
  path,
  tags,
  summary: 'Kaarten bij het seizoen en bij gebeurtenissen, met vragen die beantwoord worden',
  description: '`pending`: er worden nog vragen geprobeerd; er kunnen kaarten bij komen.',
  request: {
    params: employerParams,
    query: z.object({ language: z.enum(['nl', 'en']).default('nl') }),
  },
  responses: { 200: { description: 'De kaarten', content: json(cardListSchema) } },
});

const dismiss = defineRoute(byAskers, {
  method: 'post',
  path: `${path}/{cardKey}/dismiss`,
  tags,
  summary: 'Een kaart weghalen, alleen voor jezelf',
  request,
  responses: { 204: { description: 'Weggehaald' } },
});

const restore = defineRoute(byAskers, {
  method: 'post',
  path: `${path}/{cardKey}/restore`,
  tags,
  summary: 'Een weggehaalde kaart terugzetten',
  request,
  responses: { 204: { description: 'Teruggezet' } },
});

/** Questions that come before anybody asks. */
export function cardRoutes(api: Api, { cards }: Services): void {
  api.openapi(list, (c) => c.json(cards.list(actorOf(c), c.req.valid('query').language), 200));
  api.openapi(dismiss, (c) => {
    cards.dismiss(actorOf(c), c.req.valid('param').cardKey);
    return c.body(null, 204);
  });
  api.openapi(restore, (c) => {
    cards.restore(actorOf(c), c.req.valid('param').cardKey);
    return c.body(null, 204);
  });
}
