import type { LinkView } from '../../mutations/service.ts';
import { kindNames } from '../../mutations/titles.ts';
import { fill } from '../texts/fill.ts';
import type { View } from '../view.ts';
import { Entrance } from './sign-in-page.tsx';

interface LinkPageProps {
  view: View;
  token: string;
  link: LinkView;
  /** Why it could not be done. */
  fault: string | null;
}

/** Where a link in a mail leads. Opening it does nothing: programs that look at mails open every link. */
export function MutationLinkPage(props: LinkPageProps) {
  const { view, link } = props;
  const t = view.t.mutationLink;
  const title = link.purpose === 'verify' ? t.verifyTitle : t.reportTitle;
  return (
    <Entrance view={view} title={title}>
      <h1>{title}</h1>
      {link.used ? <Done {...props} /> : <Ask {...props} />}
    </Entrance>
  );
}

function Ask({ view, token, link, fault }: LinkPageProps) {
  const t = view.t.mutationLink;
  const isVerify = link.purpose === 'verify';
  return (
    <>
      {isVerify ? (
        <p>{t.verifyLead}</p>
      ) : (
        <>
          <p>{fill(t.reportLead, { kinds: kindNames(link.kinds, view.language) })}</p>
          <p>{link.applied ? t.reportApplied : t.reportOpen}</p>
        </>
      )}
      <form method="post" action={`/wijziging/${encodeURIComponent(token)}`} class="stack">
        {fault !== null && (
          <p class="message bad" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" class={isVerify ? 'button primary' : 'button danger'}>
          {isVerify ? t.verify : t.report}
        </button>
      </form>
    </>
  );
}

function Done({ view, link }: LinkPageProps) {
  const t = view.t.mutationLink;
  const isVerify = link.purpose === 'verify';
  return (
    <>
      <p class="message good" role="status">
        {isVerify ? t.verified : t.reported}
      </p>
      {!isVerify && (
        <>
          <p>{t.reportedAfter}</p>
          <p>
            <a class="button" href="/wachtwoord-vergeten">
              {t.password}
            </a>
          </p>
        </>
      )}
    </>
  );
}
