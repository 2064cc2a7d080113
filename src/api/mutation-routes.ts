import { z } from 'zod';
import {
  employeeHistorySchema,
  mutationDetailSchema,
  mutationQuerySchema,
  mutationRequestSchema,
  mutationSettingsSchema,
  mutationViewSchema,
  myDataSchema,
  openInputSchema,
  previewSchema,
} from '../mutations/model.ts';
import type { Services } from '../services.ts';
import { askers } from './chat-routes.ts';
import { csvResponse } from './csv-response.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';
import { originOf } from './member-routes.ts';
import { mutationsCsv } from './mutation-csv.ts';

const own = { roles: askers };
const byKeepers = { roles: keepers };
const byHr = { roles: ['hr'] as const };
const tags = ['Wijzigingen'];
const employer = '/api/employers/{employerId}';
const path = `${employer}/mutations` as const;
const onePath = `${path}/{mutationId}` as const;
const params = idParams('mutationId');
const view = { description: 'De wijziging', content: json(mutationViewSchema) };
const settingsPath = `${employer}/mutation-settings` as const;
const settingsAnswer = { description: 'De instellingen', content: json(mutationSettingsSchema) };

const mine = defineRoute(own, {
  method: 'get',
  path: `${employer}/my-data`,
  tags,
  summary: 'De eigen gegevens met hun geschiedenis',
  description: 'Een bankrekening alleen met de laatste vier tekens.',
  request: { params: employerParams },
  responses: { 200: { description: 'De gegevens', content: json(myDataSchema) } },
});

const preview = defineRoute(own, {
  method: 'post',
  path: `${path}/preview`,
  tags,
  summary: 'Wat er zou veranderen, zonder iets te bewaren',
  request: { params: employerParams, body: jsonBody(z.object({ input: openInputSchema })) },
  responses: {
    200: { description: 'Oud, nieuw en wat erover te zeggen is', content: json(previewSchema) },
  },
});

const submit = defineRoute(own, {
  method: 'post',
  path,
  tags,
  summary: 'Adres, contactgegevens of noodcontact wijzigen',
  description:
    'Eén wijziging per gegeven. Dezelfde `requestKey` nog eens geeft wat de eerste keer gemaakt is. Een bankrekening gaat alleen via de beveiligde pagina.',
  request: { params: employerParams, body: jsonBody(mutationRequestSchema) },
  responses: {
    201: {
      description: 'De wijzigingen',
      content: json(z.object({ mutations: z.array(mutationViewSchema) })),
    },
  },
});

const list = defineRoute(byKeepers, {
  method: 'get',
  path,
  tags,
  summary: 'Wijzigingen van iedereen, de laatste eerst',
  request: { params: employerParams, query: mutationQuerySchema },
  responses: {
    200: {
      description: 'Een bladzijde, met het aantal van alle bladzijden',
      content: json(z.object({ rows: z.array(mutationViewSchema), total: z.number().int() })),
    },
  },
});

const download = defineRoute(byKeepers, {
  method: 'get',
  path: `${path}/export`,
  tags,
  summary: 'Dezelfde wijzigingen als CSV, zonder bankrekeningen',
  request: { params: employerParams, query: mutationQuerySchema },
  responses: {
    200: { description: 'Een CSV-bestand', content: { 'text/csv': { schema: z.string() } } },
  },
});

const read = defineRoute(own, {
  method: 'get',
  path: onePath,
  tags,
  summary: 'Een wijziging met wat ermee gebeurde',
  request: { params },
  responses: { 200: { description: 'De wijziging', content: json(mutationDetailSchema) } },
});

const withdraw = defineRoute(own, {
  method: 'post',
  path: `${onePath}/withdraw`,
  tags,
  summary: 'Intrekken wat nog niet is ingegaan',
  request: { params },
  responses: { 200: view },
});

const undo = defineRoute(own, {
  method: 'post',
  path: `${onePath}/undo`,
  tags,
  summary: 'Contactgegevens terugzetten: op de dag zelf, of wat gemeld is',
  request: { params },
  responses: { 200: view },
});

const complete = defineRoute(byKeepers, {
  method: 'post',
  path: `${onePath}/complete`,
  tags,
  summary: 'De eigen open taak bij deze wijziging afronden',
  request: { params },
  responses: { 200: view },
});

const history = defineRoute(byKeepers, {
  method: 'get',
  path: `${employer}/employees/{employeeId}/data-history`,
  tags,
  summary: 'Alle gegevens die een medewerker ooit had',
  request: { params: idParams('employeeId') },
  responses: { 200: { description: 'De geschiedenis', content: json(employeeHistorySchema) } },
});

const settings = defineRoute(byKeepers, {
  method: 'get',
  path: settingsPath,
  tags,
  summary: 'Hoe lang een nieuwe bankrekening wacht',
  request: { params: employerParams },
  responses: { 200: settingsAnswer },
});

const saveSettings = defineRoute(byHr, {
  method: 'put',
  path: settingsPath,
  tags,
  summary: 'Instellen hoe lang een nieuwe bankrekening wacht',
  description: 'Geldt voor wat daarna wordt aangevraagd.',
  request: { params: employerParams, body: jsonBody(mutationSettingsSchema) },
  responses: { 200: settingsAnswer },
});

/** Changes of personal data: the own ones, and those of everybody for HR and provider. */
export function mutationRoutes(
  api: Api,
  { mutations, postman }: Services,
  { publicOrigin }: { publicOrigin: string | null },
): void {
  api.openapi(mine, (c) => c.json(mutations.mine(actorOf(c)), 200));
  api.openapi(preview, (c) => c.json(mutations.preview(actorOf(c), c.req.valid('json').input), 200));
  api.openapi(submit, async (c) => {
    const made = await mutations.submit(actorOf(c), c.req.valid('json'), originOf(c, publicOrigin));
    void postman.deliver();
    return c.json({ mutations: made }, 201);
  });
  api.openapi(list, (c) => c.json(mutations.list(actorOf(c), c.req.valid('query')), 200));
  api.openapi(download, (c) => {
    const rows = mutations.exportRows(actorOf(c), c.req.valid('query'));
    return csvResponse(c, 'vraagbaak-wijzigingen', mutationsCsv(rows));
  });
  api.openapi(read, (c) => c.json(mutations.read(actorOf(c), c.req.valid('param').mutationId), 200));
  api.openapi(withdraw, (c) => c.json(mutations.withdraw(actorOf(c), c.req.valid('param').mutationId), 200));
  api.openapi(undo, (c) => c.json(mutations.undo(actorOf(c), c.req.valid('param').mutationId), 200));
  api.openapi(complete, (c) => c.json(mutations.complete(actorOf(c), c.req.valid('param').mutationId), 200));
  api.openapi(history, (c) => c.json(mutations.historyOf(actorOf(c), c.req.valid('param').employeeId), 200));
  api.openapi(settings, (c) => c.json(mutations.settings(actorOf(c)), 200));
  api.openapi(saveSettings, (c) => c.json(mutations.saveSettings(actorOf(c), c.req.valid('json')), 200));
}
