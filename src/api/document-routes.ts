import { z } from 'zod';
import { documentPatchSchema } from '../employer/model.ts';
import type { Role } from '../kernel/actor.ts';
import type { Services } from '../services.ts';
import { askers } from './chat-routes.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import {
  documentViewSchema,
  pageTextsSchema,
  passageViewSchema,
  readPassagesSchema,
} from './document-schemas.ts';
import { actorOf } from './env.ts';
import { fileResponse } from './file-response.ts';
import { documentInputOf, multipartDoc, readUpload } from './upload.ts';

/** Who keeps the employer file. */
export const keepers: readonly Role[] = ['hr', 'provider'];

export const tags = ['Documenten'];
export const documentParams = idParams('documentId');
export const oneDocument = { description: 'Het document', content: json(documentViewSchema) };
export const accepted = { description: 'Ontvangen, wordt verwerkt', content: json(documentViewSchema) };

const list = defineRoute(
  { roles: askers },
  {
    method: 'get',
    path: '/api/employers/{employerId}/documents',
    tags,
    summary: 'De documenten die je mag zien',
    request: { params: employerParams },
    responses: {
      200: {
        description: 'De documenten',
        content: json(z.object({ documents: z.array(documentViewSchema) })),
      },
    },
  },
);

const upload = defineRoute(
  { roles: keepers },
  {
    method: 'post',
    path: '/api/employers/{employerId}/documents',
    tags,
    summary: 'Een document toevoegen (PDF, DOCX, Markdown, HTML of tekst, tot 25 MB)',
    request: { params: employerParams, body: multipartDoc(true) },
    responses: { 202: accepted },
  },
);

const getOne = defineRoute(
  { roles: askers },
  {
    method: 'get',
    path: '/api/employers/{employerId}/documents/{documentId}',
    tags,
    summary: 'Een document en hoe ver het is',
    request: { params: documentParams },
    responses: { 200: oneDocument },
  },
);

const patch = defineRoute(
  { roles: keepers },
  {
    method: 'patch',
    path: '/api/employers/{employerId}/documents/{documentId}',
    tags,
    summary: 'Aanvinken, titel, geldigheid, zichtbaarheid en voorrang',
    request: { params: documentParams, body: jsonBody(documentPatchSchema.strict()) },
    responses: { 200: oneDocument },
  },
);

const remove = defineRoute(
  { roles: keepers },
  {
    method: 'delete',
    path: '/api/employers/{employerId}/documents/{documentId}',
    tags,
    summary: 'Een document met alles wat eruit gelezen is verwijderen',
    request: { params: documentParams },
    responses: { 204: { description: 'Verwijderd' } },
  },
);

const retry = defineRoute(
  { roles: keepers },
  {
    method: 'post',
    path: '/api/employers/{employerId}/documents/{documentId}/retry',
    tags,
    summary: 'Een mislukte verwerking opnieuw proberen',
    request: { params: documentParams },
    responses: { 202: accepted },
  },
);

const file = defineRoute(
  { roles: askers },
  {
    method: 'get',
    path: '/api/employers/{employerId}/documents/{documentId}/file',
    tags,
    summary: 'Het bronbestand; `#page=n` opent een PDF op die bladzijde',
    request: { params: documentParams },
    responses: {
      200: { description: 'Het bestand', content: { 'application/pdf': { schema: { type: 'string' } } } },
    },
  },
);

const passage = defineRoute(
  { roles: askers },
  {
    method: 'get',
    path: '/api/employers/{employerId}/documents/{documentId}/passages/{passageId}',
    tags,
    summary: 'Een passage met de plaats op de bladzijde',
    request: { params: idParams('documentId', 'passageId') },
    responses: { 200: { description: 'De passage', content: json(passageViewSchema) } },
  },
);

const pages = defineRoute(
  { roles: keepers },
  {
    method: 'get',
    path: '/api/employers/{employerId}/documents/{documentId}/pages',
    tags,
    summary: 'Wat de Assistent per bladzijde heeft gelezen',
    request: { params: documentParams },
    responses: { 200: { description: 'De bladzijden', content: json(pageTextsSchema) } },
  },
);

const passages = defineRoute(
  { roles: keepers },
  {
    method: 'get',
    path: '/api/employers/{employerId}/documents/{documentId}/passages',
    tags,
    summary: 'De passages waaruit de Assistent antwoordt, zoals ze gelezen zijn',
    request: { params: documentParams },
    responses: { 200: { description: 'De passages', content: json(readPassagesSchema) } },
  },
);

/** The employer file: adding, following, ticking, removing, and reading at the source. */
export function documentRoutes(api: Api, { documents }: Services): void {
  api.openapi(list, (c) => c.json({ documents: documents.list(actorOf(c)) }, 200));
  api.openapi(upload, async (c) => {
    const { file, fields } = await readUpload(c);
    return c.json(await documents.upload(actorOf(c), file, documentInputOf(fields)), 202);
  });
  api.openapi(getOne, (c) => c.json(documents.get(actorOf(c), c.req.valid('param').documentId), 200));
  api.openapi(patch, (c) => {
    const { documentId } = c.req.valid('param');
    return c.json(documents.patch(actorOf(c), documentId, c.req.valid('json')), 200);
  });
  api.openapi(remove, async (c) => {
    await documents.remove(actorOf(c), c.req.valid('param').documentId);
    return c.body(null, 204);
  });
  api.openapi(retry, (c) => c.json(documents.retry(actorOf(c), c.req.valid('param').documentId), 202));
}

/** The places that citations point to. */
export function documentSourceRoutes(api: Api, { documents }: Services): void {
  api.openapi(file, async (c) => {
    const stored = await documents.file(actorOf(c), c.req.valid('param').documentId);
    return fileResponse(c, stored) as never;
  });
  api.openapi(passage, (c) => {
    const { documentId, passageId } = c.req.valid('param');
    return c.json(documents.passage(actorOf(c), documentId, passageId), 200);
  });
  api.openapi(pages, (c) => {
    const { documentId } = c.req.valid('param');
    return c.json({ pages: documents.readPages(actorOf(c), documentId) }, 200);
  });
  api.openapi(passages, (c) => {
    const { documentId } = c.req.valid('param');
    return c.json({ passages: documents.readPassages(actorOf(c), documentId) }, 200);
  });
}
