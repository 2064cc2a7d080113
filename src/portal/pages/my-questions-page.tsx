import type { AskedQuestion } from '../../assistant/model.ts';
import { HrAnswerView } from '../hr-answer-view.tsx';
import { Page } from '../layout.tsx';
import { dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

interface MyQuestionsProps {
  view: SignedInView;
  questions: readonly AskedQuestion[];
  openQuestions: number | undefined;
}

/** The person's own questions that went to HR, and what HR answered. */
export function MyQuestionsPage({ view, questions, openQuestions }: MyQuestionsProps) {
  const t = view.t.myQuestions;
  return (
    <Page view={view} title={t.title} active="/mijn-vragen" openQuestions={openQuestions}>
      <div class="column">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {questions.length === 0 && <p class="panel">{t.none}</p>}
        <ul class="cards">
          {questions.map((question) => (
            <li class="panel card">
              <Asked view={view} question={question} />
            </li>
          ))}
        </ul>
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
