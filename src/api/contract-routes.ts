import { z } from 'zod';
import {
  candidateSchema,
  contractQuerySchema,
  contractRowSchema,
  contractSchema,
  draftInputSchema,
  MAX_REASON,
  ownContractSchema,
  proposalSchema,
  readersSchema,
  revisionInputSchema,
  type Subject,
  sendInputSchema,
  verificationSchema,
} from '../contracts/model.ts';
import type { Services } from '../services.ts';
import { askers } from './chat-routes.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';
import { fileResponse } from './file-response.ts';
import { originOf } from './member-routes.ts';
import { multipartDoc, readUpload } from './upload.ts';

const byHr = { roles: keepers };
const tags = ['Contracten'];
const base = '/api/employers/{employerId}';
const path = `${base}/contracts` as const;
const onePath = `${path}/{contractId}` as const;
const params = idParams('contractId');
const one = { description: 'Het contract', content: json(contractSchema) };
const pdf = { description: 'Een PDF', content: { 'application/pdf': { schema: z.string() } } };

const list = defineRoute(byHr, {
  method: 'get',
  path,
  tags,
  summary: 'Contracten, met hoeveel ondertekenaars al tekenden',
  request: { params: employerParams, query: contractQuerySchema },
  responses: {
    200: {
      description: 'Een bladzijde ervan, de laatst gewijzigde eerst',
      content: json(z.object({ rows: z.array(contractRowSchema), total: z.number().int() })),
    },
  },
});

const candidates = defineRoute(byHr, {
  method: 'get',
  path: `${base}/contract-candidates`,
  tags,
  summary: 'Dienstverbanden om een contract voor te maken',
  request: { params: employerParams, query: z.object({ search: z.string().trim().max(100).default('') }) },
  responses: {
    200: {
      description: 'Wie gevonden werden',
      content: json(z.object({ candidates: z.array(candidateSchema) })),
    },
  },
});

const propose = defineRoute(byHr, {
  method: 'get',
  path: `${base}/contract-proposal`,
  tags,
  summary: 'Een contract vooraf ingevuld met wat bekend is',
  request: {
    params: employerParams,
    query: z.object({
      templateId: z.string().min(1).max(100),
      subjectKind: z.enum(['employment', 'concept']).optional(),
      subjectId: z.string().min(1).max(100).optional(),
    }),
  },
  responses: { 200: { description: 'Het voorstel', content: json(proposalSchema) } },
});

const create = defineRoute(byHr, {
  method: 'post',
  path,
  tags,
  summary: 'Een contract maken, als PDF en als concept',
  description: 'Ontbreekt er iets, dan noemt `problems` alles tegelijk.',
  request: { params: employerParams, body: jsonBody(draftInputSchema) },
  responses: { 201: one },
});

const verify = defineRoute(byHr, {
  method: 'post',
  path: `${path}/verify`,
  tags,
  summary: 'Controleren of een PDF een contract is van deze werkgever en niet werd gewijzigd',
  request: { params: employerParams, body: multipartDoc(false) },
  responses: { 200: { description: 'De uitkomst', content: json(verificationSchema) } },
});

const read = defineRoute(byHr, {
  method: 'get',
  path: onePath,
  tags,
  summary: 'Een contract met zijn ondertekenaars en zijn verloop',
  request: { params },
  responses: { 200: one },
});

const revise = defineRoute(byHr, {
  method: 'put',
  path: onePath,
  tags,
  summary: 'Een concept opnieuw maken',
  description: '`revision` is die welke gelezen werd.',
  request: { params, body: jsonBody(revisionInputSchema) },
  responses: { 200: one },
});

const remove = defineRoute(byHr, {
  method: 'delete',
  path: onePath,
  tags,
  summary: 'Een concept verwijderen',
  request: { params },
  responses: { 204: { description: 'Gedaan' } },
});

const send = defineRoute(byHr, {
  method: 'post',
  path: `${onePath}/send`,
  tags,
  summary: 'Een contract ter ondertekening aanbieden',
  request: { params, body: jsonBody(sendInputSchema) },
  responses: { 200: one },
});

const withdraw = defineRoute(byHr, {
  method: 'post',
  path: `${onePath}/withdraw`,
  tags,
  summary: 'Een aangeboden contract intrekken',
  request: { params, body: jsonBody(z.object({ reason: z.string().max(MAX_REASON) })) },
  responses: { 200: one },
});

const resend = defineRoute(byHr, {
  method: 'post',
  path: `${onePath}/signers/{signerId}/resend`,
  tags,
  summary: 'Een ondertekenaar een nieuwe link sturen; oude links werken niet meer',
  request: { params: idParams('contractId', 'signerId') },
  responses: { 200: one },
});

const readers = defineRoute(byHr, {
  method: 'put',
  path: `${onePath}/readers`,
  tags,
  summary: 'Wie het contract in het dossier ziet',
  request: { params, body: jsonBody(readersSchema) },
  responses: { 200: one },
});

const file = defineRoute(byHr, {
  method: 'get',
  path: `${onePath}/file`,
  tags,
  summary: 'Het contract als PDF: zoals aangeboden, of getekend en verzegeld',
  request: { params, query: z.object({ part: z.enum(['original', 'sealed']).default('original') }) },
  responses: { 200: pdf },
});

const mine = defineRoute(
  { roles: askers },
  {
    method: 'get',
    path: `${base}/own-contracts`,
    tags,
    summary: 'Eigen contracten',
    request: { params: employerParams },
    responses: {
      200: {
        description: 'De contracten',
        content: json(z.object({ contracts: z.array(ownContractSchema) })),
      },
    },
  },
);

const ownFile = defineRoute(
  { roles: askers },
  {
    method: 'get',
    path: `${base}/own-contracts/{contractId}/file`,
    tags,
    summary: 'Een eigen getekend contract als PDF',
    request: { params },
    responses: { 200: pdf },
  },
);

/** Contracts for HR and the provider, and for each employee the own ones. */
export function contractRoutes(
  api: Api,
  { contracts, postman }: Services,
  { publicOrigin }: { publicOrigin: string | null },
): void {
  api.openapi(list, (c) => c.json(contracts.list(actorOf(c), c.req.valid('query')), 200));
  api.openapi(candidates, (c) =>
    c.json({ candidates: contracts.candidates(actorOf(c), c.req.valid('query').search) }, 200),
  );
  api.openapi(propose, (c) => {
    const { templateId, ...query } = c.req.valid('query');
    return c.json(contracts.propose(actorOf(c), templateId, subjectIn(query)), 200);
  });
  api.openapi(create, async (c) => c.json(await contracts.create(actorOf(c), c.req.valid('json')), 201));
  api.openapi(verify, async (c) => {
    const { file: given } = await readUpload(c);
    return c.json(await contracts.verify(actorOf(c), given.bytes), 200);
  });
  api.openapi(read, (c) => c.json(contracts.get(actorOf(c), c.req.valid('param').contractId), 200));
  api.openapi(revise, async (c) => {
    const { contractId } = c.req.valid('param');
    return c.json(await contracts.revise(actorOf(c), contractId, c.req.valid('json')), 200);
  });
  api.openapi(remove, (c) => {
    contracts.remove(actorOf(c), c.req.valid('param').contractId);
    return c.body(null, 204);
  });
  api.openapi(send, async (c) => {
    const { contractId } = c.req.valid('param');
    const origin = originOf(c, publicOrigin);
    const sent = await contracts.send(actorOf(c), contractId, c.req.valid('json'), origin);
    void postman.deliver();
    return c.json(sent, 200);
  });
  api.openapi(withdraw, (c) => {
    const { contractId } = c.req.valid('param');
    const ended = contracts.withdraw(actorOf(c), contractId, c.req.valid('json').reason);
    void postman.deliver();
    return c.json(ended, 200);
  });
  api.openapi(resend, async (c) => {
    const { contractId, signerId } = c.req.valid('param');
    const sent = await contracts.resend(actorOf(c), contractId, signerId);
    void postman.deliver();
    return c.json(sent, 200);
  });
  api.openapi(readers, (c) => {
    const { contractId } = c.req.valid('param');
    return c.json(contracts.setReaders(actorOf(c), contractId, c.req.valid('json')), 200);
  });
  api.openapi(file, async (c) => {
    const { contractId } = c.req.valid('param');
    return fileResponse(c, await contracts.file(actorOf(c), contractId, c.req.valid('query').part)) as never;
  });
  api.openapi(mine, (c) => c.json({ contracts: contracts.mine(actorOf(c)) }, 200));
  api.openapi(
    ownFile,
    async (c) =>
      fileResponse(c, await contracts.ownFile(actorOf(c), c.req.valid('param').contractId)) as never,
  );
}

/** Both parts name somebody, one alone nobody. */
export function subjectIn({
  subjectKind: kind,
  subjectId: id,
}: {
  subjectKind?: Subject['kind'] | undefined;
  subjectId?: string | undefined;
}): Subject | null {
  return kind === undefined || id === undefined ? null : { kind, id };
}
