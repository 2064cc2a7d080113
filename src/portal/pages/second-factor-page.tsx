import type { Child } from 'hono/jsx';
import type { FactorSetup, FactorStatus } from '../../accounts/service.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { QrCode } from '../qr-code.tsx';
import { count, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { Entrance } from './sign-in-page.tsx';

/** Address of the page. */
export const SECOND_FACTOR = '/account/tweede-stap';

/** What went wrong, and at which of the forms of the page. */
export interface FactorFault {
  at: 'begin' | 'aan' | 'codes' | 'uit';
  message: string;
}

export interface SecondFactorProps {
  view: SignedInView;
  openQuestions: number | undefined;
  status: FactorStatus;
  /** What is being set up now. */
  setup: FactorSetup | null;
  /** Path to go to afterwards. */
  next: string;
  fault: FactorFault | null;
  done: string | null;
}

/** Setting up, new recovery codes, switching off. Works without scripts. */
export function SecondFactorPage(props: SecondFactorProps) {
  const { view, status, setup, done } = props;
  const t = view.t.secondFactor;
  return (
    <FactorFrame {...props} title={t.title}>
      <h1>{t.title}</h1>
      <p class="lead">{view.session.mustSetUpFactor ? t.mustLead : t.lead}</p>
      {done !== null && (
        <p class="message good" role="status">
          {done}
        </p>
      )}
      {status.state === 'on' ? (
        <Manage {...props} />
      ) : setup === null ? (
        <Begin {...props} />
      ) : (
        <Setup {...props} setup={setup} />
      )}
    </FactorFrame>
  );
}

/** Who may do nothing else yet sees nothing else; the others have the menu. */
export function FactorFrame({
  view,
  openQuestions,
  title,
  scripts = [],
  children,
}: Pick<SecondFactorProps, 'view' | 'openQuestions'> & {
  title: string;
  scripts?: readonly string[];
  children: Child;
}) {
  if (view.session.mustSetUpFactor)
    return (
      <Entrance view={view} title={title} scripts={scripts}>
        {children}
        <form method="post" action="/afmelden" class="no-print">
          <button type="submit" class="button">
            {view.t.common.signOut}
          </button>
        </form>
      </Entrance>
    );
  return (
    <Page view={view} title={title} active="" openQuestions={openQuestions} scripts={scripts}>
      <div class="column">
        <p class="no-print">
          <a class="back" href="/account">
            <Icon name="left" />
            {view.t.secondFactor.back}
          </a>
        </p>
        {children}
      </div>
    </Page>
  );
}

function Begin({ view, next, fault }: SecondFactorProps) {
  const t = view.t.secondFactor;
  return (
    <form method="post" action={SECOND_FACTOR} class="panel stack">
      <input type="hidden" name="next" value={next} />
      <Fault fault={fault} at="begin" />
      <p>{t.offLead}</p>
      <div class="row">
        <button type="submit" class="button primary">
          {t.begin}
        </button>
      </div>
    </form>
  );
}

function Setup({ view, next, fault, setup }: SecondFactorProps & { setup: FactorSetup }) {
  const t = view.t.secondFactor;
  return (
    <>
      <section class="panel stack">
        <h2>{t.scanTitle}</h2>
        <p>{t.scan}</p>
        <QrCode text={setup.uri} label={t.qr} />
        <p>{t.secret}</p>
        <p>
          <code class="secret">{setup.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
      </section>
      <form method="post" action={`${SECOND_FACTOR}/aan`} class="panel stack">
        <input type="hidden" name="next" value={next} />
        <h2>{t.confirmTitle}</h2>
        <Fault fault={fault} at="aan" />
        <CodeField label={t.code} fault={fault} at="aan" />
        <div class="row">
          <button type="submit" class="button primary">
            {t.confirm}
          </button>
        </div>
      </form>
      <form method="post" action={SECOND_FACTOR}>
        <input type="hidden" name="next" value={next} />
        <button type="submit" class="button plain-button">
          {t.beginAgain}
        </button>
      </form>
    </>
  );
}

function Manage({ view, status, fault }: SecondFactorProps) {
  const t = view.t.secondFactor;
  const since = dayOf(status.since ?? 0, view.language);
  return (
    <>
      <section class="panel stack">
        <p>
          <span class="tag tag-good">{fill(t.on, { date: since })}</span>
        </p>
        <p>{count(t.codesLeft, status.recoveryCodesLeft, view.language)}</p>
      </section>
      <form method="post" action={`${SECOND_FACTOR}/codes`} class="panel stack">
        <h2>{t.renewTitle}</h2>
        <p class="note">{t.renewLead}</p>
        <Fault fault={fault} at="codes" />
        <CodeField label={t.code} fault={fault} at="codes" />
        <div class="row">
          <button type="submit" class="button">
            {t.renew}
          </button>
        </div>
      </form>
      <form method="post" action={`${SECOND_FACTOR}/uit`} class="panel stack">
        <h2>{t.disableTitle}</h2>
        <p class="note">{status.required ? `${t.disableLead} ${t.disableRequired}` : t.disableLead}</p>
        <Fault fault={fault} at="uit" />
        {status.hasPassword && (
          <label class="field">
            <span>{t.password}</span>
            <input
              type="password"
              name="password"
              required
              maxlength={500}
              autocomplete="current-password"
              aria-describedby={fault?.at === 'uit' ? 'fault-uit' : undefined}
            />
          </label>
        )}
        <CodeField label={t.codeOrRecovery} fault={fault} at="uit" takesRecovery />
        <div class="row">
          <button type="submit" class="button">
            {t.disable}
          </button>
        </div>
      </form>
    </>
  );
}

function Fault({ fault, at }: { fault: FactorFault | null; at: FactorFault['at'] }) {
  return fault?.at !== at ? null : (
    <p class="message bad" role="alert" id={`fault-${at}`}>
      {fault.message}
    </p>
  );
}

/** @param takesRecovery a recovery code will do as well, and has letters */
function CodeField({
  label,
  fault,
  at,
  takesRecovery = false,
}: {
  label: string;
  fault: FactorFault | null;
  at: FactorFault['at'];
  takesRecovery?: boolean;
}) {
  const isWrong = fault?.at === at;
  return (
    <label class="field code-field">
      <span>{label}</span>
      <input
        type="text"
        name="code"
        required
        maxlength={40}
        inputmode={takesRecovery ? undefined : 'numeric'}
        autocomplete="one-time-code"
        aria-invalid={isWrong ? 'true' : undefined}
        aria-describedby={isWrong ? `fault-${at}` : undefined}
      />
    </label>
  );
}

/** On the account page: whether it is on, and the way to it. */
export function SecondFactorPanel({ view, status }: Pick<SecondFactorProps, 'view' | 'status'>) {
  const t = view.t.secondFactor;
  const isOn = status.state === 'on';
  return (
    <section class="panel stack">
      <h2>{t.title}</h2>
      <p>
        <span class={isOn ? 'tag tag-good' : 'tag'}>
          {isOn ? fill(t.on, { date: dayOf(status.since ?? 0, view.language) }) : t.off}
        </span>
      </p>
      <p class="note">{isOn ? count(t.codesLeft, status.recoveryCodesLeft, view.language) : t.lead}</p>
      <p class="row">
        <a class="button" href={SECOND_FACTOR}>
          {isOn ? t.manage : t.begin}
        </a>
      </p>
    </section>
  );
}
