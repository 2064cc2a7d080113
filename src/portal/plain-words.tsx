import type { PlainText } from '../plain-words/model.ts';
import type { Texts } from './texts/texts.ts';

/** The quote above in plain words, closed until somebody opens it; marked as help. Works without scripts. */
export function PlainWords({ t, plain }: { t: Texts['chat']; plain: PlainText }) {
  return (
    <details class="plain-words">
      <summary>{t.plainWords}</summary>
      <div class="plain-words-body" lang="nl">
        {plain.lines.length > 0 && (
          <ul class="plain-lines">
            {plain.lines.map(({ text, item }) => (
              <li class={item ? 'plain-item' : undefined}>{text}</li>
            ))}
          </ul>
        )}
        {plain.words.length > 0 && (
          <dl class="plain-terms">
            {plain.words.map(({ word, means }) => (
              <div>
                <dt>{word}</dt>
                <dd>{means}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <p class="note">{t.plainNote}</p>
    </details>
  );
}
