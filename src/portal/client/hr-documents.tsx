import type { DocumentView } from '../../employer/model.ts';
import { DocumentRow } from '../document-row.tsx';
import { fill } from '../texts/fill.ts';
import { createApi, messageOf } from './api.ts';
import { drawInto } from './draw.tsx';
import { announceScript, byId, readPageData, say, showError } from './page.ts';
import { handleUpload } from './upload.ts';

const data = readPageData();
const api = createApi(data);
const t = data.texts.hrDocuments;
const list = byId('documents');
const documents = new Map<string, DocumentView>();
/** As JSON of the last drawn state: an event that changes nothing must not take the focus out of a row. */
const drawn = new Map<string, string>();

function rowOf(id: string): HTMLElement | null {
  return list.querySelector(`[data-document="${CSS.escape(id)}"]`);
}

function show(document_: DocumentView): void {
  documents.set(document_.id, document_);
  const state = JSON.stringify(document_);
  if (drawn.get(document_.id) === state) return;
  drawn.set(document_.id, state);
  let row = rowOf(document_.id);
  if (!row) {
    row = document.createElement('li');
    row.className = 'panel card document';
    row.dataset.document = document_.id;
    list.prepend(row);
    byId('no-documents').hidden = true;
  }
  const focused = row.contains(document.activeElement)
    ? document.activeElement?.getAttribute('data-action')
    : null;
  const wasOpen = row.querySelector('details')?.open ?? false;
  drawInto(row, <DocumentRow t={data.texts} language={data.language} document={document_} />);
  const details = row.querySelector('details');
  if (details) details.open = wasOpen;
  if (focused) row.querySelector<HTMLElement>(`[data-action="${focused}"]`)?.focus();
}

function follow(): void {
  const events = new EventSource(api.url('/documents/events'));
  events.addEventListener('document', (event) => {
    show(JSON.parse((event as MessageEvent<string>).data) as DocumentView);
  });
  addEventListener('pagehide', () => events.close());
}

/** Ticks at once and takes it back, with the reason, when it was refused. */
async function use(id: string, box: HTMLInputElement): Promise<void> {
  const error = rowOf(id)?.querySelector<HTMLElement>('[data-error]') ?? null;
  showError(error, null);
  try {
    const response = await api.send(`/documents/${encodeURIComponent(id)}`, {
      method: 'PATCH',
      body: JSON.stringify({ usedByAssistant: box.checked }),
    });
    show((await response.json()) as DocumentView);
    note(id, t.saved);
  } catch (thrown) {
    box.checked = !box.checked;
    showError(error, messageOf(thrown, data));
  }
}

function note(id: string, text: string): void {
  const place = rowOf(id)?.querySelector('[data-note]');
  if (place) place.textContent = text;
  say(text);
}

async function retry(id: string): Promise<void> {
  try {
    const response = await api.send(`/documents/${encodeURIComponent(id)}/retry`, { method: 'POST' });
    show((await response.json()) as DocumentView);
  } catch (thrown) {
    showError(rowOf(id)?.querySelector<HTMLElement>('[data-error]') ?? null, messageOf(thrown, data));
  }
}

const removal = byId<HTMLDialogElement>('remove-dialog');
let removing: string | null = null;

function askRemoval(id: string): void {
  removing = id;
  const lead = removal.querySelector('[data-lead]');
  if (lead) {
    const title = documents.get(id)?.title ?? rowOf(id)?.querySelector('.card-link')?.textContent ?? '';
    lead.textContent = fill(t.removeLead, { title });
  }
  removal.returnValue = 'cancel';
  removal.showModal();
}

removal.addEventListener('close', () => {
  if (removal.returnValue === 'remove' && removing) void remove(removing);
});

async function remove(id: string): Promise<void> {
  try {
    await api.send(`/documents/${encodeURIComponent(id)}`, { method: 'DELETE' });
    rowOf(id)?.remove();
    documents.delete(id);
    say(t.removed);
    byId('no-documents').hidden = list.childElementCount > 0;
  } catch (thrown) {
    showError(rowOf(id)?.querySelector<HTMLElement>('[data-error]') ?? null, messageOf(thrown, data));
  }
}

list.addEventListener('change', (event) => {
  const box = event.target as HTMLInputElement;
  const id = box.closest<HTMLElement>('[data-document]')?.dataset.document;
  if (id && box.dataset.action === 'use') void use(id, box);
});
list.addEventListener('click', (event) => {
  const control = (event.target as Element).closest<HTMLElement>('button[data-action]');
  const id = control?.closest<HTMLElement>('[data-document]')?.dataset.document;
  if (!control || !id) return;
  if (control.dataset.action === 'retry') void retry(id);
  if (control.dataset.action === 'remove') askRemoval(id);
});

handleUpload(api, byId<HTMLFormElement>('upload'), show);
follow();
announceScript();
