import type { Context, Hono } from 'hono';
import { createChatLimits } from '../api/chat-limits.ts';
import { askers } from '../api/chat-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { problemOf, toAppError } from '../api/problem.ts';
import type { LoggedMessage } from '../assistant/service.ts';
import { AppError } from '../kernel/errors.ts';
import type { PortalServices } from './model.ts';
import { AskHrPage } from './pages/ask-hr-page.tsx';
import { ChatPage, type Turn } from './pages/chat-page.tsx';
import { StandingPage } from './pages/standing-page.tsx';
import { formFields, openQuestions, pageData, respond } from './respond.tsx';
import { signedInView } from './view.ts';

/** Asking, also without scripts: a form that comes back with the answer. */
export function chatPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const { assistant, cards } = services;
  const limits = createChatLimits(services.clock);
  const asker = guard({ roles: askers });

  interface Shown {
    conversationId: string | null;
    turns: readonly Turn[];
    failure?: { message: string; text: string };
  }
  const chat = (c: Context<AppEnv>, shown: Shown, status: 200 | 400 = 200) => {
    const view = signedInView(c, services);
    const { actor } = view.session;
    const page = (
      <ChatPage
        view={view}
        data={pageData(view)}
        suggestions={shown.turns.length === 0 ? assistant.suggestions(actor) : []}
        cards={shown.turns.length === 0 ? cards.list(actor, view.language).cards : []}
        goneCard={c.req.query('kaart') || null}
        openQuestions={openQuestions(services, actor)}
        {...shown}
      />
    );
    return respond(c, page, status);
  };
  const history = (c: Context<AppEnv>, conversationId: string): Turn[] =>
    assistant.conversation(actorOf(c), conversationId).map((message) => turnOf(message, conversationId));

  portal.get('/', asker, (c) => {
    const conversationId = c.req.query('gesprek') || null;
    return chat(c, { conversationId, turns: conversationId ? history(c, conversationId) : [] });
  });
  portal.post('/', asker, async (c) => {
    const field = await formFields(c);
    const message = field('message');
    const known = field('conversationId') || undefined;
    const before = known ? history(c, known) : [];
    try {
      const actor = actorOf(c);
      const leave = limits.enter(actor.personId);
      const request = known ? { conversationId: known, message } : { message };
      const reply = await assistant.ask(actor, request, undefined, c.req.raw.signal).finally(leave);
      const { conversationId } = reply;
      return chat(c, { conversationId, turns: [...before, { question: message, reply }] });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.status >= 500) throw error;
      const failure = { message: problemOf(error, c.get('language')).title, text: message };
      return chat(c, { conversationId: known ?? null, turns: before, failure }, error.status as 400);
    }
  });
  portal.post('/kaarten/:cardKey', asker, async (c) => {
    const key = c.req.param('cardKey');
    const action = (await formFields(c))('action');
    if (action !== 'dismiss' && action !== 'restore') throw new AppError('bad_request');
    cards[action](actorOf(c), key);
    return c.redirect(action === 'dismiss' ? `/?kaart=${encodeURIComponent(key)}` : '/', 303);
  });
  portal.get('/antwoord/:messageId', asker, (c) =>
    respond(
      c,
      <StandingPage
        view={signedInView(c, services)}
        past={assistant.pastAnswer(actorOf(c), c.req.param('messageId'))}
      />,
    ),
  );
  portal.get('/vraag-het-hr', asker, (c) => {
    const conversationId = c.req.query('gesprek') ?? '';
    const message = assistant
      .conversation(actorOf(c), conversationId)
      .find(({ id }) => id === c.req.query('bericht'));
    if (!message) throw new AppError('not_found');
    return respond(
      c,
      <AskHrPage view={signedInView(c, services)} conversationId={conversationId} message={message} />,
    );
  });
  portal.post('/vraag-het-hr', asker, async (c) => {
    const field = await formFields(c);
    const comment = field('comment').slice(0, 1000);
    assistant.askHr(actorOf(c), field('bericht'), {
      ...(comment && { comment }),
      ...(field('named') === '1' && { named: true }),
    });
    return respond(
      c,
      <AskHrPage view={signedInView(c, services)} conversationId={field('gesprek')} message={null} />,
    );
  });
}

function turnOf(message: LoggedMessage, conversationId: string): Turn {
  const { id, question, askedAt: _, ...reply } = message;
  return { question, reply: { conversationId, messageId: id, ...reply } };
}
