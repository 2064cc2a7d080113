import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { SESSION_LIFETIME } from '../accounts/sessions.ts';

export const SESSION_COOKIE = 'vb_session';

/** Hands the session's token to the browser: unreadable for scripts, not sent along from other sites. */
export function setSessionCookie(c: Context, token: string, options: { secure: boolean }): void {
  setCookie(c, SESSION_COOKIE, token, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: options.secure,
    maxAge: SESSION_LIFETIME / 1000,
  });
}

export function clearSessionCookie(c: Context, options: { secure: boolean }): void {
  deleteCookie(c, SESSION_COOKIE, { path: '/', secure: options.secure });
}
