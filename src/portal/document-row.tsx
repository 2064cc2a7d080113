import type { DocumentView } from '../employer/model.ts';
import { documentUrl, ORDER, readUrl, versionUrl } from './file-urls.ts';
import { HealthNote } from './health-note.tsx';
import { Icon } from './icons.tsx';
import { NextNote } from './next-note.tsx';
import { Progress, stageText } from './reading-progress.tsx';
import { count, fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';
import { validity } from './validity.ts';

interface RowProps {
  t: Pick<Texts, 'hrDocuments' | 'documents' | 'hrFile'>;
  language: string;
  document: DocumentView;
  /** Not valid today; only the server knows what day it is for the employer. */
  outdated?: boolean;
}

/** One document of the employer file; drawn by the server, and again in the browser as reading goes on. Its forms work without scripts. */
export function DocumentRow({ t: texts, language, document, outdated = false }: RowProps) {
  const t = texts.hrDocuments;
  const busy = document.status === 'queued' || document.status === 'processing';
  // What goes wrong with a version beside the live one is told with that version.
  const failed = document.status === 'failed' && document.next === null;
  return (
    <>
      <div class="group-head">
        <h2>
          {document.live ? (
            <a class="card-link" href={`/documenten/${encodeURIComponent(document.id)}`}>
              <Icon name="file" />
              <span>{document.title}</span>
            </a>
          ) : (
            <span class="card-link">
              <Icon name="file" />
              <span>{document.title}</span>
            </span>
          )}
        </h2>
        <UseForm t={texts} document={document} />
      </div>
      <p class="facts">
        <Status t={t} document={document} />
        {outdated && (
          <span class="tag tag-busy" data-outdated>
            {texts.hrFile.states.outdated}
          </span>
        )}
        <span>{texts.documents.kinds[document.kind]}</span>
        <span>{`${t.visibility}: ${t.visibilities[document.visibility]}`}</span>
        <span>{validity(document, texts.documents, language) || t.always}</span>
        {document.precedence > 0 && <a href={ORDER}>{texts.hrFile.hasPrecedence}</a>}
        {document.passages > 0 && <span>{count(t.passages, document.passages, language)}</span>}
      </p>
      {busy && document.next === null && (
        <Progress share={document.progress} label={document.title} text={stageText(document, t)} />
      )}
      {!busy && document.reencoded !== null && (
        <Progress
          share={document.reencoded}
          label={document.title}
          text={fill(t.reencoding, { percent: Math.round(document.reencoded * 100) })}
        />
      )}
      {failed && document.error && <p class="message bad">{document.error.message}</p>}
      <NextNote t={texts} document={document} />
      <p class="message bad" role="alert" data-error hidden />
      {document.health && document.next?.status !== 'failed' && (
        <HealthNote t={t} language={language} health={document.health} />
      )}
      <Acts t={texts} document={document} failed={failed} />
    </>
  );
}

function UseForm({ t, document }: Pick<RowProps, 't' | 'document'>) {
  return (
    <form method="post" action={documentUrl(document.id, 'gebruik')} class="row">
      <label class="tick">
        <input
          type="checkbox"
          name="use"
          data-action="use"
          checked={document.usedByAssistant}
          aria-label={fill(t.hrDocuments.useLabel, { title: document.title })}
        />
        <span>{t.hrDocuments.useThis}</span>
      </label>
      <button type="submit" class="button without-script">
        {t.hrFile.keep}
      </button>
    </form>
  );
}

function Acts({ t: texts, document, failed }: Pick<RowProps, 't' | 'document'> & { failed: boolean }) {
  const t = texts.hrFile;
  const about = <span class="hidden-text">{fill(t.about, { name: document.title })}</span>;
  return (
    <div class="row acts">
      {failed && (
        <form method="post" action={documentUrl(document.id, 'opnieuw')}>
          <button type="submit" class="button" data-action="retry">
            {texts.hrDocuments.retry}
            {about}
          </button>
        </form>
      )}
      {document.live && (
        <a class="action" href={readUrl(document.id)}>
          <Icon name="search" />
          {t.read}
          {about}
        </a>
      )}
      {document.live && (
        <a class="action" href={versionUrl(document.id)}>
          <Icon name="upload" />
          {t.newVersion}
          {about}
        </a>
      )}
      <form method="post" action={documentUrl(document.id, 'verwijderen')}>
        <button type="submit" class="action" data-action="remove">
          <Icon name="close" />
          {texts.hrDocuments.remove}
          {about}
        </button>
      </form>
      <span class="action-note" data-note />
    </div>
  );
}

function Status({ t, document }: { t: Texts['hrDocuments']; document: DocumentView }) {
  if (document.next !== null) return <span class="tag tag-good">{t.ready}</span>;
  switch (document.status) {
    case 'ready':
      return <span class="tag tag-good">{t.ready}</span>;
    case 'failed':
      return <span class="tag tag-bad">{t.failed}</span>;
    case 'queued':
    case 'processing':
      return <span class="tag tag-busy">{t.busy}</span>;
  }
}
