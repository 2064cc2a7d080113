import type { DocumentView } from '../employer/model.ts';
import { visibilities } from '../kernel/actor.ts';
import { documentKinds } from '../store/employer-schema.ts';
import { FILE, versionUrl } from './file-urls.ts';
import { Icon } from './icons.tsx';
import type { SignedInView } from './view.ts';

interface UploadProps {
  view: SignedInView;
  failure?: string | undefined;
  /** The document that gets a new version; a new document without it. */
  replaces?: DocumentView;
}

/** File types that can be read, for the chooser of the browser. */
const ACCEPT = '.pdf,.docx,.md,.markdown,.html,.htm,.txt';

/** Adds a document, or a version of one. With scripts it takes several at once, by dragging too, and tells how far each is. */
export function UploadForm({ view: { t: texts }, failure, replaces }: UploadProps) {
  const { hrDocuments: t, hrFile } = texts;
  const many = replaces === undefined;
  return (
    <form
      method="post"
      action={many ? FILE : versionUrl(replaces.id)}
      enctype="multipart/form-data"
      class={many ? 'panel stack drop takes-many' : 'panel stack drop'}
      id="upload"
    >
      <h2>{many ? t.add : hrFile.versionUpload}</h2>
      <p class="note" id="upload-note">
        <span class="needs-script">{many ? hrFile.drop : hrFile.dropSingle} </span>
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
          accept={ACCEPT}
          aria-describedby="upload-note"
        />
        <label class="button" for="file">
          <Icon name="upload" />
          {many ? hrFile.chooseMany : t.choose}
        </label>
        <span data-file-name>{t.noFile}</span>
        <span class="drop-here" aria-hidden="true">
          {hrFile.dropHere}
        </span>
      </div>
      <ul class="uploads" id="uploads" />
      <div class="fields when-chosen">
        <label class={many ? 'field grow without-script' : 'field grow'}>
          <span>{t.docTitle}</span>
          <input type="text" name="title" required maxlength={200} value={replaces?.title ?? ''} />
        </label>
        {many && (
          <label class="field">
            <span>{t.kind}</span>
            <select name="kind">
              {documentKinds.map((kind) => (
                <option value={kind}>{texts.documents.kinds[kind]}</option>
              ))}
            </select>
          </label>
        )}
        {many && (
          <label class="field">
            <span>{t.visibility}</span>
            <select name="visibility">
              {visibilities.map((visibility) => (
                <option value={visibility}>{t.visibilities[visibility]}</option>
              ))}
            </select>
          </label>
        )}
        <label class="field">
          <span>{t.validFrom}</span>
          <input type="date" name="validFrom" value={replaces?.validFrom ?? ''} />
        </label>
        <label class="field">
          <span>{t.validTo}</span>
          <input type="date" name="validTo" value={replaces?.validTo ?? ''} />
        </label>
      </div>
      {many && <p class="note needs-script when-chosen">{hrFile.shared}</p>}
      <div class="row when-chosen">
        <button type="submit" class="button primary">
          {t.upload}
        </button>
        <span class="note">{t.leaving}</span>
      </div>
    </form>
  );
}
