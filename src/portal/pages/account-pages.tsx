import type { OpenInvitation, OwnSession } from '../../accounts/model.ts';
import type { FactorStatus } from '../../accounts/service.ts';
import type { OutboxRow } from '../../notifications/model.ts';
import { Page } from '../layout.tsx';
import { dayOf, fill } from '../texts/fill.ts';
import type { SignedInView, View } from '../view.ts';
import { SecondFactorPanel } from './second-factor-page.tsx';
import { Entrance } from './sign-in-page.tsx';

interface FaultProps {
  fault: string | null;
}

function Fault({ fault }: FaultProps) {
  return fault === null ? null : (
    <p class="message bad" role="alert" id="fault">
      {fault}
    </p>
  );
}

function PasswordField({
  label,
  name,
  note,
  autocomplete,
}: Record<'label' | 'name' | 'autocomplete', string> & { note?: string }) {
  return (
    <label class="field">
      <span>{label}</span>
      <input type="password" name={name} required maxlength={500} autocomplete={autocomplete} />
      {note && <span class="note">{note}</span>}
    </label>
  );
}

/** Where an invitation leads: what it is for, and a password for who is new. */
export function InvitationPage({
  view,
  token,
  invitation,
  fault,
}: { view: View; token: string; invitation: OpenInvitation } & FaultProps) {
  const t = view.t.people;
  const { employer, email, role, known } = invitation;
  return (
    <Entrance view={view} title={fill(t.welcome, { employer })}>
      <h1>{fill(t.welcome, { employer })}</h1>
      <p>{fill(t.welcomeLead, { role: view.t.roles[role], email })}</p>
      <form method="post" action={`/uitnodiging/${encodeURIComponent(token)}`} class="stack">
        <Fault fault={fault} />
        {known ? (
          <p>{t.welcomeKnown}</p>
        ) : (
          <>
            <input type="hidden" name="username" value={email} autocomplete="username" />
            <PasswordField
              label={t.newPassword}
              name="password"
              note={t.passwordNote}
              autocomplete="new-password"
            />
          </>
        )}
        <button type="submit" class="button primary">
          {t.accept}
        </button>
      </form>
    </Entrance>
  );
}

/** A word on what was done, with the way to sign in. */
export function EntranceDonePage({ view, title, text }: { view: View; title: string; text: string }) {
  return (
    <Entrance view={view} title={title}>
      <h1>{title}</h1>
      <p class="message good" role="status">
        {text}
      </p>
      <p>
        <a class="button primary" href="/aanmelden">
          {view.t.people.toSignIn}
        </a>
      </p>
    </Entrance>
  );
}

export function ForgotPage({ view, fault }: { view: View } & FaultProps) {
  const t = view.t.people;
  return (
    <Entrance view={view} title={t.forgotTitle}>
      <h1>{t.forgotTitle}</h1>
      <p>{t.forgotLead}</p>
      <form method="post" action="/wachtwoord-vergeten" class="stack">
        <Fault fault={fault} />
        <label class="field">
          <span>{t.email}</span>
          <input type="email" name="email" required maxlength={254} autocomplete="username" />
        </label>
        <button type="submit" class="button primary">
          {t.forgotSend}
        </button>
      </form>
    </Entrance>
  );
}

export function NewPasswordPage({ view, token, fault }: { view: View; token: string } & FaultProps) {
  const t = view.t.people;
  return (
    <Entrance view={view} title={t.chooseTitle}>
      <h1>{t.chooseTitle}</h1>
      <form method="post" action={`/wachtwoord/${encodeURIComponent(token)}`} class="stack">
        <Fault fault={fault} />
        <PasswordField
          label={t.newPassword}
          name="password"
          note={t.passwordNote}
          autocomplete="new-password"
        />
        <button type="submit" class="button primary">
          {t.choose}
        </button>
      </form>
    </Entrance>
  );
}

interface AccountProps extends FaultProps {
  view: SignedInView;
  openQuestions: number | undefined;
  sessions: readonly OwnSession[];
  factor: FactorStatus;
  /** The work account that the person signs in with too. */
  linked: { name: string | null } | null;
  done: string | null;
}

/** The own password, and where the person is signed in. */
export function AccountPage({ view, openQuestions, sessions, factor, linked, fault, done }: AccountProps) {
  const t = view.t.people;
  const when = (at: number) => dayOf(at, view.language);
  return (
    <Page view={view} title={t.account} active="" openQuestions={openQuestions}>
      <div class="column">
        <h1>{t.account}</h1>
        <p class="lead">{t.accountLead}</p>
        {done !== null && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        <section class="panel stack">
          <h2>{t.sessions}</h2>
          <ul class="plain-list">
            {sessions.map((session) => (
              <li>
                <p>
                  <strong>{session.agent === '' ? t.unknownAgent : session.agent}</strong>{' '}
                  {session.current && <span class="tag tag-strong">{t.here}</span>}{' '}
                  {session.secondFactor !== 'none' && (
                    <span class="tag">
                      {session.secondFactor === 'own'
                        ? view.t.secondFactor.tag
                        : view.t.secondFactor.providerTag}
                    </span>
                  )}
                  <span class="note block">
                    {`${session.employer}, ${fill(t.since, { date: when(session.createdAt), seen: when(session.lastSeenAt) })}`}
                  </span>
                </p>
                {!session.current && (
                  <form method="post" action="/account/sessies">
                    <button type="submit" class="button" name="session" value={session.id}>
                      {t.end}
                      <span class="hidden-text">{`: ${session.agent}`}</span>
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
          {sessions.length > 1 && (
            <form method="post" action="/account/sessies">
              <button type="submit" class="button" name="session" value="">
                {t.endOthers}
              </button>
            </form>
          )}
        </section>
        <SecondFactorPanel view={view} status={factor} />
        {linked !== null && (
          <form method="post" action="/account/koppeling" class="panel stack">
            <h2>{view.t.oidc.title}</h2>
            <p>{fill(view.t.oidc.linked, { name: linked.name ?? view.t.oidc.workAccount })}</p>
            <div class="row">
              <button type="submit" class="button">
                {view.t.oidc.unlink}
              </button>
            </div>
          </form>
        )}
        <form method="post" action="/account/wachtwoord" class="panel stack">
          <h2>{t.password}</h2>
          <Fault fault={fault} />
          <PasswordField label={t.oldPassword} name="old" autocomplete="current-password" />
          <PasswordField
            label={t.newPassword}
            name="password"
            note={t.passwordNote}
            autocomplete="new-password"
          />
          <div class="row">
            <button type="submit" class="button primary">
              {t.changePassword}
            </button>
          </div>
        </form>
      </div>
    </Page>
  );
}

/** Every mail of the demo, as it would be sent. */
export function MailsPage({ view, mails }: { view: View; mails: readonly OutboxRow[] }) {
  const t = view.t.people;
  return (
    <Entrance view={view} title={t.mails}>
      <h1>{t.mails}</h1>
      <p>{t.mailsLead}</p>
      {mails.length === 0 && <p class="panel">{t.mailsNone}</p>}
      {mails.map((mail) => (
        <article class="panel stack mail">
          <h2>{mail.subject}</h2>
          <p class="note">
            {`${fill(t.to, { recipient: mail.recipient, date: dayOf(mail.createdAt, view.language) })}, ${fill(t.status[mail.status], { error: mail.lastError ?? '' })}`}
          </p>
          <p class="plain">
            {mail.body
              .split(/(https?:\/\/\S+)/)
              .map((part, i) => (i % 2 === 1 ? <a href={part}>{part}</a> : part))}
          </p>
        </article>
      ))}
    </Entrance>
  );
}
