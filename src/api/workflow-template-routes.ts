import { z } from 'zod';
import type { Services } from '../services.ts';
import {
  templateFaults,
  templateInputSchema,
  templateSchema,
  templateSummarySchema,
} from '../workflow/model.ts';
import { absenceInputSchema, absenceSchema } from '../workflow/view-model.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';
import { taskers } from './workflow-routes.ts';

const byHr = { roles: keepers };
const byTaskers = { roles: taskers };
const tags = ['Werkstromen'];
const path = '/api/employers/{employerId}/workflow-templates';
const onePath = `${path}/{trigger}` as const;
const params = idParams('trigger');
const one = { description: 'De werkstroom zoals zij nu geldt', content: json(templateSummarySchema) };
/** The version that was read; another one by now is a conflict. */
const readVersion = z.number().int().min(1);

const list = defineRoute(byHr, {
  method: 'get',
  path,
  tags,
  summary: 'Alle werkstromen van deze werkgever',
  request: { params: employerParams },
  responses: {
    200: {
      description: 'De werkstromen',
      content: json(z.object({ templates: z.array(templateSummarySchema) })),
    },
  },
});

const read = defineRoute(byHr, {
  method: 'get',
  path: onePath,
  tags,
  summary: 'Een werkstroom met haar eerdere versies',
  request: { params },
  responses: {
    200: {
      description: 'De werkstroom',
      content: json(z.object({ template: templateSummarySchema, history: z.array(templateSchema) })),
    },
  },
});

const check = defineRoute(byHr, {
  method: 'post',
  path: `${onePath}/check`,
  tags,
  summary: 'Nakijken of stappen zo bewaard kunnen worden; bewaart niets',
  request: { params, body: jsonBody(templateInputSchema) },
  responses: {
    200: {
      description: 'Wat er niet klopt; leeg als alles klopt',
      content: json(z.object({ faults: z.array(z.enum(templateFaults)) })),
    },
  },
});

const save = defineRoute(byHr, {
  method: 'put',
  path: onePath,
  tags,
  summary: 'Een nieuwe versie bewaren; wat loopt, houdt zijn eigen versie',
  request: { params, body: jsonBody(templateInputSchema.extend({ readVersion })) },
  responses: { 200: one },
});

const restore = defineRoute(byHr, {
  method: 'post',
  path: `${onePath}/restore`,
  tags,
  summary: 'Een eerdere versie, of de meegeleverde, weer laten gelden',
  request: {
    params,
    body: jsonBody(z.object({ readVersion, version: z.union([z.literal('seed'), z.number().int().min(1)]) })),
  },
  responses: { 200: one },
});

const absencesPath = '/api/employers/{employerId}/absences';
const absences = defineRoute(byTaskers, {
  method: 'get',
  path: absencesPath,
  tags,
  summary: 'Wie er weg zijn en wie hun taken doen',
  request: { params: employerParams },
  responses: {
    200: { description: 'Vervangingen', content: json(z.object({ absences: z.array(absenceSchema) })) },
  },
});

const addAbsence = defineRoute(byTaskers, {
  method: 'post',
  path: absencesPath,
  tags,
  summary: 'Een vervanger regelen; een manager alleen voor zichzelf',
  request: { params: employerParams, body: jsonBody(absenceInputSchema) },
  responses: { 201: { description: 'De vervanging', content: json(absenceSchema) } },
});

const removeAbsence = defineRoute(byTaskers, {
  method: 'delete',
  path: `${absencesPath}/{absenceId}`,
  tags,
  summary: 'Een vervanging weghalen',
  request: { params: idParams('absenceId') },
  responses: { 204: { description: 'Weggehaald' } },
});

/** What workflows look like at an employer, and who stands in for whom. */
export function workflowTemplateRoutes(api: Api, { workflows }: Services): void {
  api.openapi(list, (c) => c.json({ templates: workflows.templates(actorOf(c)) }, 200));
  api.openapi(read, (c) => c.json(workflows.template(actorOf(c), c.req.valid('param').trigger), 200));
  api.openapi(check, (c) => {
    const { faults } = workflows.checkTemplate(actorOf(c), c.req.valid('param').trigger, c.req.valid('json'));
    return c.json({ faults: [...faults] }, 200);
  });
  api.openapi(save, (c) => {
    const { readVersion: version, ...input } = c.req.valid('json');
    return c.json(workflows.saveTemplate(actorOf(c), c.req.valid('param').trigger, version, input), 200);
  });
  api.openapi(restore, (c) => {
    const [{ trigger }, body] = [c.req.valid('param'), c.req.valid('json')];
    return c.json(workflows.restoreTemplate(actorOf(c), trigger, body.readVersion, body.version), 200);
  });
  api.openapi(absences, (c) => c.json({ absences: workflows.absences(actorOf(c)) }, 200));
  api.openapi(addAbsence, (c) => c.json(workflows.addAbsence(actorOf(c), c.req.valid('json')), 201));
  api.openapi(removeAbsence, (c) => {
    workflows.removeAbsence(actorOf(c), c.req.valid('param').absenceId);
    return c.body(null, 204);
  });
}
