import type { Verification } from '../../contracts/model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { CONTRACT_VERIFY, CONTRACTS, contractUrl } from './contracts-page.tsx';

interface VerifyProps {
  view: SignedInView;
  openQuestions: number | undefined;
  result: Verification | null;
  failure: string | null;
}

/** What the bytes and the seal together say. */
export function verdictOf({
  known,
  seal,
}: Verification): 'sealed' | 'original' | 'changed' | 'foreign' | 'unknown' {
  if (known !== 'unknown') return known;
  if (seal.state === 'intact') return seal.ours ? 'foreign' : 'unknown';
  return seal.state === 'none' ? 'unknown' : 'changed';
}

/** Hand in a PDF and see whether it is what it says it is. Works without scripts; nothing is kept. */
export function ContractVerifyPage({ view, openQuestions, result, failure }: VerifyProps) {
  const t = view.t.contracts;
  return (
    <Page view={view} title={t.verifyTitle} active="/hr/documenten" openQuestions={openQuestions}>
      <div class="column">
        <p>
          <a class="back" href={CONTRACTS}>
            <Icon name="left" />
            {t.back}
          </a>
        </p>
        <h1>{t.verifyTitle}</h1>
        <p class="lead">{t.verifyLead}</p>
        {result !== null && <Result view={view} result={result} />}
        <form method="post" action={CONTRACT_VERIFY} enctype="multipart/form-data" class="panel stack">
          {failure !== null && (
            <p class="message bad" role="alert">
              {failure}
            </p>
          )}
          <label class="field">
            <span>{t.verifyFile}</span>
            <input type="file" name="file" accept="application/pdf,.pdf" required />
          </label>
          <div class="row">
            <button type="submit" class="button primary">
              {t.verifySubmit}
            </button>
          </div>
        </form>
      </div>
    </Page>
  );
}

function Result({ view, result }: { view: SignedInView; result: Verification }) {
  const t = view.t.contracts;
  const verdict = verdictOf(result);
  const text = fill(t.verdicts[verdict], { title: result.title ?? '' });
  const tone = { sealed: 'good', original: 'good', changed: 'bad', foreign: 'busy', unknown: 'busy' }[
    verdict
  ];
  const { seal } = result;
  return (
    <section class="stack" role="status">
      <p class={`message ${tone}`}>{text}</p>
      <p class="facts">
        <span>{t.sealStates[seal.state]}</span>
        {seal.state !== 'none' && <span>{seal.ours ? t.sealOurs : t.sealForeign}</span>}
        {result.contractId !== null && <a href={contractUrl(result.contractId)}>{result.title}</a>}
      </p>
      <p class="hash">{`SHA-256 ${result.sha256}`}</p>
    </section>
  );
}
