import type { CuratedImpact } from '../../assistant/model.ts';
import { count, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { answerUrl } from './done-note.tsx';

interface AffectedProps {
  view: SignedInView;
  answers: CuratedImpact;
}

/** How many of HR's approved answers a new version takes away, and which. */
export function AffectedAnswers({ view, answers: { total, changing } }: AffectedProps) {
  const t = view.t.hrFile;
  return (
    <section class="panel stack" aria-labelledby="answers">
      <h2 id="answers">{t.answersTitle}</h2>
      <p class={changing.length > 0 ? 'message busy' : ''}>{headline(view, total, changing.length)}</p>
      {changing.length > 0 && <p class="note">{t.answersChangeLead}</p>}
      {changing.length > 0 && (
        <ul class="plain-list">
          {changing.map((answer) => (
            <li class="stack-tight">
              <strong>{answer.question}</strong>
              <p class="facts">
                <span class="tag tag-busy">{t.fates[answer.fate]}</span>
                <span>{answer.heading}</span>
                <a href={answerUrl(answer.id)}>
                  {t.toAnswer}
                  <span class="hidden-text">{fill(t.about, { name: answer.question })}</span>
                </a>
              </p>
              {answer.fate !== 'out_of_date' && (
                <div class="before-after">
                  <div>
                    <p class="label">{t.was}</p>
                    <p class="plain">{answer.was}</p>
                  </div>
                  {answer.now && (
                    <div>
                      <p class="label">{t.becomes}</p>
                      <p class="plain">{answer.now.text}</p>
                    </div>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function headline({ t: { hrFile: t }, language }: SignedInView, total: number, changing: number): string {
  if (total === 0) return t.answersNone;
  if (changing === 0) return count(t.answersSame, total, language);
  return fill(count(t.answersChange, changing, language), { all: total });
}
