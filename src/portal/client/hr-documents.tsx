import type { DocumentView, RemovedDocument } from '../../employer/model.ts';
import { editableFields, fieldsOf } from '../document-editor.tsx';
import type { FilePageData } from '../page-data.ts';
import { fill } from '../texts/fill.ts';
import { createApi, messageOf, RequestError } from './api.ts';
import { createDocumentList } from './document-list.tsx';
import { announceScript, byId, readPageData, say, showError } from './page.ts';
import { handleUpload } from './upload.ts';

const data = readPageData<FilePageData>();
const api = { ...createApi(data), data };
const t = data.texts.hrDocuments;
const { hrFile } = data.texts;
const rows = createDocumentList(data);
const list = byId('documents');
/** A row that is gone a little later than the server says is better than one that comes back as an error. */
const LATE = 1000;

const path = (id: string, rest = '') => `/documents/${encodeURIComponent(id)}${rest}`;
const faultIn = (id: string) => rows.row(id)?.querySelector<HTMLElement>('[data-error]') ?? null;

async function send<T>(url: string, method: string, body?: unknown): Promise<T> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  return (await (await api.send(url, init)).json()) as T;
}

function note(id: string, text: string): void {
  const place = rows.row(id)?.querySelector('[data-note]');
  if (place) place.textContent = text;
  say(text);
}

/** Ticks at once and takes it back, with the reason, when it was refused. */
async function use(id: string, box: HTMLInputElement): Promise<void> {
  showError(faultIn(id), null);
  try {
    rows.show(await send<DocumentView>(path(id), 'PATCH', { usedByAssistant: box.checked }));
    note(id, t.saved);
  } catch (thrown) {
    box.checked = !box.checked;
    showError(faultIn(id), messageOf(thrown, data));
  }
}

async function retry(id: string): Promise<void> {
  try {
    rows.show(await send<DocumentView>(path(id, '/retry'), 'POST'));
  } catch (thrown) {
    showError(faultIn(id), messageOf(thrown, data));
  }
}

async function remove(id: string): Promise<void> {
  try {
    const removed = await send<RemovedDocument>(path(id, '/removal'), 'POST');
    const place = rows.showRemoved(removed);
    place.querySelector<HTMLElement>('button')?.focus();
    say(`${fill(hrFile.removed, { title: removed.title })} ${hrFile.untilWhen}`);
    forgetLater(place, removed.title);
  } catch (thrown) {
    showError(faultIn(id), messageOf(thrown, data));
  }
}

/** What can no longer be put back is not offered any more. */
function forgetLater(place: HTMLElement, title: string): void {
  const wait = Number(place.dataset.undo) + LATE;
  setTimeout(() => {
    if (!place.isConnected) return;
    if (place.contains(document.activeElement)) byId('inhoud').focus();
    rows.drop(place);
    if (title !== '') say(fill(hrFile.gone, { title }));
  }, wait);
}

async function restore(place: HTMLElement): Promise<void> {
  const error = place.querySelector<HTMLElement>('[data-error]');
  try {
    const view = await send<DocumentView>(path(place.dataset.removed ?? '', '/removal'), 'DELETE');
    rows.show(view, true);
    const row = rows.row(view.id);
    if (row) place.replaceWith(row);
    row?.querySelector<HTMLElement>('[data-action="remove"]')?.focus();
    say(fill(hrFile.restored, { title: view.title }));
  } catch (thrown) {
    showError(error, messageOf(thrown, data));
  }
}

/** Which field a refusal without one is about. */
const fieldOfCode: Record<string, string> = {
  document_period_reversed: 'validTo',
  document_not_readable_by_employees: 'visibility',
};

async function save(id: string, form: HTMLFormElement): Promise<void> {
  showFaults(form, {});
  try {
    const view = await send<DocumentView>(path(id), 'PATCH', changesIn(form, rows.edited(id)));
    rows.show(view);
    rows.resetEditor(id);
    rows.row(id)?.querySelector<HTMLElement>('[data-editor] summary')?.focus();
    note(id, t.saved);
  } catch (thrown) {
    const { code = '', errors = [] } = thrown instanceof RequestError ? thrown.problem : {};
    const faults = Object.fromEntries(errors.map(({ field, message }) => [field, message]));
    const field = fieldOfCode[code];
    if (errors.length === 0) faults[field ?? ''] = messageOf(thrown, data);
    showFaults(form, faults);
  }
}

/** Only what was changed here: what somebody else changed meanwhile stays theirs. */
function changesIn(form: HTMLFormElement, before: DocumentView | undefined): Record<string, string | null> {
  const given = new FormData(form);
  const was = before && fieldsOf(before);
  const fields = editableFields.map((name) => [name, String(given.get(name) ?? '')] as const);
  return Object.fromEntries(
    fields
      .filter(([name, value]) => value !== was?.[name])
      .map(([name, value]) => [name, name.startsWith('valid') && value === '' ? null : value]),
  );
}

/** Puts each fault below its field, those of no field on top, and the focus in the first. */
function showFaults(form: HTMLFormElement, faults: Readonly<Record<string, string>>): void {
  for (const place of form.querySelectorAll<HTMLElement>('[data-fault]')) {
    const name = place.dataset.fault ?? '';
    showError(place, faults[name] ?? null);
    const field = name === '' ? null : form.elements.namedItem(name);
    if (!(field instanceof HTMLElement)) continue;
    if (faults[name] === undefined) field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
  }
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

list.addEventListener('change', (event) => {
  const box = event.target as HTMLInputElement;
  const id = box.closest<HTMLElement>('[data-document]')?.dataset.document;
  if (id && box.dataset.action === 'use') void use(id, box);
});
list.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  const removed = form.closest<HTMLElement>('[data-removed]');
  const id = form.closest<HTMLElement>('[data-document]')?.dataset.document;
  if (!removed && !id) return;
  event.preventDefault();
  if (removed) return void restore(removed);
  if (form.dataset.edit !== undefined) return void save(id ?? '', form);
  const action = form.querySelector<HTMLElement>('[data-action]')?.dataset.action;
  if (action === 'retry') void retry(id ?? '');
  if (action === 'remove') void remove(id ?? '');
});
list.addEventListener('reset', (event) => {
  const form = event.target as HTMLFormElement;
  const id = form.closest<HTMLElement>('[data-document]')?.dataset.document ?? '';
  event.preventDefault();
  rows.resetEditor(id);
  rows.row(id)?.querySelector<HTMLElement>('[data-editor] summary')?.focus();
});

for (const place of list.querySelectorAll<HTMLElement>('[data-removed]')) forgetLater(place, '');
handleUpload(api, byId<HTMLFormElement>('upload'), (document_) => rows.show(document_, true));
const events = new EventSource(api.url('/documents/events'));
events.addEventListener('document', (event) => {
  rows.show(JSON.parse((event as MessageEvent<string>).data) as DocumentView);
});
addEventListener('pagehide', () => events.close());
announceScript();
