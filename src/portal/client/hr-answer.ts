import { keepDraft, restoreDraft } from './drafts.ts';
import { announceScript, byId } from './page.ts';

const form = byId<HTMLFormElement>('answer-form');
const note = byId('draft-note');
note.hidden = !restoreDraft(form);
keepDraft(form);
announceScript();
