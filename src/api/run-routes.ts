import { z } from 'zod';
import type { Role } from '../kernel/actor.ts';
import {
  automaticResultSchema,
  importResultSchema,
  importSchema,
  newRunSchema,
  periodOverviewSchema,
  runEventSchema,
  runSchema,
  runStepSchema,
} from '../payroll-runs/model.ts';
import { payrollDataSchema } from '../payroll-runs/report-model.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';
import { originOf } from './member-routes.ts';
import { fileOf } from './run-report-routes.ts';

const providers: readonly Role[] = ['provider'];
const byBoth = { roles: keepers };
const byProvider = { roles: providers };
const tags = ['Loonruns'];
const periodsPath = '/api/employers/{employerId}/payroll-periods';
const runsPath = '/api/employers/{employerId}/payroll-runs';
const runPath = `${runsPath}/{runId}` as const;
const runParams = idParams('runId');
const periodParams = idParams('periodId');
const oneRun = { description: 'De loonrun', content: json(runSchema) };
const onePeriod = { description: 'De periode', content: json(periodOverviewSchema) };

const periods = defineRoute(byBoth, {
  method: 'get',
  path: periodsPath,
  tags,
  summary: 'Periodes van een jaar met hun loonruns',
  request: {
    params: employerParams,
    query: z.object({ year: z.coerce.number().int().min(2000).max(2999) }),
  },
  responses: {
    200: {
      description: 'De periodes',
      content: json(z.object({ periods: z.array(periodOverviewSchema) })),
    },
  },
});

const closePeriod = defineRoute(byProvider, {
  method: 'post',
  path: `${periodsPath}/{periodId}/close`,
  tags,
  summary: 'Klaar met muteren: er komt niets meer in deze periode',
  request: { params: periodParams },
  responses: { 200: onePeriod },
});

const reopenPeriod = defineRoute(byProvider, {
  method: 'post',
  path: `${periodsPath}/{periodId}/reopen`,
  tags,
  summary: 'Een periode weer openen, zolang er geen loonrun van is goedgekeurd',
  request: { params: periodParams },
  responses: { 200: onePeriod },
});

const fillHours = defineRoute(byProvider, {
  method: 'post',
  path: `${periodsPath}/{periodId}/automatic`,
  tags,
  summary: 'Automatische processen: contracturen vullen',
  description: 'Alleen voor dienstverbanden met `calculateWorkingHours`. Nog een keer verandert niets.',
  request: { params: periodParams },
  responses: { 200: { description: 'Wat er gebeurde', content: json(automaticResultSchema) } },
});

const list = defineRoute(byBoth, {
  method: 'get',
  path: runsPath,
  tags,
  summary: 'Loonruns, de laatste eerst',
  description: 'HR ziet een loonrun zodra de proefrun klaarstaat.',
  request: { params: employerParams },
  responses: {
    200: { description: 'De loonruns', content: json(z.object({ runs: z.array(runSchema) })) },
  },
});

const create = defineRoute(byProvider, {
  method: 'post',
  path: runsPath,
  tags,
  summary: 'Een loonrun beginnen; er loopt er nooit meer dan één',
  request: { params: employerParams, body: jsonBody(newRunSchema) },
  responses: { 201: oneRun },
});

const read = defineRoute(byBoth, {
  method: 'get',
  path: runPath,
  tags,
  summary: 'Eén loonrun',
  request: { params: runParams },
  responses: { 200: oneRun },
});

const act = defineRoute(byBoth, {
  method: 'post',
  path: `${runPath}/actions`,
  tags,
  summary: 'Eén stap van een loonrun',
  description:
    '`allowed` van de loonrun zegt wat nu kan. Terugsturen, annuleren en ongedaan maken vragen een reden.',
  request: { params: runParams, body: jsonBody(runStepSchema) },
  responses: { 200: oneRun },
});

const events = defineRoute(byBoth, {
  method: 'get',
  path: `${runPath}/events`,
  tags,
  summary: 'Wie wat wanneer met een loonrun deed',
  request: { params: runParams },
  responses: {
    200: { description: 'Het verloop', content: json(z.object({ events: z.array(runEventSchema) })) },
  },
});

const imports = (what: 'results' | 'entries', summary: string) =>
  defineRoute(byProvider, {
    method: 'post',
    path: `${runPath}/${what}`,
    tags,
    summary,
    description: 'Alle regels of geen: met één fout wordt niets bewaard en noemt `faults` elke regel.',
    request: { params: runParams, body: jsonBody(importSchema) },
    responses: {
      200: { description: 'Bewaard', content: json(importResultSchema) },
      422: { description: 'Niets bewaard', content: json(importResultSchema) },
    },
  });
const importResults = imports('results', 'Lonen van elders: totalen per werknemer als CSV');
const importEntries = imports('entries', 'Variabele gegevens als CSV');

const download = defineRoute(byProvider, {
  method: 'get',
  path: `${runPath}/export`,
  tags,
  summary: 'De regels van een loonrun als CSV',
  request: { params: runParams },
  responses: { 200: { description: 'Een CSV-bestand', content: { 'text/csv': { schema: z.string() } } } },
});

const payrollData = defineRoute(byProvider, {
  method: 'get',
  path: `${runPath}/payroll-data`,
  tags,
  summary: 'De totalen in de vorm van `payrollperioddata` van Loket',
  request: { params: runParams },
  responses: { 200: { description: 'Eén deel per dienstverband', content: json(payrollDataSchema) } },
});

/** Periods and runs: the provider works, HR reads and decides. */
export function runRoutes(
  api: Api,
  { payrollRuns, postman }: Services,
  { publicOrigin }: { publicOrigin: string | null },
): void {
  api.openapi(periods, (c) =>
    c.json({ periods: payrollRuns.periods(actorOf(c), c.req.valid('query').year) }, 200),
  );
  api.openapi(closePeriod, (c) =>
    c.json(payrollRuns.closePeriod(actorOf(c), Number(c.req.valid('param').periodId)), 200),
  );
  api.openapi(reopenPeriod, (c) =>
    c.json(payrollRuns.reopenPeriod(actorOf(c), Number(c.req.valid('param').periodId)), 200),
  );
  api.openapi(fillHours, (c) =>
    c.json(payrollRuns.fillHours(actorOf(c), Number(c.req.valid('param').periodId)), 200),
  );
  api.openapi(list, (c) => c.json({ runs: payrollRuns.list(actorOf(c)) }, 200));
  api.openapi(create, (c) => c.json(payrollRuns.create(actorOf(c), c.req.valid('json')), 201));
  api.openapi(read, (c) => c.json(payrollRuns.read(actorOf(c), c.req.valid('param').runId), 200));
  api.openapi(act, (c) => {
    const { runId } = c.req.valid('param');
    const run = payrollRuns.act(actorOf(c), runId, c.req.valid('json'), originOf(c, publicOrigin));
    void postman.deliver();
    return c.json(run, 200);
  });
  api.openapi(events, (c) =>
    c.json({ events: payrollRuns.events(actorOf(c), c.req.valid('param').runId) }, 200),
  );
  api.openapi(importResults, (c) => {
    const { csv } = c.req.valid('json');
    const result = payrollRuns.importResults(actorOf(c), c.req.valid('param').runId, csv);
    return c.json(result, result.accepted ? 200 : 422);
  });
  api.openapi(importEntries, (c) => {
    const { csv } = c.req.valid('json');
    const result = payrollRuns.importEntries(actorOf(c), c.req.valid('param').runId, csv);
    return c.json(result, result.accepted ? 200 : 422);
  });
  api.openapi(download, (c) => fileOf(c, payrollRuns.exportRun(actorOf(c), c.req.valid('param').runId)));
  api.openapi(payrollData, (c) =>
    c.json(payrollRuns.payrollData(actorOf(c), c.req.valid('param').runId), 200),
  );
}
