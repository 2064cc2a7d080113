import { type DocumentFilter, statesOf } from '../../employer/document-list.ts';
import type { DocumentView, RemovedDocument } from '../../employer/model.ts';
import type { CalendarDate } from '../../kernel/dates.ts';
import { DocumentEditor, type DocumentFields, type FieldFaults } from '../document-editor.tsx';
import { markOf } from '../document-mark.ts';
import { DocumentRow } from '../document-row.tsx';
import { ORDER } from '../file-urls.ts';
import { Page } from '../layout.tsx';
import type { FilePageData } from '../page-data.ts';
import { RemovedNote } from '../removed-note.tsx';
import { UploadForm } from '../upload-form.tsx';
import type { SignedInView } from '../view.ts';
import { CONTRACTS } from './contracts-page.tsx';
import { COVERAGE } from './coverage-page.tsx';
import { FileFilters, FilePages } from './file-filters.tsx';
import { HR_MUTATIONS } from './hr-mutations-page.tsx';
import { MEMBERS } from './members-page.tsx';
import { OWN_WORDS } from './own-words-page.tsx';
import { PAY } from './pay-page.tsx';
import { STAFF } from './staff-page.tsx';

/** The part of the employer file that is shown. */
export interface FileList {
  /** How many there are without any filter. */
  all: number;
  /** How many fit the filter, on all pages of the list. */
  found: number;
  documents: readonly DocumentView[];
  removed: readonly RemovedDocument[];
  filter: DocumentFilter;
  page: number;
  pages: number;
  today: CalendarDate;
}

interface HrDocumentsProps {
  view: SignedInView;
  data: FilePageData;
  list: FileList;
  openQuestions: number;
  /** What was wrong with an upload without scripts. */
  failure?: string | undefined;
  /** What was done just now, in words. */
  done?: string | undefined;
  /** Facts of a document that were refused. */
  refused?: { id: string; fields: DocumentFields; faults: FieldFaults } | undefined;
}

/** The employer file: add, find, follow, tick, change, replace, remove. */
export function HrDocumentsPage({
  view,
  data,
  list,
  openQuestions,
  failure,
  done,
  refused,
}: HrDocumentsProps) {
  const { hrDocuments: t, hrFile } = view.t;
  return (
    <Page
      view={view}
      title={t.title}
      active="/hr/documenten"
      openQuestions={openQuestions}
      scripts={['hr-documents.js']}
      data={data}
    >
      <div class="column wide">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {done && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        <UploadForm view={view} failure={failure} />
        <p id="status" role="status" class="hidden-text" />
        {list.all > 0 && <FileFilters view={view} list={list} />}
        <p class="panel" id="no-documents" hidden={list.all > 0}>
          {t.none}
        </p>
        {list.all > 0 && list.found === 0 && (
          <p class="panel row" data-none-found>
            {hrFile.noneFound} <a href="/hr/documenten">{hrFile.showAll}</a>
          </p>
        )}
        <ul class="cards" id="documents">
          {list.removed.map((removed) => (
            <li data-removed={removed.id} data-undo={String(removed.undoMs)}>
              <RemovedNote t={hrFile} common={view.t.common} document={removed} />
            </li>
          ))}
          {list.documents.map((document) => (
            <li
              class="panel card document"
              data-document={document.id}
              id={`d-${document.id}`}
              data-state={markOf(document)}
            >
              <div class="card" data-view>
                <DocumentRow
                  t={view.t}
                  language={view.language}
                  document={document}
                  outdated={statesOf(document, list.today).includes('outdated')}
                />
              </div>
              <div data-editor>
                <DocumentEditor
                  t={view.t}
                  document={document}
                  {...(refused?.id === document.id && refused)}
                />
              </div>
            </li>
          ))}
        </ul>
        <FilePages view={view} list={list} />
        <Links view={view} />
      </div>
    </Page>
  );
}

/** Where else HR looks after what the Assistant knows. */
function Links({ view: { t } }: { view: SignedInView }) {
  const links = [
    { href: ORDER, title: t.hrFile.order, lead: t.hrFile.unrankedLead },
    { href: COVERAGE, title: t.coverage.link, lead: t.coverage.linkLead },
    { href: MEMBERS, title: t.people.title, lead: t.people.lead },
    { href: CONTRACTS, title: t.contracts.link, lead: t.contracts.linkLead },
    { href: HR_MUTATIONS, title: t.hrChanges.title, lead: t.hrChanges.linkLead },
    { href: STAFF, title: t.staff.title, lead: t.staff.lead },
    { href: PAY, title: t.pay.title, lead: t.pay.lead },
    { href: OWN_WORDS, title: t.ownWords.link, lead: t.ownWords.linkLead },
  ];
  return links.map(({ href, title, lead }) => (
    <section class="panel card">
      <h2>
        <a href={href}>{title}</a>
      </h2>
      <p class="note">{lead}</p>
    </section>
  ));
}
