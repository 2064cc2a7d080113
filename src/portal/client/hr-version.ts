import type { DocumentView } from '../../employer/model.ts';
import type { FilePageData } from '../page-data.ts';
import { stageText } from '../reading-progress.tsx';
import { createApi } from './api.ts';
import { faultOf } from './chosen-files.ts';
import { announceScript, byId, readPageData, say, showError } from './page.ts';
import { type Sending, sendFile } from './send-file.ts';
import { takeDrops } from './upload.ts';
import { drawUploadRow, showSent } from './upload-row.tsx';

const data = readPageData<FilePageData>();
const api = createApi(data);
const { hrFile: t, hrDocuments } = data.texts;
const page = byId('version');
const { document: documentId = '', version = '', state = '' } = page.dataset;
const path = `/documents/${encodeURIComponent(documentId)}`;
const compareUrl = (versionId: string) =>
  `/hr${path.replace('/documents', '/documenten')}/versies/${encodeURIComponent(versionId)}`;

/** Follows the reading; once it is over the page says what comes next. */
function follow(): void {
  const events = new EventSource(api.url('/documents/events'));
  events.addEventListener('document', (event) => {
    const view = JSON.parse((event as MessageEvent<string>).data) as DocumentView;
    if (view.id !== documentId) return;
    const next = view.next;
    if (next?.versionId === version && next.status === 'waiting') {
      events.close();
      say(t.versionWaits);
      location.assign(compareUrl(version));
    } else if (next?.versionId !== version || next.status === 'failed') {
      events.close();
      location.reload();
    } else showReading(view);
  });
  addEventListener('pagehide', () => events.close());
  // Who throws the version away is on the way to another page: what comes of it must not load this one again.
  addEventListener('submit', () => events.close());
}

function showReading(view: DocumentView): void {
  const bar = page.querySelector<HTMLProgressElement>('[data-progress] progress');
  const text = page.querySelector('[data-progress] span');
  if (bar) bar.value = Math.round(view.progress * 100);
  if (text) text.textContent = stageText(view, hrDocuments);
}

/** One file, chosen or dropped, sent with its bar in view; it can be stopped and sent again. */
function handleVersion(form: HTMLFormElement): void {
  const chooser = byId<HTMLInputElement>('file');
  const error = form.querySelector<HTMLElement>('[data-error]');
  const name = form.querySelector<HTMLElement>('[data-file-name]');
  const submit = form.querySelector<HTMLButtonElement>('button[type="submit"]');
  const list = byId('uploads');
  let file: File | null = null;
  let sending: Sending | null = null;

  const choose = (files: Iterable<File>): void => {
    file = [...files][0] ?? null;
    showError(error, file && faultOf(file, t.faults));
    if (name) name.textContent = file?.name ?? hrDocuments.noFile;
  };
  const send = async (): Promise<void> => {
    if (file === null) return showError(error, t.chooseFirst);
    const fault = faultOf(file, t.faults);
    if (fault !== null) return showError(error, fault);
    showError(error, null);
    const row = document.createElement('li');
    row.className = 'upload';
    list.replaceChildren(row);
    const facts = { data, name: file.name, size: file.size, title: '', key_: 'version' };
    drawUploadRow(row, { ...facts, state: { kind: 'sending' } });
    const body = new FormData(form);
    body.set('file', file);
    if (submit) submit.disabled = true;
    sending = sendFile(api, `${path}/versions?publish=wait`, body, (percent) => showSent(row, percent, data));
    const sent = await sending.done;
    sending = null;
    if (submit) submit.disabled = false;
    // The comparison, or the progress while there is nothing to compare yet.
    if (sent.kind === 'taken') return location.assign(compareUrl(sent.document.next?.versionId ?? ''));
    list.replaceChildren();
    showError(error, sent.kind === 'refused' ? sent.message : t.cancelled);
    submit?.focus();
  };
  chooser.required = false;
  chooser.addEventListener('change', () => {
    choose(chooser.files ?? []);
    chooser.value = '';
  });
  takeDrops(form, choose);
  list.addEventListener('click', (event) => {
    if ((event.target as Element).closest('[data-act="drop"]')) sending?.cancel();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
}

const form = document.querySelector<HTMLFormElement>('#upload');
if (form) handleVersion(form);
if (state === 'queued' || state === 'processing') follow();
announceScript();
