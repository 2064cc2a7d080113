import type { Hono } from 'hono';
import { askers } from '../api/chat-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import type { PortalServices } from './model.ts';
import { DocumentPage } from './pages/document-page.tsx';
import { DocumentsPage } from './pages/documents-page.tsx';
import { openQuestions, pageData, respond } from './respond.tsx';
import { signedInView } from './view.ts';

/** What the signed-in person may read, and the place that a citation points to. */
export function documentPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { documents } = services;
  const reader = guard({ roles: askers });

  portal.get('/documenten', reader, (c) => {
    const actor = actorOf(c);
    const readable = documents.list(actor).filter((document) => document.live);
    return respond(
      c,
      <DocumentsPage
        view={signedInView(c, services)}
        documents={readable}
        own={services.contracts.mine(actor)}
        openQuestions={openQuestions(services, actor)}
      />,
    );
  });
  portal.get('/documenten/:documentId', reader, (c) => {
    const actor = actorOf(c);
    const view = signedInView(c, services);
    const document = documents.get(actor, c.req.param('documentId'));
    const passageId = c.req.query('passage');
    const passage = passageId ? documents.passage(actor, document.id, passageId) : null;
    const quote = c.req.query('quote') ?? '';
    return respond(
      c,
      <DocumentPage
        view={view}
        data={pageData(view)}
        document={document}
        page={pageNumber(c.req.query('page'), document.pages) ?? passage?.pageFrom ?? 1}
        passage={passage}
        quote={passage?.text.includes(quote) ? quote : ''}
        openQuestions={openQuestions(services, actor)}
      />,
    );
  });
}

function pageNumber(value: string | undefined, pages: number): number | null {
  const page = Number(value);
  return Number.isInteger(page) && page >= 1 && page <= Math.max(1, pages) ? page : null;
}
