import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Membership, Session } from '../accounts/model.ts';
import { type AppEnv, sessionOf, type UiLanguage } from '../api/env.ts';
import type { PortalServices } from './model.ts';
import { type Texts, textsOf } from './texts/texts.ts';

/** What every page needs to draw itself. */
export interface View {
  t: Texts;
  language: UiLanguage;
  /** Address of an asset. */
  asset: (name: string) => string;
  /** Path and query of this page, to come back to. */
  here: string;
}

/** The view of a page behind sign-in. */
export interface SignedInView extends View {
  session: Session;
  places: Membership[];
  /** Answers of HR to own questions that this person has not looked at. */
  newAnswers: number;
  /** Tasks that wait for this person; 0 for who has none. */
  openTasks: number;
  /** Mails that stayed behind, for who looks after them; 0 for others. */
  parkedMails: number;
  /** For what is printed: when this page was asked for (epoch milliseconds), and where it stands. */
  now: number;
  origin: string;
}

export const LANGUAGE_COOKIE = 'vb_taal';

/** Pages are Dutch unless the reader chose English; what the browser prefers says little about who reads. */
export function pageLanguage(c: Context<AppEnv>): UiLanguage {
  return getCookie(c, LANGUAGE_COOKIE) === 'en' ? 'en' : 'nl';
}

export function viewOf(c: Context<AppEnv>, services: PortalServices): View {
  const language = c.get('language');
  const url = new URL(c.req.url);
  return {
    t: textsOf(language),
    language,
    asset: (name) => `/assets/${services.assets.version}/${name}`,
    here: c.req.method === 'GET' ? `${url.pathname}${url.search}` : url.pathname,
  };
}

/** @throws AppError unauthenticated */
export function signedInView(c: Context<AppEnv>, services: PortalServices): SignedInView {
  const session = sessionOf(c);
  return {
    ...viewOf(c, services),
    session,
    places: services.accounts.memberships(session.actor.personId),
    newAnswers: services.curated.unseen(session.actor),
    openTasks: services.workflows.count(session.actor),
    parkedMails: services.mailDesk.count(session.actor),
    now: services.clock.now(),
    origin: services.publicOrigin ?? new URL(c.req.url).origin,
  };
}

/** A path on this site, to send somebody back to; anything else becomes '/'. */
export function safePath(path: string | undefined): string {
  if (!path || !/^\/(?![/\\])[^\s\\]*$/.test(path) || path.length > 2000) return '/';
  return path;
}
