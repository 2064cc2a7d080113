import { handoffWords } from '../../assistant/handoff.ts';
import { type CareInput, type CareReason, type CareView, MAX_CARE_TEXT } from '../../care/model.ts';
import { CareCard } from '../care-card.tsx';
import { TextField } from '../form-field.tsx';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

/** Address of the page. */
export const CARE = '/hr/hulp';

export type CareFaults = Partial<Record<keyof CareInput | '', string>>;

/** A form that was sent back, with what is wrong. */
export interface CareSent {
  reason: CareReason;
  fields: CareInput;
  faults: CareFaults;
}

interface CareProps {
  view: SignedInView;
  openQuestions: number | undefined;
  contacts: readonly CareView[];
  sent: CareSent | null;
  /** The reason that was just changed. */
  done: CareReason | null;
}

/** HR names who helps. Works without scripts. */
export function CarePage({ view, openQuestions, contacts, sent, done }: CareProps) {
  const t = view.t.care;
  return (
    <Page view={view} title={t.title} active="/hr/vragen" openQuestions={openQuestions}>
      <div class="column">
        <p>
          <a class="back" href="/hr/vragen">
            <Icon name="left" />
            {view.t.hrQuestions.title}
          </a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {contacts.map((contact) => (
          <section class="panel stack" aria-labelledby={`care-${contact.reason}`}>
            <h2 id={`care-${contact.reason}`}>{t.reasons[contact.reason]}</h2>
            {done === contact.reason && <Done view={view} contact={contact} />}
            <Said view={view} contact={contact} />
            <Form view={view} contact={contact} sent={sent?.reason === contact.reason ? sent : null} />
          </section>
        ))}
      </div>
    </Page>
  );
}

interface PartProps {
  view: SignedInView;
  contact: CareView;
}

function Done({ view, contact }: PartProps) {
  const t = view.t.care;
  const name = contact.person?.name ?? '';
  return (
    <div class="message good done-note" role="status">
      <span>{fill(contact.removed ? t.removed : t.saved, { name })}</span>
      {contact.removed && (
        <form method="post" action={`${CARE}/${contact.reason}`}>
          <input type="hidden" name="revision" value={String(contact.revision)} />
          <button type="submit" class="button" name="action" value="restore">
            {t.restore}
          </button>
        </form>
      )}
    </div>
  );
}

/** The reply as it is given now. */
function Said({ view, contact: { reason, person, text, removed } }: PartProps) {
  const t = view.t.care;
  const named = person !== null && !removed ? { person, text } : null;
  return (
    <div class="reply-handoff">
      <p class="label">{named === null ? t.unset : t.set}</p>
      <div class="answer" lang="nl">
        <p class="plain">{handoffWords(named, reason)}</p>
        {named && <CareCard t={view.t.chat} person={named.person} />}
      </div>
    </div>
  );
}

function Form({ view, contact, sent }: PartProps & { sent: CareSent | null }) {
  const t = view.t.care;
  const { reason, revision, person, text, removed } = contact;
  const standing = person === null ? null : { ...person, phone: person.phoneShown, text };
  const fields = sent?.fields ?? standing ?? { name: '', jobTitle: '', phone: '', email: '', text: '' };
  const faults = sent?.faults ?? {};
  const field = (name: keyof CareInput, rest: Partial<Parameters<typeof TextField>[0]> = {}) => (
    <TextField
      id={`${reason}-${name}`}
      name={name}
      label={name === 'text' ? t.text : t[name]}
      value={fields[name]}
      fault={faults[name]}
      {...rest}
    />
  );
  return (
    <form method="post" action={`${CARE}/${reason}`} class="stack">
      {sent && (
        <p class="message bad" role="alert">
          {faults[''] ?? t.wrong}
        </p>
      )}
      <input type="hidden" name="revision" value={String(revision)} />
      <p class="note">{t.hints[reason]}</p>
      <div class="fields">
        {field('name', { max: 80 })}
        {field('jobTitle', { max: 80 })}
      </div>
      <div class="fields">
        {field('phone', { type: 'tel', max: 30, note: t.reach })}
        {field('email', { type: 'email', max: 254, note: t.reach })}
      </div>
      {field('text', {
        rows: 3,
        max: MAX_CARE_TEXT,
        note: fill(t.textNote, { said: `${handoffWords(null, reason).split('. ').slice(0, 2).join('. ')}.` }),
      })}
      <div class="row">
        <button type="submit" class="button primary" name="action" value="save">
          <Icon name="check" />
          {t.save}
          <span class="hidden-text">{`: ${t.reasons[reason]}`}</span>
        </button>
        {person !== null && !removed && (
          <button type="submit" class="button plain-button" name="action" value="remove">
            {t.remove}
            <span class="hidden-text">{`: ${t.reasons[reason]}`}</span>
          </button>
        )}
      </div>
    </form>
  );
}
