import type { Candidate, SignerRole, Template, TemplateProblem } from '../../contracts/model.ts';
import { labelOf } from '../../contracts/placeholders.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { dateText, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { CONTRACTS, contractUrl } from './contracts-page.tsx';

/** Who signs first; 'together' for at once. */
export const orders = ['employee', 'employer', 'together'] as const;
export type Order = (typeof orders)[number];
export const signerRows: readonly SignerRole[] = ['employee', 'employer', 'other'];

export interface ContractForm {
  title: string;
  /** By placeholder, in the order of the template. */
  fields: Record<string, string>;
  signers: Record<SignerRole, { name: string; email: string }>;
  order: Order;
  /** What is wrong, by the name of the input. */
  faults: Record<string, string>;
  problems: readonly TemplateProblem[];
  /** What is wrong as a whole. */
  failure: string | null;
}

/** Name of the input of a placeholder. */
export function fieldInput(name: string): string {
  return `veld-${name}`;
}

/** Address of a value of the template's choice in step 1: the subject as one form value. */
export const NOBODY = 'niemand';

interface ChooseProps {
  view: SignedInView;
  openQuestions: number | undefined;
  templates: readonly Template[];
  candidates: readonly Candidate[];
  search: string;
  templateId: string;
  who: string;
  failure: string | null;
}

/** Step 1: which template, and for whom. */
export function ContractChoosePage(props: ChooseProps) {
  const { view, templates, candidates, search, templateId, who, failure } = props;
  const t = view.t.contracts;
  return (
    <Page view={view} title={t.make} active="/hr/documenten" openQuestions={props.openQuestions}>
      <div class="column">
        <Back view={view} />
        <h1>{t.step1}</h1>
        <form method="get" action={`${CONTRACTS}/nieuw`} class="panel stack">
          {failure !== null && (
            <p class="message bad" role="alert">
              {failure}
            </p>
          )}
          <label class="field">
            <span>{t.template}</span>
            <select name="sjabloon">
              {templates.map((template) => (
                <option value={template.id} selected={template.id === templateId}>
                  {template.forOnCall ? `${template.name} (${t.forOnCall})` : template.name}
                </option>
              ))}
            </select>
          </label>
          <div class="row">
            <label class="field grow">
              <span>{t.searchWho}</span>
              <input type="search" name="zoek" value={search} />
            </label>
            <button type="submit" class="button">
              {t.find}
            </button>
          </div>
          <fieldset class="options">
            <legend>{t.who}</legend>
            {candidates.length === 0 && <p class="note">{t.noCandidates}</p>}
            {candidates.map(({ subject, name, jobTitle, isOnCall, startDate }) => (
              <Choice
                value={`${subject.kind}:${subject.id}`}
                who={who}
                name={name}
                note={[
                  fill(t.starts, { job: jobTitle, date: dateText(startDate, view.language) }),
                  ...(isOnCall ? [t.onCall] : []),
                ].join(', ')}
              />
            ))}
            <Choice value={NOBODY} who={who} name={t.nobody} note="" />
          </fieldset>
          <div class="row">
            <button type="submit" class="button primary" name="stap" value="velden">
              {t.further}
            </button>
          </div>
        </form>
      </div>
    </Page>
  );
}

function Choice({ value, who, name, note }: Record<'value' | 'who' | 'name' | 'note', string>) {
  return (
    <label class="tick">
      <input type="radio" name="voor" value={value} checked={value === who} />
      <span>
        {name}
        {note !== '' && <span class="note block">{note}</span>}
      </span>
    </label>
  );
}

function Back({ view }: { view: SignedInView }) {
  return (
    <p>
      <a class="back" href={CONTRACTS}>
        <Icon name="left" />
        {view.t.contracts.back}
      </a>
    </p>
  );
}

interface FormProps {
  view: SignedInView;
  openQuestions: number | undefined;
  form: ContractForm;
  /** A new contract from this template for this person, or a draft that is changed. */
  target: { templateId: string; who: string } | { contractId: string; revision: number };
}

/** Step 2, and the same form for a draft that is changed. */
export function ContractFormPage({ view, openQuestions, form, target }: FormProps) {
  const t = view.t.contracts;
  const isNew = 'templateId' in target;
  const action = isNew ? `${CONTRACTS}/nieuw` : `${contractUrl(target.contractId)}/wijzigen`;
  const broken = form.failure !== null || form.problems.length > 0 || Object.keys(form.faults).length > 0;
  return (
    <Page view={view} title={isNew ? t.make : t.edit} active="/hr/documenten" openQuestions={openQuestions}>
      <div class="column">
        <Back view={view} />
        <h1>{t.step2}</h1>
        <p class="lead">{t.step2Lead}</p>
        {broken && <Wrong view={view} form={form} />}
        <form method="post" action={action} class="stack answer-form">
          {isNew ? (
            <>
              <input type="hidden" name="sjabloon" value={target.templateId} />
              <input type="hidden" name="voor" value={target.who} />
            </>
          ) : (
            <input type="hidden" name="revision" value={String(target.revision)} />
          )}
          <section class="panel stack">
            <Input name="title" label={t.contractTitle} note={t.titleNote} value={form.title} form={form} />
          </section>
          <section class="panel stack">
            <h2>{t.fields}</h2>
            <div class="fields">
              {Object.entries(form.fields).map(([name, value]) => (
                <Input
                  name={fieldInput(name)}
                  label={labelOf(name, view.language)}
                  value={value}
                  form={form}
                />
              ))}
            </div>
          </section>
          <Signers view={view} form={form} />
          <div class="row">
            <button type="submit" class="button primary">
              <Icon name="file" />
              {isNew ? t.submit : t.resubmit}
            </button>
          </div>
        </form>
      </div>
    </Page>
  );
}

/** Everything that is wrong at once; what belongs to a field leads there. */
function Wrong({ view, form }: { view: SignedInView; form: ContractForm }) {
  const t = view.t.contracts;
  return (
    <div class="message bad" role="alert">
      <p>{form.failure ?? t.wrong}</p>
      <ul class="wordings">
        {form.problems.map((problem) => (
          <li>
            {problem.kind === 'empty' ? (
              <a href={`#${fieldInput(problem.name)}`}>{problemText(view, problem)}</a>
            ) : (
              problemText(view, problem)
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function problemText(view: SignedInView, { kind, name, line }: TemplateProblem): string {
  const shown = kind === 'empty' ? labelOf(name, view.language) : name;
  return fill(view.t.contracts.problems[kind], { name: shown, line });
}

interface InputProps {
  name: string;
  label: string;
  value: string;
  form: ContractForm;
  note?: string;
  type?: 'text' | 'email';
}

function Input({ name, label, value, form, note, type = 'text' }: InputProps) {
  const isEmpty = form.problems.some(
    (problem) => problem.kind === 'empty' && fieldInput(problem.name) === name,
  );
  const fault = form.faults[name] ?? null;
  const described = [...(note ? [`${name}-note`] : []), ...(fault === null ? [] : [`${name}-fault`])];
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {note && (
        <span class="note" id={`${name}-note`}>
          {note}
        </span>
      )}
      <input
        type={type}
        id={name}
        name={name}
        value={value}
        maxlength={1000}
        autocomplete="off"
        aria-invalid={fault !== null || isEmpty ? 'true' : undefined}
        aria-describedby={described.length > 0 ? described.join(' ') : undefined}
      />
      {fault !== null && (
        <span class="fault" id={`${name}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}

function Signers({ view, form }: { view: SignedInView; form: ContractForm }) {
  const t = view.t.contracts;
  return (
    <section class="panel stack">
      <h2>{t.signers}</h2>
      <p class="note">{t.signersLead}</p>
      {signerRows.map((role) => (
        <fieldset class="signer-row">
          <legend>{t.roles[role]}</legend>
          <Input name={`${role}-name`} label={t.signerName} value={form.signers[role].name} form={form} />
          <Input
            name={`${role}-email`}
            label={t.signerEmail}
            value={form.signers[role].email}
            form={form}
            type="email"
          />
        </fieldset>
      ))}
      <label class="field">
        <span>{t.order}</span>
        <select name="order">
          {orders.map((order) => (
            <option value={order} selected={order === form.order}>
              {t.orders[order]}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}
