import type { ChatReply } from '../../assistant/model.ts';
import { type Api, RequestError } from './api.ts';
import { readEvents, textOf } from './sse.ts';

export interface AskHandlers {
  onStage(stage: 'routing' | 'retrieving' | 'answering'): void;
  /** The answer so far. */
  onText(text: string): void;
}

interface EventData {
  stage?: 'routing' | 'retrieving' | 'answering';
  text?: string;
  detail?: string;
  status?: number;
}

/**
 * Asks and follows the answer as it comes.
 * @throws RequestError, or the signal's own error when stopped
 */
export async function askAssistant(
  api: Api,
  request: { message: string; conversationId?: string },
  handlers: AskHandlers,
  signal: AbortSignal,
): Promise<ChatReply> {
  const response = await api.send('/chat', {
    method: 'POST',
    body: JSON.stringify(request),
    headers: { accept: 'text/event-stream' },
    signal,
  });
  if (!response.body) throw new RequestError(0, api.data.texts.common.serverError);
  let text = '';
  try {
    for await (const { event, data } of readEvents(textOf(response.body))) {
      const body = JSON.parse(data) as EventData;
      if (event === 'reply') return body as unknown as ChatReply;
      if (event === 'stage' && body.stage) handlers.onStage(body.stage);
      if (event === 'text') {
        text += body.text ?? '';
        handlers.onText(text);
      }
      if (event === 'error') {
        throw new RequestError(body.status ?? 500, body.detail ?? api.data.texts.common.serverError);
      }
    }
  } catch (error) {
    if (signal.aborted || error instanceof RequestError) throw error;
    throw new RequestError(0, api.data.texts.common.offline);
  }
  signal.throwIfAborted();
  throw new RequestError(0, api.data.texts.common.offline);
}
