import type {
  TemplateFault,
  TemplateInput,
  TemplateSummary,
  WorkflowTemplate,
} from '../../workflow/model.ts';
import type { PersonName } from '../../workflow/view-model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import type { TemplateFields } from '../template-form.ts';
import { count, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { FlowPlan } from './flow-drawing.tsx';
import { TASKS, TEMPLATES } from './task-tabs.tsx';
import { StepFieldset, TextField } from './template-fields.tsx';
import { templateUrl } from './templates-page.tsx';

export interface TemplateProps {
  view: SignedInView;
  openQuestions: number | undefined;
  template: TemplateSummary;
  history: readonly WorkflowTemplate[];
  people: readonly PersonName[];
  fields: TemplateFields;
  /** What the form says, to be drawn; null while it cannot be read. */
  drawn: TemplateInput | null;
  /** By the name of the field. */
  fieldFaults: Readonly<Record<string, string>>;
  faults: readonly TemplateFault[];
  /** What happened, or why nothing did. */
  message: { tone: 'good' | 'bad'; text: string } | null;
  /** The form holds changes that are not kept. */
  isOpen: boolean;
}

/** One workflow: how it goes, the steps to change, and what it was before. */
export function TemplatePage(props: TemplateProps) {
  const { view, template, people, drawn, message } = props;
  const t = view.t.workflows;
  const title = template.name[view.language];
  return (
    <Page view={view} title={title} active={TASKS} openQuestions={props.openQuestions}>
      <div class="column wide">
        <p>
          <a class="back" href={TEMPLATES}>
            <Icon name="left" />
            {t.back}
          </a>
        </p>
        <h1>{title}</h1>
        <p class="facts">
          <span class="tag">{`${fill(t.version, { n: template.version })}, ${t.present}`}</span>
          {!template.active && <span class="tag tag-bad">{t.off}</span>}
          <span>{count(t.running, template.running, view.language)}</span>
        </p>
        {message !== null && (
          <p class={`message ${message.tone}`} role={message.tone === 'bad' ? 'alert' : 'status'}>
            {message.text}
          </p>
        )}
        <Faults {...props} />
        <section class="panel stack">
          <h2>{t.drawing}</h2>
          <FlowPlan view={view} steps={(drawn ?? template).steps} people={people} />
        </section>
        <Editor {...props} />
        <Versions {...props} />
      </div>
    </Page>
  );
}

function Faults({ view, faults }: TemplateProps) {
  const t = view.t.workflows;
  if (faults.length === 0) return null;
  return (
    <div class="message bad" role="alert">
      <p>{t.faulty}</p>
      <ul class="wordings">
        {faults.map((fault) => (
          <li>{t.faults[fault]}</li>
        ))}
      </ul>
    </div>
  );
}

function Editor({ view, template, people, fields, fieldFaults, isOpen }: TemplateProps) {
  const t = view.t.workflows;
  return (
    <details class="panel" open={isOpen} id="wijzigen">
      <summary>{t.edit}</summary>
      <form method="post" action={templateUrl(template.trigger)} class="stack">
        {/* Enter in a field saves; without this the first button of the form would act. */}
        <button type="submit" name="action" value="save" hidden />
        <p class="note">{t.editLead}</p>
        <input type="hidden" name="readVersion" value={String(fields.readVersion)} />
        <div class="fields">
          <TextField name="name.nl" label={t.nameNl} value={fields.nameNl} faults={fieldFaults} required />
          <TextField name="name.en" label={t.nameEn} value={fields.nameEn} faults={fieldFaults} />
        </div>
        <label class="check">
          <input type="checkbox" name="active" value="1" checked={fields.active} />
          <span>{t.active}</span>
        </label>
        {fields.steps.map((step, at) => (
          <StepFieldset view={view} people={people} step={step} at={at} faults={fieldFaults} />
        ))}
        <div class="row">
          <button type="submit" class="button" name="action" value="add" formnovalidate>
            <Icon name="plus" />
            {t.add}
          </button>
          <button type="submit" class="button primary" name="action" value="save">
            <Icon name="check" />
            {t.save}
          </button>
        </div>
      </form>
    </details>
  );
}

function Versions({ view, template, history, people }: TemplateProps) {
  const t = view.t.workflows;
  const restore = (version: number | 'seed', label: string, hidden: string) => (
    <form method="post" action={`${templateUrl(template.trigger)}/terug`}>
      <input type="hidden" name="readVersion" value={String(template.version)} />
      <button type="submit" class="button" name="version" value={String(version)}>
        {label}
        {hidden !== '' && <span class="hidden-text">{`: ${hidden}`}</span>}
      </button>
    </form>
  );
  return (
    <section class="panel stack">
      <h2>{t.history}</h2>
      {!template.isSeed && restore('seed', t.restoreSeed, '')}
      <ol class="plain-list">
        {history.map((version) => (
          <li class="row version">
            <span class="grow">
              <strong>{fill(t.version, { n: version.version })}</strong>
              {version.version === template.version && ` (${t.present})`}
              {version.origin === 'seed' && ` · ${t.delivered}`}
              <span class="note block">
                {`${byWhom(view, version, people)}, ${count(t.steps, version.steps.length, view.language)}`}
              </span>
            </span>
            {version.version !== template.version &&
              restore(version.version, t.restore, fill(t.version, { n: version.version }))}
          </li>
        ))}
      </ol>
    </section>
  );
}

function byWhom(view: SignedInView, version: WorkflowTemplate, people: readonly PersonName[]): string {
  const t = view.t.workflows;
  const date = dayOf(version.changedAt, view.language);
  if (version.changedBy === null) return fill(t.byService, { date });
  const name = people.find(({ personId }) => personId === version.changedBy)?.name ?? t.unknownPerson;
  return fill(t.by, { name, date });
}
