import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { ChatProgress, ChatReply } from '../assistant/model.ts';
import type { AppEnv } from './env.ts';
import { problemOf, toAppError } from './problem.ts';

/** Text pieces are sent together at this pace, in milliseconds: each event costs more than its few letters. */
const BUNDLE_MS = 60;

type Ask = (progress: ChatProgress, signal: AbortSignal) => Promise<ChatReply>;

/**
 * Answers as server-sent events: `stage`, `text` and, as the last, `reply` or `error`. What fails before the first
 * sign of life is thrown, so that it becomes an ordinary problem response with its own status.
 * @param onError told of what fails once the stream has begun
 */
export async function streamReply(
  c: Context<AppEnv>,
  ask: Ask,
  done: () => void,
  onError: (error: unknown) => void,
): Promise<Response> {
  const stop = new AbortController();
  const events = createEventQueue();
  const reply = ask(events.progress, AbortSignal.any([stop.signal, c.req.raw.signal])).finally(done);
  await Promise.race([events.first, reply]);
  const language = c.get('language');
  return streamSSE(c, async (stream) => {
    stream.onAbort(() => stop.abort());
    try {
      await events.drainTo(stream, reply);
      await stream.writeSSE({ event: 'reply', data: JSON.stringify(await reply) });
    } catch (error) {
      if (stop.signal.aborted) return;
      onError(error);
      await stream.writeSSE({ event: 'error', data: JSON.stringify(problemOf(toAppError(error), language)) });
    }
  });
}

interface QueuedEvent {
  event: 'stage' | 'text';
  data: Record<string, string>;
}

/** Keeps what the assistant tells until it can be written: stages at once, text in bundles. */
function createEventQueue() {
  let queue: QueuedEvent[] = [];
  let wake = (): void => undefined;
  let began = (): void => undefined;
  const first = new Promise<void>((resolve) => {
    began = resolve;
  });
  const push = (event: QueuedEvent): void => {
    const last = queue.at(-1);
    if (event.event === 'text' && last?.event === 'text') last.data.text += event.data.text ?? '';
    else queue.push(event);
    began();
    wake();
  };
  const progress: ChatProgress = {
    onStage: (stage) => push({ event: 'stage', data: { stage } }),
    onText: (text) => push({ event: 'text', data: { text } }),
  };

  async function flush(stream: SSEStreamingApi): Promise<void> {
    const ready = queue;
    queue = [];
    for (const { event, data } of ready) await stream.writeSSE({ event, data: JSON.stringify(data) });
  }

  /** Writes all that comes until the reply has settled; rejects when the reply does. */
  async function drainTo(stream: SSEStreamingApi, reply: Promise<unknown>): Promise<void> {
    let settled = false;
    const end = reply.then(
      () => undefined,
      () => undefined,
    );
    void end.then(() => {
      settled = true;
      wake();
    });
    while (!settled || queue.length > 0) {
      if (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      await flush(stream);
      if (!settled) await Promise.race([stream.sleep(BUNDLE_MS), end]);
    }
    await reply;
  }

  return { progress, first, drainTo };
}
