import { createApi, messageOf } from './api.ts';
import { forgetDrafts } from './drafts.ts';
import { announceScript, readPageData, say } from './page.ts';

const data = readPageData();
const api = createApi(data);
const t = data.texts.hrQuestions;

type Status = 'open' | 'dismissed';

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  const card = form.closest<HTMLElement>('[data-group]');
  const to = form.dataset.status as Status | undefined;
  if (!card || !to) return;
  event.preventDefault();
  void move(card, to);
});

async function save(card: HTMLElement, status: Status): Promise<void> {
  await api.send(`/unanswered/${encodeURIComponent(card.dataset.group ?? '')}`, {
    method: 'PATCH',
    body: JSON.stringify({ status }),
  });
}

/** Folds the card to one line with a way back, and keeps it folded only when the change was kept. */
async function move(card: HTMLElement, to: Status): Promise<void> {
  const line = foldedLine(to === 'dismissed' ? t.didDismiss : t.didReopen);
  card.classList.add('folded');
  card.append(line.element);
  line.undo.focus();
  line.undo.onclick = () => void takeBack(card, to === 'dismissed' ? 'open' : 'dismissed', line);
  try {
    await save(card, to);
    say(line.text.textContent ?? '');
    shiftCount(to);
  } catch (error) {
    unfold(card, line.element);
    failed(card, error);
  }
}

async function takeBack(card: HTMLElement, to: Status, line: ReturnType<typeof foldedLine>): Promise<void> {
  try {
    await save(card, to);
    unfold(card, line.element);
    card.querySelector<HTMLElement>('form button')?.focus();
    say(t.undone);
    shiftCount(to);
  } catch (error) {
    line.text.textContent = messageOf(error, data);
  }
}

function unfold(card: HTMLElement, line: HTMLElement): void {
  line.remove();
  card.classList.remove('folded');
}

function foldedLine(said: string) {
  const element = document.createElement('p');
  element.className = 'folded-line';
  const text = document.createElement('span');
  text.textContent = said;
  const undo = document.createElement('button');
  undo.type = 'button';
  undo.className = 'button';
  undo.textContent = data.texts.common.undo;
  element.append(text, undo);
  return { element, text, undo };
}

function failed(card: HTMLElement, error: unknown): void {
  const message = document.createElement('p');
  message.className = 'message bad';
  message.setAttribute('role', 'alert');
  message.textContent = messageOf(error, data);
  card.append(message);
}

/** One question moved to `to`: the numbers on the tabs and in the menu follow. */
function shiftCount(to: Status): void {
  const [opened, gone] = to === 'open' ? [1, -1] : [-1, 1];
  const shift = (selector: string, by: number): void => {
    const element = document.querySelector(selector);
    if (element) element.textContent = String(Math.max(0, Number(element.textContent) + by));
  };
  shift('[data-count="open"]', opened);
  shift('[data-count="dismissed"]', gone);
  shift('.menu a[href="/hr/vragen"] .badge-count', opened);
}

forgetDrafts();
announceScript();
