import { type AskedAs, type SampleEmployee, type SampleInput, sampleRoles } from '../../ask-as/model.ts';
import { ageGroups } from '../../store/help-schema.ts';
import { SelectField, TextField } from '../form-field.tsx';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { AskedAsView } from './asked-as-view.tsx';

/** Address of the page. */
export const ASK_AS = '/hr/vragen-als';

/** What stands in the form, as it was typed. */
export interface AskAsFields extends Record<Exclude<keyof SampleInput, 'isOnCall'>, string> {
  isOnCall: boolean;
  question: string;
  tellFacts: boolean;
}
export type AskAsFaults = Partial<Record<keyof AskAsFields, string>>;

interface AskAsProps {
  view: SignedInView;
  openQuestions: number | undefined;
  samples: readonly SampleEmployee[];
  /** The saved one that stands in the form; null for a new one. */
  chosen: string | null;
  fields: AskAsFields;
  faults: AskAsFaults;
  /** One that was just saved or removed. */
  done: SampleEmployee | null;
  asked: AskedAs | null;
}

/** HR asks as somebody who does not exist. Works without scripts. */
export function AskAsPage(props: AskAsProps) {
  const { view, asked, fields, done } = props;
  const t = view.t.askAs;
  return (
    <Page view={view} title={t.title} active="/hr/vragen" openQuestions={props.openQuestions}>
      <div class="column">
        <p>
          <a class="back" href="/hr/vragen">
            <Icon name="left" />
            {view.t.hrQuestions.title}
          </a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {done && <Done view={view} sample={done} />}
        <Samples {...props} />
        <Form {...props} />
        {asked && <AskedAsView view={view} name={fields.name} asked={asked} />}
      </div>
    </Page>
  );
}

function Done({ view, sample }: { view: SignedInView; sample: SampleEmployee }) {
  const t = view.t.askAs;
  return (
    <div class="message good done-note" role="status">
      <span>{fill(sample.removed ? t.removed : t.saved, { name: sample.name })}</span>
      {sample.removed && (
        <form method="post" action={`${ASK_AS}/${encodeURIComponent(sample.id)}`}>
          <button type="submit" class="button" name="action" value="restore">
            {t.restore}
          </button>
        </form>
      )}
    </div>
  );
}

function Samples({ view, samples, chosen }: AskAsProps) {
  const t = view.t.askAs;
  if (samples.length === 0) return <p class="panel">{t.noSamples}</p>;
  return (
    <nav class="row" aria-label={t.samples}>
      <a class="button" href={ASK_AS} aria-current={chosen === null ? 'page' : undefined}>
        <Icon name="plus" />
        {t.newSample}
      </a>
      {samples.map(({ id, name }) => (
        <a
          class="button"
          href={`${ASK_AS}?wie=${encodeURIComponent(id)}`}
          aria-current={chosen === id ? 'page' : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

function Form({ view, chosen, fields, faults }: AskAsProps) {
  const t = view.t.askAs;
  return (
    <form method="post" action={ASK_AS} class="panel stack">
      {Object.keys(faults).length > 0 && (
        <p class="message bad" role="alert">
          {t.wrong}
        </p>
      )}
      <input type="hidden" name="wie" value={chosen ?? ''} />
      <TextField
        name="question"
        label={t.question}
        value={fields.question}
        fault={faults.question}
        rows={2}
        max={4000}
      />
      <fieldset class="stack">
        <legend class="field-label">{t.who}</legend>
        <p class="note">{t.whoLead}</p>
        <div class="fields">
          <TextField
            name="name"
            label={t.name}
            note={t.nameNote}
            value={fields.name}
            fault={faults.name}
            max={60}
          />
        </div>
        <Facts view={view} fields={fields} faults={faults} />
      </fieldset>
      <div>
        <label class="check">
          <input
            type="checkbox"
            name="tellFacts"
            value="1"
            checked={fields.tellFacts}
            aria-describedby="tell-note"
          />
          <span>{t.tellFacts}</span>
        </label>
        <p class="note" id="tell-note">
          {t.tellFactsNote}
        </p>
      </div>
      <div class="row">
        <button type="submit" class="button primary" name="action" value="ask">
          <Icon name="send" />
          {t.ask}
        </button>
        <button type="submit" class="button" name="action" value="save">
          {t.save}
        </button>
        {chosen !== null && (
          <>
            <button type="submit" class="button" name="action" value="save-as">
              {t.saveAs}
            </button>
            <button type="submit" class="button plain-button" name="action" value="remove">
              {t.remove}
            </button>
          </>
        )}
      </div>
    </form>
  );
}

function Facts({ view, fields, faults }: Pick<AskAsProps, 'view' | 'fields' | 'faults'>) {
  const t = view.t.askAs;
  return (
    <>
      <div class="fields">
        <SelectField
          name="role"
          label={t.role}
          value={fields.role}
          choices={sampleRoles.map((role) => [role, view.t.roles[role]] as const)}
        />
        <TextField
          name="hoursPerWeek"
          label={t.hours}
          value={fields.hoursPerWeek}
          fault={faults.hoursPerWeek}
        />
        <TextField
          name="inServiceSince"
          type="date"
          label={t.since}
          value={fields.inServiceSince}
          fault={faults.inServiceSince}
        />
        <SelectField
          name="ageGroup"
          label={t.age}
          value={fields.ageGroup}
          choices={[['', t.ageAny] as const, ...ageGroups.map((age) => [age, t.ages[age]] as const)]}
        />
        <TextField
          name="department"
          label={t.department}
          value={fields.department}
          fault={faults.department}
          max={60}
        />
      </div>
      <label class="check">
        <input type="checkbox" name="isOnCall" value="1" checked={fields.isOnCall} />
        <span>{t.isOnCall}</span>
      </label>
    </>
  );
}
