import type { Child } from 'hono/jsx';
import type { Texts } from './texts/texts.ts';

/** A question of the person as it was sent. */
export function Question({ t, text }: { t: Texts['chat']; text: string }) {
  return (
    <div class="question">
      <p class="hidden-text">{`${t.you}:`}</p>
      <p class="bubble">{text}</p>
    </div>
  );
}

/** What the Assistent says, with its name for those who can't see the place on the screen. */
export function AssistantSide({ t, children }: { t: Texts['chat']; children?: Child }) {
  return (
    <div class="assistant">
      <p class="hidden-text">{`${t.assistantSays}:`}</p>
      {children}
    </div>
  );
}
