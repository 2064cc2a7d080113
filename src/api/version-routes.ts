import { z } from 'zod';
import type { CuratedAnswers } from '../assistant/service.ts';
import type { Documents } from '../employer/model.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Services } from '../services.ts';
import { publishings } from '../store/employer-schema.ts';
import { type Api, defineRoute, idParams, json } from './define-route.ts';
import { accepted, documentParams, keepers, oneDocument, tags } from './document-routes.ts';
import { versionChangesSchema } from './document-schemas.ts';
import { actorOf } from './env.ts';
import { fileResponse } from './file-response.ts';
import { documentInputOf, multipartDoc, readUpload } from './upload.ts';

const byHr = { roles: keepers };
const path = '/api/employers/{employerId}/documents/{documentId}/versions';
const versionParams = idParams('documentId', 'versionId');

const upload = defineRoute(byHr, {
  method: 'post',
  path,
  tags,
  summary: 'Een nieuwe versie; de oude antwoordt tot de nieuwe klaar is',
  description:
    'Met `publish=direct` (als je niets kiest) vervangt ze de oude zodra ze gelezen is. Met `publish=wait` blijft ze ernaast staan tot HR haar vergeleken heeft en live zet.',
  request: {
    params: documentParams,
    query: z.object({ publish: z.enum(publishings).default('direct') }),
    body: multipartDoc(false),
  },
  responses: { 202: accepted },
});

const changes = defineRoute(byHr, {
  method: 'get',
  path: `${path}/{versionId}/changes`,
  tags,
  summary: 'Wat een wachtende versie verandert: per artikel, en welke goedgekeurde antwoorden het raakt',
  request: { params: versionParams },
  responses: { 200: { description: 'De wijzigingen', content: json(versionChangesSchema) } },
});

const publish = defineRoute(byHr, {
  method: 'post',
  path: `${path}/{versionId}/publish`,
  tags,
  summary: 'Een wachtende versie live zetten',
  request: { params: versionParams },
  responses: { 200: oneDocument },
});

const discard = defineRoute(byHr, {
  method: 'delete',
  path: `${path}/{versionId}`,
  tags,
  summary: 'Een versie die niet live is weggooien',
  request: { params: versionParams },
  responses: { 200: oneDocument },
});

const file = defineRoute(byHr, {
  method: 'get',
  path: `${path}/{versionId}/file`,
  tags,
  summary: 'Het bronbestand van een versie die live is of wacht',
  request: { params: versionParams },
  responses: {
    200: { description: 'Het bestand', content: { 'application/pdf': { schema: { type: 'string' } } } },
  },
});

/** What a waiting version changes in its document and in the answers that rest on it. @throws AppError not_found, forbidden */
export async function changesOf(
  services: { documents: Pick<Documents, 'compare'>; curated: Pick<CuratedAnswers, 'impact'> },
  actor: Actor,
  documentId: string,
  versionId: string,
) {
  const { document, becomes, comparison, passages } = await services.documents.compare(
    actor,
    documentId,
    versionId,
  );
  const { validFrom, validTo } = becomes;
  const answers = services.curated.impact(actor, documentId, { passages, validFrom, validTo });
  return { document, becomes, comparison, answers };
}

/** New versions: read beside the live one, compared with it, put live or thrown away. */
export function versionRoutes(api: Api, services: Services): void {
  const { documents } = services;
  api.openapi(upload, async (c) => {
    const actor = actorOf(c);
    const old = documents.get(actor, c.req.valid('param').documentId);
    const { file: sent, fields } = await readUpload(c);
    const input = documentInputOf({ title: old.title, kind: old.kind, ...fields });
    const { publish: how } = c.req.valid('query');
    return c.json(await documents.upload(actor, sent, input, { replaces: old.id, publish: how }), 202);
  });
  api.openapi(changes, async (c) => {
    const { documentId, versionId } = c.req.valid('param');
    const { becomes, comparison, answers } = await changesOf(services, actorOf(c), documentId, versionId);
    return c.json({ becomes, comparison, answers }, 200);
  });
  api.openapi(publish, async (c) => {
    const { documentId, versionId } = c.req.valid('param');
    return c.json(await documents.publish(actorOf(c), documentId, versionId), 200);
  });
  api.openapi(discard, async (c) => {
    const { documentId, versionId } = c.req.valid('param');
    return c.json(await documents.discard(actorOf(c), documentId, versionId), 200);
  });
  api.openapi(file, async (c) => {
    const { documentId, versionId } = c.req.valid('param');
    return fileResponse(c, await documents.versionFile(actorOf(c), documentId, versionId)) as never;
  });
}
