import type { ParkedMail } from '../../notifications/model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { count, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

/** Address of the page. */
export const MAIL_DESK = '/beheer/mails';

/** What was just done to a mail. */
export type MailDone = { did: 'retry' } | { did: 'discard' | 'restore'; mail: ParkedMail };

interface MailDeskProps {
  view: SignedInView;
  openQuestions: number | undefined;
  mails: readonly ParkedMail[];
  done: MailDone | null;
}

/** Mails that stayed behind, for the provider. Works without scripts. */
export function MailDeskPage({ view, openQuestions, mails, done }: MailDeskProps) {
  const t = view.t.mailDesk;
  return (
    <Page view={view} title={t.title} active={MAIL_DESK} openQuestions={openQuestions}>
      <div class="column">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {done && <Done view={view} done={done} />}
        {mails.length === 0 && <p class="panel">{t.none}</p>}
        <ul class="cards">
          {mails.map((mail) => (
            <li class="panel card">
              <Mail view={view} mail={mail} />
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}

function Done({ view, done }: { view: SignedInView; done: MailDone }) {
  const t = view.t.mailDesk;
  if (done.did === 'retry')
    return (
      <p class="message good" role="status">
        {t.didRetry}
      </p>
    );
  const { subject, id } = done.mail;
  return (
    <div class="message good done-note" role="status">
      <span>{fill(done.did === 'discard' ? t.didDiscard : t.didRestore, { subject })}</span>
      {done.did === 'discard' && (
        <form method="post" action={mailUrl(id)}>
          <button type="submit" class="button" name="action" value="restore">
            {view.t.common.undo}
          </button>
        </form>
      )}
    </div>
  );
}

function Mail({ view, mail }: { view: SignedInView; mail: ParkedMail }) {
  const t = view.t.mailDesk;
  const { id, subject, recipient, reason, error, attempts, createdAt } = mail;
  const about = <span class="hidden-text">{`: ${subject}, ${recipient}`}</span>;
  return (
    <>
      <h2>{subject}</h2>
      <p class="facts">
        <span class="tag tag-busy">{count(t.attempts, attempts, view.language)}</span>
        <span>{fill(t.to, { recipient, date: dayOf(createdAt, view.language) })}</span>
      </p>
      {recipient.startsWith('…') && <p class="note">{t.shielded}</p>}
      <p>{t.reasons[reason]}</p>
      {error !== '' && (
        <details>
          <summary>{t.said}</summary>
          <p class="plain" lang="en">
            {error}
          </p>
        </details>
      )}
      <form method="post" action={mailUrl(id)} class="row">
        <button type="submit" class="button primary" name="action" value="retry">
          <Icon name="send" />
          {t.retry}
          {about}
        </button>
        <button type="submit" class="button" name="action" value="discard">
          {t.discard}
          {about}
        </button>
      </form>
    </>
  );
}

function mailUrl(id: string): string {
  return `${MAIL_DESK}/${encodeURIComponent(id)}`;
}
