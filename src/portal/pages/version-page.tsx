import type { DocumentView } from '../../employer/model.ts';
import { compareUrl, documentUrl, FILE } from '../file-urls.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import type { FilePageData } from '../page-data.ts';
import { Progress, stageText } from '../reading-progress.tsx';
import { dayOf } from '../texts/fill.ts';
import { UploadForm } from '../upload-form.tsx';
import type { SignedInView } from '../view.ts';

interface VersionProps {
  view: SignedInView;
  data: FilePageData;
  openQuestions: number | undefined;
  document: DocumentView;
  failure?: string | undefined;
}

/** A new version of a document: upload it, follow it, and on to the comparison. */
export function VersionPage({ view, data, openQuestions, document, failure }: VersionProps) {
  const { hrFile: t } = view.t;
  const { next } = document;
  const upload = <UploadForm view={view} failure={failure} replaces={document} />;
  return (
    <Page
      view={view}
      title={`${t.versionTitle}: ${document.title}`}
      active={FILE}
      openQuestions={openQuestions}
      scripts={['hr-version.js']}
      data={data}
    >
      <div
        class="column"
        id="version"
        data-document={document.id}
        data-version={next?.versionId ?? ''}
        data-state={next?.status ?? ''}
      >
        <p>
          <a class="back" href={FILE}>
            <Icon name="left" />
            {t.backToOverview}
          </a>
        </p>
        <h1>
          {t.versionTitle}
          <span class="hidden-text">: </span>
          <span class="reading-title">{document.title}</span>
        </h1>
        <p class="note">{t.versionLead}</p>
        <p id="status" role="status" class="hidden-text" />
        {next === null && upload}
        {next !== null && <NextState view={view} document={document} next={next} />}
        {next !== null && next.status !== 'queued' && next.status !== 'processing' && (
          <details class="another" open={failure !== undefined}>
            <summary>{t.another}</summary>
            <p class="note">{t.anotherLead}</p>
            {upload}
          </details>
        )}
      </div>
    </Page>
  );
}

interface NextProps {
  view: SignedInView;
  document: DocumentView;
  next: NonNullable<DocumentView['next']>;
}

function NextState({ view, document, next }: NextProps) {
  const { hrFile: t, hrDocuments } = view.t;
  const facts = (
    <p class="facts">
      <span>{next.fileName}</span>
      <span>{dayOf(next.createdAt, view.language)}</span>
    </p>
  );
  switch (next.status) {
    case 'queued':
    case 'processing':
      return (
        <section class="panel stack">
          <h2>{t.versionReading}</h2>
          {facts}
          <div data-progress>
            <Progress
              share={document.progress}
              label={t.versionReading}
              text={stageText(document, hrDocuments)}
            />
          </div>
          <p class="note">{t.versionReadingLead}</p>
          <DiscardForm document={document} versionId={next.versionId} label={t.discardReading} />
        </section>
      );
    case 'waiting':
      return (
        <section class="panel stack">
          <h2>{t.versionWaits}</h2>
          {facts}
          <div class="row">
            <a class="button primary" href={compareUrl(document.id, next.versionId)}>
              {t.compare}
            </a>
            <DiscardForm document={document} versionId={next.versionId} label={t.discard} />
          </div>
        </section>
      );
    case 'failed':
      return (
        <section class="panel stack">
          <h2>{t.versionFailed}</h2>
          {facts}
          <p class="message bad">{document.error?.message ?? ''}</p>
          <div class="row">
            <form method="post" action={documentUrl(document.id, 'opnieuw')}>
              <button type="submit" class="button primary">
                {hrDocuments.retry}
              </button>
            </form>
            <DiscardForm document={document} versionId={next.versionId} label={t.discard} />
          </div>
        </section>
      );
  }
}

/** Throws a version away that is not live. */
export function DiscardForm({
  document,
  versionId,
  label,
}: {
  document: DocumentView;
  versionId: string;
  label: string;
}) {
  return (
    <form method="post" action={compareUrl(document.id, versionId, 'weg')}>
      <button type="submit" class="button">
        {label}
        <span class="hidden-text">{` ${document.title}`}</span>
      </button>
    </form>
  );
}
