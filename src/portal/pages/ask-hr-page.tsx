import type { LoggedMessage } from '../../assistant/service.ts';
import { Page } from '../layout.tsx';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { AskHrFields } from './chat-dialogs.tsx';

interface AskHrProps {
  view: SignedInView;
  conversationId: string;
  /** Null once it has been sent. */
  message: LoggedMessage | null;
}

/** "Vraag het HR" for a browser without scripts: preview, then confirmation. */
export function AskHrPage({ view, conversationId, message }: AskHrProps) {
  const { t } = view;
  const back = `/?gesprek=${encodeURIComponent(conversationId)}`;
  return (
    <Page view={view} title={t.chat.askHrTitle} active="/">
      <div class="column">
        <h1>{t.chat.askHrTitle}</h1>
        {message ? (
          <form method="post" action="/vraag-het-hr" class="stack panel">
            <input type="hidden" name="gesprek" value={conversationId} />
            <input type="hidden" name="bericht" value={message.id} />
            <AskHrFields t={t} question={message.question} places={placesOf(message, t.common.page)} />
            <div class="row">
              <button type="submit" class="button primary">
                {t.chat.askHrSend}
              </button>
              <a class="button plain-button" href={back}>
                {t.common.cancel}
              </a>
            </div>
          </form>
        ) : (
          <div class="panel stack" role="status">
            <p class="message good">{t.chat.askHrSent}</p>
            <p>{t.chat.askHrSentLead}</p>
            <p class="row">
              <a class="button" href={back}>
                {t.chat.back}
              </a>
            </p>
          </div>
        )}
      </div>
    </Page>
  );
}

function placesOf(message: LoggedMessage, pageText: string): string[] {
  return message.citations.map(
    ({ title, heading, page }) => `${title}, ${heading}, ${fill(pageText, { page })}`,
  );
}
