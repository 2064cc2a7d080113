import type { CuratedImpact } from '../../assistant/model.ts';
import type { ComparedSection, DocumentView, VersionComparison } from '../../employer/model.ts';
import { type CalendarDate, isValidOn } from '../../kernel/dates.ts';
import type { DocumentChanges } from '../../store/employer-schema.ts';
import { ComparedBlocks } from '../compared-blocks.tsx';
import { compareUrl, FILE, readUrl } from '../file-urls.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { count, dateText, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { AffectedAnswers } from './affected-answers.tsx';
import { DiscardForm } from './version-page.tsx';

interface CompareProps {
  view: SignedInView;
  openQuestions: number | undefined;
  versionId: string;
  document: DocumentView;
  becomes: DocumentChanges;
  comparison: VersionComparison;
  answers: CuratedImpact;
  /** Only sections of this kind; null for all. */
  only: ComparedSection['status'] | null;
  today: CalendarDate;
}

/** A waiting version beside the live one, article by article, and what it does to approved answers. Works without scripts. */
export function ComparePage(props: CompareProps) {
  const { view, openQuestions, versionId, document, comparison, answers } = props;
  const t = view.t.hrFile;
  const shown = comparison.sections.filter(({ status }) => props.only === null || status === props.only);
  return (
    <Page
      view={view}
      title={fill(t.compareTitle, { title: document.title })}
      active={FILE}
      openQuestions={openQuestions}
    >
      <div class="column wide">
        <p>
          <a class="back" href={FILE}>
            <Icon name="left" />
            {t.backToOverview}
          </a>
        </p>
        <h1>{fill(t.compareTitle, { title: document.title })}</h1>
        <p class="note">{fill(t.compareLead, { file: document.next?.fileName ?? '' })}</p>
        <Summary {...props} />
        <AffectedAnswers view={view} answers={answers} />
        <Facts {...props} />
        <section class="panel stack decide" aria-label={t.goLive}>
          <p>{t.goLiveLead}</p>
          {!isValidOn(props.becomes, props.today) && <p class="message busy">{t.notToday}</p>}
          <Decision {...props} />
        </section>
        {comparison.sections.length > 0 && (
          <p class="legend">
            {t.legend} <del>{t.legendRemoved}</del> <ins>{t.legendAdded}</ins>
          </p>
        )}
        <ul class="cards">
          {shown.map((section) => (
            <li class="panel card compared">
              <Section view={view} document={document} versionId={versionId} section={section} />
            </li>
          ))}
        </ul>
        {shown.length > 3 && <Decision {...props} />}
      </div>
    </Page>
  );
}

function Decision({ view, document, versionId }: CompareProps) {
  const t = view.t.hrFile;
  return (
    <div class="row">
      <form method="post" action={compareUrl(document.id, versionId, 'live')}>
        <button type="submit" class="button primary">
          {t.goLive}
        </button>
      </form>
      <DiscardForm document={document} versionId={versionId} label={t.discard} />
      <a class="action" href={readUrl(document.id, undefined, versionId)}>
        {t.lookAtText}
      </a>
    </div>
  );
}

/** How much changed, each count a way to see only that. */
function Summary({ view, document, versionId, comparison: { counts }, only }: CompareProps) {
  const { hrFile: t } = view.t;
  const kinds = [
    { name: 'changed', text: t.changed },
    { name: 'added', text: t.added },
    { name: 'removed', text: t.removedArticles },
  ] as const;
  const url = compareUrl(document.id, versionId);
  const none = kinds.every(({ name }) => counts[name] === 0);
  return (
    <nav class="tabs counts" aria-label={t.filter}>
      {none && <p>{t.nothingChanged}</p>}
      {!none && (
        <a href={url} aria-current={only === null ? 'page' : undefined}>
          {t.all}
        </a>
      )}
      {kinds
        .filter(({ name }) => counts[name] > 0)
        .map(({ name, text }) => (
          <a href={`${url}?toon=${name}`} aria-current={only === name ? 'page' : undefined}>
            {count(text, counts[name], view.language)}
          </a>
        ))}
      <p class="note">{count(t.same, counts.same, view.language)}</p>
    </nav>
  );
}

/** Title, kind, readers and period, where they become something else. */
function Facts({ view, document, becomes }: CompareProps) {
  const { hrFile: t, hrDocuments, documents } = view.t;
  const day = (date: string | null) => (date ? dateText(date, view.language) : t.factNone);
  const facts = [
    { name: hrDocuments.docTitle, before: document.title, after: becomes.title },
    { name: hrDocuments.kind, before: documents.kinds[document.kind], after: documents.kinds[becomes.kind] },
    {
      name: hrDocuments.visibility,
      before: hrDocuments.visibilities[document.visibility],
      after: hrDocuments.visibilities[becomes.visibility],
    },
    { name: t.factFrom, before: day(document.validFrom), after: day(becomes.validFrom) },
    { name: t.factTo, before: day(document.validTo), after: day(becomes.validTo) },
  ].filter(({ before, after }) => before !== after);
  if (facts.length === 0) return null;
  return (
    <section class="panel stack">
      <h2>{t.facts}</h2>
      <ul class="plain-list">
        {facts.map((fact) => (
          <li>{fill(t.factWas, fact)}</li>
        ))}
      </ul>
    </section>
  );
}

const tags: Record<ComparedSection['status'], string> = {
  added: 'tag tag-good',
  removed: 'tag tag-bad',
  changed: 'tag tag-busy',
};

function Section({
  view,
  document,
  versionId,
  section,
}: {
  view: SignedInView;
  document: DocumentView;
  versionId: string;
  section: ComparedSection;
}) {
  const t = view.t.hrFile;
  const { page, pageBefore } = section;
  return (
    <>
      <div class="group-head">
        <h2>{section.heading}</h2>
        <span class={tags[section.status]}>{t.statuses[section.status]}</span>
      </div>
      <p class="facts">
        {section.headingBefore && <span>{fill(t.wasCalled, { heading: section.headingBefore })}</span>}
        {pageBefore !== null && (
          <a href={readUrl(document.id, pageBefore)}>{fill(t.pageOld, { page: pageBefore })}</a>
        )}
        {page !== null && <a href={readUrl(document.id, page, versionId)}>{fill(t.pageNew, { page })}</a>}
      </p>
      {section.blocks.length === 0 && <p>{t.onlyHeading}</p>}
      <ComparedBlocks t={t} blocks={section.blocks} status={section.status} />
    </>
  );
}
