import { z } from 'zod';
import {
  componentInputSchema,
  componentRateSchema,
  componentSetSchema,
  payrollPeriodSchema,
  setInputSchema,
  wageComponentSchema,
} from '../pay/model.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';

const tags = ['Looncomponenten'];
const base = '/api/employers/{employerId}';
const byKeepers = { roles: keepers };
const byProvider = { roles: ['provider'] as const };
const component = { description: 'De looncomponent', content: json(wageComponentSchema) };
const set = { description: 'De componentset', content: json(componentSetSchema) };

const components = defineRoute(byKeepers, {
  method: 'get',
  path: `${base}/wage-components`,
  tags,
  summary: 'De looncomponenten met hun bedragen',
  request: { params: employerParams },
  responses: {
    200: {
      description: 'Op nummer',
      content: json(z.object({ components: z.array(wageComponentSchema) })),
    },
  },
});

const addComponent = defineRoute(byProvider, {
  method: 'post',
  path: `${base}/wage-components`,
  tags,
  summary: 'Een looncomponent toevoegen',
  request: { params: employerParams, body: jsonBody(componentInputSchema) },
  responses: { 200: component },
});

const changeComponent = defineRoute(byProvider, {
  method: 'put',
  path: `${base}/wage-components/{componentId}`,
  tags,
  summary: 'Een looncomponent wijzigen',
  request: { params: idParams('componentId'), body: jsonBody(componentInputSchema) },
  responses: { 200: component },
});

const addRate = defineRoute(byProvider, {
  method: 'post',
  path: `${base}/wage-components/{componentId}/rates`,
  tags,
  summary: 'Een bedrag per eenheid vanaf een datum; wat al gedeclareerd is houdt zijn bedrag',
  request: { params: idParams('componentId'), body: jsonBody(componentRateSchema) },
  responses: { 200: component },
});

const sets = defineRoute(byKeepers, {
  method: 'get',
  path: `${base}/component-sets`,
  tags,
  summary: 'De componentsets',
  request: { params: employerParams },
  responses: {
    200: { description: 'Op naam', content: json(z.object({ sets: z.array(componentSetSchema) })) },
  },
});

const addSet = defineRoute(byKeepers, {
  method: 'post',
  path: `${base}/component-sets`,
  tags,
  summary: 'Een componentset toevoegen',
  request: { params: employerParams, body: jsonBody(setInputSchema) },
  responses: { 200: set },
});

const changeSet = defineRoute(byKeepers, {
  method: 'put',
  path: `${base}/component-sets/{setId}`,
  tags,
  summary: 'Een componentset wijzigen',
  request: { params: idParams('setId'), body: jsonBody(setInputSchema) },
  responses: { 200: set },
});

const periods = defineRoute(byKeepers, {
  method: 'get',
  path: `${base}/payroll-periods`,
  tags,
  summary: 'De loonperioden van een jaar',
  request: {
    params: employerParams,
    query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  },
  responses: {
    200: {
      description: 'Op volgorde',
      content: json(z.object({ periods: z.array(payrollPeriodSchema) })),
    },
  },
});

const closing = defineRoute(byKeepers, {
  method: 'put',
  path: `${base}/payroll-periods/{periodId}/closing`,
  tags,
  summary: 'Tot wanneer werknemers voor een periode kunnen indienen',
  request: {
    params: employerParams.extend({ periodId: z.coerce.number().int() }),
    body: jsonBody(z.object({ closesOn: z.iso.date() })),
  },
  responses: { 200: { description: 'De periode', content: json(payrollPeriodSchema) } },
});

/** Wage components, sets and periods. */
export function payRoutes(api: Api, { pay }: Services): void {
  api.openapi(components, (c) => c.json({ components: pay.components(actorOf(c)) }, 200));
  api.openapi(addComponent, (c) => {
    return c.json(pay.saveComponent(actorOf(c), null, c.req.valid('json')), 200);
  });
  api.openapi(changeComponent, (c) => {
    const { componentId } = c.req.valid('param');
    return c.json(pay.saveComponent(actorOf(c), componentId, c.req.valid('json')), 200);
  });
  api.openapi(addRate, (c) => {
    const { componentId } = c.req.valid('param');
    return c.json(pay.setRate(actorOf(c), componentId, c.req.valid('json')), 200);
  });
  api.openapi(sets, (c) => c.json({ sets: pay.sets(actorOf(c)) }, 200));
  api.openapi(addSet, (c) => c.json(pay.saveSet(actorOf(c), null, c.req.valid('json')), 200));
  api.openapi(changeSet, (c) => {
    const { setId } = c.req.valid('param');
    return c.json(pay.saveSet(actorOf(c), setId, c.req.valid('json')), 200);
  });
  api.openapi(periods, (c) => {
    return c.json({ periods: pay.periods(actorOf(c), c.req.valid('query').year) }, 200);
  });
  api.openapi(closing, (c) => {
    const { periodId } = c.req.valid('param');
    return c.json(pay.setClosing(actorOf(c), periodId, c.req.valid('json').closesOn), 200);
  });
}
