import type { AskedQuestion } from '../../assistant/model.ts';
import { HrAnswerView } from '../hr-answer-view.tsx';
import { Page } from '../layout.tsx';
import { ListFoot, ListForm, type ShownList } from '../list-tools.tsx';
import { dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

interface MyQuestionsProps {
  view: SignedInView;
  list: ShownList<AskedQuestion>;
  openQuestions: number | undefined;
}

/** The person's own questions that went to HR, and what HR answered. */
export function MyQuestionsPage({ view, list, openQuestions }: MyQuestionsProps) {
  const t = view.t.myQuestions;
  const { questions } = view.t.lists;
  return (
    <Page view={view} title={t.title} active="/mijn-vragen" openQuestions={openQuestions}>
      <div class="column">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {list.empty && <p class="panel">{t.none}</p>}
        <ListForm
          view={view}
          action="/mijn-vragen"
          list={list}
          filters={[
            ['waiting', questions.filters.waiting],
            ['answered', questions.filters.answered],
            ['closed', questions.filters.closed],
          ]}
          sorts={[
            ['latest', questions.sorts.latest],
            ['oldest', questions.sorts.oldest],
          ]}
          file="my-questions"
        />
        <ul class="cards">
          {list.rows.map((question) => (
            <li class="panel card">
              <Asked view={view} question={question} />
            </li>
          ))}
        </ul>
        <ListFoot view={view} action="/mijn-vragen" list={list} />
      </div>
    </Page>
  );
}

/** Whether HR sees who asks, and the other way round. */
function NameToggle({ view, question }: { view: SignedInView; question: AskedQuestion }) {
  const t = view.t.myQuestions;
  const { id, named } = question;
  return (
    <form method="post" action={`/mijn-vragen/${encodeURIComponent(id)}/naam`} class="row">
      <span>{named ? t.named : t.unnamed}</span>
      <button type="submit" class="button" name="named" value={named ? '' : '1'}>
        {named ? t.takeName : t.giveName}
        <span class="hidden-text">{`: ${question.question}`}</span>
      </button>
    </form>
  );
}

function Asked({ view, question }: { view: SignedInView; question: AskedQuestion }) {
  const { myQuestions: t, chat, common } = view.t;
  const { conversationId, messageId, hrAnswer, state } = question;
  const query = new URLSearchParams({ gesprek: conversationId, bericht: messageId });
  return (
    <>
      <h2>{question.question}</h2>
      <p class="facts">
        {question.isNew && <span class="tag tag-strong">{t.isNew}</span>}
        <span class={state === 'answered' ? 'tag tag-good' : 'tag'}>{t.states[state]}</span>
        <span>{fill(t.asked, { date: dayOf(question.askedAt, view.language) })}</span>
      </p>
      {question.sentToHr && state === 'waiting' && <NameToggle view={view} question={question} />}
      {hrAnswer && <HrAnswerView t={chat} pageText={common.page} answer={hrAnswer} />}
      <p class="row">
        <a class="button plain-button" href={`/?gesprek=${encodeURIComponent(conversationId)}`}>
          {t.conversation}
          <span class="hidden-text">{`: ${question.question}`}</span>
        </a>
        {state === 'answered' && (
          <a class="button plain-button" href={`/vraag-het-hr?${query}`}>
            {t.askAgain}
            <span class="hidden-text">{`: ${question.question}`}</span>
          </a>
        )}
      </p>
    </>
  );
}
