import type { DocumentView } from '../../employer/model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { count, fill } from '../texts/fill.ts';
import { validity } from '../validity.ts';
import type { SignedInView } from '../view.ts';

interface DocumentsProps {
  view: SignedInView;
  documents: readonly DocumentView[];
  openQuestions: number | undefined;
}

/** The documents that this person may read. */
export function DocumentsPage({ view, documents, openQuestions }: DocumentsProps) {
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
      </div>
    </Page>
  );
}
