import type { PlainText } from '../plain-words/model.ts';
import { plainOf } from '../plain-words/plain.ts';
import { detectLanguage } from './language.ts';
import type { ChatReply, Citation } from './model.ts';

/** A reply with its Dutch quotes in plain words beside them; nothing is added where no quote can be made simpler. Never kept: made anew from the quotes. */
export function withPlain<R extends { citations: Citation[] }>(reply: R): R & Pick<ChatReply, 'plain'> {
  const plain = reply.citations.map(({ quote }): PlainText | null =>
    detectLanguage(quote) === 'nl' ? plainOf(quote) : null,
  );
  return plain.some((text) => text !== null) ? { ...reply, plain } : reply;
}
