import { findingText } from '../../mutations/finding-texts.ts';
import type { Change, MutationForm, MyData, Preview } from '../../mutations/model.ts';
import { showIban } from '../../mutations/read-bank.ts';
import { textOf } from '../../mutations/show.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { type FormValues, formPaths, MY_DATA } from '../mutation-forms.ts';
import { dateText, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { BackLink } from './mutation-form-page.tsx';

/** How a bank account is proven, with what was just said about the code. */
export interface Proof {
  by: 'factor' | 'mail';
  /** Enough of the address to recognise it. */
  to: string;
  fault: string | null;
  done: string | null;
}

export interface ReviewProps {
  view: SignedInView;
  openQuestions: number | undefined;
  form: MutationForm;
  my: MyData;
  values: FormValues;
  preview: Preview;
  /** Null for what needs no second factor. */
  proof: Proof | null;
}

/** Says back what will change, old and new, before anything is written. */
export function MutationReviewPage(props: ReviewProps) {
  const { view, form, preview, proof, values } = props;
  const t = view.t.mutationForm;
  return (
    <Page view={view} title={t.reviewTitle} active={MY_DATA} openQuestions={props.openQuestions}>
      <div class="column">
        <BackLink view={view} />
        <h1>{t.reviewTitle}</h1>
        <p class="lead">{t.reviewLead}</p>
        {preview.findings.map((found) => (
          <p class={found.severity === 'warn' ? 'message busy' : 'message'}>
            {findingText(found, view.language)}
          </p>
        ))}
        <div class="panel stack">
          {preview.changes.map((change) => (
            <OneChange {...props} change={change} />
          ))}
          <Tells {...props} />
        </div>
        <form method="post" action={formPaths[form]} class="panel stack answer-form">
          {Object.entries(values).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <input type="hidden" name="requestKey" value={preview.requestKey} />
          {proof !== null && <Code view={view} proof={proof} />}
          <div class="row">
            <button type="submit" class="button primary" name="step" value="confirm">
              <Icon name="check" />
              {t.confirm}
            </button>
            <button type="submit" class="button" name="step" value="edit" formnovalidate>
              {t.edit}
            </button>
          </div>
        </form>
      </div>
    </Page>
  );
}

function OneChange({ view, my, change }: ReviewProps & { change: Change }) {
  const t = view.t.mutationForm;
  return (
    <section class="change">
      <h2>{view.t.myData.kinds[change.kind]}</h2>
      <dl class="old-new">
        <dt>{t.before}</dt>
        <dd>{textOf(change.kind, change.before) || view.t.myData.none}</dd>
        <dt>{t.after}</dt>
        <dd>
          <strong>{afterText(change) || view.t.myData.none}</strong>
        </dd>
      </dl>
      <p class="note">{whenText(view, my, change)}</p>
    </section>
  );
}

/** Whoever typed an account number must be able to read it back whole. */
function afterText({ kind, after }: Change): string {
  if (kind !== 'bank-account' || after === null) return textOf(kind, after);
  return `${showIban(String(after.iban))}, ${String(after.holder)}`;
}

function whenText(view: SignedInView, my: MyData, { kind, mode, when, effectiveOn }: Change): string {
  const t = view.t.mutationForm;
  const date = dateText(effectiveOn, view.language);
  if (mode === 'correction')
    return fill(t.corrects, { date: dateText(my.current.address?.validFrom ?? effectiveOn, view.language) });
  return fill(kind === 'address' && when === 'now' ? t.when.since : t.when[when], { date });
}

/** Who hears of it. */
function Tells({ view, form, preview }: ReviewProps) {
  const t = view.t.mutationForm;
  const isMove = form === 'address' && preview.changes[0]?.mode === 'change';
  const told = isMove
    ? t.tellsMove
    : form === 'contact'
      ? t.tellsContact
      : form === 'bank-account'
        ? t.tellsBank
        : null;
  return told === null ? null : <p class="note">{told}</p>;
}

function Code({ view, proof }: { view: SignedInView; proof: Proof }) {
  const t = view.t.mutationForm;
  const about = proof.fault === null ? 'code-note' : 'code-note code-fault';
  return (
    <>
      {proof.done !== null && (
        <p class="message good" role="status">
          {proof.done}
        </p>
      )}
      <div class="field">
        <label for="code">{t.fields.code}</label>
        <span class="note" id="code-note">
          {proof.by === 'factor' ? t.codeFactor : `${fill(t.codeMail, { to: proof.to })} ${t.codeMailNote}`}
        </span>
        <input
          type="text"
          id="code"
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={20}
          required
          aria-invalid={proof.fault === null ? undefined : 'true'}
          aria-describedby={about}
        />
        {proof.fault !== null && (
          <span class="fault" id="code-fault" role="alert">
            {proof.fault}
          </span>
        )}
      </div>
      {proof.by === 'mail' && (
        <div class="row">
          <button type="submit" class="button" name="step" value="code" formnovalidate>
            {t.codeAgain}
          </button>
        </div>
      )}
    </>
  );
}
