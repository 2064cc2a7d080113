import { z } from 'zod';
import {
  departmentSchema,
  employmentPatchSchema,
  staffDetailSchema,
  staffQuerySchema,
  staffRowSchema,
} from '../personnel/model.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';

const tags = ['Personeel'];
const base = '/api/employers/{employerId}';
const byKeepers = { roles: keepers };
const detail = { description: 'Het dienstverband', content: json(staffDetailSchema) };
const departmentInput = departmentSchema.omit({ id: true });
const department = { description: 'De afdeling', content: json(departmentSchema) };

const list = defineRoute(byKeepers, {
  method: 'get',
  path: `${base}/employments`,
  tags,
  summary: 'Dienstverbanden, met filter op oproepkrachten (met, zonder, alleen)',
  request: { params: employerParams, query: staffQuerySchema },
  responses: {
    200: {
      description: 'Vijftig per bladzijde',
      content: json(z.object({ rows: z.array(staffRowSchema), total: z.number().int() })),
    },
  },
});

const read = defineRoute(byKeepers, {
  method: 'get',
  path: `${base}/employments/{employmentId}`,
  tags,
  summary: 'Een dienstverband met gegevens en geschiedenis',
  request: { params: idParams('employmentId') },
  responses: { 200: detail },
});

const change = defineRoute(byKeepers, {
  method: 'patch',
  path: `${base}/employments/{employmentId}`,
  tags,
  summary: 'Afdeling, oproepkracht, componentset, uitsluiting, einddatum',
  request: { params: idParams('employmentId'), body: jsonBody(employmentPatchSchema.strict()) },
  responses: { 200: detail },
});

const departments = defineRoute(byKeepers, {
  method: 'get',
  path: `${base}/departments`,
  tags,
  summary: 'De afdelingen met hun leidinggevende',
  request: { params: employerParams },
  responses: {
    200: {
      description: 'Op naam',
      content: json(z.object({ departments: z.array(departmentSchema) })),
    },
  },
});

const addDepartment = defineRoute(byKeepers, {
  method: 'post',
  path: `${base}/departments`,
  tags,
  summary: 'Een afdeling toevoegen',
  request: { params: employerParams, body: jsonBody(departmentInput) },
  responses: { 200: department },
});

const changeDepartment = defineRoute(byKeepers, {
  method: 'put',
  path: `${base}/departments/{departmentId}`,
  tags,
  summary: 'Een afdeling wijzigen',
  request: { params: idParams('departmentId'), body: jsonBody(departmentInput) },
  responses: { 200: department },
});

/** Who works here, and in which department. */
export function personnelRoutes(api: Api, { personnel }: Services): void {
  api.openapi(list, (c) => c.json(personnel.list(actorOf(c), c.req.valid('query')), 200));
  api.openapi(read, (c) => {
    return c.json(personnel.read(actorOf(c), c.req.valid('param').employmentId), 200);
  });
  api.openapi(change, (c) => {
    const { employmentId } = c.req.valid('param');
    return c.json(personnel.change(actorOf(c), employmentId, c.req.valid('json')), 200);
  });
  api.openapi(departments, (c) => c.json({ departments: personnel.departments(actorOf(c)) }, 200));
  api.openapi(addDepartment, (c) => {
    return c.json(personnel.saveDepartment(actorOf(c), null, c.req.valid('json')), 200);
  });
  api.openapi(changeDepartment, (c) => {
    const { departmentId } = c.req.valid('param');
    return c.json(personnel.saveDepartment(actorOf(c), departmentId, c.req.valid('json')), 200);
  });
}
