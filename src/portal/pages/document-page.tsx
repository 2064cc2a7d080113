import type { DocumentView, PassageView } from '../../employer/model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { MarkedText } from '../marked-text.tsx';
import type { PageData } from '../page-data.ts';
import { validity } from '../validity.ts';
import type { SignedInView } from '../view.ts';

interface DocumentProps {
  view: SignedInView;
  data: PageData;
  document: DocumentView;
  page: number;
  passage: PassageView | null;
  /** Part of the passage to mark; '' marks the passage. */
  quote: string;
  openQuestions: number | undefined;
}

/** A document at a place: the address of every citation. Without scripts the passage is there to read, with the file one click away. */
export function DocumentPage({ view, data, document, page, passage, quote, openQuestions }: DocumentProps) {
  const { t, session } = view;
  const isPdf = document.format === 'pdf';
  const file = `/api/employers/${encodeURIComponent(session.actor.employerId)}/documents/${encodeURIComponent(document.id)}/file`;
  return (
    <Page
      view={view}
      title={document.title}
      active="/documenten"
      openQuestions={openQuestions}
      scripts={isPdf ? ['document.js'] : []}
      data={data}
    >
      <div class="column wide">
        <p>
          <a class="back" href="/documenten">
            <Icon name="left" />
            {t.documents.back}
          </a>
        </p>
        <h1>{document.title}</h1>
        <p class="facts">
          <span class="tag">{t.documents.kinds[document.kind]}</span>
          <span>{validity(document, t.documents, view.language)}</span>
          <a
            class="download"
            href={isPdf ? `${file}#page=${page}` : file}
            download={isPdf ? undefined : document.fileName}
          >
            <Icon name="download" />
            {t.viewer.download}
          </a>
        </p>
        {!isPdf && <p class="note">{t.documents.noPreview}</p>}
        {isPdf && (
          <div
            id="viewer"
            class="viewer panel needs-script"
            data-document={document.id}
            data-title={document.title}
            data-page={String(page)}
            data-passage={passage?.id ?? ''}
            data-quote={quote}
          />
        )}
        {passage && <ReadPassage view={view} passage={passage} quote={quote} open={!isPdf} />}
      </div>
    </Page>
  );
}

function ReadPassage({
  view,
  passage,
  quote,
  open,
}: {
  view: SignedInView;
  passage: PassageView;
  quote: string;
  open: boolean;
}) {
  const t = view.t.viewer;
  return (
    <details class="panel read-text" open={open}>
      <summary>{t.readText}</summary>
      <p class="label">{passage.headingPath.join(' › ')}</p>
      {passage.context !== '' && <p class="plain">{passage.context}</p>}
      <MarkedText text={passage.text} quote={quote} />
    </details>
  );
}
