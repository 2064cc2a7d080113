import type { LoggedMessage, RatingReason } from '../../assistant/service.ts';
import { fill } from '../texts/fill.ts';
import { type Api, messageOf } from './api.ts';
import { byId, say, showError } from './page.ts';

/** The buttons under an answer: copy, thumbs, "Vraag het HR". Each confirms itself where it stands. */
export function handleFeedback(api: Api, thread: HTMLElement): void {
  const openHr = hrDialog(api);
  const openRate = rateDialog(api, openHr);
  thread.addEventListener('click', (event) => {
    const control = (event.target as Element).closest<HTMLElement>('[data-action]');
    const reply = control?.closest<HTMLElement>('.reply');
    if (!control || !reply) return;
    switch (control.dataset.action) {
      case 'copy':
        void copy(api, reply, control);
        break;
      case 'rate-up':
        void rate(api, reply, isPressed(control) ? null : 'up');
        break;
      case 'rate-down':
        if (isPressed(control)) void rate(api, reply, null);
        else openRate(reply);
        break;
      case 'ask-hr':
        event.preventDefault();
        void openHr(reply);
        break;
    }
  });
}

function isPressed(control: HTMLElement): boolean {
  return control.getAttribute('aria-pressed') === 'true';
}

function note(reply: HTMLElement, text: string): void {
  const place = reply.querySelector('[data-note]');
  if (place) place.textContent = text;
  say(text);
}

/** The answer with its sources, as somebody would paste it into a mail. */
function textOfReply(api: Api, reply: HTMLElement): string {
  const answer = [...reply.querySelectorAll<HTMLElement>('.answer .plain, .answer .quote')].map((part) =>
    (part.textContent ?? '').trim(),
  );
  const links = [...reply.querySelectorAll<HTMLAnchorElement>('.answer .source-link')];
  const sources = links.map((link) => {
    const heading = link.querySelector('.source-where span')?.textContent ?? '';
    const page = fill(api.data.texts.common.page, {
      page: new URL(link.href).searchParams.get('page') ?? '',
    });
    return `${link.dataset.title}, ${heading}, ${page}: ${link.href}`;
  });
  return [...answer, ...sources].join('\n\n');
}

async function copy(api: Api, reply: HTMLElement, control: HTMLElement): Promise<void> {
  const t = api.data.texts.chat;
  try {
    await navigator.clipboard.writeText(textOfReply(api, reply));
  } catch {
    note(reply, t.copyFailed);
    return;
  }
  control.querySelector('use')?.setAttribute('href', '#i-check');
  const label = control.querySelector('[data-label]');
  if (label) label.textContent = t.copied;
  say(t.copied);
}

interface RatingDetails {
  reason?: RatingReason;
  comment?: string;
}

/** Sets the thumb at once and takes it back when it could not be kept. */
async function rate(
  api: Api,
  reply: HTMLElement,
  rating: 'up' | 'down' | null,
  details: RatingDetails = {},
): Promise<void> {
  const buttons = (['up', 'down'] as const).map(
    (side) => [side, reply.querySelector(`[data-action="rate-${side}"]`)] as const,
  );
  const before = buttons.map(([, button]) => button?.getAttribute('aria-pressed') ?? 'false');
  for (const [side, button] of buttons) button?.setAttribute('aria-pressed', String(side === rating));
  try {
    await api.send(`/messages/${encodeURIComponent(reply.dataset.message ?? '')}/rating`, {
      method: 'POST',
      body: JSON.stringify({ rating, ...details }),
    });
    note(reply, rating === null ? api.data.texts.common.undo : api.data.texts.chat.thanks);
    if (rating === null) note(reply, '');
  } catch (error) {
    buttons.forEach(([, button], i) => {
      button?.setAttribute('aria-pressed', before[i] ?? 'false');
    });
    note(reply, messageOf(error, api.data));
  }
}

function rateDialog(api: Api, openHr: (reply: HTMLElement) => Promise<void>) {
  const dialog = byId<HTMLDialogElement>('rate-dialog');
  const form = dialog.querySelector('form') as HTMLFormElement;
  let current: HTMLElement | null = null;
  dialog.addEventListener('close', () => {
    const fields = new FormData(form);
    const reason = fields.get('reason') as RatingReason | null;
    const comment = String(fields.get('comment') ?? '').trim();
    const details = { ...(reason ? { reason } : {}), ...(comment ? { comment } : {}) };
    const reply = current;
    current = null;
    if (!reply || (dialog.returnValue !== 'send' && dialog.returnValue !== 'hr')) return;
    void rate(api, reply, 'down', details);
    if (dialog.returnValue === 'hr') void openHr(reply);
  });
  return (reply: HTMLElement): void => {
    current = reply;
    form.reset();
    dialog.returnValue = 'cancel';
    dialog.showModal();
  };
}

/** Shows what HR will see, sends it only on the button, and says so under the answer. */
function hrDialog(api: Api) {
  const dialog = byId<HTMLDialogElement>('hr-dialog');
  const form = dialog.querySelector('form') as HTMLFormElement;
  const error = dialog.querySelector<HTMLElement>('[data-error]');
  let current: HTMLElement | null = null;

  form.addEventListener('submit', (event) => {
    if ((event.submitter as HTMLButtonElement | null)?.value !== 'send') return;
    event.preventDefault();
    if (current) void send(current);
  });

  async function send(reply: HTMLElement): Promise<void> {
    const fields = new FormData(form);
    const comment = String(fields.get('comment') ?? '').trim();
    const named = fields.get('named') === '1';
    try {
      await api.send(`/messages/${encodeURIComponent(reply.dataset.message ?? '')}/ask-hr`, {
        method: 'POST',
        body: JSON.stringify({ ...(comment && { comment }), ...(named && { named }) }),
      });
    } catch (thrown) {
      showError(error, messageOf(thrown, api.data));
      return;
    }
    dialog.close('sent');
    confirmSent(api, reply);
  }

  return async (reply: HTMLElement): Promise<void> => {
    current = reply;
    form.reset();
    showError(error, null);
    const question = dialog.querySelector('[data-question]');
    if (question) question.textContent = await loggedQuestion(api, reply);
    const places = [...reply.querySelectorAll('.source-where')].map((place) =>
      [...place.children].map((part) => part.textContent).join(', '),
    );
    const shown = dialog.querySelector('[data-places]');
    if (shown) shown.textContent = places.join('\n') || api.data.texts.chat.askHrNone;
    dialog.showModal();
  };
}

function confirmSent(api: Api, reply: HTMLElement): void {
  const t = api.data.texts.chat;
  const link = reply.querySelector('[data-action="ask-hr"]');
  const done = document.createElement('p');
  done.className = 'message good';
  done.tabIndex = -1;
  done.textContent = `${t.askHrSent} ${t.askHrSentLead}`;
  reply.querySelector('.actions')?.before(done);
  link?.remove();
  done.focus();
  say(t.askHrSent);
}

/** The question as it was kept: personal numbers are taken out before HR can see it. */
async function loggedQuestion(api: Api, reply: HTMLElement): Promise<string> {
  const typed = reply.closest('.turn')?.querySelector('.bubble')?.textContent ?? '';
  try {
    const response = await api.send(`/conversations/${encodeURIComponent(reply.dataset.conversation ?? '')}`);
    const { messages } = (await response.json()) as { messages: LoggedMessage[] };
    return messages.find(({ id }) => id === reply.dataset.message)?.question ?? typed;
  } catch {
    return typed;
  }
}
