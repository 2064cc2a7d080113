import type { Child } from 'hono/jsx';
import type { MustChoose } from '../../accounts/model.ts';
import { HtmlDocument, LanguageLink, placeValue } from '../layout.tsx';
import type { DemoSignIns } from '../model.ts';
import { fill } from '../texts/fill.ts';
import type { View } from '../view.ts';

interface SignInProps {
  view: View;
  /** Path to go to afterwards. */
  next: string;
  demo: DemoSignIns | null;
  /** Null where there is no identity provider. */
  oidc: { name: string | null } | null;
  /** What went wrong the last time, and the address that was typed. */
  failure?: { message: string; email: string; atFields: boolean };
}

export function SignInPage({ view, next, demo, oidc, failure }: SignInProps) {
  const t = view.t.signIn;
  const wrong = failure?.atFields
    ? { 'aria-invalid': 'true' as const, 'aria-describedby': 'sign-in-error' }
    : {};
  return (
    <Entrance view={view} title={t.title}>
      <h1>{t.title}</h1>
      {failure && (
        <p class="message bad" role="alert" id="sign-in-error">
          {failure.message}
        </p>
      )}
      {oidc && (
        <>
          <a class="button primary" href={`/aanmelden/werkaccount?naar=${encodeURIComponent(next)}`}>
            {fill(view.t.oidc.with, { name: oidc.name ?? view.t.oidc.workAccount })}
          </a>
          <p class="note">{view.t.oidc.or}</p>
        </>
      )}
      <form method="post" action="/aanmelden" class="stack">
        <input type="hidden" name="next" value={next} />
        <label class="field">
          <span>{t.email}</span>
          <input
            type="email"
            name="email"
            required
            maxlength={254}
            autocomplete="username"
            value={failure?.email}
            {...wrong}
          />
        </label>
        <label class="field">
          <span>{t.password}</span>
          <input
            type="password"
            name="password"
            required
            maxlength={500}
            autocomplete="current-password"
            {...wrong}
          />
        </label>
        <button type="submit" class={oidc ? 'button' : 'button primary'}>
          {t.submit}
        </button>
        <p>
          <a href="/wachtwoord-vergeten">{view.t.people.forgot}</a>
        </p>
      </form>
      {demo && <DemoAccounts view={view} demo={demo} next={next} />}
    </Entrance>
  );
}

function DemoAccounts({ view: { t }, demo, next }: { view: View; demo: DemoSignIns; next: string }) {
  return (
    <section class="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{t.signIn.demo}</h2>
      <p class="note">{t.signIn.demoLead}</p>
      <p>
        <a href="/mails">{t.people.mails}</a>
      </p>
      <form method="post" action="/aanmelden/demo" class="demo-people">
        <input type="hidden" name="next" value={next} />
        {demo.people.map((person) => (
          <button type="submit" name="email" value={person.email} class="choice">
            <strong>{person.name}</strong>
            <span>{person.about}</span>
          </button>
        ))}
      </form>
    </section>
  );
}

interface ChooseProps {
  view: View;
  next: string;
  choice: MustChoose;
}

/** For somebody with several employers or roles, after the password was right. */
export function ChoosePage({ view, next, choice }: ChooseProps) {
  const { t } = view;
  return (
    <Entrance view={view} title={t.signIn.choose}>
      <h1>{t.signIn.choose}</h1>
      <p class="note">{t.signIn.chooseLead}</p>
      <form method="post" action="/aanmelden/keuze" class="demo-people">
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="choiceToken" value={choice.choiceToken} />
        {choice.memberships.map((place) => (
          <button type="submit" name="place" value={placeValue(place)} class="choice">
            <strong>{place.employer}</strong>
            <span>{t.roles[place.role]}</span>
          </button>
        ))}
      </form>
    </Entrance>
  );
}

/** A page before sign-in. */
export function Entrance({
  view,
  title,
  scripts = [],
  children,
}: {
  view: View;
  title: string;
  scripts?: readonly string[];
  children: Child;
}) {
  return (
    <HtmlDocument view={view} title={title} bodyClass="entrance" scripts={scripts}>
      <header class="top">
        <span class="brand">
          <span class="brand-mark" aria-hidden="true">
            V
          </span>
          <span class="brand-name">Vraagbaak</span>
        </span>
        <div class="top-actions">
          <LanguageLink view={view} />
        </div>
      </header>
      <main id="inhoud" tabindex={-1} class="entrance-main">
        <div class="entrance-card">{children}</div>
        <div class="entrance-side">
          <p class="entrance-lead">{view.t.signIn.lead}</p>
          <ul>
            {view.t.signIn.points.map((point) => (
              <li>{point}</li>
            ))}
          </ul>
        </div>
      </main>
    </HtmlDocument>
  );
}
