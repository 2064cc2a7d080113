import { z } from 'zod';
import type { Services } from '../services.ts';
import { type AssigneeRole, assigneeRoles, taskCommandSchema } from '../workflow/model.ts';
import {
  actResultSchema,
  personSchema,
  processPageSchema,
  processQuerySchema,
  processRowSchema,
  processViewSchema,
  taskPageSchema,
  taskQuerySchema,
  taskViewSchema,
} from '../workflow/view-model.ts';
import { askers } from './chat-routes.ts';
import { csvResponse } from './csv-response.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';
import { originOf } from './member-routes.ts';
import { processCsv } from './process-csv.ts';

/** Who can have tasks. */
export const taskers: readonly AssigneeRole[] = assigneeRoles;
/** Tasks in one request, at most. */
export const MAX_AT_ONCE = 100;

const byTaskers = { roles: taskers };
const byHr = { roles: keepers };
const tags = ['Taken'];
const tasksPath = '/api/employers/{employerId}/tasks';
const taskPath = `${tasksPath}/{taskId}` as const;
const workflowsPath = '/api/employers/{employerId}/workflows';
const workflowPath = `${workflowsPath}/{workflowId}` as const;
const params = idParams('taskId');
const one = { description: 'De taak', content: json(taskViewSchema) };

const list = defineRoute(byTaskers, {
  method: 'get',
  path: tasksPath,
  tags,
  summary: 'Mijn taken, of meldingen die alleen gezien hoeven te worden',
  request: { params: employerParams, query: taskQuerySchema },
  responses: { 200: { description: 'Een bladzijde taken', content: json(taskPageSchema) } },
});

const read = defineRoute(byTaskers, {
  method: 'get',
  path: taskPath,
  tags,
  summary: 'Een taak met waar zij over gaat, de regel die geldt, en bij wie zij ligt',
  request: { params },
  responses: { 200: one },
});

const act = defineRoute(byTaskers, {
  method: 'post',
  path: `${taskPath}/actions`,
  tags,
  summary: 'Goedkeuren, afwijzen, terugsturen, verwerken of afronden',
  description: 'Nogmaals hetzelfde door dezelfde persoon verandert niets. Niemand beslist over zichzelf.',
  request: { params, body: jsonBody(taskCommandSchema) },
  responses: { 200: one },
});

const actAll = defineRoute(byTaskers, {
  method: 'post',
  path: `${tasksPath}/actions`,
  tags,
  summary: 'Hetzelfde met veel taken tegelijk, met per taak wat ervan kwam',
  description: 'Elke taak staat op zichzelf: wat geweigerd wordt, houdt de andere niet tegen.',
  request: {
    params: employerParams,
    body: jsonBody(
      z.object({
        taskIds: z.array(z.string().min(1).max(100)).min(1).max(MAX_AT_ONCE),
        command: taskCommandSchema,
      }),
    ),
  },
  responses: {
    200: { description: 'Per taak', content: json(z.object({ results: z.array(actResultSchema) })) },
  },
});

const candidates = defineRoute(byTaskers, {
  method: 'get',
  path: `${taskPath}/candidates`,
  tags,
  summary: 'Aan wie een taak gegeven kan worden',
  request: { params },
  responses: { 200: { description: 'Mensen', content: json(z.object({ people: z.array(personSchema) })) } },
});

const reassign = defineRoute(byTaskers, {
  method: 'put',
  path: `${taskPath}/assignee`,
  tags,
  summary: 'Een taak aan iemand anders geven',
  request: { params, body: jsonBody(z.object({ personId: z.string().min(1).max(100) })) },
  responses: { 200: one },
});

const processes = defineRoute(byHr, {
  method: 'get',
  path: workflowsPath,
  tags: ['Processen'],
  summary: 'Alle processen: bij wie, sinds wanneer',
  request: { params: employerParams, query: processQuerySchema },
  responses: { 200: { description: 'Een bladzijde processen', content: json(processPageSchema) } },
});

const download = defineRoute(byHr, {
  method: 'get',
  path: `${workflowsPath}/export`,
  tags: ['Processen'],
  summary: 'Dezelfde processen als CSV',
  request: { params: employerParams, query: processQuerySchema },
  responses: { 200: { description: 'Een CSV-bestand', content: { 'text/csv': { schema: z.string() } } } },
});

const process = defineRoute(
  { roles: askers },
  {
    method: 'get',
    path: workflowPath,
    tags: ['Processen'],
    summary: 'Een proces met alles wat er gebeurde',
    request: { params: idParams('workflowId') },
    responses: { 200: { description: 'Het proces', content: json(processViewSchema) } },
  },
);

const cancel = defineRoute(
  { roles: askers },
  {
    method: 'post',
    path: `${workflowPath}/cancel`,
    tags: ['Processen'],
    summary: 'Intrekken, door wie het aangaat of wie het indiende',
    request: { params: idParams('workflowId') },
    responses: { 200: { description: 'Het proces', content: json(processRowSchema) } },
  },
);

/** Tasks and processes. */
export function workflowRoutes(
  api: Api,
  { workflows }: Services,
  { publicOrigin }: { publicOrigin: string | null },
): void {
  api.openapi(list, (c) => c.json(workflows.tasks(actorOf(c), c.req.valid('query'), c.get('language')), 200));
  api.openapi(actAll, (c) => {
    const { taskIds, command } = c.req.valid('json');
    return c.json(
      { results: workflows.actAll(actorOf(c), taskIds, command, originOf(c, publicOrigin)) },
      200,
    );
  });
  api.openapi(read, (c) =>
    c.json(workflows.task(actorOf(c), c.req.valid('param').taskId, c.get('language')), 200),
  );
  api.openapi(act, (c) => {
    const [{ taskId }, command] = [c.req.valid('param'), c.req.valid('json')];
    return c.json(
      workflows.act(actorOf(c), taskId, command, c.get('language'), originOf(c, publicOrigin)),
      200,
    );
  });
  api.openapi(candidates, (c) =>
    c.json({ people: workflows.candidates(actorOf(c), c.req.valid('param').taskId) }, 200),
  );
  api.openapi(reassign, (c) => {
    const [{ taskId }, { personId }] = [c.req.valid('param'), c.req.valid('json')];
    return c.json(
      workflows.reassign(actorOf(c), taskId, personId, c.get('language'), originOf(c, publicOrigin)),
      200,
    );
  });
  api.openapi(processes, (c) => c.json(workflows.processes(actorOf(c), c.req.valid('query')), 200));
  api.openapi(download, (c) =>
    csvResponse(
      c,
      'vraagbaak-processen',
      processCsv(workflows.exportRows(actorOf(c), c.req.valid('query')), c.get('language')),
    ),
  );
  api.openapi(process, (c) =>
    c.json(workflows.process(actorOf(c), c.req.valid('param').workflowId, c.get('language')), 200),
  );
  api.openapi(cancel, (c) =>
    c.json(workflows.cancelProcess(actorOf(c), c.req.valid('param').workflowId), 200),
  );
}
