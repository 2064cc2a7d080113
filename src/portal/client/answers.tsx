import type { ChatReply } from '../../assistant/model.ts';
import type { PageData } from '../page-data.ts';
import { ReplyView } from '../reply-view.tsx';
import { count } from '../texts/fill.ts';
import { AssistantSide, Question } from '../turn-view.tsx';
import { type Api, messageOf, RequestError } from './api.ts';
import { askAssistant } from './ask.ts';
import type { AskResult } from './composer.ts';
import { drawInto } from './draw.tsx';
import { say } from './page.ts';

export interface Answers {
  ask(message: string, conversationId: string | undefined): Promise<AskResult>;
  stop(): void;
  onAskAgain(callback: (message: string) => void): void;
}

/** Draws each question with its answer below the last, and follows the answer as it comes. */
export function createAnswers(api: Api, thread: HTMLElement): Answers {
  const { data } = api;
  const t = data.texts.chat;
  let running: AbortController | null = null;
  let askAgain: (message: string) => void = () => undefined;

  return {
    async ask(message, conversationId) {
      const turn = addTurn(thread, data, message);
      const stop = new AbortController();
      running = stop;
      say(t.searching);
      try {
        const request = conversationId === undefined ? { message } : { message, conversationId };
        const reply = await askAssistant(api, request, turn, stop.signal);
        turn.finish(reply);
        say(spoken(reply, data));
        return { conversationId: reply.conversationId };
      } catch (error) {
        if (stop.signal.aborted) {
          turn.stopped(() => askAgain(message));
          say(t.stopped);
          return null;
        }
        turn.failed(messageOf(error, data), error instanceof RequestError && error.status === 401);
        return { restore: true };
      } finally {
        running = null;
      }
    },
    stop: () => running?.abort(),
    onAskAgain(callback) {
      askAgain = callback;
    },
  };
}

function spoken(reply: ChatReply, data: PageData): string {
  const t = data.texts.chat;
  if (reply.kind === 'abstention') return t.readyAbstention;
  if (reply.curated) return t.readyCurated;
  if (reply.citations.length === 0) return t.readyPlain;
  return count(t.ready, reply.citations.length, data.language);
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** One question and the place where its answer appears. */
function addTurn(thread: HTMLElement, data: PageData, message: string) {
  const t = data.texts.chat;
  thread.querySelector('.greeting')?.closest('.intro')?.classList.add('intro-small');
  const turn = element('div', 'turn');
  const question = element('div', 'turn-question');
  const answer = element('div', 'turn-answer');
  turn.append(question, answer);
  thread.append(turn);
  drawInto(question, <Question t={t} text={message} />);
  drawInto(answer, <AssistantSide t={t} />);
  const place = answer.querySelector<HTMLElement>('.assistant') ?? answer;
  const stage = element('p', 'stage', t.stages.routing);
  const text = element('p', 'plain streaming');
  place.append(stage);
  thread.scrollTo({ top: thread.scrollHeight });

  return {
    onStage(name: keyof typeof t.stages) {
      stage.textContent = t.stages[name];
    },
    onText(soFar: string) {
      if (!text.isConnected) stage.replaceWith(text);
      text.textContent = soFar;
      thread.scrollTo({ top: thread.scrollHeight });
    },
    finish(reply: ChatReply) {
      drawInto(
        answer,
        <AssistantSide t={t}>
          <ReplyView t={t} pageText={data.texts.common.page} reply={reply} />
        </AssistantSide>,
      );
      // Not scrollIntoView: it would also move what lies around the thread.
      const isLong = turn.offsetHeight > thread.clientHeight;
      thread.scrollTo({ top: isLong ? turn.offsetTop - thread.offsetTop : thread.scrollHeight });
    },
    stopped(again: () => void) {
      stage.remove();
      const note = element('p', 'note', `${t.stopped} `);
      const button = element('button', 'action', t.askAgain) as HTMLButtonElement;
      button.type = 'button';
      button.addEventListener('click', again);
      place.append(note, button);
      thread.scrollTo({ top: thread.scrollHeight });
    },
    failed(reason: string, signInAgain: boolean) {
      stage.remove();
      text.remove();
      const alert = element('p', 'message bad', reason);
      alert.setAttribute('role', 'alert');
      place.append(alert);
      if (signInAgain) {
        const link = element('a', 'button', data.texts.common.signInAgain) as HTMLAnchorElement;
        link.href = `/aanmelden?naar=${encodeURIComponent(location.pathname + location.search)}`;
        place.append(link);
      }
      thread.scrollTo({ top: thread.scrollHeight });
    },
  };
}
