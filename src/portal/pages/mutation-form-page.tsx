import { findingText } from '../../mutations/finding-texts.ts';
import type { Finding, MutationForm, MyData } from '../../mutations/model.ts';
import { textOf } from '../../mutations/show.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { type FormValues, formPaths, MY_DATA } from '../mutation-forms.ts';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

export interface FormPageProps {
  view: SignedInView;
  openQuestions: number | undefined;
  form: MutationForm;
  my: MyData;
  values: FormValues;
  /** Fields that a link filled in. */
  prefilled: readonly string[];
  /** What stands in the way. */
  faults: readonly Finding[];
  /** Why it was refused as a whole. */
  failure: string | null;
}

/** Which title and lead a form has: an address has two forms. */
export function formName(form: MutationForm, values: FormValues) {
  if (form !== 'address') return form;
  return values.mode === 'correction' ? 'correction' : 'change';
}

/** A form to change own data. Works without scripts; nothing is saved before it was read back. */
export function MutationFormPage(props: FormPageProps) {
  const { view, form, values, faults, failure, prefilled } = props;
  const t = view.t.mutationForm;
  const title = t.titles[formName(form, values)];
  const whole = faults.filter(({ field }) => field === '' || field === 'mode');
  return (
    <Page view={view} title={title} active={MY_DATA} openQuestions={props.openQuestions}>
      <div class="column">
        <BackLink view={view} />
        <h1>{title}</h1>
        <p class="lead">{t.leads[formName(form, values)]}</p>
        {(faults.length > 0 || failure !== null) && (
          <div class="message bad" role="alert">
            {failure !== null && <p>{failure}</p>}
            {whole.map((found) => (
              <p>{findingText(found, view.language)}</p>
            ))}
            {faults.length > whole.length && <p>{t.wrong}</p>}
          </div>
        )}
        {prefilled.length > 0 && <p class="message busy">{t.prefilledLead}</p>}
        <Present {...props} />
        <form method="post" action={formPaths[form]} class="panel stack answer-form" novalidate>
          {form === 'address' && <AddressFields {...props} />}
          {form === 'contact' && <ContactFields {...props} />}
          {form === 'emergency-contact' && <EmergencyFields {...props} />}
          {form === 'bank-account' && <BankFields {...props} />}
          <div class="row">
            <button type="submit" class="button primary" name="step" value="check">
              {t.check}
            </button>
            <a class="button plain-button" href={MY_DATA}>
              {view.t.common.cancel}
            </a>
          </div>
        </form>
      </div>
    </Page>
  );
}

export function BackLink({ view }: { view: SignedInView }) {
  return (
    <p>
      <a class="back" href={MY_DATA}>
        <Icon name="left" />
        {view.t.myData.back}
      </a>
    </p>
  );
}

/** What stands there now, and for an address the way to its other form. */
function Present({ view, form, my, values }: FormPageProps) {
  const t = view.t.mutationForm;
  if (form !== 'address' && form !== 'bank-account') return null;
  const now = my.current[form];
  if (now === undefined) return null;
  const isCorrection = values.mode === 'correction';
  return (
    <div class="panel stack">
      <p>
        <span class="label">{`${t.now}: `}</span>
        {textOf(form, now.value)}
      </p>
      {form === 'address' && (
        <p>
          <a href={isCorrection ? formPaths.address : `${formPaths.address}?mode=correction`}>
            {isCorrection ? view.t.myData.moved : view.t.myData.correct}
          </a>
        </p>
      )}
    </div>
  );
}

interface FieldProps {
  props: FormPageProps;
  name: string;
  label: string;
  note?: string;
  type?: string;
  autocomplete: string;
  optional?: boolean;
  max?: number;
}

function Field({ props, name, label, note, type = 'text', autocomplete, optional, max = 120 }: FieldProps) {
  const { view, values, faults, prefilled } = props;
  const t = view.t.mutationForm;
  const mine = faults.filter(({ field }) => field === name);
  const isPrefilled = prefilled.includes(name);
  const hint = note ?? (optional ? t.optional : '');
  const about = [
    isPrefilled && `${name}-prefilled`,
    hint !== '' && `${name}-note`,
    mine.length > 0 && `${name}-fault`,
  ].filter(Boolean);
  return (
    <div class={isPrefilled ? 'field prefilled' : 'field'}>
      <div class="label-line">
        <label for={name}>{label}</label>
        {isPrefilled && (
          <span class="tag tag-strong" id={`${name}-prefilled`}>
            {t.prefilled}
          </span>
        )}
      </div>
      {hint !== '' && (
        <span class="note" id={`${name}-note`}>
          {hint}
        </span>
      )}
      <input
        type={type}
        id={name}
        name={name}
        value={values[name] ?? ''}
        maxlength={max}
        autocomplete={autocomplete}
        required={!optional}
        aria-invalid={mine.length > 0 ? 'true' : undefined}
        aria-describedby={about.join(' ') || undefined}
      />
      {mine.length > 0 && (
        <span class="fault" id={`${name}-fault`}>
          {mine.map((found) => findingText(found, view.language)).join(' ')}
        </span>
      )}
    </div>
  );
}

function AddressFields(props: FormPageProps) {
  const { fields, notes } = props.view.t.mutationForm;
  const isCorrection = props.values.mode === 'correction';
  return (
    <>
      <input type="hidden" name="mode" value={props.values.mode ?? 'change'} />
      <Field props={props} name="street" label={fields.street} autocomplete="off" />
      <div class="fields">
        <Field
          props={props}
          name="houseNumber"
          label={fields.houseNumber}
          note={notes.houseNumber}
          autocomplete="off"
          max={20}
        />
        <Field
          props={props}
          name="addition"
          label={fields.addition}
          autocomplete="off"
          max={20}
          optional={true}
        />
      </div>
      <div class="fields">
        <Field props={props} name="postcode" label={fields.postcode} autocomplete="postal-code" max={12} />
        <Field props={props} name="city" label={fields.city} autocomplete="address-level2" />
      </div>
      {!isCorrection && (
        <Field
          props={props}
          name="fromDate"
          type="date"
          label={fields.fromDate}
          note={notes.fromDate}
          autocomplete="off"
          optional={true}
        />
      )}
    </>
  );
}

function ContactFields(props: FormPageProps) {
  const { fields, notes } = props.view.t.mutationForm;
  const { values } = props;
  return (
    <>
      <Field
        props={props}
        name="email"
        type="email"
        label={fields.email}
        note={notes.email}
        autocomplete="email"
        max={255}
      />
      <EmailChoice {...props} />
      {values.emailConfirmed && <input type="hidden" name="emailConfirmed" value={values.emailConfirmed} />}
      <Field
        props={props}
        name="mobile"
        type="tel"
        label={fields.mobile}
        autocomplete="tel"
        max={30}
        optional={true}
      />
      <Field
        props={props}
        name="phone"
        type="tel"
        label={fields.phone}
        autocomplete="off"
        max={30}
        optional={true}
      />
    </>
  );
}

/** An address that looks like a typing error: the person says which one is right. */
function EmailChoice({ view, values, faults }: FormPageProps) {
  const t = view.t.mutationForm;
  const suggestion = faults.find(({ code }) => code === 'email-typo')?.data.suggestion;
  if (suggestion === undefined) return null;
  const typed = (values.email ?? '').trim().toLowerCase();
  const choices = [
    { value: 'suggested', label: fill(t.typoSuggested, { email: suggestion }) },
    { value: 'typed', label: fill(t.typoTyped, { email: typed }) },
  ];
  return (
    <fieldset class="options">
      <legend>{t.typoTitle}</legend>
      <input type="hidden" name="emailAsked" value={typed} />
      {choices.map(({ value, label }) => (
        <label class="tick">
          <input type="radio" name="emailChoice" value={value} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function EmergencyFields(props: FormPageProps) {
  const { fields, notes } = props.view.t.mutationForm;
  return (
    <>
      <Field props={props} name="name" label={fields.name} autocomplete="off" />
      <Field
        props={props}
        name="relation"
        label={fields.relation}
        note={notes.relation}
        autocomplete="off"
        max={60}
        optional={true}
      />
      <Field props={props} name="phone" type="tel" label={fields.contactPhone} autocomplete="off" max={30} />
    </>
  );
}

function BankFields(props: FormPageProps) {
  const { fields, notes } = props.view.t.mutationForm;
  return (
    <>
      <Field props={props} name="iban" label={fields.iban} note={notes.iban} autocomplete="off" max={50} />
      <Field props={props} name="holder" label={fields.holder} autocomplete="off" />
    </>
  );
}
