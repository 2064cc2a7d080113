import type { Child } from 'hono/jsx';
import type { SigningDoor, SigningView } from '../../contracts/model.ts';
import { ContractText, PdfPanel } from '../contract-text.tsx';
import { Icon } from '../icons.tsx';
import { HtmlDocument, LanguageLink } from '../layout.tsx';
import { dateText, fill } from '../texts/fill.ts';
import type { View } from '../view.ts';

export function signingUrl(token: string): string {
  return `/ondertekenen/${encodeURIComponent(token)}`;
}

/** A page for somebody without an account. */
function Frame({ view, employer, children }: { view: View; employer: string; children: Child }) {
  return (
    <HtmlDocument view={view} title={view.t.signing.title} scripts={['contract.js']}>
      <header class="top">
        <span class="brand">
          <span class="brand-mark" aria-hidden="true">
            V
          </span>
          <span class="brand-name">{employer}</span>
        </span>
        <div class="top-actions">
          <LanguageLink view={view} />
        </div>
      </header>
      <main id="inhoud" tabindex={-1} class="signing-main">
        {children}
      </main>
    </HtmlDocument>
  );
}

interface DoorProps {
  view: View;
  token: string;
  door: SigningDoor;
  /** A code was just mailed. */
  codeSent: boolean;
  fault: string | null;
}

/** Before the code: what it is about, and nothing of what it says. */
export function SigningDoorPage({ view, token, door, codeSent, fault }: DoorProps) {
  const t = view.t.signing;
  const { status } = door;
  const isEnded = status !== 'sent' && status !== 'completed';
  return (
    <Frame view={view} employer={door.employer}>
      <h1>{door.title}</h1>
      {isEnded ? (
        <p class="message busy" role="status">
          {t.ended[status]}
        </p>
      ) : (
        <>
          <p>
            {status === 'completed'
              ? t.sealed
              : fill(t.lead, { employer: door.employer, title: door.title, name: door.name })}
          </p>
          <CodeForms view={view} token={token} door={door} codeSent={codeSent} fault={fault} />
        </>
      )}
    </Frame>
  );
}

function CodeForms({ view, token, door, codeSent, fault }: DoorProps) {
  const t = view.t.signing;
  const url = signingUrl(token);
  const email = door.maskedEmail;
  return (
    <section class="panel stack">
      <p>{fill(t.codeLead, { email })}</p>
      {codeSent && (
        <p class="message good" role="status">
          {fill(t.codeSent, { email })}
        </p>
      )}
      {fault !== null && (
        <p class="message bad" role="alert" id="code-fault">
          {fault}
        </p>
      )}
      <form method="post" action={`${url}/openen`} class="stack">
        <label class="field code-field">
          <span>{t.code}</span>
          <input
            type="text"
            name="code"
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength={12}
            required
            aria-invalid={fault === null ? undefined : 'true'}
            aria-describedby={fault === null ? undefined : 'code-fault'}
          />
        </label>
        <div class="row">
          <button type="submit" class={codeSent ? 'button primary' : 'button'}>
            {t.open}
          </button>
        </div>
      </form>
      <form method="post" action={`${url}/code`}>
        <button type="submit" class={codeSent ? 'button' : 'button primary'}>
          {codeSent ? t.mailAgain : t.mailCode}
        </button>
      </form>
    </section>
  );
}

interface ReadProps {
  view: View;
  token: string;
  contract: SigningView;
  /** What was typed, with what is wrong with it. */
  typed: { name: string; reason: string };
  fault: { of: 'sign' | 'decline'; text: string } | null;
}

/** The contract to read, and to sign or decline when it is the turn of this signer. On a phone first. */
export function SigningReadPage(props: ReadProps) {
  const { view, token, contract } = props;
  const t = view.t.signing;
  const url = `${signingUrl(token)}/contract.pdf`;
  const done = contract.status === 'completed';
  return (
    <Frame view={view} employer={contract.employer}>
      <h1>{contract.title}</h1>
      <Standing view={view} contract={contract} />
      {done && (
        <p>
          <a class="button primary" href={url} download={`${contract.title}.pdf`}>
            <Icon name="download" />
            {t.downloadSealed}
          </a>
        </p>
      )}
      <section class="panel stack" aria-label={t.read}>
        <ContractText blocks={contract.blocks} top={2} />
      </section>
      <section class="panel stack">
        <PdfPanel t={view.t.contracts} url={url} title={contract.title} summary={t.pdf} />
        <h2>{t.who}</h2>
        <ul class="plain-list">
          {contract.signers.map(({ name, role, status }) => (
            <li>
              <strong>{name}</strong>{' '}
              <span class="note">{`${view.t.contracts.roles[role]}, ${t.statuses[status]}`}</span>
            </li>
          ))}
        </ul>
      </section>
      {contract.signer === 'viewed' && contract.status === 'sent' && (
        <>
          <SignForm {...props} />
          <DeclineForm {...props} />
        </>
      )}
    </Frame>
  );
}

/** How it stands, for this signer. */
function Standing({ view, contract }: Pick<ReadProps, 'view' | 'contract'>) {
  const t = view.t.signing;
  if (contract.signer === 'declined')
    return (
      <p class="message busy" role="status">
        {t.declinedDone}
      </p>
    );
  if (contract.signer === 'signed')
    return (
      <p class="message good" role="status">
        {contract.status === 'completed' ? t.signedDone : contract.sealing ? t.signedSealing : t.signedWait}
      </p>
    );
  if (contract.expiresOn === null) return null;
  return <p>{fill(t.until, { date: dateText(contract.expiresOn, view.language) })}</p>;
}

function SignForm({ view, token, contract, typed, fault }: ReadProps) {
  const t = view.t.signing;
  const wrong = fault?.of === 'sign' ? fault.text : null;
  return (
    <form method="post" action={`${signingUrl(token)}/tekenen`} class="panel stack" data-sign id="tekenen">
      <h2>{t.sign}</h2>
      {wrong !== null && (
        <p class="message bad" role="alert" id="sign-fault">
          {wrong}
        </p>
      )}
      <fieldset class="options needs-script">
        <legend>{t.how}</legend>
        <label class="tick">
          <input type="radio" name="method" value="typed" checked />
          <span>{t.typed}</span>
        </label>
        <label class="tick">
          <input type="radio" name="method" value="drawn" />
          <span>{t.drawn}</span>
        </label>
      </fieldset>
      <label class="field sign-typed">
        <span>{t.yourName}</span>
        <input
          type="text"
          name="name"
          value={typed.name === '' ? contract.name : typed.name}
          maxlength={120}
          autocomplete="name"
          aria-describedby={wrong === null ? undefined : 'sign-fault'}
        />
      </label>
      <div class="stack sign-drawn needs-script">
        <p class="label">{t.pad}</p>
        <canvas class="signature-pad" role="img" aria-label={t.pad} />
        <input type="hidden" name="strokes" value="" />
        <p class="note">{t.padNote}</p>
        <div class="row">
          <button type="button" class="button" data-clear>
            {t.clear}
          </button>
        </div>
      </div>
      <label class="tick">
        <input type="checkbox" name="agreed" value="1" required />
        <span>{t.agree}</span>
      </label>
      <p class="note">{t.note}</p>
      <div class="row">
        <button type="submit" class="button primary">
          <Icon name="check" />
          {t.submit}
        </button>
      </div>
    </form>
  );
}

function DeclineForm({ view, token, typed, fault }: ReadProps) {
  const t = view.t.signing;
  const wrong = fault?.of === 'decline' ? fault.text : null;
  return (
    <details class="panel" open={wrong !== null}>
      <summary>{t.declineTitle}</summary>
      <form method="post" action={`${signingUrl(token)}/weigeren`} class="stack">
        <p>{t.declineLead}</p>
        {wrong !== null && (
          <p class="message bad" role="alert" id="decline-fault">
            {wrong}
          </p>
        )}
        <label class="field">
          <span>{t.declineReason}</span>
          <textarea
            name="reason"
            rows={3}
            maxlength={1000}
            required
            aria-invalid={wrong === null ? undefined : 'true'}
            aria-describedby={wrong === null ? undefined : 'decline-fault'}
          >
            {typed.reason}
          </textarea>
        </label>
        <div class="row">
          <button type="submit" class="button danger">
            {t.decline}
          </button>
        </div>
      </form>
    </details>
  );
}
