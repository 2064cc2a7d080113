import { z } from 'zod';
import { insightsCsv } from '../insights/csv.ts';
import { insightQuerySchema, insightsSchema } from '../insights/model.ts';
import type { Services } from '../services.ts';
import { csvResponse } from './csv-response.ts';
import { type Api, defineRoute, employerParams, json } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';

const byHr = { roles: keepers };
const tags = ['Cijfers'];
const path = '/api/employers/{employerId}/insights';
const request = { params: employerParams, query: insightQuerySchema };

const read = defineRoute(byHr, {
  method: 'get',
  path,
  tags,
  summary: 'Wat er gevraagd en beantwoord werd',
  description: 'Alleen aantallen, geen namen. `deflection` telt vragen van ten minste zeven dagen oud.',
  request,
  responses: { 200: { description: 'De cijfers', content: json(insightsSchema) } },
});

const download = defineRoute(byHr, {
  method: 'get',
  path: `${path}/export`,
  tags,
  summary: 'Dezelfde cijfers als CSV',
  request,
  responses: {
    200: { description: 'Een CSV-bestand', content: { 'text/csv': { schema: z.string() } } },
  },
});

/** HR's figures, to read and to take along. */
export function insightRoutes(api: Api, { insights }: Services): void {
  api.openapi(read, (c) => c.json(insights.read(actorOf(c), c.req.valid('query').days), 200));
  api.openapi(download, (c) => {
    const view = insights.read(actorOf(c), c.req.valid('query').days);
    return csvResponse(c, `vraagbaak-cijfers-${view.to}`, insightsCsv(view));
  });
}
