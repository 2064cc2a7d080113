import type { DocumentView } from '../../employer/model.ts';
import type { FilePageData } from '../page-data.ts';
import { count } from '../texts/fill.ts';
import type { Api } from './api.ts';
import { faultOf, titleFrom } from './chosen-files.ts';
import { byId, say, showError } from './page.ts';
import { type Sending, sendFile } from './send-file.ts';
import { drawUploadRow, type RowState, showSent } from './upload-row.tsx';

/** Files on their way at once; the server takes no more of one employer. */
const AT_ONCE = 2;

interface Item {
  file: File;
  row: HTMLElement;
  key: string;
  title: string;
  state: RowState;
  sending: Sending | null;
}

/** Files to add: chosen or dropped, each with a title, a bar, an error of its own, and a way to stop or try again. */
export function handleUpload(
  api: Api & { data: FilePageData },
  form: HTMLFormElement,
  onTaken: (document: DocumentView) => void,
): void {
  const { data } = api;
  const t = data.texts.hrFile;
  const chooser = byId<HTMLInputElement>('file');
  const list = byId('uploads');
  const error = form.querySelector<HTMLElement>('[data-error]');
  const chosen = form.querySelector<HTMLElement>('[data-file-name]');
  const items = new Set<Item>();
  let made = 0;

  const draw = (item: Item, state: RowState): void => {
    item.state = state;
    const { file, title, key } = item;
    drawUploadRow(item.row, { data, name: file.name, size: file.size, title, state, key_: key });
  };
  const tell = (): void => {
    const ready = [...items].filter(({ state }) => state.kind === 'chosen').length;
    form.classList.toggle('has-files', items.size > 0);
    if (chosen)
      chosen.textContent = ready > 0 ? count(t.chosen, ready, data.language) : data.texts.hrDocuments.noFile;
  };
  const add = (files: Iterable<File>): void => {
    showError(error, null);
    for (const file of files) {
      const row = document.createElement('li');
      row.className = 'upload';
      list.append(row);
      const item: Item = {
        file,
        row,
        key: String(++made),
        title: titleFrom(file.name),
        state: { kind: 'chosen' },
        sending: null,
      };
      items.add(item);
      row.addEventListener('input', (event) => {
        item.title = (event.target as HTMLInputElement).value;
      });
      row.addEventListener('click', (event) => act(item, event));
      const fault = faultOf(file, t.faults);
      draw(item, fault === null ? item.state : { kind: 'failed', message: fault, twin: null, again: false });
    }
    tell();
  };
  const drop = (item: Item): void => {
    items.delete(item);
    const inside = item.row.contains(document.activeElement);
    item.row.remove();
    if (inside) chooser.focus();
    tell();
  };
  const act = (item: Item, event: Event): void => {
    const what = (event.target as Element).closest<HTMLElement>('[data-act]')?.dataset.act;
    if (what === 'retry') enqueue(item);
    if (what !== 'drop') return;
    if (item.sending) item.sending.cancel();
    else drop(item);
    next();
  };
  const enqueue = (item: Item): void => {
    if (item.title.trim() === '') {
      draw(item, { kind: 'chosen', fault: t.titleMissing });
      item.row.querySelector('input')?.focus();
      return;
    }
    draw(item, { kind: 'waiting' });
    next();
  };
  const next = (): void => {
    const going = [...items].filter(({ sending }) => sending !== null).length;
    const waiting = [...items].filter(({ state }) => state.kind === 'waiting');
    for (const item of waiting.slice(0, Math.max(0, AT_ONCE - going))) void send(item);
    tell();
  };
  const send = async (item: Item): Promise<void> => {
    const body = new FormData(form);
    body.set('file', item.file);
    body.set('title', item.title.trim());
    draw(item, { kind: 'sending' });
    item.sending = sendFile(api, '/documents', body, (percent) => showSent(item.row, percent, data));
    const sent = await item.sending.done;
    item.sending = null;
    if (sent.kind === 'taken') {
      drop(item);
      onTaken(sent.document);
      say(`${sent.document.title}: ${t.sent}`);
    } else {
      const refused = sent.kind === 'refused' ? sent : { message: t.cancelled, twin: null };
      draw(item, { kind: 'failed', message: refused.message, twin: refused.twin, again: true });
    }
    next();
  };

  chooser.multiple = true;
  chooser.required = false;
  const title = form.querySelector<HTMLInputElement>('[name="title"]');
  if (title) title.required = false;
  chooser.addEventListener('change', () => {
    add(chooser.files ?? []);
    // So that the same file can be chosen again, and the form itself carries none.
    chooser.value = '';
  });
  takeDrops(form, add);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const ready = [...items].filter(({ state }) => state.kind === 'chosen');
    showError(error, ready.length === 0 ? t.chooseFirst : null);
    for (const item of ready) enqueue(item);
  });
}

/** Files that are dragged onto the form; what is not a file goes its own way. */
export function takeDrops(form: HTMLFormElement, add: (files: Iterable<File>) => void): void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  form.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    form.classList.add('is-over');
  });
  form.addEventListener('dragleave', (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) form.classList.remove('is-over');
  });
  form.addEventListener('drop', (event) => {
    form.classList.remove('is-over');
    if (!hasFiles(event)) return;
    event.preventDefault();
    add(event.dataTransfer?.files ?? []);
  });
}
