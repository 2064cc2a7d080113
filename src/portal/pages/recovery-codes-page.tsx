import { Icon } from '../icons.tsx';
import { FactorFrame, type SecondFactorProps } from './second-factor-page.tsx';

/** The ten codes, the only time they are shown. */
export function RecoveryCodesPage({
  codes,
  next,
  ...props
}: Pick<SecondFactorProps, 'view' | 'openQuestions' | 'next'> & { codes: readonly string[] }) {
  const t = props.view.t.secondFactor;
  return (
    <FactorFrame {...props} title={t.codesTitle} scripts={['recovery-codes.js']}>
      <h1>{t.codesTitle}</h1>
      <p class="lead">{t.codesLead}</p>
      <section class="panel stack">
        <ul class="recovery-codes" id="recovery-codes" aria-label={t.codesList}>
          {codes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div class="row needs-script no-print">
          <button
            type="button"
            class="button"
            data-action="copy"
            data-done={t.copied}
            data-failed={t.copyFailed}
          >
            <Icon name="copy" />
            {t.copy}
          </button>
          <button type="button" class="button" data-action="print">
            {t.print}
          </button>
          <span class="note" role="status" id="status" />
        </div>
      </section>
      <p class="row no-print">
        <a class="button primary" href={next}>
          {t.goOn}
        </a>
      </p>
    </FactorFrame>
  );
}
