import { z } from 'zod';
import {
  mailChangeSchema,
  mailOverviewSchema,
  mailPreviewSchema,
  mailTextSchema,
} from '../payroll-runs/mail-model.ts';
import { remarkInputSchema, remarkSchema, trialSchema } from '../payroll-runs/model.ts';
import type { Services } from '../services.ts';
import { mailLanguages } from '../store/run-schema.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';

const byBoth = { roles: keepers };
const tags = ['Proefrun'];
const path = '/api/employers/{employerId}/payroll-runs/{runId}/trial' as const;
const mailPath = '/api/employers/{employerId}/payroll-run-mail';
const params = idParams('runId');
const remarkParams = idParams('runId', 'remarkId');
const oneRemark = { description: 'De opmerking', content: json(remarkSchema) };

const trial = defineRoute(byBoth, {
  method: 'get',
  path,
  tags,
  summary: 'De proefrun: alleen wat veranderde, met oorzaak',
  request: { params },
  responses: { 200: { description: 'De proefrun', content: json(trialSchema) } },
});

const remark = defineRoute(
  { roles: ['hr'] },
  {
    method: 'post',
    path: `${path}/remarks`,
    tags,
    summary: 'Een opmerking bij een regel of bij het geheel',
    description: 'Dezelfde `requestKey` nog een keer maakt niets nieuws.',
    request: { params, body: jsonBody(remarkInputSchema) },
    responses: { 201: oneRemark },
  },
);

const answer = defineRoute(
  { roles: ['provider'] },
  {
    method: 'post',
    path: `${path}/remarks/{remarkId}/answers`,
    tags,
    summary: 'Een antwoord op een opmerking',
    request: {
      params: remarkParams,
      body: jsonBody(z.object({ body: z.string().trim().min(1).max(2000) })),
    },
    responses: { 201: oneRemark },
  },
);

const settle = defineRoute(
  { roles: ['hr'] },
  {
    method: 'post',
    path: `${path}/remarks/{remarkId}/settle`,
    tags,
    summary: 'Een opmerking is afgehandeld',
    request: { params: remarkParams },
    responses: { 200: oneRemark },
  },
);

const mail = defineRoute(byBoth, {
  method: 'get',
  path: mailPath,
  tags,
  summary: 'Aan wie en met welke tekst er gemaild wordt als een proefrun klaarstaat',
  request: { params: employerParams },
  responses: { 200: { description: 'De instellingen', content: json(mailOverviewSchema) } },
});

const setMail = defineRoute(byBoth, {
  method: 'put',
  path: mailPath,
  tags,
  summary: 'Adressen en tekst van die mail wijzigen',
  description:
    'Tussen {{ en }} mogen werkgever, periode, link, afzender en uiterlijk staan. Namen en bedragen worden geweigerd.',
  request: { params: employerParams, body: jsonBody(mailChangeSchema) },
  responses: { 200: { description: 'De instellingen', content: json(mailOverviewSchema) } },
});

const preview = defineRoute(byBoth, {
  method: 'post',
  path: `${mailPath}/preview`,
  tags,
  summary: 'Hoe een tekst eruitziet als hij aankomt, en wat er niet in mag',
  request: {
    params: employerParams,
    body: jsonBody(mailTextSchema.extend({ language: z.enum(mailLanguages) })),
  },
  responses: { 200: { description: 'Het voorbeeld', content: json(mailPreviewSchema) } },
});

/** The employer's look at a trial, remarks on it, and the mail that calls to it. */
export function trialRoutes(api: Api, { payrollRuns }: Services): void {
  api.openapi(trial, (c) => c.json(payrollRuns.trial(actorOf(c), c.req.valid('param').runId), 200));
  api.openapi(remark, (c) =>
    c.json(payrollRuns.remark(actorOf(c), c.req.valid('param').runId, c.req.valid('json')), 201),
  );
  api.openapi(answer, (c) => {
    const { runId, remarkId } = c.req.valid('param');
    return c.json(payrollRuns.answer(actorOf(c), runId, remarkId, c.req.valid('json').body), 201);
  });
  api.openapi(settle, (c) => {
    const { runId, remarkId } = c.req.valid('param');
    return c.json(payrollRuns.settle(actorOf(c), runId, remarkId), 200);
  });
  api.openapi(mail, (c) => c.json(payrollRuns.mail(actorOf(c)), 200));
  api.openapi(setMail, (c) => c.json(payrollRuns.setMail(actorOf(c), c.req.valid('json')), 200));
  api.openapi(preview, (c) => {
    const { language, ...text } = c.req.valid('json');
    return c.json(payrollRuns.previewMail(actorOf(c), text, language), 200);
  });
}
