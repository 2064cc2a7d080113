import { z } from 'zod';
import {
  declarationInputSchema,
  declarationQuerySchema,
  declarationRequestSchema,
  declarationSchema,
  declarationSummarySchema,
  exportRowSchema,
  previewSchema,
} from '../declarations/model.ts';
import { payrollPeriodData } from '../declarations/payroll-data.ts';
import { totalsCsv } from '../declarations/totals-csv.ts';
import { componentSetSchema, payrollPeriodSchema } from '../pay/model.ts';
import { onCallFilters } from '../personnel/model.ts';
import type { Services } from '../services.ts';
import { askers } from './chat-routes.ts';
import { csvResponse } from './csv-response.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';
import { fileResponse } from './file-response.ts';
import { multipartDoc, readUpload } from './upload.ts';

const tags = ['Declaraties'];
const base = '/api/employers/{employerId}/declarations';
const params = idParams('declarationId');
const one = { description: 'De declaratie', content: json(declarationSchema) };
const all = { roles: askers };
const reason = z.string().trim().max(1000).optional();

const options = defineRoute(all, {
  method: 'get',
  path: `${base}/options`,
  tags,
  summary: 'Wat je kunt declareren',
  request: { params: employerParams },
  responses: {
    200: {
      description: 'Je declaratiesoorten en de perioden',
      content: json(
        z.object({
          set: componentSetSchema.nullable(),
          isOnCall: z.boolean(),
          employmentId: z.string().nullable(),
          workDays: z.array(z.number()).readonly(),
          periods: z.array(payrollPeriodSchema).readonly(),
          today: z.iso.date(),
        }),
      ),
    },
  },
});

const preview = defineRoute(all, {
  method: 'post',
  path: `${base}/preview`,
  tags,
  summary: 'Regels, bedrag en controle van wat je invult; er wordt niets bewaard',
  request: { params: employerParams, body: jsonBody(declarationInputSchema) },
  responses: { 200: { description: 'Zo zou het worden', content: json(previewSchema) } },
});

const mine = defineRoute(all, {
  method: 'get',
  path: `${base}/mine`,
  tags,
  summary: 'Je eigen declaraties',
  request: { params: employerParams },
  responses: {
    200: {
      description: 'Nieuwste eerst',
      content: json(z.object({ declarations: z.array(declarationSummarySchema) })),
    },
  },
});

const save = defineRoute(all, {
  method: 'post',
  path: base,
  tags,
  summary: 'Een concept bewaren; dezelfde requestKey maakt niets nieuws',
  request: { params: employerParams, body: jsonBody(declarationRequestSchema) },
  responses: { 200: one },
});

const change = defineRoute(all, {
  method: 'put',
  path: `${base}/{declarationId}`,
  tags,
  summary: 'Een eigen concept of teruggestuurde declaratie wijzigen',
  request: { params, body: jsonBody(declarationRequestSchema) },
  responses: { 200: one },
});

const read = defineRoute(all, {
  method: 'get',
  path: `${base}/{declarationId}`,
  tags,
  summary: 'Een declaratie met regels, bonnen en geschiedenis',
  request: { params },
  responses: { 200: one },
});

const submit = defineRoute(all, {
  method: 'post',
  path: `${base}/{declarationId}/submit`,
  tags,
  summary: 'Indienen; wat niet klopt staat in `findings`',
  request: { params },
  responses: { 200: one },
});

const withdraw = defineRoute(all, {
  method: 'post',
  path: `${base}/{declarationId}/withdraw`,
  tags,
  summary: 'Intrekken',
  request: { params },
  responses: { 200: one },
});

const correct = defineRoute(all, {
  method: 'post',
  path: `${base}/{declarationId}/correct`,
  tags,
  summary: 'Een nieuw concept dat in de plaats komt',
  request: { params, body: jsonBody(z.object({ requestKey: z.string().min(8).max(100) })) },
  responses: { 200: one },
});

const attach = defineRoute(all, {
  method: 'post',
  path: `${base}/{declarationId}/receipts`,
  tags,
  summary: 'Een bon toevoegen (foto of PDF, tot 10 MB)',
  request: { params, body: multipartDoc(false) },
  responses: { 200: one },
});

const receiptParams = idParams('declarationId', 'receiptId');
const detach = defineRoute(all, {
  method: 'delete',
  path: `${base}/{declarationId}/receipts/{receiptId}`,
  tags,
  summary: 'Een bon verwijderen',
  request: { params: receiptParams },
  responses: { 200: one },
});

const receipt = defineRoute(all, {
  method: 'get',
  path: `${base}/{declarationId}/receipts/{receiptId}`,
  tags,
  summary: 'Een bon bekijken',
  request: { params: receiptParams },
  responses: { 200: { description: 'Het bestand' } },
});

const list = defineRoute(
  { roles: keepers },
  {
    method: 'get',
    path: base,
    tags,
    summary: 'Ingediende declaraties, met filter',
    request: { params: employerParams, query: declarationQuerySchema },
    responses: {
      200: {
        description: 'Vijftig per bladzijde',
        content: json(z.object({ rows: z.array(declarationSummarySchema), total: z.number().int() })),
      },
    },
  },
);

const treat = defineRoute(
  { roles: ['manager', 'hr', 'provider'] },
  {
    method: 'post',
    path: `${base}/{declarationId}/treat`,
    tags,
    summary: 'Goedkeuren, afwijzen of terugsturen',
    request: {
      params,
      body: jsonBody(z.object({ action: z.enum(['approve', 'reject', 'return']), reason })),
    },
    responses: { 200: one },
  },
);

const process = defineRoute(
  { roles: keepers },
  {
    method: 'post',
    path: `${base}/{declarationId}/process`,
    tags,
    summary: 'Verwerken in een periode',
    request: { params, body: jsonBody(z.object({ periodId: z.number().int().optional() })) },
    responses: { 200: one },
  },
);

const fail = defineRoute(
  { roles: keepers },
  {
    method: 'post',
    path: `${base}/{declarationId}/fail`,
    tags,
    summary: 'Onverwerkbaar, met reden',
    request: { params, body: jsonBody(z.object({ reason: z.string().trim().min(1).max(1000) })) },
    responses: { 200: one },
  },
);

const periodParams = employerParams.extend({ periodId: z.coerce.number().int() });
const onCall = z.object({ onCall: z.enum(onCallFilters).default('with') });
const totals = defineRoute(
  { roles: keepers },
  {
    method: 'get',
    path: '/api/employers/{employerId}/payroll-periods/{periodId}/totals',
    tags,
    summary: 'Totalen per dienstverband en looncomponent',
    request: { params: periodParams, query: onCall },
    responses: {
      200: {
        description: 'De totalen, ook in de vorm van payrollperioddata van Loket',
        content: json(
          z.object({
            onCall: z.enum(onCallFilters),
            rows: z.array(exportRowSchema),
            payrollPeriodData: z.array(z.unknown()),
          }),
        ),
      },
    },
  },
);

const totalsFile = defineRoute(
  { roles: keepers },
  {
    method: 'get',
    path: '/api/employers/{employerId}/payroll-periods/{periodId}/totals.csv',
    tags,
    summary: 'Dezelfde totalen als CSV',
    request: { params: periodParams, query: onCall },
    responses: { 200: { description: 'Een CSV-bestand', content: { 'text/csv': { schema: z.string() } } } },
  },
);

const handOver = defineRoute(
  { roles: ['provider'] },
  {
    method: 'post',
    path: '/api/employers/{employerId}/payroll-periods/{periodId}/export',
    tags,
    summary: 'Overdragen aan de salarisadministratie: wat sinds de vorige keer veranderde',
    description: 'Nog eens vragen geeft niets dubbel: het zijn totalen, en wat gelijk bleef komt niet terug.',
    request: { params: periodParams, query: onCall },
    responses: {
      200: {
        description: 'Wat veranderde, in de vorm van payrollperioddata van Loket',
        content: json(z.object({ onCall: z.enum(onCallFilters), payrollPeriodData: z.array(z.unknown()) })),
      },
    },
  },
);

/** Declarations: the employee's own, HR's and the provider's side, and what goes out to payroll. */
export function declarationRoutes(api: Api, { declarations }: Services): void {
  api.openapi(options, (c) => c.json(declarations.options(actorOf(c)), 200));
  api.openapi(preview, (c) => c.json(declarations.preview(actorOf(c), c.req.valid('json')), 200));
  api.openapi(mine, (c) => c.json({ declarations: declarations.mine(actorOf(c)) }, 200));
  api.openapi(save, (c) => c.json(declarations.save(actorOf(c), c.req.valid('json')), 200));
  api.openapi(list, (c) => c.json(declarations.list(actorOf(c), c.req.valid('query')), 200));
  api.openapi(read, (c) => c.json(declarations.read(actorOf(c), idOf(c)), 200));
  api.openapi(change, (c) => c.json(declarations.save(actorOf(c), c.req.valid('json'), idOf(c)), 200));
  api.openapi(submit, (c) => c.json(declarations.submit(actorOf(c), idOf(c)), 200));
  api.openapi(withdraw, (c) => c.json(declarations.withdraw(actorOf(c), idOf(c)), 200));
  api.openapi(correct, (c) => {
    return c.json(declarations.correct(actorOf(c), idOf(c), c.req.valid('json').requestKey), 200);
  });
  api.openapi(attach, async (c) => {
    const { file } = await readUpload(c);
    return c.json(await declarations.attach(actorOf(c), idOf(c), file), 200);
  });
  api.openapi(detach, async (c) => {
    const { declarationId, receiptId } = c.req.valid('param');
    return c.json(await declarations.detach(actorOf(c), declarationId, receiptId), 200);
  });
  api.openapi(receipt, async (c) => {
    const { declarationId, receiptId } = c.req.valid('param');
    const file = await declarations.receipt(actorOf(c), declarationId, receiptId);
    return fileResponse(c, { ...file, format: file.type === 'application/pdf' ? 'pdf' : 'jpeg' });
  });
  api.openapi(treat, (c) => {
    const { action, reason: why } = c.req.valid('json');
    return c.json(declarations.treat(actorOf(c), idOf(c), action, why), 200);
  });
  api.openapi(process, (c) => {
    return c.json(declarations.process(actorOf(c), idOf(c), c.req.valid('json').periodId), 200);
  });
  api.openapi(fail, (c) => {
    return c.json(declarations.fail(actorOf(c), idOf(c), c.req.valid('json').reason), 200);
  });
  payrollRoutes(api, declarations);
}

function payrollRoutes(api: Api, declarations: Services['declarations']): void {
  api.openapi(totals, (c) => {
    const { periodId } = c.req.valid('param');
    const filter = c.req.valid('query').onCall;
    const rows = declarations.totals(actorOf(c), periodId, filter);
    return c.json({ onCall: filter, rows, payrollPeriodData: payrollPeriodData(periodId, rows) }, 200);
  });
  api.openapi(totalsFile, (c) => {
    const { periodId } = c.req.valid('param');
    const filter = c.req.valid('query').onCall;
    return csvResponse(
      c,
      `vraagbaak-totalen-${periodId}-${filter}`,
      totalsCsv(periodId, filter, declarations.totals(actorOf(c), periodId, filter)),
    );
  });
  api.openapi(handOver, (c) => {
    const { periodId } = c.req.valid('param');
    const filter = c.req.valid('query').onCall;
    const rows = declarations.exportTotals(actorOf(c), periodId, filter);
    return c.json({ onCall: filter, payrollPeriodData: payrollPeriodData(periodId, rows, true) }, 200);
  });
}

function idOf(c: { req: { valid(target: 'param'): { declarationId: string } } }): string {
  return c.req.valid('param').declarationId;
}
