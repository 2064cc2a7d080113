import type { Block, Template, TemplateProblem, TemplateVersion } from '../../contracts/model.ts';
import { placeholders } from '../../contracts/placeholders.ts';
import { ContractText } from '../contract-text.tsx';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { problemText } from './contract-form-page.tsx';
import { CONTRACT_TEMPLATES, CONTRACTS } from './contracts-page.tsx';

interface ListProps {
  view: SignedInView;
  openQuestions: number | undefined;
  templates: readonly Template[];
  done: string | null;
}

export function templateUrl(id: string): string {
  return `${CONTRACT_TEMPLATES}/${encodeURIComponent(id)}`;
}

/** The templates that are offered. */
export function ContractTemplatesPage({ view, openQuestions, templates, done }: ListProps) {
  const t = view.t.contractTemplates;
  return (
    <Page view={view} title={t.title} active="/hr/documenten" openQuestions={openQuestions}>
      <div class="column">
        <p>
          <a class="back" href={CONTRACTS}>
            <Icon name="left" />
            {view.t.contracts.back}
          </a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {done !== null && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        <p>
          <a class="button primary" href={`${CONTRACT_TEMPLATES}/nieuw`}>
            <Icon name="plus" />
            {t.add}
          </a>
        </p>
        <ul class="cards">
          {templates.map((template) => (
            <li class="panel card">
              <a class="card-link" href={templateUrl(template.id)}>
                <Icon name="file" />
                <span>{template.name}</span>
              </a>
              <p class="facts">
                <span class="tag">{fill(t.version, { n: template.version })}</span>
                {template.forOnCall && <span class="tag">{view.t.contracts.forOnCall}</span>}
                {template.supplied && <span>{t.supplied}</span>}
                <span>
                  {fill(view.t.contracts.changed, { date: dayOf(template.updatedAt, view.language) })}
                </span>
              </p>
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}

export interface TemplateForm {
  name: string;
  forOnCall: boolean;
  body: string;
  /** The version that was read; null for a new template. */
  editing: { id: string; version: number; versions: readonly TemplateVersion[] } | null;
  problems: readonly TemplateProblem[];
  failure: string | null;
  /** The text with examples filled in; null when it was not asked for. */
  preview: readonly Block[] | null;
}

interface EditProps {
  view: SignedInView;
  openQuestions: number | undefined;
  form: TemplateForm;
}

/** The editor of a template, with what can be filled in and a preview. Works without scripts. */
export function ContractTemplatePage({ view, openQuestions, form }: EditProps) {
  const t = view.t.contractTemplates;
  const title = form.editing === null ? t.add : t.edit;
  return (
    <Page view={view} title={title} active="/hr/documenten" openQuestions={openQuestions}>
      <div class="column wide">
        <p>
          <a class="back" href={CONTRACT_TEMPLATES}>
            <Icon name="left" />
            {t.back}
          </a>
        </p>
        <h1>{title}</h1>
        {(form.failure !== null || form.problems.length > 0) && (
          <div class="message bad" role="alert">
            <p>{form.failure ?? t.wrong}</p>
            <ul class="wordings">
              {form.problems.map((problem) => (
                <li>{problemText(view, problem)}</li>
              ))}
            </ul>
          </div>
        )}
        <Editor view={view} form={form} />
        {form.preview !== null && (
          <section class="panel stack" id="voorbeeld">
            <h2>{t.previewTitle}</h2>
            <ContractText blocks={form.preview} top={3} />
          </section>
        )}
        <Known view={view} />
        <Versions view={view} form={form} />
      </div>
    </Page>
  );
}

function Editor({ view, form }: Omit<EditProps, 'openQuestions'>) {
  const t = view.t.contractTemplates;
  const action = form.editing === null ? `${CONTRACT_TEMPLATES}/nieuw` : templateUrl(form.editing.id);
  return (
    <form method="post" action={action} class="panel stack">
      {form.editing !== null && <input type="hidden" name="version" value={String(form.editing.version)} />}
      <label class="field">
        <span>{t.name}</span>
        <input type="text" name="name" value={form.name} maxlength={120} required />
      </label>
      <label class="check">
        <input type="checkbox" name="forOnCall" value="1" checked={form.forOnCall} />
        <span>{t.forOnCall}</span>
      </label>
      <div class="field">
        <label for="body">{t.body}</label>
        <span class="note" id="body-note">
          {t.bodyNote}
        </span>
        <textarea
          id="body"
          name="body"
          class="template-body"
          rows={24}
          maxlength={40_000}
          aria-describedby="body-note"
          aria-invalid={form.problems.length > 0 ? 'true' : undefined}
        >
          {`\n${form.body}`}
        </textarea>
      </div>
      <div class="row">
        <button type="submit" class="button primary" name="action" value="save">
          <Icon name="check" />
          {t.save}
        </button>
        <button type="submit" class="button" name="action" value="preview">
          {t.preview}
        </button>
        {form.editing !== null && (
          <button type="submit" class="action" name="action" value="archive">
            {t.archive}
          </button>
        )}
      </div>
    </form>
  );
}

function Known({ view }: { view: SignedInView }) {
  const t = view.t.contractTemplates;
  const groups = Object.keys(t.groups) as (keyof typeof t.groups)[];
  return (
    <details class="panel" open>
      <summary>{t.placeholders}</summary>
      <div class="stack">
        {groups.map((group) => (
          <section>
            <h2>{t.groups[group]}</h2>
            <ul class="placeholder-list">
              {placeholders
                .filter((one) => one.group === group)
                .map(({ name, label }) => (
                  <li>
                    <code>{`{{${name}}}`}</code> <span class="note">{label[view.language]}</span>
                  </li>
                ))}
            </ul>
          </section>
        ))}
        <p class="note">{t.ownField}</p>
      </div>
    </details>
  );
}

function Versions({ view, form: { editing } }: Omit<EditProps, 'openQuestions'>) {
  const t = view.t.contractTemplates;
  const earlier = editing?.versions.filter(({ version }) => version !== editing.version) ?? [];
  if (editing === null || earlier.length === 0) return null;
  return (
    <details class="panel">
      <summary>{t.versions}</summary>
      <ul class="plain-list">
        {earlier.map(({ version, savedBy, savedAt }) => (
          <li>
            <p>{fill(t.versionLine, { n: version, name: savedBy, date: dayOf(savedAt, view.language) })}</p>
            <a class="button" href={`${templateUrl(editing.id)}?versie=${version}`}>
              {t.useVersion}
              <span class="hidden-text">{`: ${fill(t.version, { n: version })}`}</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
