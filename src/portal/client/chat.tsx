import { createAnswers } from './answers.tsx';
import { createApi } from './api.ts';
import { createComposer } from './composer.ts';
import { handleFeedback } from './feedback.ts';
import { announceScript, byId, readPageData } from './page.ts';
import { createSourcePanel } from './source-panel.ts';

const data = readPageData();
const api = createApi(data);
const panel = createSourcePanel(api, byId<HTMLDialogElement>('source-panel'));
const answers = createAnswers(api, byId('thread'));
const composer = createComposer({
  form: byId<HTMLFormElement>('ask'),
  onAsk: (message, conversationId) => answers.ask(message, conversationId),
  onStop: () => answers.stop(),
  onEscape: () => panel.close(),
});
answers.onAskAgain((message) => composer.fill(message));

handleFeedback(api, byId('thread'));

byId('thread').addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-action="open-source"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  panel.open(link);
});

byId('thread').addEventListener('submit', (event) => {
  const button = event.submitter as HTMLButtonElement | null;
  if (!button || !(event.target as Element).matches('[data-suggestions]')) return;
  event.preventDefault();
  composer.send(button.value);
});

announceScript();
