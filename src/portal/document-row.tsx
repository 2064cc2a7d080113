import type { DocumentView } from '../employer/model.ts';
import type { ChunkHealth } from '../ingestion/model.ts';
import { Icon } from './icons.tsx';
import { count, fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';
import { validity } from './validity.ts';

type RowTexts = Pick<Texts, 'hrDocuments' | 'documents'>;

interface RowProps {
  t: RowTexts;
  language: string;
  document: DocumentView;
}

/** One document of the employer file; drawn by the server, and again in the browser as reading goes on. */
export function DocumentRow({ t: texts, language, document }: RowProps) {
  const t = texts.hrDocuments;
  const busy = document.status === 'queued' || document.status === 'processing';
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
        <label class="tick">
          <input
            type="checkbox"
            data-action="use"
            checked={document.usedByAssistant}
            aria-label={fill(t.useLabel, { title: document.title })}
          />
          <span>{t.useThis}</span>
        </label>
      </div>
      <p class="facts">
        <Status t={t} document={document} />
        <span>{texts.documents.kinds[document.kind]}</span>
        <span>{`${t.visibility}: ${t.visibilities[document.visibility]}`}</span>
        <span>{validity(document, texts.documents, language) || t.always}</span>
        {document.passages > 0 && <span>{count(t.passages, document.passages, language)}</span>}
      </p>
      {busy && (
        <div class="progress">
          <progress max={100} value={Math.round(document.progress * 100)} aria-label={document.title} />
          <span>{stageText(document, t)}</span>
        </div>
      )}
      {!busy && document.reencoded !== null && (
        <div class="progress">
          <progress max={100} value={Math.round(document.reencoded * 100)} aria-label={document.title} />
          <span>{fill(t.reencoding, { percent: Math.round(document.reencoded * 100) })}</span>
        </div>
      )}
      {document.error && <p class="message bad">{document.error.message}</p>}
      <p class="message bad" role="alert" data-error hidden />
      {document.health && <Health t={t} language={language} health={document.health} />}
      <div class="row">
        {document.status === 'failed' && (
          <button type="button" class="button" data-action="retry">
            {t.retry}
          </button>
        )}
        <button type="button" class="action" data-action="remove">
          {t.remove}
          <span class="hidden-text">{` ${document.title}`}</span>
        </button>
        <span class="action-note" data-note />
      </div>
    </>
  );
}

function Status({ t, document }: { t: Texts['hrDocuments']; document: DocumentView }) {
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

/** How far the reading is, in words. */
export function stageText(document: DocumentView, t: Texts['hrDocuments']): string {
  return fill(t.stages[document.stage], {
    page: document.pagesRead,
    pages: document.pages,
    percent: Math.round(document.progress * 100),
  });
}

function Health({ t, language, health }: { t: Texts['hrDocuments']; language: string; health: ChunkHealth }) {
  const issues = issuesOf(health, t);
  const { min, median, max } = health.words;
  return (
    <details class="health">
      <summary>
        {`${t.health}: ${issues.length === 0 ? t.healthGood : count(t.healthIssues, issues.length, language)}`}
      </summary>
      <ul>
        <li>{fill(t.healthWords, { min, median, max })}</li>
        {issues.map((issue) => (
          <li>{issue}</li>
        ))}
      </ul>
    </details>
  );
}

/** What may hurt answers from this document, a sentence each. */
export function issuesOf(health: ChunkHealth, t: Texts['hrDocuments']): string[] {
  return [
    health.orphanHeadings.length > 0 && fill(t.orphanHeadings, { list: health.orphanHeadings.join('; ') }),
    health.midSentence.length > 0 && fill(t.midSentence, { n: health.midSentence.length }),
    health.duplicates.length > 0 && fill(t.duplicates, { n: health.duplicates.length }),
    health.emptyPages.length > 0 && fill(t.emptyPages, { list: health.emptyPages.join(', ') }),
    health.hiddenText.length > 0 && fill(t.hiddenText, { n: health.hiddenText.length }),
  ].filter((issue) => issue !== false);
}
