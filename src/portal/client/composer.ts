import { byId } from './page.ts';

const DRAFT = 'vraagbaak-concept';

export interface Composer {
  /** Sends a text as if it was typed. */
  send(message: string): void;
  /** Puts a text in the box, to be changed or sent again. */
  fill(message: string): void;
}

export type AskResult = { conversationId: string } | { restore: true } | null;

interface ComposerOptions {
  form: HTMLFormElement;
  /** @returns the conversation that goes on, or that the text has to come back into the box */
  onAsk(message: string, conversationId: string | undefined): Promise<AskResult>;
  onStop(): void;
  onEscape(): void;
}

/** The question box: Enter sends, Shift+Enter breaks the line, '/' comes here, Escape stops or closes. */
export function createComposer({ form, onAsk, onStop, onEscape }: ComposerOptions): Composer {
  const box = byId<HTMLTextAreaElement>('message');
  const send = byId<HTMLButtonElement>('send');
  const stop = byId<HTMLButtonElement>('stop');
  const conversation = form.elements.namedItem('conversationId') as HTMLInputElement;
  let busy = false;
  let last = '';

  function setBusy(value: boolean): void {
    busy = value;
    send.hidden = value;
    stop.hidden = !value;
  }

  function setText(text: string): void {
    box.value = text;
    grow(box);
    keepDraft(text);
  }

  async function ask(message: string): Promise<void> {
    if (busy || message.trim() === '') return;
    last = message;
    setText('');
    box.focus();
    setBusy(true);
    // Kept until the answer is there: a lost session or tab must not cost the text.
    keepDraft(message);
    const result = await onAsk(message, conversation.value || undefined);
    setBusy(false);
    if (result && 'restore' in result) {
      if (box.value === '') setText(message);
      return;
    }
    if (result) {
      conversation.value = result.conversationId;
      history.replaceState(null, '', `/?gesprek=${encodeURIComponent(result.conversationId)}`);
    }
    keepDraft(box.value);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask(box.value);
  });
  box.addEventListener('input', () => {
    grow(box);
    keepDraft(box.value);
  });
  box.addEventListener('keydown', (event) => {
    // 229 is what some browsers send for the Enter that ends a composition.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
    if (event.key === 'ArrowUp' && box.value === '' && last !== '') {
      event.preventDefault();
      setText(last);
    }
  });
  stop.addEventListener('click', () => {
    onStop();
    box.focus();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !document.querySelector('dialog:modal')) {
      if (busy) onStop();
      else onEscape();
    }
    const inField = (event.target as Element).closest('input, textarea, select, [contenteditable]');
    if (event.key === '/' && !inField && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
    }
  });

  if (box.value === '') setText(readDraft());
  return {
    send: (message) => void ask(message),
    fill(message) {
      setText(message);
      box.focus();
    },
  };
}

/** As high as its text, up to what the style sheet allows. */
function grow(box: HTMLTextAreaElement): void {
  box.style.setProperty('height', 'auto');
  box.style.setProperty('height', `${box.scrollHeight}px`);
}

/** Storage may be full or forbidden; the box then simply forgets. */
function keepDraft(text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(DRAFT);
    else sessionStorage.setItem(DRAFT, text);
  } catch {
    return;
  }
}

function readDraft(): string {
  try {
    return sessionStorage.getItem(DRAFT) ?? '';
  } catch {
    return '';
  }
}
