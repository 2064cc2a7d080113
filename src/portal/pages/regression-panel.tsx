import type { Got, LostAnswer, RegressionView } from '../../regression/model.ts';
import { placeUrl } from '../answer-blocks.ts';
import { count, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { answerUrl } from './done-note.tsx';

/** Where the check is started. */
export const CHECK_AGAIN = '/hr/antwoorden-nakijken';

interface PanelProps {
  view: SignedInView;
  outcome: RegressionView;
}

/** Whether HR's answers are still given to those who ask for them. Works without scripts. */
export function RegressionPanel({ view, outcome }: PanelProps) {
  const t = view.t.regression;
  const { state, done, total, checkedAt } = outcome;
  return (
    <section class="panel stack" aria-labelledby="regression-title">
      <h2 id="regression-title">{t.title}</h2>
      {state === 'working' && total > 0 ? (
        <>
          <p role="status">{fill(t.working, { done, total })}</p>
          <progress max={total} value={done} aria-label={t.title} />
        </>
      ) : (
        <Outcome view={view} outcome={outcome} />
      )}
      <form method="post" action={CHECK_AGAIN} class="row">
        {state === 'working' && total > 0 ? (
          <a class="button" href="/hr/antwoorden">
            {t.refresh}
          </a>
        ) : (
          total > 0 && (
            <button type="submit" class="button">
              {t.run}
            </button>
          )
        )}
        {checkedAt !== null && total > 0 && (
          <span class="note">{fill(t.checked, { date: dayOf(checkedAt, view.language) })}</span>
        )}
      </form>
    </section>
  );
}

function Outcome({ view, outcome: { state, total, wordings, lost } }: PanelProps) {
  const t = view.t.regression;
  if (state === 'failed') return <p class="message bad">{t.failed}</p>;
  if (total === 0) return <p>{t.none}</p>;
  if (lost.length === 0)
    return <p class="message good">{fill(count(t.good, total, view.language), { wordings })}</p>;
  return (
    <>
      <p class="message busy">{count(t.lost, lost.length, view.language)}</p>
      <ul class="plain-list">
        {lost.map((answer) => (
          <li>
            <Lost view={view} answer={answer} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Lost({ view, answer }: { view: SignedInView; answer: LostAnswer }) {
  const t = view.t.regression;
  const { answerId, question, wordings, lost } = answer;
  return (
    <details>
      <summary>
        {question}
        <span class="note block">{fill(t.ofWordings, { lost: lost.length, wordings })}</span>
      </summary>
      <ul class="wordings">
        {lost.map(({ wording, got }) => (
          <li>
            {`“${wording}” ${t.got[got.kind]} `}
            <Instead got={got} />
          </li>
        ))}
      </ul>
      <p>
        <a class="button" href={answerUrl(answerId)}>
          {t.change}
          <span class="hidden-text">{`: ${question}`}</span>
        </a>
      </p>
    </details>
  );
}

function Instead({ got }: { got: Got }) {
  switch (got.kind) {
    case 'other_answer':
      return <a href={answerUrl(got.answerId)}>{got.question}</a>;
    case 'document':
      return <a href={placeUrl(got.place)}>{`${got.place.title}, ${got.place.heading}`}</a>;
    default:
      return null;
  }
}
