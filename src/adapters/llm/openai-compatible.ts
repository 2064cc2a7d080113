import { AIMessage, type BaseMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import type { LanguageModel } from '../../deps.ts';
import type { Clock } from '../../kernel/dates.ts';
import { type Breaker, createBreaker } from './circuit-breaker.ts';
import { LanguageModelError } from './language-model-error.ts';

export interface LanguageModelOptions {
  /** Base of an OpenAI-compatible endpoint, e.g. 'http://127.0.0.1:11434/v1'. */
  baseUrl: string;
  model: string;
  /** Local endpoints need none. */
  apiKey?: string | null | undefined;
  clock?: Clock;
  /** Until the first piece of text, in milliseconds. */
  firstTokenMs?: number;
  /** For the whole answer. */
  totalMs?: number;
  maxCharacters?: number;
}

const defaults = { firstTokenMs: 8_000, totalMs: 30_000, maxCharacters: 20_000 };

/**
 * Any OpenAI-compatible endpoint through LangChain's chat model: streamed, temperature 0, one retry at most and only before the
 * first piece. Every fault is a LanguageModelError; nothing is traced to anywhere.
 */
export function createLanguageModel(options: LanguageModelOptions): LanguageModel {
  const limits = { ...defaults, ...options };
  const breaker = createBreaker(options.clock ?? { now: () => performance.now() });
  return {
    id: options.model,
    async *stream(messages, { signal, maxOutputTokens }) {
      if (!breaker.allows()) throw new LanguageModelError('open_circuit');
      const chat = chatModel(options, maxOutputTokens);
      yield* guarded(chat, messages.map(toMessage), signal, limits, breaker);
    },
  };
}

function chatModel(options: LanguageModelOptions, maxTokens: number): ChatOpenAI {
  return new ChatOpenAI({
    model: options.model,
    apiKey: options.apiKey == null || options.apiKey === '' ? 'none' : options.apiKey,
    configuration: { baseURL: options.baseUrl, maxRetries: 0, logLevel: 'off' },
    temperature: 0,
    maxTokens,
    maxRetries: 0,
    streaming: true,
    streamUsage: false,
    callbacks: [],
  });
}

function toMessage(message: { role: 'system' | 'user' | 'assistant'; content: string }): BaseMessage {
  switch (message.role) {
    case 'system':
      return new SystemMessage(message.content);
    case 'user':
      return new HumanMessage(message.content);
    case 'assistant':
      return new AIMessage(message.content);
  }
}

type Limits = typeof defaults;

/** Pieces of one answer under the limits; tells the breaker how it ended. */
async function* guarded(
  chat: ChatOpenAI,
  messages: BaseMessage[],
  signal: AbortSignal,
  limits: Limits,
  breaker: Breaker,
): AsyncGenerator<string> {
  const stop = new AbortController();
  const onAbort = () => stop.abort(new LanguageModelError('cancelled'));
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  const total = setTimeout(() => stop.abort(new LanguageModelError('timeout')), limits.totalMs);
  const first = setTimeout(() => stop.abort(new LanguageModelError('timeout')), limits.firstTokenMs);
  let length = 0;
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        for await (const piece of pieces(chat, messages, stop.signal)) {
          clearTimeout(first);
          length += piece.length;
          if (length > limits.maxCharacters) throw new LanguageModelError('too_long');
          yield piece;
        }
        if (length === 0) throw new LanguageModelError('garbage');
        breaker.succeeded();
        return;
      } catch (error) {
        const known = toModelError(error, stop.signal);
        if (attempt === 0 && length === 0 && known.retryable && !stop.signal.aborted) continue;
        throw known;
      }
    }
  } catch (error) {
    if (error instanceof LanguageModelError && error.reason !== 'cancelled') breaker.failed();
    else breaker.released();
    throw error;
  } finally {
    clearTimeout(first);
    clearTimeout(total);
    signal.removeEventListener('abort', onAbort);
    stop.abort(new LanguageModelError('cancelled'));
  }
}

/** Text of the stream; ends at once when the signal does, whatever the endpoint does with its connection. */
async function* pieces(
  chat: ChatOpenAI,
  messages: BaseMessage[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => {});
  const stream = await Promise.race([chat.stream(messages, { signal }), aborted]);
  const iterator = stream[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([iterator.next(), aborted]);
    if (next.done === true) return;
    const { content, tool_call_chunks: calls } = next.value as {
      content: unknown;
      tool_call_chunks?: unknown[];
    };
    if (calls !== undefined && calls.length > 0) throw new LanguageModelError('garbage');
    if (typeof content === 'string' && content !== '') yield content;
  }
}

function toModelError(error: unknown, signal: AbortSignal): LanguageModelError {
  if (error instanceof LanguageModelError) return error;
  if (signal.aborted && signal.reason instanceof LanguageModelError) return signal.reason;
  const status = statusOf(error);
  if (status !== null) return new LanguageModelError('status', { cause: error, status });
  if (error instanceof SyntaxError) return new LanguageModelError('garbage', { cause: error });
  const text = `${error instanceof Error ? `${error.name} ${error.message}` : ''} ${error instanceof Error ? String(error.cause) : ''}`;
  const reason = /JSON|parse|Unexpected token/i.test(text) ? 'garbage' : 'unreachable';
  return new LanguageModelError(reason, { cause: error });
}

function statusOf(error: unknown): number | null {
  const status: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined;
  return typeof status === 'number' ? status : null;
}
