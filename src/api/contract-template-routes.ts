import { z } from 'zod';
import {
  templateInputSchema,
  templateProblemSchema,
  templateSchema,
  templateVersionSchema,
} from '../contracts/model.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';

const byHr = { roles: keepers };
const tags = ['Contracten'];
const path = '/api/employers/{employerId}/contract-templates';
const onePath = `${path}/{templateId}` as const;
const params = idParams('templateId');
const one = { description: 'Het sjabloon', content: json(templateSchema) };

const list = defineRoute(byHr, {
  method: 'get',
  path,
  tags,
  summary: 'Sjablonen waaruit een contract gemaakt kan worden',
  request: { params: employerParams },
  responses: {
    200: {
      description: 'De sjablonen',
      content: json(z.object({ templates: z.array(templateSchema) })),
    },
  },
});

const add = defineRoute(byHr, {
  method: 'post',
  path,
  tags,
  summary: 'Een sjabloon toevoegen, in Markdown met invulvelden als {{werknemer.naam}}',
  request: { params: employerParams, body: jsonBody(templateInputSchema) },
  responses: { 201: one },
});

const check = defineRoute(byHr, {
  method: 'post',
  path: `${path}/check`,
  tags,
  summary: 'Alle invulvelden van een tekst die niet bestaan of niet zijn ingevuld',
  request: {
    params: employerParams,
    body: jsonBody(
      templateInputSchema
        .pick({ body: true })
        .extend({ fields: z.record(z.string(), z.string()).optional() }),
    ),
  },
  responses: {
    200: {
      description: 'Wat eraan scheelt; leeg als er niets aan scheelt',
      content: json(z.object({ problems: z.array(templateProblemSchema) })),
    },
  },
});

const read = defineRoute(byHr, {
  method: 'get',
  path: onePath,
  tags,
  summary: 'Een sjabloon met al zijn versies',
  request: { params },
  responses: {
    200: {
      description: 'Het sjabloon',
      content: json(templateSchema.extend({ versions: z.array(templateVersionSchema) })),
    },
  },
});

const save = defineRoute(byHr, {
  method: 'put',
  path: onePath,
  tags,
  summary: 'Een nieuwe versie van een sjabloon bewaren',
  description: '`version` is die welke gelezen werd. Contracten die al gemaakt zijn houden hun eigen tekst.',
  request: {
    params,
    body: jsonBody(templateInputSchema.extend({ version: z.number().int().min(1) })),
  },
  responses: { 200: one },
});

const archive = defineRoute(byHr, {
  method: 'delete',
  path: onePath,
  tags,
  summary: 'Een sjabloon niet meer aanbieden',
  request: { params },
  responses: { 204: { description: 'Gedaan' } },
});

/** Templates of contracts. */
export function contractTemplateRoutes(api: Api, { contracts: { templates } }: Services): void {
  api.openapi(list, (c) => c.json({ templates: templates.list(actorOf(c)) }, 200));
  api.openapi(add, (c) => c.json(templates.add(actorOf(c), c.req.valid('json')), 201));
  api.openapi(check, (c) => {
    const { body, fields } = c.req.valid('json');
    return c.json({ problems: templates.check(actorOf(c), body, fields) }, 200);
  });
  api.openapi(read, (c) => c.json(templates.get(actorOf(c), c.req.valid('param').templateId), 200));
  api.openapi(save, (c) => {
    const { version, ...input } = c.req.valid('json');
    return c.json(templates.save(actorOf(c), c.req.valid('param').templateId, version, input), 200);
  });
  api.openapi(archive, (c) => {
    templates.archive(actorOf(c), c.req.valid('param').templateId);
    return c.body(null, 204);
  });
}
