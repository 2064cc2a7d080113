import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { AppEnv } from '../api/env.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import type { Actor } from '../kernel/actor.ts';
import type { PortalServices } from './model.ts';
import type { FilePageData, PageData } from './page-data.ts';
import type { HrCounts } from './pages/hr-tabs.tsx';
import type { SignedInView } from './view.ts';

/** A page as a response. */
export function respond(
  c: Context<AppEnv>,
  page: Child,
  status: 200 | 400 | 401 | 403 | 404 | 429 | 500 = 200,
) {
  return c.html(html`<!doctype html>${page}`, status);
}

/** What the scripts of a page get to know. */
export function pageData({ t, language, session }: SignedInView): PageData {
  const { common, chat, viewer, documents, hrQuestions, hrDocuments } = t;
  return {
    language,
    employerId: session.actor.employerId,
    employer: session.employer,
    texts: { common, chat, viewer, documents, hrQuestions, hrDocuments },
  };
}

/** The same with the words of the employer file. */
export function filePageData(view: SignedInView): FilePageData {
  const data = pageData(view);
  return { ...data, texts: { ...data.texts, hrFile: view.t.hrFile } };
}

/** The number beside "Vragen aan HR"; undefined for who has no such list. */
export function openQuestions(services: PortalServices, actor: Actor): number | undefined {
  if (actor.role !== 'hr' && actor.role !== 'provider') return undefined;
  return services.assistant.unanswered(actor, { status: 'open' }).length;
}

/** The numbers on HR's tabs. */
export function hrCounts({ assistant, curated }: PortalServices, actor: Actor): HrCounts {
  return {
    open: assistant.unanswered(actor, { status: 'open' }).length,
    answered: curated.list(actor).length,
    dismissed: assistant.unanswered(actor, { status: 'dismissed' }).length,
  };
}

/** What a refusal says to a person. @throws what is no refusal, and what was not found */
export function faultOf(c: Context<AppEnv>, thrown: unknown): string {
  const error = toAppError(thrown);
  const isRefusal = error.status < 500 || error.code === 'signing_unavailable';
  if (!isRefusal || error.code === 'not_found') throw error;
  return problemOf(error, c.get('language')).detail;
}

/** A field of a form as text; '' when it is missing or a file. */
export async function formFields(c: Context<AppEnv>): Promise<(name: string) => string> {
  const body = await c.req.parseBody();
  return (name) => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
}
