import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppEnv } from '../api/env.ts';
import { fileResponse } from '../api/file-response.ts';
import { guard } from '../api/guard.ts';
import { toAppError } from '../api/problem.ts';
import { afterStep, visitorOf } from '../api/signing-routes.ts';
import { type SignatureInput, signatureInputSchema } from '../contracts/model.ts';
import { AppError } from '../kernel/errors.ts';
import type { PortalServices } from './model.ts';
import { SigningDoorPage, SigningReadPage, signingUrl } from './pages/signing-pages.tsx';
import { faultOf, formFields, respond } from './respond.tsx';
import { viewOf } from './view.ts';

const COOKIE = 'vb_tekenen';
const HOUR = 3600;
const path = '/ondertekenen/:token';

/** The pages of who has to sign: by a personal link and a code, on a phone, also without scripts. */
export function signingPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { signing, postman } = services;
  const anyone = guard({ public: true });
  const from = (c: Context<AppEnv>) => visitorOf(c, services);
  portal.get(path, anyone, (c) => show(c, services, null));
  portal.post(`${path}/code`, anyone, async (c) => {
    const token = c.req.param('token');
    try {
      await signing.mailCode(token, from(c));
    } catch (thrown) {
      return door(c, services, faultOf(c, thrown));
    }
    void postman.deliver();
    return c.redirect(`${signingUrl(token)}?code=1`, 303);
  });
  portal.post(`${path}/openen`, anyone, async (c) => {
    const token = c.req.param('token');
    try {
      const { access } = await signing.enter(token, (await formFields(c))('code').slice(0, 20), from(c));
      setCookie(c, COOKIE, access, {
        path: signingUrl(token),
        httpOnly: true,
        sameSite: 'Lax',
        secure: services.secureCookies,
        maxAge: HOUR,
      });
    } catch (thrown) {
      return door(c, services, faultOf(c, thrown));
    }
    return c.redirect(signingUrl(token), 303);
  });
  portal.get(`${path}/contract.pdf`, anyone, async (c) =>
    fileResponse(c, await signing.file(c.req.param('token'), accessOf(c))),
  );
  portal.post(`${path}/tekenen`, anyone, async (c) => {
    const field = await formFields(c);
    const token = c.req.param('token');
    return step(c, services, { of: 'sign', typed: { name: field('name'), reason: '' } }, () =>
      signing.sign(token, accessOf(c), signatureIn(field), from(c)),
    );
  });
  portal.post(`${path}/weigeren`, anyone, async (c) => {
    const reason = (await formFields(c))('reason').slice(0, 1000);
    const token = c.req.param('token');
    return step(c, services, { of: 'decline', typed: { name: '', reason } }, async () => {
      const seen = await signing.decline(token, accessOf(c), reason, from(c));
      deleteCookie(c, COOKIE, { path: signingUrl(token) });
      return seen;
    });
  });
}

function accessOf(c: Context<AppEnv>): string {
  return getCookie(c, COOKIE) ?? '';
}

/** @throws AppError signature_missing */
function signatureIn(field: (name: string) => string): SignatureInput {
  const given =
    field('method') === 'drawn'
      ? { method: 'drawn', strokes: strokesIn(field('strokes')) }
      : { method: 'typed', name: field('name') };
  const input = signatureInputSchema.safeParse({ ...given, agreed: field('agreed') === '1' });
  if (!input.success) throw new AppError('signature_missing');
  return input.data;
}

function strokesIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface Wrong {
  of: 'sign' | 'decline';
  typed: { name: string; reason: string };
}

/** One step of the signer; a refusal is shown beside what was typed, unless the page itself says how it stands now. */
async function step(
  c: Context<AppEnv>,
  services: PortalServices,
  { of, typed }: Wrong,
  work: () => Promise<unknown>,
): Promise<Response> {
  const token = c.req.param('token') ?? '';
  try {
    await work();
  } catch (thrown) {
    const { code } = toAppError(thrown);
    if (code === 'signing_code_needed' || code === 'signing_not_open')
      return c.redirect(signingUrl(token), 303);
    return show(c, services, { fault: { of, text: faultOf(c, thrown) }, typed });
  }
  afterStep(services);
  return c.redirect(signingUrl(token), 303);
}

/** The contract for who has given the code, the door for others. */
async function show(
  c: Context<AppEnv>,
  services: PortalServices,
  wrong: { fault: { of: 'sign' | 'decline'; text: string }; typed: Wrong['typed'] } | null,
): Promise<Response> {
  const token = c.req.param('token') ?? '';
  try {
    const contract = await services.signing.read(token, accessOf(c), visitorOf(c, services));
    return respond(
      c,
      <SigningReadPage
        view={viewOf(c, services)}
        token={token}
        contract={contract}
        typed={wrong?.typed ?? { name: '', reason: '' }}
        fault={wrong?.fault ?? null}
      />,
      wrong === null ? 200 : 400,
    );
  } catch (thrown) {
    if (toAppError(thrown).code !== 'signing_code_needed') throw thrown;
    return door(c, services, null);
  }
}

async function door(c: Context<AppEnv>, services: PortalServices, fault: string | null): Promise<Response> {
  const token = c.req.param('token') ?? '';
  return respond(
    c,
    <SigningDoorPage
      view={viewOf(c, services)}
      token={token}
      door={await services.signing.door(token)}
      codeSent={c.req.query('code') === '1' || c.req.path.endsWith('/openen')}
      fault={fault}
    />,
    fault === null ? 200 : 400,
  );
}
