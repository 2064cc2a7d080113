import { MAX_OWN_MEANING, MAX_OWN_WORD, type OwnWord, type OwnWordInput } from '../../assistant/model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { ListFoot, ListForm, type ShownList } from '../list-tools.tsx';
import { count, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

/** Address of the page. */
export const OWN_WORDS = '/hr/woorden';

/** What is wrong, by field. */
export type WordFaults = Partial<Record<keyof OwnWordInput, string>>;

/** What stands in the form, and which word it changes; null for a new one. */
export interface WordForm extends OwnWordInput {
  faults: WordFaults;
  editing: { id: string; revision: number } | null;
}

interface OwnWordsProps {
  view: SignedInView;
  openQuestions: number | undefined;
  list: ShownList<OwnWord>;
  form: WordForm;
  /** A word that was just kept or removed. */
  done: OwnWord | null;
  /** Why a change was refused. */
  failure: string | null;
}

/** The employer's own words with what they mean. Works without scripts. */
export function OwnWordsPage({ view, openQuestions, list, form, done, failure }: OwnWordsProps) {
  const t = view.t.ownWords;
  const { words } = view.t.lists;
  return (
    <Page view={view} title={t.title} active="/hr/documenten" openQuestions={openQuestions}>
      <div class="column">
        <p>
          <a class="back" href="/hr/documenten">
            <Icon name="left" />
            {t.back}
          </a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {failure !== null && (
          <p class="message bad" role="alert">
            {failure}
          </p>
        )}
        {done && <Done view={view} word={done} />}
        <Form view={view} form={form} />
        {list.empty ? (
          <p class="panel">
            {t.none} <a href="/hr/vragen">{t.noneLink}</a>
          </p>
        ) : (
          <>
            <h2>{count(t.list, list.total, view.language)}</h2>
            <ListForm
              view={view}
              action={OWN_WORDS}
              list={list}
              sorts={[
                ['text', words.sorts.text],
                ['latest', words.sorts.latest],
              ]}
              file="own-words"
            />
            <ul class="cards">
              {list.rows.map((word) => (
                <li class="panel card">
                  <Word view={view} word={word} />
                </li>
              ))}
            </ul>
            <ListFoot view={view} action={OWN_WORDS} list={list} />
          </>
        )}
      </div>
    </Page>
  );
}

/** What just happened to a word; a removal has its way back. */
function Done({ view, word }: { view: SignedInView; word: OwnWord }) {
  const t = view.t.ownWords;
  return (
    <div class="message good done-note" role="status">
      <span>{fill(word.removed ? t.removed : t.saved, { word: word.word })}</span>
      {word.removed && (
        <form method="post" action={actionUrl(word.id)}>
          <button type="submit" class="button" name="action" value="restore">
            {t.restore}
          </button>
        </form>
      )}
    </div>
  );
}

function Form({ view, form: { word, meaning, faults, editing } }: { view: SignedInView; form: WordForm }) {
  const t = view.t.ownWords;
  const action = editing === null ? OWN_WORDS : wordUrl(editing.id);
  return (
    <form method="post" action={action} class="panel stack answer-form">
      <h2>{editing === null ? t.add : t.edit}</h2>
      {Object.keys(faults).length > 0 && (
        <p class="message bad" role="alert">
          {t.wrong}
        </p>
      )}
      {editing !== null && <input type="hidden" name="revision" value={String(editing.revision)} />}
      <Field
        name="word"
        label={t.word}
        note={t.wordNote}
        value={word}
        max={MAX_OWN_WORD}
        fault={faults.word}
      />
      <Field
        name="meaning"
        label={t.meaning}
        note={t.meaningNote}
        value={meaning}
        max={MAX_OWN_MEANING}
        fault={faults.meaning}
      />
      <div class="row">
        <button type="submit" class="button primary">
          <Icon name={editing === null ? 'plus' : 'check'} />
          {editing === null ? t.submit : t.save}
        </button>
        {editing !== null && (
          <a class="button plain-button" href={OWN_WORDS}>
            {view.t.common.cancel}
          </a>
        )}
      </div>
    </form>
  );
}

interface FieldProps {
  name: keyof OwnWordInput;
  label: string;
  note: string;
  value: string;
  max: number;
  fault: string | undefined;
}

function Field({ name, label, note, value, max, fault }: FieldProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <span class="note" id={`${name}-note`}>
        {note}
      </span>
      <input
        type="text"
        id={name}
        name={name}
        value={value}
        maxlength={max}
        autocomplete="off"
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? `${name}-note ${name}-fault` : `${name}-note`}
      />
      {fault && (
        <span class="fault" id={`${name}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}

function Word({ view, word }: { view: SignedInView; word: OwnWord }) {
  const t = view.t.ownWords;
  const about = <span class="hidden-text">{`: ${word.word}`}</span>;
  return (
    <>
      <h3>{word.word}</h3>
      <p>
        <span class="label">{`${t.means} `}</span>
        {word.meaning}
      </p>
      <form method="post" action={actionUrl(word.id)} class="row">
        <a class="button" href={`${OWN_WORDS}?wijzig=${encodeURIComponent(word.id)}`}>
          {t.change}
          {about}
        </a>
        <button type="submit" class="button" name="action" value="remove">
          {t.remove}
          {about}
        </button>
      </form>
    </>
  );
}

function wordUrl(id: string): string {
  return `${OWN_WORDS}/${encodeURIComponent(id)}`;
}

function actionUrl(id: string): string {
  return `${wordUrl(id)}/actie`;
}
