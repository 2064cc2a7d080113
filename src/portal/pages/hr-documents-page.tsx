import type { DocumentView } from '../../employer/model.ts';
import { visibilities } from '../../kernel/actor.ts';
import { documentKinds } from '../../store/employer-schema.ts';
import { DocumentRow } from '../document-row.tsx';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import type { PageData } from '../page-data.ts';
import type { SignedInView } from '../view.ts';
import { CONTRACTS } from './contracts-page.tsx';
import { COVERAGE } from './coverage-page.tsx';
import { MEMBERS } from './members-page.tsx';
import { OWN_WORDS } from './own-words-page.tsx';

interface HrDocumentsProps {
  view: SignedInView;
  data: PageData;
  documents: readonly DocumentView[];
  openQuestions: number;
  /** What was wrong with an upload without scripts. */
  failure?: string;
}

/** The employer file: add, follow, tick, remove. */
export function HrDocumentsPage({ view, data, documents, openQuestions, failure }: HrDocumentsProps) {
  const t = view.t.hrDocuments;
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
        <UploadForm view={view} failure={failure} />
        <p id="status" role="status" class="hidden-text" />
        <p class="panel" id="no-documents" hidden={documents.length > 0}>
          {t.none}
        </p>
        <ul class="cards" id="documents">
          {documents.map((document) => (
            <li class="panel card document" data-document={document.id}>
              <DocumentRow t={view.t} language={view.language} document={document} />
            </li>
          ))}
        </ul>
        <section class="panel card">
          <h2>
            <a href={COVERAGE}>{view.t.coverage.link}</a>
          </h2>
          <p class="note">{view.t.coverage.linkLead}</p>
        </section>
        <section class="panel card">
          <h2>
            <a href={CONTRACTS}>{view.t.contracts.link}</a>
          </h2>
          <p class="note">{view.t.contracts.linkLead}</p>
        </section>
        <section class="panel card">
          <h2>
            <a href={MEMBERS}>{view.t.people.title}</a>
          </h2>
          <p class="note">{view.t.people.lead}</p>
        </section>
        <section class="panel card">
          <h2>
            <a href={OWN_WORDS}>{view.t.ownWords.link}</a>
          </h2>
          <p class="note">{view.t.ownWords.linkLead}</p>
        </section>
      </div>
      <dialog id="remove-dialog" class="dialog" aria-labelledby="remove-title">
        <form method="dialog" class="stack">
          <h2 id="remove-title">{t.removeTitle}</h2>
          <p data-lead />
          <div class="row">
            <button type="submit" class="button danger" value="remove">
              {t.remove}
            </button>
            <button type="submit" class="button plain-button" value="cancel">
              {view.t.common.cancel}
            </button>
          </div>
        </form>
      </dialog>
    </Page>
  );
}

function UploadForm({ view: { t: texts }, failure }: { view: SignedInView; failure: string | undefined }) {
  const t = texts.hrDocuments;
  return (
    <form method="post" action="/hr/documenten" enctype="multipart/form-data" class="panel stack" id="upload">
      <h2>{t.add}</h2>
      <p class="note" id="upload-note">
        {t.addLead}
      </p>
      <p class="message bad" role="alert" data-error hidden={failure === undefined}>
        {failure}
      </p>
      <div class="file-field">
        <input
          type="file"
          id="file"
          name="file"
          class="file-input"
          required
          accept=".pdf,.docx,.md,.markdown,.html,.htm,.txt"
          aria-describedby="upload-note"
        />
        <label class="button" for="file">
          <Icon name="upload" />
          {t.choose}
        </label>
        <span data-file-name>{t.noFile}</span>
      </div>
      <div class="fields">
        <label class="field grow">
          <span>{t.docTitle}</span>
          <input type="text" name="title" required maxlength={200} />
        </label>
        <label class="field">
          <span>{t.kind}</span>
          <select name="kind">
            {documentKinds.map((kind) => (
              <option value={kind}>{texts.documents.kinds[kind]}</option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t.visibility}</span>
          <select name="visibility">
            {visibilities.map((visibility) => (
              <option value={visibility}>{t.visibilities[visibility]}</option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t.validFrom}</span>
          <input type="date" name="validFrom" />
        </label>
        <label class="field">
          <span>{t.validTo}</span>
          <input type="date" name="validTo" />
        </label>
      </div>
      <div class="row">
        <button type="submit" class="button primary">
          {t.upload}
        </button>
        <span class="note">{t.leaving}</span>
      </div>
      <div class="progress" data-progress hidden>
        <progress max={100} value={0} aria-label={t.upload} />
        <span data-progress-text />
      </div>
    </form>
  );
}
