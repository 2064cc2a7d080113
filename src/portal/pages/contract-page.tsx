import type { ContractView, SignerView } from '../../contracts/model.ts';
import { PdfPanel } from '../contract-text.tsx';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { count, dateText, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { CONTRACTS, contractUrl, StatusTag } from './contracts-page.tsx';

interface ContractProps {
  view: SignedInView;
  openQuestions: number | undefined;
  contract: ContractView;
  /** First day that can be chosen as the last to sign on, and the usual one. */
  today: string;
  usualExpiry: string;
  done: string | null;
  failure: string | null;
}

/** One contract: the PDF, who has signed, what can be done, and every step. Works without scripts. */
export function ContractPage(props: ContractProps) {
  const { view, contract, done, failure } = props;
  const t = view.t.contracts;
  return (
    <Page
      view={view}
      title={contract.title}
      active="/hr/documenten"
      openQuestions={props.openQuestions}
      scripts={['contract.js']}
    >
      <div class="column">
        <p>
          <a class="back" href={CONTRACTS}>
            <Icon name="left" />
            {t.back}
          </a>
        </p>
        <h1>{contract.title}</h1>
        {done !== null && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        {failure !== null && (
          <p class="message bad" role="alert">
            {failure}
          </p>
        )}
        <Facts view={view} contract={contract} />
        {contract.warnings.map((warning) => (
          <p class="message busy">{t.warnings[warning]}</p>
        ))}
        <Document view={view} contract={contract} />
        <Signers view={view} contract={contract} />
        {contract.status === 'draft' && <Draft {...props} />}
        {contract.status === 'sent' && !contract.sealing && <Withdraw view={view} contract={contract} />}
        <ReadersForm view={view} contract={contract} />
        <History view={view} contract={contract} />
      </div>
    </Page>
  );
}

type PartProps = Pick<ContractProps, 'view' | 'contract'>;

function Facts({ view, contract }: PartProps) {
  const t = view.t.contracts;
  const { language } = view;
  return (
    <p class="facts">
      <StatusTag view={view} row={{ ...contract, signers: contract.signers.length }} />
      {contract.isOnCall && <span class="tag">{t.onCall}</span>}
      {contract.subjectName !== '' && <span>{contract.subjectName}</span>}
      <span>{count(t.pages, contract.pages, language)}</span>
      {contract.expiresOn !== null && contract.status === 'sent' && (
        <span>{fill(t.until, { date: dateText(contract.expiresOn, language) })}</span>
      )}
      {contract.endReason !== null && <span>{fill(t.reason, { reason: contract.endReason })}</span>}
    </p>
  );
}

function Document({ view, contract }: PartProps) {
  const t = view.t.contracts;
  const sealed = contract.sealSha256 !== null;
  const file = `/api/employers/${encodeURIComponent(view.session.actor.employerId)}/contracts/${encodeURIComponent(contract.id)}/file`;
  return (
    <section class="panel stack">
      <PdfPanel t={t} url={sealed ? `${file}?part=sealed` : file} title={contract.title} summary={t.pdf} />
      {sealed && (
        <p>
          <a class="download" href={`${file}?part=sealed`} download={`${contract.title}.pdf`}>
            <Icon name="download" />
            {t.downloadSealed}
          </a>
        </p>
      )}
      <details>
        <summary>{t.hashes}</summary>
        <dl class="preview">
          <dt>{t.hashOriginal}</dt>
          <dd class="hash">{contract.sha256}</dd>
          {contract.sealSha256 !== null && (
            <>
              <dt>{t.hashSealed}</dt>
              <dd class="hash">{contract.sealSha256}</dd>
            </>
          )}
        </dl>
      </details>
    </section>
  );
}

function Signers({ view, contract }: PartProps) {
  const t = view.t.contracts;
  return (
    <section class="panel stack">
      <h2>{t.signers}</h2>
      <ol class="plain-list">
        {contract.signers.map((signer) => (
          <li>
            <Signer view={view} contract={contract} signer={signer} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const tones = {
  waiting: 'tag',
  sent: 'tag tag-busy',
  viewed: 'tag tag-busy',
  signed: 'tag tag-good',
  declined: 'tag tag-bad',
  expired: 'tag tag-bad',
  cancelled: 'tag',
} as const;

function Signer({ view, contract, signer }: PartProps & { signer: SignerView }) {
  const t = view.t.contracts;
  const day = (at: number | null) => (at === null ? '' : dayOf(at, view.language));
  const at = signer.signedAt ?? signer.declinedAt;
  const canResend =
    contract.turn.includes(signer.name) && (signer.status === 'sent' || signer.status === 'viewed');
  return (
    <>
      <p>
        <strong>{signer.name}</strong> <span class="note">{`${t.roles[signer.role]}, ${signer.email}`}</span>
      </p>
      <p class="facts">
        {contract.status !== 'draft' && (
          <span class={tones[signer.status]}>{fill(t.signerStatus[signer.status], { date: day(at) })}</span>
        )}
        {signer.method !== null && <span>{t.methods[signer.method]}</span>}
        {signer.remindersSent > 0 && (
          <span>{count(t.remindersSent, signer.remindersSent, view.language)}</span>
        )}
        {signer.nextReminderAt !== null && (
          <span>{fill(t.reminder, { date: day(signer.nextReminderAt) })}</span>
        )}
      </p>
      {signer.declineReason !== null && <p>{fill(t.reason, { reason: signer.declineReason })}</p>}
      {canResend && (
        <form method="post" action={`${contractUrl(contract.id)}/link`}>
          <button type="submit" class="button" name="signer" value={signer.id}>
            {t.resend}
            <span class="hidden-text">{`: ${signer.name}`}</span>
          </button>
        </form>
      )}
    </>
  );
}

function Draft({ view, contract, today, usualExpiry }: ContractProps) {
  const t = view.t.contracts;
  const url = contractUrl(contract.id);
  return (
    <section class="panel stack">
      <h2>{t.sendTitle}</h2>
      <p>{t.sendLead}</p>
      <form method="post" action={`${url}/versturen`} class="stack">
        <input type="hidden" name="revision" value={String(contract.revision)} />
        <label class="field">
          <span>{t.expiresOn}</span>
          <input type="date" name="expiresOn" value={usualExpiry} min={today} required />
          <span class="note">{t.expiresNote}</span>
        </label>
        <div class="row">
          <button type="submit" class="button primary">
            <Icon name="send" />
            {t.send}
          </button>
          <a class="button" href={`${url}/wijzigen`}>
            {t.edit}
          </a>
        </div>
      </form>
      <form method="post" action={`${url}/verwijderen`}>
        <button type="submit" class="action">
          {t.remove}
        </button>
      </form>
    </section>
  );
}

function Withdraw({ view, contract }: PartProps) {
  const t = view.t.contracts;
  return (
    <details class="panel">
      <summary>{t.withdrawTitle}</summary>
      <form method="post" action={`${contractUrl(contract.id)}/intrekken`} class="stack">
        <p>{t.withdrawLead}</p>
        <label class="field">
          <span>{t.withdrawReason}</span>
          <textarea name="reason" rows={2} maxlength={1000} required />
        </label>
        <div class="row">
          <button type="submit" class="button danger">
            {t.withdraw}
          </button>
        </div>
      </form>
    </details>
  );
}

function ReadersForm({ view, contract }: PartProps) {
  const t = view.t.contracts;
  const own = view.session.actor.role === 'provider' ? 'provider' : 'employer';
  return (
    <details class="panel">
      <summary>{t.readersTitle}</summary>
      <form method="post" action={`${contractUrl(contract.id)}/lezers`} class="stack">
        {(['employee', 'employer', 'provider'] as const).map((reader) => (
          <label class="check">
            <input
              type="checkbox"
              name={reader}
              value="1"
              checked={contract.readers[reader]}
              disabled={reader === own}
            />
            <span>{t.readers[reader]}</span>
          </label>
        ))}
        <div class="row">
          <button type="submit" class="button">
            {t.saveReaders}
          </button>
        </div>
      </form>
    </details>
  );
}

function History({ view, contract }: PartProps) {
  const t = view.t.contracts;
  const time = new Intl.DateTimeFormat(view.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Amsterdam',
  });
  return (
    <details class="panel">
      <summary>{t.log}</summary>
      <ol class="plain-list">
        {contract.events.map((event) => (
          <li>
            <span>{event.who === '' ? t.events[event.kind] : `${event.who}: ${t.events[event.kind]}`}</span>
            <span class="note block">
              {[
                time.format(event.at),
                ...(event.address === null ? [] : [fill(t.from, { address: event.address })]),
                ...(event.detail === null ? [] : [event.detail]),
              ].join(', ')}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
