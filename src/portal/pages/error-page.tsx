import { HtmlDocument, LanguageLink } from '../layout.tsx';
import type { View } from '../view.ts';

interface ErrorProps {
  view: View;
  title: string;
  lead: string;
  /** True when there is somebody to sign out: the way out for a role that has no pages. */
  signedIn: boolean;
}

/** A page that says what happened and where to go, in every state of sign-in. */
export function ErrorPage({ view, title, lead, signedIn }: ErrorProps) {
  const { t } = view;
  return (
    <HtmlDocument view={view} title={title} bodyClass="entrance">
      <header class="top">
        <a class="brand" href="/">
          <span class="brand-mark" aria-hidden="true">
            V
          </span>
          <span class="brand-name">Vraagbaak</span>
        </a>
        <div class="top-actions">
          <LanguageLink view={view} />
        </div>
      </header>
      <main id="inhoud" tabindex={-1} class="entrance-main">
        <div class="entrance-card stack">
          <h1>{title}</h1>
          <p>{lead}</p>
          <p class="row">
            <a class="button primary" href="/">
              {t.errors.home}
            </a>
          </p>
          {signedIn && (
            <form method="post" action="/afmelden">
              <button type="submit" class="button">
                {t.common.signOut}
              </button>
            </form>
          )}
        </div>
      </main>
    </HtmlDocument>
  );
}
