import { regressionSchema } from '../regression/model.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams, json } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';

const byHr = { roles: keepers };
const tags = ['Antwoorden van HR'];
const path = '/api/employers/{employerId}/regression';
const request = { params: employerParams };
const outcome = { description: 'Wat er bekend is', content: json(regressionSchema) };

const read = defineRoute(byHr, {
  method: 'get',
  path,
  tags,
  summary: 'Welke antwoorden van HR niet meer gegeven worden bij de vragen waarvoor ze bedoeld zijn',
  description: 'Begint opnieuw als documenten, eigen woorden of antwoorden intussen veranderd zijn.',
  request,
  responses: { 200: outcome },
});

const run = defineRoute(byHr, {
  method: 'post',
  path,
  tags,
  summary: 'Alle antwoorden van HR nu opnieuw vragen',
  request,
  responses: { 202: outcome },
});

/** HR's answers asked again. */
export function regressionRoutes(api: Api, { regression }: Services): void {
  api.openapi(read, (c) => c.json(regression.read(actorOf(c)), 200));
  api.openapi(run, (c) => c.json(regression.run(actorOf(c)), 202));
}
