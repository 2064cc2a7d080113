import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { DocumentView } from '../employer/model.ts';
import type { Services } from '../services.ts';
import { type Api, defineRoute, employerParams } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { actorOf } from './env.ts';

/** A sign of life, so that proxies keep the line open and a lost session is noticed; in milliseconds. */
const HEARTBEAT = 20_000;

const events = defineRoute(
  { roles: keepers },
  {
    method: 'get',
    path: '/api/employers/{employerId}/documents/events',
    tags: ['Documenten'],
    summary: 'De voortgang van het verwerken, als gebeurtenissen',
    description: 'Begint met een `document` per document en stuurt daarna elke wijziging.',
    request: { params: employerParams },
    responses: {
      200: { description: 'Gebeurtenissen', content: { 'text/event-stream': { schema: z.string() } } },
    },
  },
);

/** Follows the employer's documents until the listener leaves, the session ends or the service stops. */
export function documentEventRoutes(
  api: Api,
  { documents, accounts }: Services,
  stopping?: AbortSignal,
): void {
  api.openapi(events, (c) => {
    const actor = actorOf(c);
    const token = c.get('token');
    // Newest state per document: a slow listener skips steps, it never queues without end.
    const changed = new Map(documents.list(actor).map((document) => [document.id, document]));
    let wake = (): void => undefined;
    let left = false;
    const unsubscribe = documents.subscribe(actor, (document: DocumentView) => {
      changed.set(document.id, document);
      wake();
    });
    const stop = (): void => wake();
    stopping?.addEventListener('abort', stop);
    const response = streamSSE(c, async (stream) => {
      stream.onAbort(() => {
        left = true;
        unsubscribe();
        wake();
      });
      while (!left && !stopping?.aborted && (await accounts.session(token))) {
        const ready = [...changed.values()];
        changed.clear();
        for (const document of ready) {
          await stream.writeSSE({ event: 'document', data: JSON.stringify(document), id: document.id });
        }
        if (ready.length === 0) await stream.write(': leeft\n\n');
        await nextChange();
      }
      stopping?.removeEventListener('abort', stop);
      unsubscribe();
    });
    /** Resolves at the next change, at the end of the line, or at the heartbeat. */
    function nextChange(): Promise<void> {
      if (changed.size > 0 || left || stopping?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, HEARTBEAT);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return response as never;
  });
}
