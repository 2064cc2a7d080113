import { conflictDecisionSchema, coverageSchema } from '../coverage/model.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';

const byHr = { roles: keepers };
const tags = ['Dekking'];
const outcome = {
  200: { description: 'Wat de aangevinkte documenten beantwoorden', content: json(coverageSchema) },
};

const read = defineRoute(byHr, {
  method: 'get',
  path: '/api/employers/{employerId}/coverage',
  tags,
  summary: 'Welke standaardvragen de aangevinkte documenten beantwoorden',
  description:
    'De vragen worden op de achtergrond gesteld: `state` is `working` tot alle vragen gesteld zijn, `done` van `total` zegt hoe ver het is.',
  request: { params: employerParams },
  responses: outcome,
});

const settle = defineRoute(byHr, {
  method: 'put',
  path: '/api/employers/{employerId}/coverage/conflicts/{conflictId}',
  tags,
  summary: 'Vastleggen welke van twee tegenstrijdige bepalingen geldt',
  description:
    '`prevails` is de `key` van de kant die geldt; null neemt het besluit terug. Een nieuwe tekst van een van beide laat het besluit vervallen.',
  request: { params: idParams('conflictId'), body: jsonBody(conflictDecisionSchema) },
  responses: outcome,
});

/** What the ticked documents answer, and where they contradict each other. */
export function coverageRoutes(api: Api, { coverage }: Services): void {
  api.openapi(read, (c) => c.json(coverage.read(actorOf(c)), 200));
  api.openapi(settle, (c) =>
    c.json(coverage.settle(actorOf(c), c.req.valid('param').conflictId, c.req.valid('json').prevails), 200),
  );
}
