import {
  type CuratedInput,
  MAX_CURATED_ANSWER,
  MAX_CURATED_QUESTION,
  type Place,
} from '../../assistant/model.ts';
import { curatedKinds, curatedScopes } from '../../store/curated-schema.ts';
import { placeUrl } from '../answer-blocks.ts';
import { Icon } from '../icons.tsx';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

/** 'keep' leaves the source of an answer as it is; '' is none. */
export const KEEP = 'keep';

/** What stands in the form: as first shown, or as it was typed. */
export interface AnswerFields extends Pick<CuratedInput, 'kind' | 'question' | 'answer' | 'scope'> {
  /** Of a place, '' or KEEP. */
  passageId: string;
  search: string;
}

/** What is wrong, by field; '' is the form as a whole. */
export type AnswerFaults = Partial<Record<keyof AnswerFields | '', string>>;

interface AnswerFormProps {
  view: SignedInView;
  action: string;
  fields: AnswerFields;
  faults: AnswerFaults;
  places: readonly Place[];
  /** The revision that is changed; null for a new answer. */
  revision: number | null;
  /** May the source stay as it is? */
  keepable: boolean;
  back: string;
}

/** HR's answer: own words or a passage, and for whom. Works without scripts; nothing typed is lost. */
export function AnswerForm(props: AnswerFormProps) {
  const { view, action, fields, faults, revision, back } = props;
  const t = view.t.hrAnswerForm;
  const broken = Object.keys(faults).length > 0;
  return (
    <form
      method="post"
      action={action}
      id="answer-form"
      class="panel stack answer-form"
      data-sent-back={broken || fields.search !== '' ? '' : undefined}
    >
      {broken && (
        <p class="message bad" role="alert">
          {[t.wrong, faults[''] ?? ''].join(' ').trim()}
        </p>
      )}
      <p class="message good" id="draft-note" hidden>
        {t.restored}
      </p>
      {revision !== null && <input type="hidden" name="revision" value={String(revision)} />}
      <TextField
        name="question"
        label={t.question}
        value={fields.question}
        max={MAX_CURATED_QUESTION}
        rows={2}
        fault={faults.question}
      />
      <Choices name="kind" legend={t.how} choices={curatedKinds} labels={t.kinds} chosen={fields.kind} />
      <div class="own-words">
        <TextField
          name="answer"
          label={t.ownWords}
          note={t.ownWordsNote}
          value={fields.answer}
          max={MAX_CURATED_ANSWER}
          rows={6}
          fault={faults.answer}
        />
      </div>
      <Passages {...props} />
      <Choices
        name="scope"
        legend={t.scope}
        note={t.scopeNote}
        choices={curatedScopes}
        labels={view.t.hrAnswers.scopes}
        chosen={fields.scope}
      />
      <div class="row">
        <button type="submit" class="button primary" name="action" value="save">
          <Icon name="check" />
          {revision === null ? t.submit : t.save}
        </button>
        <a class="button plain-button" href={back}>
          {view.t.common.cancel}
        </a>
      </div>
    </form>
  );
}

interface ChoicesProps<T extends string> {
  name: string;
  legend: string;
  note?: string;
  choices: readonly T[];
  labels: Readonly<Record<T, string>>;
  chosen: T;
}

function Choices<T extends string>({ name, legend, note, choices, labels, chosen }: ChoicesProps<T>) {
  return (
    <fieldset class="options">
      <legend>{legend}</legend>
      {note && <p class="note">{note}</p>}
      {choices.map((choice) => (
        <label class="tick">
          <input type="radio" name={name} value={choice} checked={choice === chosen} />
          {labels[choice]}
        </label>
      ))}
    </fieldset>
  );
}

interface TextFieldProps {
  name: 'question' | 'answer';
  label: string;
  note?: string;
  value: string;
  max: number;
  rows: number;
  fault: string | undefined;
}

function TextField({ name, label, note, value, max, rows, fault }: TextFieldProps) {
  const described = [note ? `${name}-note` : '', fault ? `${name}-fault` : ''].join(' ').trim();
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {note && (
        <span class="note" id={`${name}-note`}>
          {note}
        </span>
      )}
      <textarea
        id={name}
        name={name}
        rows={rows}
        maxlength={max}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={described || undefined}
      >
        {value}
      </textarea>
      {fault && (
        <span class="fault" id={`${name}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}

function Passages({ view, fields, faults, places, keepable }: AnswerFormProps) {
  const t = view.t.hrAnswerForm;
  const radio = (value: string, label: string) => (
    <label class="tick">
      <input type="radio" name="passageId" value={value} checked={fields.passageId === value} />
      {label}
    </label>
  );
  return (
    <fieldset class="options" aria-describedby={faults.passageId ? 'passage-fault' : undefined}>
      <legend>{t.passage}</legend>
      <p class="note">{t.passageNote}</p>
      {faults.passageId && (
        <p class="fault" id="passage-fault">
          {faults.passageId}
        </p>
      )}
      {keepable && radio(KEEP, t.keepPassage)}
      {radio('', t.noPassage)}
      {places.length === 0 && <p class="note">{t.noPlaces}</p>}
      <ul class="place-choices">
        {places.map((place) => (
          <PlaceChoice view={view} place={place} chosen={fields.passageId === place.passageId} />
        ))}
      </ul>
      <div class="place-search">
        <label class="field">
          <span>{t.searchPassage}</span>
          <input type="search" name="search" value={fields.search} maxlength={MAX_CURATED_QUESTION} />
        </label>
        <button type="submit" class="button" name="action" value="search">
          <Icon name="search" />
          {t.searchButton}
        </button>
      </div>
    </fieldset>
  );
}

function PlaceChoice({ view, place, chosen }: { view: SignedInView; place: Place; chosen: boolean }) {
  const t = view.t.hrAnswerForm;
  return (
    <li class="place-choice">
      <label class="tick">
        <input type="radio" name="passageId" value={place.passageId} checked={chosen} />
        <span class="source-where">
          <strong>{place.heading}</strong>
          <span>{`${place.title}, ${fill(view.t.common.page, { page: place.page })}`}</span>
        </span>
      </label>
      <details>
        <summary>
          {t.readPassage}
          <span class="hidden-text">{`: ${place.heading}`}</span>
        </summary>
        <p class="plain">{place.text}</p>
        <a href={placeUrl(place)} target="_blank" rel="noopener">
          {t.viewPassage}
        </a>
      </details>
    </li>
  );
}
