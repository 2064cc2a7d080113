import { MAX_MESSAGE_LENGTH } from '../../assistant/model.ts';
import type { Card } from '../../cards/model.ts';
import { FirstCards } from '../first-cards.tsx';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import type { PageData } from '../page-data.ts';
import { PrintHead } from '../print-head.tsx';
import { ReplyView, type ShownReply } from '../reply-view.tsx';
import { fill } from '../texts/fill.ts';
import { AssistantSide, Question } from '../turn-view.tsx';
import type { SignedInView } from '../view.ts';
import { Dialogs } from './chat-dialogs.tsx';

export interface Turn {
  question: string;
  reply: ShownReply;
}

interface ChatProps {
  view: SignedInView;
  data: PageData;
  turns: readonly Turn[];
  conversationId: string | null;
  suggestions: readonly string[];
  cards: readonly Card[];
  /** A card that was just put away. */
  goneCard: string | null;
  openQuestions: number | undefined;
  /** A question that could not be answered just now, with the reason; it stays in the box. */
  failure?: { message: string; text: string };
}

export function ChatPage(props: ChatProps) {
  const { view, data, turns, conversationId, suggestions, failure } = props;
  const t = view.t.chat;
  return (
    <Page
      view={view}
      title={t.title}
      active="/"
      openQuestions={props.openQuestions}
      scripts={['chat.js']}
      data={data}
      bodyClass="chat-page"
    >
      <div class="chat" id="chat">
        <div class="chat-head">
          <h1>{t.title}</h1>
          <p class="ai-label">
            <Icon name="chat" />
            {t.aiLabel}
          </p>
          <a class="button new-conversation" href="/">
            <Icon name="plus" />
            <span class="new-label">{t.newConversation}</span>
          </a>
        </div>
        <PrintHead view={view} />
        <div class="thread" id="thread">
          <Intro
            view={view}
            suggestions={turns.length === 0 ? suggestions : null}
            cards={props.cards}
            goneCard={props.goneCard}
          />
          {turns.map((turn) => (
            <div class="turn">
              <Question t={t} text={turn.question} />
              <AssistantSide t={t}>
                <ReplyView t={t} pageText={view.t.common.page} reply={turn.reply} />
              </AssistantSide>
            </div>
          ))}
        </div>
        <Composer view={view} conversationId={conversationId} failure={failure} />
        <p id="status" role="status" class="hidden-text" />
      </div>
      <dialog id="source-panel" class="source-panel" aria-label={view.t.viewer.region} />
      <Dialogs t={view.t} />
    </Page>
  );
}

type IntroProps = Pick<ChatProps, 'view' | 'cards' | 'goneCard'> & { suggestions: readonly string[] | null };

function Intro({ view, suggestions, cards, goneCard }: IntroProps) {
  const t = view.t.chat;
  const firstName = view.session.actor.name.split(' ')[0] ?? '';
  return (
    <div class="intro">
      {suggestions && <p class="greeting">{fill(t.greeting, { name: firstName })}</p>}
      <p class="ai-intro">
        {t.aiLabel}. {fill(t.aiIntro, { employer: view.session.employer })}
      </p>
      {suggestions && <FirstCards view={view} cards={cards} gone={goneCard} />}
      {suggestions && suggestions.length > 0 && (
        <form
          method="post"
          action="/"
          class="suggestions"
          id="suggestions"
          data-suggestions
          aria-labelledby="suggestions-title"
        >
          <h2 id="suggestions-title">{t.suggestions}</h2>
          <ul>
            {suggestions.map((question) => (
              <li>
                <button type="submit" name="message" value={question} class="choice">
                  {question}
                </button>
              </li>
            ))}
          </ul>
        </form>
      )}
      {suggestions?.length === 0 && <p class="note">{t.noSuggestions}</p>}
    </div>
  );
}

function Composer({ view, conversationId, failure }: Pick<ChatProps, 'view' | 'conversationId' | 'failure'>) {
  const t = view.t.chat;
  return (
    <form method="post" action="/" class="composer" id="ask">
      <input type="hidden" name="conversationId" value={conversationId ?? ''} />
      {failure && (
        <p class="message bad" role="alert">
          {failure.message}
        </p>
      )}
      <div class="box">
        <label class="hidden-text" for="message">
          {t.question}
        </label>
        <textarea
          id="message"
          name="message"
          rows={1}
          required
          maxlength={MAX_MESSAGE_LENGTH}
          placeholder={t.placeholder}
          aria-describedby="ask-notes"
          enterkeyhint="send"
          autocomplete="off"
        >
          {failure?.text ?? ''}
        </textarea>
        <button type="submit" class="button primary send" id="send">
          <Icon name="send" />
          <span class="send-label">{t.send}</span>
        </button>
        <button type="button" class="button stop" id="stop" hidden>
          <Icon name="stop" />
          <span class="send-label">{t.stop}</span>
        </button>
      </div>
      <p class="note" id="ask-notes">
        {t.privacy} <span class="wide-only">{t.keys}</span>
      </p>
    </form>
  );
}
