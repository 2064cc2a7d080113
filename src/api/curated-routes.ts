import { z } from 'zod';
import {
  askedQuestionSchema,
  curatedInputSchema,
  curatedStates,
  curatedViewSchema,
  placeSchema,
} from '../assistant/model.ts';
import type { Services } from '../services.ts';
import { askers } from './chat-routes.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';
import { originOf } from './member-routes.ts';

const byHr = { roles: keepers };
const tags = ['Antwoorden van HR'];
const base = '/api/employers/{employerId}';
const revisionBody = z.object({ revision: z.number().int().min(1) });
const answers = z.object({ answers: z.array(curatedViewSchema) });
const one = { description: 'Het antwoord van HR', content: json(curatedViewSchema) };

const list = defineRoute(byHr, {
  method: 'get',
  path: `${base}/curated`,
  tags,
  summary: 'Antwoorden van HR, laatst goedgekeurde eerst',
  request: {
    params: employerParams,
    query: z.object({ state: z.enum(curatedStates).optional(), q: z.string().max(200).optional() }),
  },
  responses: { 200: { description: 'De antwoorden', content: json(answers) } },
});

const get = defineRoute(byHr, {
  method: 'get',
  path: `${base}/curated/{curatedId}`,
  tags,
  summary: 'Een antwoord van HR',
  request: { params: idParams('curatedId') },
  responses: { 200: one },
});

const edit = defineRoute(byHr, {
  method: 'patch',
  path: `${base}/curated/{curatedId}`,
  tags,
  summary: 'Een antwoord wijzigen en opnieuw goedkeuren',
  description:
    'Zonder `passageId` blijft de bron zoals hij is; null haalt hem weg. `revision` is die welke gelezen werd.',
  request: {
    params: idParams('curatedId'),
    body: jsonBody(curatedInputSchema.extend(revisionBody.shape)),
  },
  responses: { 200: one },
});

const withdraw = defineRoute(byHr, {
  method: 'post',
  path: `${base}/curated/{curatedId}/withdraw`,
  tags,
  summary: 'Een antwoord intrekken: niemand krijgt het meer',
  request: { params: idParams('curatedId'), body: jsonBody(revisionBody) },
  responses: { 200: one },
});

const undo = defineRoute(byHr, {
  method: 'post',
  path: `${base}/curated/{curatedId}/undo`,
  tags,
  summary: 'De laatste wijziging ongedaan maken',
  request: { params: idParams('curatedId'), body: jsonBody(revisionBody) },
  responses: { 200: one },
});

const places = defineRoute(byHr, {
  method: 'get',
  path: `${base}/places`,
  tags,
  summary: 'Passages van aangevinkte documenten die bij een vraag in de buurt komen',
  request: { params: employerParams, query: z.object({ q: z.string().max(500) }) },
  responses: {
    200: { description: 'De passages', content: json(z.object({ places: z.array(placeSchema) })) },
  },
});

const similar = defineRoute(byHr, {
  method: 'get',
  path: `${base}/unanswered/{groupId}/similar`,
  tags,
  summary: 'Eerdere antwoorden van HR die ook op deze vraag kunnen passen',
  request: { params: idParams('groupId') },
  responses: { 200: { description: 'De antwoorden', content: json(answers) } },
});

const answer = defineRoute(byHr, {
  method: 'post',
  path: `${base}/unanswered/{groupId}/answer`,
  tags,
  summary: 'Een groep vragen in één keer beantwoorden',
  description:
    'Met eigen woorden (`kind: text`, een passage erbij is de bron) of door een passage aan te wijzen (`kind: passage`). Wie het vroeg ziet het, wie hetzelfde vraagt krijgt het.',
  request: { params: idParams('groupId'), body: jsonBody(curatedInputSchema) },
  responses: { 201: one },
});

const answerAs = defineRoute(byHr, {
  method: 'post',
  path: `${base}/unanswered/{groupId}/answer-as`,
  tags,
  summary: 'Een groep vragen beantwoorden met een eerder antwoord',
  request: {
    params: idParams('groupId'),
    body: jsonBody(z.object({ curatedId: z.string().min(1).max(100) })),
  },
  responses: { 200: one },
});

const mine = defineRoute(
  { roles: askers },
  {
    method: 'get',
    path: `${base}/my-questions`,
    tags: ['Assistent'],
    summary: 'Eigen vragen aan HR, nieuwste eerst, met wat HR antwoordde',
    request: { params: employerParams },
    responses: {
      200: {
        description: 'De vragen',
        content: json(z.object({ questions: z.array(askedQuestionSchema) })),
      },
    },
  },
);

const seen = defineRoute(
  { roles: askers },
  {
    method: 'post',
    path: `${base}/my-questions/seen`,
    tags: ['Assistent'],
    summary: 'De antwoorden van HR op eigen vragen zijn gezien',
    request: { params: employerParams },
    responses: { 204: { description: 'Bewaard' } },
  },
);

/** HR answers a question once; those who asked see it, those who ask it later get it. */
export function curatedRoutes(
  api: Api,
  { curated }: Services,
  { publicOrigin }: { publicOrigin: string | null },
): void {
  api.openapi(list, (c) => {
    const { state, q } = c.req.valid('query');
    return c.json({ answers: curated.list(actorOf(c), { ...(state && { state }), ...(q && { q }) }) }, 200);
  });
  api.openapi(get, (c) => c.json(curated.get(actorOf(c), c.req.valid('param').curatedId), 200));
  api.openapi(edit, async (c) => {
    const { revision, ...input } = c.req.valid('json');
    return c.json(await curated.edit(actorOf(c), c.req.valid('param').curatedId, revision, input), 200);
  });
  api.openapi(withdraw, (c) =>
    c.json(curated.withdraw(actorOf(c), c.req.valid('param').curatedId, c.req.valid('json').revision), 200),
  );
  api.openapi(undo, (c) =>
    c.json(curated.undo(actorOf(c), c.req.valid('param').curatedId, c.req.valid('json').revision), 200),
  );
  api.openapi(places, async (c) =>
    c.json({ places: await curated.places(actorOf(c), c.req.valid('query').q) }, 200),
  );
  api.openapi(similar, async (c) =>
    c.json({ answers: await curated.similar(actorOf(c), c.req.valid('param').groupId) }, 200),
  );
  api.openapi(answer, async (c) =>
    c.json(
      await curated.answer(
        actorOf(c),
        c.req.valid('param').groupId,
        c.req.valid('json'),
        originOf(c, publicOrigin),
      ),
      201,
    ),
  );
  api.openapi(answerAs, async (c) => {
    const { curatedId } = c.req.valid('json');
    return c.json(
      await curated.answerAs(actorOf(c), c.req.valid('param').groupId, curatedId, originOf(c, publicOrigin)),
      200,
    );
  });
  api.openapi(mine, (c) => c.json({ questions: curated.mine(actorOf(c)) }, 200));
  api.openapi(seen, (c) => {
    curated.seen(actorOf(c));
    return c.body(null, 204);
  });
}
