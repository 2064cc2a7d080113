import type { DocumentView, ReadPassage, VersionFacts } from '../../employer/model.ts';
import { FILE, readUrl } from '../file-urls.ts';
import { HealthNote } from '../health-note.tsx';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import type { PageData } from '../page-data.ts';
import { count, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

interface ReadProps {
  view: SignedInView;
  data: PageData;
  openQuestions: number | undefined;
  document: DocumentView;
  version: VersionFacts;
  /** Number of the page that is shown, from 1. */
  page: number;
  /** Its text as it was read. */
  text: string;
  /** What the Assistant answers from on this page. */
  passages: readonly ReadPassage[];
  /** The passage to mark on the page; '' for none. */
  marked: string;
}

/** What the Assistant read, page by page beside the page itself. Without scripts the text is there, and the file one click away. */
export function ReadPage(props: ReadProps) {
  const { view, data, openQuestions, document, version, page } = props;
  const { hrFile: t, hrDocuments } = view.t;
  const isPdf = version.format === 'pdf';
  const waits = version.status === 'waiting';
  return (
    <Page
      view={view}
      title={`${t.readTitle}: ${document.title}`}
      active={FILE}
      openQuestions={openQuestions}
      scripts={isPdf ? ['document.js'] : []}
      data={data}
    >
      <div class="column wide reading">
        <p>
          <a class="back" href={FILE}>
            <Icon name="left" />
            {t.backToOverview}
          </a>
        </p>
        <h1>
          {t.readTitle}
          <span class="hidden-text">: </span>
          <span class="reading-title">{document.title}</span>
        </h1>
        <p class="note">{isPdf ? t.readLead : t.readLeadText}</p>
        {waits && <p class="message busy">{t.readWaiting}</p>}
        {version.health && <HealthNote t={hrDocuments} language={view.language} health={version.health} />}
        {version.pages > 1 && <Pager {...props} />}
        <div class={isPdf ? 'beside' : ''}>
          {isPdf && <Viewer {...props} />}
          <section class="panel stack read" aria-labelledby="read-head">
            <h2 id="read-head">{headOf(props, isPdf)}</h2>
            {props.text.trim() === '' && <p class="message busy">{t.emptyPage}</p>}
            {props.text.trim() !== '' && props.passages.length === 0 && <p>{t.noPassages}</p>}
            {props.passages.map((passage) => (
              <PassageRead {...props} passage={passage} isPdf={isPdf} />
            ))}
            {props.text.trim() !== '' && (
              <details>
                <summary>{t.pageText}</summary>
                <p class="plain">{props.text}</p>
              </details>
            )}
          </section>
        </div>
        {version.pages > 1 && page > 0 && <Pager {...props} />}
      </div>
    </Page>
  );
}

function headOf({ view, passages }: ReadProps, isPdf: boolean): string {
  const { hrFile: t } = view.t;
  return count(isPdf ? t.passagesHere : t.passagesAll, passages.length, view.language);
}

function Viewer({ view, document, version, page, marked }: ReadProps) {
  const id = encodeURIComponent(document.id);
  const file =
    version.status === 'waiting'
      ? `/documents/${id}/versions/${encodeURIComponent(version.versionId)}/file`
      : `/documents/${id}/file`;
  const url = `/api/employers/${encodeURIComponent(view.session.actor.employerId)}${file}#page=${page}`;
  return (
    <div class="reading-page">
      <div
        id="viewer"
        class="viewer panel needs-script"
        data-document={document.id}
        data-title={document.title}
        data-page={String(page)}
        data-passage={marked}
        data-quote=""
        data-file={file}
        data-still="true"
      />
      <a class="download without-script" href={url}>
        <Icon name="download" />
        {view.t.viewer.download}
      </a>
    </div>
  );
}

function Pager({ view, document, version, page }: ReadProps) {
  const t = view.t.hrFile;
  const waiting = version.status === 'waiting' ? version.versionId : undefined;
  const link = (to: number, label: string, rel: 'prev' | 'next') => (
    <a class="button" href={readUrl(document.id, to, waiting)} rel={rel}>
      <Icon name={rel === 'prev' ? 'left' : 'right'} />
      {label}
    </a>
  );
  return (
    <nav class="row pager" aria-label={t.goTo}>
      {page > 1 && link(page - 1, t.previous, 'prev')}
      <span>{fill(t.pageHead, { page, pages: version.pages })}</span>
      {page < version.pages && link(page + 1, t.next, 'next')}
      <form method="get" action={readUrl(document.id)} class="row">
        {waiting && <input type="hidden" name="versie" value={waiting} />}
        <label class="field go-to">
          <span>{t.goTo}</span>
          <input type="number" name="pagina" min={1} max={version.pages} value={page} required />
        </label>
        <button type="submit" class="button">
          {t.go}
        </button>
      </form>
    </nav>
  );
}

function PassageRead({
  view,
  document,
  version,
  page,
  passage,
  marked,
  isPdf,
}: ReadProps & { passage: ReadPassage; isPdf: boolean }) {
  const t = view.t.hrFile;
  const { health } = version;
  const { pageFrom, pageTo, id } = passage;
  const query = `${readUrl(document.id, page)}&passage=${encodeURIComponent(id)}`;
  return (
    <article class={id !== '' && id === marked ? 'read-passage is-marked' : 'read-passage'}>
      <p class="label">{passage.headingPath.join(' › ') || document.title}</p>
      <p class="facts">
        {passage.kind === 'table' && <span class="tag">{t.table}</span>}
        {pageTo > pageFrom && <span>{fill(t.spread, { from: pageFrom, to: pageTo })}</span>}
        {health?.midSentence.includes(passage.ordinal) && <span class="tag tag-busy">{t.midSentence}</span>}
        {health?.duplicates.includes(passage.ordinal) && <span class="tag tag-busy">{t.duplicate}</span>}
      </p>
      {passage.context !== '' && <p class="note">{`${t.leadIn}: ${passage.context}`}</p>}
      {passage.table ? (
        <TableRead table={passage.table} rowLabel={t.row} />
      ) : (
        <p class="plain">{passage.text}</p>
      )}
      {isPdf && id !== '' && id !== marked && (
        <a class="action mark-link" href={query}>
          {t.mark}
          <span class="hidden-text">{fill(t.about, { name: passage.headingPath.at(-1) ?? '' })}</span>
        </a>
      )}
    </article>
  );
}

function TableRead({ table, rowLabel }: { table: NonNullable<ReadPassage['table']>; rowLabel: string }) {
  return (
    <section class="scroll-x" tabindex={0} aria-label={table.caption ?? rowLabel}>
      <table class="figures">
        {table.caption && <caption>{table.caption}</caption>}
        {table.columns.some((column) => column !== '') && (
          <thead>
            <tr>{table.columns.map((column) => (column === '' ? <td /> : <th scope="col">{column}</th>))}</tr>
          </thead>
        )}
        <tbody>
          {table.rows.map(({ cells }) => (
            <tr>{cells.map((cell, i) => (i === 0 ? <th scope="row">{cell}</th> : <td>{cell}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
