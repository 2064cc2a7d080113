import { z } from 'zod';
import type { Services } from '../services.ts';
import { type Api, defineRoute, idParams, json, jsonBody } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';

const own = { signedIn: true, beforeFactor: true } as const;
const tags = ['Tweede stap'];
const path = '/api/account/second-factor';
const codeBody = z.object({ code: z.string().min(1).max(40) });
const codes = {
  200: {
    description: 'De herstelcodes; dit is de enige keer dat ze te zien zijn',
    content: json(z.object({ recoveryCodes: z.array(z.string()) })),
  },
};
const done = { 204: { description: 'Gedaan' } };

const status = defineRoute(own, {
  method: 'get',
  path,
  tags,
  summary: 'Of de tweede stap bij het aanmelden aan staat',
  responses: {
    200: {
      description: 'De stand',
      content: json(
        z.object({
          state: z.enum(['off', 'pending', 'on']),
          since: z.number().nullable(),
          recoveryCodesLeft: z.number().int(),
          required: z.boolean(),
          hasPassword: z.boolean(),
        }),
      ),
    },
  },
});

const begin = defineRoute(own, {
  method: 'post',
  path,
  tags,
  summary: 'Beginnen met instellen: een geheim voor de app',
  description: 'Telt pas na `confirm`. Opnieuw beginnen geeft een nieuw geheim.',
  responses: {
    200: {
      description: 'Het geheim, ook als adres voor een QR-code',
      content: json(z.object({ secret: z.string(), uri: z.string() })),
    },
  },
});

const confirm = defineRoute(own, {
  method: 'post',
  path: `${path}/confirm`,
  tags,
  summary: 'Aanzetten met een code uit de app; andere sessies eindigen',
  request: { body: jsonBody(codeBody) },
  responses: codes,
});

const renew = defineRoute(own, {
  method: 'post',
  path: `${path}/recovery-codes`,
  tags,
  summary: 'Tien nieuwe herstelcodes; de oude werken niet meer',
  request: { body: jsonBody(codeBody) },
  responses: codes,
});

const disable = defineRoute(own, {
  method: 'post',
  path: `${path}/disable`,
  tags,
  summary: 'Uitzetten, met wachtwoord en code; andere sessies eindigen',
  request: { body: jsonBody(codeBody.extend({ password: z.string().max(1000).default('') })) },
  responses: done,
});

const reset = defineRoute(
  { roles: keepers },
  {
    method: 'delete',
    path: '/api/employers/{employerId}/members/{personId}/second-factor',
    tags,
    summary: 'De tweede stap van iemand anders wissen; die persoon krijgt een mail',
    description:
      'HR voor medewerkers en leidinggevenden van de eigen werkgever; een salarisadministratie ook voor HR en collega’s, zolang zij alle werkgevers bedient waar die persoon dat is.',
    request: { params: idParams('personId') },
    responses: done,
  },
);

const unlink = defineRoute(
  { signedIn: true },
  {
    method: 'delete',
    path: '/api/account/identity',
    tags: ['Account'],
    summary: 'De koppeling met het werkaccount (OpenID Connect) weghalen',
    responses: done,
  },
);

/** The second factor of the own account, somebody else's reset, and the link with an identity provider. */
export function secondFactorRoutes(api: Api, { accounts, postman }: Services): void {
  const { secondFactor, oidc } = accounts;
  api.openapi(status, (c) => c.json(secondFactor.status(actorOf(c)), 200));
  api.openapi(begin, async (c) => c.json(await secondFactor.begin(actorOf(c)), 200));
  api.openapi(confirm, async (c) => {
    const { code } = c.req.valid('json');
    const recoveryCodes = await secondFactor.confirm(actorOf(c), c.get('token'), code);
    void postman.deliver();
    return c.json({ recoveryCodes }, 200);
  });
  api.openapi(renew, async (c) => {
    const recoveryCodes = await secondFactor.renewCodes(actorOf(c), c.req.valid('json').code);
    void postman.deliver();
    return c.json({ recoveryCodes }, 200);
  });
  api.openapi(disable, async (c) => {
    const { password, code } = c.req.valid('json');
    await secondFactor.disable(actorOf(c), c.get('token'), password, code);
    void postman.deliver();
    return c.body(null, 204);
  });
  api.openapi(reset, (c) => {
    secondFactor.reset(actorOf(c), c.req.valid('param').personId);
    void postman.deliver();
    return c.body(null, 204);
  });
  api.openapi(unlink, (c) => {
    oidc?.unlink(actorOf(c));
    return c.body(null, 204);
  });
}
