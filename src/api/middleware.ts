import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import type { Accounts } from '../accounts/model.ts';
import type { Logger } from '../deps.ts';
import type { Clock } from '../kernel/dates.ts';
import { AppError, type ErrorCode } from '../kernel/errors.ts';
import type { Ids } from '../kernel/ids.ts';
import { keepers } from './document-routes.ts';
import type { AppEnv, UiLanguage } from './env.ts';
import { SESSION_COOKIE } from './session-cookie.ts';
import { createUploadIntake } from './upload-intake.ts';

/** Largest JSON or form body, in bytes. */
export const MAX_BODY = 64 * 1024;
/** Largest upload: a file of 25 MB and its form around it, in bytes. */
export const MAX_UPLOAD = 26 * 1024 * 1024;
/** A receipt of 10 MB with what a form adds to it. */
export const MAX_RECEIPT = 11 * 1024 * 1024;

/** Where anybody who is signed in hands in a receipt. */
const receiptPath = /\/(?:receipts|bonnen)$/;

/** Gives every request an id and its language, and writes one line about it without anything people typed. */
export function requestLog(deps: { ids: Ids; clock: Clock; log: Logger }): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const started = deps.clock.now();
    c.set('requestId', deps.ids.next());
    c.set('language', languageOf(c.req.header('accept-language')));
    c.header('X-Request-Id', c.get('requestId'));
    await next();
    deps.log.info(
      {
        requestId: c.get('requestId'),
        method: c.req.method,
        path: withoutToken(c.req.path),
        status: c.res.status,
        ms: deps.clock.now() - started,
        employerId: c.get('session')?.actor.employerId,
        role: c.get('session')?.actor.role,
      },
      'request',
    );
  };
}

/** A personal link opens what it is for: the part that does stays out of the log. */
function withoutToken(path: string): string {
  return path.replace(/^(\/(?:api\/signing|ondertekenen|uitnodiging|wachtwoord|wijziging))\/[^/]+/, '$1/…');
}

/**
 * Makes an error of what is thrown and is none: a client that hangs up is told by a string, which would pass by onError
 * and leave no line in the log.
 */
export function errorsOnly(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    try {
      await next();
    } catch (thrown) {
      if (thrown instanceof Error) throw thrown;
      if (!c.req.raw.signal.aborted) throw new AppError('internal', { cause: thrown });
      throw new AppError('bad_request', {
        detail: 'De verbinding is verbroken voordat het antwoord klaar was.',
      });
    }
  };
}

/** English only where the client ranks it above Dutch; Dutch otherwise. */
export function languageOf(header: string | undefined): UiLanguage {
  if (!header) return 'nl';
  const wishes = header.split(',').map((part) => {
    const [tag = '', ...params] = part.trim().toLowerCase().split(';');
    const q = Number(params.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean) ?? '1');
    return { language: tag.slice(0, 2), q };
  });
  const rank = (language: string) =>
    Math.max(0, ...wishes.filter((w) => w.language === language).map((w) => w.q));
  return rank('en') > rank('nl') ? 'en' : 'nl';
}

/** Nothing inline, nothing from elsewhere. Handlers may narrow the policy further, never widen it by accident. */
export function securityHeaders(options: { https: boolean }): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    strictTransportSecurity: options.https ? 'max-age=31536000; includeSubDomains' : false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
    overwrite: false,
  });
}

/** Finds the session of the request and keeps its answers out of every cache. */
export function readSession(accounts: Accounts): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const token = bearer ?? getCookie(c, SESSION_COOKIE) ?? '';
    const session = token === '' ? null : await accounts.session(token);
    c.set('session', session);
    c.set('token', session ? token : '');
    c.set('tokenFrom', session ? (bearer ? 'header' : 'cookie') : null);
    await next();
    // Only what says itself that it is the same for everyone may be kept by a cache.
    if (!c.res.headers.get('cache-control')?.includes('public')) c.header('Cache-Control', 'no-store');
  };
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes that another website asks for in a signed-in browser. A request with a session cookie must name our
 * origin; one without may leave it out (programs do), but may not name another.
 * @param publicOrigin null in development: the origin of the request's own address counts
 */
export function originCheck(publicOrigin: string | null): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!safeMethods.has(c.req.method) && c.get('tokenFrom') !== 'header' && !fromHere(c, publicOrigin)) {
      throw new AppError('origin_mismatch');
    }
    await next();
  };
}

function fromHere(c: Context<AppEnv>, publicOrigin: string | null): boolean {
  const origin = c.req.header('origin');
  if (origin !== undefined) return origin === (publicOrigin ?? new URL(c.req.url).origin);
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  return c.get('tokenFrom') === null;
}

/** Refuses bodies above `maxSize` bytes with this error. */
export function limitBody(maxSize: number, code: ErrorCode): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new AppError(code);
    },
  });
}

/** A small limit for all bodies; forms of those who keep the employer file may carry a file, a few at a time. */
export function limitBodies(): MiddlewareHandler<AppEnv> {
  const small = limitBody(MAX_BODY, 'payload_too_large');
  const large = limitBody(MAX_UPLOAD, 'file_too_large');
  const receipt = limitBody(MAX_RECEIPT, 'receipt_too_large');
  const intake = createUploadIntake();
  return async (c, next) => {
    const isForm = /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '');
    const session = c.get('session');
    const isReady = session !== null && !session.mustSetUpFactor;
    if (isForm && isReady && receiptPath.test(c.req.path)) return receipt(c, next);
    if (!isForm || !isReady || !keepers.includes(session.actor.role)) return small(c, next);
    const leave = await intake.enter(session.actor.employerId, c.req.raw.signal);
    try {
      return await large(c, next);
    } finally {
      leave();
    }
  };
}
