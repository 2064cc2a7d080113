import type { View } from '../view.ts';
import { Entrance } from './sign-in-page.tsx';

/** After the password: the code. */
export function AskCodePage({
  view,
  next,
  challenge,
  fault,
}: {
  view: View;
  next: string;
  challenge: string;
  fault: string | null;
}) {
  const t = view.t.secondFactor;
  const wrong = fault === null ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': 'code-fault' };
  return (
    <Entrance view={view} title={t.askTitle}>
      <h1>{t.askTitle}</h1>
      <p>{t.askLead}</p>
      <form method="post" action="/aanmelden/code" class="stack">
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="challenge" value={challenge} />
        {fault !== null && (
          <p class="message bad" role="alert" id="code-fault">
            {fault}
          </p>
        )}
        <label class="field code-field">
          <span>{t.code}</span>
          <input
            type="text"
            name="code"
            maxlength={40}
            inputmode="numeric"
            autocomplete="one-time-code"
            autofocus
            {...wrong}
          />
        </label>
        <details>
          <summary>{t.lost}</summary>
          <div class="stack">
            <label class="field code-field">
              <span>{t.recovery}</span>
              <input type="text" name="recovery" maxlength={40} autocomplete="off" />
            </label>
            <p class="note">{t.recoveryNote}</p>
          </div>
        </details>
        <button type="submit" class="button primary">
          {t.ask}
        </button>
        <p>
          <a href="/aanmelden">{t.startOver}</a>
        </p>
      </form>
    </Entrance>
  );
}
