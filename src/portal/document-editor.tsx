import type { DocumentView } from '../employer/model.ts';
import { visibilities } from '../kernel/actor.ts';
import { documentKinds } from '../store/employer-schema.ts';
import { documentUrl } from './file-urls.ts';
import { fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';

export const editableFields = ['title', 'kind', 'visibility', 'validFrom', 'validTo'] as const;
export type EditableField = (typeof editableFields)[number];
/** What stands in the form, as text. */
export type DocumentFields = Record<EditableField, string>;
/** What is wrong, by field; '' for all of it. */
export type FieldFaults = Partial<Record<EditableField | '', string>>;

interface EditorProps {
  t: Pick<Texts, 'hrDocuments' | 'documents' | 'hrFile' | 'common'>;
  document: DocumentView;
  /** What was typed and refused; the document's own facts without it. */
  fields?: DocumentFields;
  faults?: FieldFaults;
}

export function fieldsOf(document: DocumentView): DocumentFields {
  const { title, kind, visibility, validFrom, validTo } = document;
  return { title, kind, visibility, validFrom: validFrom ?? '', validTo: validTo ?? '' };
}

/** The facts of a document, to change in place; drawn by the server, and again in the browser after a save. */
export function DocumentEditor({
  t: texts,
  document,
  fields = fieldsOf(document),
  faults = {},
}: EditorProps) {
  const { hrDocuments: t, hrFile } = texts;
  const prefix = `f-${document.id}`;
  return (
    <details class="edit" open={Object.keys(faults).length > 0}>
      <summary>
        {hrFile.edit}
        <span class="hidden-text">{` ${fill(hrFile.editOf, { title: document.title })}`}</span>
      </summary>
      <form method="post" action={documentUrl(document.id)} class="stack" data-edit novalidate>
        <p class="message bad" role="alert" data-fault="" hidden={faults[''] === undefined}>
          {faults['']}
        </p>
        <div class="fields">
          <Field name="title" label={t.docTitle} prefix={prefix} fault={faults.title} class="grow">
            {(rest) => <input type="text" {...rest} value={fields.title} required maxlength={200} />}
          </Field>
          <Field name="kind" label={t.kind} prefix={prefix} fault={faults.kind}>
            {(rest) => (
              <select {...rest}>
                {documentKinds.map((kind) => (
                  <option value={kind} selected={kind === fields.kind}>
                    {texts.documents.kinds[kind]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field name="visibility" label={t.visibility} prefix={prefix} fault={faults.visibility}>
            {(rest) => (
              <select {...rest}>
                {visibilities.map((visibility) => (
                  <option value={visibility} selected={visibility === fields.visibility}>
                    {t.visibilities[visibility]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field name="validFrom" label={t.validFrom} prefix={prefix} fault={faults.validFrom}>
            {(rest) => <input type="date" {...rest} value={fields.validFrom} />}
          </Field>
          <Field name="validTo" label={t.validTo} prefix={prefix} fault={faults.validTo}>
            {(rest) => <input type="date" {...rest} value={fields.validTo} />}
          </Field>
        </div>
        <div class="row">
          <button type="submit" class="button primary">
            {hrFile.save}
          </button>
          <button type="reset" class="button plain-button needs-script">
            {texts.common.cancel}
          </button>
        </div>
      </form>
    </details>
  );
}

interface FieldProps {
  name: EditableField;
  label: string;
  prefix: string;
  fault: string | undefined;
  class?: string;
  children: (rest: Record<string, string>) => unknown;
}

/** A labelled field with what is wrong below it. */
function Field({ name, label, prefix, fault, class: look = '', children }: FieldProps) {
  const id = `${prefix}-${name}`;
  const rest = {
    id,
    name,
    'aria-describedby': `${id}-fault`,
    ...(fault === undefined ? {} : { 'aria-invalid': 'true' }),
  };
  return (
    <div class={`field ${look}`}>
      <label for={id}>{label}</label>
      {children(rest)}
      <p class="fault" id={`${id}-fault`} data-fault={name} hidden={fault === undefined}>
        {fault}
      </p>
    </div>
  );
}
