import { z } from 'zod';
import { documentFilterSchema, selectDocuments } from '../employer/document-list.ts';
import type { Clock } from '../kernel/dates.ts';
import { today } from '../kernel/dates.ts';
import type { Services } from '../services.ts';
import { csvResponse } from './csv-response.ts';
import { type Api, defineRoute, employerParams, json, jsonBody } from './define-route.ts';
import { documentsCsv } from './document-csv.ts';
import { documentParams, keepers, oneDocument, tags } from './document-routes.ts';
import { documentViewSchema, removedDocumentSchema } from './document-schemas.ts';
import { actorOf } from './env.ts';

const byHr = { roles: keepers };
const path = '/api/employers/{employerId}/documents';

const download = defineRoute(byHr, {
  method: 'get',
  path: `${path}/export`,
  tags,
  summary: 'Het werkgeversdossier als CSV, met dezelfde filters als het scherm',
  request: { params: employerParams, query: documentFilterSchema },
  responses: { 200: { description: 'Een CSV-bestand', content: { 'text/csv': { schema: z.string() } } } },
});

const precedence = defineRoute(byHr, {
  method: 'put',
  path: `${path}/precedence`,
  tags,
  summary: 'Welk document gaat voor als twee iets anders zeggen',
  description:
    '`order` noemt de documenten met voorrang, het hoogste eerst; wie niet genoemd is, heeft geen voorrang. Met `seen`, de volgorde waarop het besluit rust, is een wijziging van een ander een conflict.',
  request: {
    params: employerParams,
    body: jsonBody(
      z.strictObject({
        order: z.array(z.string().max(100)).max(1000),
        seen: z.array(z.string().max(100)).max(1000).optional(),
      }),
    ),
  },
  responses: {
    200: {
      description: 'De documenten met hun nieuwe voorrang',
      content: json(z.object({ documents: z.array(documentViewSchema) })),
    },
  },
});

const setAside = defineRoute(byHr, {
  method: 'post',
  path: `${path}/{documentId}/removal`,
  tags,
  summary: 'Verwijderen, een minuut lang terug te nemen',
  description:
    'Het document antwoordt meteen niet meer en staat in geen lijst. Na `purgeAt` is alles ervan weg, zoals bij DELETE.',
  request: { params: documentParams },
  responses: { 202: { description: 'Verwijderd', content: json(removedDocumentSchema) } },
});

const restore = defineRoute(byHr, {
  method: 'delete',
  path: `${path}/{documentId}/removal`,
  tags,
  summary: 'Een verwijdering terugnemen, zolang dat kan',
  request: { params: documentParams },
  responses: { 200: oneDocument },
});

/** The employer file as a whole: its order of precedence, its list to take along, removals that can be taken back. */
export function documentFileRoutes(api: Api, { documents }: Services, deps: { clock: Clock }): void {
  api.openapi(download, (c) => {
    const day = today(deps.clock);
    const found = selectDocuments(documents.list(actorOf(c)), c.req.valid('query'), day);
    return csvResponse(c, `vraagbaak-dossier-${day}`, documentsCsv(found));
  });
  api.openapi(precedence, (c) => {
    const { order, seen } = c.req.valid('json');
    return c.json({ documents: documents.setPrecedence(actorOf(c), order, seen) }, 200);
  });
  api.openapi(setAside, (c) => c.json(documents.setAside(actorOf(c), c.req.valid('param').documentId), 202));
  api.openapi(restore, (c) => c.json(documents.restore(actorOf(c), c.req.valid('param').documentId), 200));
}
