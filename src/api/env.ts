import type { Context } from 'hono';
import type { Session } from '../accounts/model.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';

/** Languages in which the service itself speaks (errors, forms); answers may have more. */
export type UiLanguage = 'nl' | 'en';

/** What the middleware of createApp puts on every request; api and portal read it. */
export interface AppEnv {
  Variables: {
    requestId: string;
    language: UiLanguage;
    /** Null for a visitor who is not signed in. */
    session: Session | null;
    /** The token behind the session, '' without one. */
    token: string;
    /** How the token came: a cookie is sent by the browser by itself and needs the origin check. */
    tokenFrom: 'cookie' | 'header' | null;
  };
}

/** The signed-in person of this request. @throws AppError unauthenticated */
export function actorOf(c: Context<AppEnv>): Actor {
  return sessionOf(c).actor;
}

/** The session of this request. @throws AppError unauthenticated */
export function sessionOf(c: Context<AppEnv>): Session {
  const session = c.get('session');
  if (!session) throw new AppError('unauthenticated');
  return session;
}
