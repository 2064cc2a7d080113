import { z } from 'zod';
import { nearMissSchema } from '../assistant/model.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { actorOf } from './env.ts';

const statuses = ['open', 'dismissed', 'answered'] as const;
/** 'answered' comes with an answer, never by itself. */
const settable = ['open', 'dismissed'] as const;

const groupSchema = z.object({
  id: z.string(),
  question: z.string(),
  status: z.enum(statuses),
  count: z.number().int(),
  people: z.number().int(),
  sentToHr: z.number().int(),
  names: z.array(z.string()),
  onCall: z.number().int().nullable(),
  wordings: z.array(z.string()),
  comments: z.array(z.string()),
  nearMisses: z.array(nearMissSchema),
  createdAt: z.number(),
  lastAskedAt: z.number(),
});

const list = defineRoute(
  { roles: ['hr', 'provider'] },
  {
    method: 'get',
    path: '/api/employers/{employerId}/unanswered',
    tags: ['Onbeantwoorde vragen'],
    summary: 'Vragen zonder antwoord, meest gestelde eerst',
    request: { params: employerParams, query: z.object({ status: z.enum(statuses).optional() }) },
    responses: {
      200: { description: 'De vragen', content: json(z.object({ groups: z.array(groupSchema) })) },
    },
  },
);

const setStatus = defineRoute(
  { roles: ['hr', 'provider'] },
  {
    method: 'patch',
    path: '/api/employers/{employerId}/unanswered/{groupId}',
    tags: ['Onbeantwoorde vragen'],
    summary: 'Een vraag van de lijst halen of terugzetten',
    request: { params: idParams('groupId'), body: jsonBody(z.object({ status: z.enum(settable) })) },
    responses: { 204: { description: 'Bewaard' } },
  },
);

/** HR's list of what the documents did not answer. */
export function unansweredRoutes(api: Api, { assistant }: Services): void {
  api.openapi(list, (c) => {
    const { status } = c.req.valid('query');
    return c.json({ groups: assistant.unanswered(actorOf(c), status ? { status } : {}) }, 200);
  });
  api.openapi(setStatus, (c) => {
    const { groupId } = c.req.valid('param');
    assistant.setUnansweredStatus(actorOf(c), groupId, c.req.valid('json').status);
    return c.body(null, 204);
  });
}
