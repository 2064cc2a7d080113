import { z } from 'zod';
import {
  chatReplySchema,
  citationSchema,
  hrAnswerSchema,
  MAX_MESSAGE_LENGTH,
  pastAnswerSchema,
} from '../assistant/model.ts';
import { ratingReasons } from '../assistant/service.ts';
import type { Logger } from '../deps.ts';
import type { Role } from '../kernel/actor.ts';
import type { Clock } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { Services } from '../services.ts';
import { createChatLimits } from './chat-limits.ts';
import { streamReply } from './chat-stream.ts';
import { type Api, defineRoute, employerParams, idParams, json, jsonBody } from './define-route.ts';
import { actorOf } from './env.ts';

/** Everyone with a place at the employer may ask; a candidate has no account yet. */
export const askers: readonly Role[] = ['employee', 'manager', 'hr', 'provider'];

const chatBody = z.object({
  conversationId: z.string().min(1).max(100).optional(),
  // Longer ones have an error of their own, which tells people what to do.
  message: z.string().openapi({ maxLength: MAX_MESSAGE_LENGTH }),
});

const ratingBody = z.object({
  rating: z.enum(['up', 'down']).nullable(),
  reason: z.enum(ratingReasons).optional(),
  comment: z.string().max(1000).optional(),
});

const loggedMessageSchema = z.object({
  id: z.string(),
  askedAt: z.number(),
  question: z.string(),
  kind: chatReplySchema.shape.kind,
  answer: z.string(),
  lang: z.string(),
  citations: z.array(citationSchema),
  conflict: chatReplySchema.shape.conflict,
  nearMisses: chatReplySchema.shape.nearMisses,
  curated: chatReplySchema.shape.curated,
  care: chatReplySchema.shape.care,
  plain: chatReplySchema.shape.plain,
  hrAnswer: hrAnswerSchema.optional(),
  rating: z.enum(['up', 'down']).nullable(),
});

const chat = defineRoute(
  { roles: askers },
  {
    method: 'post',
    path: '/api/employers/{employerId}/chat',
    tags: ['Assistent'],
    summary: 'Een vraag of bericht aan de Assistent',
    description:
      'Antwoordt met JSON. Met `Accept: text/event-stream` komen er gebeurtenissen: `stage`, `text`, en als laatste `reply` (het hele antwoord) of `error`.',
    request: { params: employerParams, body: jsonBody(chatBody) },
    responses: {
      200: {
        description: 'Het antwoord, met de vindplaatsen',
        content: { ...json(chatReplySchema), 'text/event-stream': { schema: z.string() } },
      },
    },
  },
);

const conversation = defineRoute(
  { roles: askers },
  {
    method: 'get',
    path: '/api/employers/{employerId}/conversations/{conversationId}',
    tags: ['Assistent'],
    summary: 'Een eigen gesprek, oudste bericht eerst',
    request: { params: idParams('conversationId') },
    responses: {
      200: {
        description: 'Het gesprek',
        content: json(z.object({ messages: z.array(loggedMessageSchema) })),
      },
    },
  },
);

const rate = defineRoute(
  { roles: askers },
  {
    method: 'post',
    path: '/api/employers/{employerId}/messages/{messageId}/rating',
    tags: ['Assistent'],
    summary: 'Een eigen antwoord beoordelen',
    request: { params: idParams('messageId'), body: jsonBody(ratingBody) },
    responses: { 204: { description: 'Bewaard' } },
  },
);

const pastAnswer = defineRoute(
  { roles: askers },
  {
    method: 'get',
    path: '/api/employers/{employerId}/messages/{messageId}',
    tags: ['Assistent'],
    summary: 'Een eigen antwoord van eerder, en of het nog geldt',
    request: { params: idParams('messageId') },
    responses: { 200: { description: 'Het antwoord', content: json(pastAnswerSchema) } },
  },
);

const askHr = defineRoute(
  { roles: askers },
  {
    method: 'post',
    path: '/api/employers/{employerId}/messages/{messageId}/ask-hr',
    tags: ['Assistent'],
    summary: 'Een eigen vraag aan HR voorleggen',
    description: 'Zonder naam, tenzij `named` waar is.',
    request: {
      params: idParams('messageId'),
      body: jsonBody(z.object({ comment: z.string().max(1000).optional(), named: z.boolean().optional() })),
    },
    responses: {
      200: { description: 'Staat bij HR', content: json(z.object({ unansweredId: z.string() })) },
    },
  },
);

const setNamed = defineRoute(
  { roles: askers },
  {
    method: 'patch',
    path: '/api/employers/{employerId}/my-questions/{unansweredId}',
    tags: ['Assistent'],
    summary: 'HR laten weten wie een eigen vraag stuurde, of de naam weer weghalen',
    request: { params: idParams('unansweredId'), body: jsonBody(z.object({ named: z.boolean() })) },
    responses: { 204: { description: 'Bewaard' } },
  },
);

const suggestions = defineRoute(
  { roles: askers },
  {
    method: 'get',
    path: '/api/employers/{employerId}/suggestions',
    tags: ['Assistent'],
    summary: 'Vragen die de aangevinkte documenten beantwoorden',
    request: { params: employerParams },
    responses: {
      200: { description: 'Vragen', content: json(z.object({ suggestions: z.array(z.string()) })) },
    },
  },
);

/** Asking, looking back, rating and passing on to HR. */
export function chatRoutes(api: Api, { assistant }: Services, deps: { clock: Clock; log: Logger }): void {
  const limits = createChatLimits(deps.clock);

  api.openapi(chat, async (c) => {
    const actor = actorOf(c);
    const request = c.req.valid('json');
    if (request.message.trim() === '') throw new AppError('message_empty');
    if (request.message.length > MAX_MESSAGE_LENGTH) throw new AppError('message_too_long');
    const leave = limits.enter(actor.personId);
    if (c.req.header('accept')?.includes('text/event-stream')) {
      const onError = (error: unknown) =>
        deps.log.error({ requestId: c.get('requestId'), err: error }, 'chat stream failed');
      const stream = await streamReply(
        c,
        (progress, signal) => assistant.ask(actor, request, progress, signal),
        leave,
        onError,
      );
      return stream as never;
    }
    const reply = await assistant.ask(actor, request, undefined, c.req.raw.signal).finally(leave);
    return c.json(reply, 200);
  });
  api.openapi(conversation, (c) =>
    c.json({ messages: assistant.conversation(actorOf(c), c.req.valid('param').conversationId) }, 200),
  );
  api.openapi(rate, (c) => {
    const { rating, reason, comment } = c.req.valid('json');
    assistant.rate(actorOf(c), c.req.valid('param').messageId, {
      rating,
      ...(reason ? { reason } : {}),
      ...(comment ? { comment } : {}),
    });
    return c.body(null, 204);
  });
  api.openapi(pastAnswer, (c) =>
    c.json(assistant.pastAnswer(actorOf(c), c.req.valid('param').messageId), 200),
  );
  api.openapi(askHr, (c) => {
    const { comment, named } = c.req.valid('json');
    const input = { ...(comment && { comment }), ...(named && { named }) };
    return c.json(assistant.askHr(actorOf(c), c.req.valid('param').messageId, input), 200);
  });
  api.openapi(setNamed, (c) => {
    assistant.setNamed(actorOf(c), c.req.valid('param').unansweredId, c.req.valid('json').named);
    return c.body(null, 204);
  });
  api.openapi(suggestions, (c) => c.json({ suggestions: assistant.suggestions(actorOf(c)) }, 200));
}
