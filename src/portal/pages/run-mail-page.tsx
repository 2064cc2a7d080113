import type {
  MailFault,
  MailLanguage,
  MailLevel,
  MailOverview,
  MailPreview,
  RunMailText,
} from '../../payroll-runs/mail-model.ts';
import { defaultTexts, placeholders } from '../../payroll-runs/mail-texts.ts';
import { mailLanguages } from '../../store/run-schema.ts';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { RUN_MAIL, RUNS, RunFrame, type RunPageProps, TRIALS } from './run-parts.tsx';

interface MailProps extends RunPageProps {
  level: MailLevel;
  mail: MailOverview;
  /** What was typed and not kept, with how it would look; null for what stands. */
  typed: { language: MailLanguage; text: RunMailText; preview: MailPreview } | null;
  /** Lines that are no address, with all that was typed; null when nothing is wrong. */
  wrong: { typed: string; value: string } | null;
}

/** Addresses and text of the mail that calls to a trial, with a preview. Works without scripts. */
export function RunMailPage(props: MailProps) {
  const { view, level, mail } = props;
  const t = view.t.runMail;
  const isProvider = view.session.actor.role === 'provider';
  const back = isProvider
    ? { href: RUNS, label: view.t.runs.back }
    : { href: TRIALS, label: view.t.trial.back };
  const { addresses } = mail.effective;
  return (
    <RunFrame {...props} title={t.title} back={back} lead={t.lead}>
      {isProvider && (
        <nav class="tabs" aria-label={t.level}>
          {(['employer', 'provider'] as const).map((one) => (
            <a href={`${RUN_MAIL}?niveau=${one}`} aria-current={one === level ? 'page' : undefined}>
              {t.levels[one]}
            </a>
          ))}
        </nav>
      )}
      <p class="note">{t.levelNotes[level]}</p>
      <section class="panel stack" aria-labelledby="nu">
        <h2 id="nu">{t.now}</h2>
        {addresses.length === 0 ? (
          <p>{t.nobody}</p>
        ) : (
          <ul class="plain-list">
            {addresses.map(({ address, language, from }) => (
              <li>
                {address} <span class="tag">{language}</span> <span class="note">{t.from[from]}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Addresses {...props} />
      {mailLanguages.map((language) => (
        <TextForm {...props} language={language} />
      ))}
    </RunFrame>
  );
}

function Addresses({ view, level, mail, wrong }: MailProps) {
  const t = view.t.runMail;
  const lines = mail[level].addresses.map(({ address, language }) =>
    language === 'en' ? `${address} en` : address,
  );
  return (
    <form method="post" action={RUN_MAIL} class="panel stack" aria-labelledby="adressen">
      <h2 id="adressen">{t.addresses}</h2>
      <input type="hidden" name="level" value={level} />
      <div class="field">
        <label for="addresses">{t.addresses}</label>
        <span class="note" id="addresses-note">
          {t.addressesNote}
        </span>
        <textarea
          id="addresses"
          name="addresses"
          rows={3}
          aria-invalid={wrong ? 'true' : undefined}
          aria-describedby={wrong ? 'addresses-note addresses-fault' : 'addresses-note'}
        >
          {wrong?.typed ?? lines.join('\n')}
        </textarea>
        {wrong && (
          <span class="fault" id="addresses-fault">
            {fill(t.addressWrong, { value: wrong.value })}
          </span>
        )}
      </div>
      <div class="row">
        <button type="submit" class="button" name="action" value="addresses">
          {t.saveAddresses}
        </button>
      </div>
    </form>
  );
}

function TextForm({ view, level, mail, typed, language }: MailProps & { language: MailLanguage }) {
  const t = view.t.runMail;
  const mine = typed?.language === language ? typed : null;
  const own = mail[level].texts[language];
  const below = level === 'employer' ? mail.provider.texts[language] : null;
  const text = mine?.text ?? own ?? below ?? defaultTexts[language];
  const list = placeholders.map((name) => `{{${name}}}`).join(', ');
  return (
    <form method="post" action={RUN_MAIL} class="panel stack" aria-labelledby={`tekst-${language}`}>
      <h2 id={`tekst-${language}`}>{t.text[language]}</h2>
      {own === null && mine === null && <p class="note">{t.isDefault}</p>}
      <input type="hidden" name="level" value={level} />
      <input type="hidden" name="language" value={language} />
      {mine && mine.preview.faults.length > 0 && <Faults view={view} faults={mine.preview.faults} />}
      <label class="field">
        <span>{t.subject}</span>
        <input type="text" name="subject" value={text.subject} maxlength={150} required lang={language} />
      </label>
      <div class="field">
        <label for={`tekst-${language}-body`}>{t.body}</label>
        <textarea
          id={`tekst-${language}-body`}
          name="body"
          rows={10}
          maxlength={4000}
          required
          lang={language}
          aria-describedby={`tekst-${language}-note`}
        >
          {text.body}
        </textarea>
        <span class="note" id={`tekst-${language}-note`}>
          {fill(t.placeholders, { list, link: '{{link}}' })}
        </span>
      </div>
      <div class="row">
        <button type="submit" class="button" name="action" value="preview">
          {t.preview}
        </button>
        <button type="submit" class="button primary" name="action" value="save">
          {t.save}
        </button>
        {own !== null && (
          <button type="submit" class="button plain-button" name="action" value="reset">
            {t.reset}
          </button>
        )}
      </div>
      {mine && <Preview view={view} preview={mine.preview} language={language} />}
    </form>
  );
}

function Faults({ view, faults }: { view: SignedInView; faults: readonly MailFault[] }) {
  const t = view.t.runMail;
  return (
    <div class="message bad" role="alert">
      <p>{t.faultsTitle}</p>
      <ul class="wordings">
        {faults.map(({ field, code, value }) => (
          <li>
            {fill(t.faults[code], { field: field === 'subject' ? t.subject : t.body, value, link: 'link' })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Preview({
  view,
  preview,
  language,
}: {
  view: SignedInView;
  preview: MailPreview;
  language: MailLanguage;
}) {
  return (
    <section aria-label={view.t.runMail.previewTitle} class="stack">
      <h3>{view.t.runMail.previewTitle}</h3>
      <div class="preview" lang={language} role="status">
        <p>
          <strong>{preview.subject}</strong>
        </p>
        <p class="plain">{preview.text}</p>
      </div>
    </section>
  );
}
