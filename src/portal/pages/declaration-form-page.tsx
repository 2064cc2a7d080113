import type { Child } from 'hono/jsx';
import { type DayValues, daysOfMonth, type FormFaults, type FormValues } from '../../declarations/form.ts';
import type { DeclarationOptions } from '../../declarations/model.ts';
import { addMonths, weekday } from '../../kernel/calendar.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { DECLARE, formPaths } from './declarations-page.tsx';

export interface FormPageProps {
  view: SignedInView;
  openQuestions: number | undefined;
  options: DeclarationOptions;
  values: FormValues;
  faults: FormFaults;
  /** The draft that is changed; null for a new one. */
  draftId: string | null;
  requestKey: string;
}

/** One kind of declaration to fill in. Works without scripts; what is wrong stands at its field. */
export function DeclarationFormPage(props: FormPageProps) {
  const { view, values, draftId, requestKey } = props;
  const t = view.t.declarations;
  const title = t.kinds[values.form].title;
  return (
    <Page view={view} title={title} active={DECLARE} openQuestions={props.openQuestions}>
      <div class="column">
        <p>
          <a class="back" href={DECLARE}>
            <Icon name="left" />
            {t.title}
          </a>
        </p>
        <h1>{title}</h1>
        {values.prefilled && (
          <p class="message good" role="status">
            {t.form.prefilled}
          </p>
        )}
        <form method="post" action={formPaths[values.form]} class="panel stack" novalidate>
          <input type="hidden" name="requestKey" value={requestKey} />
          {draftId !== null && <input type="hidden" name="draft" value={draftId} />}
          {/* Enter in a field takes the first button: that has to be this one. */}
          <button type="submit" name="action" value="check" hidden>
            {t.form.check}
          </button>
          <Fields {...props} />
          <label class="field">
            <span>{`${t.form.comment} (${t.form.optional})`}</span>
            <textarea name="comment" rows={2} maxlength={4000}>
              {values.comment}
            </textarea>
          </label>
          <div class="row">
            <button type="submit" class="button primary" name="action" value="check">
              <Icon name="check" />
              {t.form.check}
            </button>
          </div>
        </form>
      </div>
    </Page>
  );
}

function Fields(props: FormPageProps) {
  switch (props.values.form) {
    case 'trip':
      return <TripFields {...props} />;
    case 'fuel':
      return <FuelFields {...props} />;
    case 'home':
      return <HomeFields {...props} />;
    case 'worked':
      return <WorkedFields {...props} />;
  }
}

/** A field with its label above and what is wrong below, tied together for who does not see them. */
function Field(props: {
  view: SignedInView;
  faults: FormFaults;
  name: string;
  label: string;
  help?: string;
  children: (ids: { id: string; 'aria-invalid'?: 'true'; 'aria-describedby'?: string }) => Child;
}) {
  const { view, faults, name, label, help, children } = props;
  const fault = faults[name];
  const described = [fault && `fout-${name}`, help && `hulp-${name}`].filter(Boolean).join(' ');
  return (
    <div class="field grow">
      <label for={`veld-${name}`}>{label}</label>
      {children({
        id: `veld-${name}`,
        ...(fault ? { 'aria-invalid': 'true' as const } : {}),
        ...(described ? { 'aria-describedby': described } : {}),
      })}
      {fault && (
        <span class="fault" id={`fout-${name}`}>
          {view.t.declarations.form.wrong[fault]}
        </span>
      )}
      {help && (
        <small class="note" id={`hulp-${name}`}>
          {help}
        </small>
      )}
    </div>
  );
}

function TripFields({ view, values, faults, options }: FormPageProps) {
  const t = view.t.declarations.form;
  const { trips } = values;
  return (
    <>
      <input type="hidden" name="rows" value={String(trips.length)} />
      {trips.map((trip, i) => (
        <fieldset class="trip">
          <legend>{fill(t.row, { n: i + 1 })}</legend>
          <div class="fields">
            <Field view={view} faults={faults} name={`date-${i}`} label={t.date}>
              {(ids) => (
                <input
                  type="date"
                  name={`date-${i}`}
                  value={trip.date}
                  max={options.today}
                  required
                  {...ids}
                />
              )}
            </Field>
            <Field view={view} faults={faults} name={`km-${i}`} label={t.km} help={t.kmHelp}>
              {(ids) => (
                <input
                  type="text"
                  inputmode="decimal"
                  name={`km-${i}`}
                  value={trip.km}
                  maxlength={9}
                  required
                  autocomplete="off"
                  {...ids}
                />
              )}
            </Field>
          </div>
          <div class="row" role="radiogroup" aria-label={view.t.declarations.view.kmWay}>
            {(['single', 'return'] as const).map((way) => (
              <label class="check">
                <input type="radio" name={`way-${i}`} value={way} checked={trip.way === way} />
                <span>{t[way]}</span>
              </label>
            ))}
          </div>
          <div class="fields">
            <Field view={view} faults={faults} name={`kind-${i}`} label={t.tripKind}>
              {(ids) => (
                <select name={`kind-${i}`} {...ids}>
                  {(['business', 'commute'] as const).map((kind) => (
                    <option value={kind} selected={trip.kind === kind}>
                      {t[kind]}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field view={view} faults={faults} name={`destination-${i}`} label={t.destination}>
              {(ids) => (
                <input
                  type="text"
                  name={`destination-${i}`}
                  value={trip.destination}
                  maxlength={100}
                  autocomplete="off"
                  {...ids}
                />
              )}
            </Field>
          </div>
          {options.set?.tripSplit === 'separate' && (
            <Field view={view} faults={faults} name={`part-${i}`} label={t.part}>
              {(ids) => (
                <select name={`part-${i}`} {...ids}>
                  {(['untaxed', 'taxed'] as const).map((part) => (
                    <option value={part} selected={trip.part === part}>
                      {t[part]}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          {trips.length > 1 && (
            <div class="row">
              <button type="submit" class="action" name="action" value={`remove-${i}`}>
                <Icon name="close" />
                {fill(t.removeTrip, { n: i + 1 })}
              </button>
            </div>
          )}
        </fieldset>
      ))}
      <div class="row">
        <button type="submit" class="button" name="action" value="add">
          <Icon name="plus" />
          {t.addTrip}
        </button>
      </div>
    </>
  );
}

function FuelFields({ view, values, faults, options }: FormPageProps) {
  const t = view.t.declarations.form;
  const { fuel } = values;
  return (
    <>
      <fieldset class="plain">
        <legend>{t.vehicle}</legend>
        <div class="row">
          {(['company', 'own'] as const).map((vehicle) => (
            <label class="check">
              <input type="radio" name="vehicle" value={vehicle} checked={fuel.vehicle === vehicle} />
              <span>{t[vehicle]}</span>
            </label>
          ))}
        </div>
        {faults.vehicle && <p class="fault">{t.wrong[faults.vehicle]}</p>}
      </fieldset>
      <div class="fields">
        <Field view={view} faults={faults} name="date" label={t.date}>
          {(ids) => <input type="date" name="date" value={fuel.date} max={options.today} required {...ids} />}
        </Field>
        <Field view={view} faults={faults} name="amount" label={t.amount}>
          {(ids) => (
            <input
              type="text"
              inputmode="decimal"
              name="amount"
              value={fuel.amount}
              maxlength={12}
              required
              autocomplete="off"
              {...ids}
            />
          )}
        </Field>
      </div>
      <div class="fields">
        <Field view={view} faults={faults} name="litres" label={`${t.litres} (${t.optional})`}>
          {(ids) => (
            <input type="text" inputmode="decimal" name="litres" value={fuel.litres} maxlength={8} {...ids} />
          )}
        </Field>
        <Field view={view} faults={faults} name="plate" label={`${t.plate} (${t.optional})`}>
          {(ids) => <input type="text" name="plate" value={fuel.plate} maxlength={12} {...ids} />}
        </Field>
      </div>
    </>
  );
}

/** The months one can look at: this one and the three before it, as far as days can still be handed in without a question. */
function MonthPicker({ view, values, options }: FormPageProps) {
  const t = view.t.declarations.form;
  const months = [0, 1, 2, 3].map((back) => addMonths(`${options.today.slice(0, 7)}-01`, -back).slice(0, 7));
  const shown = months.includes(values.month) ? months : [...months, values.month];
  const name = new Intl.DateTimeFormat(view.language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <div class="row end">
      <label class="field">
        <span>{t.month}</span>
        <select name="month">
          {shown.map((month) => (
            <option value={month} selected={month === values.month}>
              {name.format(new Date(`${month}-01T00:00:00Z`))}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button" name="action" value="month">
        {view.t.declarations.hr.find}
      </button>
    </div>
  );
}

function HomeFields(props: FormPageProps) {
  const { view, values, faults, options } = props;
  const t = view.t.declarations.form;
  const days = daysOfMonth(values.month);
  const elsewhere = values.home.filter((date) => !date.startsWith(values.month));
  const weekdayNames = Array.from({ length: 7 }, (_, i) =>
    new Intl.DateTimeFormat(view.language, { weekday: 'short', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2024, 0, i + 1)),
    ),
  );
  return (
    <>
      <MonthPicker {...props} />
      {elsewhere.map((date) => (
        <input type="hidden" name="home" value={date} />
      ))}
      <fieldset class="plain">
        <legend>{t.homeDays}</legend>
        {faults.home && <p class="fault">{t.wrong[faults.home]}</p>}
        <ol class="calendar">
          {weekdayNames.map((name) => (
            <li class="calendar-head" aria-hidden="true">
              {name}
            </li>
          ))}
          {Array.from({ length: weekday(days[0] ?? options.today) - 1 }, () => (
            <li aria-hidden="true" />
          ))}
          {days.map((date) => (
            <li>
              <label class="calendar-day">
                <input
                  type="checkbox"
                  name="home"
                  value={date}
                  checked={values.home.includes(date)}
                  disabled={date > options.today}
                  aria-label={dayName(view, date)}
                />
                <span aria-hidden="true">{Number(date.slice(8))}</span>
              </label>
            </li>
          ))}
        </ol>
      </fieldset>
    </>
  );
}

function dayName({ language }: SignedInView, date: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));
}

function WorkedFields(props: FormPageProps) {
  const { view, values, faults, options } = props;
  const t = view.t.declarations.form;
  const byDate = new Map(values.days.map((day) => [day.date, day]));
  const days = daysOfMonth(values.month).filter((date) => date <= options.today);
  const short = new Intl.DateTimeFormat(view.language, { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
  return (
    <>
      <MonthPicker {...props} />
      {faults.worked && (
        <p class="fault" role="alert">
          {t.wrong[faults.worked]}
        </p>
      )}
      <fieldset class="plain">
        <legend>{t.perDay}</legend>
        <p class="note">{t.perDayHelp}</p>
        <section class="scroll-x" tabindex={0} aria-label={t.perDay}>
          <table class="hours">
            <thead>
              <tr>
                {[t.date, t.hours, t.start, t.end, t.pause, t.called].map((head) => (
                  <th scope="col">{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((date) => (
                <DayRow
                  view={view}
                  faults={faults}
                  label={short.format(new Date(`${date}T00:00:00Z`))}
                  day={byDate.get(date) ?? { date, hours: '', start: '', end: '', pause: '', called: '' }}
                />
              ))}
            </tbody>
          </table>
        </section>
        <p class="note">{t.calledHelp}</p>
      </fieldset>
      <fieldset class="plain">
        <legend>{t.totals}</legend>
        <p class="note">{t.totalsHelp}</p>
        <div class="fields">
          <Field view={view} faults={faults} name="total-hours" label={t.totalHours}>
            {(ids) => (
              <input
                type="text"
                inputmode="decimal"
                name="total-hours"
                value={values.total.hours}
                maxlength={7}
                {...ids}
              />
            )}
          </Field>
          <Field view={view} faults={faults} name="total-days" label={t.totalDays}>
            {(ids) => (
              <input
                type="text"
                inputmode="numeric"
                name="total-days"
                value={values.total.days}
                maxlength={2}
                {...ids}
              />
            )}
          </Field>
        </div>
      </fieldset>
    </>
  );
}

function DayRow({
  view,
  faults,
  label,
  day,
}: {
  view: SignedInView;
  faults: FormFaults;
  label: string;
  day: DayValues;
}) {
  const t = view.t.declarations.form;
  const cells = [
    ['hours', t.hours],
    ['start', t.start],
    ['end', t.end],
    ['pause', t.pause],
    ['called', t.called],
  ] as const;
  const wrong = cells.flatMap(([name]) => faults[`${name}-${day.date}`] ?? []);
  const faultId = `fout-${day.date}`;
  return (
    <tr class={weekday(day.date) > 5 ? 'weekend' : undefined}>
      <th scope="row">
        {label}
        {wrong[0] && (
          <span class="fault" id={faultId}>
            {t.wrong[wrong[0]]}
          </span>
        )}
      </th>
      {cells.map(([name, head]) => (
        <td>
          <input
            type="text"
            inputmode={name === 'start' || name === 'end' ? 'text' : 'decimal'}
            name={`${name}-${day.date}`}
            value={day[name]}
            maxlength={5}
            autocomplete="off"
            aria-label={`${head}, ${dayName(view, day.date)}`}
            aria-invalid={faults[`${name}-${day.date}`] ? 'true' : undefined}
            aria-describedby={faults[`${name}-${day.date}`] ? faultId : undefined}
          />
        </td>
      ))}
    </tr>
  );
}
