import type { Context } from 'hono';
import { z } from 'zod';
import {
  MAX_REASON,
  signatureInputSchema,
  signingDoorSchema,
  signingViewSchema,
} from '../contracts/model.ts';
import type { Visitor } from '../contracts/service.ts';
import { onOneLine } from '../kernel/one-line.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, json, jsonBody } from './define-route.ts';
import type { AppEnv } from './env.ts';
import { fileResponse } from './file-response.ts';

const anyone = { public: true } as const;
const tags = ['Ondertekenen'];
const path = '/api/signing/{token}';
const params = z.object({ token: z.string().min(1).max(300) });
const MAX_AGENT = 300;

/** Header with what `access` gave: it stays out of addresses, which are kept in logs. */
export const SIGNING_ACCESS = 'x-signing-access';
const headers = z.object({ [SIGNING_ACCESS]: z.string().max(300).default('') });
const view = { description: 'Het contract', content: json(signingViewSchema) };

const door = defineRoute(anyone, {
  method: 'get',
  path,
  tags,
  summary: 'Wat er achter een persoonlijke link staat, zonder de inhoud',
  request: { params },
  responses: { 200: { description: 'Wat en van wie', content: json(signingDoorSchema) } },
});

const code = defineRoute(anyone, {
  method: 'post',
  path: `${path}/code`,
  tags,
  summary: 'Een code mailen aan de ondertekenaar',
  request: { params },
  responses: { 204: { description: 'Gemaild' } },
});

const access = defineRoute(anyone, {
  method: 'post',
  path: `${path}/access`,
  tags,
  summary: 'Met de code een uur toegang krijgen',
  request: { params, body: jsonBody(z.object({ code: z.string().max(20) })) },
  responses: {
    200: {
      description: `De toegang, mee te sturen als ${SIGNING_ACCESS}`,
      content: json(z.object({ access: z.string(), expiresAt: z.number() })),
    },
  },
});

const read = defineRoute(anyone, {
  method: 'get',
  path: `${path}/contract`,
  tags,
  summary: 'Het contract lezen; de eerste keer wordt genoteerd',
  request: { params, headers },
  responses: { 200: view },
});

const file = defineRoute(anyone, {
  method: 'get',
  path: `${path}/file`,
  tags,
  summary: 'Het contract als PDF: verzegeld zodra het dat is',
  request: { params, headers },
  responses: { 200: { description: 'Een PDF', content: { 'application/pdf': { schema: z.string() } } } },
});

const sign = defineRoute(anyone, {
  method: 'post',
  path: `${path}/sign`,
  tags,
  summary: 'Ondertekenen',
  request: { params, headers, body: jsonBody(signatureInputSchema) },
  responses: { 200: view },
});

const decline = defineRoute(anyone, {
  method: 'post',
  path: `${path}/decline`,
  tags,
  summary: 'Weigeren, met de reden',
  request: { params, headers, body: jsonBody(z.object({ reason: z.string().max(MAX_REASON) })) },
  responses: { 200: view },
});

interface SigningDeps {
  clientAddress: (c: Context<AppEnv>) => string;
}

/** Where a signer's request comes from, for the evidence. */
export function visitorOf(c: Context<AppEnv>, { clientAddress }: SigningDeps): Visitor {
  const agent = onOneLine(c.req.header('user-agent') ?? '').slice(0, MAX_AGENT);
  return { address: clientAddress(c), agent };
}

/** Mails leave at once, and the last signature is followed by its seal; nobody has to wait for either. */
export function afterStep({ contracts, postman }: Pick<Services, 'contracts' | 'postman'>): void {
  void contracts.tick().then(() => postman.deliver());
}

/** What a signer does, by a personal link and without an account. */
export function signingRoutes(api: Api, services: Services, deps: SigningDeps): void {
  const { signing, postman } = services;
  const from = (c: Context<AppEnv>) => visitorOf(c, deps);
  api.openapi(door, async (c) => c.json(await signing.door(c.req.valid('param').token), 200));
  api.openapi(code, async (c) => {
    await signing.mailCode(c.req.valid('param').token, from(c));
    void postman.deliver();
    return c.body(null, 204);
  });
  api.openapi(access, async (c) => {
    const { token } = c.req.valid('param');
    return c.json(await signing.enter(token, c.req.valid('json').code, from(c)), 200);
  });
  api.openapi(read, async (c) => {
    const { token } = c.req.valid('param');
    return c.json(await signing.read(token, c.req.valid('header')[SIGNING_ACCESS], from(c)), 200);
  });
  api.openapi(file, async (c) => {
    const { token } = c.req.valid('param');
    return fileResponse(c, await signing.file(token, c.req.valid('header')[SIGNING_ACCESS])) as never;
  });
  api.openapi(sign, async (c) => {
    const { token } = c.req.valid('param');
    const given = c.req.valid('header')[SIGNING_ACCESS];
    const seen = await signing.sign(token, given, c.req.valid('json'), from(c));
    afterStep(services);
    return c.json(seen, 200);
  });
  api.openapi(decline, async (c) => {
    const { token } = c.req.valid('param');
    const given = c.req.valid('header')[SIGNING_ACCESS];
    const seen = await signing.decline(token, given, c.req.valid('json').reason, from(c));
    afterStep(services);
    return c.json(seen, 200);
  });
}
