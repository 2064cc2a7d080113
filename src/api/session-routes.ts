import type { Context } from 'hono';
import { z } from 'zod';
import {
  type MustChoose,
  type MustConfirm,
  membershipChoiceSchema,
  type Session,
  type SignedIn,
  signInSchema,
} from '../accounts/model.ts';
import { roles } from '../kernel/actor.ts';
import type { Services } from '../services.ts';
import { factorProofs } from '../store/directory-schema.ts';
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
  secondFactor: z.enum(factorProofs),
  /** True: only setting up a second factor is open (`/api/account/second-factor`). */
  mustSetUpFactor: z.boolean(),
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

const mustConfirmSchema = z.object({ kind: z.literal('second_factor'), challengeToken: z.string() });

const confirmBody = z.object({
  challengeToken: z.string().min(1).max(2000),
  code: z.string().min(1).max(40),
});

const choiceBody = z
  .object({ choiceToken: z.string().min(1).max(2000) })
  .extend(membershipChoiceSchema.shape);

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
        description: 'Aangemeld, een code gevraagd, of een keuze uit meer werkgevers en rollen',
        content: json(z.union([signedInSchema, mustChooseSchema, mustConfirmSchema])),
      },
    },
  },
);

const confirm = defineRoute(
  { public: true },
  {
    method: 'post',
    path: '/api/session/second-factor',
    tags: ['Aanmelden'],
    summary: 'De tweede stap: een code uit de app, of een herstelcode',
    request: { body: jsonBody(confirmBody) },
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
  { signedIn: true, beforeFactor: true },
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
  { signedIn: true, beforeFactor: true },
  {
    method: 'get',
    path: '/api/session',
    tags: ['Aanmelden'],
    summary: 'Wie ben ik, waar en in welke rol',
    responses: { 200: { description: 'De sessie', content: json(sessionSchema) } },
  },
);

const signOut = defineRoute(
  { signedIn: true, beforeFactor: true },
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
    secondFactor: session.secondFactor,
    mustSetUpFactor: session.mustSetUpFactor,
    memberships: accounts.memberships(session.actor.personId),
  });
  const enter = (c: Context<AppEnv>, { token, session }: SignedIn) => {
    setSessionCookie(c, token, cookie);
    return { kind: 'signed_in' as const, token, session: shape(session) };
  };
  const answer = <Step extends MustChoose | MustConfirm>(c: Context<AppEnv>, result: SignedIn | Step) =>
    result.kind === 'signed_in' ? enter(c, result) : result;

  api.openapi(signIn, async (c) => {
    const result = await accounts.signIn(
      c.req.valid('json'),
      options.clientAddress(c),
      agentOf(c.req.header('user-agent')),
    );
    return c.json(answer(c, result), 200);
  });
  api.openapi(confirm, async (c) => {
    const { challengeToken, code } = c.req.valid('json');
    const result = await accounts.confirm(challengeToken, code, agentOf(c.req.header('user-agent')));
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
