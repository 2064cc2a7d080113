import { formatEuroMilli } from '../../kernel/money.ts';
import { type ComponentSet, MAX_DESCRIPTION, type WageComponent } from '../../pay/model.ts';
import { rateOn } from '../../pay/reckon.ts';
import { statutoryRate } from '../../pay/statutory.ts';
import { componentUnits, declarationForms, taxTreatments, tripSplits } from '../../store/pay-schema.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { dateText, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

export const PAY = '/hr/looncomponenten';

interface Props {
  view: SignedInView;
  openQuestions: number | undefined;
  components: readonly WageComponent[];
  sets: readonly ComponentSet[];
  today: string;
  done: string | null;
  fault: string | null;
}

/** Components, their rates, and the sets that say who may hand in what. */
export function PayPage(props: Props) {
  const { view, components, sets, done, fault } = props;
  const t = view.t.pay;
  const isProvider = view.session.actor.role === 'provider';
  return (
    <Page view={view} title={t.title} active="/hr/documenten" openQuestions={props.openQuestions}>
      <div class="column">
        <p>
          <a class="back" href="/hr/documenten">
            <Icon name="left" />
            {view.t.coverage.back}
          </a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {done !== null && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        {fault !== null && (
          <p class="message bad" role="alert">
            {fault}
          </p>
        )}
        <h2>{t.components}</h2>
        {!isProvider && <p class="note">{t.providerOnly}</p>}
        <ul class="cards">
          {components.map((component) => (
            <li class="panel card">
              <Component {...props} component={component} isProvider={isProvider} />
            </li>
          ))}
        </ul>
        {isProvider && (
          <details class="panel">
            <summary>{t.addComponent}</summary>
            <ComponentForm view={view} component={null} />
          </details>
        )}
        <h2>{t.sets}</h2>
        <ul class="cards">
          {sets.map((set) => (
            <li class="panel card">
              <SetCard {...props} set={set} isProvider={isProvider} />
            </li>
          ))}
        </ul>
        <details class="panel">
          <summary>{t.addSet}</summary>
          <SetForm {...props} set={null} isProvider={isProvider} />
        </details>
      </div>
    </Page>
  );
}

function Component({
  view,
  component,
  today,
  isProvider,
}: Props & { component: WageComponent; isProvider: boolean }) {
  const t = view.t.pay;
  const { rates } = component;
  const needs = [
    component.requiresAttachment ? t.attachment : '',
    component.requiresVehicle ? t.vehicle : '',
  ].filter((one) => one !== '');
  return (
    <>
      <p class="card-head">
        <strong>{`${component.key} ${component.employeeLabel}`}</strong>
        <span class="tag">{component.description}</span>
      </p>
      <p class="facts">
        <span>{t.units[component.unit]}</span>
        <span>{t.taxes[component.taxTreatment]}</span>
        <span>{view.t.declarations.kinds[component.form].title}</span>
        {needs.length > 0 && <span>{`${t.requires}: ${needs.join(', ')}`}</span>}
      </p>
      <p class="facts">
        {rates.length === 0 && <span>{t.noRate}</span>}
        {rates.map(({ rate, validFrom }) => (
          <span>
            {fill(t.since, {
              rate: formatEuroMilli(rate),
              date: dateText(validFrom, view.language),
            })}
          </span>
        ))}
      </p>
      <Room view={view} component={component} today={today} />
      {isProvider && (
        <>
          {component.unit !== 'eur' && (
            <form method="post" action={`${PAY}/${component.id}/bedrag`} class="row end">
              <label class="field">
                <span>{t.rate}</span>
                <input type="text" inputmode="decimal" name="rate" required maxlength={9} />
              </label>
              <label class="field">
                <span>{t.from}</span>
                <input type="date" name="validFrom" required value={today} />
              </label>
              <button type="submit" class="button">
                {t.setRate}
              </button>
            </form>
          )}
          <details>
            <summary>{t.edit}</summary>
            <ComponentForm view={view} component={component} />
          </details>
        </>
      )}
    </>
  );
}

/** What the law leaves untaxed beside what is paid (domain 0.2): a hint for HR and payroll, never for the employee. */
function Room({ view, component, today }: { view: SignedInView; component: WageComponent; today: string }) {
  const kind = component.unit === 'km' ? 'untaxed-km' : component.form === 'home' ? 'home-day' : null;
  const paid = rateOn(component.rates, today)?.rate;
  const most = kind === null ? null : statutoryRate(kind, today);
  if (component.taxTreatment !== 'untaxed' || paid === undefined || most === null || paid === most.value)
    return null;
  const t = view.t.pay;
  const values = {
    most: formatEuroMilli(most.value),
    rate: formatEuroMilli(paid),
    room: formatEuroMilli(Math.abs(most.value - paid)),
  };
  return (
    <p class="note">
      {fill(paid > most.value ? t.above : t.room, values)}
      {` (${most.source})`}
    </p>
  );
}

function ComponentForm({ view, component }: { view: SignedInView; component: WageComponent | null }) {
  const t = view.t.pay;
  return (
    <form method="post" action={component ? `${PAY}/${component.id}` : PAY} class="stack">
      <div class="fields">
        <label class="field">
          <span>{t.key}</span>
          <input type="number" name="key" min={1} max={9999} required value={component?.key} />
        </label>
        <label class="field grow">
          <span>{t.description}</span>
          <input
            type="text"
            name="description"
            required
            maxlength={MAX_DESCRIPTION}
            value={component?.description}
          />
          <small class="note">{t.descriptionHelp}</small>
        </label>
        <label class="field grow">
          <span>{t.label}</span>
          <input type="text" name="employeeLabel" required maxlength={60} value={component?.employeeLabel} />
        </label>
      </div>
      <div class="fields">
        <Choice
          label={t.unit}
          name="unit"
          options={componentUnits}
          texts={t.units}
          chosen={component?.unit}
        />
        <Choice
          label={t.tax}
          name="taxTreatment"
          options={taxTreatments}
          texts={t.taxes}
          chosen={component?.taxTreatment}
        />
        <Choice
          label={t.form}
          name="form"
          options={declarationForms}
          texts={Object.fromEntries(
            declarationForms.map((form) => [form, view.t.declarations.kinds[form].title]),
          )}
          chosen={component?.form}
        />
      </div>
      <div class="row">
        <label class="check">
          <input
            type="checkbox"
            name="requiresAttachment"
            value="1"
            checked={component?.requiresAttachment}
          />
          <span>{t.attachment}</span>
        </label>
        <label class="check">
          <input type="checkbox" name="requiresVehicle" value="1" checked={component?.requiresVehicle} />
          <span>{t.vehicle}</span>
        </label>
      </div>
      <div class="row">
        <button type="submit" class="button primary">
          {t.save}
        </button>
      </div>
    </form>
  );
}

function Choice(props: {
  label: string;
  name: string;
  options: readonly string[];
  texts: Readonly<Record<string, string>>;
  chosen: string | undefined;
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <select name={props.name}>
        {props.options.map((option) => (
          <option value={option} selected={option === props.chosen}>
            {props.texts[option]}
          </option>
        ))}
      </select>
    </label>
  );
}

function SetCard(props: Props & { set: ComponentSet; isProvider: boolean }) {
  const { view, set, isProvider } = props;
  const t = view.t.pay;
  const mayEdit = set.level === 'employer' || isProvider;
  return (
    <>
      <p class="card-head">
        <strong>{set.name}</strong>
        {set.isDefault && <span class="tag tag-strong">{t.default}</span>}
      </p>
      <p class="facts">
        <span>{set.forOnCall ? t.forOnCall : t.forFixed}</span>
        <span>{t.levels[set.level]}</span>
        {set.components.some(({ unit }) => unit === 'km') && <span>{t.split[set.tripSplit]}</span>}
      </p>
      <ul class="plain-list">
        {set.components.map(({ employeeLabel }) => (
          <li>{employeeLabel}</li>
        ))}
      </ul>
      {mayEdit && (
        <details>
          <summary>{t.edit}</summary>
          <SetForm {...props} />
        </details>
      )}
    </>
  );
}

function SetForm({
  view,
  set,
  components,
  isProvider,
}: Props & { set: ComponentSet | null; isProvider: boolean }) {
  const t = view.t.pay;
  const chosen = new Set(set?.components.map(({ id }) => id));
  return (
    <form method="post" action={set ? `${PAY}/sets/${set.id}` : `${PAY}/sets`} class="stack">
      <div class="fields">
        <label class="field grow">
          <span>{t.name}</span>
          <input type="text" name="name" required maxlength={60} value={set?.name} />
        </label>
        <Choice
          label={view.t.declarations.form.km}
          name="tripSplit"
          options={tripSplits}
          texts={t.split}
          chosen={set?.tripSplit}
        />
      </div>
      <input type="hidden" name="level" value={set?.level ?? (isProvider ? 'provider' : 'employer')} />
      <fieldset class="plain">
        <legend>{t.components}</legend>
        {components.map(({ id, employeeLabel }) => (
          <label class="check">
            <input type="checkbox" name="componentIds" value={id} checked={chosen.has(id)} />
            <span>{employeeLabel}</span>
          </label>
        ))}
      </fieldset>
      <div class="row">
        <label class="check">
          <input type="checkbox" name="forOnCall" value="1" checked={set?.forOnCall} />
          <span>{t.forOnCall}</span>
        </label>
        <label class="check">
          <input type="checkbox" name="isDefault" value="1" checked={set?.isDefault} />
          <span>{t.isDefault}</span>
        </label>
      </div>
      <div class="row">
        <button type="submit" class="button primary">
          {t.save}
        </button>
      </div>
    </form>
  );
}
