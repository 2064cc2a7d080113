import {
  type CoverageView,
  type CoveredQuestion,
  coverageTopics,
  type FoundConflict,
} from '../../coverage/model.ts';
import { placeUrl } from '../answer-blocks.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import type { PageData } from '../page-data.ts';
import { count, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

/** Address of the page. */
export const COVERAGE = '/hr/dekking';

interface CoverageProps {
  view: SignedInView;
  data: PageData;
  openQuestions: number | undefined;
  coverage: CoverageView;
  /** Only the questions without an answer. */
  missingOnly: boolean;
  /** What was just decided. */
  done: 'saved' | 'takenBack' | null;
}

/** What the ticked documents answer of the standard questions, what else would help, and where documents contradict each other. Works without scripts. */
export function CoveragePage({ view, data, openQuestions, coverage, missingOnly, done }: CoverageProps) {
  const t = view.t.coverage;
  return (
    <Page
      view={view}
      title={t.title}
      active="/hr/documenten"
      openQuestions={openQuestions}
      scripts={coverage.state === 'working' ? ['coverage.js'] : []}
      data={data}
    >
      <div class="column">
        <p>
          <a class="back" href="/hr/documenten">
            <Icon name="left" />
            {t.back}
          </a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {done !== null && (
          <p class="message good" role="status">
            {t[done]}
          </p>
        )}
        <Total view={view} coverage={coverage} />
        <Gains view={view} coverage={coverage} />
        <Questions view={view} coverage={coverage} missingOnly={missingOnly} />
        <Conflicts view={view} coverage={coverage} />
      </div>
    </Page>
  );
}

interface PartProps {
  view: SignedInView;
  coverage: CoverageView;
}

function Total({ view, coverage }: PartProps) {
  const t = view.t.coverage;
  const { state, done, total, answered } = coverage;
  if (state === 'failed') return <p class="message bad">{t.failed}</p>;
  if (state === 'working')
    return (
      <div class="panel stack" id="coverage-progress">
        <p role="status" data-text={t.working}>
          {fill(t.working, { done, total })}
        </p>
        <progress max={total} value={done} aria-label={t.title} />
        <noscript>
          <a class="button" href={COVERAGE}>
            {t.refresh}
          </a>
        </noscript>
      </div>
    );
  return (
    <div class="panel stack">
      <p class="coverage-total">{fill(count(t.answered, answered, view.language), { total })}</p>
      <meter min={0} max={total} value={answered} aria-label={t.title} />
      {answered === 0 && <p>{t.noDocuments}</p>}
    </div>
  );
}

function Gains({ view, coverage }: PartProps) {
  const t = view.t.coverage;
  if (coverage.gains.length === 0) return null;
  return (
    <section class="panel stack">
      <h2>{t.gains}</h2>
      <ul>
        {coverage.gains.map(({ title, questions }) => (
          <li>{fill(count(t.gain, questions, view.language), { title })}</li>
        ))}
      </ul>
      <p>
        <a class="button" href="/hr/documenten">
          {t.gainLink}
        </a>
      </p>
    </section>
  );
}

function Conflicts({ view, coverage }: PartProps) {
  const t = view.t.coverage;
  if (coverage.conflicts.length === 0) return null;
  const asked = new Map(coverage.questions.map((question) => [question.id, question[view.language]]));
  return (
    <section>
      <h2>{t.conflicts}</h2>
      <p class="note">{t.conflictsLead}</p>
      <ul class="cards">
        {coverage.conflicts.map((conflict) => (
          <li class="panel card">
            <details>
              <summary>
                {conflict.questionIds.map((id) => asked.get(id) ?? '').join(' ')}
                <span class="note block">{standing(view, conflict)}</span>
              </summary>
              <Sides view={view} conflict={conflict} />
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who decided what applies: HR about these clauses, the order of the documents, or nobody yet. */
function standing({ t: { coverage: t } }: SignedInView, { sides, prevails }: FoundConflict): string {
  const decided = sides.find((side) => side.key === prevails);
  if (decided !== undefined) return fill(t.decided, { title: decided.title });
  const [first, second] = [...sides].sort((a, b) => b.precedence - a.precedence);
  if (first === undefined || second === undefined || first.precedence === second.precedence)
    return t.undecided;
  return fill(t.byOrder, { title: first.title });
}

function Sides({ view, conflict }: { view: SignedInView; conflict: FoundConflict }) {
  const t = view.t.coverage;
  const { id, sides, prevails } = conflict;
  return (
    <form method="post" action={`${COVERAGE}/${encodeURIComponent(id)}`} class="stack">
      {sides.map((side) => (
        <div class="source">
          <p>
            <a href={placeUrl(side)}>{`${side.title}, ${side.heading}`}</a>{' '}
            <span class="note">{fill(view.t.common.page, { page: side.page })}</span>
          </p>
          <blockquote lang="nl">{side.quote}</blockquote>
          {prevails === side.key ? (
            <p class="tag tag-strong">{t.chosen}</p>
          ) : (
            <button type="submit" class="button" name="prevails" value={side.key}>
              {t.applies}
              <span class="hidden-text">{`: ${side.title}`}</span>
            </button>
          )}
        </div>
      ))}
      {prevails !== null && (
        <button type="submit" class="button plain-button" name="prevails" value="">
          {t.takeBack}
        </button>
      )}
    </form>
  );
}

function Questions({ view, coverage, missingOnly }: PartProps & { missingOnly: boolean }) {
  const t = view.t.coverage;
  const missing = coverage.questions.filter((question) => question.answeredBy === null);
  const shown = missingOnly ? missing : coverage.questions;
  if (coverage.questions.length === 0) return null;
  return (
    <>
      <nav class="row" aria-label={t.show}>
        <a class="button" href={COVERAGE} aria-current={missingOnly ? undefined : 'page'}>
          {fill(t.all, { n: coverage.questions.length })}
        </a>
        <a class="button" href={`${COVERAGE}?toon=zonder`} aria-current={missingOnly ? 'page' : undefined}>
          {fill(t.missing, { n: missing.length })}
        </a>
      </nav>
      {missingOnly && <p class="note">{missing.length === 0 ? t.nothingMissing : t.missingLead}</p>}
      {coverageTopics.map((topic) => {
        const own = shown.filter((question) => question.topic === topic);
        const all = coverage.questions.filter((question) => question.topic === topic);
        const answered = all.filter((question) => question.answeredBy !== null).length;
        return own.length === 0 ? null : (
          <details class="panel" open={missingOnly}>
            <summary>
              <h2 class="inline">{t.topics[topic]}</h2>
              <span class="note block">{fill(t.ofTopic, { n: answered, total: all.length })}</span>
            </summary>
            <ul class="coverage">
              {own.map((question) => (
                <Question view={view} question={question} />
              ))}
            </ul>
          </details>
        );
      })}
    </>
  );
}

function Question({ view, question }: { view: SignedInView; question: CoveredQuestion }) {
  const t = view.t.coverage;
  const { answeredBy, source, wouldAnswer } = question;
  return (
    <li>
      <span class={answeredBy === null ? 'coverage-mark' : 'coverage-mark covered'}>
        <Icon name={answeredBy === null ? 'help' : 'check'} />
      </span>
      <span>
        {question[view.language]}
        <span class="note block">
          {answeredBy === null ? t.none : t.by[answeredBy]}{' '}
          {source !== null && <a href={placeUrl(source)}>{`${source.title}, ${source.heading}`}</a>}
          {wouldAnswer.length > 0 &&
            ` (${fill(t.wouldAnswer, { titles: wouldAnswer.map(({ title }) => title).join(', ') })})`}
        </span>
      </span>
    </li>
  );
}
