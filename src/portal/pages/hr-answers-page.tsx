import type { CuratedState, CuratedView } from '../../assistant/model.ts';
import type { RegressionView } from '../../regression/model.ts';
import { placeUrl } from '../answer-blocks.ts';
import { Page } from '../layout.tsx';
import { ListFoot, ListForm, type ShownList } from '../list-tools.tsx';
import { count, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { actionUrl, answerUrl, DoneNote, UndoForm } from './done-note.tsx';
import { type HrCounts, HrTabs } from './hr-tabs.tsx';
import { RegressionPanel } from './regression-panel.tsx';

interface HrAnswersProps {
  view: SignedInView;
  list: ShownList<CuratedView>;
  counts: HrCounts;
  done: CuratedView | null;
  /** Why a change was refused. */
  failure: string | null;
  regression: RegressionView;
}

const stateTags: Record<CuratedState, string> = {
  active: 'tag tag-good',
  review: 'tag tag-busy',
  withdrawn: 'tag',
};

/** What HR answered once, with what became of its sources. */
export function HrAnswersPage({ view, list, counts, done, failure, regression }: HrAnswersProps) {
  const t = view.t.hrAnswers;
  const { answers } = view.t.lists;
  return (
    <Page view={view} title={t.title} active="/hr/vragen" openQuestions={counts.open}>
      <div class="column">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <HrTabs view={view} counts={counts} active="answered" />
        {failure !== null && (
          <p class="message bad" role="alert">
            {failure}
          </p>
        )}
        {done && <DoneNote view={view} answer={done} />}
        <RegressionPanel view={view} outcome={regression} />
        {list.empty && <p class="panel">{t.none}</p>}
        <ListForm
          view={view}
          action="/hr/antwoorden"
          list={list}
          filters={[
            ['active', answers.filters.active],
            ['review', answers.filters.review],
            ['withdrawn', answers.filters.withdrawn],
            ['on_call', answers.filters.on_call],
            ['unused', answers.filters.unused],
          ]}
          sorts={[
            ['latest', answers.sorts.latest],
            ['used', answers.sorts.used],
            ['text', answers.sorts.text],
          ]}
          file="curated"
        />
        <ul class="cards">
          {list.rows.map((answer) => (
            <li class="panel card">
              <Answer view={view} answer={answer} />
            </li>
          ))}
        </ul>
        <ListFoot view={view} action="/hr/antwoorden" list={list} />
      </div>
    </Page>
  );
}

function Answer({ view, answer }: { view: SignedInView; answer: CuratedView }) {
  const { hrAnswers: t } = view.t;
  const { language } = view;
  const wordings = answer.wordings.filter((wording) => wording !== answer.question);
  return (
    <>
      <h2>{answer.question}</h2>
      <p class="facts">
        <span class={stateTags[answer.state]}>{t.states[answer.state]}</span>
        <span class="tag">{t.scopes[answer.scope]}</span>
        <span>{count(t.uses, answer.uses, language)}</span>
        <span>{count(t.people, answer.people, language)}</span>
      </p>
      <p class="plain">{answer.kind === 'text' ? answer.answer : t.pointed}</p>
      <SourceState view={view} answer={answer} />
      <p class="note">
        {fill(t.approved, { name: answer.approvedBy, date: dayOf(answer.approvedAt, language) })}
      </p>
      {wordings.length > 0 && (
        <details>
          <summary>{count(t.wordings, answer.wordings.length, language)}</summary>
          <ul class="wordings">
            {wordings.map((wording) => (
              <li>{wording}</li>
            ))}
          </ul>
        </details>
      )}
      <Actions view={view} answer={answer} />
    </>
  );
}

/** Where it rests on; when that changed, what it said and what it says now. */
function SourceState({ view, answer }: { view: SignedInView; answer: CuratedView }) {
  const { hrAnswers: t, common } = view.t;
  const { source, place, sourceState, state } = answer;
  if (source === null) return null;
  const where = `${source.title}, ${source.heading}, ${fill(common.page, { page: source.page })}`;
  return (
    <>
      <p>
        <span class="label">{`${t.source}: `}</span>
        {place && sourceState !== 'changed' ? <a href={placeUrl(place)}>{where}</a> : where}
      </p>
      {state === 'review' && (
        <p class="message busy">
          {t.sourceStates[sourceState]} {t.notGiven}
        </p>
      )}
      {state === 'review' && sourceState === 'changed' && (
        <div class="before-after">
          <div>
            <p class="label">{t.was}</p>
            <p class="plain">{source.text}</p>
          </div>
          {place && (
            <div>
              <p class="label">
                <a href={placeUrl(place)}>{t.now}</a>
              </p>
              <p class="plain">{place.text}</p>
            </div>
          )}
        </div>
      )}
    </>
  );
}

function Actions({ view, answer }: { view: SignedInView; answer: CuratedView }) {
  const { hrAnswers: t } = view.t;
  const { state, sourceState, kind, place } = answer;
  const renewable = state === 'review' && sourceState === 'changed' && place !== null;
  const unsourced = state === 'review' && kind === 'text';
  const about = <span class="hidden-text">{`: ${answer.question}`}</span>;
  const button = (action: string, label: string, look: string) => (
    <button type="submit" class={look} name="action" value={action}>
      {label}
      {about}
    </button>
  );
  const change = (
    <a class="button" href={answerUrl(answer.id)}>
      {t.change}
      {about}
    </a>
  );
  return (
    <div class="row">
      {state !== 'withdrawn' && (
        <form method="post" action={actionUrl(answer.id)} class="row">
          <input type="hidden" name="revision" value={String(answer.revision)} />
          {renewable && button('renew', t.renew, 'button primary')}
          {unsourced && button('unsource', t.unsource, 'button')}
          {change}
          {button('withdraw', t.withdraw, 'button')}
        </form>
      )}
      {state === 'withdrawn' && change}
      {answer.undoable && answer.lastChange !== 'created' && <UndoForm view={view} answer={answer} />}
    </div>
  );
}
