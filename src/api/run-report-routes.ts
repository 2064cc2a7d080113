import type { Context } from 'hono';
import { z } from 'zod';
import {
  checksSchema,
  comparisonQuerySchema,
  comparisonSchema,
  type Download,
  downloadKinds,
  gridSchema,
  mutationReportSchema,
  viewQuerySchema,
} from '../payroll-runs/report-model.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams, json } from './define-route.ts';
import { actorOf } from './env.ts';
import { contentDisposition } from './file-response.ts';

const byProvider = { roles: ['provider'] as const };
const tags = ['Loonruns'];
const path = '/api/employers/{employerId}/payroll-reports';
const description =
  'Het antwoord noemt in `header` het filter: periode, oproepkrachten (met, zonder, alleen), componentset, loonrun, en hoeveel dienstverbanden erbuiten vallen.';

const grid = defineRoute(byProvider, {
  method: 'get',
  path: `${path}/grid`,
  tags,
  summary: 'Variabele gegevens: dienstverband maal component',
  description,
  request: { params: employerParams, query: viewQuerySchema },
  responses: { 200: { description: 'De gegevens', content: json(gridSchema) } },
});

const checks = defineRoute(byProvider, {
  method: 'get',
  path: `${path}/checks`,
  tags,
  summary: 'Controles vóór een loonrun',
  description,
  request: { params: employerParams, query: viewQuerySchema },
  responses: { 200: { description: 'De controles', content: json(checksSchema) } },
});

const mutations = defineRoute(byProvider, {
  method: 'get',
  path: `${path}/mutations`,
  tags,
  summary: 'Mutatieverslag sinds de vorige loonrun',
  description,
  request: { params: employerParams, query: viewQuerySchema },
  responses: { 200: { description: 'Het verslag', content: json(mutationReportSchema) } },
});

const comparison = defineRoute(byProvider, {
  method: 'get',
  path: `${path}/comparison`,
  tags,
  summary: 'Vergelijking met de vorige periode, met oorzaak',
  description,
  request: { params: employerParams, query: comparisonQuerySchema },
  responses: { 200: { description: 'De vergelijking', content: json(comparisonSchema) } },
});

const download = defineRoute(byProvider, {
  method: 'get',
  path: `${path}/export`,
  tags,
  summary: 'Een van deze verslagen als CSV',
  description: 'Het filter staat in de naam en op elke regel.',
  request: {
    params: employerParams,
    query: comparisonQuerySchema.extend({ report: z.enum(downloadKinds) }),
  },
  responses: { 200: { description: 'Een CSV-bestand', content: { 'text/csv': { schema: z.string() } } } },
});

/** Reports on a period or run, for the provider. */
export function runReportRoutes(api: Api, { payrollRuns }: Services): void {
  api.openapi(grid, (c) => c.json(payrollRuns.grid(actorOf(c), c.req.valid('query')), 200));
  api.openapi(checks, (c) => c.json(payrollRuns.checks(actorOf(c), c.req.valid('query')), 200));
  api.openapi(mutations, (c) => c.json(payrollRuns.mutations(actorOf(c), c.req.valid('query')), 200));
  api.openapi(comparison, (c) => c.json(payrollRuns.comparison(actorOf(c), c.req.valid('query')), 200));
  api.openapi(download, (c) => {
    const { report, ...query } = c.req.valid('query');
    return fileOf(c, payrollRuns.download(actorOf(c), report, query));
  });
}

/** A file to keep; it is never shown on our origin. */
export function fileOf(c: Context, { fileName, content }: Download) {
  return c.body(content, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': contentDisposition(false, fileName),
    'cache-control': 'no-store',
  });
}
