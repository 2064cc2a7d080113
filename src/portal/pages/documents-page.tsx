import type { OwnContract } from '../../contracts/model.ts';
import type { DocumentView } from '../../employer/model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { count, dayOf, fill } from '../texts/fill.ts';
import { validity } from '../validity.ts';
import type { SignedInView } from '../view.ts';

interface DocumentsProps {
  view: SignedInView;
  documents: readonly DocumentView[];
  own: readonly OwnContract[];
  openQuestions: number | undefined;
}

/** The documents that this person may read. */
export function DocumentsPage({ view, documents, own, openQuestions }: DocumentsProps) {
  const t = view.t.documents;
  return (
    <Page view={view} title={t.title} active="/documenten" openQuestions={openQuestions}>
      <div class="column">
        <h1>{t.title}</h1>
        <p class="lead">{fill(t.lead, { employer: view.session.employer })}</p>
        {documents.length === 0 && <p class="panel">{t.none}</p>}
        <ul class="cards">
          {documents.map((document) => (
            <li class="panel card">
              <a class="card-link" href={`/documenten/${encodeURIComponent(document.id)}`}>
                <Icon name="file" />
                <span>{document.title}</span>
              </a>
              <p class="facts">
                <span class="tag">{t.kinds[document.kind]}</span>
                {document.format === 'pdf' && document.pages > 0 && (
                  <span>{count(t.pages, document.pages, view.language)}</span>
                )}
                <span>{validity(document, t, view.language)}</span>
                {document.usedByAssistant && (
                  <span class="used">
                    <Icon name="check" />
                    {t.used}
                  </span>
                )}
              </p>
            </li>
          ))}
        </ul>
        <OwnContracts view={view} own={own} />
      </div>
    </Page>
  );
}

/** What this person has signed here, and what waits for a signature. */
function OwnContracts({ view, own }: Pick<DocumentsProps, 'view' | 'own'>) {
  const t = view.t.contracts;
  const base = `/api/employers/${encodeURIComponent(view.session.actor.employerId)}/own-contracts`;
  if (own.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t.own}</h2>
      <ul class="cards">
        {own.map((contract) => (
          <li class="panel card">
            {contract.sealed ? (
              <a class="card-link" href={`${base}/${encodeURIComponent(contract.id)}/file`}>
                <Icon name="file" />
                <span>{contract.title}</span>
              </a>
            ) : (
              <span class="card-link">
                <Icon name="file" />
                <span>{contract.title}</span>
              </span>
            )}
            <p class="facts">
              <span class={contract.sealed ? 'tag tag-good' : 'tag tag-busy'}>
                {contract.sealed && contract.endedAt !== null
                  ? fill(t.ownSealed, { date: dayOf(contract.endedAt, view.language) })
                  : t.ownOpen}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
