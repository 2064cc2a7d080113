import type { Declaration } from '../../declarations/model.ts';
import { formatEuro } from '../../kernel/money.ts';
import type { PayrollPeriod } from '../../pay/model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { dateText, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import {
  datesText,
  findingText,
  periodText,
  quantityText,
  rateText,
  spanText,
  statusTag,
} from './declaration-texts.ts';
import { DECLARATIONS, DECLARE, formPaths } from './declarations-page.tsx';
import { HR_DECLARATIONS } from './hr-declarations-page.tsx';

export interface DeclarationPageProps {
  view: SignedInView;
  openQuestions: number | undefined;
  declaration: Declaration;
  /** Into which it could be processed; empty for who cannot. */
  periods: readonly PayrollPeriod[];
  /** With whom it lies; null when nobody has to do anything. */
  holder: { who: string; since: number } | null;
  isOwn: boolean;
  done: string | null;
  fault: string | null;
  requestKey: string;
}

/** One declaration: the check before handing in, its state afterwards, and the place where it is treated. */
export function DeclarationPage(props: DeclarationPageProps) {
  const { view, declaration, isOwn, done, fault, holder } = props;
  const t = view.t.declarations;
  const { form, status, fromDate, toDate } = declaration;
  const title = `${t.kinds[form].title}, ${spanText(view, fromDate, toDate)}`;
  const back = isOwn ? DECLARE : HR_DECLARATIONS;
  return (
    <Page view={view} title={title} active={back} openQuestions={props.openQuestions}>
      <div class="column">
        <p>
          <a class="back" href={back}>
            <Icon name="left" />
            {isOwn ? t.view.back : t.hr.title}
          </a>
        </p>
        <h1>{title}</h1>
        <p class="facts">
          <span class={statusTag(status)}>{t.status[status]}</span>
          {!isOwn && <span>{declaration.name}</span>}
          {declaration.isOnCall && <span>{view.t.staff.onCall}</span>}
          {holder && (
            <span>{fill(t.view.with, { who: holder.who, date: dayOf(holder.since, view.language) })}</span>
          )}
        </p>
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
        {status === 'draft' && <p class="lead">{t.view.draftLead}</p>}
        {declaration.reason !== null && status !== 'draft' && (
          <p class="panel">
            <strong>{`${t.view.reason}: `}</strong>
            {declaration.reason}
          </p>
        )}
        <Findings view={view} declaration={declaration} />
        <Lines view={view} declaration={declaration} />
        {declaration.comment !== '' && (
          <p>
            <strong>{`${t.view.comment}: `}</strong>
            {declaration.comment}
          </p>
        )}
        <Receipts {...props} />
        <OwnActions {...props} />
        <Treat {...props} />
        <History view={view} declaration={declaration} />
      </div>
    </Page>
  );
}

function Findings({ view, declaration }: { view: SignedInView; declaration: Declaration }) {
  const { findings } = declaration;
  if (findings.length === 0) return null;
  const icons = { block: 'alert', warn: 'alert', info: 'help' } as const;
  return (
    <section aria-labelledby="let-op">
      <h2 id="let-op">{view.t.declarations.view.points}</h2>
      <ul class="findings">
        {findings.map((finding) => (
          <li class={`finding finding-${finding.severity}`}>
            <Icon name={icons[finding.severity]} />
            <span>{findingText(view, finding)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lines({ view, declaration }: { view: SignedInView; declaration: Declaration }) {
  const t = view.t.declarations.view;
  const { lines, total, periodId } = declaration;
  const since = [...new Set(lines.flatMap(({ rateFrom }) => rateFrom ?? []))].sort();
  const priced = lines.some(({ amount }) => amount !== null);
  return (
    <section aria-labelledby="regels">
      <h2 id="regels">{t.lines}</h2>
      <section class="scroll-x" tabindex={0} aria-label={t.lines}>
        <table class="lines">
          <thead>
            <tr>
              <th scope="col">{t.what}</th>
              <th scope="col">{t.day}</th>
              <th scope="col" class="number">
                {t.quantity}
              </th>
              {priced && (
                <>
                  <th scope="col" class="number">
                    {t.rate}
                  </th>
                  <th scope="col" class="number">
                    {t.amount}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr>
                <th scope="row">
                  {line.label}
                  {line.taxTreatment === 'taxed' && line.amount !== null && (
                    <small class="note">{t.taxed}</small>
                  )}
                </th>
                <td>{datesText(view, [line.date])}</td>
                <td class="number">{quantityText(view, line.unit, line.quantity)}</td>
                {priced && (
                  <>
                    <td class="number">{rateText(line)}</td>
                    <td class="number">{line.amount === null ? '' : formatEuro(line.amount)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
          {priced && total !== null && (
            <tfoot>
              <tr>
                <th scope="row" colspan={4}>
                  {t.total}
                </th>
                <td class="number">
                  <strong>{formatEuro(total)}</strong>
                </td>
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      <p class="facts">
        {!priced && <span>{t.byPayroll}</span>}
        {periodId !== null && <span>{fill(t.period, { period: periodText(view, periodId) })}</span>}
        {since.length > 0 && (
          <span>
            {`${t.source}: ${fill(t.sourceSet, { date: dateText(since.at(-1) ?? '', view.language) })}`}
          </span>
        )}
        {declaration.replacesId !== null && <span>{t.replaces}</span>}
      </p>
    </section>
  );
}

function Receipts({ view, declaration, isOwn }: DeclarationPageProps) {
  const t = view.t.declarations.view;
  const canChange = isOwn && declaration.allowed.includes('save');
  const { id, receipts } = declaration;
  if (receipts.length === 0 && (!canChange || declaration.form === 'worked')) return null;
  const here = `${DECLARATIONS}/${encodeURIComponent(id)}/bonnen`;
  return (
    <section aria-labelledby="bonnen">
      <h2 id="bonnen">{t.receipts}</h2>
      {receipts.length === 0 && <p class="note">{t.noReceipts}</p>}
      <ul class="plain-list">
        {receipts.map((receipt) => (
          <li class="row">
            <a href={`${here}/${encodeURIComponent(receipt.id)}`}>{receipt.fileName}</a>
            {canChange && (
              <form method="post" action={`${here}/${encodeURIComponent(receipt.id)}/weg`}>
                <button
                  type="submit"
                  class="action icon-only"
                  aria-label={fill(t.removeReceipt, { name: receipt.fileName })}
                >
                  <Icon name="close" />
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {canChange && (
        <form method="post" action={here} enctype="multipart/form-data" class="row end">
          <label class="field grow">
            <span>{t.receiptFile}</span>
            <input type="file" name="file" accept="image/*,application/pdf" required />
            <small class="note">{t.receiptHelp}</small>
          </label>
          <button type="submit" class="button">
            <Icon name="upload" />
            {t.addReceipt}
          </button>
        </form>
      )}
    </section>
  );
}

function OwnActions({ view, declaration, isOwn, requestKey }: DeclarationPageProps) {
  if (!isOwn) return null;
  const t = view.t.declarations.view;
  const { allowed, status, id, form, findings } = declaration;
  const here = `${DECLARATIONS}/${encodeURIComponent(id)}`;
  const blocked = findings.some(({ severity }) => severity === 'block');
  const canReplace = status === 'submitted' || status === 'rejected';
  return (
    <div class="row actions">
      {allowed.includes('submit') && (
        <form method="post" action={`${here}/indienen`}>
          <button type="submit" class="button primary" disabled={blocked}>
            <Icon name="send" />
            {t.submit}
          </button>
        </form>
      )}
      {allowed.includes('save') && (
        <a class="button" href={`${formPaths[form]}?draft=${encodeURIComponent(id)}`}>
          {t.change}
        </a>
      )}
      {canReplace && (
        <form method="post" action={`${here}/verbeteren`}>
          <input type="hidden" name="requestKey" value={requestKey} />
          <button type="submit" class="button">
            {status === 'rejected' ? t.again : t.correct}
          </button>
        </form>
      )}
      {allowed.includes('withdraw') && (
        <form method="post" action={`${here}/intrekken`}>
          <button type="submit" class="button plain-button">
            {status === 'draft' ? t.discard : t.withdraw}
          </button>
        </form>
      )}
    </div>
  );
}

function Treat({ view, declaration, periods }: DeclarationPageProps) {
  const t = view.t.declarations.treat;
  const { allowed, id, periodId } = declaration;
  const here = `${DECLARATIONS}/${encodeURIComponent(id)}/behandelen`;
  const canApprove = allowed.includes('approve');
  const canProcess = allowed.includes('process');
  if (!canApprove && !canProcess) return null;
  return (
    <section class="panel stack" aria-labelledby="behandelen">
      <h2 id="behandelen">{t.title}</h2>
      {canApprove && (
        <form method="post" action={here} class="stack">
          <label class="field">
            <span>{t.reason}</span>
            <textarea name="reason" rows={2} maxlength={1000} />
          </label>
          <div class="row">
            <button type="submit" class="button primary" name="action" value="approve">
              <Icon name="check" />
              {t.approve}
            </button>
            <button type="submit" class="button" name="action" value="return">
              {t.return}
            </button>
            <button type="submit" class="button" name="action" value="reject">
              {t.reject}
            </button>
          </div>
        </form>
      )}
      {canProcess && (
        <form method="post" action={here} class="stack">
          <label class="field">
            <span>{t.into}</span>
            <select name="periodId">
              {periods.map((period) => (
                <option value={String(period.id)} selected={period.id === periodId}>
                  {periodText(view, period.id, period.kind)}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>{t.failReason}</span>
            <input type="text" name="reason" maxlength={1000} />
          </label>
          <div class="row">
            <button type="submit" class="button primary" name="action" value="process">
              <Icon name="check" />
              {t.process}
            </button>
            <button type="submit" class="button" name="action" value="fail">
              {t.fail}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}

function History({ view, declaration }: { view: SignedInView; declaration: Declaration }) {
  const t = view.t.declarations;
  return (
    <details class="history">
      <summary>{t.view.history}</summary>
      <ol class="plain-list">
        {declaration.events.map(({ action, person, at, reason }) => (
          <li>
            <strong>{t.events[action]}</strong>{' '}
            <span class="note">{fill(t.view.by, { person, date: dayOf(at, view.language) })}</span>
            {reason !== null && <span>{`: ${reason}`}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
