import type { Context } from 'hono';
import { z } from 'zod';
import {
  type MustChoose,
  membershipChoiceSchema,
  type Session,
  type SignedIn,
  signInSchema,
} from '../accounts/model.ts';
import { roles } from '../kernel/actor.ts';
import type { Services } from '../services.ts';
import { agentOf } from './agent.ts';
import { type Api, defineRoute, json, jsonBody } from './define-route.ts';
import { type AppEnv, sessionOf } from './env.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';

const membershipSchema = z.object({
  employerId: z.string(),
  employer: z.string(),
  role: z.enum(roles),
  isOnCall: z.boolean(),
});

const sessionSchema = membershipSchema.extend({
  personId: z.string(),
  name: z.string(),
  email: z.string(),
  expiresAt: z.number(),
  memberships: z.array(membershipSchema),
});

const signedInSchema = z.object({
  kind: z.literal('signed_in'),
  /** For programs: send it as `Authorization: Bearer`. Browsers get the same in a cookie. */
  token: z.string(),
  session: sessionSchema,
});

const mustChooseSchema = z.object({
  kind: z.literal('choose'),
  choiceToken: z.string(),
  memberships: z.array(membershipSchema),
});

const choiceBody = z.object({ choiceToken: z.string().min(1).max(400) }).extend(membershipChoiceSchema.shape);

export interface SessionRouteOptions {
  secureCookies: boolean;
  /** Where the request comes from; only the runtime knows. */
  clientAddress: (c: Context<AppEnv>) => string;
}

const signIn = defineRoute(
  { public: true },
  {
    method: 'post',
    path: '/api/session',
    tags: ['Aanmelden'],
    summary: 'Aanmelden met e-mailadres en wachtwoord',
    request: { body: jsonBody(signInSchema) },
    responses: {
      200: {
        description: 'Aangemeld, of een keuze uit meer werkgevers en rollen',
        content: json(z.union([signedInSchema, mustChooseSchema])),
      },
    },
  },
);

const choose = defineRoute(
  { public: true },
  {
    method: 'post',
    path: '/api/session/choice',
    tags: ['Aanmelden'],
    summary: 'Werkgever en rol kiezen na het aanmelden',
    request: { body: jsonBody(choiceBody) },
    responses: { 200: { description: 'Aangemeld', content: json(signedInSchema) } },
  },
);

const switchPlace = defineRoute(
  { signedIn: true },
  {
    method: 'put',
    path: '/api/session',
    tags: ['Aanmelden'],
    summary: 'Naar een andere eigen werkgever of rol gaan',
    request: { body: jsonBody(membershipChoiceSchema) },
    responses: { 200: { description: 'Aangemeld', content: json(signedInSchema) } },
  },
);

const current = defineRoute(
  { signedIn: true },
  {
    method: 'get',
    path: '/api/session',
    tags: ['Aanmelden'],
    summary: 'Wie ben ik, waar en in welke rol',
    responses: { 200: { description: 'De sessie', content: json(sessionSchema) } },
  },
);

const signOut = defineRoute(
  { signedIn: true },
  {
    method: 'delete',
    path: '/api/session',
    tags: ['Aanmelden'],
    summary: 'Afmelden',
    responses: { 204: { description: 'Afgemeld' } },
  },
);

/** Sign in, choose, switch, look and sign out. */
export function sessionRoutes(api: Api, { accounts }: Services, options: SessionRouteOptions): void {
  const cookie = { secure: options.secureCookies };
  const shape = (session: Session) => ({
    ...session.actor,
    employer: session.employer,
    email: session.email,
    expiresAt: session.expiresAt,
    memberships: accounts.memberships(session.actor.personId),
  });
  const enter = (c: Context<AppEnv>, { token, session }: SignedIn) => {
    setSessionCookie(c, token, cookie);
    return { kind: 'signed_in' as const, token, session: shape(session) };
  };
  const answer = (c: Context<AppEnv>, result: SignedIn | MustChoose) =>
    result.kind === 'choose' ? result : enter(c, result);

  api.openapi(signIn, async (c) => {
    const result = await accounts.signIn(
      c.req.valid('json'),
      options.clientAddress(c),
      agentOf(c.req.header('user-agent')),
    );
    return c.json(answer(c, result), 200);
  });
  api.openapi(choose, async (c) => {
    const { choiceToken, ...choice } = c.req.valid('json');
    return c.json(
      enter(c, await accounts.choose(choiceToken, choice, agentOf(c.req.header('user-agent')))),
      200,
    );
  });
  api.openapi(switchPlace, async (c) =>
    c.json(
      enter(
        c,
        await accounts.switchTo(c.get('token'), c.req.valid('json'), agentOf(c.req.header('user-agent'))),
      ),
      200,
    ),
  );
  api.openapi(current, (c) => c.json(shape(sessionOf(c)), 200));
  api.openapi(signOut, async (c) => {
    await accounts.endSession(c.get('token'));
    clearSessionCookie(c, cookie);
    return c.body(null, 204);
  });
}
